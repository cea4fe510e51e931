"""The list of events: read from its file, hashed, and frozen in the case before any series is looked at."""

import hashlib
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

import msgspec

from collectors.errors import RequestError
from collectors.tables import Row, rows
from collectors.timestamps import BadTime, Interval, NoZone, parse
from graphs.analyses import keep, kept
from graphs.store.database import Store

KIND = "event list"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One event; `lo` and `hi` are the moments between which it lies, in milliseconds UTC."""

    event_id: str
    date: str
    lo: int
    hi: int
    title: str = ""

    @property
    def middle(self) -> int:
        """Give the middle of the interval, which for a bare date lies on that date."""
        return (self.lo + self.hi) // 2


class EventList(msgspec.Struct, frozen=True, kw_only=True):
    """What a file of events said: its name and SHA-256, its events by time, its rows set aside by reason."""

    file: str
    sha256: str
    events: tuple[Event, ...]
    skipped: dict[str, int]


class Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """A list as the case keeps it; `place` counts the lists of the case from 1, in the order of the first look."""

    place: int
    listed: EventList


def read_events(path: Path, zone: tzinfo | None = None) -> EventList:
    """Read `event_id, date` and perhaps `title` of each event.

    A bare date is that day in `zone`, else that date anywhere on Earth. Raises RequestError for a missing file or
    column, for a time of day without a zone (when none is given), for two events of one id, and for a file without
    one event; an unreadable row is set aside and counted.
    """
    found: dict[str, Event] = {}
    skipped: dict[str, int] = {}
    for row in rows(path, ("event_id", "date")):
        event = _event(row, zone)
        if isinstance(event, str):
            skipped[event] = skipped.get(event, 0) + 1
        elif event.event_id in found:
            raise RequestError(f"{event.event_id} stands twice in {path}. Give each event an event_id of its own.")
        else:
            found[event.event_id] = event
    if not found:
        raise RequestError(f"{path} holds no event that can be read. Give it rows with an event_id and a date.")
    in_time = sorted(found.values(), key=lambda event: (event.middle, event.event_id))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return EventList(file=path.name, sha256=digest, events=tuple(in_time), skipped=dict(sorted(skipped.items())))


def freeze(store: Store, listed: EventList) -> Frozen:
    """Keep the list in the case, under its hash and in the order of the first look, and return it as it is kept."""
    known = lists(store)
    again = [one for one in known if one.listed.sha256 == listed.sha256]
    frozen = Frozen(place=again[0].place if again else len(known) + 1, listed=listed)
    keep(store, KIND, listed.sha256, frozen, version="1")
    return frozen


def lists(store: Store) -> list[Frozen]:
    """Return the lists that the case has been asked about, in the order of the first look."""
    return sorted(kept(store, KIND, Frozen), key=lambda one: one.place)


def history(store: Store, frozen: Frozen) -> str:
    """Say whether other lists were looked at before this one, and what changed since the last of them."""
    earlier = [one for one in lists(store) if one.place < frozen.place]
    if not earlier:
        return "This is the first list of events that the case was asked about."
    last = earlier[-1].listed
    renamed = "" if last.file == frozen.listed.file else f" ({last.file})"
    changes = ", ".join(_changes(last, frozen.listed)) or "the events are the same, other columns differ"
    return (
        f"The list changed after a first look: {len(earlier)} other list{'s were' if len(earlier) > 1 else ' was'} "
        f"asked about before. Against the last{renamed}, SHA-256 {last.sha256[:12]}…: {changes}."
    )


def _changes(old: EventList, new: EventList) -> Iterator[str]:
    before = {event.event_id: (event.lo, event.hi) for event in old.events}
    after = {event.event_id: (event.lo, event.hi) for event in new.events}
    for count, what in (
        (len(after.keys() - before.keys()), "added"),
        (len(before.keys() - after.keys()), "removed"),
        (sum(before[name] != after[name] for name in before.keys() & after.keys()), "moved"),
    ):
        if count:
            yield f"{count} {what}"


def _event(row: Row, zone: tzinfo | None) -> Event | str:
    """Return the event of a row, or why there is none."""
    if not row.get("event_id"):
        return "no event_id"
    if not row.get("date"):
        return "no date"
    try:
        when: Interval = parse(row["date"], zone)
    except NoZone:
        raise RequestError(
            f"The date of event {row['event_id']} is {row['date']}, which has no time zone. Name one with --timezone, "
            "e.g. --timezone Asia/Almaty, or give the date alone."
        ) from None
    except BadTime:
        return "date cannot be read"
    return Event(event_id=row["event_id"], date=row["date"], lo=when.lo, hi=when.hi, title=row.get("title", ""))
