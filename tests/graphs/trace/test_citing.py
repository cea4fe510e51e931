"""The comparison of citing over the case, against scipy."""

import numpy as np
import pytest
from scipy.stats import false_discovery_control, fisher_exact

from graphs.trace.citing import Citing, adjusted, compare
from graphs.trace.thresholds import THRESHOLDS


def one(k, could, did, before=False, worded=True):
    return Citing(story=k, worded=worded, could=could, did=did, came_before=before)


def test_adjusted_values_are_those_of_scipy():
    """Benjamini–Hochberg, in any order."""
    p = np.random.default_rng(1).random(30)
    assert adjusted(p.tolist()) == pytest.approx(false_discovery_control(p).tolist())
    assert adjusted([]) == []


def test_the_test_is_fisher_s():
    """One-sided: more of those who could cite did so here than where the cited side came later."""
    here = [one(k, 10, 2, before=True) for k in range(5)] + [one(9, 12, 9)]
    tested = compare(here, THRESHOLDS, 1.0)
    assert tested is not None
    wanted = fisher_exact([[9, 3], [10, 40]], alternative="greater").pvalue
    assert tested[9].p == pytest.approx(wanted)


def test_too_small_a_contrast_is_not_required():
    """No story or few votes: the condition is not tested."""
    assert compare([one(9, 9, 9), one(8, 9, 0)], THRESHOLDS, 1.0) is None
    assert compare([one(k, 2, 1, before=True) for k in range(5)] + [one(9, 9, 9)], THRESHOLDS, 1.0) is None


def test_what_missing_posts_alone_explain_is_no_contrast():
    """A part of the stories no greater than the leading side's missing share looks late by chance alone."""
    many = [one(k, 10, 1, before=True) for k in range(5)] + [one(10 + k, 10, 9) for k in range(15)]
    assert compare(many, THRESHOLDS, 0.75) is None
    assert compare(many, THRESHOLDS, None) is None
    assert compare(many, THRESHOLDS, 0.8) is not None


def test_stories_of_links_alone_are_tested_but_are_no_contrast():
    """Whoever is in a story by links alone is there for the link."""
    links = [one(k, 10, 10, before=True, worded=False) for k in range(6)]
    assert compare([*links, one(9, 9, 9)], THRESHOLDS, 1.0) is None
    words = [one(20 + k, 10, 1, before=True) for k in range(5)]
    assert 0 in (compare([*links, *words], THRESHOLDS, 1.0) or {})
