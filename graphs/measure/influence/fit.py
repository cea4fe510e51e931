"""Fit the streams: EM over weights and baseline for one half-life, and the half-life that fits best.

After Veen and Schoenberg, doi:10.1198/016214508000000148, and Lewis and Mohler (2011) for the baseline within EM.
"""

from dataclasses import dataclass, replace

import numpy as np

from graphs.measure.influence.baseline import FLOOR, WEEK_HOURS, Baseline, Clock, Floats, Ints, rates, start, update
from graphs.measure.influence.kernels import curvature, expect

STEPS = 300
CLOSE = 3e-5
MOST_AHEAD = 64.0
STRIDE = 1.6
STIFFER = 4.0
MANY = 80_000
PART_WEEKS = 8
SEARCH_STEPS = 45


@dataclass(frozen=True, slots=True)
class Streams:
    """Posts of several streams in order of time: hours from the start, the stream of each, the clock, the bandwidth."""

    times: Floats
    marks: Ints
    when: Clock
    bandwidth: float
    count: int

    @property
    def sizes(self) -> Ints:
        """Count the posts of each stream."""
        return np.bincount(self.marks, minlength=self.count).astype(np.int64)

    def reversed(self) -> "Streams":
        """Return the streams run backwards in time."""
        times = np.maximum(self.when.cells - self.times[::-1], 0.0)
        return Streams(times, self.marks[::-1].copy(), self.when.reversed(), self.bandwidth, self.count)

    def first(self, cells: int) -> "Streams":
        """Return the posts of the first hours."""
        upto = int(np.searchsorted(self.times, cells))
        return Streams(self.times[:upto], self.marks[:upto], self.when.first(cells), self.bandwidth, self.count)

    def part(self) -> "Streams":
        """Return the first 100,000 posts and at least eight weeks, or all where there are no more."""
        if len(self.times) <= 1.5 * MANY:
            return self
        cells = max(int(self.times[MANY]), PART_WEEKS * WEEK_HOURS, int(8 * self.bandwidth))
        return self.first(cells) if 1.5 * cells < self.when.cells else self


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights (i, j): posts of i set off by a post of j; half-life in hours; the baseline; the log likelihood."""

    weights: Floats
    half_life: float
    baseline: Baseline
    loglik: float
    steps: int

    @property
    def rate(self) -> float:
        """Give the rate of the kernel, per hour."""
        return float(np.log(2) / self.half_life)


def settled(streams: Streams, half_life: float) -> Fit:
    """Fit many posts: first a part of them, where steps are cheap, then all from there."""
    part = streams.part()
    if part is streams:
        return fit(streams, half_life)
    found = fit(part, half_life)
    flat = start(streams.sizes, streams.when, streams.bandwidth)
    begun = Fit(found.weights, half_life, Baseline(flat.heights, found.baseline.week, flat.after), -np.inf, 0)
    return fit(streams, half_life, steps=STEPS // 5, begin=begun)


def fit(streams: Streams, half_life: float, *, steps: int = STEPS, begin: Fit | None = None) -> Fit:
    """Maximise the likelihood of weights and baseline for a half-life; each step is O(posts x streams).

    EM, three steps a cycle, the third from a point ahead of the first two where that is better (SQUAREM, Varadhan and
    Roland, doi:10.1111/j.1467-9469.2007.00585.x): plain EM takes ten times as many steps to where weights are nought.
    """
    problem = _Problem(streams, half_life)
    found = begin or _flat(streams, half_life)
    for cycle in range(1, max(1, steps // 3) + 1):
        first = problem.step(found)
        second = problem.step(first)
        ahead = problem.step(_ahead(found, first, second))
        better = ahead if ahead.loglik >= second.loglik else second
        moved = float(np.abs(better.weights - found.weights).max())
        found = replace(better, half_life=half_life, steps=3 * cycle)
        if moved < CLOSE:
            break
    return found


class _Problem:
    """The likelihood of some streams for one half-life."""

    def __init__(self, streams: Streams, half_life: float) -> None:
        self.streams, self.rate = streams, float(np.log(2) / half_life)
        self.reach = reaches(streams, self.rate)

    def step(self, found: Fit) -> Fit:
        """Take one step of EM; the log likelihood that comes with it is that before the step."""
        streams = self.streams
        base = rates(found.baseline, streams.when, streams.bandwidth)
        triggered, spontaneous, logs = expect(streams.times, streams.marks, base, found.weights, self.rate)
        loglik = logs - float(base.sum()) - float((found.weights * self.reach).sum())
        weights = np.maximum(triggered / np.maximum(self.reach, FLOOR), FLOOR)
        parts = update(found.baseline, spontaneous, streams.when, streams.bandwidth)
        return Fit(weights, found.half_life, parts, loglik, 1)


def _flat(streams: Streams, half_life: float) -> Fit:
    weights = np.full((streams.count, streams.count), 0.5 / streams.count)
    return Fit(weights, half_life, start(streams.sizes, streams.when, streams.bandwidth), -np.inf, 0)


def _ahead(found: Fit, first: Fit, second: Fit) -> Fit:
    """Extrapolate two steps, in logarithms, as far as their curvature allows."""
    points = [
        [np.log(np.maximum(part, FLOOR)) for part in (one.weights, one.baseline.heights, one.baseline.week)]
        for one in (found, first, second)
    ]
    step = [b - a for a, b in zip(points[0], points[1], strict=True)]
    bend = [(c - b) - r for b, c, r in zip(points[1], points[2], step, strict=True)]
    length = np.sqrt(sum(float((r**2).sum()) for r in step))
    curve = np.sqrt(sum(float((v**2).sum()) for v in bend))
    far = min(MOST_AHEAD, max(1.0, length / max(curve, FLOOR)))
    new = [np.exp(a + 2 * far * r + far**2 * v) for a, r, v in zip(points[0], step, bend, strict=True)]
    weights, heights, week = (np.clip(one, FLOOR, 1e9) for one in new)
    return Fit(weights, found.half_life, Baseline(heights, week, second.baseline.after), -np.inf, 0)


def refit_level(streams: Streams, found: Fit, steps: int = 20) -> Fit:
    """Fit only the level of the baseline to these streams; weights, half-life and week are those found elsewhere."""
    begun = start(streams.sizes, streams.when, streams.bandwidth)
    parts = Baseline(begun.heights, found.baseline.week, found.baseline.after)
    for _ in range(steps):
        base = rates(parts, streams.when, streams.bandwidth)
        spontaneous = expect(streams.times, streams.marks, base, found.weights, found.rate)[1]
        parts = update(parts, spontaneous, streams.when, streams.bandwidth, level_only=True)
    return Fit(found.weights, found.half_life, parts, np.nan, steps)


@dataclass(frozen=True, slots=True)
class HalfLife:
    """The half-life of greatest likelihood in hours, the variance of its logarithm, the slope of the weights in it."""

    value: float
    variance: float
    slope: Floats


def best_half_life(streams: Streams) -> HalfLife:
    """Climb to the best of half-lives between a 500th and a half of the bandwidth, then to the top of a parabola.

    Searched on a part of the posts where they are many; the variance is that of the part. The baseline is held four
    times as stiff meanwhile: one that bends takes in the slow end of the kernel and makes it look quicker.
    """
    part = replace(streams.part(), bandwidth=STIFFER * streams.bandwidth)
    most = streams.bandwidth / 2
    coarse = {half: fit(part, half, steps=SEARCH_STEPS) for half in (most / 4**power for power in range(5))}
    half = max(coarse, key=lambda one: (coarse[one].loglik, one))
    tried = {half: fit(part, half)}
    while True:
        for one in (half / STRIDE, half * STRIDE):
            if most / 512 < one <= most and one not in tried:
                tried[one] = fit(part, one)
        best = max(tried, key=lambda one: (tried[one].loglik, one))
        if best == half:
            return _top(tried, half, most)
        half = best


def _top(tried: dict[float, Fit], half: float, most: float) -> HalfLife:
    """Put a parabola through the best half-life and those beside it; half a stride is added to what it is off by."""
    near = sorted(tried, key=lambda one: abs(np.log(one / half)))[:3]
    logs = np.log(np.array(near))
    away = logs - logs.mean()
    weights = np.stack([tried[one].weights for one in near])
    slope: Floats = np.tensordot(away, weights, axes=1) / max(float((away**2).sum()), FLOOR)
    vague = float(np.log(STRIDE) ** 2)
    if len(near) < 3 or logs.max() <= logs[0] or logs.min() >= logs[0]:
        return HalfLife(half, vague, slope)
    bent, sloped, _ = np.polyfit(logs - logs[0], [tried[one].loglik for one in near], 2)
    if bent >= 0:
        return HalfLife(half, vague, slope)
    top = float(np.clip(-sloped / (2 * bent), -np.log(STRIDE) / 2, np.log(STRIDE) / 2))
    return HalfLife(min(half * float(np.exp(top)), most), min(-0.5 / bent + vague / 4, vague), slope)


def reaches(streams: Streams, rate: float) -> Floats:
    """Return how much of the kernels of each stream's posts lies inside the series."""
    inside = -np.expm1(-rate * (streams.when.cells - streams.times))
    found: Floats = np.bincount(streams.marks, inside, minlength=streams.count).astype(np.float64)
    return found


