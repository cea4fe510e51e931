"""How likely two accounts meet on an object when its times are dealt anew among its shares: exactly, without drawing.

    one object    the m(m-1)/2 pairs of its times, e of them within the window: two shares meet with e / (m(m-1)/2)
    many objects  a sum of unequal coins: the Poisson-binomial tail, by convolution

Dealing times among the shares of one object keeps its bursts and who took part in it; only who shared when is chance.
An account that shared an object several times is given the sum of its chances, at most one: never too little.
"""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.measure.coordination.meetings import Meetings, slot_pairs
from graphs.measure.coordination.shares import Shares
from graphs.narratives.arrays import F64, I32, I64


class Incidence(NamedTuple):
    """Who shared what how often: account a's objects at `bounds[a]:bounds[a + 1]`, in order of objects."""

    bounds: I64
    object: I32
    times: I32


def incidence(shares: Shares) -> Incidence:
    """Return the distinct objects of each account. O(n log n)."""
    key = shares.account.astype(np.int64) * shares.objects + shares.object
    use, count = np.unique(key, return_counts=True)
    account = use // max(shares.objects, 1)
    bounds = np.searchsorted(account, np.arange(shares.accounts + 1)).astype(np.int64)
    return Incidence(bounds, (use % max(shares.objects, 1)).astype(np.int32), count.astype(np.int32))


def meeting_chance(shares: Shares, window: int) -> F64:
    """Return for each object the chance that two of its shares get times within the window."""
    sizes = np.diff(shares.starts)
    every = np.maximum(sizes * (sizes - 1) / 2, 1)
    return np.asarray(slot_pairs(shares.starts, shares.time, window) / every, dtype=np.float64)


def shuffle_tails(use: Incidence, chance: F64, met: Meetings) -> tuple[F64, F64]:
    """Return for each account pair the objects it would meet on by chance, and p: as many as it did, or more."""
    expected, tails = np.zeros(len(met.one)), np.ones(len(met.one))
    _tails(use.bounds, use.object, use.times, chance, met.one, met.other, met.objects, expected, tails)
    return expected, tails


@kernel
def tail(chances: F64, count: int, least: int, room: F64) -> float:
    """Return the probability that at least `least` of `count` independent coins fall: O(count · least)."""
    if least <= 0:
        return 1.0
    if least > count:
        return 0.0
    room[: least + 1] = 0.0
    room[0] = 1.0
    for place in range(count):
        p = chances[place]
        room[least] += room[least - 1] * p
        for k in range(min(place + 1, least - 1), 0, -1):
            room[k] = room[k] * (1.0 - p) + room[k - 1] * p
        room[0] *= 1.0 - p
    return float(min(1.0, room[least]))


@kernel
def _tails(
    bounds: I64,
    object_: I32,
    count: I32,
    chance: F64,
    one: I32,
    other: I32,
    joint: I32,
    expected: F64,
    tails: F64,
) -> None:
    longest = 1
    for a in range(len(bounds) - 1):
        longest = max(longest, bounds[a + 1] - bounds[a])
    chances, room = np.empty(longest), np.empty(longest + 2)
    for pair in range(len(one)):
        i, end_i = bounds[one[pair]], bounds[one[pair] + 1]
        j, end_j = bounds[other[pair]], bounds[other[pair] + 1]
        common = 0
        while i < end_i and j < end_j:
            if object_[i] < object_[j]:
                i += 1
            elif object_[i] > object_[j]:
                j += 1
            else:
                chances[common] = min(1.0, count[i] * count[j] * chance[object_[i]])
                expected[pair] += chances[common]
                common += 1
                i += 1
                j += 1
        tails[pair] = tail(chances, common, joint[pair], room)
