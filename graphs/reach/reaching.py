"""Whom a group's story could have reached, and whom the documents show it had a way to: counts, and outlets by name."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
import numpy as np

from collectors.errors import RequestError
from graphs.groups import Group
from graphs.narratives.arrays import F64, I64, Flags
from graphs.narratives.listing import iso
from graphs.people import People
from graphs.reach.betweenness import betweenness
from graphs.reach.links import ALWAYS, NEVER, UNKNOWN, Bound, TimedLinks, chosen
from graphs.reach.posts import threaded
from graphs.reach.reading import Contacts, contacts
from graphs.reach.spreading import arrivals, departures
from graphs.store import Store

NAMED_ROLES = ("outlet", "agency", "aggregator", "organisation")
HOUR = 3_600_000
FROM_THE_START, UNTIL_THE_END, NOT_KNOWN = "from the start", "until the end", "at a time not known"


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """What one bound says of a row: how many actors are reached, first when, and what passes through them.

    `first` is when the source group's story first gets to one of them, `last` until when one of them can still pass
    it on to the target group: ISO times, or words for the groups' own actors; None where no path leads. `relay` is
    their share of the shortest paths from source to target actors; None without a target group.
    """

    reached: int
    first: str | None
    last: str | None
    relay: float | None


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """One row: an outlet or organisation by name, or all people of one role and country together."""

    name: str
    named: bool
    role: str
    country: str | None
    actors: int
    possible: Way
    certain: Way


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """Reach from one group, over a case or one narrative.

    `joined` counts the pairs of a source and a target actor that a path joins, by bound; `impossible` links were
    taken before they were posted, whatever their intervals, and are left out; `sampled` is the number of source
    actors from which relays were worked out, where there were too many for all.
    """

    source: str
    target: str | None
    narrative_id: str | None
    wait_hours: float | None
    links: int
    documented: int
    impossible: int
    joined: dict[str, int]
    sampled: int | None
    seed: int
    rows: tuple[Reached, ...]


class _Bounded(NamedTuple):
    first: I64
    last: I64
    relay: F64 | None
    pairs: int
    used: int


def reach(
    store: Store, people: People, *, source: Group, target: Group | None = None, narrative: str | None = None,
    wait_hours: float | None = None, seed: int = 0,
) -> Reach:  # fmt: skip
    """Return whom the story of one group could have reached along paths that respect time.

    `possible` follows copies too and lets every uncertain time fall as it helps the path; `certain` follows
    documented links only and needs every time to be in order however it falls. With `wait_hours` a story rests with
    an actor for no longer than that. Persons are never listed, whatever `people` would show.
    """
    if wait_hours is not None and not 0 <= wait_hours < NEVER // HOUR:
        raise RequestError(f"A wait of {wait_hours} hours makes no sense. Give 0 or more, or leave it out.")
    read = contacts(store, narrative, source, target)
    if not len(read.source):
        raise RequestError(f"No actor of {source.name} is at the end of a link here. Name another group or narrative.")
    wait = None if wait_hours is None else round(wait_hours * HOUR)
    possible = _bounded(read, read.links, "possible", wait, seed, relayed=target is not None)
    sure = read.documented
    thread = threaded(chosen(read.links, sure), read.parent[sure], read.child[sure])
    certain = _folded(
        _bounded(read, thread.links, "certain", wait, seed, relayed=target is not None),
        thread.author,
        read.links.actors,
    )
    return Reach(
        source=source.name,
        target=target.name if target else None,
        narrative_id=narrative,
        wait_hours=wait_hours,
        links=len(read.documented),
        documented=int(read.documented.sum()),
        impossible=int((read.links.posted_lo > read.links.taken_hi).sum()),
        joined={"possible": possible.pairs, "certain": certain.pairs} if target else {},
        sampled=possible.used if possible.used < len(read.source) else None,
        seed=seed,
        rows=tuple(_rows(read, possible, certain, people)),
    )


def document(found: Reach) -> dict[str, Any]:
    """Return the result as JSON writes it."""
    made: dict[str, Any] = msgspec.to_builtins(found)
    return made


def _bounded(
    read: Contacts, links: TimedLinks, bound: Bound, wait: int | None, seed: int, *, relayed: bool
) -> _Bounded:  # fmt: skip
    first = arrivals(links, [read.source], bound, wait)[0]
    if not relayed:
        return _Bounded(first, np.full(links.actors, ALWAYS), None, 0, len(read.source))
    relay, pairs, used = betweenness(links, read.source, read.target, bound, seed)
    return _Bounded(first, departures(links, [read.target], bound, wait)[0], relay, int(pairs), used)


def _folded(found: _Bounded, author: I64, actors: int) -> _Bounded:
    """Give what passes through a post to its author; times of actors already count all their posts."""
    relay = (
        None if found.relay is None else np.bincount(author, weights=found.relay, minlength=actors).astype(np.float64)
    )
    return found._replace(first=found.first[:actors], last=found.last[:actors], relay=relay)


def _rows(read: Contacts, possible: _Bounded, certain: _Bounded, people: People) -> Iterator[Reached]:
    """Yield named actors, then people by role and country; in order of name, so that nothing ranks anybody."""
    keys = [_key(read, at, people) for at in range(len(read.actor))]
    for key in sorted(set(keys), key=lambda one: (not one[1], one[2], one[3] or "~", one[0])):
        inside = np.array([one == key for one in keys], dtype=np.bool_)
        yield Reached(
            name=key[0],
            named=key[1],
            role=key[2],
            country=key[3],
            actors=int(inside.sum()),
            possible=_way(possible, inside),
            certain=_way(certain, inside),
        )


def _key(read: Contacts, at: int, people: People) -> tuple[str, bool, str, str | None]:
    actor, role, country = read.actor[at], read.role[at], read.country[at]
    site = actor.startswith("web:") and role == "unknown"
    if (role in NAMED_ROLES or site) and people.named(actor):
        return people.label(actor), True, "outlet" if site else role, country
    return f"{role}, {country or 'country not known'}", False, role, country


def _way(bounded: _Bounded, inside: Flags) -> Way:
    first, last = bounded.first[inside].min(), bounded.last[inside].max()
    return Way(
        reached=int((bounded.first[inside] != NEVER).sum()),
        first=None if first == NEVER else FROM_THE_START if first == ALWAYS else iso(int(first)),
        last=None if last == ALWAYS else _until(int(last)),
        relay=None if bounded.relay is None else float(bounded.relay[inside].sum()),
    )


def _until(last: int) -> str:
    return UNTIL_THE_END if last == NEVER else NOT_KNOWN if last == UNKNOWN else iso(last)
