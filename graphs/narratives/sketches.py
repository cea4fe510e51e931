"""What two texts can have in common at most, and small sets of numbers inside kernels."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import I64, U32, U64, Bits


def sketches(words: U32, starts: I64, values: U32, bounds: I64) -> U64:
    """Return 128 bits for the words of each text and 128 for its shingles, shape (texts, 4).

    Each number sets the bit that its top seven bits name.
    """
    out = np.zeros((len(starts) - 1, 4), dtype=np.uint64)
    _sketch(words, starts, out[:, :2])
    _sketch(values, bounds, out[:, 2:])
    return out


@kernel
def most_in_common(found: U64, of: int, a: int, b: int, n: int, m: int) -> int:
    """Return what n numbers of text a and m of text b have in common at most: a bit of one alone is a number less.

    `of` is 0 for words, 2 for shingles.
    """
    one, other = 0, 0
    for k in range(of, of + 2):
        one += _bits(found[a, k] & ~found[b, k])
        other += _bits(found[b, k] & ~found[a, k])
    return min(n - one, m - other)


@kernel
def _bits(value: Bits) -> Bits:
    """Count the bits that are set."""
    v = value - ((value >> np.uint64(1)) & np.uint64(0x5555555555555555))
    v = (v & np.uint64(0x3333333333333333)) + ((v >> np.uint64(2)) & np.uint64(0x3333333333333333))
    v = (v + (v >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((v * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def _sketch(values: U32, starts: I64, out: U64) -> None:
    for text in range(len(starts) - 1):
        for i in range(starts[text], starts[text + 1]):
            place = values[i] >> np.uint32(25)
            out[text, place >> np.uint32(6)] |= np.uint64(1) << np.uint64(place & np.uint32(63))


@kernel
def slots_for(starts: I64) -> U64:
    """Return an empty table that has room for the numbers of any one text."""
    longest, size = 0, 64
    for text in range(len(starts) - 1):
        longest = max(longest, starts[text + 1] - starts[text])
    while size < 2 * longest:
        size *= 2
    return np.zeros(size, dtype=np.uint64)


@kernel
def mask_for(count: int) -> Bits:
    """Return the mask of a table of at least twice as many slots."""
    size = np.uint64(64)
    while size < 2 * count:
        size *= np.uint64(2)
    return size - np.uint64(1)


@kernel
def put(slots: U64, mask: Bits, turn: Bits, value: Bits) -> bool:
    """Put a number in the table of this turn (not 0; what other turns left is empty); tell whether it was new."""
    entry = np.uint64(turn) << np.uint64(32) | np.uint64(value)
    slot = np.uint64(value) & mask
    while slots[slot] >> np.uint64(32) == np.uint64(turn):
        if slots[slot] == entry:
            return False
        slot = (slot + np.uint64(1)) & mask
    slots[slot] = entry
    return True


@kernel
def holds(slots: U64, mask: Bits, turn: Bits, value: Bits) -> bool:
    """Tell whether the table of this turn holds a number."""
    entry = np.uint64(turn) << np.uint64(32) | np.uint64(value)
    slot = np.uint64(value) & mask
    while slots[slot] >> np.uint64(32) == np.uint64(turn):
        if slots[slot] == entry:
            return True
        slot = (slot + np.uint64(1)) & mask
    return False
