"""Read shares from a file, a table or rows of one's own; say what could not be read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from collectors.errors import RequestError
from graphs.measure.coordination.clean import COLUMNS, as_it_stands
from graphs.measure.coordination.shares import Shares, arrange
from graphs.store.database import named_sql
from graphs.table import Table

REASONS = {1: "no object_id", 2: "no account_id", 3: "no content_id", 4: "no readable time"}
_NO_ZONE = 5


def read(posts: Any, *, layer: str = "object") -> tuple[Shares, dict[str, int]]:
    """Return the shares and how many rows were set aside, by reason.

    `posts` is the path of a CSV or Parquet file, an Arrow, pandas or polars table, a list of dictionaries, or a mapping
    from the name of a layer to any of these. Raises RequestError for what has not the four columns and for a time of
    day without a zone.
    """
    given = posts if isinstance(posts, Mapping) else {layer: posts}
    tables, skipped = [], dict.fromkeys(REASONS.values(), 0)
    for source in given.values():
        table, problems = _timed(source)
        tables.append(table)
        for number, reason in REASONS.items():
            skipped[reason] += int(problems[number])
    return arrange(tables, [str(name) for name in given]), {reason: n for reason, n in skipped.items() if n}


def _timed(source: Any) -> tuple[pa.Table, np.ndarray[Any, Any]]:
    """Return the readable rows and how many have which problem: as they stand where nothing needs to be cleaned."""
    clean = as_it_stands(source)
    if clean is not None:
        return clean, np.zeros(_NO_ZONE + 1, dtype=np.int64)
    name = str(source) if isinstance(source, str | Path) else "the table"
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    try:
        given = _given(connection, source, name)
        missing = [column for column in COLUMNS if column not in given.columns]
        if missing:
            raise RequestError(
                f"{name} has no column {', '.join(missing)}. Coordination needs {', '.join(COLUMNS)}; rename yours."
            )
        given.create_view("given")
        read = connection.sql(named_sql("coordination/file_shares")).to_arrow_table()
    except duckdb.Error as error:
        raise RequestError(f"{name} cannot be read as a table: {str(error).splitlines()[0]}") from error
    finally:
        connection.close()
    problem = read.column("problem").to_numpy()
    counted = np.bincount(problem, minlength=_NO_ZONE + 1)
    if counted[_NO_ZONE]:
        raise RequestError(
            f"timestamp_share in {name} has {counted[_NO_ZONE]} times without a time zone. "
            "Write unix seconds, or ISO 8601 with an offset such as 2024-05-01T10:00:00Z."
        )
    return read.filter(pa.array(problem == 0)).drop_columns(["problem"]), counted


def _given(connection: duckdb.DuckDBPyConnection, source: Any, name: str) -> Any:
    if isinstance(source, str | Path):
        return _file(connection, Path(source))
    if isinstance(source, Table):
        source = source.to_arrow()
    if isinstance(source, list):
        source = _from_rows(source)
    elif hasattr(source, "to_arrow"):
        source = source.to_arrow()
    elif not isinstance(source, pa.Table) and hasattr(source, "iloc"):
        source = pa.Table.from_pandas(source, preserve_index=False)
    if not isinstance(source, pa.Table):
        raise RequestError(
            f"{type(source).__name__} is no table of shares. Give a path, an Arrow, pandas or polars table, "
            "or a list of dictionaries."
        )
    return connection.from_arrow(source)


def _from_rows(rows: list[Any]) -> pa.Table:
    """Return dictionaries as a table of texts: one list may hold numbers beside ISO times."""
    return pa.table({name: pa.array([_text(row, name) for row in rows], pa.string()) for name in COLUMNS})


def _text(row: Mapping[str, Any], name: str) -> str | None:
    if name not in row:
        raise RequestError(f"a row has no {name}. Coordination needs {', '.join(COLUMNS)}.")
    value = row[name]
    return None if value is None else str(value)


def _file(connection: duckdb.DuckDBPyConnection, path: Path) -> Any:
    if not path.is_file():
        raise RequestError(f"{path} is neither a case nor a file. Give a case's folder, a CSV or a Parquet file.")
    with path.open("rb") as file:
        start = file.read(4)
    if start == b"PAR1":
        return connection.read_parquet(str(path))
    if not start:
        raise RequestError(f"{path} is empty. Coordination needs the columns {', '.join(COLUMNS)}.")
    return connection.read_csv(
        str(path), header=True, all_varchar=True, ignore_errors=True, null_padding=False, strict_mode=False
    )
