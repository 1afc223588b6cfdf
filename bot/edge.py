"""The edge of a command: expected errors become a sentence and an exit code, bugs a reference."""

import logging
import os
import secrets
import sys
from collections.abc import Callable
from typing import Any

import click

from knowledge.errors import ModelSageError

INTERRUPTED = 130
USAGE = 2
log = logging.getLogger("modelsage")


def run(command: Callable[[], Any]) -> int:
    """Run a command and return its exit code: 0 done, 1 an expected error, 2 usage, 130 interrupted."""
    try:
        code = command()
    except ModelSageError as error:
        tell(error)
        return error.exit_code
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away, as `head` does: that is no error, and nothing can be told to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last edge: a bug
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
    log.error("reference %s", reference, exc_info=error)
    print(
        f"Error: something went wrong inside ModelSage (reference {reference}).\n"
        f"  Please report it with the lines of the log that bear this reference: {_log_file()}",
        file=sys.stderr,
    )


def log_to(folder: Any) -> None:
    """Send the log to a file in `folder`, or nowhere where that cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.FileHandler(folder / "modelsage.log", delay=True, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.propagate = False


def _log_file() -> str:
    files = [h.baseFilename for h in log.handlers if isinstance(h, logging.FileHandler)]
    return files[0] if files else "no log could be written"
