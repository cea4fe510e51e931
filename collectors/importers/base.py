"""What an importer is: a name, a version, a way to recognise its input and a pure function that reads it.

    file --container--> raw items --sniff--> Format --read--> Post, Actor, Tombstone, Skipped, Other

A *container* says how a file falls into raw items:

    json    a line of NDJSON, an element of a top-level array, or else the whole document: the decoded value
    table   a row of a CSV (values are str) or Parquet file (values are typed): a dict by column
    tsv     a line without header: its fields, a list of str
    xml     the whole document, as str
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from collectors.records import Item

if TYPE_CHECKING:
    from collectors.sink import Batch

Container = Literal["json", "table", "tsv", "xml"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Which column of a foreign table holds what: interchange field -> column, and the platform of its rows."""

    columns: dict[str, str]
    platform: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the analyst said about an input, and where it came from.

    `zone` is what `--timezone` named; it never overrides the documented zone of a platform's own format.
    `retrieved_at` (milliseconds) is when a live page came: counts in it were shown then.
    """

    file_name: str = ""
    zone: ZoneInfo | None = None
    mapping: Mapping | None = None
    retrieved_at: int | None = None


Append = Callable[[Any, Context, "Batch", str, int], int]


def accept_all(item: Any, context: Context) -> None:
    """Make no demand on an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One importer.

    `sniff` sees a raw item and answers whether it is of this format. `read` is pure and never raises for bad data:
    it yields `Skipped` instead; anything that does escape is caught by the runner and counted with its type.
    `check` is called on every item before anything is written and raises RequestError where the request must be
    refused as a whole (a time without a zone, a missing column); only formats that need it pay for the second pass.
    `decode`, where given, is a faster way from the bytes of an item of the json container to what `read` takes; it
    raises ValueError for bytes that it is not meant for, which are then decoded whole and asked of every `sniff`.
    `append`, where given, is a faster way for items of the commonest shape: what `read` would yield goes straight to
    the batch's rows, under the given raw_ref and version. It returns the number of posts; 0 says that the item is
    of another shape, that nothing of it was appended, and that `read` must take it.
    """

    name: str
    version: int
    container: Container
    sniff: Callable[[Any], bool]
    read: Callable[[Any, Context], Iterator[Item]]
    check: Callable[[Any, Context], None] = accept_all
    decode: Callable[[bytes], Any] | None = None
    append: Append | None = None
