"""Whether sentences say anything that a verdict does not say already."""

import re
from collections.abc import Sequence

from bot.answer import Verdict
from bot.sentences import CITATION
from bot.wording import LABELS
from knowledge.quantities import quantities, same_quantity
from knowledge.stems import content_stems

FEWEST_NEW = 2  # content words that no part of the verdict holds
NEW_SHARE = 0.25  # of a sentence's content words
# Words of telling, which say nothing by themselves.
_TELLING = content_stems(
    " ".join(word for pair in LABELS.values() for word in pair)
    + " licensed licence license under released developed made supports means meant based allowed condition conditions subject certain "
    "specific meet terms while both due following answer note fact facts 许可证 授权 采用 基于 发布 开发 推出 支持 需要 满足 特定 条件 属于 同时 但是 而且 因此"
)


def adds_nothing(kept_sentences: Sequence[str], verdict: Verdict) -> bool:
    """Whether all that the sentences say, figures and words, stands in the verdict's text."""
    said = CITATION.sub(" ", verdict.text)
    known_words = content_stems(said) | _TELLING
    bridged = {c for word in known_words if not word.isascii() for c in word}
    known_figures = quantities(said)
    for sentence in kept_sentences:
        bare = CITATION.sub(" ", sentence)
        if any(
            not any(same_quantity(figure, known) for known in known_figures)
            for figure in quantities(bare)
        ):
            return False
        own = content_stems(re.sub(r"[“”\"']", " ", bare))
        new = {w for w in own if w not in known_words and (w.isascii() or not set(w) <= bridged)}
        if len(new) >= FEWEST_NEW and len(new) / len(own) >= NEW_SHARE:
            return False
    return True
