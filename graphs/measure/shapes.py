"""The shape of trees: depth, breadth, subtree sizes and structural virality, all in O(n log n) over parent arrays.

A forest is an array `parent` of row numbers, -1 at a root; rows come earliest first.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphs.kernels import kernel

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The trees of a forest, one row a tree in the order of their roots; `member` gives each post its tree."""

    root: Ints
    member: Ints
    size: Ints
    depth: Ints
    breadth: Ints
    virality: Floats


def shapes(parent: Ints) -> Shapes:
    """Measure every tree of a forest whose cycles are cut; `breadth` is the most posts at one depth.

    Structural virality is the mean distance between two posts of a tree (Goel, Anderson, Hofman and Watts 2016,
    DOI 10.1287/mnsc.2015.2158), NaN for a single post; by the sizes s of subtrees it is 2 * sum s(n - s) / n(n - 1).
    """
    top, depth = climbed(parent)
    roots, member = np.unique(top, return_inverse=True)
    below = subtree_sizes(parent, np.argsort(-depth, kind="stable"))
    size = below[roots]
    cut = np.where(parent >= 0, below.astype(np.float64) * (size[member] - below), 0.0)
    wiener = np.bincount(member, weights=cut, minlength=len(roots))
    pairs = size * (size - 1.0)
    deepest = np.zeros(len(roots), dtype=np.int64)
    np.maximum.at(deepest, member, depth)
    return Shapes(
        root=roots,
        member=member,
        size=size,
        depth=deepest,
        breadth=_broadest(member, depth, len(roots)),
        virality=np.divide(2.0 * wiener, pairs, out=np.full(len(roots), np.nan), where=pairs > 0),
    )


@kernel
def cut_cycles(parent: Ints) -> Ints:
    """Return the forest with the earliest row of every cycle made a root: damaged data can be circular."""
    out = parent.copy()
    seen = np.full(len(out), -1, dtype=np.int64)
    for start in range(len(out)):
        row = start
        while row >= 0 and seen[row] < 0:
            seen[row] = start
            row = out[row]
        if row >= 0 and seen[row] == start:
            earliest, at = row, out[row]
            while at != row:
                earliest, at = min(earliest, at), out[at]
            out[earliest] = -1
    return out


@kernel
def climbed(parent: Ints) -> tuple[Ints, Ints]:
    """Return the root of each row and its distance from it, in O(n): a path once climbed is not climbed again."""
    top = np.full(len(parent), -1, dtype=np.int64)
    depth = np.zeros(len(parent), dtype=np.int64)
    for start in range(len(parent)):
        row, steps = start, 0
        while top[row] < 0 and parent[row] >= 0:
            row, steps = parent[row], steps + 1
        root = top[row] if top[row] >= 0 else row
        below = depth[row] + steps
        row = start
        while top[row] < 0:
            top[row], depth[row] = root, below
            below -= 1
            if parent[row] < 0:
                break
            row = parent[row]
    return top, depth


@kernel
def subtree_sizes(parent: Ints, deepest_first: Ints) -> Ints:
    """Count the rows under each row, itself included; rows are visited in the order given, children before parents."""
    size = np.ones(len(parent), dtype=np.int64)
    for row in deepest_first:
        if parent[row] >= 0:
            size[parent[row]] += size[row]
    return size


def _broadest(member: Ints, depth: Ints, trees: int) -> Ints:
    floors = int(depth.max()) + 1 if len(depth) else 1
    levels, count = np.unique(member * floors + depth, return_counts=True)
    broadest = np.zeros(trees, dtype=np.int64)
    np.maximum.at(broadest, levels // floors, count)
    return broadest
