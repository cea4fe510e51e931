"""How a file falls into raw items, told from its first bytes.

PAR1                        Parquet
{ or [ and whole lines      JSON lines; else one JSON document
<                           XML, one item
digits, tabs                a table without header
a line with , ; tab or |    CSV; UTF-8, UTF-16, else the 8-bit code page that fits
"""

import csv
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from collectors.importers.base import Container
from collectors.sources.items import BadItem, Raw, decode, wrap
from collectors.sources.jsons import json_document, json_lines
from collectors.sources.places import Place, as_file, places
from collectors.sources.streams import Blocks, BrokenOff, head_of, transcoded, unpacked
from collectors.sources.tables import csv_columns, csv_rows, parquet_columns, parquet_rows, tsv_rows

_HEAD = 1 << 20
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SPACE = b" \t\r\n"
_HIGH_RUN = re.compile(rb"[\xa8\xb8\xc0-\xff]+")
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Source:
    """A file whose container is known (None: it is empty or nobody's), ready to be read as often as needed.

    `columns` are those of a table, `fingerprint` tells two contents of one name apart.
    """

    name: str
    named: bool
    container: Container | None
    items: Callable[[], Iterator[Raw]]
    fingerprint: str
    is_empty: bool = False
    columns: tuple[str, ...] = ()


def open_sources(path: str) -> Iterator[Source]:
    """Yield the sources behind a path or `-`; raise RequestError where there is none."""
    for place in places(path):
        yield open_source(place)


def first_items(path: str, count: int) -> list[Any]:
    """Return the first whole items of a path, decoded."""
    return list(islice((value for source in open_sources(path) for value in _values(source)), count))


def open_source(place: Place) -> Source:
    """Look at the head of a file and say how to read it."""
    head, cut = head_of(place.blocks, _HEAD)
    fingerprint = hashlib.sha256(b"%d %b" % (place.size, head[: 1 << 16])).hexdigest()[:32]
    if head.startswith(b"PAR1"):
        opener = as_file(place)
        return Source(
            name=place.name,
            named=place.named,
            container="table",
            items=lambda: parquet_rows(opener),
            fingerprint=fingerprint,
            columns=tuple(parquet_columns(opener)),
        )
    text, given = _as_utf8(head, lambda: unpacked(place.blocks))
    container, items, columns = _text_container(text, given, cut)
    is_empty = not text.strip(_SPACE)
    return Source(place.name, place.named, container, items, fingerprint, is_empty and not cut, columns)


def _values(source: Source) -> Iterator[Any]:
    for raw in source.items():
        if raw.damage:
            continue
        try:
            yield decode(raw.data) if source.container == "json" else raw.value
        except BadItem:
            continue


def _as_utf8(head: bytes, given: Blocks) -> tuple[bytes, Blocks]:
    """Return head and content in UTF-8 where they are in UTF-16 or marked as UTF-8; else as they are."""
    encoding = next((name for mark, name in _BOMS if head.startswith(mark)), "") or _unmarked_utf16(head)
    if not encoding:
        return head, given
    if encoding == "utf-8-sig":
        return head[3:], lambda: _without_mark(given())
    return b"".join(transcoded([head], encoding)), lambda: transcoded(given(), encoding)


def _without_mark(stream: Iterator[bytes]) -> Iterator[bytes]:
    for number, block in enumerate(stream):
        yield block.removeprefix(b"\xef\xbb\xbf") if number == 0 else block


def _unmarked_utf16(head: bytes) -> str:
    sample = head[:200]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    if not any(sample[0::2]):
        return ""
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    return "utf-16-le" if odd > 0.9 > 0.1 > even else "utf-16-be" if even > 0.9 > 0.1 > odd else ""


Items = Callable[[], Iterator[Raw]]


