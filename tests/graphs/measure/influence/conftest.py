"""Streams whose truth is planted: spontaneous posts, common shocks, and generations of posts set off by others."""

from collections.abc import Callable

import numpy as np
import pytest

from graphs.measure.influence.baseline import clock
from graphs.measure.influence.fit import Streams

ALONE = np.diag([0.2, 0.2, 0.2])
LED = np.array([[0.2, 0.0, 0.0], [0.3, 0.1, 0.0], [0.0, 0.0, 0.2]])


@pytest.fixture
def planted() -> Callable[..., Streams]:
    """Give `planted(seed, weights, days=, shocks=)`: three streams with a daily rhythm, a half-life of half an hour."""
    return _planted


def _planted(
    seed: int, weights: np.ndarray, *, days: int = 90, shocks: int = 0, half_life: float = 0.5, decay: float = 4.0
) -> Streams:
    rng = np.random.default_rng(seed)
    cells = 24 * days
    hours = np.arange(cells)
    rate = np.outer([1.2, 1.0, 1.5], np.exp(0.6 * np.sin(2 * np.pi * hours / 24)))
    for start in rng.integers(0, cells, shocks):
        rate *= np.where(hours >= start, 1 + 6 * np.exp(-np.maximum(hours - start, 0) / decay), 1)
    counts = rng.poisson(rate)
    times = np.concatenate([np.repeat(hours, row) for row in counts]) + rng.random(int(counts.sum()))
    marks = np.repeat(np.arange(3), counts.sum(axis=1))
    born = [(times, marks)]
    while len(born[-1][0]):
        times, marks = born[-1]
        children = [rng.poisson(weights[i][marks]) for i in range(3)]
        gaps = [rng.exponential(half_life / np.log(2), int(one.sum())) for one in children]
        later = np.concatenate([np.repeat(times, one) + gap for one, gap in zip(children, gaps, strict=True)])
        born.append((later, np.repeat(np.arange(3), [len(gap) for gap in gaps])))
    times, marks = (np.concatenate([one[part] for one in born]) for part in (0, 1))
    inside = np.flatnonzero(times < cells)
    order = inside[np.argsort(times[inside], kind="stable")]
    return Streams(times[order], marks[order].astype(np.int64), clock(cells), 72.0, 3)
