"""Nearest earlier neighbours of dense rows within a time window: exact blocks, or an index where there are many."""

from importlib.util import find_spec
from itertools import pairwise

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F32, I64
from graphs.narratives.claims.appearances import Appearances, Neighbours, pairs, since

MANY = 300_000  # rows in one window; up to 40,000 the blocks took a quarter of the index's time (benchmarks/claims.py)
ELEMENTS = 1 << 26  # of a block's likenesses, a quarter of a gigabyte
BLOCK = 1024
EXPLORED = 96  # rows that a search of the index keeps in view


def nearest(rows: F32, appearances: Appearances, *, window: int, count: int, least: float) -> Neighbours:
    """Return the pairs in which one row is among the `count` nearest earlier ones of the other.

    Exact where a window holds under `MANY` rows or usearch is not installed, else by usearch's index (HNSW; Malkov
    and Yashunin 2020, DOI 10.1109/TPAMI.2018.2889473), filled by one thread in order of time: the same each time.
    """
    low = since(appearances, window)
    crowd = int((np.arange(len(low)) - low).max(initial=0))
    search = exact if crowd < MANY or find_spec("usearch") is None else indexed
    one, other = search(rows[appearances.text], appearances, low, window, count)
    score = dots(rows, appearances.text[one], appearances.text[other])
    kept = score >= least
    return pairs(appearances, one[kept], other[kept], score[kept])


def exact(rows: F32, appearances: Appearances, low: I64, window: int, count: int) -> tuple[I64, I64]:
    """Compare each row with all earlier ones in its window; O(rows * rows in a window)."""
    found = []
    crowd = int((np.arange(len(low)) - low).max(initial=0)) + BLOCK
    step = max(16, min(BLOCK, ELEMENTS // crowd))
    for start in range(0, len(rows), step):
        end = min(start + step, len(rows))
        found.append(_best(rows, appearances.text, low, start, end, int(low[start]), count))
    return _joined(found)


def indexed(rows: F32, appearances: Appearances, low: I64, window: int, count: int) -> tuple[I64, I64]:
    """Look up each row among those of its own and the preceding window; rows of one block meet exactly."""
    era = (appearances.at - appearances.at[0]) // window
    older, current, found = None, _index(rows), []
    for start, end in _blocks(era):
        if start and era[start] != era[start - 1]:
            older = current if era[start] == era[start - 1] + 1 else None
            current = _index(rows)
        found.append(_best(rows, appearances.text, low, start, end, start, count))
        for index in (older, current):
            if index is not None and len(index):
                found.append(_looked_up(index, rows, appearances.text, low, start, end, count))
        current.add(np.arange(start, end, dtype=np.uint64), rows[start:end], threads=1)
    return _nearest_of(rows, *_joined(found), count)


def _index(rows: F32):  # type: ignore[no-untyped-def]
    from usearch.index import Index  # part of the extra `models`

    return Index(
        ndim=rows.shape[1], metric="ip", dtype="f32", connectivity=16, expansion_add=64, expansion_search=EXPLORED
    )


def _blocks(era: I64) -> list[tuple[int, int]]:
    """Cut the rows into blocks that do not reach over the end of an era."""
    bounds = [0, *(np.flatnonzero(np.diff(era)) + 1).tolist(), len(era)]
    return [
        (start, min(start + BLOCK, bound)) for first, bound in pairwise(bounds) for start in range(first, bound, BLOCK)
    ]


def _looked_up(index, rows: F32, text: I64, low: I64, start: int, end: int, count: int) -> tuple[I64, I64]:  # type: ignore[no-untyped-def]
    matches = index.search(rows[start:end], 2 * count, threads=1)
    keys = np.asarray(matches.keys, dtype=np.int64).reshape(end - start, -1)
    filled = np.arange(keys.shape[1]) < np.asarray(matches.counts).reshape(-1, 1)
    one = np.repeat(np.arange(start, end), keys.shape[1])[filled.ravel()]
    other = keys.ravel()[filled.ravel()]
    fits = (other >= low[one]) & (text[one] != text[other])
    return one[fits], other[fits]


def _best(rows: F32, text: I64, low: I64, start: int, end: int, first: int, count: int) -> tuple[I64, I64]:
    """Return for rows start..end their best among the earlier rows from `first` on, ties to the earlier."""
    likeness = rows[start:end] @ rows[first:end].T
    column = np.arange(first, end)
    row = np.arange(start, end)[:, None]
    likeness[(column >= row) | (column < low[start:end, None]) | (text[column] == text[start:end, None])] = -2.0
    width = min(count, likeness.shape[1])
    best = np.argpartition(-likeness, width - 1, axis=1)[:, :width]
    kept = np.take_along_axis(likeness, best, axis=1) > -2.0
    one, place = np.nonzero(kept)
    return one + start, best[one, place] + first


def _nearest_of(rows: F32, one: I64, other: I64, count: int) -> tuple[I64, I64]:
    """Keep the `count` best of each row."""
    fresh = np.unique(np.column_stack((one, other)), axis=0)
    one, other = fresh[:, 0], fresh[:, 1]
    order = np.lexsort((other, -dots(rows, one, other), one))
    one, other = one[order], other[order]
    rank = np.arange(len(one)) - np.searchsorted(one, one)
    return one[rank < count], other[rank < count]


def _joined(found: list[tuple[I64, I64]]) -> tuple[I64, I64]:
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate([part[0] for part in found]), np.concatenate([part[1] for part in found])


@kernel
def dots(rows: F32, first: I64, second: I64) -> F32:
    """Return the dot product of each pair of rows, added up in one order whatever the machine's threads."""
    out = np.empty(len(first), np.float32)
    for pair in range(len(first)):
        total = 0.0
        for i in range(rows.shape[1]):
            total += rows[first[pair], i] * rows[second[pair], i]
        out[pair] = total
    return out
