"""Earliest arrival and latest departure along paths that respect time, from one source or many in one pass."""

from collections.abc import Sequence

import numpy as np

from graphs.narratives.arrays import I64
from graphs.reach.bits import WORD, follow_all
from graphs.reach.links import ALWAYS, HERE, NEVER, NONE, Bound, Ordered, TimedLinks, mirrored, ordered
from graphs.reach.resting import rest_all, rest_any, rest_one
from graphs.reach.single import follow_one


def arrivals(links: TimedLinks, sources: Sequence[I64], bound: Bound = "possible", wait: int | None = None) -> I64:
    """Return when a story of each source first reaches each actor: sources x actors, milliseconds.

    A source is an array of actors who have the story from the beginning (ALWAYS); NEVER where no path leads.
    `wait` is the longest time, in milliseconds, that a story rests with an actor (restless paths). One pass over the
    links in order of time, after Wu et al. 2014 (doi:10.14778/2732939.2732945); where an interval or a tie lets
    something arrive before it departs, what that upsets is looked at again.
    """
    return spread(ordered(links, bound, wait), sources, restless=wait is not None)


def departures(links: TimedLinks, targets: Sequence[I64], bound: Bound = "possible", wait: int | None = None) -> I64:
    """Return until when each actor can pass a story on so that it reaches each target: targets x actors.

    The mirror of `arrivals`: NEVER for the target itself, ALWAYS where no path leads.
    """
    found = arrivals(mirrored(links), targets, bound, wait)
    ends = (found == NEVER) | (found == ALWAYS)
    out = -np.where(ends, 0, found)
    out[found == NEVER], out[found == ALWAYS] = ALWAYS, NEVER
    return out


def spread(links: Ordered, sources: Sequence[I64], *, restless: bool = False) -> I64:
    """Return what `arrivals` does, over links that are in order already; the columns of what is returned lie apart."""
    found = np.full((links.actors, len(sources)), NEVER)
    for number, members in enumerate(sources):
        found[members, number] = ALWAYS
    if len(sources) == 1 and not restless:
        found[:, 0] = _single(links, found[:, 0])
    for begin in range(0, len(sources) if restless or len(sources) > 1 else 0, WORD):
        part = found[:, begin : begin + WORD]
        if restless:
            _rest(links, part)
        else:
            follow_all(
                links.source, links.target, links.departs, links.arrives, links.arrival, links.coming,
                links.coming_to, links.coming_at, links.coming_time, links.leaving, links.leaves_from, part,
            )  # fmt: skip
    return found.T


def _single(links: Ordered, found: I64) -> I64:
    """Follow one source by ranks, which are half as wide as times."""
    rank = np.where(found == ALWAYS, HERE, NONE).astype(np.int32)
    follow_one(links.source, links.target, links.departs, links.arrives, links.leaving, links.leaves_from, rank)
    times = np.append(links.times, [NEVER, ALWAYS])
    return times[np.where(rank == NONE, len(links.times), rank)]


def _rest(links: Ordered, found: I64) -> None:
    """Lower the times where a story rests with nobody for longer than the links were ordered for."""
    columns = (
        links.source, links.departs, links.arrives, links.needs, links.coming, links.coming_to, links.coming_at,
        links.coming_time, links.coming_fresh,
    )  # fmt: skip
    if not links.steady:
        rest_any(*columns, found)
    elif found.shape[1] == 1:
        rest_one(*columns, found[:, 0])
    else:
        rest_all(*columns, found)


__all__ = ["ALWAYS", "NEVER", "arrivals", "departures", "spread"]
