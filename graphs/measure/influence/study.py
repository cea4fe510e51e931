"""Influence among groups of a case: their posts as streams, the fit, its checks, and what may be shown of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
import numpy as np

from collectors.errors import RequestError
from graphs.events.series import EVERY_POST, Floats, Ints, Topic, lent
from graphs.groups import Group
from graphs.measure.influence.baseline import WEEK_HOURS, Clock, clock
from graphs.measure.influence.controls import LEAST_BLOCKS, Controlled, controlled
from graphs.measure.influence.fit import Streams
from graphs.measure.influence.result import Influence, Pair, StreamFit
from graphs.store.database import Store, named_sql

HOUR = 3_600_000
BANDWIDTH = 72.0
WIDEST = 15 * 60_000
EVERYTHING = Topic(EVERY_POST)
LEAST_POSTS = 200
MOST_EXCLUDED = 0.2
MOST_DISCREPANCY = 0.05
MOST_OF_BANDWIDTH = 0.25
MOST_SHARED = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: two groups or more, one topic, the bandwidth of the baseline in hours, known events, seed.

    `events` are milliseconds UTC, from a frozen list with this hash.
    """

    groups: tuple[Group, ...]
    topic: Topic = EVERYTHING
    bandwidth: float = BANDWIDTH
    events: tuple[int, ...] = ()
    list_sha256: str = ""
    seed: int = 0

    @property
    def subject(self) -> str:
        """Name the question, so that two askings of one question are one."""
        names = " | ".join(group.name for group in self.groups)
        return f"{self.topic.name} by {names}, {self.bandwidth:g} h {self.list_sha256[:12]}".strip()


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts of all groups in order: milliseconds and group; per group those left out; posts of several groups."""

    at: Ints
    place: Ints
    excluded: Ints
    shared: int


def check(store: Store, asked: Asked) -> None:
    """Raise RequestError for a question that cannot be asked."""
    names = [group.name for group in asked.groups]
    if len(set(names)) < 2 or len(set(names)) != len(names):
        raise RequestError("Influence is between two groups or more. Name each once, with --by GROUP --by GROUP.")
    if not 1 <= asked.bandwidth <= 10 * WEEK_HOURS:
        raise RequestError(f"A bandwidth of {asked.bandwidth:g} hours cannot be used. Give 1 to 1680 hours.")
    if asked.topic.needle is not None and not asked.topic.needle.strip():
        raise RequestError("The topic is empty. Give the words that its posts hold, or leave --topic out.")
    narrative = asked.topic.narrative
    if narrative and not store.scalar("events/narrative", narrative=narrative):
        raise RequestError(f"The case has no narrative {narrative}. List them with `whence narratives`.")


def influence(store: Store, asked: Asked) -> Influence:
    """Fit the streams of the groups and say of every pair what share of posts one sets off in the other, or why not."""
    posts = read_posts(store, asked)
    streams, start = streams_of(posts, asked)
    width = max(24, int(asked.bandwidth))
    why = _cannot(streams, posts, asked, width)
    found = None if why else controlled(streams, width, np.random.default_rng([asked.seed, 7]))
    return Influence(
        topic=asked.topic.name,
        groups=tuple(group.name for group in asked.groups),
        first=_iso(start),
        last=_iso(start + streams.when.cells * HOUR),
        hours=streams.when.cells,
        bandwidth=asked.bandwidth,
        half_life=round(found.forward.half_life, 6) if found else None,
        blocks=streams.when.cells // width,
        events=len(asked.events),
        list_sha256=asked.list_sha256,
        seed=asked.seed,
        pairs=tuple(_pairs(asked.groups, streams, found, why)),
        streams=tuple(_streams(asked.groups, streams, posts, found)),
        shared=posts.shared,
        reason=why,
    )


def rows(found: Influence) -> list[dict[str, Any]]:
    """Return the pairs as they are printed."""
    facts = {"topic": found.topic, "half_life_hours": found.half_life, "bandwidth_hours": found.bandwidth}
    return [msgspec.structs.asdict(pair) | facts for pair in found.pairs]


def read_posts(store: Store, asked: Asked) -> Posts:
    """Read the posts of all groups; those with a time wider than a quarter of an hour are counted and left out.

    A post whose author is in several groups is left out too: it would set itself off.
    """
    first, last = store.sql("events/span").fetchall()[0]
    if first is None:
        raise RequestError("The case has no posts. Import some with `whence import` first.")
    with lent(store, (asked.topic,), asked.groups):
        asked_for = {"first": first, "last": last}
        found = store.connection.sql(named_sql("influence/posts"), params=asked_for).to_arrow_table()
        shared = store.connection.sql(named_sql("influence/shared"), params=asked_for).fetchall()[0][0]
    place, at, width = (found.column(name).to_numpy().astype(np.int64) for name in ("place", "at", "width"))
    wide = width > WIDEST
    excluded = np.bincount(place[wide], minlength=len(asked.groups))
    return Posts(at[~wide], place[~wide], excluded.astype(np.int64), int(shared))


def streams_of(posts: Posts, asked: Asked) -> tuple[Streams, int]:
    """Return posts as streams in hours from a whole hour on, and that hour in milliseconds."""
    start = int(posts.at[0]) // HOUR * HOUR if len(posts.at) else 0
    times: Floats = (posts.at - start) / HOUR
    cells = int(times[-1]) + 1 if len(times) else 1
    return Streams(times, posts.place, _clock(start, cells, asked.events), asked.bandwidth, len(asked.groups)), start


def _clock(start: int, cells: int, events: Sequence[int]) -> Clock:
    monday = 4 * 24  # 1 January 1970 was a Thursday
    hour = (start // HOUR - monday) % WEEK_HOURS
    return clock(cells, hour, np.array([(event - start) / HOUR for event in events]))


def _cannot(streams: Streams, posts: Posts, asked: Asked, width: int) -> str:
    """Say why nothing can be fitted, if so."""
    blocks = streams.when.cells // width
    if blocks < LEAST_BLOCKS:
        return (
            f"Cannot tell: the posts span {streams.when.cells} hours; intervals need {LEAST_BLOCKS} stretches of "
            f"{width} hours. A smaller bandwidth, or more data, may do."
        )
    for group, size, excluded in zip(asked.groups, streams.sizes, posts.excluded, strict=True):
        if size < LEAST_POSTS:
            return f"Cannot tell: {group.name} has {size} posts with a known hour, and {LEAST_POSTS} are needed."
        if excluded > MOST_EXCLUDED * (size + excluded):
            return (
                f"Cannot tell: {excluded} of {size + excluded} posts of {group.name} have a time that is not known to "
                "a quarter of an hour."
            )
    if posts.shared > MOST_SHARED * (len(posts.at) + posts.shared):
        return f"Cannot tell: {posts.shared} posts are by authors of several groups. Give groups that do not overlap."
    return ""


def _pairs(groups: Sequence[Group], streams: Streams, found: Controlled | None, why: str) -> Iterator[Pair]:
    several = len(groups) * (len(groups) - 1)
    for j, source in enumerate(groups):
        for i, target in enumerate(groups):
            if i == j:
                continue
            failed = why or (_failed(found, streams, i, j, several) if found else "")
            pair = Pair(source=source.name, target=target.name, shown=not failed, reason=failed)
            yield pair if failed or not found else _filled(pair, found, streams, i, j)


def _failed(found: Controlled, streams: Streams, i: int, j: int, several: int) -> str:
    """Return the first check that a pair fails, in the order in which they are told."""
    limit = MOST_OF_BANDWIDTH * streams.bandwidth
    worst = float(np.nanmax(found.discrepancy[[i, j]]))
    if found.forward.half_life >= limit:
        return f"the kernel's half-life, {found.forward.half_life:.2g} h, is not under a quarter of the bandwidth"
    if not worst <= MOST_DISCREPANCY:
        return f"held-out posts do not fit: distance {worst:.3f}, over {MOST_DISCREPANCY}"
    if not found.weight.above(several)[i, j]:
        return "no excess of posts after posts is shown"
    if not found.against_reversed.above(several)[i, j]:
        return "time reversed gives as much"
    if not found.against_redrawn.above(several)[i, j]:
        return "redrawn times that keep shared shocks give as much"
    return ""


def _filled(pair: Pair, found: Controlled, streams: Streams, i: int, j: int) -> Pair:
    low, high = found.against_reversed.interval()[0], found.weight.interval()[1]
    per = float(streams.sizes[j] / streams.sizes[i])
    net = max(0.0, float(found.against_reversed.value[i, j]))
    return msgspec.structs.replace(
        pair,
        share=_round(net * per),
        low90=_round(max(0.0, float(low[i, j])) * per),
        high90=_round(float(high[i, j]) * per),
        weight=_round(net),
        gross=_round(float(found.forward.weights[i, j]) * per),
    )


def _streams(groups: Sequence[Group], streams: Streams, posts: Posts, found: Controlled | None) -> Iterator[StreamFit]:
    for at, group in enumerate(groups):
        known = StreamFit(group=group.name, posts=int(streams.sizes[at]), excluded=int(posts.excluded[at]))
        if found:
            known = msgspec.structs.replace(
                known, held_out=int(found.held_out[at]), discrepancy=_round(float(found.discrepancy[at]))
            )
        yield known


def _round(value: float) -> float | None:
    return round(value, 8) if np.isfinite(value) else None


def _iso(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%dT%H:%MZ")
