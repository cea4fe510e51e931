"""Raw items of all sources in one row, each with the line that is archived for it and the value to be read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from collectors.importers.base import Context, Format
from collectors.jobs import Job
from collectors.sources import BadItem
from collectors.sources.items import decode_loose, decode_strict, wrap, wrap_source

UNKNOWN_FILE = "file of no known format"
UNKNOWN_RECORD = "record of no known format"


class Entry(NamedTuple):
    """One line of the archive; where `format` is set, `value` is to be read by it; `damage` says why it cannot be."""

    line: bytes
    value: Any
    format: Format | None
    damage: str
    name: str
    context: Context


def entries(jobs: Sequence[Job]) -> Iterator[Entry]:
    """Yield for each source one line that names it, then its items."""
    for job in jobs:
        name = job.source.name
        context = replace(job.context, file_name=name)
        unknown = UNKNOWN_FILE if job.is_unknown else ""
        yield Entry(_heading(job), None, None, unknown, name, context)
        if unknown:
            continue
        for raw in job.source.items():
            if raw.damage:
                yield Entry(raw.data, None, None, raw.damage, name, context)
            elif job.source.container == "json":
                yield _json_entry(raw.data, job, context)
            else:
                yield Entry(raw.data, raw.value, job.format, "", name, context)


def _heading(job: Job) -> bytes:
    format = job.format
    facts: dict[str, Any] = {
        "name": job.source.name,
        "format": format and format.name,
        "version": format and format.version,
    }
    if job.context.retrieved_at is not None:
        facts["retrieved_at"] = job.context.retrieved_at
    return wrap_source(**facts)


def _json_entry(data: bytes, job: Job, context: Context) -> Entry:
    """Decode an item the fast way where its format has one, else wholly; wrap what is not one line of JSON."""
    format, name = job.format, context.file_name
    if not data.isascii() and not _is_text(data):
        return Entry(wrap(data), None, None, "not valid UTF-8", name, context)
    line = wrap(data) if b"\n" in data or data.startswith(b'{"$') else data
    if format is not None and format.decode is not None:
        try:
            return Entry(line, format.decode(data), format, "", name, context)
        except (ValueError, RecursionError):
            pass
    try:
        value = decode_strict(data)
    except BadItem:
        line = wrap(data)
        try:
            value = decode_loose(data)
        except BadItem as bad:
            return Entry(line, None, None, str(bad), name, context)
    found = job.format_of(value)
    return Entry(line, value, found, "" if found else UNKNOWN_RECORD, name, context)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
