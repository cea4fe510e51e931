"""The recursion and the fit against sums over all pairs of posts."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.optimize import minimize

from graphs.measure.influence.baseline import clock, rates, start, update
from graphs.measure.influence.fit import Fit, Streams, best_half_life, fit, influences, reaches
from graphs.measure.influence.kernels import curvature, expect, rescaled


@pytest.fixture
def few() -> Streams:
    """Give sixty posts of two streams in two days, some at the same moment."""
    rng = np.random.default_rng(3)
    times = np.sort(np.round(rng.random(60) * 48, 1))
    return Streams(times, rng.integers(0, 2, 60), clock(48), 24.0, 2)


WEIGHTS = np.array([[0.2, 0.4], [0.1, 0.3]])
RATE = 0.7


def _intensities(streams: Streams, base: np.ndarray, weights: np.ndarray, rate: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the spontaneous part at each post, and the part that each stream adds, by summing over all pairs."""
    parts = np.zeros((len(streams.times), streams.count))
    for k, (now, i) in enumerate(zip(streams.times, streams.marks, strict=True)):
        for before, j in zip(streams.times, streams.marks, strict=True):
            if before < now:
                parts[k, j] += rate * weights[i, j] * np.exp(-rate * (now - before))
    return base[streams.marks, np.minimum(streams.times.astype(int), base.shape[1] - 1)], parts


def test_the_recursion_gives_what_the_sum_over_all_pairs_gives(few: Streams) -> None:
    """Causes, spontaneous posts and the log likelihood; posts of one moment do not excite each other."""
    base = np.random.default_rng(1).random((2, 48)) + 0.1
    triggered, spontaneous, logs = expect(few.times, few.marks, base, WEIGHTS, RATE)
    own, parts = _intensities(few, base, WEIGHTS, RATE)
    total = own + parts.sum(axis=1)
    for i in range(2):
        here = few.marks == i
        assert np.allclose(triggered[i], (parts[here] / total[here, None]).sum(axis=0))
        cells = np.bincount(few.times[here].astype(int), own[here] / total[here], 48)
        assert np.allclose(spontaneous[i], cells)
    assert logs == pytest.approx(np.log(total).sum())


def test_rescaled_times_are_integrals_of_the_intensity(few: Streams) -> None:
    """Against a sum over all earlier posts and hours."""
    base = np.random.default_rng(2).random((2, 48)) + 0.1
    found = rescaled(few.times, few.marks, base, WEIGHTS, RATE)
    for k in (0, 17, 40, 59):
        now, i = few.times[k], few.marks[k]
        cell = min(int(now), 47)
        passed = base[i, :cell].sum() + base[i, cell] * (now - cell)
        for before, j in zip(few.times, few.marks, strict=True):
            if before < now:
                passed += WEIGHTS[i, j] * (1 - np.exp(-RATE * (now - before)))
        assert found[k] == pytest.approx(passed)


def test_scores_add_up_to_the_slope_of_the_likelihood(few: Streams) -> None:
    """The blocks' scores, summed, are the numerical derivative of the log likelihood in each weight."""
    base = np.random.default_rng(4).random((2, 48)) + 0.1
    scores, _, _, _, _, reach = curvature(few.times, few.marks, base, WEIGHTS, RATE, 4, 12)
    found = (scores - reach[:, None, :]).sum(axis=0)
    assert np.allclose(reach.sum(axis=0), reaches(few, RATE))

    def likelihood(weights: np.ndarray) -> float:
        return float(expect(few.times, few.marks, base, weights, RATE)[2] - (weights * reaches(few, RATE)).sum())

    for i in range(2):
        for j in range(2):
            step = np.zeros((2, 2))
            step[i, j] = 1e-5
            slope = (likelihood(WEIGHTS + step) - likelihood(WEIGHTS - step)) / 2e-5
            assert found[i, j] == pytest.approx(slope, rel=1e-5, abs=1e-6)


def test_a_step_of_the_baseline_never_lowers_the_likelihood(few: Streams) -> None:
    """EM over the level: the likelihood rises step by step."""
    parts, last = start(few.sizes, few.when, few.bandwidth), -np.inf
    for _ in range(25):
        base = rates(parts, few.when, few.bandwidth)
        _, spontaneous, logs = expect(few.times, few.marks, base, WEIGHTS, RATE)
        likelihood = logs - base.sum()
        assert likelihood >= last - 1e-9
        last = likelihood
        parts = update(parts, spontaneous, few.when, few.bandwidth, level_only=True)


def test_the_fit_is_a_maximum_that_a_general_optimiser_finds_too(planted: Callable[..., Streams]) -> None:
    """With the baseline held, a bounded quasi-Newton search from elsewhere ends at the same weights."""
    streams = planted(1, np.array([[0.2, 0, 0], [0.3, 0.1, 0], [0, 0, 0.2]]), days=30)
    found = fit(streams, 0.5, steps=1500)
    base = rates(found.baseline, streams.when, streams.bandwidth)
    reach = reaches(streams, found.rate)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(3, 3)
        triggered, _, logs = expect(streams.times, streams.marks, base, weights, found.rate)
        slope = triggered / weights - reach
        return -float(logs - (weights * reach).sum()), -slope.ravel()

    best = minimize(loss, np.full(9, 0.1), jac=True, bounds=[(1e-9, 2)] * 9, method="L-BFGS-B", options={"ftol": 1e-14})
    assert np.allclose(best.x.reshape(3, 3), found.weights, atol=0.01)


def test_the_half_life_is_found_again(planted: Callable[..., Streams]) -> None:
    """Within a factor of 1.7 of half an hour and of two hours."""
    for half_life in (0.5, 2.0):
        streams = planted(2, np.array([[0.2, 0, 0], [0.5, 0.1, 0], [0, 0, 0.2]]), days=60, half_life=half_life)
        assert half_life / 1.7 < best_half_life(streams).value < half_life * 1.7


def test_the_spread_of_weights_is_what_many_worlds_show(planted: Callable[..., Streams]) -> None:
    """Standard errors from blocks of one world are, on the mean, within a third of the spread over worlds."""
    fits: list[tuple[Fit, np.ndarray]] = []
    for seed in range(12):
        streams = planted(seed, np.array([[0.2, 0, 0], [0.3, 0.1, 0], [0, 0, 0.2]]), days=60)
        found = fit(streams, 0.5)
        fits.append((found, np.sqrt((influences(streams, found, 72) ** 2).sum(axis=0))))
    spread = np.std([one.weights[1, 0] for one, _ in fits], ddof=1)
    told = np.mean([error[1, 0] for _, error in fits])
    assert 2 / 3 < told / spread < 3 / 2


def test_no_post_no_failure() -> None:
    """A stream without posts, and an hour without any, are no reason to stop."""
    found = fit(Streams(np.array([1.0, 5.0]), np.zeros(2, dtype=np.int64), clock(24), 12.0, 2), 1.0)
    assert np.isfinite(found.weights).all() and np.isfinite(found.baseline.heights).all()
