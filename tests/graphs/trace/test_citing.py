"""The comparison of citing over the case, against scipy."""

import numpy as np
import pytest
from scipy.stats import false_discovery_control, fisher_exact

from graphs.trace.citing import Citing, adjusted, compare
from graphs.trace.thresholds import THRESHOLDS


def one(k, could, did, before=False, level="words", story=None):
    return Citing(
        narrative_id=f"w-{k}", level=level, story=frozenset(story or {k}), could=could, did=did, came_before=before
    )


def test_adjusted_values_are_those_of_scipy():
    """Benjamini–Hochberg, in any order."""
    p = np.random.default_rng(1).random(30)
    assert adjusted(p.tolist()) == pytest.approx(false_discovery_control(p).tolist())
    assert adjusted([]) == []


def test_the_test_is_fisher_s():
    """One-sided: more of those who could cite did so here than where the cited side came later."""
    here = [one(k, 10, 2, before=True) for k in range(5)] + [one(9, 12, 9)]
    tested = compare(here, THRESHOLDS)
    assert tested is not None
    wanted = fisher_exact([[9, 3], [10, 40]], alternative="greater").pvalue
    assert tested["w-9"].p == pytest.approx(wanted)


def test_too_small_a_contrast_is_not_required():
    """Few narratives, few votes, or a small part of all: the condition is not tested."""
    assert compare([one(k, 10, 1, before=True) for k in range(3)] + [one(9, 9, 9)], THRESHOLDS) is None
    assert compare([one(k, 2, 1, before=True) for k in range(5)] + [one(9, 9, 9)], THRESHOLDS) is None
    many = [one(k, 10, 1, before=True) for k in range(5)] + [one(10 + k, 10, 9) for k in range(40)]
    assert compare(many, THRESHOLDS) is None


def test_a_story_is_counted_once():
    """Five fragments of one story are one narrative of the contrast."""
    fragments = [one(k, 10, 1, before=True, story={0, 1, 2, 3, 4}) for k in range(5)]
    assert compare([*fragments, one(9, 9, 9)], THRESHOLDS) is None


def test_link_narratives_are_tested_but_are_no_contrast():
    """Whoever is in a link narrative is there for the link."""
    links = [one(k, 10, 10, before=True, level="link") for k in range(6)]
    assert compare([*links, one(9, 9, 9)], THRESHOLDS) is None
    words = [one(20 + k, 10, 1, before=True) for k in range(5)]
    assert "w-0" in (compare([*links, *words], THRESHOLDS) or {})
