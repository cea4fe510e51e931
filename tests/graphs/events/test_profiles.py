"""Each day against the weeks before it, against a slow reading of the same definition."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.events.profiles import Layout, changes, profiles

LAYOUT = Layout((3, 1, 7))


def _expected(counts: list[float], day: int, offset: int, gap: int) -> float:
    """Return log(1 + n) of a day against the mean over its weekday in the four weeks that end `gap` days before."""
    before = [d for d in range(day - gap - 28, day - gap) if (d - day - offset) % 7 == 0]
    assert len(before) == 4
    return math.log1p(counts[day + offset]) - sum(math.log1p(counts[d]) for d in before) / 4


@given(st.lists(st.integers(0, 60), min_size=50, max_size=64), st.sampled_from([(3, 1, 7), (0,), (9, 2), (14,)]))
def test_a_profile_is_what_its_definition_says(counts: list[int], windows: tuple[int, ...]) -> None:
    """Every valid day and offset, whatever the windows."""
    layout = Layout(windows)
    found = profiles(np.array(counts, dtype=float), layout)
    first, valid = layout.valid(len(counts))
    assert found.shape == (valid, layout.gap + layout.reach + 1)
    for place in range(valid):
        for at, offset in enumerate(layout.offsets):
            assert found[place, at] == pytest.approx(_expected(counts, first + place, offset, layout.gap))


def test_windows_are_means_of_the_profile() -> None:
    """[0, w] for the change, [-w, -1] for the lead, [1, w] for the lag; a window of no days has neither."""
    rng = np.random.default_rng(1)
    layout = Layout((3, 0))
    profile = profiles(rng.poisson(9, 80).astype(float), layout)
    found = changes(profile, layout)
    zero = layout.gap
    assert np.allclose(found.change[0], profile[:, zero : zero + 4].mean(axis=1))
    assert np.allclose(found.lead[0], profile[:, zero - 3 : zero].mean(axis=1))
    assert np.allclose(found.lag[0], profile[:, zero + 1 : zero + 4].mean(axis=1))
    assert np.allclose(found.change[1], profile[:, zero])
    assert np.isnan(found.lead[1]).all() and np.isnan(found.lag[1]).all()


@given(st.integers(1, 40), st.integers(0, 6))
def test_a_weekly_pattern_is_no_change(level: int, phase: int) -> None:
    """A series that repeats every week has no profile at all."""
    week = np.roll(np.array([5, 4, 4, 3, 2, 0, 1.0]), phase) * level
    assert np.allclose(profiles(np.tile(week, 12), LAYOUT), 0)


def test_a_short_series_has_no_valid_day(case_store: Any) -> None:
    """Baseline and windows need 43 days here; with fewer there is nothing to compare."""
    assert profiles(np.ones(42), LAYOUT).shape == (0, 15)
    assert profiles(np.ones(43), LAYOUT).shape == (1, 15)
