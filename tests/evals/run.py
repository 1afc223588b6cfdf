"""`python -m tests.evals.run`: ask all questions the way `modelsage ask --batch` does, and score the answers."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.assemble import assemble
from bot.batch import BatchQuestion, read_batch
from bot.engine import Engine
from knowledge.settings import load_settings
from tests.evals.scoring import Question, Score, load_questions, score, table

MOST_CHARACTERS = 400  # of an answer, where a failure is shown


def answers(engine: Engine, questions: Sequence[Question]) -> Iterator[Mapping[str, Any]]:
    """The engine's answers, as JSON, to the questions as read back from a batch file."""
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "questions.jsonl"
        lines = (q.model_dump_json(include={"id", "question", "history"}) for q in questions)
        batch.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        for line in read_batch(batch, BatchQuestion):
            yield _answer(engine, line) if isinstance(line, BatchQuestion) else line.to_json()


def evaluate(engine: Engine, questions: Sequence[Question]) -> list[Score]:
    """Ask every question and score its answer."""
    return [
        score(q, answer) for q, answer in zip(questions, answers(engine, questions), strict=True)
    ]


def report(scores: Sequence[Score]) -> str:
    """The table, and below it every failure with what is wrong and the answer shortened."""
    failures = [_failure(one) for one in scores if not one.right]
    return "\n\n".join([table(scores), *failures])


def _answer(engine: Engine, line: BatchQuestion) -> Mapping[str, Any]:
    try:
        return engine.answer(line.question, line.turns(), identifier=line.id).to_json()
    except Exception as error:  # noqa: BLE001 - a bug in one answer must not hide the others
        return {"id": line.id, "error": f"{type(error).__name__}: {error}"}


def _failure(one: Score) -> str:
    text = " ".join(one.text.split())
    shown = text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]} …"
    lines = [
        f"{one.question.id}  {one.question.question}",
        *(f"  {fault}" for fault in one.faults),
        f"  > {shown}",
    ]
    return "\n".join(lines)


def main() -> None:
    """Read the flags, ask, print; with --out also keep the answers."""
    parser = argparse.ArgumentParser(prog="python -m tests.evals.run", description=__doc__)
    parser.add_argument("--no-model", action="store_true", help="use no chat model")
    parser.add_argument(
        "--only", nargs="+", metavar="ID", help="ask only these questions; a prefix will do"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE.jsonl", help="write the answers to this file"
    )
    flags = parser.parse_args()
    questions = [
        q for q in load_questions() if not flags.only or q.id.startswith(tuple(flags.only))
    ]
    engine = assemble(load_settings(chat_model="none" if flags.no_model else None))
    given = []
    for answer in answers(engine, questions):
        given.append(answer)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{len(given)}/{len(questions)} ")
    if flags.out:
        lines = (json.dumps(answer, ensure_ascii=False) for answer in given)
        flags.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    scores = [score(q, answer) for q, answer in zip(questions, given, strict=True)]
    sys.stdout.write(report(scores) + "\n")


if __name__ == "__main__":
    main()
