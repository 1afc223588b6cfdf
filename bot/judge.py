"""Whether a sentence of the chat model is shown: it is true of its evidence, and it adds something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer import Evidence, Verdict
from bot.check import Checked, check
from bot.novelty import adds_nothing
from bot.restated import turned_round
from bot.tongue import Tongue
from bot.translation import translate, unfaithful
from bot.write import Writer, of_example, write
from knowledge.names import Names


@dataclass(frozen=True)
class Written:
    """A sentence as the chat model wrote it; a translation with the evidence that it is of."""

    text: str
    of: Evidence | None = None


def sentences(writer: Writer, verdict: Verdict, tongue: Tongue) -> Iterator[Written]:
    """What the chat model writes below a verdict, sentence by sentence: in a foreign tongue, translations."""
    if tongue.foreign:
        for text, evidence in translate(writer, verdict, tongue.prose):
            yield Written(text, evidence)
    else:
        for text in write(writer, verdict, tongue.fixed):
            yield Written(text)


def judge(
    written: Written, verdict: Verdict, tongue: Tongue, names: Names, before: Sequence[str]
) -> Checked:
    """Hold a sentence against a verdict, and against what was shown `before`."""
    if written.of is not None:
        reason = unfaithful(written.text, written.of, tongue.prose, names)
        if reason:
            return Checked(written.text, kept=False, reason=reason)
        return Checked(f"{written.text} [{written.of.source}]", kept=True)
    if of_example(written.text):
        return Checked(written.text, kept=False, reason="is out of the example")
    checked = check(written.text, verdict, tongue.fixed, names)
    if not checked.kept:
        return checked
    reason = turned_round(checked.text, verdict.points, names)
    if not reason and adds_nothing([checked.text], _told(verdict, before)):
        reason = "adds nothing to what was said"
    return Checked(written.text, kept=False, reason=reason) if reason else checked


def _told(verdict: Verdict, before: Sequence[str]) -> Verdict:
    """The verdict with what was shown below it as a part of its text."""
    return replace(verdict, text=" ".join((verdict.text, *before)))
