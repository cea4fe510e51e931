"""Who is seen first, how surely, and how long a story takes from one side to the other."""

import numpy as np

from graphs.kernels import kernel
from graphs.order import p_order
from graphs.trace.rows import HOUR, OUTSIDE, Bools, Floats, Ints, Tree

_CELLS = 512


def p_first(tree: Tree) -> float | None:
    """Return the probability that the earliest observed post is the source's, times uniform in their intervals.

    None where one side has no observed post: who was first cannot be asked. Ties count one half.
    """
    own = tree.member & ~tree.unseen
    source, target = own & tree.source, own & tree.target
    if not source.any() or not target.any():
        return None
    return float(_p_first(tree.lo[source], tree.hi[source], tree.lo[target], tree.hi[target]))


def p_earlier(tree: Tree) -> float | None:
    """Return the probability that the source's earliest observed post is older than the target's, these two alone.

    What `p_first` cannot say: twelve posts of one date against one of the same date make it likely that one of the
    twelve was first, and yet the order is unknown.
    """
    own = tree.member & ~tree.unseen
    source, target = np.flatnonzero(own & tree.source), np.flatnonzero(own & tree.target)
    if not len(source) or not len(target):
        return None
    a, b = source[0], target[0]
    return float(p_order(tree.lo[a], tree.hi[a], tree.lo[b], tree.hi[b]))


@kernel
def _p_first(a_lo: Ints, a_hi: Ints, b_lo: Ints, b_hi: Ints) -> float:
    """Integrate P(min a in cell) · P(min b later) over a grid up to the earliest end, an atom there included."""
    stop = min(a_hi.min(), b_hi.min())
    start = min(min(a_lo.min(), b_lo.min()), stop)
    total, a_before, b_before = 0.0, 1.0, 1.0
    for cell in range(1, _CELLS + 2):
        at = start + (stop - start) * min(cell, _CELLS) / _CELLS
        a_after, b_after = _later(a_lo, a_hi, at, cell > _CELLS), _later(b_lo, b_hi, at, cell > _CELLS)
        total += (a_before - a_after) * (b_before + b_after) / 2.0
        a_before, b_before = a_after, b_after
    decided = total + _rest(a_before, b_before)
    return min(max(decided, 0.0), 1.0)


@kernel
def _rest(a: float, b: float) -> float:
    """Return what is left after the earliest end: nothing, as one of the two has ended."""
    return a * b / 2.0


@kernel
def _later(lo: Ints, hi: Ints, at: float, with_atom: bool) -> float:
    """Return the probability that every time lies after `at`; an instant at `at` lies after it unless with_atom."""
    out = 1.0
    for i in range(len(lo)):
        if lo[i] == hi[i]:
            out *= 0.0 if (lo[i] < at or (with_atom and lo[i] <= at)) else 1.0
        elif hi[i] <= at:
            out = 0.0
        elif lo[i] < at:
            out *= (hi[i] - at) / (hi[i] - lo[i])
    return out


def entry(tree: Tree, direct: Bools, shift: int) -> int | None:
    """Return the latest time, in ms, by which the source side surely had the story, its clocks set back by `shift`.

    Its own posts, moved by the shift; and whatever of it was cited: a cited page is no later than its earliest citer,
    whatever its clock says. Pages outside the narrative count only through their citers. None: never observed.
    """
    own = tree.source & ~tree.unseen & (tree.part != OUTSIDE)
    times = [int(tree.hi[own].min()) + shift] if own.any() else []
    times += [int(tree.hi[direct].min())] if direct.any() else []
    return min(times) if times else None


def ahead(first_hi: Ints, entered: int | None) -> int:
    """Count the actors whose first post is over before the other side surely had the story."""
    return len(first_hi) if entered is None else int((first_hi < entered).sum())


def lag_hours(tree: Tree) -> float | None:
    """Return the median hours along documented links from an observed source post to a target post.

    The median of interval-censored lags lies between the medians of their lower and upper ends; the middle is given.
    """
    links = tree.links
    use = links.documented & tree.source[links.parent] & tree.target[links.child] & ~tree.unseen[links.parent]
    if not use.any():
        return None
    parent, child = links.parent[use], links.child[use]
    low = np.maximum(tree.lo[child] - tree.hi[parent], 0)
    high = np.maximum(tree.hi[child] - tree.lo[parent], 0)
    return float((np.median(low) + np.median(high)) / 2 / HOUR)


def clock_error(tree: Tree, hours: float, date_hours: float, date_width: float) -> Floats:
    """Return the declared error of each row's clock in ms: of a time with its zone, or of a bare date."""
    dated = tree.hi - tree.lo >= date_width * HOUR
    return np.where(dated, date_hours, hours) * HOUR
