"""The chance to meet for accounts with habits: their hours of the day, and how soon they are on what both share.

Two accounts that sleep at the same hours, or that both see a source's posts first, meet more often than times dealt
evenly would have it. Here each account draws its moment among the object's moments with weights of its own:

    weight = (its shares in that hour of the day / as many as even dealing gives)          over all that it shared
           · (its shares that soon after the object appeared / as many as even dealing)    over what the pair shared

and p is the larger of two. `outer`: to meet on so many of all common objects. `inner`: to meet on so many of those on
which the two were near (within `wide`) anyway, whatever brought them near; the chance of each is the larger of

    among other accounts' moments near each other, with these weights, how many lie within the window
    if each had its delay from another object they shared, how often they would agree (delays are taken from the first
    share, and from an origin fitted to all that share several of these objects: the larger counts)

The inner one is the idea of the jitter test for spikes (Amarasingham et al. 2012, DOI 10.1152/jn.00633.2011): what
varies slowly explains itself, what is left is nearness on the scale of the window.
"""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.measure.coordination.chance import tail
from graphs.measure.coordination.meetings import Meetings
from graphs.measure.coordination.origins import fit_origins
from graphs.measure.coordination.shares import Shares
from graphs.measure.coordination.together import DELAYS, HOURS, Common, View, meet, room, view
from graphs.narratives.arrays import F64, I32, I64

PRIOR_HOUR, PRIOR_DELAY, PRIOR_NEAR = 2.0, 0.25, 1.0
"""Shares that each weight, and pairs of moments that each rate, counts beside those observed."""
POOLING = 4.0
"""Pairs of moments that the rate of all common objects weighs beside those of one object."""


class Work(NamedTuple):
    """Room for one object's weights with their sums, and for the chances of one pair."""

    weight_a: F64
    weight_b: F64
    sum_a: F64
    sum_b: F64
    chances: F64
    around: F64
    tail: F64
    origin: F64
    total: F64
    times: I32


def habit_tails(shares: Shares, window: int, wide: int, met: Meetings) -> tuple[F64, F64, F64]:
    """Return for each account pair the objects it would meet on given its habits, and p of as many: outer and inner.

    Each costs O(shares of the objects in common).
    """
    seen = view(shares, window)
    common = room(seen)
    largest, most = int(np.max(np.diff(seen.starts), initial=1)), len(common.object)
    room_object, room_pair = [np.empty(largest + 1) for _ in range(4)], [np.empty(most + 2) for _ in range(4)]
    work = Work(*room_object, *room_pair, np.zeros(shares.accounts), np.zeros(shares.accounts, dtype=np.int32))  # type: ignore[arg-type, call-arg]
    asked = np.unique(np.concatenate([met.one, met.other]))
    hours = _hours(seen, asked)
    expected, outer, inner = np.zeros(len(met.one)), np.ones(len(met.one)), np.ones(len(met.one))
    places = np.searchsorted(asked, met.one), np.searchsorted(asked, met.other)
    _tails(seen, hours, *places, met.one, met.other, met.objects, window, wide, common, work, expected, outer, inner)
    return expected, outer, inner


@kernel
def _hours(seen: View, asked: I32) -> F64:
    """Return the weight of each hour of the day, a row an account asked for."""
    weights = np.empty((len(asked), HOURS))
    even = np.zeros((len(seen.starts) - 1, HOURS), dtype=np.float32)
    for o in range(len(seen.starts) - 1):
        for i in range(seen.starts[o], seen.starts[o + 1]):
            even[o, seen.hour[i]] += 1.0 / (seen.starts[o + 1] - seen.starts[o])
    for row in range(len(asked)):
        found, due = np.zeros(HOURS), np.zeros(HOURS)
        for place in range(seen.bounds[asked[row]], seen.bounds[asked[row] + 1]):
            i = seen.by_account[place]
            found[seen.hour[i]] += 1.0
            due += even[seen.object[i]]
        weights[row] = (found + PRIOR_HOUR) / (due + PRIOR_HOUR)
    return weights


@kernel
def _tails(
    seen: View,
    hours: F64,
    row_a: I64,
    row_b: I64,
    one: I32,
    other: I32,
    joint: I32,
    window: int,
    wide: int,
    common: Common,
    work: Work,
    expected: F64,
    outer: F64,
    inner: F64,
) -> None:
    for pair in range(len(one)):
        a, b = one[pair], other[pair]
        hours_a, hours_b = hours[row_a[pair]], hours[row_b[pair]]
        count = meet(seen, a, b, common)
        _outer(seen, a, b, hours_a, hours_b, window, count, common, work)
        for place in range(count):
            expected[pair] += work.chances[place]
        outer[pair] = tail(work.chances, count, joint[pair], work.tail)
        near = _keep_near(common, count, wide)
        _inner(seen, a, b, hours_a, hours_b, window, wide, near, common, work)
        inner[pair] = tail(work.chances, near, joint[pair], work.tail)


@kernel
def _outer(
    seen: View, a: int, b: int, hours_a: F64, hours_b: F64, window: int, count: int, common: Common, work: Work
) -> None:
    """Write the chance to meet on each common object."""
    soon_a, soon_b = _delays(seen, a, common, count), _delays(seen, b, common, count)
    for place in range(count):
        o = common.object[place]
        _weigh(seen, o, hours_a, soon_a, work.weight_a)
        _weigh(seen, o, hours_b, soon_b, work.weight_b)
        size = seen.starts[o + 1] - seen.starts[o]
        same = np.sum(work.weight_a[:size] * work.weight_b[:size])
        every = np.sum(work.weight_a[:size]) * np.sum(work.weight_b[:size]) - same
        times = common.times_a[place] * common.times_b[place]
        work.chances[place] = min(1.0, times * _close(seen, o, window, work) / max(every, 1e-300))


