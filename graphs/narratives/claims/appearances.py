"""When a text stood in the case, so that only texts of one time are compared."""

from typing import NamedTuple

import numpy as np

from graphs.narratives.arrays import F32, I64


class Appearances(NamedTuple):
    """The times (milliseconds) at which texts stood, by time and text; a lasting text appears again and again."""

    text: I64
    at: I64


class Neighbours(NamedTuple):
    """Pairs of texts, `first` < `second`, sorted, each once, with the dot product of their vectors."""

    first: I64
    second: I64
    score: F32


def since(appearances: Appearances, window: int) -> I64:
    """Return for each appearance the first one that is at most `window` earlier."""
    return np.searchsorted(appearances.at, appearances.at - window, "left")


def pairs(appearances: Appearances, rows: I64, columns: I64, score: F32) -> Neighbours:
    """Turn pairs of appearances into pairs of texts; a pair found twice keeps its better score."""
    one, other = appearances.text[rows], appearances.text[columns]
    first, second = np.minimum(one, other), np.maximum(one, other)
    kept = first != second
    first, second, score = first[kept], second[kept], score[kept]
    order = np.lexsort((-score, second, first))
    first, second, score = first[order], second[order], score[order]
    fresh = np.ones(len(first), dtype=np.bool_)
    fresh[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    return Neighbours(first[fresh], second[fresh], score[fresh])
