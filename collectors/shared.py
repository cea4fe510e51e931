"""Levels of buckets that all runs of one user share, so that two runs on one credential keep one limit.

state folder/limits.sqlite   level(name, tokens, at, not_before)   name = BLAKE2b(key; salt of this file), 16 bytes

No name, address or credential can be read from it. Where the folder cannot be written, or the file is broken, each run
counts for itself, as far as the server lets it.
"""

import os
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path

from collectors.limits import Level, Levels, OwnLevels

_FILE = "limits.sqlite"
_SECONDS_FOR_A_LOCK = 10.0
_MONTH = 30 * 86_400_000
_TABLES = """
create table if not exists salt (salt blob not null);
create table if not exists level (
    name blob primary key, tokens real not null, at integer not null, not_before integer not null
) without rowid;
"""


def state_folder() -> Path:
    """Return the folder where programs of this user keep their state: WHENCE_STATE, else that of XDG."""
    named = os.environ.get("WHENCE_STATE")
    if named:
        return Path(named)
    home = os.environ.get("XDG_STATE_HOME")
    return (Path(home) if home else Path.home() / ".local" / "state") / "whence"


def shared_levels(folder: Path, now: int) -> Levels:
    """Return the levels in a folder, made where it is not there; those of this process where that cannot be."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return SharedLevels(folder / _FILE, now)
    except (OSError, sqlite3.Error):
        return OwnLevels()


class SharedLevels:
    """Levels in a file of SQLite; levels of more than a month ago are full again and are dropped."""

    def __init__(self, path: Path, now: int) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._path, self._own = path, OwnLevels()
        with closing(self._connected()) as connection, connection:
            connection.executescript(_TABLES)
            connection.execute("begin immediate")
            found = connection.execute("select salt from salt").fetchone()
            self._salt = found[0] if found else secrets.token_bytes(32)
            if not found:
                connection.execute("insert into salt values (?)", (self._salt,))
            connection.execute("delete from level where at < ?", (now - _MONTH,))
            connection.execute("commit")

    def change(self, key: str, full: Level, change: Callable[[Level], tuple[Level, float]]) -> float:
        """Change a level while no other process does."""
        name = blake2b(key.encode(), digest_size=16, key=self._salt).digest()
        try:
            with closing(self._connected()) as connection:
                return _changed(connection, name, full, change)
        except sqlite3.Error:
            return self._own.change(key, full, change)

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_SECONDS_FOR_A_LOCK, isolation_level=None)
        connection.execute("pragma synchronous = off")  # what a power cut loses is a few seconds of counting
        return connection


def _changed(
    connection: sqlite3.Connection, name: bytes, full: Level, change: Callable[[Level], tuple[Level, float]]
) -> float:
    connection.execute("begin immediate")
    try:
        found = connection.execute("select tokens, at, not_before from level where name = ?", (name,)).fetchone()
        level, number = change(Level(*found) if found else full)
        connection.execute("insert or replace into level values (?, ?, ?, ?)", (name, *level))
        connection.execute("commit")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("rollback")
        raise
    return number
