"""Posts over time in bins of a natural length: the chart under the views, which is also the time slider."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from viz.story import Floats, Ints, Posts

BINS = 160
_MINUTE = 60_000
_STEPS = tuple(_MINUTE * n for n in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 20_160, 40_320))


@dataclass(frozen=True, slots=True)
class Bins:
    """`count` bins of `step` milliseconds from `start` (UTC); none where nothing has a time."""

    start: float = 0.0
    step: float = 1.0
    count: int = 0

    @property
    def range(self) -> Floats:
        """Return [from, to], empty where there are no bins."""
        return np.array([self.start, self.start + self.step * self.count] if self.count else [])

    def of(self, times: npt.NDArray[np.number]) -> Ints:
        """Return the bin of each time; times outside stand in the nearest."""
        if not self.count:
            return np.zeros(len(times), np.int64)
        found = np.floor((times - self.start) / self.step)
        inside: Ints = np.clip(found, 0, self.count - 1).astype(np.int64)
        return inside


def bins_between(lo: float, hi: float) -> Bins:
    """Return at most BINS bins of one natural length that hold both times."""
    step = _step(lo, hi)
    start = np.floor(lo / step) * step
    return Bins(float(start), step, int(np.floor(hi / step) - np.floor(lo / step)) + 1)


def bins_of(posts: Posts) -> Bins:
    """Return the bins that hold all these posts."""
    return bins_between(float(posts.lo.min()), float(posts.hi.max())) if len(posts) else Bins()


def counts(lo: Ints, hi: Ints, weight: Ints, bins: Bins) -> Floats:
    """Return the weight in each bin; an interval counts in all the bins that it spans, in each by its share."""
    if not bins.count:
        return np.zeros(0)
    edges: Floats = bins.start + bins.step * np.arange(bins.count + 1, dtype=np.float64)
    return np.diff(_before(lo, hi, weight, edges))


def _step(lo: float, hi: float) -> float:
    for step in _STEPS:
        if np.floor(hi / step) - np.floor(lo / step) < BINS:
            return float(step)
    return float(np.ceil((hi - lo) / (BINS - 1) / _STEPS[-1]) * _STEPS[-1])


def _before(lo: Ints, hi: Ints, weight: Ints, edges: Floats) -> Floats:
    """Sum the weight before each edge: whole for a moment, in part for an interval."""
    moment = hi - lo < _MINUTE
    times, behind = lo[moment].astype(np.float64), weight[moment].astype(np.float64)
    order = np.argsort(times, kind="stable")
    running = np.concatenate([[0.0], np.cumsum(behind[order])])
    whole = running[np.searchsorted(times[order], edges, side="left")]
    since, until, part = (column[~moment].astype(np.float64) for column in (lo, hi, weight))
    partly = [float((np.clip((edge - since) / (until - since), 0.0, 1.0) * part).sum()) for edge in edges]
    before: Floats = whole + np.array(partly)
    return before
