"""Any table through a mapping file that says which column holds what.

platform = "telegram"                       # or a column: [columns] platform = "network"
timezone = "Asia/Almaty"                    # for times that carry none
[columns]
post_id = "{channel}/{message_id}"          # a template of columns; left out: made from actor, time and text
actor_id = "channel"
published_at = "date"
text = "message"
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from collectors.errors import RequestError
from collectors.importers.base import Context, Format, Mapping
from collectors.importers.fields import skipped
from collectors.importers.rows import CONTENT, FIELDS, TIMES, BadRow, check_times, id_of, post_of, shown
from collectors.records import Item, Post, Skipped
from collectors.timestamps import zone as zone_named

_COLUMN = re.compile(r"\{([^{}]+)\}")
_COMMAS = re.compile(r"[\s,;|]+")
_LIST_OF_URLS = re.compile(r"[\s|]+|[,;](?=https?://)")
_SEPARATORS = {"urls": _LIST_OF_URLS, "hashtags": _COMMAS, "mentions": _COMMAS, "media_hashes": _COMMAS}


def load(path: Path) -> Mapping:
    """Read a mapping file; raise RequestError, with the remedy, for a file that is none."""
    try:
        with path.open("rb") as handle:
            given = tomllib.load(handle)
    except OSError as error:
        raise RequestError(f"{path} cannot be read: {error.strerror}. Name a mapping file.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RequestError(f"{path} is not valid TOML: {error}.") from None
    columns, platform, timezone = given.get("columns"), given.get("platform"), given.get("timezone")
    if not isinstance(columns, dict) or not all(isinstance(one, str) and one for one in columns.values()):
        raise RequestError(f'{path} has no table [columns] of names. Write e.g. [columns] and text = "message".')
    if not all(one is None or isinstance(one, str) for one in (platform, timezone)):
        raise RequestError(f"platform and timezone in {path} are each one name in quotes.")
    _check_fields(path, columns, platform, set(given) - {"columns", "platform", "timezone"})
    if timezone is not None:
        zone_named(timezone)
    return Mapping(columns=columns, platform=platform, timezone=timezone)


def sniff(item: Any) -> bool:
    """Answer no: a mapped table is only ever read when a mapping was given."""
    return False


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the post that the mapping makes of a row."""
    if not isinstance(item, dict) or context.mapping is None:
        yield skipped("not a row", item)
        return
    try:
        row = _row(item, context.mapping)
    except BadRow as bad:
        yield skipped(bad.reason, bad.detail)
        return
    if "post_id" not in context.mapping.columns:
        row["post_id"] = _made_id(row)
    yield post_of(row, _zone(context))


def check(item: Any, context: Context) -> None:
    """Raise RequestError for a mapped column that the table does not have, or a time without a zone."""
    if context.mapping is None:
        raise RequestError("The format mapped needs a mapping file. Name it with --map MAP.toml.")
    if not isinstance(item, dict):
        return
    missing = {name for given in context.mapping.columns.values() for name in _columns_in(given, item)} - item.keys()
    if missing:
        raise RequestError(
            f"The mapping names the column {', '.join(sorted(missing))}, which the table does not have. "
            f"The columns there are: {', '.join(map(str, item))}."
        )
    _check_times(item, context, context.mapping)


def check_json(item: Any, context: Context) -> None:
    """Raise RequestError as `check` does, but a line of JSON may leave out what it does not have."""
    if context.mapping is None:
        raise RequestError("The format mapped needs a mapping file. Name it with --map MAP.toml.")
    if isinstance(item, dict):
        _check_times(item, context, context.mapping)


