"""Whether the words of a sentence are those of its evidence: not denied, not swapped, not added to."""

import re
from collections.abc import Sequence

from bot.clauses import Clause
from bot.entities import Named
from bot.grounds import Grounds, Part
from bot.permissions import SUPPOSED
from bot.polarity import LACKING, WEIGHTLESS, said
from bot.vocabulary import NEUTRAL, SYNONYMS
from bot.wording import LANGUAGE_NAMES
from knowledge.dates import blank, dates
from knowledge.mention import Mention, fold
from knowledge.quantities import quantities, same_quantity
from knowledge.stems import content_stems

GROUNDED = 0.7  # share of a sentence's own words that the evidence must hold
ALIKE = 0.5  # from this share of common words on, two clauses speak of the same thing
NEAR = 0.8  # of the best match: as good as it
SLACK = 1.5  # words of its own that a sentence may hold whose figures, dates or names were checked
OPENING = 6  # characters before the name of who a part is about
FEWEST = 2  # common words; one alone is no likeness
REPEATED = 0.75  # of a clause's words: it says what the mistake says
WHOLE = 0.6  # of a mistake's words: the mistake is repeated
_NOT_A_FIGURE = re.compile(
    r"\b(?:not|instead of|rather than) (?=\d)|(?:不是|并非|而非)\s?(?=\d)", re.IGNORECASE
)
_CONTRASTED = re.compile(
    r"\s*(?:not the|not|rather than|instead of|而不是|而非|不是)\b", re.IGNORECASE
)
_RIGHT = re.compile(
    r"\b(?:right|correct|correctly|accurate|accurately|true)\b|正确|没错|没有错|说得对|说对|是对的|准确|属实",
    re.IGNORECASE,
)
_PARTLY = re.compile(r"\b(?:only|partly|in part|not)\b|部分|一部分|不|没", re.IGNORECASE)
_NAME_TOKEN = re.compile(
    r"(?<![A-Za-z0-9.-])(?:v\d+\.\d+|[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*)(?![A-Za-z0-9])"
)
_CJK = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]+")


def contradicted(clause: Clause, parts: Sequence[Part]) -> str:
    """Why a clause affirms what its nearest evidence denies, or denies what it affirms."""
    if _NOT_A_FIGURE.search(clause.text) or SUPPOSED.search(clause.text):
        return ""
    own = said(_bare(clause))
    weighty = [w for w in own.words if w not in WEIGHTLESS]
    if not weighty:
        return ""
    fine, against, how, confirmed = 0, 0, "", False
    for part in parts:
        theirs = part.said
        agreeing = len(own.agreeing(theirs) - WEIGHTLESS)
        opposed = own.opposed(theirs)
        if not opposed:
            fine = max(fine, agreeing)
            confirmed |= agreeing >= FEWEST and any(
                signs == {-1} for word, signs in own.words.items() if word in theirs.words
            )
            continue
        alike = agreeing + len(opposed)
        enough = alike >= FEWEST and alike / len(weighty) >= ALIKE
        if enough and alike > against:
            against = alike
            how = (
                "denies what its evidence says"
                if _negative(own.words, opposed)
                else "says what its evidence denies"
            )
    if against > fine:
        return how
    elliptic = confirmed or LACKING.search(clause.text) or _CONTRASTED.match(clause.text)
    for word in () if elliptic else weighty:
        signs = [p.said.words[word] for p in parts if word in p.said.words]
        if signs and not any(own.words[word] & theirs for theirs in signs):
            return f"says of “{word}” the contrary of its evidence"
    return ""


def _negative(words: object, opposed: frozenset[str]) -> bool:
    return any(-1 in words[w] for w in opposed)  # type: ignore[index]