def _text_container(head: bytes, given: Blocks, cut: str) -> tuple[Container | None, Items, tuple[str, ...]]:
    start = head.lstrip(_SPACE)
    if not start:
        return None, (lambda: _only(cut)) if cut else _nothing, ()
    if _has_json_lines(start):
        return "json", lambda: json_lines(given()), ()
    if start[:1] in (b"{", b"["):
        return "json", lambda: json_document(given()), ()
    if b"\0" in head[:4096]:
        return None, _nothing, ()
    if start[:1] == b"<":
        return "xml", lambda: _document(given()), ()
    encoding = _encoding(head)
    if _is_headless(start):
        return "tsv", lambda: tsv_rows(given(), encoding), ()
    if b"\n" not in head and b"\r" in head:
        old_head, old_given = head, given
        head, given = old_head.replace(b"\r", b"\n"), lambda: _line_feeds(old_given())
    delimiter = _delimiter(head, encoding)
    if delimiter is None:
        return None, _nothing, ()
    return "table", lambda: csv_rows(given(), encoding, delimiter), tuple(csv_columns(head, encoding, delimiter))


def _nothing() -> Iterator[Raw]:
    return iter(())


def _only(damage: str) -> Iterator[Raw]:
    yield Raw(wrap(b""), damage=damage)


def _line_feeds(stream: Iterator[bytes]) -> Iterator[bytes]:
    for block in stream:
        yield block.replace(b"\r", b"\n")


def _has_json_lines(head: bytes) -> bool:
    """Tell whether lines are values of their own: the first one, or most of the first twenty that are complete."""
    first, feed, rest = head.partition(b"\n")
    if not feed:
        return first[:1] == b"{"
    first = first.strip(_SPACE)
    if _is_record(first):
        return True
    if first[-1:] in (b"{", b"[", b",", b":"):
        return False
    complete = [line for line in rest.split(b"\n")[:-1][:20] if line.strip()]
    return 2 * sum(map(_is_record, complete)) > len(complete)


def _is_record(line: bytes) -> bool:
    try:
        return line.lstrip()[:1] in (b"{", b"[") and isinstance(decode(line), dict | list)
    except BadItem:
        return False


def _document(stream: Iterator[bytes]) -> Iterator[Raw]:
    """Yield the whole text as one item, in the encoding that it declares, and a word if it broke off."""
    held: list[bytes] = []
    cut = ""
    try:
        held.extend(stream)
    except BrokenOff as broken:
        cut = broken.reason
    data = b"".join(held)
    declared = _DECLARED.match(data.lstrip()[:200])
    try:
        text = data.decode(declared[1].decode() if declared else "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = data.decode(_encoding(data[:_HEAD]), "replace")
    yield Raw(wrap(data), text)
    if cut:
        yield Raw(wrap(b""), damage=cut)


def _is_headless(head: bytes) -> bool:
    """Tell whether the first line is data: many fields apart by tabs, the first of which begins with a digit."""
    line = head.partition(b"\n")[0]
    return line[:1].isdigit() and line.count(b"\t") >= 5


def _encoding(head: bytes) -> str:
    """Return utf-8 unless much of what is not ASCII is not that; then cp1251 for runs of high letters, else latin-1."""
    sample = head.rpartition(b"\n")[0] if len(head) == _HEAD else head
    read = sample.decode("utf-8", "replace")
    errors = read.count("\ufffd")
    if errors * 5 <= len(read) - len(read.encode("ascii", "ignore")):
        return "utf-8"
    runs = _HIGH_RUN.findall(sample)
    return "cp1251" if sum(map(len, runs)) >= 2 * len(runs) else "latin-1"


def _delimiter(head: bytes, encoding: str) -> str | None:
    """Return the delimiter that cuts most of the first lines into as many fields as the header, two at least."""
    lines = head.decode(encoding, "replace").splitlines(keepends=True)[:200]
    best, found = 0.0, None
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in csv.reader(lines, delimiter=delimiter) if row][:50]
        except csv.Error:
            continue
        if not rows or len(rows[0]) < 2:
            continue
        score = sum(len(row) == len(rows[0]) for row in rows) / len(rows) + len(rows[0]) / 1000
        if score > best:
            best, found = score, delimiter
    return found
