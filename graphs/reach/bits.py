"""Many sources in one pass, a bit a source: who has whose story, from when on."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import I32, I64, U64, Bits, Flags
from graphs.reach.links import ALWAYS
from graphs.reach.seeking import place_of

WORD = 64  # sources in one pass
_SPREAD = 0x03F79D71B4CB0A89  # a de Bruijn sequence: its 64 windows of six bits are all different
_TABLE = np.zeros(WORD, dtype=np.int64)
for _bit in range(WORD):
    _TABLE[(_SPREAD << _bit & (1 << WORD) - 1) >> 58] = _bit


@kernel
def lowest(word: Bits) -> int:
    """Return the place of the lowest bit that is set; there must be one."""
    return int(_TABLE[((word & (~word + np.uint64(1))) * np.uint64(_SPREAD)) >> np.uint64(58)])


@kernel
def having(found: I64) -> U64:
    """Return for each actor the bits of the sources whose story is there from the beginning."""
    bits = np.zeros(len(found), dtype=np.uint64)
    for v in range(len(found)):
        for s in range(found.shape[1]):
            if found[v, s] == ALWAYS:
                bits[v] |= np.uint64(1) << np.uint64(s)
    return bits


@kernel
def follow_all(
    source: I32, target: I32, departs: I32, arrives: I32, arrival: I64, coming: I32, coming_to: I32, coming_at: I32,
    coming_time: I64, leaving: I32, leaves_from: I32, found: I64,
) -> None:  # fmt: skip
    """Lower `found` (actors x up to 64 sources, times) to the first arrivals, merging departures and arrivals.

    A link that arrives no later than it departs is dealt with when it departs, with what that upsets.
    """
    bits, count = having(found), len(source)
    carried = np.zeros(count, dtype=np.uint64)
    stack, waiting = np.empty(count, dtype=np.int32), np.zeros(count, dtype=np.bool_)
    j = 0
    for i in range(count):
        while j < count and coming_at[j] <= departs[i]:
            if coming[j] < i:
                _arrive(coming_to[j], carried[coming[j]], coming_time[j], bits, found)
            j += 1
        carried[i] = bits[source[i]]
        if carried[i] and arrives[i] <= departs[i]:
            _again(i, target, departs, arrives, arrival, leaving, leaves_from, bits, carried, found, stack, waiting)
    for rest in range(j, count):
        _arrive(coming_to[rest], carried[coming[rest]], coming_time[rest], bits, found)


@kernel
def _arrive(v: int, brought: Bits, time: int, bits: U64, found: I64) -> None:
    """Note at actor v the sources that it did not have."""
    new = brought & ~bits[v]
    bits[v] |= new
    while new:
        found[v, lowest(new)] = time
        new &= new - np.uint64(1)


@kernel
def _again(
    first: int, target: I32, departs: I32, arrives: I32, arrival: I64, leaving: I32, leaves_from: I32, bits: U64,
    carried: U64, found: I64, stack: I32, waiting: Flags,
) -> None:  # fmt: skip
    """Note what link `first`, the last that departed, brought before that, and follow what could take it along."""
    stack[0], size = first, 1
    while size:
        size -= 1
        one = stack[size]
        waiting[one] = False
        v = target[one]
        new = _earlier(v, carried[one], arrival[one], found)
        bits[v] |= new
        end = leaves_from[v + 1] if new else leaves_from[v]
        for at in range(place_of(departs, leaving, leaves_from[v], end, arrives[one]), end):
            k = leaving[at]
            if k > first:
                break
            more = new & ~carried[k]
            carried[k] |= more
            if more and arrives[k] <= departs[first] and not waiting[k]:
                stack[size], size, waiting[k] = k, size + 1, True


@kernel
def _earlier(v: int, brought: Bits, time: int, found: I64) -> Bits:
    """Lower the times of actor v that are later, for the sources brought, and return the bits of these."""
    new = np.uint64(0)
    while brought:
        s = lowest(brought)
        if found[v, s] > time:
            found[v, s] = time
            new |= np.uint64(1) << np.uint64(s)
        brought &= brought - np.uint64(1)
    return new
