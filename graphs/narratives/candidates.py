"""Which pairs of texts are worth comparing: those that meet in a bucket, one band of buckets at a time."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Self

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.alike import NOT_ALIKE, Alike, Comparison
from graphs.narratives.arrays import F32, I64, U8, U32, U64, Flags
from graphs.narratives.fingerprints import Shingles, phrases, shingles
from graphs.narratives.seen import Seen

SMALL = 4  # texts of a bucket that are all compared with each other; a larger bucket is a star and a chain
PARTS = 8  # portions in which the pairs of winnowed phrases are proposed


class Edges:
    """The pairs of texts found alike: arrays `first` < `second`, `kind` and `score`, sorted by pair."""

    def __init__(self, pairs: U64, alike: Alike) -> None:
        kept = alike.kind != NOT_ALIKE
        self.first, self.second = halves(pairs[kept])
        self.kind: U8 = alike.kind[kept]
        self.score: F32 = alike.score[kept]

    def only(self, kept: Flags) -> Self:
        """Return these of the pairs."""
        return self.of(self.first[kept], self.second[kept], self.kind[kept], self.score[kept])

    @classmethod
    def of(cls, first: I64, second: I64, kind: U8, score: F32) -> Self:
        """Make edges of texts given by number."""
        return cls(pack(first, second), Alike(kind, score))


class Comparer:
    """Compare pairs of texts, each pair once however often it is proposed."""

    def __init__(self, words: U32, starts: I64) -> None:
        self.words, self.starts = words, starts
        self.shingles: Shingles = shingles(words, starts)
        self._compare = Comparison(words, starts, self.shingles)
        self._seen = Seen()
        self._admits: Callable[[Edges], Flags] | None = None
        self._found = [Edges(np.zeros(0, np.uint64), Alike(np.zeros(0, np.uint8), np.zeros(0, np.float32)))]

    def propose(self, pairs: U64) -> int:
        """Compare the pairs (first << 32 | second, first < second) not seen before; return how many are alike."""
        fresh = np.sort(pairs[self._seen.add(pairs)])  # neighbours in memory are compared one after the other
        if not len(fresh):
            return 0
        found = Edges(fresh, self._compare(*halves(fresh)))
        if self._admits:
            found = found.only(self._admits(found))
        if len(found.kind):
            self._found.append(found)
        return len(found.kind)

    def recall(self, known: "Edges") -> None:
        """Take pairs that are known to be alike, before any are proposed."""
        self._seen.add(pack(known.first, known.second))
        self._found.append(known)

    def admit(self, admits: Callable[["Edges"], Flags]) -> None:
        """Leave out the pairs that are alike for another reason than being one text, those to come as well."""
        self._found = [part.only(admits(part)) for part in (self.edges(),)]
        self._admits = admits

    def edges(self) -> "Edges":
        """Return all pairs found alike so far, in the order of their texts."""
        if len(self._found) > 1:
            pairs = np.concatenate([pack(part.first, part.second) for part in self._found])
            kind = np.concatenate([part.kind for part in self._found])
            score = np.concatenate([part.score for part in self._found])
            order = np.argsort(pairs)
            self._found = [Edges(pairs[order], Alike(kind[order], score[order]))]
        return self._found[0]


def meetings(comparer: Comparer, bands: Iterable[U32], found: U64 | None = None) -> Iterator[U64]:
    """Yield candidate pairs: a band of MinHash (one key a text) at a time, then a portion of the winnowed phrases.

    In a bucket of up to four texts every pair is a candidate; in a larger one each text meets the first text and the
    one before it, so that work is linear in the size of a bucket. Texts must be numbered in a meaningful order (the
    earliest first): the first text of a bucket is its centre. `found` are the phrases, which are then sorted.
    """
    for keys in bands:
        yield bucket_pairs(_numbered(keys))
    found = phrases(comparer.words, comparer.starts) if found is None else found
    found.sort()
    edges = np.searchsorted(found, np.arange(PARTS, dtype=np.uint64) << np.uint64(61)).tolist()
    for low, high in pairwise([*edges, len(found)]):
        yield bucket_pairs(found[low:high])


def halves(pairs: U64) -> tuple[I64, I64]:
    """Return the upper and lower 32 bits as indices."""
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


def pack(first: I64, second: I64) -> U64:
    """Return (smaller << 32 | larger) row by row; pairs of a text with itself are left out."""
    low, high = np.minimum(first, second).astype(np.uint64), np.maximum(first, second).astype(np.uint64)
    pairs = low << np.uint64(32) | high
    return np.asarray(pairs[low != high])


def _numbered(keys: U32) -> U64:
    """Return sorted entries (key << 32 | text) of one key a text."""
    entries = np.empty(len(keys), dtype=np.uint64)
    _fill_entries(keys, entries)
    entries.sort()
    return entries


@kernel
def _fill_entries(keys: U32, entries: U64) -> None:
    for text in range(len(keys)):
        entries[text] = np.uint64(keys[text]) << np.uint64(32) | np.uint64(text)


def bucket_pairs(entries: U64) -> U64:
    """Return the candidate pairs of sorted entries (key << 32 | text); an entry that is there twice counts once."""
    out = np.empty(2 * len(entries), dtype=np.uint64)
    return out[: _fill_pairs(entries, out)]


@kernel
def _fill_pairs(entries: U64, out: U64) -> int:
    count, i, size = 0, 0, _distinct(entries)
    low, half = np.uint64(0xFFFFFFFF), np.uint64(32)
    while i < size:
        end = i + 1
        while end < size and entries[end] >> half == entries[i] >> half:
            end += 1
        for j in range(i + 1, end):
            out[count] = (entries[i] & low) << half | (entries[j] & low)
            count += 1
            for k in range(i + 1 if end - i <= SMALL else max(i + 1, j - 1), j):
                out[count] = (entries[k] & low) << half | (entries[j] & low)
                count += 1
        i = end
    return count


@kernel
def _distinct(entries: U64) -> int:
    """Move the distinct ones of sorted entries to the front and return their number."""
    kept = min(len(entries), 1)
    for i in range(1, len(entries)):
        if entries[i] != entries[kept - 1]:
            entries[kept] = entries[i]
            kept += 1
    return kept
