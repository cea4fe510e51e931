"""The parts of actors, put together: outlets and organisations by name, people only as roles and counts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
import xxhash

from graphs.analyses import keep
from graphs.groups import Group
from graphs.narratives.arrays import F64, I64
from graphs.parts.playing import BRIDGES, LATER, STARTS, play
from graphs.parts.reading import Told, read
from graphs.people import People
from graphs.store import Store

VERSION = "1"
DRAWS = 200
RESAMPLES = 1000
LEAST_NARRATIVES = 5  # fewer narratives than these have no interval over narratives
NAMED_ROLES = ("outlet", "agency", "aggregator", "organisation")
LOW, HIGH, Z = 5, 95, 1.6449
Ends = tuple[float | None, float | None]


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """How often a part was played, from 0 to 1, and the 90 % interval where there is one."""

    share: float
    low: float | None = None
    high: float | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One row: an outlet or organisation by name, or all people of one role and country together.

    `actors` counts who is in the row, `narratives` and `posts` what they took part in. Shares are over the row's
    seats (one actor in one narrative); `bridges` is None where fewer than two groups were named.
    """

    name: str
    named: bool
    role: str
    country: str | None
    actors: int
    narratives: int
    posts: int
    starts: Share
    bridges: Share | None
    late: Share


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """The parts in one narrative, or over the narratives of a level (`narrative_id` None)."""

    narrative_id: str | None
    level: str
    groups: tuple[str, ...]
    narratives: int
    seed: int
    rows: tuple[Part, ...]


class _Unit(NamedTuple):
    name: str
    named: bool
    role: str
    country: str | None


def parts(
    store: Store, people: People, *, groups: Sequence[Group] = (), narrative: str | None = None,
    level: str = "words", seed: int = 0,
) -> Parts:  # fmt: skip
    """Return who starts, who bridges the groups and who comes late, in one narrative or over a level.

    Uncertain times and links are drawn with `seed`. In one narrative the interval of a row of people is that of the
    draws; over all, intervals resample narratives. Persons are never listed, whatever `people` would show.
    """
    told = read(store, narrative, level, groups)
    units, of_seat = _units(told, people)
    share, spread = _played(told, units, of_seat, len(groups), seed)
    rows = _one(told, units, of_seat, share, spread) if narrative else _over_all(told, units, of_seat, share, seed)
    return Parts(
        narrative_id=narrative,
        level=level,
        groups=tuple(group.name for group in groups),
        narratives=len(told.narratives),
        seed=seed,
        rows=tuple(_bridged(rows, len(groups) > 1)),
    )


def remember(store: Store, found: Parts) -> None:
    """Keep the result in the case, for the report."""
    keep(store, "parts", found.narrative_id or f"all {found.level}", found, version=VERSION, seed=found.seed)


def document(found: Parts) -> dict[str, Any]:
    """Return the result as JSON writes it; numbers that are not defined are null."""
    made: dict[str, Any] = msgspec.to_builtins(found)
    return made


def _units(told: Told, people: People) -> tuple[list[_Unit], I64]:
    """Return the rows there will be, named ones first, and the row of each seat."""
    own = [_unit(told, at, people) for at in range(len(told.actor))]
    units = sorted(set(own), key=lambda unit: (not unit.named, unit.role, unit.country or "~", unit.name))
    place = {unit: number for number, unit in enumerate(units)}
    return units, np.array([place[unit] for unit in own], dtype=np.int64)


def _unit(told: Told, at: int, people: People) -> _Unit:
    actor, role, country = told.actor[at], told.role[at], told.country[at]
    site = actor.startswith("web:") and role == "unknown"
    if (role in NAMED_ROLES or site) and people.named(actor):
        return _Unit(people.label(actor), True, "outlet" if site else role, country)
    return _Unit(f"{role}, {country or 'country not known'}", False, role, country)