def _bare(clause: Clause) -> str:
    """A clause without the names of the models that it is about."""
    text = clause.text
    for mention in reversed(clause.named):
        if mention.known:
            text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def misattributed(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> str:
    """Why a clause names what no evidence on its models does, or nothing."""
    known = {token for p in parts if p.about(clause.models) for token in _name_tokens(p.text)}
    named = grounds.lexicon.organisations(clause.text, clause.named)
    spans = [(n.start, n.end) for n in (*grounds.lexicon.licences(clause.text), *named)]
    spans += [m.span for m in clause.named]
    for token in _name_tokens(blank(clause.text, spans), opens=not clause.before) - known:
        return f"names {token}, which its evidence does not"
    for mention in clause.named:
        apart = (
            mention.known and mention not in clause.than and not set(mention.models) & clause.models
        )
        if apart and not set(mention.models) & set(grounds.verdict.models):
            if not any(_names(p, mention) for p in parts if p.about(clause.models)):
                return f"names {mention.text}, which its evidence does not"
    return ""


def _names(part: Part, mention: Mention) -> bool:
    return fold(mention.text) in fold(part.text) or any(
        m.known and set(m.models) <= set(mention.models) for m in part.clause.named
    )


def swapped(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> str:
    """Why a clause says of one organisation what its evidence says of another, or nothing."""
    mine = {n.name for n in grounds.lexicon.organisations(clause.text, clause.named)}
    own = content_stems(_without_names(clause.text))
    if len(own) < FEWEST or not mine:
        return ""
    shares = [(len(own & content_stems(_without_names(p.text))), p) for p in parts]
    best = max((share for share, _ in shares), default=0)
    if best < FEWEST or best / len(own) < ALIKE:
        return ""
    nearest = [
        {o.name for o in p.organisations if o.start <= OPENING}
        for share, p in shares
        if share >= NEAR * best
    ]
    for name in mine:
        if not any(name in theirs or theirs <= mine for theirs in nearest):
            return f"says of {name} what its evidence says of another"
    return ""


def _name_tokens(text: str, *, opens: bool = False) -> frozenset[str]:
    """The names and versions in a text; a capital at its beginning makes no name where it `opens`."""
    found = {
        m[0].lower().removeprefix("v")
        for m in _NAME_TOKEN.finditer(text)
        if not opens or m.start() or any(c.isupper() or c.isdigit() for c in m[0][1:])
    }
    return frozenset(found - _NO_NAMES)


_NO_NAMES = frozenset(
    "the a an it its this that these those they both neither only if with without for from of to in on at by as and or but all any no not there since because i ii gb gib tb mb kb ai llm llms gpu gpus "
    "january february march april may june july august september october november december".split()
) | {name.lower() for name, _ in LANGUAGE_NAMES.values()}


def _without_names(text: str) -> str:
    return _NAME_TOKEN.sub(" ", text)


def repeats_mistake(clause: Clause, grounds: Grounds) -> str:
    """Why a clause may not stand as a fact: it is what the article gets wrong, in other words."""
    if clause.of_article:
        return ""
    own = said(_bare(clause))
    words = frozenset(own.words) - WEIGHTLESS
    if not words:
        return ""
    figures = quantities(clause.text, [m.span for m in clause.named])
    for part in grounds.parts:
        if part.kind != "claim" or not part.about(clause.models):
            continue
        theirs = frozenset(said(_bare(part.clause)).words) - WEIGHTLESS
        common = own.agreeing(part.said) - WEIGHTLESS
        if (
            len(common) < FEWEST
            or len(common) / len(words) < REPEATED
            or len(common) / len(theirs or {1}) < WHOLE
        ):
            continue
        known = part.quantities
        if any(not any(same_quantity(f, k) for k in known) for f in figures):
            continue
        facts = [
            p
            for p in grounds.parts
            if p.kind != "claim" and (not p.subjects or p.subjects >= clause.models)
        ]
        if not any(
            len(own.agreeing(p.said) - WEIGHTLESS) >= len(common) and not own.opposed(p.said)
            for p in facts
        ):
            return "tells a mistake of the article as a fact"
    return ""


def upholds_article(clauses: Sequence[Clause], grounds: Grounds) -> str:
    """Why a sentence may not call the article right: it is not, where mistakes of it are told."""
    told = [c for c in clauses if c.of_article]
    if not told or not any(p.kind == "claim" for p in grounds.parts):
        return ""
    for clause in clauses:
        found = _RIGHT.search(clause.text)
        if found is None or _PARTLY.search(clause.text):
            continue
        near = [p for p in grounds.parts if p.kind != "claim" and _RIGHT.search(p.text)]
        if not any(
            content_stems(p.text) & content_stems(clause.text) - {"right", "correct"} for p in near
        ):
            return "calls the article right, which its evidence does not"
    return ""


def ungrounded(
    body: str, pool: Sequence[Part], corrected: str, named: Sequence[Named], grounds: Grounds
) -> str:
    """Why a sentence says more than its evidence, or nothing.

    What the question says is no evidence: its premise may be false.
    """
    told = " ".join([*(p.text for p in pool), corrected])
    bare = body
    for one in reversed(named):
        bare = f"{bare[: one.start]} {bare[one.end :]}"
    for mention in reversed(grounds.mentions(bare)):
        # Names were checked already, and would hide how little else is known.
        bare = f"{bare[: mention.start]} {bare[mention.end :]}"
    for row in SYNONYMS:
        if row.search(told):
            bare = row.sub(" ", bare)
    known = content_stems(told)
    bare = NEUTRAL.sub(lambda m: m[0] if m[0].isascii() and _stem(m[0]) in known else " ", bare)
    words = {w for w in content_stems(" ".join(_LATIN.findall(bare)))}
    held = {w for w in words if w in known}
    characters = [c for run in _CJK.findall(bare) if len(run) > 1 for c in _covered(run, told)]
    total = len(words) + len(characters) / 2
    have = len(held) + sum(characters) / 2
    held_to = bool(named or quantities(body) or dates(body))
    if total - have > (SLACK if held_to else 0) and have / total < GROUNDED:
        more = sorted(words - held) + [
            "".join(c for c, held in zip(run, _covered(run, told), strict=True) if not held)
            for run in _CJK.findall(bare)
        ]
        return f"says more than its evidence: {' '.join(filter(None, more))}"
    return ""


def _stem(word: str) -> str:
    return next(iter(content_stems(word)), "")


def _covered(run: str, told: str) -> list[bool]:
    """For each character of a run, whether it stands in a pair that the evidence has as well."""
    pairs = [run[i : i + 2] in told for i in range(len(run) - 1)]
    return [(i > 0 and pairs[i - 1]) or (i < len(pairs) and pairs[i]) for i in range(len(run))]
