"""Which format reads which source; all of it is settled before anything is written."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from collectors.errors import RequestError
from collectors.importers.base import Context, Format, accept_all
from collectors.sources import BadItem, Source, decode, open_sources

_MOST_LOOKED_AT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A source and the format that reads it (None: nobody's, or nothing in it).

    `others` are asked about items of JSON that the format does not know; there are none where the user named it.
    """

    source: Source
    context: Context
    format: Format | None = None
    others: tuple[Format, ...] = ()
    is_unknown: bool = False

    def format_of(self, value: Any) -> Format | None:
        """Return the format that reads an item, the source's own first."""
        if self.format is not None and (not self.others or self.format.sniff(value)):
            return self.format
        return next((one for one in self.others if one.sniff(value)), None)


def plan(paths: Sequence[str], name: str | None, context: Context, known: Sequence[Format]) -> list[Job]:
    """Open, recognise and check everything that was named; raise RequestError where the request cannot be met."""
    name = name or ("mapped" if context.mapping is not None else None)
    names = sorted({one.name for one in known})
    if name is not None and name not in names:
        raise RequestError(f"{name} is not a format. The formats are: {', '.join(names)}.")
    jobs = []
    for path in paths:
        for source in open_sources(path):
            job = _named_job(source, name, context, known) if name else _sniffed_job(source, context, known)
            _check(job)
            jobs.append(job)
    return jobs


def identity(jobs: Sequence[Job], context: Context) -> str:
    """Return what two attempts at one request have in common: formats, versions, mapping, zone, names, contents."""
    facts = [
        [
            None if job.format is None else [job.format.name, job.format.version],
            [job.source.name, job.source.fingerprint],
        ]
        for job in jobs
    ]
    mapping = context.mapping
    asked = [
        None if mapping is None else [sorted(mapping.columns.items()), mapping.platform, mapping.timezone],
        str(context.zone),
    ]
    return hashlib.sha256(msgspec.json.encode([facts, asked])).hexdigest()


def _named_job(source: Source, name: str, context: Context, known: Sequence[Format]) -> Job:
    fitting = [one for one in known if one.name == name and one.container == source.container]
    if fitting:
        return Job(source=source, context=context, format=fitting[0])
    return _without_format(source, context, f"is not a file of the format {name}. Leave --format out to have it found")


def _sniffed_job(source: Source, context: Context, known: Sequence[Format]) -> Job:
    fitting = tuple(one for one in known if one.container == source.container)
    looked_at = 0
    for value in islice(_values(source), _MOST_LOOKED_AT):
        looked_at += 1
        for one in fitting:
            if one.sniff(value):
                return Job(source=source, context=context, format=one, others=_others(one, fitting))
    if source.container is not None and not looked_at and not _has_header(source):
        return Job(source=source, context=context)
    if source.columns:
        shown = ", ".join(source.columns[:12])
        return _without_format(
            source, context, f"is a table that no format knows. Say with --map MAP.toml what its columns hold: {shown}"
        )
    return _without_format(
        source, context, "is of no known format. Name one with --format, or turn it into an interchange CSV"
    )


def _others(format: Format, fitting: tuple[Format, ...]) -> tuple[Format, ...]:
    return tuple(one for one in fitting if one is not format) if format.container == "json" else ()


def _has_header(source: Source) -> bool:
    return bool(source.columns)


def _without_format(source: Source, context: Context, why: str) -> Job:
    """Return a job for what is empty, broken off before its first item, or lies unknown in a folder."""
    if source.is_empty:
        return Job(source=source, context=context)
    if source.container is None and any(True for _ in source.items()):
        return Job(source=source, context=context)
    if source.named:
        raise RequestError(f"{source.name} {why}.")
    return Job(source=source, context=context, is_unknown=True)


def _values(source: Source) -> Iterator[Any]:
    """Yield whole items, decoded; a table without rows shows one of empty fields."""
    found = False
    for raw in source.items():
        if raw.damage:
            continue
        found = True
        if source.container != "json":
            yield raw.value
            continue
        try:
            yield decode(raw.data)
        except BadItem:
            continue
    if not found and source.columns:
        yield dict.fromkeys(source.columns, "")


def _check(job: Job) -> None:
    """Show every item to a format that may refuse the request as a whole."""
    if job.format is None or job.format.check is accept_all:
        return
    for value in _values(job.source):
        found = job.format_of(value)
        if found is not None:
            found.check(value, job.context)