def preview(items: Sequence[Any], context: Context) -> list[dict[str, str]]:
    """Return what the mapping makes of some rows: a field by name for each, or why the row would be set aside."""
    rows = []
    for item in items:
        if context.mapping is not None and isinstance(item, dict):
            check(item, context)
        rows += [_shown(made) for made in read(item, context)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    return [{name: row.get(name, "") for name in names} for row in rows]


def _check_times(item: dict[str, Any], context: Context, mapping: Mapping) -> None:
    columns = {field: given for field, given in mapping.columns.items() if field in TIMES or field == "post_id"}
    try:
        row = {field: _value(item, given) for field, given in columns.items()}
    except BadRow:
        return
    check_times(row, _zone(context), names=lambda field: columns.get(field, field))


def _check_fields(path: Path, columns: dict[str, str], platform: str | None, others: set[str]) -> None:
    if unknown := sorted(set(columns) - set(FIELDS)) + sorted(others):
        raise RequestError(f"{path} names {', '.join(unknown)}, which is no field. Fields are: {', '.join(FIELDS)}.")
    if platform is None and "platform" not in columns:
        raise RequestError(f'{path} names no platform. Add a line like platform = "forum".')
    if "actor_id" not in columns:
        raise RequestError(f"{path} has no column for actor_id. Say which column holds who posted.")
    if not any(name in columns for name in TIMES):
        raise RequestError(f"{path} has no column for published_at. Say which column holds the time.")
    if not any(name in columns for name in CONTENT):
        raise RequestError(f"{path} has a column for none of {', '.join(CONTENT)}. Say which holds one of them.")


def _zone(context: Context) -> Any:
    if context.zone is None and context.mapping is not None and context.mapping.timezone is not None:
        return zone_named(context.mapping.timezone)
    return context.zone


def _columns_in(given: str, item: dict[str, Any]) -> list[str]:
    """Return the columns that a mapping value names: itself, or those in its braces."""
    return [given] if given in item or not (inside := _COLUMN.findall(given)) else inside


def _row(item: dict[str, Any], mapping: Mapping) -> dict[str, Any]:
    row: dict[str, Any] = {field: _value(item, given) for field, given in mapping.columns.items()}
    if mapping.platform is not None:
        row.setdefault("platform", mapping.platform)
    for field, separator in _SEPARATORS.items():
        if isinstance(row.get(field), str):
            row[field] = [one for one in separator.split(row[field].strip("[]")) if one]
    return row


def _value(item: dict[str, Any], given: str) -> Any:
    """Return a column's value; a template of which a column is empty is empty."""
    if given in item or "{" not in given:
        return item.get(given)
    parts = [item.get(name) for name in _COLUMN.findall(given)]
    if any(part is None or part == "" for part in parts):
        return None
    return _COLUMN.sub(lambda match: id_of(item.get(match[1])) or "", given)


def _made_id(row: dict[str, Any]) -> str:
    """Return an id for a row of a table without ids: equal author, time and text are one post."""
    parts = (row.get(name) for name in ("actor_id", *TIMES, *CONTENT))
    return (
        "row-"
        + sha256(
            "\x1f".join("" if one is None else shown(one) for one in parts).encode("utf-8", "replace")
        ).hexdigest()[:20]
    )


def _shown(made: Item) -> dict[str, str]:
    if not isinstance(made, Post):
        reason = made.reason if isinstance(made, Skipped) else type(made).__name__
        return {"set aside": reason}
    fields = {
        "post_id": made.post_id,
        "actor_id": made.actor_id,
        "published": _moment(made.published_lo)
        if made.published_lo == made.published_hi
        else f"{_moment(made.published_lo)} to {_moment(made.published_hi)}",
        "kind": made.kind.value,
        "title": made.title,
        "text": made.text,
        "url": made.url,
        "urls": " ".join(one.raw for one in made.urls),
        "hashtags": " ".join(made.tags),
        "refers to": " ".join(f"{one.kind}={one.target_post_id or one.target_actor_id}" for one in made.references),
    }
    return {name: shown(value)[:60] for name, value in fields.items() if value}


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


FORMATS = (
    Format(name="mapped", version=1, container="table", sniff=sniff, read=read, check=check),
    Format(name="mapped", version=1, container="json", sniff=sniff, read=read, check=check_json),
)
