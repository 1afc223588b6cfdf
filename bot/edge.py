"""The edge of a command: expected errors become a sentence and an exit code, bugs a reference."""

import io
import logging
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from typer.exceptions import TyperException

from knowledge.errors import ModelSageError

INTERRUPTED = 130
USAGE = 2
log = logging.getLogger("modelsage")


def run(command: Callable[[], Any]) -> int:
    """Run a command and return its exit code: 0 done, 1 an expected error, 2 usage, 130 interrupted."""
    # Answers are UTF-8 wherever they go, and one broken character must not end a whole batch.
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = command()
    except ModelSageError as error:
        tell(error)
        return error.exit_code
    except typer.Exit as leave:
        return leave.exit_code
    except (KeyboardInterrupt, typer.Abort):
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away, as `head` does: that is no error, and nothing can be told to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except TyperException as error:
        print(f"Error: {error}", file=sys.stderr)
        print("  Run `modelsage --help`, or a command with --help.", file=sys.stderr)
        return USAGE
    except Exception as error:  # noqa: BLE001 - the last edge: a bug
        tell_bug(error)
        return 1
    return code if isinstance(code, int) else 0


def tell(error: ModelSageError) -> None:
    """Print an expected error and what mends it."""
    print(f"Error: {error.message}", file=sys.stderr)
    if error.hint:
        print(f"  {error.hint}", file=sys.stderr)


def tell_bug(error: Exception) -> None:
    """Give the user a fixed sentence with a reference, and the log the traceback under it."""
    reference = secrets.token_hex(4)
    where = _prepared_log()
    log.error("reference %s", reference, exc_info=error)
    print(
        f"Error: something went wrong inside ModelSage (reference {reference}).\n"
        f"  Please report it with the lines of the log that bear this reference: {where}",
        file=sys.stderr,
    )


def log_to(folder: Path) -> None:
    """Send the log to `modelsage.log` in `folder`; the file is made when something is logged."""
    handler = logging.FileHandler(folder / "modelsage.log", delay=True, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.propagate = False


def _prepared_log() -> str:
    """Make sure that the log can be written, and say where; a full disk must not hide the first error."""
    for handler in list(log.handlers):
        if isinstance(handler, logging.FileHandler):
            try:
                Path(handler.baseFilename).parent.mkdir(parents=True, exist_ok=True)
                Path(handler.baseFilename).open("a").close()
            except OSError:
                log.removeHandler(handler)
            else:
                return handler.baseFilename
    log.addHandler(logging.NullHandler())
    log.propagate = False
    return "no log could be written"
