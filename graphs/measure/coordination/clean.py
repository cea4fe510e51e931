"""Take shares as they stand where every row is in order; anything else is read and cleaned in SQL.

In order are: texts as ids, without blanks at their ends, quotes or backslashes, and unix time as whole numbers. Then
Arrow reads the columns at once, and the result is that of the long way.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

from graphs.measure.coordination.names import plain
from graphs.narratives.arrays import laid, numbers

COLUMNS = ("object_id", "account_id", "content_id", "timestamp_share")
_MILLISECONDS, _MOST = 10**11, 10**15
"""From here on a number is one of milliseconds, and beyond it no time at all."""
_TYPES = dict.fromkeys(COLUMNS[:3], pa.string()) | {COLUMNS[3]: pa.int64()}


def as_it_stands(source: Any) -> pa.Table | None:
    """Return `object_id, account_id, content_id, moment` of a file or Arrow table, or None where cleaning is needed."""
    try:
        given = _file(Path(source)) if isinstance(source, str | Path) else source
    except (OSError, KeyError, pa.ArrowException):
        return None
    if not isinstance(given, pa.Table) or not set(COLUMNS) <= set(given.column_names):
        return None
    table = given.select(COLUMNS)
    if any(table.schema.field(name).type != kind or table[name].null_count for name, kind in _TYPES.items()):
        return None
    time = numbers(table["timestamp_share"])
    if np.any(np.abs(time) >= _MOST) or not all(plain(table[name]) for name in COLUMNS[:3]):
        return None
    moment = np.where(np.abs(time) < _MILLISECONDS, time * 1000, time)
    return table.drop_columns(["timestamp_share"]).append_column("moment", laid(moment))


def _file(path: Path) -> pa.Table:
    with path.open("rb") as file:
        start = file.read(4)
    if start == b"PAR1":
        return pq.read_table(path, columns=list(COLUMNS), partitioning=None)
    return csv.read_csv(
        path,
        read_options=csv.ReadOptions(use_threads=False),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(column_types=_TYPES, include_columns=list(COLUMNS)),
    )
