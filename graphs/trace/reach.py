"""Kernels that follow links: who has an ancestor where, by documents alone or in sampled ancestries."""

import numpy as np
import numpy.typing as npt

from graphs.kernels import kernel
from graphs.trace.sampler import uniform

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
SOURCE, TARGET, THROUGH = np.uint8(1), np.uint8(2), np.uint8(4)


@kernel
def descends(start: Bools, open_: Bools, parent: Ints, child: Ints, use: Bools) -> Bools:
    """Tell which rows have an ancestor in `start` along the links in use, through rows that are open.

    Links come in order of the child's time, so that two passes settle all but cycles of posts whose order is unknown;
    O(links) a pass.
    """
    has = np.zeros(len(start), dtype=np.bool_)
    changed = True
    while changed:
        changed = False
        for k in range(len(parent)):
            p, c = parent[k], child[k]
            if use[k] and not has[c] and open_[c] and open_[p] and (start[p] or has[p]):
                has[c] = True
                changed = True
    return has


@kernel
def flows(
    children: Ints, sampled: Ints, fixed_start: Ints, fixed_parent: Ints, source: Bools, target: Bools, via: Bools,
    author: Ints, authors: int, counted_target: Ints, counted_source: Ints, state: npt.NDArray[np.uint64],
    hits: Ints, credit: Floats, shares: Floats,
) -> int:  # fmt: skip
    """Follow every sampled ancestry; add to `hits` (rows x source, target, through) and `credit` (authors).

    `sampled[s]` gives a parent row or -1 for each row of `children`; `fixed_*` are documented parents by child. Row s
    of `shares` becomes the two weighted shares of sample s, each author's weight drawn from an exponential (the
    Bayesian form of the bootstrap over actors, doi:10.1214/aos/1176345338). Returns how many (sample, target post)
    pairs have a source ancestor: the flow that `credit` shares out among the authors of neither group on the way.
    """
    n = len(source)
    parents = np.full(n, -1, dtype=np.int64)
    bits, up = np.zeros(n, dtype=np.uint8), np.full(n, -1, dtype=np.int64)
    stamp, ballots = np.full(authors, -1, dtype=np.int64), np.empty(authors)
    flow = 0
    for s in range(len(sampled)):
        for k in range(len(children)):
            parents[children[k]] = sampled[s, k]
        _settle(parents, fixed_start, fixed_parent, source, target, via, bits, up)
        for a in range(authors):
            ballots[a] = -np.log(1.0 - uniform(state))
        shares[s, 0] = _weighted(counted_target, bits, SOURCE, author, ballots)
        shares[s, 1] = _weighted(counted_source, bits, TARGET, author, ballots)
        for i in counted_source:
            hits[i, 1] += 1 if bits[i] & TARGET else 0
        for i in counted_target:
            hits[i, 2] += 1 if bits[i] & THROUGH else 0
            if bits[i] & SOURCE:
                hits[i, 0] += 1
                flow += 1
                _credit(i, up, source, target, author, stamp, s * n + i, credit)
    return flow


@kernel
def _settle(
    parents: Ints, fixed_start: Ints, fixed_parent: Ints, source: Bools, target: Bools, via: Bools,
    bits: npt.NDArray[np.uint8], up: Ints,
) -> None:  # fmt: skip
    """Give every row its bits and, in `up`, the parent through which a source was first reached."""
    bits[:] = 0
    up[:] = -1
    changed = True
    while changed:
        changed = False
        for i in range(len(bits)):
            before = bits[i]
            for k in range(fixed_start[i], fixed_start[i + 1]):
                _inherit(i, fixed_parent[k], source, target, via, bits, up)
            if parents[i] >= 0:
                _inherit(i, parents[i], source, target, via, bits, up)
            if bits[i] != before:
                changed = True


@kernel
def _inherit(
    i: int, p: int, source: Bools, target: Bools, via: Bools, bits: npt.NDArray[np.uint8], up: Ints
) -> None:  # fmt: skip
    if source[p] or bits[p] & SOURCE:
        if not bits[i] & SOURCE:
            up[i] = p
        bits[i] |= SOURCE
        if via[p]:
            bits[i] |= THROUGH
    if bits[p] & THROUGH:
        bits[i] |= THROUGH
    if target[p] or bits[p] & TARGET:
        bits[i] |= TARGET


@kernel
def _weighted(rows: Ints, bits: npt.NDArray[np.uint8], bit: np.uint8, author: Ints, ballots: Floats) -> float:
    """Return the weighted share of rows that have the bit; nan without rows."""
    hit, total = 0.0, 0.0
    for i in rows:
        total += ballots[author[i]]
        if bits[i] & bit:
            hit += ballots[author[i]]
    return hit / total if total > 0.0 else np.nan


@kernel
def _credit(
    i: int, up: Ints, source: Bools, target: Bools, author: Ints, stamp: Ints, mark: int, credit: Floats
) -> None:  # fmt: skip
    """Credit every author of neither group between post i and the source it descends from, each once."""
    at = up[i]
    while at >= 0 and not source[at]:
        who = author[at]
        if not target[at] and stamp[who] != mark:
            stamp[who] = mark
            credit[who] += 1.0
        at = up[at]


@kernel
def resampled(author: Ints, authors: int, values: Floats, draws: int, state: npt.NDArray[np.uint64]) -> Floats:
    """Return the means of the columns of `values` (rows are posts) over `draws` resamples of their authors."""
    sums, counts = np.zeros((authors, values.shape[1])), np.zeros(authors)
    for i in range(len(author)):
        counts[author[i]] += 1.0
        for k in range(values.shape[1]):
            sums[author[i], k] += values[i, k]
    out = np.empty((draws, values.shape[1]))
    for b in range(draws):
        total = 0.0
        out[b, :] = 0.0
        for _ in range(authors):
            a = min(int(uniform(state) * authors), authors - 1)
            total += counts[a]
            for k in range(values.shape[1]):
                out[b, k] += sums[a, k]
        out[b, :] /= total
    return out