def influences(streams: Streams, found: Fit, width: int) -> Floats:
    """Return by how much each block of `width` hours moves the weights: shape (blocks, i, j), a mean of nought each.

    The sum of their squares estimates the variance of the weights, whatever the posts' dependence within a block. The
    level of the baseline in each block is profiled out.
    """
    blocks = max(1, streams.when.cells // width)
    base = rates(found.baseline, streams.when, streams.bandwidth)
    scores, info, cross, own, own_score, reach = curvature(
        streams.times, streams.marks, base, found.weights, found.rate, blocks, width
    )
    own_score = own_score - _by_block(base, blocks, width)
    scores = scores - reach[:, None, :]
    own = np.maximum(own, 1e-12)
    moved = np.empty_like(scores)
    for i in range(streams.count):
        slope = cross[:, i] / own[:, i, None]
        efficient = scores[:, i] - slope * own_score[:, i, None]
        matrix = info[i] - np.einsum("bj,bk->jk", cross[:, i], slope)
        moved[:, i] = efficient @ np.linalg.pinv(matrix, hermitian=True)
    return np.asarray(moved - moved.mean(axis=0))


def _by_block(base: Floats, blocks: int, width: int) -> Floats:
    """Sum rates by hour (streams, hours) over blocks; the last block takes what is left over."""
    block = np.minimum(np.arange(base.shape[1]) // width, blocks - 1)
    return np.stack([np.bincount(block, row, blocks) for row in base], axis=1)
