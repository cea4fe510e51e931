"""Which scored pairs tie their texts: the strong ones, and the weak ones that a third text confirms."""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F32, I64, Flags
from graphs.narratives.claims.scoring import STRONG

WEAK = 0.4


class Ties(NamedTuple):
    """Pairs of texts, `first` < `second`, and their scores."""

    first: I64
    second: I64
    score: F32


def tied(first: I64, second: I64, score: F32, count: int) -> Ties:
    """Return the pairs that tie among `count` texts; a pair below `WEAK` never does, one of `STRONG` always.

    A weak pair ties where a third text is tied strongly to one of the two and at least weakly to the other: weak
    pairs alone make no chain. O(pairs * neighbours).
    """
    kept = score >= WEAK
    first, second, score = first[kept], second[kept], score[kept]
    source, target = np.concatenate((first, second)), np.concatenate((second, first))
    order = np.lexsort((target, source))
    bounds = np.searchsorted(source[order], np.arange(count + 1))
    strong = np.concatenate((score, score))[order] >= STRONG
    ties = (score >= STRONG) | _confirmed(first, second, bounds, target[order], strong)
    return Ties(first[ties], second[ties], score[ties])


@kernel
def _confirmed(first: I64, second: I64, bounds: I64, targets: I64, strong: Flags) -> Flags:
    """Tell of each pair whether a common neighbour is tied strongly to one of the two."""
    out = np.zeros(len(first), np.bool_)
    for pair in range(len(first)):
        i, i_end = bounds[first[pair]], bounds[first[pair] + 1]
        j, j_end = bounds[second[pair]], bounds[second[pair] + 1]
        while i < i_end and j < j_end and not out[pair]:
            if targets[i] < targets[j]:
                i += 1
            elif targets[i] > targets[j]:
                j += 1
            else:
                out[pair] = strong[i] or strong[j]
                i += 1
                j += 1
    return out
