"""Sample who took a story from whom: for each post without a documented parent, one earlier post or none of these.

A candidate parent j of post i has weight

    p_order(j, i) · similarity^β · contact · ((followers_j + 1) / typical)^γ · (Δt + δ)^−α

beside the weight of "none of these". Proposals come from geometric buckets of Δt by prefix sums and are accepted
against the exact weight, so that a draw costs O(log n) and is exact. After probabilistic diffusion inference
(DeVerna et al., arXiv 2410.21554).
"""

from dataclasses import dataclass

import numpy as np

from graphs.evidence import Evidence
from graphs.trace.rows import CLASSES, Floats, Ints, Tree
from graphs.trace.sampler import draw_parents, width_classes

TIMING = CLASSES.index(Evidence.TIMING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The weights' parameters; times in hours.

    `alpha` how attention falls with age, `delta` the age below which it does not, `gamma` how much reach counts,
    `contact` the factor of having taken something from that author before, `beta` the exponent of similarity, `unlike`
    the similarity of two posts of a narrative without a copy link, `none` the weight of "none of these" in candidates
    of one hour's age and typical reach.
    """

    alpha: float = 1.2
    delta: float = 0.25
    gamma: float = 0.25
    contact: float = 3.0
    beta: float = 1.0
    unlike: float = 0.25
    none: float = 1.0
    horizon: float = 14 * 24.0

    def weight_of_none(self) -> float:
        """Return the weight of "none of these" on the scale of the candidates' weights."""
        return self.none * float((1.0 + self.delta) ** -self.alpha)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contacts:
    """Who has taken something from whom, and since when: keys child · authors + parent, sorted."""

    keys: Ints
    since: Ints
    authors: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """The posts of one narrative that may be parents, in order of time, and the pairs tied by copied words.

    `slots`, `bounds` and `half` sort them by how well their time is known (`sampler.width_classes`); the pairs of
    child i stand in `alike_parent` and `alike` from `alike_start[i]`.
    """

    rows: Ints
    lo: Ints
    hi: Ints
    actor: Ints
    followers: Floats
    slots: Ints
    bounds: Ints
    half: Ints
    alike_start: Ints
    alike_parent: Ints
    alike: Floats


def candidates(tree: Tree) -> Candidates:
    """Return the narrative's own posts as candidates; links other than documented ones say how alike two posts are."""
    rows = np.flatnonzero(tree.member)
    place = np.full(len(tree), -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    links = tree.links
    tied = ~links.documented & (links.evidence < TIMING) & (links.p_order > 0)
    tied &= (place[links.parent] >= 0) & (place[links.child] >= 0)
    child, parent = place[links.child[tied]], place[links.parent[tied]]
    alike = links.probability[tied]
    order = np.lexsort((-alike, parent, child))
    child, parent, alike = child[order], parent[order], alike[order]
    first = np.ones(len(child), dtype=bool)
    first[1:] = (child[1:] != child[:-1]) | (parent[1:] != parent[:-1])
    child, parent, alike = child[first], parent[first], alike[first]
    lo, hi = np.ascontiguousarray(tree.lo[rows]), np.ascontiguousarray(tree.hi[rows])
    slots, bounds, half = width_classes(lo, hi)
    return Candidates(
        rows=rows,
        lo=lo,
        hi=hi,
        actor=np.ascontiguousarray(tree.actor[rows]),
        followers=np.ascontiguousarray(tree.followers[rows]),
        slots=slots,
        bounds=bounds,
        half=half,
        alike_start=np.searchsorted(child, np.arange(len(rows) + 1)).astype(np.int64),
        alike_parent=parent,
        alike=alike,
    )


def sample(
    pool: Candidates,
    children: Ints,
    parameters: Parameters,
    contacts: Contacts,
    *,
    none: Floats,
    rng: np.random.Generator,
) -> Ints:
    """Draw a parent for each child, once for each weight of "none of these" in `none`; -1 stands for none.

    `none` must be positive: a post that nobody can have preceded has no other answer. `children` are places among the
    candidates. Returns an array of len(none) rows and len(children) columns.
    """
    if not len(children):
        return np.empty((len(none), 0), dtype=np.int64)
    reach = reaches(pool.followers, parameters)
    prefix = np.concatenate([[0.0], np.cumsum(reach[pool.slots])])
    state = np.array([rng.integers(0, 1 << 63, dtype=np.uint64)], dtype=np.uint64)
    weights = np.array([parameters.alpha, parameters.delta, parameters.contact, parameters.horizon])
    extra = alike_ratio(pool.alike, parameters) - 1.0
    return draw_parents(
        children, pool.lo, pool.hi, pool.actor, reach, pool.slots, pool.bounds, pool.half, prefix,
        contacts.keys, contacts.since, contacts.authors,
        pool.alike_start, pool.alike_parent, extra, weights, none, state,
    )  # fmt: skip


def reaches(followers: Floats, parameters: Parameters) -> Floats:
    """Return ((followers + 1) / their geometric mean) ^ γ; an unknown number counts as typical."""
    known = ~np.isnan(followers)
    logs = np.zeros(len(followers))
    if known.any():
        logs[known] = np.log1p(followers[known])
        logs[known] -= logs[known].mean()
    return np.exp(parameters.gamma * logs)


def alike_ratio(alike: Floats, parameters: Parameters) -> Floats:
    """Return the factor of two posts' similarity against that of two posts without a copy link; at least 1."""
    return (np.maximum(alike, parameters.unlike) / parameters.unlike) ** parameters.beta
