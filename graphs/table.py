"""Rows for a reader: iterate them, or take them to Arrow, pandas or polars."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from graphs import showing


class Table:
    """A small wrapper around an Arrow table that iterates as dictionaries."""

    def __init__(self, arrow: pa.Table) -> None:
        self._arrow = arrow

    @classmethod
    def from_rows(cls, rows: list[dict[str, Any]], schema: pa.Schema) -> "Table":
        """Make a table from dictionaries; columns and types are those of the schema."""
        return cls(pa.Table.from_pylist(rows, schema=schema))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self._arrow.to_batches(max_chunksize=10_000):
            yield from batch.to_pylist()

    def __len__(self) -> int:
        return int(self._arrow.num_rows)

    def __repr__(self) -> str:
        return f"<Table {len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return showing.table(self.columns, self, len(self))

    @property
    def columns(self) -> list[str]:
        """Name the columns."""
        return list(self._arrow.column_names)

    def to_arrow(self) -> pa.Table:
        """Return the Arrow table itself."""
        return self._arrow

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame (needs pandas)."""
        return self._arrow.to_pandas()

    def to_polars(self) -> Any:
        """Return a polars DataFrame (needs polars)."""
        import polars

        return polars.from_arrow(self._arrow)
