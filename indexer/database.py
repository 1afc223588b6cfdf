"""SQLite files that a build keeps for the next one: begun anew where they cannot be used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import DataFolderError


class Damaged(Exception):  # noqa: N818 - it says what the file is
    """A kept file is no longer what was written; all that it held can be made again."""


def open_database(path: Path, schema: str) -> sqlite3.Connection:
    """Open or begin a database.

    Raises `Damaged` where it cannot be used, `DataFolderError` where it cannot be read or written.
    """
    with database_border(path):
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            # Larger pages than usual: a vector would waste much of a small one.
            connection.execute("PRAGMA page_size = 16384")
            rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
            found = "".join(f"{sql};" for (sql,) in rows)
            if not found:
                connection.executescript(f"BEGIN;{schema}COMMIT;")
        except BaseException:
            connection.close()
            raise
    if found not in ("", schema):
        connection.close()
        raise Damaged(path)
    return connection


def remove_database(path: Path) -> None:
    """Remove a database with the journal that a killed process may have left."""
    for name in (path.name, f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)


@contextmanager
def database_border(path: Path) -> Iterator[None]:
    """Translate SQLite's errors."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.InterfaceError) as error:
        raise DataFolderError(
            f"{path} cannot be read or written: {error}.", "Free space or mend the folder's rights."
        ) from error
    except sqlite3.Error as error:
        raise Damaged(path) from error
