"""Small tables that an analyst writes by hand: CSV, NDJSON or Parquet, read as rows of text."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from collectors.errors import RequestError

Row = dict[str, str]
_DELIMITERS = ",;\t"


def rows(path: Path, required: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a table as text by column, empty where a cell is; names of columns in lower case.

    Lists become words separated by a space. Raises RequestError where the file is missing, is no table or lacks a
    required column; an unreadable line of NDJSON is a row without values.
    """
    if not path.is_file():
        raise RequestError(f"There is no file {path}. Name a CSV, NDJSON or Parquet file.")
    kind = path.suffix.lower()
    read = _parquet if kind == ".parquet" else _ndjson if kind in (".ndjson", ".jsonl", ".json") else _csv
    columns, found = read(path)
    missing = [name for name in required if name not in columns]
    if missing:
        raise RequestError(
            f"{path} has no column {missing[0]}; it has {', '.join(columns) or 'none'}. Give it the header line "
            f"that docs/interchange.md shows, with at least {', '.join(required)}."
        )
    return found


def _csv(path: Path) -> tuple[list[str], Iterator[Row]]:
    text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\0", "")
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(1 << 27)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [name.strip().lower() for name in next(reader, [])]
    return columns, (_row(columns, cells) for cells in reader if any(cell.strip() for cell in cells))


def _row(columns: Sequence[str], cells: Sequence[str]) -> Row:
    row = dict.fromkeys(columns, "")
    row.update(zip(columns, (cell.strip() for cell in cells), strict=False))
    return row


def _ndjson(path: Path) -> tuple[list[str], Iterator[Row]]:
    found = [_object(line) for line in path.read_bytes().splitlines() if line.strip()]
    columns = sorted({name for row in found for name in row})
    return columns, ({**dict.fromkeys(columns, ""), **row} for row in found)


def _object(line: bytes) -> Row:
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return {str(name).strip().lower(): _text(cell) for name, cell in value.items()} if isinstance(value, dict) else {}


def _parquet(path: Path) -> tuple[list[str], Iterator[Row]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise RequestError(f"{path} cannot be read as Parquet: {str(error).splitlines()[0]}") from error
    columns = [name.strip().lower() for name in table.column_names]
    table = table.rename_columns(columns)
    return columns, ({name: _text(cell) for name, cell in row.items()} for row in table.to_pylist())


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return " ".join(_text(one) for one in value)
    return str(value).strip()
