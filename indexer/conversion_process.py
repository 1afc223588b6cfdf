"""The program that converts files for conversion.py: a job a line in, a reply a line out."""

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from indexer.conversion import as_reply
from indexer.convert import convert
from indexer.regular_file import read
from knowledge.errors import DocumentError

_MOST_TEXT = 100_000_000  # characters; what says more was made to exhaust its reader


def main(memory: int) -> None:
    """Answer jobs until there are no more; `memory` is how many bytes may be used."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks decides when to stop
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no reply
    _limit(memory)
    for line in sys.stdin.buffer:
        replies.write(json.dumps(_reply(json.loads(line))).encode() + b"\n")
        replies.flush()


def _reply(job: dict[str, Any]) -> dict[str, Any]:
    try:
        content = convert(read(Path(job["path"]), job["largest"]), job["kind"], job["declared"])
    except DocumentError as error:
        return {"error": (error.message, error.hint)}
    except (MemoryError, RecursionError):
        return {"error": ("needs more memory than a document may.", "Split it.")}
    except Exception as error:  # noqa: BLE001 - what a library says of a broken file, whatever its class
        told = " ".join(str(error).split())[:200]
        return {"error": (f"is damaged: {told or type(error).__name__}.", "Save it anew.")}
    if sum(len(part.text) for part in content.parts) > _MOST_TEXT:
        return {"error": (f"says more than {_MOST_TEXT:,} characters.", "Split it.")}
    return as_reply(content)


def _limit(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # not every system has such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(int(sys.argv[1]))
