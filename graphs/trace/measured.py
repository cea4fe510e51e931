"""Everything that is measured of one narrative before anything is decided: shares, order, flow, paths."""

from dataclasses import dataclass

import numpy as np
import xxhash

from graphs.trace.ancestry import Candidates, Contacts, Parameters, candidates, sample
from graphs.trace.bounds import counted, interval, post_bounds, share, share_by_actor
from graphs.trace.finding import Coverage, Share
from graphs.trace.order import lag_hours, p_earlier, p_first
from graphs.trace.paths import Way, shortest
from graphs.trace.reach import descends, flows
from graphs.trace.rows import Bools, Floats, Ints, Tree

SAMPLES = 200
BLOCKS = 8  # draws of the parameters; SAMPLES / BLOCKS ancestries each
SPREAD_OF_NONE = 4.0
_MOST_RELAYS = 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sampled:
    """What the sampled ancestries say: how often each row has an ancestor (source, target, through), and the flow."""

    frequency: Floats
    shares: Floats
    relays: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measured:
    """The numbers of one narrative; ways and relays hold rows and actors by number."""

    share: Share
    reverse: Share
    by_actor: Share
    reverse_by_actor: Share
    estimate90: tuple[float | None, float | None]
    reverse_estimate90: tuple[float | None, float | None]
    through: Share
    p_first: float | None
    p_earlier: float | None
    lag_forth: float | None
    lag_back: float | None
    ways_forth: list[Way]
    ways_back: list[Way]
    relays: tuple[tuple[int, float], ...]


def measure(
    tree: Tree,
    drawn: list[Parameters],
    contacts: Contacts,
    covered: Coverage,
    seed: int,
    doubted: tuple[bool, bool] = (False, False),
) -> Measured:
    """Measure both directions of one narrative; chance depends on the seed and the narrative's id alone.

    Where it is `doubted` that those who cite learnt it there, the interval of that direction reaches down to 0.
    """
    rng = np.random.default_rng([seed, xxhash.xxh64_intdigest(tree.narrative_id.encode())])
    back = tree.swapped()
    everywhere = np.ones(len(tree), dtype=bool)
    links = tree.links
    forth = descends(tree.source, everywhere, links.parent, links.child, links.documented)
    reverse = descends(tree.target, everywhere, links.parent, links.child, links.documented)
    through = descends(tree.via & forth, everywhere, links.parent, links.child, links.documented)
    sampled = _sampled(tree, drawn, contacts, rng)
    posts = post_bounds(tree, forth, sampled.frequency[:, 0], covered.source)
    posts_back = post_bounds(back, reverse, sampled.frequency[:, 1], covered.target)
    chance = int(rng.integers(0, 1 << 62))  # one for both, so that exchanging the groups exchanges the answers
    shares = share(posts, _given(covered.target, covered.target_method), chance, doubted=doubted[0])
    shares_back = share(posts_back, _given(covered.source, covered.source_method), chance, doubted=doubted[1])
    return Measured(
        share=shares,
        reverse=shares_back,
        by_actor=share_by_actor(posts),
        reverse_by_actor=share_by_actor(posts_back),
        estimate90=interval(sampled.shares[:, 0], shares),
        reverse_estimate90=interval(sampled.shares[:, 1], shares_back),
        through=_through(tree, through, sampled.frequency[:, 2], shares),
        p_first=p_first(tree),
        p_earlier=p_earlier(tree),
        lag_forth=lag_hours(tree),
        lag_back=lag_hours(back),
        ways_forth=shortest(tree),
        ways_back=shortest(back),
        relays=sampled.relays,
    )


def _given(share: float | None, method: str) -> float | None:
    return share if method == "given" else None


def _through(tree: Tree, documented: Bools, frequency: Floats, whole: Share) -> Share:
    rows = counted(tree)
    if not rows.any():
        return Share()
    lower = float(documented[rows].mean())
    estimate = max(lower, float(frequency[rows].mean()))
    return Share(lower=lower, estimate=estimate, upper=max(estimate, whole.upper or 0.0))


def _sampled(tree: Tree, drawn: list[Parameters], contacts: Contacts, rng: np.random.Generator) -> Sampled:
    """Sample ancestries in blocks of one draw of the parameters, each tree with its own weight of "none of these"."""
    author, authors = _authors(tree)
    hits, credit = np.zeros((len(tree), 3), dtype=np.int64), np.zeros(len(authors))
    rows_target, rows_source = (np.flatnonzero(counted(one)) for one in (tree, tree.swapped()))
    each = SAMPLES // BLOCKS
    shares = np.full((SAMPLES, 2), np.nan)
    if not len(rows_target) and not len(rows_source):
        return Sampled(frequency=hits / SAMPLES, shares=shares, relays=())
    pool = candidates(tree)
    children, fixed_start, fixed_parent = _free(tree, pool)
    flow = 0
    for block, parameters in enumerate(drawn):
        none = parameters.weight_of_none() * SPREAD_OF_NONE ** rng.uniform(-1.0, 1.0, size=each)
        parents = _to_rows(sample(pool, children, parameters, contacts, none=none, rng=rng), pool)
        state = np.array([rng.integers(0, 1 << 63, dtype=np.uint64)], dtype=np.uint64)
        flow += flows(
            pool.rows[children], parents, fixed_start, fixed_parent, tree.source, tree.target, tree.via, author,
            len(authors), rows_target, rows_source, state, hits, credit, shares[block * each : (block + 1) * each],
        )  # fmt: skip
    return Sampled(frequency=hits / SAMPLES, shares=shares, relays=_relays(authors, credit, flow))


def _authors(tree: Tree) -> tuple[Ints, Ints]:
    """Return the authors of the rows, numbered from 0; each unknown author is taken for one and the same."""
    authors, author = np.unique(tree.actor, return_inverse=True)
    return author.astype(np.int64), authors


def _free(tree: Tree, pool: Candidates) -> tuple[Ints, Ints, Ints]:
    """Return the candidates without a documented parent, and the documented parents of all rows by child."""
    links = tree.links
    child, parent = links.child[links.documented], links.parent[links.documented]
    fixed_start = np.searchsorted(child, np.arange(len(tree) + 1)).astype(np.int64)
    free = fixed_start[pool.rows] == fixed_start[pool.rows + 1]
    return np.flatnonzero(free).astype(np.int64), fixed_start, parent


def _to_rows(sampled: Ints, pool: Candidates) -> Ints:
    return np.where(sampled >= 0, pool.rows[np.maximum(sampled, 0)], -1) if sampled.size else sampled


def _relays(authors: Ints, credit: Floats, flow: int) -> tuple[tuple[int, float], ...]:
    """Return the actors that most of the flow runs through, each with its share, the greatest first."""
    if not flow:
        return ()
    order = np.lexsort((authors, -credit))[:_MOST_RELAYS]
    return tuple((int(authors[k]), float(credit[k] / flow)) for k in order if credit[k] > 0 and authors[k] >= 0)
