"""Group texts around the ones that others resemble, so that no chain of weak likeness ties two stories."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.alike import FIRST_IN_SECOND, NOT_ALIKE, SECOND_IN_FIRST
from graphs.narratives.arrays import F64, I64, U8, U64, Flags
from graphs.narratives.candidates import Comparer, Edges, pack
from graphs.narratives.merging import KIN_FROM, kinship

ROUNDS = 3
KIN = 6  # beside the kinds of likeness of `alike`: the centre of a star that was joined to a larger one


class Clusters(NamedTuple):
    """For each text its centre (itself, where it is one), how it resembles it (0: it is one) and how much.

    `second` is the score of the next best centre, `rival`; 0 where there is none.
    """

    centre: I64
    kind: U8
    score: F64
    second: F64
    rival: I64


def cluster(comparer: Comparer, copies: I64, candidates: Iterable[U64]) -> Clusters:
    """Find likeness and group the texts into stars (Aslam et al. 2004, DOI 10.7155/jgaa.00084).

    The text that most posts resemble becomes a centre; what resembles it directly belongs to it, and to no centre
    that it resembles less. A text held in a longer one may join it, not the other way round: else a bare quotation
    would tie the articles that print it. After each pass the neighbours of a text lend it their centres to be
    compared with, until nothing new is alike (three passes at most). Last, stars that are kin are joined (`merging`).
    `copies` counts the posts of each text, `candidates` are the pairs to begin with.
    """
    for pairs in candidates:
        comparer.propose(pairs)
    return grouped(comparer, copies)


def grouped(comparer: Comparer, copies: I64) -> Clusters:
    """Group the texts by the likeness that was found already, and by what their neighbours lend."""
    found = stars(comparer.edges(), copies)
    for _ in range(ROUNDS):
        edges = comparer.edges()
        crossing = found.centre[edges.first] != found.centre[edges.second]
        first, second = edges.first[crossing], edges.second[crossing]
        lent = (pack(first, found.centre[second]), pack(second, found.centre[first]))
        if not comparer.propose(np.concatenate(lent)):
            break
        found = stars(comparer.edges(), copies)
    return _joined(found, comparer, copies)


def _joined(found: Clusters, comparer: Comparer, copies: I64) -> Clusters:
    """Give the texts of kindred stars one centre; a centre that gave way is `KIN` to the one that took its place."""
    centre = found.centre
    for _ in range(ROUNDS):
        after = kinship(centre, comparer, copies)
        if np.array_equal(after, centre):
            break
        centre = after
    gave_way = (found.kind == NOT_ALIKE) & (centre != np.arange(len(centre)))
    kind = np.where(gave_way, np.uint8(KIN), found.kind)
    score = np.where(gave_way, KIN_FROM, found.score)
    second = np.where(centre[found.rival] == centre, 0.0, found.second)
    return Clusters(centre, kind, score, second, found.rival)


def stars(edges: Edges, copies: I64) -> Clusters:
    """Return the stars of a graph of likeness; order-free, ties go to the earlier text."""
    alone = np.ones(len(copies), dtype=np.bool_)
    alone[edges.first] = alone[edges.second] = False
    tied = np.flatnonzero(~alone)
    place = np.cumsum(~alone) - 1
    few = Edges.of(place[edges.first], place[edges.second], edges.kind, edges.score)
    found = _stars(few, copies[tied])
    centre, rival = np.arange(len(copies)), np.arange(len(copies))
    kind, score, second = np.zeros(len(copies), np.uint8), np.ones(len(copies)), np.zeros(len(copies))
    centre[tied], rival[tied] = tied[found.centre], tied[found.rival]
    kind[tied], score[tied], second[tied] = found.kind, found.score, found.second
    return Clusters(centre, kind, score, second, rival)


def _stars(edges: Edges, copies: I64) -> Clusters:
    """Return the stars of texts that all resemble some other."""
    size = len(copies)
    source = np.concatenate([edges.first, edges.second])
    target = np.concatenate([edges.second, edges.first])
    kind, score = np.concatenate([edges.kind] * 2), np.concatenate([edges.score] * 2).astype(np.float64)
    half = len(edges.first)
    joins = np.ones(2 * half, dtype=np.bool_)
    joins[:half] &= edges.kind != SECOND_IN_FIRST
    joins[half:] &= edges.kind != FIRST_IN_SECOND
    source, target, kind, score = source[joins], target[joins], kind[joins], score[joins]
    pull = copies + np.bincount(target, weights=copies[source], minlength=size).astype(np.int64)
    order = np.argsort(-pull, kind="stable")
    by_target = np.sort(target.astype(np.uint64) << np.uint64(32) | source.astype(np.uint64))
    bounds = np.concatenate([[0], np.cumsum(np.bincount(target, minlength=size))]).astype(np.int64)
    chosen = _centres(order, bounds, (by_target & np.uint64(0xFFFFFFFF)).astype(np.int64))
    rank = np.empty(size, dtype=np.int64)
    rank[order] = np.arange(size)
    return _join(size, chosen, rank, source, target, kind, score)


def _join(size: int, chosen: Flags, rank: I64, source: I64, target: I64, kind: U8, score: F64) -> Clusters:
    """Give each text that is no centre the centre it resembles most, the first in rank where two are equal."""
    found = Clusters(
        np.arange(size), np.zeros(size, np.uint8), np.ones(size), np.zeros(size), np.arange(size)
    )  # fmt: skip
    _fill_best(chosen, rank, source, target, kind, score, *found)
    return found


@kernel
def _fill_best(
    chosen: Flags, rank: I64, source: I64, target: I64, kind: U8, score: F64,
    centre: I64, kinds: U8, best: F64, second: F64, rival: I64,
) -> None:  # fmt: skip
    for edge in range(len(source)):
        text, to, value = source[edge], target[edge], score[edge]
        if not chosen[to] or chosen[text]:
            continue
        if kinds[text] == 0:
            centre[text], kinds[text], best[text] = to, kind[edge], value
        elif value > best[text] or (value == best[text] and rank[to] < rank[centre[text]]):
            second[text], rival[text] = best[text], centre[text]
            centre[text], kinds[text], best[text] = to, kind[edge], value
        elif rival[text] == text or value > second[text] or (value == second[text] and rank[to] < rank[rival[text]]):
            second[text], rival[text] = value, to


@kernel
def _centres(order: I64, bounds: I64, sources: I64) -> Flags:
    """Walk the texts by falling pull; one that no centre has taken becomes a centre and takes those that join it."""
    chosen, taken = np.zeros(len(order), np.bool_), np.zeros(len(order), np.bool_)
    for text in order:
        if not taken[text]:
            chosen[text] = True
            for i in range(bounds[text], bounds[text + 1]):
                taken[sources[i]] = True
    return chosen
