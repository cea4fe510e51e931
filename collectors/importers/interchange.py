"""Whence's own interchange files of posts: CSV and Parquet tables, NDJSON."""

from collections.abc import Iterator
from typing import Any

from collectors.errors import RequestError
from collectors.importers.base import Context, Format
from collectors.importers.fields import skipped
from collectors.importers.rows import CONTENT, TIMES, check_times, post_of
from collectors.records import Item

_KEY = ("post_id", "platform", "actor_id")


def sniff(item: Any) -> bool:
    """Tell whether a row has the columns that every file of posts has; one may be missing, and `check` will name it."""
    if not isinstance(item, dict) or not any(name in item for name in CONTENT):
        return False
    return sum(name in item for name in _KEY) + any(name in item for name in TIMES) >= len(_KEY)


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the post of a row."""
    yield post_of(item, context.zone) if isinstance(item, dict) else skipped("not a row", item)


def check_table(item: Any, context: Context) -> None:
    """Raise RequestError for a table that lacks a required column, or has a time without a zone."""
    if isinstance(item, dict):
        _check_columns(item)
        check_times(item, context.zone)


def check_json(item: Any, context: Context) -> None:
    """Raise RequestError for a time without a zone; a line of JSON may leave out what it does not have."""
    if isinstance(item, dict):
        check_times(item, context.zone)


def _check_columns(row: dict[str, Any]) -> None:
    missing = [name for name in _KEY if name not in row]
    if not any(name in row for name in TIMES):
        missing.append("published_at")
    if missing:
        raise RequestError(
            f"The table has no column {', '.join(missing)}. Add it, or say with --map MAP.toml which column holds it; "
            f"the columns there are: {', '.join(map(str, row))}."
        )
    if not any(name in row for name in CONTENT):
        raise RequestError(f"The table has none of the columns {', '.join(CONTENT)}. Add one of them.")


FORMATS = (
    Format(name="interchange", version=1, container="table", sniff=sniff, read=read, check=check_table),
    Format(name="interchange", version=1, container="json", sniff=sniff, read=read, check=check_json),
)
