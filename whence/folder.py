"""A case as a folder: made, opened, locked for writing, read; who appears in it and how.

study/  case.toml   case.key   case.duckdb   raw/   out/   identified.jsonl
"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from collectors.errors import Busy, RequestError
from graphs.people import People
from graphs.store import Store
from whence import settings
from whence.relation import Relation

if TYPE_CHECKING:
    from graphs.groups import Group

Clock = Callable[[], int]


def wall_clock() -> int:
    """Return now in milliseconds since 1970; the one place in the house that reads the clock."""
    return time.time_ns() // 1_000_000


class CaseFolder:
    """The folder of one study, its tables, its lock and its key."""

    def __init__(self, path: Path, *, clock: Clock = wall_clock, threads: int | None = None) -> None:
        self.path = path
        self.settings = settings.read(path / "case.toml")
        self._clock = clock
        self._threads = threads
        self._reader: Store | None = None
        self._reading()

    @classmethod
    def create(cls, path: str | Path, *, clock: Clock = wall_clock) -> Self:
        """Make an empty case with a commented `case.toml` and a key of its own.

        `WHENCE_CASE_KEY` (any text) sets the key, so that a study can be reproduced with the same pseudonyms.
        """
        folder = Path(path)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise RequestError(f"{folder} exists and is not empty. Choose another name for the new case.")
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("raw", "out"):
            (folder / name).mkdir()
        _write_key(folder / "case.key")
        Store(folder / "case.duckdb", read_only=False).close()
        named = json.dumps(folder.resolve().name, ensure_ascii=False)
        (folder / "case.toml").write_text(settings.TEMPLATE.format(name=named), encoding="utf-8")
        return cls(folder, clock=clock)

    @classmethod
    def open(cls, path: str | Path, *, clock: Clock = wall_clock, threads: int | None = None) -> Self:
        """Open a case that exists; its tables are read-only until something is written."""
        folder = Path(path)
        if not (folder / "case.toml").is_file():
            raise RequestError(f"{folder} is not a case: it has no case.toml. Make one with `whence new {folder}`.")
        return cls(folder, clock=clock, threads=threads)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Case {self.settings.name} at {self.path}>"

    def close(self) -> None:
        """Release the tables."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def group(self, expression: str) -> "Group":
        """Return a group by its name in case.toml or by an expression such as `role=outlet,country!=EA`."""
        from graphs.groups import parse

        return parse(expression, self.settings.groups)

    def people(self, *, identify: bool = False, output: str = "") -> People:
        """Return what decides how persons appear; `identify=True` is noted in the case with the output's name."""
        if identify:
            self._note_identified(output)
        return People(self._reading(), self._key(), identify=identify)

    def sql(self, query: str) -> Relation:
        """Run SQL on the case's tables, read-only, with native ids; the relation lives until the next write."""
        return Relation(self._reading().connection.sql(query))

    @property
    def store(self) -> Store:
        """Give the tables, open for reading."""
        return self._reading()

    def _reading(self) -> Store:
        if self._reader is None:
            self._reader = Store(self.path / "case.duckdb", threads=self._threads)
        return self._reader

    @contextmanager
    def _writing(self) -> Iterator[Store]:
        """Hold the case's lock and give its tables for writing; readers of this Case are opened anew afterwards."""
        with (self.path / ".lock").open("a+b") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Busy(
                    f"{self.path} is being written by another process. Try again when it has finished."
                ) from None
            self.close()
            with Store(self.path / "case.duckdb", read_only=False, threads=self._threads) as store:
                yield store

    def _key(self) -> bytes:
        path = self.path / "case.key"
        try:
            return path.read_bytes().strip()
        except FileNotFoundError:
            raise RequestError(
                f"{path} is missing: without the case's key its pseudonyms cannot be made. Put the key back."
            ) from None

    def _note_identified(self, output: str) -> None:
        note = {"at": self._clock(), "output": output}
        with (self.path / "identified.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(note, ensure_ascii=False) + "\n")


def _write_key(path: Path) -> None:
    key = os.environ.get("WHENCE_CASE_KEY") or secrets.token_hex(32)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(key + "\n")
