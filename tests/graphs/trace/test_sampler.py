"""The sampler draws what the weights say: against a naive one that writes every weight out."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import chi2

from graphs.trace.ancestry import Candidates, Contacts, Parameters, alike_ratio, candidates, reaches, sample
from graphs.trace.rows import Tree
from graphs.trace.sampler import uniform, weight, width_classes

HOUR = 3_600_000
NOBODY = Contacts(keys=np.zeros(0, np.int64), since=np.zeros(0, np.int64), authors=1)


def pool(seed: int, n: int) -> Candidates:
    """Make posts of two days: points, dates and vague times, some tied by copied words."""
    rng = np.random.default_rng(seed)
    lo = rng.integers(0, 48 * HOUR, n)
    hi = lo + np.where(rng.random(n) < 0.4, rng.integers(0, 50 * HOUR, n), 0)
    order = np.argsort(lo + hi, kind="stable")
    lo, hi = lo[order], hi[order]
    child = np.sort(rng.integers(0, n, n))
    pairs = sorted({(int(c), int(p)) for c, p in zip(child, rng.integers(0, n, n), strict=True) if c != p})
    slots, bounds, half = width_classes(lo, hi)
    return Candidates(
        rows=np.arange(n),
        lo=lo,
        hi=hi,
        actor=rng.integers(0, 5, n),
        followers=np.where(rng.random(n) < 0.2, np.nan, rng.integers(0, 9000, n).astype(np.float64)),
        slots=slots,
        bounds=bounds,
        half=half,
        alike_start=np.searchsorted([c for c, _ in pairs], np.arange(n + 1)).astype(np.int64),
        alike_parent=np.array([p for _, p in pairs], dtype=np.int64),
        alike=rng.random(len(pairs)),
    )


def naive(posts: Candidates, i: int, parameters: Parameters, contacts: Contacts, none: float) -> np.ndarray:
    """Write out the probability of every candidate of post i, and last that of none."""
    reach = reaches(posts.followers, parameters)
    weights = np.array([parameters.alpha, parameters.delta, parameters.contact, parameters.horizon])
    args = (posts.lo, posts.hi, posts.actor, reach, contacts.keys, contacts.since, contacts.authors, weights)
    out = np.array([weight(j, i, *args) for j in range(len(posts.lo))] + [none])
    for e in range(posts.alike_start[i], posts.alike_start[i + 1]):
        out[posts.alike_parent[e]] *= alike_ratio(posts.alike, parameters)[e]
    return out / out.sum()


@pytest.mark.parametrize("seed", range(4))
def test_draws_have_the_exact_weights(seed: int) -> None:
    """Vague times, reach, contacts and copied words together: chi-square against the naive sampler, post by post."""
    posts, draws = pool(seed, 11), 20_000
    rng = np.random.default_rng(seed)
    keys = np.sort(rng.choice(25, size=8, replace=False)).astype(np.int64)
    contacts = Contacts(keys=keys, since=rng.integers(0, 48 * HOUR, 8), authors=5)
    parameters = Parameters(alpha=1.4, gamma=0.6, contact=4.0, beta=1.5)
    none = parameters.weight_of_none()
    drawn = sample(posts, np.arange(11), parameters, contacts, none=np.full(draws, none), rng=rng)
    statistic, freedom = 0.0, 0
    for i in range(11):
        expected = naive(posts, i, parameters, contacts, none) * draws
        seen = np.bincount(np.where(drawn[:, i] < 0, 11, drawn[:, i]), minlength=12)
        assert seen[expected == 0].sum() == 0
        often = expected > 5
        statistic += float(((seen[often] - expected[often]) ** 2 / expected[often]).sum())
        freedom += int(often.sum()) - 1
    assert chi2.sf(statistic, freedom) > 1e-4


def test_none_of_these_takes_what_the_candidates_leave() -> None:
    """A weight of none far above that of all candidates is drawn nearly always, one far below hardly ever."""
    posts, parameters = pool(9, 30), Parameters()
    heavy = sample(posts, np.array([29]), parameters, NOBODY, none=np.full(500, 1e5), rng=np.random.default_rng(1))
    light = sample(posts, np.array([29]), parameters, NOBODY, none=np.full(500, 1e-4), rng=np.random.default_rng(1))
    assert (heavy < 0).mean() > 0.95
    assert (light >= 0).mean() > 0.95


def test_a_first_post_and_one_beyond_the_horizon_have_no_parent(grow: Callable[..., Tree]) -> None:
    """Nothing earlier, or nothing within fourteen days, leaves only none of these, whatever its weight."""
    posts = candidates(grow([0.0, 400.0], "ST"))
    drawn = sample(posts, np.arange(2), Parameters(), NOBODY, none=np.full(50, 0.01), rng=np.random.default_rng(1))
    assert (drawn == -1).all()


def test_the_same_seed_draws_the_same_ancestries() -> None:
    """Chance comes from the generator alone."""
    posts = pool(3, 40)
    first, second = (
        sample(posts, np.arange(40), Parameters(), NOBODY, none=np.ones(20), rng=np.random.default_rng(5))
        for _ in range(2)
    )
    assert np.array_equal(first, second)


def test_copied_words_raise_the_weight_of_their_pair(grow: Callable[..., Tree]) -> None:
    """A copy link makes its parent likelier than an equal without one; timing links change nothing."""
    plain = [(0, 2, "timing"), (1, 2, "timing")]
    tied = candidates(grow([0, 0, 1], "SST", [*plain, (0, 2, "copy", 1.0)]))
    drawn = sample(tied, np.array([2]), Parameters(), NOBODY, none=np.full(4000, 1e-3), rng=np.random.default_rng(1))
    assert (drawn == 0).mean() == pytest.approx(0.8, abs=0.03)  # 1 / 0.25 times as likely as the other


def test_uniform_numbers_are_uniform() -> None:
    """Counts of ten cells of the sequence are what chance gives."""
    state = np.array([7], dtype=np.uint64)
    numbers = np.array([uniform(state) for _ in range(20_000)])
    count = np.histogram(numbers, bins=10, range=(0, 1))[0]
    assert chi2.sf(((count - 2000) ** 2 / 2000).sum(), 9) > 1e-4
    assert all(a != b for a, b in pairwise(numbers[:1000]))
