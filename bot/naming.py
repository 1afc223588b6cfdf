"""Names in a question beyond those of the catalogue: sizes that stand alone, and strangers."""

import re
from collections.abc import Sequence

from knowledge.mention import Mention
from knowledge.names import Names
from knowledge.stems import FUNCTION_WORDS

_OTHER_VARIANT = re.compile(
    r"(?:\bvs\.?|\bversus|\band|\bor|[,，、/]|和|与|跟|还是)\s*([a-z]{4,})\b",
    re.IGNORECASE,
)


def bare_sizes(
    text: str, mentions: Sequence[Mention], families: Sequence[str], names: Names
) -> tuple[Mention, ...]:
    """Sizes and versions that stand alone beside a family's name: "falcon 40b and 180b"."""
    found = []
    for size in re.finditer(
        r"(?<![A-Za-z0-9.])(?:(\d+(?:\.\d+)?)\s*[bB]|(v?\d\.\d))(?![A-Za-z0-9])", text
    ):
        if any(m.start <= size.start() < m.end for m in mentions):
            continue
        for family in families:
            models = tuple(
                m.id
                for m in names.catalogue.of_family(family)
                if (
                    size[1]
                    and m.facts.parameters
                    and float(size[1]) in (m.facts.parameters.value or ())
                )
                or (size[2] and m.name.endswith(f"v{size[2].lstrip('v')}"))
            )
            if models:
                found.append(Mention(size.start(), size.end(), size.group(), (family,), models))
                break
    for word in _OTHER_VARIANT.finditer(text):
        for family in families if mentions else ():
            models = tuple(
                m.id
                for m in names.catalogue.of_family(family)
                if word[1].lower() in m.id.split("-")
            )
            if models and not any(m.start <= word.start(1) < m.end for m in mentions):
                found.append(Mention(word.start(1), word.end(1), word[1], (family,), models))
                break
    return tuple(found)


def strangers(text: str) -> tuple[Mention, ...]:
    """Capitalised words that nothing explains, in a question for a model's field: unknown models."""
    found = []
    for word in re.finditer(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*[A-Za-z0-9.\-]*[A-Za-z0-9]", text):
        starts_sentence = not text[: word.start()].strip() and text.isascii()
        if word.group().lower() not in FUNCTION_WORDS | _KNOWN_WORDS and not starts_sentence:
            found.append(Mention(word.start(), word.end(), word.group()))
    return tuple(found)


def sized_strangers(text: str) -> tuple[Mention, ...]:
    """Names of unknown models that a size behind them gives away: "Nimbus-X 34B"."""
    return tuple(
        Mention(found.start(), found.end(), found.group())
        for found in re.finditer(
            r"(?<![A-Za-z0-9])[A-Z][A-Za-z]+[A-Za-z0-9.]*(?:-[A-Za-z0-9.]+)*[ \-]\d+(?:\.\d+)?[bB](?![A-Za-z0-9])",
            text,
        )
        if found.group().split()[0].split("-")[0].lower() not in FUNCTION_WORDS | _KNOWN_WORDS
    )


# Capitalised words of this field that are no models.
_KNOWN_WORDS = frozenset(
    "ai llm llms rlhf sft gpu gpus cpu vram ram api nlp rag gb mb mit apache gpl rail hugging face huggingface google meta openai microsoft "
    "salesforce eleutherai tii lmsys stanford bigscience nvidia ollama slack transformer transformers english chinese french german spanish "
    "japanese korean which what how who when where why is are do does can could should tell give list compare rtx a100 h100 t4 v100 l4 a10 "
    "osi oss sota faq ok q4 int8 int4 fp16 bf16 token tokens linux windows mac macos python java sharegpt wikipedia bookcorpus pile".split()
)


def without(text: str, mentions: Sequence[Mention]) -> str:
    """The text with the names blanked out, so that no word of a name is read as anything else."""
    for mention in sorted(mentions, key=lambda m: -m.start):
        text = text[: mention.start] + " " + text[mention.end :]
    return text
