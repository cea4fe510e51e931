"""Compose lines of text out of Arrow columns, escaping each distinct value once."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

BATCH = 100_000
Escape = Callable[[str], str]

RISKY = r"[^ !#-%'-;=?-\[\]-~]"
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF]
_KEPT = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_MARKUP = dict.fromkeys(_CONTROLS) | str.maketrans(_KEPT | {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def xml(value: str) -> str:
    """Make a text safe in XML content and attributes; characters that XML forbids, and controls, are removed."""
    return value.translate(_MARKUP)


def ascii_xml(value: str) -> str:
    """Do the same in ASCII alone, as GML wants it."""
    return xml(value).encode("ascii", "xmlcharrefreplace").decode("ascii")


def escaped(column: pa.ChunkedArray, escape: Escape) -> pa.ChunkedArray:
    """Escape a text column, null staying null; what is not text becomes text as it stands.

    Only distinct values with a character outside plain ASCII, or one that some format minds, are looked at.
    """
    if not pa.types.is_string(column.type):
        return pc.cast(column, pa.string())
    coded = pa.chunked_array([column.combine_chunks()]).chunk(0).dictionary_encode()
    risky = pc.match_substring_regex(coded.dictionary, RISKY)
    if not pc.any(risky).as_py():
        return column
    safe = [escape(value) for value in coded.dictionary.filter(risky).to_pylist()]
    repaired = pc.replace_with_mask(coded.dictionary, risky, pa.array(safe, pa.string()))
    return pa.chunked_array([repaired.take(coded.indices)])


def batches(table: pa.Table) -> Iterator[pa.Table]:
    """Cut a table into pieces of at most BATCH rows."""
    for start in range(0, len(table), BATCH):
        yield table.slice(start, BATCH)


def joined(*pieces: "str | pa.ChunkedArray") -> pa.ChunkedArray:
    """Join texts and columns side by side, row by row; a null anywhere in a row makes the row null."""
    return pc.binary_join_element_wise(*pieces, "")


def pour(handle: BinaryIO, *pieces: "str | pa.ChunkedArray") -> None:
    """Write the pieces of each row side by side, a null as nothing."""
    rows = pc.binary_join_element_wise(*pieces, "", null_handling="replace", null_replacement="")
    handle.write("".join(rows.to_pylist()).encode("utf-8"))
