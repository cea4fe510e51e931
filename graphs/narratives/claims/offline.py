"""The embedder that needs no model: character n-grams of folded words, weighed by how rare they are in the case."""

import numpy as np
import pyarrow as pa

from graphs.kernels import kernel
from graphs.narratives.arrays import F32, I64, U32
from graphs.narratives.claims import grams
from graphs.narratives.claims.embedder import Levels, Sparse
from graphs.narratives.claims.grams import BITS, Grams, grams_of

HEAVIEST = 64  # features of a text that are kept, the rarest
SMOOTH_TEXTS, SMOOTH_USES = 100.0, 2.0  # as if the case had so many more texts, of which so many held the gram


class HashedGrams:
    """Hashed character n-grams with TF-IDF; across scripts it knows what sounds alike (names), not what means alike."""

    name = f"hashed-grams {grams.VERSION}"
    levels = Levels(weak=0.20, strong=0.40)

    def embed(self, texts: pa.Array) -> Sparse:
        """Return one row a text; rarity is counted over these texts."""
        return weigh(grams_of(texts))


def weigh(found: Grams, *, heaviest: int = HEAVIEST) -> Sparse:
    """Give each gram of a text the weight log²((N + 100) / (n + 2)), n of N texts having it; keep the heaviest.

    A gram counts once a text (binary TF); the square lets what few texts hold outweigh the phrases that many share.
    Ties go to the smaller gram.
    """
    count = len(found.starts) - 1
    rarity = np.log((count + SMOOTH_TEXTS) / (np.bincount(found.grams, minlength=1 << BITS) + SMOOTH_USES))
    rarity = (np.maximum(rarity, 0.1) ** 2).astype(np.float32)
    kept = np.minimum(np.diff(found.starts), heaviest)
    starts = np.concatenate([[0], np.cumsum(kept)]).astype(np.int64)
    features, weights = np.empty(starts[-1], np.uint32), np.empty(starts[-1], np.float32)
    _keep(found.grams, found.starts, rarity, starts, features, weights)
    return Sparse(features, weights, starts)


@kernel
def _keep(found: U32, bounds: I64, rarity: F32, starts: I64, features: U32, weights: F32) -> None:
    for text in range(len(bounds) - 1):
        low, high = bounds[text], bounds[text + 1]
        first, room = starts[text], starts[text + 1] - starts[text]
        if room < high - low:
            order = np.argsort(-rarity[found[low:high]], kind="mergesort")[:room]
            features[first : first + room] = np.sort(found[low:high][order])
        else:
            features[first : first + room] = found[low:high]
        norm = 0.0
        for i in range(first, first + room):
            weights[i] = rarity[features[i]]
            norm += weights[i] * weights[i]
        if norm > 0:
            for i in range(first, first + room):
                weights[i] /= np.sqrt(norm)
