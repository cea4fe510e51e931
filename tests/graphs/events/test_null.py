"""Placebo days, p and max-T against brute force, and the false rate on series where nothing happens."""

import numpy as np
import pytest

from graphs.events.coincidence import rates
from graphs.events.interaction import between_series, between_years, spans_of
from graphs.events.permutation import adjusted, against_placebo
from graphs.events.placebo import clusters, draw, weeks
from graphs.events.profiles import Layout, changes, profiles
from graphs.events.testing import group_pairs, study_stack

LAYOUT = Layout((3, 1, 7))
WEEKLY = np.array([0.3, 0.2, 0.2, 0.1, 0.0, -0.6, -0.7])


def _series(seed: int, days: int, memory: float = 0.7) -> np.ndarray:
    """Return daily counts with a weekly pattern and an autocorrelated rate."""
    rng = np.random.default_rng(seed)
    log, steps = np.zeros(days), rng.normal(size=days) * 0.5 * np.sqrt(1 - memory**2)
    for day in range(1, days):
        log[day] = memory * log[day - 1] + steps[day]
    return rng.poisson(20 * np.exp(log + WEEKLY[np.arange(days) % 7])).astype(float)


def test_placebo_days_keep_the_weekday_and_the_spacing_of_clusters() -> None:
    """Joint shifts move all events by the same weeks; sets move each cluster by weeks of its own."""
    days = np.array([3, 9, 60, 130, 139])
    assert clusters(days, LAYOUT).tolist() == [0, 0, 1, 2, 2]
    drawn = draw(days, 322, LAYOUT, np.random.default_rng(0), 300)
    assert drawn.joint == weeks(322) - 1 == 45 and len(drawn.days) == 345
    assert ((drawn.days - days) % 7 == 0).all() and drawn.days.min() >= 0 and drawn.days.max() < 322
    together = (drawn.days[:, 1] - drawn.days[:, 0]) % 322
    assert (together == 6).all() and ((drawn.days[:, 4] - drawn.days[:, 3]) % 322 == 9).all()
    joint = (drawn.days[:45] - days) % 322
    assert (joint == joint[:, :1]).all() and sorted(joint[:, 0]) == list(range(7, 322, 7))
    assert drawn.least == pytest.approx(1 / 346)


def test_one_event_cannot_be_rarer_than_one_in_its_weeks() -> None:
    """The greatest of all days of its weekday has p = 1/weeks, and no draw makes it smaller."""
    counts = np.full(365, 10.0)
    counts[200:204] = 300
    first, valid = LAYOUT.valid(365)
    stack = study_stack(
        counts[None] + np.random.default_rng(2).integers(0, 3, 365), np.array([200 - first]), LAYOUT, seed=0
    )
    found = stack.outcomes[0]
    assert found.tested is not None and found.q is not None
    assert found.tested.p[0, 0] == pytest.approx(1 / weeks(valid)) == pytest.approx(found.q[0, 0])


def test_p_of_each_event_is_its_rank_among_days_of_its_weekday() -> None:
    """Counted one by one, for days within the whole weeks and for one after them."""
    series = profiles(_series(5, 200), LAYOUT)
    statistic = changes(series, LAYOUT).change
    valid = len(series)
    count = weeks(valid)
    days = np.array([4, 50, 7 * count + 1])
    assert days[2] < valid
    found = against_placebo(statistic, days, draw(days, valid, LAYOUT, np.random.default_rng(0)), count)
    for w in range(3):
        for at, day in enumerate(days):
            others = [d for d in range(day % 7, 7 * count, 7) if d != day]
            expected = (1 + sum(statistic[w, d] >= statistic[w, day] for d in others)) / (1 + len(others))
            assert found.p[w, at] == pytest.approx(expected)


def test_max_t_is_counted_over_everything_at_once() -> None:
    """The adjusted p of a t is the share of joint shifts in which any cell of any series reaches it."""
    counts = np.stack([_series(6, 300), _series(7, 300)])
    days = np.array([10, 60, 140])
    stack = study_stack(counts, days, LAYOUT, seed=3)
    assert stack.draws is not None
    joint = stack.draws.days[: stack.draws.joint]
    reached = np.full(len(joint), -np.inf)
    for one in counts:
        statistic = changes(profiles(one, LAYOUT), LAYOUT).change
        pooled = stack.draws.means(statistic)
        for w in range(3):
            for r, placed in enumerate(joint):
                for day, place in zip(days, placed, strict=True):
                    peers = statistic[w, day % 7 : 7 * stack.weeks : 7]
                    reached[r] = max(reached[r], (statistic[w, place] - peers.mean()) / peers.std())
                reached[r] = max(reached[r], (pooled[w, r] - pooled[w].mean()) / pooled[w].std())
    for outcome in stack.outcomes:
        assert outcome.tested is not None and outcome.q is not None
        for w in range(3):
            for at in range(3):
                more = (reached >= outcome.tested.t[w, at] - 1e-9).sum()
                assert outcome.q[w, at] == pytest.approx((1 + more) / (1 + len(joint)))


def test_without_effect_five_in_a_hundred_are_found() -> None:
    """On autocorrelated series with a weekly pattern p is at most 0.05 in 3 to 7 % of 500 seeds, however it is asked.

    The benchmark event_study.py asks more designs, with more seeds.
    """
    hits = np.zeros(3)
    for seed in range(500):
        counts = _series(seed, 365)
        valid = LAYOUT.valid(365)[1]
        days = np.sort(np.random.default_rng([seed, 1]).integers(0, valid, 8))
        found = study_stack(counts[None], days, LAYOUT, seed=seed, sets=200).outcomes[0]
        assert found.tested is not None and found.lead is not None
        hits += (
            (found.tested.p[0] <= 0.05).mean(),
            found.tested.pooled_p[0] <= 0.05,
            found.lead.pooled_p[0] <= 0.05,
        )
    assert ((hits / 500 >= 0.03) & (hits / 500 <= 0.07)).all(), hits / 500


