"""Posts over time in bins of a natural length: the chart under the lanes, which is also the time slider."""

import numpy as np

from viz.story import Floats, Posts

BINS = 160
_MINUTE = 60_000
_STEPS = tuple(_MINUTE * n for n in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 20_160, 40_320))


def histogram(posts: Posts) -> tuple[Floats, Floats]:
    """Return posts a bin, at most BINS bins, and the range [from, to] that they fill, in milliseconds UTC.

    A post whose time is an interval counts in all the bins that it spans, in each by its share.
    """
    if not len(posts):
        return np.zeros(0), np.zeros(0)
    lo, hi = float(posts.lo.min()), float(posts.hi.max())
    step = _step(lo, hi)
    start, end = np.floor(lo / step) * step, (np.floor(hi / step) + 1) * step
    edges = np.arange(start, end + step / 2, step)
    return np.diff(_before(posts, edges)), np.array([start, end])


def _step(lo: float, hi: float) -> float:
    for step in _STEPS:
        if np.floor(hi / step) - np.floor(lo / step) < BINS:
            return float(step)
    return float(np.ceil((hi - lo) / (BINS - 1) / _STEPS[-1]) * _STEPS[-1])


def _before(posts: Posts, edges: Floats) -> Floats:
    """Count the posts before each edge: whole for a moment, in part for an interval."""
    moment = posts.hi - posts.lo < _MINUTE
    times, behind = posts.lo[moment].astype(np.float64), posts.behind[moment].astype(np.float64)
    order = np.argsort(times, kind="stable")
    running = np.concatenate([[0.0], np.cumsum(behind[order])])
    whole = running[np.searchsorted(times[order], edges, side="left")]
    lo, hi, weight = (column[~moment].astype(np.float64) for column in (posts.lo, posts.hi, posts.behind))
    partly = [float((np.clip((edge - lo) / (hi - lo), 0.0, 1.0) * weight).sum()) for edge in edges]
    before: Floats = whole + np.array(partly)
    return before
