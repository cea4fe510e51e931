"""Sets of 64-bit numbers as sorted arrays: distinct values, what two have in common, what one has and another lacks."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import U64, Flags


def distinct(values: U64) -> U64:
    """Return the distinct values, sorted."""
    found = np.sort(values)
    first = np.ones(len(found), dtype=np.bool_)
    first[1:] = found[1:] != found[:-1]
    return found[first]


def minus(one: U64, other: U64) -> U64:
    """Return what is in one sorted set and not in another."""
    return one[~held(one, other)]


def common(one: U64, other: U64) -> U64:
    """Return what is in two sorted sets."""
    return one[held(one, other)]


def held(one: U64, other: U64) -> Flags:
    """Tell of each value of a sorted array whether another sorted array has it; O(n + m)."""
    out = np.zeros(len(one), dtype=np.bool_)
    _held(one, other, out)
    return out


@kernel
def _held(one: U64, other: U64, out: Flags) -> None:
    j = 0
    for i in range(len(one)):
        while j < len(other) and other[j] < one[i]:
            j += 1
        out[i] = j < len(other) and other[j] == one[i]
