"""Nearest neighbours of dense rows: exact blocks against brute force, the index against the blocks."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.narratives.claims import dense
from graphs.narratives.claims.appearances import Appearances, since


def rows(seed: int, count: int, size: int = 8) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, size)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 60), st.integers(1, 40), st.integers(1, 5))
def test_the_blocks_are_exact(seed: int, count: int, window: int, wanted: int) -> None:
    """Every row has its best earlier rows within the window."""
    made, at = rows(seed, count), np.sort(np.random.default_rng(seed).integers(0, 80, count))
    found = dense.nearest(made, Appearances(np.arange(count), at), window=window, count=wanted, least=-0.9)
    expected = set()
    for row in range(count):
        earlier = [other for other in range(row) if at[row] - at[other] <= window]
        expected |= {(o, row) for o in sorted(earlier, key=lambda o: -float(made[row] @ made[o]))[:wanted]}
    pairs = set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert pairs == {(one, other) for one, other in expected if made[one] @ made[other] >= -0.9}


def test_the_index_finds_nearly_what_the_blocks_find() -> None:
    """At least 95 of 100 pairs over several windows; the same pairs each time."""
    count, window = 6000, 2000
    made = rows(7, count, 24)
    made += np.repeat(rows(8, count // 6, 24), 6, axis=0) * 2
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    order = np.random.default_rng(9).permutation(count)
    seen = Appearances(np.arange(count), np.arange(count))
    low = since(seen, window)
    exact = set(zip(*map(np.ndarray.tolist, dense.exact(made[order], seen, low, window, 5)), strict=True))
    found = set(zip(*map(np.ndarray.tolist, dense.indexed(made[order], seen, low, window, 5)), strict=True))
    again = set(zip(*map(np.ndarray.tolist, dense.indexed(made[order], seen, low, window, 5)), strict=True))
    assert found == again
    assert len(found & exact) >= 0.95 * len(exact)
    assert all(0 < row - other <= window for row, other in found)
