"""Nearest earlier neighbours of sparse rows within a time window, by an index from features to rows."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F32, I64, U32
from graphs.narratives.claims.appearances import Appearances, Neighbours, pairs, since
from graphs.narratives.claims.embedder import Sparse

BUDGET = 4_000  # meetings of one row with others, by way of its rarest features; the commonest are left out
BATCH = 1 << 16


def nearest(
    rows: Sparse, appearances: Appearances, *, window: int, count: int, least: float, budget: int = BUDGET
) -> Neighbours:
    """Return the pairs in which one row is among the `count` nearest earlier ones of the other.

    Rows meet through their features, the rarest first, until `budget` meetings are spent; exact where the budget
    reaches. Pairs whose dot product is below `least` are left out; ties go to the earlier row.
    O(rows * min(budget, earlier rows in the window that share a feature)).
    """
    text, low = appearances.text, since(appearances, window)
    features = int(rows.features.max()) + 1 if len(rows.features) else 0
    bounds, held, weights = _index(*rows, text, features)
    heads, fills = bounds[:-1].copy(), bounds[:-1].copy()
    sums, touched = np.zeros(len(text), np.float32), np.empty(len(text), np.uint32)
    most, found = int(np.diff(rows.starts).max(initial=0)), []
    for start in range(0, len(text), BATCH):
        size = min(BATCH, len(text) - start)
        near, score = np.full((size, count), -1, np.int64), np.zeros((size, count), np.float32)
        _search(*rows, text, low, held, weights, heads, fills, start, most, budget, sums, touched, near, score)
        kept = (near >= 0) & (score >= least)
        found.append((np.nonzero(kept)[0] + start, near[kept], score[kept]))
    parts = [np.concatenate(part) for part in zip(*found, strict=True)] if found else [np.zeros(0, np.int64)] * 3
    return pairs(appearances, parts[0], parts[1], parts[2].astype(np.float32))


@kernel
def dot(features: U32, weights: F32, starts: I64, one: int, other: int) -> float:
    """Return the dot product of two rows."""
    total = np.float32(0.0)
    i, j = starts[one], starts[other]
    while i < starts[one + 1] and j < starts[other + 1]:
        if features[i] == features[j]:
            total += weights[i] * weights[j]
            i += 1
            j += 1
        elif features[i] < features[j]:
            i += 1
        else:
            j += 1
    return float(total)


@kernel
def dots(features: U32, weights: F32, starts: I64, first: I64, second: I64) -> F32:
    """Return the dot product of each pair of rows."""
    out = np.empty(len(first), np.float32)
    for pair in range(len(first)):
        out[pair] = dot(features, weights, starts, first[pair], second[pair])
    return out


@kernel
def _index(features: U32, weights: F32, starts: I64, text: I64, size: int) -> tuple[I64, U32, F32]:
    """Return for each feature the appearances that have it, in order, with their weights."""
    bounds = np.zeros(size + 1, np.int64)
    for one in text:
        for i in range(starts[one], starts[one + 1]):
            bounds[features[i] + 1] += 1
    for feature in range(size):
        bounds[feature + 1] += bounds[feature]
    held, weight = np.empty(bounds[size], np.uint32), np.empty(bounds[size], np.float32)
    free = bounds[:-1].copy()
    for row in range(len(text)):
        for i in range(starts[text[row]], starts[text[row] + 1]):
            place = free[features[i]]
            held[place], weight[place] = row, weights[i]
            free[features[i]] = place + 1
    return bounds, held, weight


@kernel
def _search(
    features: U32, weights: F32, starts: I64, text: I64, low: I64, held: U32, held_weights: F32, heads: I64,
    fills: I64, start: int, most: int, budget: int, sums: F32, touched: U32, near: I64, score: F32,
) -> None:  # fmt: skip
    """Search rows in order of time; the part of a feature's list that is in the window moves on with them."""
    sizes = np.empty(most, np.int64)
    for offset in range(len(near)):
        row = start + offset
        own = text[row]
        first, size = starts[own], starts[own + 1] - starts[own]
        for i in range(size):
            feature = features[first + i]
            head, fill = heads[feature], fills[feature]
            while head < fill and held[head] < low[row]:
                head += 1
            heads[feature], fills[feature] = head, fill + 1
            sizes[i] = fill - head
        order = np.argsort(sizes[:size], kind="mergesort")
        spent, count = 0, 0
        for i in order:
            spent += sizes[i]
            if spent > budget and count:
                break
            weight, end = weights[first + i], fills[features[first + i]] - 1
            for place in range(end - sizes[i], end):
                other = held[place]
                if sums[other] == 0.0:
                    touched[count] = other
                    count += 1
                sums[other] += weight * held_weights[place]
        _keep_best(sums, touched[:count], text, own, near[offset], score[offset])
        for i in range(count):
            sums[touched[i]] = 0.0
        for i in range(near.shape[1]):
            if near[offset, i] >= 0:
                score[offset, i] = dot(features, weights, starts, own, text[near[offset, i]])


@kernel
def _keep_best(sums: F32, touched: U32, text: I64, own: int, near: I64, score: F32) -> None:
    """Keep the rows with the largest sums, among equals those that were met first."""
    size = len(near)
    for other in touched:
        value = sums[other]
        if value <= score[size - 1] or text[other] == own:
            continue
        place = size - 1
        while place > 0 and value > score[place - 1]:
            near[place], score[place] = near[place - 1], score[place - 1]
            place -= 1
        near[place], score[place] = other, value
