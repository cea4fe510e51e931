"""What `case.sql` gives: a DuckDB relation that can also be fetched row by row."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


class Relation:
    """Pass everything on to the DuckDB relation; add `fetchone` and `fetchmany`, which DuckDB 2 took away.

    The query runs once for all fetching by rows; `relation` is DuckDB's own.
    """

    def __init__(self, relation: "duckdb.DuckDBPyRelation") -> None:
        self.relation = relation
        self._rows: Iterator[tuple[Any, ...]] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.relation, name)

    def __repr__(self) -> str:
        return repr(self.relation)

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, None after the last."""
        return next(self._unread(), None)

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        """Return up to `size` further rows."""
        return list(islice(self._unread(), size))

    def _unread(self) -> Iterator[tuple[Any, ...]]:
        if self._rows is None:
            self._rows = iter(self.relation.fetchall())
        return self._rows
