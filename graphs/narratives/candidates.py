"""Which pairs of texts are worth comparing: those that meet in a bucket, one band of buckets at a time."""

from collections.abc import Iterator

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.alike import NOT_ALIKE, Alike, compare
from graphs.narratives.arrays import F32, I64, U8, U32, U64, Flags
from graphs.narratives.fingerprints import Shingles, band_keys, phrases, shingles

SMALL = 4  # texts of a bucket that are all compared with each other; a larger bucket is a star and a chain
PARTS = 8  # portions in which winnowed phrases are sorted


class Edges:
    """The pairs of texts found alike: arrays `first` < `second`, `kind` and `score`, sorted by pair."""

    def __init__(self, pairs: U64, alike: Alike) -> None:
        kept = alike.kind != NOT_ALIKE
        self.first, self.second = halves(pairs[kept])
        self.kind: U8 = alike.kind[kept]
        self.score: F32 = alike.score[kept]


class Comparer:
    """Compare pairs of texts, each pair once however often it is proposed."""

    def __init__(self, words: U32, starts: I64) -> None:
        self.words, self.starts = words, starts
        self.shingles: Shingles = shingles(words, starts)
        self._pairs: list[U64] = []
        self._alike: list[Alike] = []
        self._known = np.zeros(0, dtype=np.uint64)

    def propose(self, pairs: U64) -> int:
        """Compare the pairs (first << 32 | second, first < second) not seen before; return how many are alike."""
        fresh = np.unique(pairs)
        fresh = fresh[~_inside(fresh, self._known)]
        if not len(fresh):
            return 0
        alike = compare(self.words, self.starts, self.shingles, *halves(fresh))
        self._known = np.union1d(self._known, fresh)
        self._pairs.append(fresh)
        self._alike.append(alike)
        return int(np.count_nonzero(alike.kind))

    def edges(self) -> Edges:
        """Return all pairs found alike so far, in the order of their texts."""
        if not self._pairs:
            return Edges(np.zeros(0, np.uint64), Alike(np.zeros(0, np.uint8), np.zeros(0, np.float32)))
        pairs = np.concatenate(self._pairs)
        order = np.argsort(pairs)
        kind = np.concatenate([alike.kind for alike in self._alike])[order]
        score = np.concatenate([alike.score for alike in self._alike])[order]
        return Edges(pairs[order], Alike(kind, score))


def meetings(comparer: Comparer, rng: np.random.Generator) -> Iterator[U64]:
    """Yield candidate pairs, a band of MinHash at a time, then a portion of the winnowed phrases at a time.

    In a bucket of up to four texts every pair is a candidate; in a larger one each text meets the first text and the
    one before it, so that work is linear in the size of a bucket. Texts must be numbered in a meaningful order (the
    earliest first): the first text of a bucket is its centre.
    """
    for keys in band_keys(comparer.shingles, rng):
        yield _bucket_pairs(np.sort(keys.astype(np.uint64) << np.uint64(32) | _numbers(len(keys))))
    found = phrases(comparer.words, comparer.starts)
    part = (found >> np.uint64(32)) % np.uint64(PARTS)
    for number in range(PARTS):
        yield _bucket_pairs(np.unique(found[part == number]))


def halves(pairs: U64) -> tuple[I64, I64]:
    """Return the upper and lower 32 bits as indices."""
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


def pack(first: I64, second: I64) -> U64:
    """Return (smaller << 32 | larger) row by row; pairs of a text with itself are left out."""
    low, high = np.minimum(first, second).astype(np.uint64), np.maximum(first, second).astype(np.uint64)
    pairs = low << np.uint64(32) | high
    return np.asarray(pairs[low != high])


def _numbers(count: int) -> U64:
    return np.arange(count, dtype=np.uint64)


def _inside(values: U64, known: U64) -> Flags:
    if not len(known):
        return np.zeros(len(values), dtype=np.bool_)
    place = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.asarray(known[place] == values)


def _bucket_pairs(entries: U64) -> U64:
    """Return the candidate pairs of sorted entries (key << 32 | text)."""
    out = np.empty(2 * len(entries), dtype=np.uint64)
    return out[: _fill_pairs(entries, out)]


@kernel
def _fill_pairs(entries: U64, out: U64) -> int:
    count, i = 0, 0
    low = np.uint64(0xFFFFFFFF)
    while i < len(entries):
        end = i + 1
        while end < len(entries) and entries[end] >> np.uint64(32) == entries[i] >> np.uint64(32):
            end += 1
        for j in range(i + 1, end):
            for k in range(i, j):
                if end - i <= SMALL or k == i or k == j - 1:
                    out[count] = (entries[k] & low) << np.uint64(32) | (entries[j] & low)
                    count += 1
        i = end
    return count
