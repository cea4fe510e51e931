"""CSV, headerless TSV and Parquet as raw items; a row that does not fit its header is damage."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from collectors.sources.items import Raw, wrap, wrap_row
from collectors.sources.streams import BrokenOff, lines
from collectors.sources.zips import Opener

_MOST_LINES = 2_000
_ROWS = 2_000
csv.field_size_limit(2**31 - 1)


def csv_rows(stream: Iterable[bytes], encoding: str, delimiter: str) -> Iterator[Raw]:
    """Yield rows as dicts by column; a quote that is never closed costs its own line, not the rest of the file."""
    feed = _Feed(stream, encoding)
    columns: list[str] = []
    try:
        for row in _records(feed, delimiter):
            if row == []:
                continue
            if row and not columns:
                columns = _unique(row)
            elif reason := _problem(row, columns, feed):
                yield Raw(wrap(feed.raw()), damage=reason)
            elif row:
                fields = dict(zip(columns, row, strict=True))
                yield Raw(wrap_row(fields), fields)
    except BrokenOff as cut:
        yield Raw(wrap(feed.raw() + cut.rest), damage=cut.reason)


def csv_columns(head: bytes, encoding: str, delimiter: str) -> list[str]:
    """Return the names in the header of a table."""
    return _unique(next((row for row in _records(_Feed([head], encoding), delimiter) if row), []))


def tsv_rows(stream: Iterable[bytes], encoding: str) -> Iterator[Raw]:
    """Yield the fields of each line that is not blank."""
    try:
        for line in lines(stream):
            line = line.removesuffix(b"\r")
            if not line.strip():
                continue
            try:
                yield Raw(wrap(line), line.decode(encoding).split("\t"))
            except UnicodeDecodeError:
                yield Raw(wrap(line), damage="not valid UTF-8")
    except BrokenOff as cut:
        yield Raw(wrap(cut.rest), damage=cut.reason)


def parquet_rows(opener: Opener) -> Iterator[Raw]:
    """Yield rows as dicts by column, values typed; times finer than a microsecond are cut to it."""
    try:
        with opener() as file:
            for batch in pq.ParquetFile(file).iter_batches(batch_size=_ROWS):
                for row in _microseconds(pa.Table.from_batches([batch])).to_pylist():
                    yield Raw(wrap_row(row), row)
    except (pa.ArrowException, OSError) as error:
        yield Raw(wrap(str(error).encode()), damage="damaged Parquet file")


def parquet_columns(opener: Opener) -> list[str]:
    """Return the names of the columns, or none where the file cannot be read."""
    try:
        with opener() as file:
            return list(pq.ParquetFile(file).schema_arrow.names)
    except (pa.ArrowException, OSError):
        return []


class _Feed(Iterator[str]):
    """Hand lines to a csv.reader, remember those of the current record, take back those that were too many."""

    class TooLong(Exception):
        """Say that a record spans more lines than any record does."""

    def __init__(self, stream: Iterable[bytes], encoding: str) -> None:
        self.taken: list[str] = []
        self.has_ended = False
        self.has_damage = False
        self._encoding = encoding
        self._lines = lines(stream)
        self._again: deque[str] = deque()

    def __next__(self) -> str:
        if len(self.taken) == _MOST_LINES:
            raise self.TooLong
        line = self._again.popleft() if self._again else self._next_line()
        self.taken.append(line)
        return line

    def _next_line(self) -> str:
        try:
            line = next(self._lines)
        except StopIteration:
            self.has_ended = True
            raise
        try:
            return line.decode(self._encoding) + "\n"
        except UnicodeDecodeError:
            self.has_damage = True
            return line.decode(self._encoding, "surrogateescape") + "\n"

    def give_back(self) -> None:
        """Keep the first line of the record and hand the others out again."""
        self._again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]
        self.has_ended = False

    def raw(self) -> bytes:
        """Return the bytes of the current record."""
        return "".join(self.taken).encode(self._encoding, "surrogateescape").removesuffix(b"\n")

    def is_damaged(self) -> bool:
        """Tell whether the current record has bytes that are not text."""
        return self.has_damage and any("\udc80" <= mark <= "\udcff" for line in self.taken for mark in line)


def _records(feed: _Feed, delimiter: str) -> Iterator[list[str] | None]:
    """Yield each record's fields, [] for a blank line, None for a line that begins no record."""
    reader, width = csv.reader(feed, delimiter=delimiter), 0
    while True:
        feed.taken = []
        row: list[str] | None = None
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Feed.TooLong):
            pass
        width = width or len(row or ())
        if row is None or feed.has_ended or (len(feed.taken) > 1 and len(row) != width):
            feed.give_back()
            reader, row = csv.reader(feed, delimiter=delimiter), None
        yield row


def _problem(row: list[str] | None, columns: list[str], feed: _Feed) -> str:
    if feed.is_damaged():
        return "not valid UTF-8"
    if row is None:
        return "damaged row"
    return "ragged row" if len(row) != len(columns) else ""


def _unique(names: list[str]) -> list[str]:
    """Return column names without spaces around them; a name that comes again gets a number."""
    seen: dict[str, int] = {}
    unique = []
    for given in names:
        name = given.strip().removeprefix("\ufeff")
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return unique


def _microseconds(table: Any) -> Any:
    for index, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            column = table.column(index).cast(pa.timestamp("us", field.type.tz), safe=False)
            table = table.set_column(index, field.name, column)
    return table
