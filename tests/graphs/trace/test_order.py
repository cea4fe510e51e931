"""Who was first, how surely, and how long it took."""

from collections.abc import Callable

import numpy as np
import pytest

from graphs.trace.order import ahead, clock_error, entry, lag_hours, p_earlier, p_first
from graphs.trace.rows import Tree

HOUR = 3_600_000


@pytest.mark.parametrize("seed", range(12))
def test_the_chance_of_being_first_is_that_of_drawing_the_times(grow: Callable[..., Tree], seed: int) -> None:
    """Against a hundred thousand draws of every time, uniform in its interval, ties one half."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 9))
    lo = rng.integers(0, 20, n).astype(float)
    hi = lo + np.where(rng.random(n) < 0.6, rng.integers(1, 30, n), 0)
    sides = "ST" + "".join(rng.choice(list("ST"), size=n - 2))
    tree = grow(list(zip(lo, hi, strict=True)), sides)
    drawn = lo + (hi - lo) * rng.random((100_000, n))
    first = [drawn[:, [k for k in range(n) if sides[k] == side]].min(axis=1) for side in "ST"]
    wanted = (first[0] < first[1]).mean() + 0.5 * (first[0] == first[1]).mean()
    assert p_first(tree) == pytest.approx(wanted, abs=0.01)


def test_many_posts_of_one_date_leave_the_order_unknown(grow: Callable[..., Tree]) -> None:
    """One of twelve is likely first, and still two dates that are the same have no order."""
    tree = grow([(0, 24)] * 13, "S" + "T" * 12)
    assert p_first(tree) == pytest.approx(1 / 13, abs=1e-3)
    assert p_earlier(tree) == 0.5


def test_who_was_first_cannot_be_asked_of_one_side(grow: Callable[..., Tree]) -> None:
    """Without an observed post of either side there is no probability."""
    assert p_first(grow([0, 1], "TT")) is None
    assert p_first(grow([0, 1], "ST", unseen=np.array([True, False]))) is None
    assert p_earlier(grow([0], "S")) is None


def test_a_cited_page_is_no_later_than_its_earliest_citer(grow: Callable[..., Tree]) -> None:
    """The source's own clock may be late; a citation at two o'clock proves that the page was there."""
    tree = grow([2, 5, 6], "TST")
    nobody, citer = np.zeros(3, dtype=bool), np.array([True, False, False])
    assert entry(tree, nobody, 0) == 5 * HOUR
    assert entry(tree, nobody, HOUR) == 6 * HOUR
    assert entry(tree, citer, HOUR) == 2 * HOUR
    assert entry(grow([2], "T"), np.zeros(1, dtype=bool), 0) is None
    assert ahead(tree.hi[[0, 2]], 5 * HOUR) == 1
    assert ahead(tree.hi[[0, 2]], None) == 2


def test_the_lag_is_the_middle_of_what_the_median_can_be(grow: Callable[..., Tree]) -> None:
    """Exact for instants; for dates the middle between the medians of both ends; unseen parents have no time."""
    links = [(0, 1, "citation"), (0, 2, "citation"), (0, 3, "citation")]
    assert lag_hours(grow([0, 1, 4, 9], "STTT", links)) == 4.0
    assert lag_hours(grow([(0, 4), 5, 6, 7], "STTT", links)) == 4.0
    assert lag_hours(grow([0, 1], "ST")) is None
    assert lag_hours(grow([0, 1], "ST", [(0, 1, "citation")], unseen=np.array([True, False]))) is None


def test_a_bare_date_has_the_wider_clock_error(grow: Callable[..., Tree]) -> None:
    """One hour with a zone, fourteen for a date."""
    assert clock_error(grow([0, (0, 24)], "ST"), 1.0, 14.0, 20.0).tolist() == [HOUR, 14 * HOUR]
