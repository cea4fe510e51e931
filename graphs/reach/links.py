"""Links with times as intervals, put in the order in which one pass can follow them."""

from typing import Literal, NamedTuple

import numpy as np

from collectors.errors import RequestError
from graphs.narratives.arrays import I32, I64, Flags

Bound = Literal["certain", "possible"]
NEVER, ALWAYS = np.iinfo(np.int64).max, np.iinfo(np.int64).min
UNKNOWN = ALWAYS + 2  # the earlier end of a time of which nothing is known
NONE = np.iinfo(np.int32).max  # the rank of what never arrives
HERE = np.int32(-1)  # the rank of a source's own story, which was there before everything


class TimedLinks(NamedTuple):
    """Who took something from whom: `target` took at `taken` what `source` posted at `posted`.

    Actors are numbered from 0; times are milliseconds, each an interval from `lo` to `hi`. What nobody collected was
    posted from UNKNOWN until it was taken.
    """

    actors: int
    source: I32
    target: I32
    posted_lo: I64
    posted_hi: I64
    taken_lo: I64
    taken_hi: I64


class Ordered(NamedTuple):
    """Links in order of departure, with times as ranks: what arrives at rank a can depart at rank d if a <= d.

    `needs` and `fresh` are a second order, for a limit of waiting: what arrived may depart if its `fresh` is at least
    the departure's `needs`. `coming` has the rows in order of arrival, and `coming_to`, `coming_at`, `coming_fresh`
    their columns in that order. `leaving` has the rows by actor and departure, those of actor u from `leaves_from[u]`
    to `leaves_from[u + 1]`. `times` is what ranks stand for, rank r for `times[r]`. `impossible` counts links
    posted after they were taken; these and links to oneself are left out.
    """

    actors: int
    source: I32
    target: I32
    departs: I32
    arrives: I32
    arrival: I64
    needs: I32
    coming: I32
    coming_to: I32
    coming_at: I32
    coming_time: I64
    coming_fresh: I32
    leaving: I32
    leaves_from: I32
    times: I64
    steady: bool  # needs and fresh rise with the ranks, so that the last arrival is the freshest
    impossible: int


def ordered(links: TimedLinks, bound: Bound, wait: int | None = None) -> Ordered:
    """Put links in order for a bound: `possible` for paths that the intervals allow, `certain` for those they imply.

    A path may go on from an actor if what arrived there could have (possible) or must have (certain) arrived before
    the actor posted. With `wait`, in milliseconds, it rests no longer than that with the actor before it is posted, nor
    with a post before it is taken. Equal instants are in order: mostly they are one and the same post, which was taken
    and is taken from. O(links · log links).
    """
    if wait is not None and wait < 0:
        raise RequestError(f"Nobody waits {wait} ms. Give a time of 0 or more, or none for any time.")
    _check(links)
    able = links.posted_lo <= links.taken_hi
    kept = np.flatnonzero(able & (links.source != links.target))
    loose = bound == "possible"
    if wait is not None:
        since, until = (links.posted_hi, links.taken_lo) if loose else (links.posted_lo, links.taken_hi)
        kept = kept[since[kept] >= until[kept] - wait]
    ends = [links.posted_hi, links.taken_lo] if loose else [links.posted_lo, links.taken_hi]
    times, rank = np.unique(np.concatenate([column[kept] for column in ends]), return_inverse=True)
    leaving, coming = rank[: len(kept)].astype(np.int32), rank[len(kept) :].astype(np.int32)
    needs, fresh = _freshness(links, kept, loose, wait)
    order = np.lexsort((kept, coming, leaving))
    source, target = links.source[kept][order].astype(np.int32), links.target[kept][order].astype(np.int32)
    arrives, needs, fresh = coming[order], needs[order], fresh[order]
    later = np.argsort(arrives, kind="stable").astype(np.int32)
    return Ordered(
        actors=links.actors,
        source=source,
        target=target,
        departs=leaving[order],
        arrives=arrives,
        arrival=times[arrives],
        needs=needs,
        coming=later,
        coming_to=target[later],
        coming_at=arrives[later],
        coming_time=times[arrives[later]],
        coming_fresh=fresh[later],
        leaving=np.argsort(source, kind="stable").astype(np.int32),
        leaves_from=np.concatenate([[0], np.cumsum(np.bincount(source, minlength=links.actors))]).astype(np.int32),
        times=times,
        steady=bool((np.diff(needs) >= 0).all() and (np.diff(fresh[later]) >= 0).all()),
        impossible=int(np.count_nonzero(~able)),
    )


def chosen(links: TimedLinks, use: Flags) -> TimedLinks:
    """Return some of the links."""
    return TimedLinks(
        actors=links.actors,
        source=links.source[use],
        target=links.target[use],
        posted_lo=links.posted_lo[use],
        posted_hi=links.posted_hi[use],
        taken_lo=links.taken_lo[use],
        taken_hi=links.taken_hi[use],
    )


def mirrored(links: TimedLinks) -> TimedLinks:
    """Return the links with time and direction turned round: latest departures become earliest arrivals."""
    return TimedLinks(
        actors=links.actors,
        source=links.target,
        target=links.source,
        posted_lo=-links.taken_hi,
        posted_hi=-links.taken_lo,
        taken_lo=-links.posted_hi,
        taken_hi=-links.posted_lo,
    )


def _freshness(links: TimedLinks, kept: I64, loose: bool, wait: int | None) -> tuple[I32, I32]:
    """Return the ranks of the oldest arrival that a departure can use, and of each arrival's age.

    Where possible the latest moment of arrival counts against the earliest of departure; where certain the reverse.
    """
    if wait is None:
        none = np.zeros(len(kept), dtype=np.int32)
        return none, none
    arrived = (links.taken_hi if loose else links.taken_lo)[kept]
    leaves = (links.posted_lo if loose else links.posted_hi)[kept]
    ages = np.unique(arrived)
    oldest = np.where(leaves < ALWAYS + wait, ALWAYS, leaves - wait)
    return np.searchsorted(ages, oldest).astype(np.int32), np.searchsorted(ages, arrived).astype(np.int32)


def _check(links: TimedLinks) -> None:
    sizes = {len(column) for column in links[1:]}
    if len(sizes) > 1:
        raise RequestError(f"The columns of the links have {len(sizes)} different lengths. Give one value a link.")
    ends = np.concatenate([links.source, links.target])
    if len(ends) and (ends.min() < 0 or ends.max() >= links.actors):
        raise RequestError(f"A link names actor {ends.max()}; there are {links.actors}, numbered from 0.")
    if (links.posted_lo > links.posted_hi).any() or (links.taken_lo > links.taken_hi).any():
        raise RequestError("A time ends before it begins. Give each interval its earlier end first.")
