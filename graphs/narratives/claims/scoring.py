"""How much speaks for two texts making the same claim: meaning, wording and anchors, each on one scale."""

from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import numpy as np

from graphs.narratives.arrays import F32, I64, U8
from graphs.narratives.claims import anchors as anchor_rows
from graphs.narratives.claims import dense, sparse
from graphs.narratives.claims.anchors import Anchors
from graphs.narratives.claims.embedder import Levels, Sparse, Vectors
from graphs.narratives.claims.offline import HashedGrams

MEANING, WORDING, ANCHORS = 1, 2, 3
REASONS = {MEANING: "meaning", WORDING: "wording", ANCHORS: "anchors"}
WEAK, STRONG = 0.25, 0.50
SHARES = np.array((0.25, 0.5, 1.0), np.float32)  # of the least, the middle and the loudest signal
SAMPLED = 20_000
FEW = 200  # texts, below which chance likeness is not measured
HIGHEST = 0.6
APART = 0.4  # what is left where both texts name things and numbers and share none, or share too little
ANCHORED = 0.5  # of anchors: what two texts share that have one rare anchor each, the same


class Scores(NamedTuple):
    """The score of each pair, 0 to 1, and what speaks loudest for it (a key of `REASONS`)."""

    score: F32
    reason: U8


@dataclass(frozen=True)
class Scorer:
    """The signals of the texts of a case: a model's vectors where there is one, wording, anchors."""

    wording: Sparse
    anchors: Anchors
    wording_levels: Levels = HashedGrams.levels
    anchor_levels: Levels = anchor_rows.LEVELS
    meaning: Vectors | None = None
    levels: Levels = HashedGrams.levels

    @classmethod
    def of_wording(cls, wording: Sparse, rng: np.random.Generator) -> Self:
        """Compare by wording alone, its levels above the noise of the case."""
        return cls(wording, Anchors.none(len(wording.starts) - 1), above_noise(HashedGrams.levels, wording, rng))

    def with_anchors(self, anchors: Anchors, rng: np.random.Generator) -> Self:
        """Compare by anchors as well, their levels above the noise of the case."""
        return replace(self, anchors=anchors, anchor_levels=above_noise(anchor_rows.LEVELS, anchors.rows, rng))

    def with_meaning(self, meaning: Vectors, levels: Levels) -> Self:
        """Compare by a model's vectors as well."""
        return replace(self, meaning=meaning, levels=levels)

    def score(self, first: I64, second: I64) -> Scores:
        """Score pairs: each signal is brought to one scale (`on_scale`), the loudest counts, the others add to it.

        1 - (1 - a)(1 - b / 2)(1 - c / 4), a the largest: names are heard in wording and anchors alike, so that the
        signals are no independent witnesses. Two fifths of it are left, so that the same words about another event are
        no tie, to two texts that both name names or numbers and share none; and, unless a model compares them, to two
        that share less than one rare anchor which is all that both have.
        """
        shared = sparse.dots(*self.anchors.rows, first, second)
        signals = np.zeros((3, len(first)), np.float32)
        signals[0] = on_scale(self._meant(first, second), self.levels)
        signals[1] = on_scale(sparse.dots(*self.wording, first, second), self.wording_levels)
        signals[2] = on_scale(shared, self.anchor_levels)
        score = 1 - np.prod(1 - np.sort(signals, axis=0) * SHARES[:, None], axis=0)
        apart = self.anchors.checkable[first] & self.anchors.checkable[second] & (shared == 0)
        score[apart | (shared < ANCHORED if self.meaning is None else False)] *= APART
        return Scores(score.astype(np.float32), (np.argmax(signals, axis=0) + 1).astype(np.uint8))

    def _meant(self, first: I64, second: I64) -> F32:
        if self.meaning is None:
            return np.zeros(len(first), np.float32)
        if isinstance(self.meaning, Sparse):
            return sparse.dots(*self.meaning, first, second)
        return dense.dots(self.meaning, first, second)


def above_noise(levels: Levels, rows: Sparse, rng: np.random.Generator) -> Levels:
    """Raise the levels where texts that have nothing to do with each other are alike: in a case full of templates.

    The likeness of 20,000 random pairs is taken to fall off exponentially above its upper quartile, half as fast as
    between median and quartile; `strong` is at least what one text in ten exceeds by chance with any other. Holds
    while no claim has half of the texts, and is left out under 200 texts; `strong` is never raised above 0.6.
    """
    count = len(rows.starts) - 1
    if count < FEW:
        return levels
    first, second = rng.integers(0, count, (2, SAMPLED))
    differs = first != second
    middle, upper = np.quantile(sparse.dots(*rows, first[differs], second[differs]), (0.5, 0.75))
    noise = upper + (upper - middle) / (2 * np.log(2)) * np.log(max(count / 4 * 10, 1))
    strong = max(levels.strong, min(float(noise), HIGHEST))
    return Levels(levels.weak * strong / levels.strong, strong)


def on_scale(value: F32, levels: Levels) -> F32:
    """Bring a likeness to one scale: nothing 0, `weak` 0.25, `strong` 0.5, identity 1; straight lines between."""
    marks = (0.0, levels.weak, levels.strong, 1.0)
    return np.interp(value, marks, (0.0, WEAK, STRONG, 1.0)).astype(np.float32)
