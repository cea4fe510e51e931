"""What is compared of a text: its shingles, the minima of 128 hash functions over them, and its winnowed phrases."""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import I64, U32, U64, Bits
from graphs.narratives.tokens import mix

PERMUTATIONS = 128
ROWS = 4  # hash functions a band; 32 bands of 4: two texts of Jaccard 0.5 meet with probability 0.87, of 0.6 with 0.99
PHRASE, PHRASE_UNSPACED = 3, 6  # words or characters of a winnowed phrase
WINDOW = 3  # one phrase of each three neighbours is kept: five words in common always share one


class Shingles(NamedTuple):
    """The distinct shingles of n texts, sorted, text i at `values[starts[i]:starts[i + 1]]`."""

    values: U32
    starts: I64


def shingles(words: U32, starts: I64) -> Shingles:
    """Return the distinct shingles of each text: two words, or four characters of an unspaced script."""
    values = np.empty(len(words), dtype=np.uint32)
    bounds = np.zeros(len(starts), dtype=np.int64)
    count = _shingles(words, starts, values, bounds)
    return Shingles(values[:count], bounds)


def band_keys(found: Shingles, rng: np.random.Generator) -> U32:
    """Return one key a band and text, shape (bands, texts): texts with an equal key agree in all rows of the band.

    MinHash (Broder 1997, DOI 10.1109/SEQUEN.1997.666900) with 128 functions a·x + b mod 2^32 over mixed shingles.
    """
    factors = rng.integers(0, 2**31, PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    offsets = rng.integers(0, 2**32, PERMUTATIONS, dtype=np.uint32)
    keys = np.empty((PERMUTATIONS // ROWS, len(found.starts) - 1), dtype=np.uint32)
    _band_keys(found.values, found.starts, factors, offsets, keys)
    return keys


def phrases(words: U32, starts: I64) -> U64:
    """Return (phrase << 32 | text) for each winnowed phrase: a short text shares some with any text that quotes it.

    Winnowing (Schleimer et al. 2003, DOI 10.1145/872757.872770): the least hash of each window of phrases is kept.
    """
    out = np.empty(len(words), dtype=np.uint64)
    count = _phrases(words, starts, out)
    return out[:count]


@kernel
def _shingles(words: U32, starts: I64, values: U32, bounds: I64) -> int:
    count = 0
    for text in range(len(starts) - 1):
        low, high = starts[text], starts[text + 1]
        first = count
        for i in range(low, high):
            length = 4 if words[i] & np.uint32(1) else 2
            if i + length <= high:
                values[count] = run_hash(words, i, length)
                count += 1
        _sort(values, first, count)
        kept = first
        for j in range(first, count):
            if j == first or values[j] != values[kept - 1]:
                values[kept] = values[j]
                kept += 1
        count = kept
        bounds[text + 1] = count
    return count


@kernel
def _sort(values: U32, low: int, high: int) -> None:
    """Sort values[low:high] in place (Shell's method: the runs are short)."""
    gap = 1
    while gap < (high - low) // 3:
        gap = 3 * gap + 1
    while gap:
        for i in range(low + gap, high):
            value, j = values[i], i
            while j >= low + gap and values[j - gap] > value:
                values[j] = values[j - gap]
                j -= gap
            values[j] = value
        gap //= 3


@kernel
def run_hash(words: U32, first: int, length: int) -> Bits:
    h = np.uint64(length)
    for i in range(first, first + length):
        h = mix(h ^ np.uint64(words[i]))
    return np.uint32(h >> np.uint64(32))


@kernel
def _band_keys(values: U32, starts: I64, factors: U32, offsets: U32, keys: U32) -> None:
    least = np.empty(PERMUTATIONS, dtype=np.uint32)
    for text in range(len(starts) - 1):
        for p in range(PERMUTATIONS):
            least[p] = np.uint32(0xFFFFFFFF)
        for i in range(starts[text], starts[text + 1]):
            value = values[i]
            for p in range(PERMUTATIONS):
                least[p] = min(least[p], np.uint32(factors[p] * value + offsets[p]))
        for band in range(PERMUTATIONS // ROWS):
            h = np.uint64(band)
            for row in range(ROWS):
                h = mix(h ^ np.uint64(least[band * ROWS + row]))
            keys[band, text] = np.uint32(h >> np.uint64(32))


@kernel
def _phrases(words: U32, starts: I64, out: U64) -> int:
    count = 0
    for text in range(len(starts) - 1):
        low, high = starts[text], starts[text + 1]
        last: Bits = np.int64(-1)
        hashes = np.empty(max(high - low, 0), dtype=np.uint32)
        usable = 0
        for i in range(low, high):
            length = PHRASE_UNSPACED if words[i] & np.uint32(1) else PHRASE
            if i + length > high:
                break
            hashes[usable] = run_hash(words, i, length)
            usable += 1
        for window in range(max(usable - WINDOW + 1, 1 if usable else 0)):
            best = window
            for k in range(window, min(window + WINDOW, usable)):
                if hashes[k] <= hashes[best]:
                    best = k
            if best != last:
                out[count] = np.uint64(hashes[best]) << np.uint64(32) | np.uint64(text)
                count += 1
                last = best
    return count
