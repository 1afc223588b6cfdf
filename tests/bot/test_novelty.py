"""What stands in the verdict already is no news; a figure or a fact beside it is."""

import pytest

from bot.answer import Verdict
from bot.novelty import adds_nothing

EN = Verdict(
    "facts",
    "BLOOM has 176 billion parameters. [1]\n\nBLOOM may be used commercially under conditions. [2]",
)
ZH = Verdict("facts", "BLOOM 有 1760 亿个参数。 [1]\n\nBLOOM 可以商用，但有条件。 [2]")
TABLE = Verdict(
    "comparison",
    "| | Falcon 40B | Falcon 180B |\n|---|---|---|\n| licence | Apache License 2.0 [1] | Falcon-180B TII License 1.0 [2] |",
)


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (EN, "BLOOM has 176 billion parameters. [1]"),
        (EN, "BLOOM has 176B parameters [1]."),
        (EN, "BLOOM is allowed to be used commercially if certain conditions are met. [2]"),
        (ZH, "BLOOM 的参数量为 1760 亿。[1]"),
        (ZH, "BLOOM 可以商用，但需要满足特定的条件。[2]"),
        (
            TABLE,
            "Falcon 40B is licensed under the Apache License 2.0, while Falcon 180B is under Falcon-180B TII License 1.0. [1][2]",
        ),
    ],
)
def test_a_restatement_adds_nothing(verdict: Verdict, sentence: str) -> None:
    assert adds_nothing([sentence], verdict)


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (EN, "Running BLOOM takes about 107 to 120 GiB in 4-bit. [1]"),
        (EN, "Its licence forbids the uses that its Annex lists. [2]"),
        (ZH, "运行 BLOOM（4-bit）约需 107 到 120 GiB（估算）。[1]"),
        (ZH, "不得用于附件所列的用途。[2]"),
        (TABLE, "Hosting Falcon 180B for others needs a separate agreement with TII. [2]"),
    ],
)
def test_a_new_figure_or_fact_adds_something(verdict: Verdict, sentence: str) -> None:
    assert not adds_nothing([sentence], verdict)


def test_of_several_sentences_one_that_adds_is_enough() -> None:
    old, new = "BLOOM has 176 billion parameters.", "Running BLOOM takes 107 GiB."

    assert adds_nothing([old, old], EN)
    assert not adds_nothing([old, new], EN)
    assert adds_nothing([], EN)
