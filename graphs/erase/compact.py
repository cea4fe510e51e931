"""The tables in a new file: what was deleted from an old one can still be read in its free blocks."""

import os
from pathlib import Path

import duckdb

from collectors.errors import WorkError


def compact(path: Path) -> None:
    """Copy the tables and views of a closed database into a new file and put that in its place, whole or not at all.

    Needs as much free space as the file has; raises WorkError where there is not enough.
    """
    new = path.with_name(path.name + ".new")
    for one in (new, _log(new)):
        one.unlink(missing_ok=True)
    try:
        _copy(path, new)
    except duckdb.Error as error:
        new.unlink(missing_ok=True)
        raise WorkError(
            f"{path} could not be written anew: {str(error).splitlines()[0]}. What was erased is out of the tables, "
            "yet may still stand in the file; make room and run the same command again."
        ) from error
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(path)
    _log(path).unlink(missing_ok=True)


def _copy(path: Path, new: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{_quoted(path)}' as old")
        connection.execute("checkpoint old")
        connection.execute(f"attach '{_quoted(new)}' as new")
        connection.execute("copy from database old to new")
        connection.execute("checkpoint new")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _log(path: Path) -> Path:
    return path.with_name(path.name + ".wal")