def test_a_planted_rise_is_found_after_the_dates_and_not_before() -> None:
    """Twice the volume on the day and the three after it, at eight dates of a year: found in at least 9 of 10 seeds."""
    found_after = found_before = 0
    for seed in range(40):
        counts = _series(seed, 365, 0.5)
        first, valid = LAYOUT.valid(365)
        days = np.sort(np.random.default_rng([seed, 2]).integers(0, valid, 8))
        counts[np.unique((days + first)[:, None] + np.arange(4))] *= 2
        found = study_stack(counts[None], days, LAYOUT, seed=seed, sets=200).outcomes[0]
        assert found.tested is not None and found.lead is not None and found.pooled_q is not None
        found_after += found.tested.pooled_p[0] <= 0.05
        found_before += found.lead.pooled_p[0] <= 0.05
    assert found_after >= 36
    assert found_before <= 6


def test_under_twenty_weeks_there_are_changes_but_no_p() -> None:
    """A series too short for a null is described and not tested."""
    valid = LAYOUT.valid(35 + 19 * 7 + 7)[1]
    stack = study_stack(_series(1, 35 + 19 * 7 + 7)[None], np.array([20]), LAYOUT, seed=0)
    assert weeks(valid) == 19 and stack.draws is None
    assert stack.outcomes[0].tested is None and np.isfinite(stack.outcomes[0].changes.change[:, 20]).all()


def test_a_series_that_never_varies_has_no_p() -> None:
    """No posts at all: the change is nought and nothing can be said of it."""
    found = study_stack(np.zeros((1, 300)), np.array([10, 80]), LAYOUT, seed=0).outcomes[0]
    assert found.tested is not None and found.q is not None
    assert np.isnan(found.tested.p).all() and np.isnan(found.tested.pooled_p).all() and np.isnan(found.q).all()
    assert found.rates is None


def test_two_groups_are_compared_in_one_test_with_an_interval() -> None:
    """The interval of a difference holds the planted one, and its p tells whether it is nought."""
    covered = false = 0
    for seed in range(60):
        one, other = _series(seed, 365, 0.3), _series(seed + 1000, 365, 0.3)
        first, valid = LAYOUT.valid(365)
        days = np.sort(np.random.default_rng([seed, 3]).integers(0, valid, 10))
        same = study_stack(np.stack([one, other]), days, LAYOUT, seed=seed, pairs=group_pairs(1, 2), sets=200)
        equal = same.across[0, 1]
        assert equal is not None
        false += equal.p <= 0.05
        lifted = 1 + one
        lifted[np.unique((days + first)[:, None] + np.arange(4))] *= 2
        more = study_stack(np.stack([lifted - 1, other]), days, LAYOUT, seed=seed, pairs=group_pairs(1, 2), sets=200)
        found = more.across[0, 1]
        assert found is not None
        gap = [changes(profiles(x, LAYOUT), LAYOUT).change[0][days].mean() for x in (lifted - 1, one)]
        covered += equal.low90 <= 0 <= equal.high90 and found.value == pytest.approx(equal.value + gap[0] - gap[1])
    assert false <= 7
    assert covered >= 48


def test_years_are_compared_within_their_own_placebo_days() -> None:
    """A rise of the second year alone is a difference of the years; a year without events compares with nothing."""
    first, valid = LAYOUT.valid(800)
    years = np.array([1] * 365 + [2] * (valid - 365))
    spans = spans_of(years)
    assert spans == {1: range(0, 365), 2: range(365, valid)}
    days = np.array([20, 90, 200, 300, 420, 500, 610, 700])
    counts = _series(3, 800, 0.3)
    counts[(days[4:] + first)[:, None] + np.arange(4)] *= 3
    statistic = changes(profiles(counts, LAYOUT), LAYOUT).change[0]
    found = between_years(statistic, days, (spans[1], spans[2]), LAYOUT, np.random.default_rng(1))
    assert found is not None and found.p <= 0.05 and found.low90 > 0
    assert found.value == pytest.approx(statistic[days[4:]].mean() - statistic[days[:4]].mean())
    assert between_years(statistic, days[:4], (spans[1], spans[2]), LAYOUT, np.random.default_rng(1)) is None


def test_equal_series_cannot_be_told_apart() -> None:
    """A difference that never varies has no test."""
    statistic = np.arange(200.0)
    days = np.array([3, 70])
    drawn = draw(days, 200, LAYOUT, np.random.default_rng(0))
    assert between_series(statistic, statistic, days, drawn) is None


def test_coincidence_rates_are_counted_one_by_one() -> None:
    """Events with a burst within w days after, bursts with an event within w days before."""
    own = np.random.default_rng(4).normal(size=300)
    days = np.array([5, 40, 100, 290])
    found = rates(own, days, draw(days, 300, LAYOUT, np.random.default_rng(0)), 3)
    assert found is not None
    bursts = {d for d in range(300) if own[d] > np.quantile(own, 0.95)}
    assert found.bursts == len(bursts)
    assert found.trigger == np.mean([any(d + j in bursts for j in range(4)) for d in days])
    assert found.precursor == np.mean([any(b - j in days for j in range(4)) for b in sorted(bursts)])


def test_the_adjusted_p_needs_a_joint_shift() -> None:
    """Without a draw nothing is adjusted."""
    assert np.isnan(adjusted(np.array([1.0, 2.0]), np.zeros(0), 1.0)).all()
