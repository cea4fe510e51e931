"""Network: who is tied to whom, as a weighted graph of actors with a place for each."""

from dataclasses import dataclass

import numpy as np

from viz.histogram import Bins
from viz.layout import Layout, layout
from viz.scene import Omission
from viz.story import Floats, Ints, Links, Posts

BUDGET = 1_000_000
_GRID = 1 << 15


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties between rows of actors: evidence, posts behind each, the largest probability, the first and last bin."""

    source: Ints
    target: Ints
    evidence: Ints
    weight: Floats
    probability: Floats
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.source)

    def take(self, rows: Ints) -> "Ties":
        """Return the given rows, in the given order."""
        return Ties(*(getattr(self, name)[rows] for name in Ties.__slots__))

    def between(self, source: Ints, target: Ints) -> "Ties":
        """Return the same ties between other ends."""
        return Ties(source, target, self.evidence, self.weight, self.probability, self.first, self.last)


@dataclass(frozen=True, slots=True)
class Network:
    """The actors that are drawn (rows of Actors), the ties between them by their place in `drawn`, and places."""

    drawn: Ints
    ties: Ties
    layout: Layout
    omitted: tuple[Omission, ...]


def one_by_one(links: Links, posts: Posts, bins: Bins) -> Ties:
    """Return each link between posts as a tie between their actors, in the bin of the later post."""
    bin_ = bins.of((posts.lo + posts.hi)[links.child] / 2)
    weight = links.behind.astype(np.float64)
    source, target = posts.actor[links.parent], posts.actor[links.child]
    return Ties(source, target, links.evidence, weight, links.probability, bin_, bin_)


def summed(ties: Ties) -> Ties:
    """Merge ties of one evidence between the same two actors: weights add up, probabilities keep the largest."""
    width = max(int(ties.source.max(initial=0)), int(ties.target.max(initial=0))) + 1
    key = (ties.source * width + ties.target) * 16 + ties.evidence
    distinct, inverse = np.unique(key, return_inverse=True)
    probability = np.zeros(len(distinct))
    np.maximum.at(probability, inverse, ties.probability)
    first, last = np.full(len(distinct), np.iinfo(np.int64).max), np.zeros(len(distinct), np.int64)
    np.minimum.at(first, inverse, ties.first)
    np.maximum.at(last, inverse, ties.last)
    weight = np.bincount(inverse, ties.weight, len(distinct)).astype(np.float64)
    pair = distinct // 16
    return Ties(pair // width, pair % width, distinct % 16, weight, probability, first, last)


def draw(ties: Ties, *, seed: int = 0, budget: int = BUDGET) -> Network:
    """Lay out the actors that have a tie, at most `budget`: those with the heaviest ties; neighbours stand together.

    Nodes are numbered by community and then along a curve through the plane, ties by their ends, so that numbers
    that follow each other are near each other and pack well.
    """
    count = max(int(ties.source.max(initial=-1)), int(ties.target.max(initial=-1))) + 1
    total = np.bincount(ties.source, ties.weight, count) + np.bincount(ties.target, ties.weight, count)
    tied = np.flatnonzero(total)
    drawn = np.sort(tied[np.lexsort((tied, -total[tied]))[:budget]])
    inner = _among(ties, drawn, count)
    places = layout(len(drawn), inner.source, inner.target, inner.weight, seed=seed)
    order = _along(places)
    ordered = _among(inner, order, len(drawn))
    by_ends = np.lexsort((ordered.evidence, ordered.target, ordered.source))
    placed = Layout(places.x[order], places.y[order], places.community[order])
    return Network(drawn[order], ordered.take(by_ends), placed, _omitted(len(tied), len(drawn)))


def _among(ties: Ties, rows: Ints, count: int) -> Ties:
    """Return the ties whose two ends are among these rows, by their place in them."""
    place = np.full(count, -1, np.int64)
    place[rows] = np.arange(len(rows))
    kept = ties.take(np.flatnonzero((place[ties.source] >= 0) & (place[ties.target] >= 0)))
    return kept.between(place[kept.source], place[kept.target])


def _along(places: Layout) -> Ints:
    """Order nodes by community, then by the Z-order of their places."""
    if not len(places.x):
        return np.zeros(0, np.int64)
    wide = max(float(np.ptp(places.x)), float(np.ptp(places.y)), 1e-9)
    across, down = (((axis - axis.min()) / wide * (_GRID - 1)).astype(np.int64) for axis in (places.x, places.y))
    return np.lexsort((np.arange(len(across)), _spread(across) | (_spread(down) << 1), places.community))


def _spread(number: Ints) -> Ints:
    """Put a zero between any two of the lowest 16 bits."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        number = (number | (number << shift)) & mask
    return number


def _omitted(tied: int, drawn: int) -> tuple[Omission, ...]:
    if tied == drawn:
        return ()
    return (Omission(what="actors", count=tied - drawn, of=tied, rule=f"the {drawn:,} with the heaviest ties"),)
