"""Nearest neighbours of sparse rows, against all pairs compared one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graphs.narratives.claims.appearances import Appearances
from graphs.narratives.claims.embedder import Sparse
from graphs.narratives.claims.sparse import dots, nearest


def rows(seed: int, count: int, features: int) -> Sparse:
    rng = np.random.default_rng(seed)
    dense = np.where(rng.random((count, features)) < 0.3, rng.random((count, features)) + 0.1, 0).astype(np.float32)
    dense /= np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-9)
    found = csr_array(dense)
    return Sparse(found.indices.astype(np.uint32), found.data, found.indptr.astype(np.int64))


def matrix(made: Sparse) -> np.ndarray:
    size = int(made.features.max(initial=0)) + 1
    return csr_array(
        (made.weights, made.features.astype(np.int64), made.starts), shape=(len(made.starts) - 1, size)
    ).toarray()


def brute(likeness: np.ndarray, at: np.ndarray, window: int, count: int, least: float) -> set[tuple[int, int]]:
    """Compare every row with every earlier one; pairs at the edge of the ranking are left to the caller."""
    found = set()
    for row in range(len(at)):
        earlier = [other for other in range(row) if at[row] - at[other] <= window and likeness[row, other] > 0]
        best = sorted(earlier, key=lambda other: -likeness[row, other])[:count]
        found |= {(other, row) for other in best if likeness[row, other] >= least}
    return found


@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(1, 30), st.integers(1, 6))
def test_the_neighbours_are_those_of_brute_force(seed: int, count: int, window: int, wanted: int) -> None:
    """With an ample budget every row has its best earlier rows in the window, with their dot products."""
    made = rows(seed, count, 12)
    at = np.sort(np.random.default_rng(seed).integers(0, 60, count))
    found = nearest(made, Appearances(np.arange(count), at), window=window, count=wanted, least=0.2, budget=10**9)
    likeness = matrix(made) @ matrix(made).T
    pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert set(pairs) == brute(likeness, at, window, wanted, 0.2)
    assert np.allclose(found.score, [likeness[one, other] for one, other in pairs], atol=1e-5)


def test_a_text_that_lasts_meets_what_came_long_after_it_began() -> None:
    """Its appearances stand for it: a text of day 0 and day 40 is near one of day 45, and never near itself."""
    made = rows(1, 2, 3)._replace(
        features=np.array([0, 1, 0, 1], np.uint32), weights=np.full(4, 0.5**0.5, np.float32), starts=np.array([0, 2, 4])
    )
    once = Appearances(np.array([0, 1]), np.array([0, 45]))
    lasting = Appearances(np.array([0, 0, 1]), np.array([0, 40, 45]))
    assert len(nearest(made, once, window=14, count=5, least=0.1).first) == 0
    found = nearest(made, lasting, window=14, count=5, least=0.1)
    assert (found.first.tolist(), found.second.tolist()) == ([0], [1])


def test_a_small_budget_spends_itself_on_what_is_rare() -> None:
    """Rows that share a feature which few others have still meet when common features are out of reach."""
    count = 400
    common = np.zeros(count, np.uint32)
    rare = np.arange(1, count + 1, dtype=np.uint32) // 2 + 1
    made = Sparse(
        np.column_stack((common, rare)).ravel(), np.full(2 * count, 0.5**0.5, np.float32), np.arange(count + 1) * 2
    )
    found = nearest(made, Appearances(np.arange(count), np.arange(count)), window=count, count=1, least=0.9, budget=5)
    assert set(zip(found.first.tolist(), found.second.tolist(), strict=True)) == {
        (one, one + 1) for one in range(1, count - 1, 2)
    }


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_has_no_neighbours(count: int) -> None:
    """No rows, or one, make no pairs."""
    made = rows(3, 2, 4)
    made = Sparse(made.features[: made.starts[count]], made.weights[: made.starts[count]], made.starts[: count + 1])
    found = nearest(made, Appearances(np.arange(count), np.arange(count)), window=9, count=3, least=0.0)
    assert len(found.first) == 0


def test_dot_products_are_those_of_the_matrix() -> None:
    """Pair by pair, whatever the order of the pair."""
    made = rows(5, 20, 15)
    first, second = np.random.default_rng(2).integers(0, 20, (2, 50))
    expected = (matrix(made)[first] * matrix(made)[second]).sum(axis=1)
    assert np.allclose(dots(*made, first, second), expected, atol=1e-6)
