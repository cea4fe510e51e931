"""Which narratives are one story, and what their wording says."""

from itertools import product

import numpy as np
import pytest

from graphs.trace.labels import _relabellings
from graphs.trace.subjects import alike
from graphs.trace.wording import tail

TIMES = np.arange(6) * 3_600_000


def test_labels_of_one_subject_and_time_are_tied():
    """Three rare words and half of the lesser's weight; common words alone tie nothing."""
    labels = [
        "Eastmere council closes the fish market",
        "shame on them: Eastmere closes its fish market again",
        "Norvale railway mislays the tunnel plans",
        "council council council",
    ]
    at = TIMES[: len(labels)]
    assert alike(labels, at, at, 0.5).T.tolist() == [[0, 1]]


def test_the_same_headline_a_week_later_is_another_story():
    """Narratives that lie more than half a day apart are not tied."""
    labels = ["Eastmere council closes the fish market"] * 2
    first = np.array([0, 7 * 24 * 3_600_000])
    assert alike(labels, first, first + 1, 0.5).shape == (2, 0)
    assert alike(labels, first, first + 7 * 24 * 3_600_000, 0.5).shape == (2, 1)


def test_labels_without_words_tie_nothing():
    """Empty labels and labels of short words."""
    assert alike(["", "a b c", ""], TIMES[:3], TIMES[:3], 0.5).shape == (2, 0)


@pytest.mark.parametrize("seed", range(5))
def test_the_tail_is_that_of_enumeration(seed):
    """Poisson-binomial: the sum over all outcomes with so many hits."""
    chance = np.random.default_rng(seed).random(7)
    for hits in range(9):
        wanted = sum(
            np.prod(np.where(outcome, chance, 1 - chance))
            for outcome in product([True, False], repeat=7)
            if sum(outcome) >= hits
        )
        assert tail(chance, hits) == pytest.approx(min(1.0, wanted))


def test_relabellings_are_counted_by_stratum():
    """Two of four in one stratum, one of three in another: 6 times 3."""
    leading = np.array([True, True, False, False, True, False, False])
    strata = [np.arange(4), np.arange(4, 7)]
    assert np.exp(_relabellings(strata, leading)) == pytest.approx(18)
