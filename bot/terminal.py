"""The terminal: questions in from a prompt, a pipe or a file; answers out as they are ready."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.batch import BatchQuery, BatchQuestion, run_batch
from bot.edge import tell, tell_bug
from bot.engine import Engine, Part
from bot.explain_view import explanation_text
from bot.explanation import Explanation
from bot.question import clean
from bot.understanding import Turn
from knowledge.chunk import Hit
from knowledge.errors import ModelSageError
from knowledge.live import Searchable

TURNS_KEPT = 12  # messages of a conversation that are carried along
WELCOME = "ModelSage · 开源大模型选型 · which open model should we use?\nAsk in Chinese or English; /explain shows how the last answer came about, Ctrl-D leaves.\n可用中文或英文提问；/explain 显示上一个回答的由来，Ctrl-D 退出。"
EXPLAIN = ("/explain", "/解释", "/解釋")
NOTHING_YET = "Nothing was answered yet. 还没有回答过问题。"


@dataclass
class Talk:
    """A conversation at the terminal: its turns, and how the last answer came about."""

    history: list[Turn] = field(default_factory=list)
    explanation: Explanation | None = None


def ask_once(engine: Engine, question: str, *, as_json: bool, explain: bool = False) -> None:
    """Answer one question on stdout; raises what kept the chat model from answering."""
    show = (lambda *_: None) if as_json else printer()
    answer = engine.answer(question, show=show)
    if as_json:
        print(json.dumps(answer.to_json(explain=explain), ensure_ascii=False))
    elif explain and answer.explanation is not None:
        print(explanation_text(answer.explanation))
    if answer.failure is not None:
        raise answer.failure


def ask_batch(engine: Engine, file: Path, *, explain: bool = False) -> None:
    """Answer a JSONL file of questions; raises `UsageError` at the end where some could not be."""

    def answer(line: BatchQuestion) -> dict[str, Any]:
        found = engine.answer(line.question, line.turns(), identifier=line.id)
        if found.failure is not None:
            tell(found.failure)
        return found.to_json(explain=explain)

    _finish(run_batch(file, BatchQuestion, answer, _print_line, _complain))


def search_once(index: Searchable, query: str, top_k: int, *, as_json: bool) -> None:
    """Print the passages found for a query."""
    hits = index.search(clean(query), top_k)
    if as_json:
        _print_line(json.dumps(_found(query, hits), ensure_ascii=False))
        return
    for rank, hit in enumerate(hits, start=1):
        print(
            f"{rank}. {hit.score:.3f}  {hit.chunk.title} › {' › '.join(hit.chunk.heading)}\n   {hit.chunk.text}\n"
        )


def search_batch(index: Searchable, file: Path, top_k: int) -> None:
    """Print the passages found for each query of a JSONL file."""

    def search(line: BatchQuery) -> dict[str, Any]:
        return {"id": line.id, **_found(line.query, index.search(clean(line.query), top_k))}

    _finish(run_batch(file, BatchQuery, search, _print_line, _complain))


def chat_lines(engine: Engine, lines: Iterable[str]) -> None:
    """Answer one question a line, without a prompt."""
    talk = Talk()
    failed = 0
    for line in lines:
        if line.strip():
            failed += not _turn(engine, line.strip(), talk)
            print()
    _finish(failed)


def chat_terminal(engine: Engine, data_dir: Path) -> None:
    """Ask for questions at a prompt until Ctrl-D; Ctrl-C stops an answer and keeps the chat."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    folder = data_dir / "conversations"
    folder.mkdir(parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(history=FileHistory(str(folder / "prompt-history")))
    log = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.jsonl"
    talk = Talk()
    print(WELCOME)
    while True:
        try:
            line = session.prompt("\n> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if line.strip():
            before = len(talk.history)
            try:
                _turn(engine, line.strip(), talk)
            except KeyboardInterrupt:
                print("\n(stopped)")
            _keep(log, talk.history[before:])


def printer() -> Any:
    """What shows the parts of an answer: formatted on a terminal, plain Markdown elsewhere."""
    if not sys.stdout.isatty():
        return lambda _, text: print(f"{text}\n", flush=True) if text else None
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()

    def show(part: Part, text: str) -> None:
        if text:
            console.print(
                Markdown(text, hyperlinks=False), style="dim" if part == "closing" else ""
            )
            console.print()

    return show


def _turn(engine: Engine, question: str, talk: Talk) -> bool:
    """Answer one question of a chat and remember it; whatever goes wrong, the chat goes on."""
    if question in EXPLAIN:
        print(NOTHING_YET if talk.explanation is None else explanation_text(talk.explanation))
        return True
    try:
        answer = engine.answer(question, tuple(talk.history[-TURNS_KEPT:]), printer())
    except ModelSageError as error:
        tell(error)
        return False
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - an edge: a bug in one answer does not end the chat
        tell_bug(error)
        return False
    talk.history += [Turn("user", answer.question), Turn("assistant", answer.answer)]
    talk.explanation = answer.explanation
    if answer.failure is not None:
        tell(answer.failure)
    return True


def _keep(log: Path, turns: list[Turn]) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(turn), ensure_ascii=False) + "\n" for turn in turns)


def _found(query: str, hits: Iterable[Hit]) -> dict[str, Any]:
    return {
        "query": query,
        "hits": [
            {
                "rank": rank,
                "score": round(hit.score, 4),
                "document": hit.chunk.document,
                "title": hit.chunk.title,
                "heading": " › ".join(hit.chunk.heading),
                "text": hit.chunk.text,
            }
            for rank, hit in enumerate(hits, start=1)
        ],
    }


def _print_line(line: str) -> None:
    print(line, flush=True)


def _complain(line: str) -> None:
    print(f"Error: {line}", file=sys.stderr)


def _finish(failed: int) -> None:
    """End with exit code 1 where something could not be answered; each was told already."""
    if failed:
        raise ModelSageError(f"{failed} could not be answered; each is named above.")
