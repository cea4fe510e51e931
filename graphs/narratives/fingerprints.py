"""What is compared of a text: its shingles, the minima of 128 hash functions over them, and its winnowed phrases."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import I64, U32, U64, Bits
from graphs.narratives.sketches import mask_for, put, slots_for
from graphs.narratives.tokens import mix

PERMUTATIONS = 128
ROWS = 4  # hash functions a band; 32 bands of 4: two texts of Jaccard 0.5 meet with probability 0.87, of 0.6 with 0.99
BANDS = PERMUTATIONS // ROWS
AT_ONCE = 8  # bands held in memory
PHRASE, PHRASE_UNSPACED = 3, 6  # words or characters of a winnowed phrase
WINDOW = 3  # one phrase of each three neighbours is kept: five words in common always share one


class Shingles(NamedTuple):
    """The distinct shingles of n texts in their order, text i at `values[starts[i]:starts[i + 1]]`."""

    values: U32
    starts: I64


def shingles(words: U32, starts: I64) -> Shingles:
    """Return the distinct shingles of each text: two words, or four characters of an unspaced script."""
    values = np.empty(len(words), dtype=np.uint32)
    bounds = np.zeros(len(starts), dtype=np.int64)
    count = _shingles(words, starts, values, bounds)
    return Shingles(values[:count], bounds)


def band_keys(found: Shingles, rng: np.random.Generator) -> Iterator[U32]:
    """Yield the keys of one band after the other, one a text: texts of an equal key agree in all rows of the band.

    MinHash (Broder 1997, DOI 10.1109/SEQUEN.1997.666900) with 128 functions a·x + b mod 2^32 over mixed shingles.
    """
    factors = rng.integers(0, 2**31, PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    offsets = rng.integers(0, 2**32, PERMUTATIONS, dtype=np.uint32)
    for low in range(0, PERMUTATIONS, AT_ONCE * ROWS):
        chosen = slice(low, low + AT_ONCE * ROWS)
        keys = np.empty((AT_ONCE, len(found.starts) - 1), dtype=np.uint32)
        _band_keys(found.values, found.starts, factors[chosen], offsets[chosen], keys)
        yield from keys


def phrases(words: U32, starts: I64) -> U64:
    """Return (phrase << 32 | text) for each winnowed phrase: a short text shares some with any text that quotes it.

    Winnowing (Schleimer et al. 2003, DOI 10.1145/872757.872770): the least hash of each window of phrases is kept.
    """
    out = np.empty(len(words), dtype=np.uint64)
    count = _phrases(words, starts, out)
    return out[:count]


@kernel
def _shingles(words: U32, starts: I64, values: U32, bounds: I64) -> int:
    count, slots = 0, slots_for(starts)
    for text in range(len(starts) - 1):
        low, high = starts[text], starts[text + 1]
        mask = mask_for(high - low)
        for i in range(low, high):
            length = 4 if words[i] & np.uint32(1) else 2
            if i + length <= high:
                value = run_hash(words, i, length)
                if put(slots, mask, text + 1, value):
                    values[count] = value
                    count += 1
        bounds[text + 1] = count
    return count


@kernel
def run_hash(words: U32, first: int, length: int) -> Bits:
    """Return a 32-bit hash of two words or more, in order."""
    h = np.uint64(words[first]) << np.uint64(32) | np.uint64(words[first + 1])
    for i in range(first + 2, first + length):
        h = mix(h) ^ np.uint64(words[i])
    return np.uint32(mix(h + np.uint64(length)) >> np.uint64(32))


@kernel
def _band_keys(values: U32, starts: I64, factors: U32, offsets: U32, keys: U32) -> None:
    least = np.empty(AT_ONCE * ROWS, dtype=np.uint32)
    for text in range(len(starts) - 1):
        for p in range(AT_ONCE * ROWS):
            least[p] = np.uint32(0xFFFFFFFF)
        for i in range(starts[text], starts[text + 1]):
            value = values[i]
            for p in range(AT_ONCE * ROWS):
                least[p] = min(least[p], np.uint32(factors[p] * value + offsets[p]))
        for band in range(AT_ONCE):
            row = band * ROWS
            keys[band, text] = run_hash(least, row, ROWS)


@kernel
def _phrases(words: U32, starts: I64, out: U64) -> int:
    count, longest = 0, 0
    for text in range(len(starts) - 1):
        longest = max(longest, starts[text + 1] - starts[text])
    hashes = np.empty(longest, dtype=np.uint32)
    for text in range(len(starts) - 1):
        usable = _runs(words, starts[text], starts[text + 1], hashes)
        last = -1
        for window in range(max(usable - WINDOW + 1, min(usable, 1))):
            best = window
            for k in range(window + 1, min(window + WINDOW, usable)):
                if hashes[k] <= hashes[best]:
                    best = k
            if best != last:
                out[count] = np.uint64(hashes[best]) << np.uint64(32) | np.uint64(text)
                count += 1
                last = best
    return count


@kernel
def _runs(words: U32, low: int, high: int, hashes: U32) -> int:
    """Hash each phrase of a text and return their number."""
    for i in range(low, high):
        length = PHRASE_UNSPACED if words[i] & np.uint32(1) else PHRASE
        if i + length > high:
            return i - low
        hashes[i - low] = run_hash(words, i, length)
    return high - low
