"""Network: who is tied to whom, as a weighted graph of actors with a place for each."""

from dataclasses import dataclass

import numpy as np

from viz.layout import Layout, layout
from viz.scene import Omission
from viz.story import Floats, Ints, Links, Posts

BUDGET = 25_000


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties between rows of actors: evidence, the number of posts behind each, the largest probability."""

    source: Ints
    target: Ints
    evidence: Ints
    weight: Floats
    probability: Floats

    def __len__(self) -> int:
        return len(self.source)

    def take(self, rows: Ints) -> "Ties":
        """Return the given rows, in the given order."""
        return Ties(*(getattr(self, name)[rows] for name in Ties.__slots__))


@dataclass(frozen=True, slots=True)
class Network:
    """The actors that are drawn (rows of Actors), the ties between them by their place in `drawn`, and places."""

    drawn: Ints
    ties: Ties
    layout: Layout
    omitted: tuple[Omission, ...]


def ties_of(links: Links, posts: Posts) -> Ties:
    """Sum links between posts to ties between their actors, each class of evidence apart."""
    source, target = posts.actor[links.parent], posts.actor[links.child]
    return summed(Ties(source, target, links.evidence, links.behind.astype(np.float64), links.probability))


def summed(ties: Ties) -> Ties:
    """Merge ties of one evidence between the same two actors: weights add up, probabilities keep the largest."""
    width = max(int(ties.source.max(initial=0)), int(ties.target.max(initial=0))) + 1
    key = (ties.source * width + ties.target) * 16 + ties.evidence
    distinct, inverse = np.unique(key, return_inverse=True)
    probability = np.zeros(len(distinct))
    np.maximum.at(probability, inverse, ties.probability)
    weight = np.bincount(inverse, ties.weight, len(distinct)).astype(np.float64)
    pair = distinct // 16
    return Ties(pair // width, pair % width, distinct % 16, weight, probability)


def draw(ties: Ties, *, seed: int = 0, budget: int = BUDGET) -> Network:
    """Lay out the actors that have a tie, at most `budget`: those with the heaviest ties."""
    strength = np.bincount(ties.source, ties.weight) if len(ties) else np.zeros(0)
    back = np.bincount(ties.target, ties.weight) if len(ties) else np.zeros(0)
    total = np.zeros(max(len(strength), len(back)))
    total[: len(strength)] += strength
    total[: len(back)] += back
    tied = np.flatnonzero(total)
    drawn = np.sort(tied[np.lexsort((tied, -total[tied]))[:budget]])
    place = np.full(len(total), -1, np.int64)
    place[drawn] = np.arange(len(drawn))
    kept = ties.take(np.flatnonzero((place[ties.source] >= 0) & (place[ties.target] >= 0)))
    inner = Ties(place[kept.source], place[kept.target], kept.evidence, kept.weight, kept.probability)
    places = layout(len(drawn), inner.source, inner.target, inner.weight, seed=seed)
    return Network(drawn, inner, places, _omitted(len(tied), len(drawn)))


def _omitted(tied: int, drawn: int) -> tuple[Omission, ...]:
    if tied == drawn:
        return ()
    return (Omission(what="actors", count=tied - drawn, of=tied, rule=f"the {drawn:,} with the heaviest ties"),)
