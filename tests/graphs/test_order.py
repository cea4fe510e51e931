"""The order of two uncertain times: closed form against enumeration, chance and SQL."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.order import p_order, p_orders
from graphs.store import Store

interval = st.tuples(st.integers(-50, 50), st.integers(0, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((1, 1), (2, 2), 1.0),
        ((2, 2), (1, 1), 0.0),
        ((5, 5), (5, 5), 0.5),
        ((0, 10), (0, 10), 0.5),
        ((0, 10), (5, 5), 0.5),
        ((3, 3), (0, 10), 0.7),
        ((0, 10), (10, 20), 1.0),
        ((0, 10), (5, 15), 0.875),
    ],
)
def test_plain_cases(a: tuple[int, int], b: tuple[int, int], expected: float) -> None:
    """Cases that can be worked out by hand come out so."""
    assert p_order(*a, *b) == pytest.approx(expected)


def test_chance_agrees_with_the_closed_form() -> None:
    """A quarter of a million uniform draws give the same probability to two decimals and a half."""
    rng = np.random.default_rng(4)
    for _ in range(30):
        a_lo, b_lo = rng.integers(0, 100, 2)
        a_hi, b_hi = a_lo + rng.integers(0, 80), b_lo + rng.integers(0, 80)
        a, b = rng.uniform(a_lo, a_hi, 250_000), rng.uniform(b_lo, b_hi, 250_000)
        share = float(np.mean(a < b) + 0.5 * np.mean(a == b))
        assert p_order(a_lo, a_hi, b_lo, b_hi) == pytest.approx(share, abs=0.005)


@given(interval, interval)
def test_a_fine_grid_agrees(a: tuple[int, int], b: tuple[int, int]) -> None:
    """Brute force over midpoints of a fine grid approaches the closed form."""
    steps = (np.arange(200) + 0.5) / 200
    left, right = a[0] + steps * (a[1] - a[0]), b[0] + steps * (b[1] - b[0])
    difference = right[None, :] - left[:, None]
    share = float(np.mean(difference > 1e-9) + 0.5 * np.mean(np.abs(difference) <= 1e-9))
    assert p_order(*a, *b) == pytest.approx(share, abs=0.006)


@given(interval, interval)
def test_either_a_or_b_is_first(a: tuple[int, int], b: tuple[int, int]) -> None:
    """The two directions sum to one, and every value is a probability."""
    there, back = p_order(*a, *b), p_order(*b, *a)
    assert there + back == pytest.approx(1.0)
    assert 0.0 <= there <= 1.0


def test_wide_and_narrow_intervals_do_not_cancel() -> None:
    """A minute inside half a century keeps twelve digits."""
    century, start = 1_600_000_000_000, 800_000_000_000
    exact = (start + 30_000) / century
    assert p_order(0, century, start, start + 60_000) == pytest.approx(exact, rel=1e-12)


def test_sql_says_the_same(case_store: Store) -> None:
    """The macro and the kernel agree on every mixture of points and intervals."""
    rng = np.random.default_rng(1)
    lows = rng.integers(0, 30, (2, 4000)) + 1_700_000_000_000
    widths = rng.integers(0, 20, (2, 4000)) * rng.integers(0, 2, (2, 4000))
    kernel = p_orders(lows[0], lows[0] + widths[0], lows[1], lows[1] + widths[1])
    case_store.script("build/p_order")
    columns = {"a": lows[0], "a2": lows[0] + widths[0], "b": lows[1], "b2": lows[1] + widths[1]}
    case_store.connection.register("times", columns)
    rows = case_store.connection.execute("select p_order(a, a2, b, b2) as p from times").fetchnumpy()
    assert np.allclose(rows["p"], kernel, atol=1e-12)
