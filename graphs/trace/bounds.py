"""The share of one group's posts that descend from the other: documented, estimated, not excluded."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from graphs.trace.finding import Share
from graphs.trace.reach import resampled
from graphs.trace.rows import Bools, Floats, Ints, Tree

CONFIDENCE = 0.9
_DRAWS = 200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PostBounds:
    """For each counted post: documented (0 or 1) <= estimated <= not excluded, and its author."""

    lower: Floats
    estimate: Floats
    upper: Floats
    author: Ints


def counted(tree: Tree) -> Bools:
    """Tell which rows are posts of the target that count: the narrative's own, not selected on the source."""
    return tree.member & tree.target & ~tree.selected_by_source


def not_excluded(tree: Tree, coverage: float | None) -> Floats:
    """Return for each row the bound on the chance that a source post, observed or unseen, came earlier.

    1 where an observed or documented one may have come earlier; else 1 − coverage, which is 1 where it is unknown.
    """
    unknown = 1.0 if coverage is None else 1.0 - coverage
    if (tree.source & tree.unseen).any():
        return np.ones(len(tree))
    observed = tree.lo[tree.source]
    first = observed.min() if len(observed) else np.iinfo(np.int64).max
    return np.where(tree.hi >= first, 1.0, unknown)


def post_bounds(tree: Tree, documented: Bools, frequency: Floats, coverage: float | None) -> PostBounds:
    """Nest the three for every counted post: what is documented is in every sample, what is sampled is not excluded."""
    rows = np.flatnonzero(counted(tree))
    lower = documented[rows].astype(np.float64)
    estimate = np.maximum(lower, frequency[rows])
    upper = np.maximum(estimate, not_excluded(tree, coverage)[rows])
    author = np.unique(tree.actor[rows], return_inverse=True)[1].astype(np.int64)
    return PostBounds(lower=lower, estimate=estimate, upper=upper, author=author)


def share(posts: PostBounds, census: float | None, seed: int, *, doubted: bool = False) -> Share:
    """Return the shares of posts with the 90 % interval of Imbens and Manski (doi:10.1111/j.1468-0262.2004.00555.x).

    The spread of each bound is that of a bootstrap over authors, no tighter than Wilson's interval for their
    effective number. `census` is the coverage of the posts' own group where the analyst gave it: a share that was
    counted whole has no sampling error. Where it is `doubted` that those who cite learnt it there, nothing is sure
    of what they document, and the interval reaches down to 0.
    """
    if not len(posts.lower):
        return Share()
    lower, estimate, upper = _ordered(posts.lower.mean(), posts.estimate.mean(), posts.upper.mean())
    authors = int(posts.author.max()) + 1
    state = np.array([seed], dtype=np.uint64)
    means = resampled(posts.author, authors, np.column_stack([posts.lower, posts.upper]), _DRAWS, state)
    spread_low, spread_high = means.std(axis=0)
    votes = np.bincount(posts.author).astype(np.float64)
    effective = float(votes.sum() ** 2 / (votes**2).sum())
    shrink = float(np.sqrt(1.0 - (census or 0.0)))
    low = shrink * max(spread_low, _wilson_spread(lower, effective))
    high = shrink * max(spread_high, _wilson_spread(1.0 - upper, effective))
    reach = _critical(upper - lower, max(low, high))
    return Share(
        lower=lower,
        estimate=estimate,
        low90=0.0 if doubted else float(max(0.0, lower - reach * low)),
        high90=float(min(1.0, upper + reach * high)),
        upper=upper,
    )


def share_by_actor(posts: PostBounds) -> Share:
    """Return the shares with one vote for each author."""
    if not len(posts.lower):
        return Share()
    count = np.bincount(posts.author)
    means = [
        float((np.bincount(posts.author, weights=column) / count).mean())
        for column in (posts.lower, posts.estimate, posts.upper)
    ]
    lower, estimate, upper = _ordered(*means)
    return Share(lower=lower, estimate=estimate, upper=upper)


def interval(draws: Floats, within: Share) -> tuple[float | None, float | None]:
    """Return the 5 % and 95 % quantiles of the sampled shares inside the bounds, None where there are none."""
    known = draws[~np.isnan(draws)]
    if not len(known) or within.lower is None or within.upper is None:
        return (None, None)
    low, high = np.clip(np.quantile(known, [0.05, 0.95]), within.lower, within.upper)
    return (float(low), float(high))


def _ordered(lower: float, estimate: float, upper: float) -> tuple[float, float, float]:
    """Undo the last bit that summing may have turned: each mean is of terms that are in order."""
    low = min(max(float(lower), 0.0), 1.0)
    middle = min(max(float(estimate), low), 1.0)
    return low, middle, min(max(float(upper), middle), 1.0)


def _wilson_spread(p: float, n: float) -> float:
    """Return the distance from p down to Wilson's lower limit, in standard errors' units of one (z = 1.645)."""
    z = 1.6448536269514722
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return float(max(p - (centre - half), 0.0) / z)


def _critical(width: float, spread: float) -> float:
    """Solve Φ(c + width / spread) − Φ(−c) = 0.9 for c, between 1.28 (wide) and 1.64 (a point)."""
    if spread <= 0.0:
        return 0.0
    low, high = 0.0, 3.0
    for _ in range(60):
        middle = (low + high) / 2
        if ndtr(middle + width / spread) - ndtr(-middle) < CONFIDENCE:
            low = middle
        else:
            high = middle
    return high
