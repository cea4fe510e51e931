"""Open a case's tables, bring them up to date, run named SQL on them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from collectors.errors import Busy, RequestError

HERE = Path(__file__).parent
Value = str | int | float | bool | None | list[str] | list[int] | list[float]


@cache
def named_sql(name: str) -> str:
    """Return the text of `queries/<name>.sql`."""
    return (HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Return the migrations in order, each with its number."""
    files = sorted((HERE / "migrations").glob("[0-9]*.sql"))
    return tuple((int(file.name.split("_")[0]), file.read_text(encoding="utf-8")) for file in files)


class Store:
    """The DuckDB tables of one case.

    A store opened for writing migrates older tables; tables of a newer version are refused.
    """

    def __init__(self, path: Path, *, read_only: bool = True, threads: int | None = None) -> None:
        self.path = path
        self.read_only = read_only
        self.connection = _connect(path, read_only=read_only, threads=threads)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self.connection.close()

    def sql(self, name: str, **values: Value) -> duckdb.DuckDBPyConnection:
        """Run the named query with its `$parameters`; fetch from what is returned."""
        return self.connection.execute(named_sql(name), values)

    def script(self, name: str) -> None:
        """Run a named file of several statements that take no parameters."""
        self.connection.execute(named_sql(name))

    def scalar(self, name: str, **values: Value) -> Any:
        """Return the first column of the first row of a named query, or None."""
        rows = self.sql(name, **values).fetchall()  # to the end: an unfinished result blocks `connection.sql`
        return rows[0][0] if rows else None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what happens inside as one, or leave the tables as they were."""
        self.connection.execute("begin transaction")
        try:
            yield
        except BaseException:
            self.connection.execute("rollback")
            raise
        self.connection.execute("commit")

    def _bring_up_to_date(self) -> None:
        found = self._version()
        newest = migrations()[-1][0]
        if found > newest:
            raise RequestError(
                f"{self.path} was written by a newer Whence (tables version {found}, this one knows {newest}). "
                "Upgrade Whence to open it."
            )
        if found == newest:
            return
        if self.read_only:
            raise RequestError(
                f"{self.path} has tables of version {found}; run `whence build` on the case to bring them to {newest}."
            )
        with self.transaction():
            self.connection.execute("create table if not exists migration (version integer not null)")
            for number, text in migrations():
                if number > found:
                    self.connection.execute(text)
                    self.connection.execute("insert into migration values (?)", [number])

    def _version(self) -> int:
        tables = "select count(*) from duckdb_tables() where table_name = 'migration' and not internal"
        if self.connection.execute(tables).fetchall() == [(0,)]:
            return 0
        newest = self.connection.execute("select max(version) from migration").fetchall()[0][0]
        return int(newest) if newest is not None else 0


def _connect(path: Path, *, read_only: bool, threads: int | None) -> duckdb.DuckDBPyConnection:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    if threads:
        settings["threads"] = threads
    try:
        return duckdb.connect(str(path), read_only=read_only, config=settings)
    except duckdb.ConnectionException as error:
        if "different configuration" not in str(error):
            raise
        raise Busy(f"{path.parent} is open elsewhere in this program. Close it there and try again.") from error
    except duckdb.IOException as error:
        if re.search(r"lock", str(error), re.IGNORECASE):
            raise Busy(f"{path.parent} is in use by another process. Try again when it has finished.") from error
        raise RequestError(f"{path} cannot be opened as a case: {str(error).splitlines()[0]}") from error
