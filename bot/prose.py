"""What a chat model's sentences come to: those shown, those dropped, and why there are none."""

from dataclasses import dataclass, field

from bot.check import Checked
from knowledge.errors import ModelSageError

MOST_SENTENCES = 5
MOST_WRITTEN = 7  # shown or not: a model that strays is not listened to for long


@dataclass
class Prose:
    """What became of a chat model's sentences."""

    kept: list[str] = field(default_factory=list)
    dropped: list[Checked] = field(default_factory=list)
    model: str | None = None
    note: str = ""  # "none": no chat model was there; "failed" or "broken": before or after a word
    error: ModelSageError | None = None

    @property
    def full(self) -> bool:
        """Whether enough was shown, or enough tried."""
        written = len(self.kept) + len(self.dropped)
        return len(self.kept) >= MOST_SENTENCES or written >= MOST_WRITTEN

    def add(self, checked: Checked) -> bool:
        """Take in a sentence after its check; says whether it is to be shown."""
        if checked.kept:
            self.kept.append(checked.text)
        else:
            self.dropped.append(checked)
        return checked.kept

    def fail(self, error: ModelSageError) -> None:
        """Note that the chat model failed, and whether anything of it was shown before."""
        self.note, self.error = "broken" if self.kept else "failed", error