def _played(told: Told, units: list[_Unit], of_seat: I64, number: int, seed: int) -> tuple[F64, F64]:
    """Return each seat's share in each part, and (for the last narrative) each unit's number of seats draw by draw."""
    share, spread = np.zeros((len(told.actor), 3)), np.zeros((1, len(units), 3))
    kind = np.array([-1 if units[unit].named else unit for unit in of_seat], dtype=np.int64)
    bounds = np.searchsorted(told.seat_narrative, np.arange(len(told.narratives) + 1))
    for k, name in enumerate(told.narratives):
        a, b = told.starts[k], told.starts[k + 1]
        p, q = told.link_starts[k], told.link_starts[k + 1]
        s, e = bounds[k], bounds[k + 1]
        moved = (told.lo[a:b] < told.hi[a:b]).any() or (told.probability[p:q] < 1).any()
        share[s:e], spread = play(
            told.seat[a:b] - s, told.lo[a:b], told.hi[a:b], told.repost[a:b], told.unseen[a:b], told.parent[p:q] - a,
            told.child[p:q] - a, told.probability[p:q], told.certain[p:q], int(e - s), told.groups[s:e], number,
            kind[s:e] if len(told.narratives) == 1 else np.full(e - s, -1), len(units), DRAWS if moved else 1,
            np.array([xxhash.xxh3_64_intdigest(f"{seed} {name}".encode())], dtype=np.uint64),
        )  # fmt: skip
    return share, spread


def _one(told: Told, units: list[_Unit], of_seat: I64, share: F64, spread: F64) -> list[Part]:
    """Return the rows of one narrative; of a single actor the share is a probability and needs no interval."""
    rows = []
    for number, (unit, seats) in enumerate(_by_unit(units, of_seat)):
        low, high = np.percentile(spread[:, number] / len(seats), [LOW, HIGH], axis=0)
        ends: list[Ends] = [(None, None) if unit.named else (float(low[part]), float(high[part])) for part in range(3)]
        rows.append(_row(told, unit, seats, share, ends))
    return rows


def _over_all(told: Told, units: list[_Unit], of_seat: I64, share: F64, seed: int) -> list[Part]:
    """Return the rows over all narratives, with intervals from resampling each row's narratives."""
    rng = np.random.default_rng(seed)
    return [
        _row(told, unit, seats, share, _resampled(told.seat_narrative[seats], share[seats], rng))
        for unit, seats in _by_unit(units, of_seat)
    ]


def _by_unit(units: list[_Unit], of_seat: I64) -> Iterator[tuple[_Unit, I64]]:
    """Yield each row with its seats."""
    order = np.argsort(of_seat, kind="stable")
    ends = np.searchsorted(of_seat[order], np.arange(len(units) + 1))
    for number, unit in enumerate(units):
        yield unit, order[ends[number] : ends[number + 1]]


def _resampled(narrative: I64, share: F64, rng: np.random.Generator) -> list[Ends]:
    """Return the 90 % interval of each part's share over resamples of narratives; none for few narratives.

    Where a part was played never or always, resamples all agree: the interval is no narrower than Wilson's for that
    many narratives.
    """
    found, place = np.unique(narrative, return_inverse=True)
    if len(found) < LEAST_NARRATIVES:
        return [(None, None)] * 3
    seats = np.bincount(place, minlength=len(found)).astype(np.float64)
    sums = np.column_stack([np.bincount(place, weights=share[:, part], minlength=len(found)) for part in range(3)])
    weights = rng.multinomial(len(found), np.full(len(found), 1 / len(found)), RESAMPLES)
    drawn = (weights @ sums) / (weights @ seats)[:, None]
    low, high = np.percentile(drawn, [LOW, HIGH], axis=0)
    least, most = _wilson(share.mean(axis=0), len(found))
    return [(float(min(low[part], least[part])), float(max(high[part], most[part]))) for part in range(3)]


def _wilson(share: F64, trials: int) -> tuple[F64, F64]:
    """Return the 90 % score interval of shares of that many trials (doi:10.1080/01621459.1927.10502953)."""
    middle = (share + Z**2 / (2 * trials)) / (1 + Z**2 / trials)
    half = Z / (1 + Z**2 / trials) * np.sqrt(share * (1 - share) / trials + Z**2 / (4 * trials**2))
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


def _row(told: Told, unit: _Unit, seats: I64, share: F64, ends: list[Ends]) -> Part:
    shares = [
        Share(share=float(share[seats, part].mean()), low=ends[part][0], high=ends[part][1])
        for part in (STARTS, BRIDGES, LATER)
    ]
    return Part(
        name=unit.name,
        named=unit.named,
        role=unit.role,
        country=unit.country,
        actors=len({told.actor[seat] for seat in seats}),
        narratives=len(np.unique(told.seat_narrative[seats])),
        posts=int(told.posts[seats].sum()),
        starts=shares[0],
        bridges=shares[1],
        late=shares[2],
    )


def _bridged(rows: Iterable[Part], known: bool) -> Iterable[Part]:
    """Say nothing of bridges where there are no two groups to bridge."""
    return rows if known else (msgspec.structs.replace(row, bridges=None) for row in rows)
