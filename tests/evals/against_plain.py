"""`python -m tests.evals.against_plain`: seconds to the first text and in total, beside the plain recipe.

Both answer the same 20 questions in one run, in turn, with the same embeddings and the same chat
model; which of the two goes first changes from question to question.
"""

# ruff: noqa: T201 - a command that prints

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bot.assemble import be_patient, open_search
from bot.chat_models import ChatModel, open_chat_model
from bot.engine import Engine
from knowledge.articles import load_articles
from knowledge.catalogue import load_catalogue
from knowledge.embeddings import open_embeddings
from knowledge.names import Names
from knowledge.settings import load_settings
from tests.evals.plain_recipe import PlainRecipe
from tests.evals.scoring import load_questions

KINDS = ("fact", "errata", "comparison", "choice", "article")
EACH = 2  # questions of each kind and language: 20 in all

Timing = tuple[float, float]  # seconds to the first text, and in total


def main() -> int:
    """Run both and print the table; returns the exit code."""
    settings = load_settings()
    be_patient()
    model = open_chat_model(settings)
    if model is None:
        print("No chat model is here: run `modelsage weights fetch`.", file=sys.stderr)
        return 1
    articles, embeddings = load_articles(), open_embeddings(settings.embedding_model)
    engine = Engine(
        Names(load_catalogue()), articles, open_search(settings), settings.top_k, lambda: model
    )
    with tempfile.TemporaryDirectory() as folder:
        plain = PlainRecipe(articles, embeddings, model, Path(folder))
        ways: dict[str, Callable[[str], Timing]] = {
            "ModelSage": lambda question: _ours(engine, question),
            "plain recipe": lambda question: _theirs(plain, question),
        }
        _warm_up(model)
        times: dict[str, list[Timing]] = {name: [] for name in ways}
        for number, question in enumerate(_questions()):
            for name in sorted(ways, reverse=bool(number % 2)):
                times[name].append(ways[name](question))
                print(
                    json.dumps(
                        {"way": name, "question": question, "seconds": times[name][-1]},
                        ensure_ascii=False,
                    )
                )
    print(_table(times))
    return 0


def _questions() -> list[str]:
    """Two questions of each kind in each language, the first that the evaluation has."""
    questions = [q for q in load_questions() if not q.history]
    return [
        q.question
        for kind in KINDS
        for language in ("zh", "en")
        for q in [q for q in questions if (q.kind, q.language) == (kind, language)][:EACH]
    ]


def _warm_up(model: ChatModel) -> None:
    list(model.stream([("human", "Hello")]))


def _ours(engine: Engine, question: str) -> Timing:
    begun = time.perf_counter()
    firsts: list[float] = []
    engine.answer(question, show=lambda *_: firsts.append(time.perf_counter() - begun))
    return firsts[0], time.perf_counter() - begun


def _theirs(plain: PlainRecipe, question: str) -> Timing:
    begun = time.perf_counter()
    first: float | None = None
    for _ in plain.answer(question):
        first = first or time.perf_counter() - begun
    total = time.perf_counter() - begun
    return first or total, total


def _table(times: dict[str, list[Timing]]) -> str:
    rows = ["| | first text: median s | sum s | total: median s | sum s |", "|---|---|---|---|---|"]
    for name, measured in times.items():
        firsts, totals = zip(*measured, strict=True)
        cells = (statistics.median(firsts), sum(firsts), statistics.median(totals), sum(totals))
        rows.append(f"| {name} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |")
    ours, theirs = times["ModelSage"], times["plain recipe"]
    first = sum(t[0] for t in theirs) / sum(t[0] for t in ours)
    total = sum(t[1] for t in ours) / sum(t[1] for t in theirs)
    rows.append(f"\nFirst text {first:.0f} times sooner; total {total:.2f} of the plain recipe's.")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
