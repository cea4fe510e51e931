"""A growing set of 64-bit numbers: which of these have not been met before?"""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import I64, U64
from graphs.narratives.tokens import mix

PORTION = 1 << 18  # values that are made room for at once


class Seen:
    """A growing set of 64-bit hashes; zero is never a member."""

    def __init__(self) -> None:
        self._slots = np.zeros(1 << 16, dtype=np.uint64)
        self._used = 0

    def add(self, values: U64) -> I64:
        """Add the values and return the positions of those that were new, in order."""
        parts = [low + self._add(values[low : low + PORTION]) for low in range(0, len(values), PORTION)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

    def _add(self, values: U64) -> I64:
        while 2 * (self._used + len(values)) > len(self._slots):
            old = self._slots[self._slots != 0]
            self._slots = np.zeros(2 * len(self._slots), dtype=np.uint64)
            _insert(self._slots, old, np.empty(len(old), dtype=np.int64))
        fresh = np.empty(len(values), dtype=np.int64)
        count = _insert(self._slots, values, fresh)
        self._used += count
        return fresh[:count]


def occurrences(values: U64) -> I64:
    """Return how often each value occurs among all; O(values), a value may be 0."""
    size = 64
    while size < 2 * len(values):
        size *= 2
    out = np.empty(len(values), dtype=np.int64)
    _count(values, np.zeros(size, np.uint64), np.zeros(size, np.int64), out)
    return out


@kernel
def _count(values: U64, slots: U64, counts: I64, out: I64) -> None:
    mask = np.uint64(len(slots) - 1)
    for i in range(len(values)):
        slot = mix(values[i]) & mask
        while counts[slot] != 0 and slots[slot] != values[i]:
            slot = (slot + np.uint64(1)) & mask
        slots[slot] = values[i]
        counts[slot] += 1
        out[i] = np.int64(slot)
    for i in range(len(values)):
        out[i] = counts[out[i]]


@kernel
def _insert(slots: U64, values: U64, fresh: I64) -> int:
    """Put values into open slots; note the positions of those that were not there."""
    mask, count = np.uint64(len(slots) - 1), 0
    for i in range(len(values)):
        value = values[i]
        if value == 0:
            continue
        slot = mix(value) & mask
        while slots[slot] != 0 and slots[slot] != value:
            slot = (slot + np.uint64(1)) & mask
        if slots[slot] == 0:
            slots[slot] = value
            fresh[count] = i
            count += 1
    return count