@kernel
def _inner(
    seen: View,
    a: int,
    b: int,
    hours_a: F64,
    hours_b: F64,
    window: int,
    wide: int,
    count: int,
    common: Common,
    work: Work,
) -> None:
    """Write the chance to meet on each object on which the two were near."""
    soon_a, soon_b = _delays(seen, a, common, count), _delays(seen, b, common, count)
    closely, widely = PRIOR_NEAR, PRIOR_NEAR
    for place in range(count):
        o = common.object[place]
        _weigh_others(seen, o, a, b, hours_a, soon_a, work.weight_a)
        _weigh_others(seen, o, a, b, hours_b, soon_b, work.weight_b)
        work.chances[place] = _close(seen, o, window, work) / 2
        work.around[place] = _close(seen, o, wide, work) / 2
        closely += work.chances[place]
        widely += work.around[place]
    exchanged = exchanged_delays(common.late_a[:count], common.late_b[:count], window)
    fit_origins(seen, a, b, wide, common, count, work.origin, work.total, work.times)
    origin = work.origin[:count]
    fitted = exchanged_delays(common.late_a[:count] - origin, common.late_b[:count] - origin, window)
    exchanged = max(exchanged, fitted)
    for place in range(count):
        rate = (work.chances[place] + POOLING * closely / widely) / (work.around[place] + POOLING)
        times = common.times_a[place] * common.times_b[place]
        work.chances[place] = min(1.0, times * max(rate, exchanged))


@kernel
def _keep_near(common: Common, count: int, wide: int) -> int:
    """Move the objects on which the pair was near to the front and return how many they are."""
    near = 0
    for place in range(count):
        if common.apart[place] <= wide:
            common.object[near] = common.object[place]
            common.times_a[near], common.times_b[near] = common.times_a[place], common.times_b[place]
            common.late_a[near], common.late_b[near] = common.late_a[place], common.late_b[place]
            near += 1
    return near


@kernel
def _delays(seen: View, account: int, common: Common, count: int) -> F64:
    """Return the weight of each class of delay for one account over the first `count` common objects."""
    found, due = np.zeros(DELAYS), np.zeros(DELAYS)
    for place in range(count):
        o = common.object[place]
        mine = 0
        for i in range(seen.starts[o], seen.starts[o + 1]):
            if seen.account[i] == account:
                found[seen.delay[i]] += 1.0
                mine += 1
        for i in range(seen.starts[o], seen.starts[o + 1]):
            due[seen.delay[i]] += mine / (seen.starts[o + 1] - seen.starts[o])
    return (found + PRIOR_DELAY) / (due + PRIOR_DELAY)


@kernel
def _weigh(seen: View, o: int, hours: F64, delays: F64, weight: F64) -> None:
    first = seen.starts[o]
    for i in range(first, seen.starts[o + 1]):
        weight[i - first] = hours[seen.hour[i]] * delays[seen.delay[i]]


@kernel
def _weigh_others(seen: View, o: int, a: int, b: int, hours: F64, delays: F64, weight: F64) -> None:
    """Weigh an object's moments, one on average, then leave out those of the pair itself."""
    first, size = seen.starts[o], seen.starts[o + 1] - seen.starts[o]
    _weigh(seen, o, hours, delays, weight)
    scale = size / max(np.sum(weight[:size]), 1e-300)
    for s in range(size):
        own = seen.account[first + s] == a or seen.account[first + s] == b
        weight[s] = 0.0 if own else weight[s] * scale


@kernel
def _close(seen: View, o: int, window: int, work: Work) -> float:
    """Add up weight_a · weight_b over the ordered pairs of different moments at most `window` apart. O(moments)."""
    low, size = seen.starts[o], seen.starts[o + 1] - seen.starts[o]
    work.sum_a[0], work.sum_b[0] = 0.0, 0.0
    close, first = 0.0, 0
    for s in range(size):
        work.sum_a[s + 1] = work.sum_a[s] + work.weight_a[s]
        work.sum_b[s + 1] = work.sum_b[s] + work.weight_b[s]
        while seen.time[low + s] - seen.time[low + first] > window:
            first += 1
        before_a, before_b = work.sum_a[s] - work.sum_a[first], work.sum_b[s] - work.sum_b[first]
        close += work.weight_a[s] * before_b + work.weight_b[s] * before_a
    return close


@kernel
def exchanged_delays(one: F64, other: F64, window: int) -> float:
    """Return how often two accounts would agree if each had its delay from another of the objects they shared.

    Agreement is within twice the window: the first share of an object, from which delays are taken, is late by chance.
    One agreement is added to those found. O(n log n).
    """
    count, agreeing, low, high = len(one), 0, 0, 0
    ordered = np.sort(other)
    for delay in np.sort(one):
        while low < count and ordered[low] < delay - 2 * window:
            low += 1
        while high < count and ordered[high] <= delay + 2 * window:
            high += 1
        agreeing += high - low
    for place in range(count):
        agreeing -= abs(one[place] - other[place]) <= 2 * window
    return (agreeing + 1.0) / (count * (count - 1.0) + 1.0)
