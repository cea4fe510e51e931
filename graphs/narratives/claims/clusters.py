"""From ties to claims: Leiden proposes groups, a direct comparison with their most typical texts decides.

ties --> connected parts --> Leiden in each --> members unlike the typical texts leave --> groups that are alike join
"""

import random
from typing import NamedTuple

import igraph
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphs.narratives.arrays import F32, I32, I64, U8
from graphs.narratives.claims.scoring import Scorer
from graphs.narratives.claims.ties import WEAK, Ties

ROUNDS = 3
PASSES = 10  # of Leiden; "until nothing moves" may never come
TYPICAL = 3  # texts that speak for a group
JOINED_FROM = 0.5  # mean score of the typical texts of two groups that are one
LEAST = WEAK  # mean of the two best scores with the typical texts


class Claims(NamedTuple):
    """For each text the most typical text of its claim (itself, where it is alone), how it resembles it, and why."""

    centre: I64
    score: F32
    reason: U8


def cluster(ties: Ties, scorer: Scorer, count: int, seed: int) -> Claims:
    """Group texts into claims; a text without ties is alone. Deterministic for a numbering of the texts and a seed.

    Leiden (Traag, Waltman and van Eck 2019, DOI 10.1038/s41598-019-41695-z) maximises modularity in each connected
    part by itself, so that what is elsewhere in the case does not move a part's groups. No text stays in a group by
    way of others: it must resemble the typical texts itself; those that leave are grouped anew.
    """
    group = np.arange(count)
    left = np.ones(count, dtype=np.bool_)
    for _ in range(ROUNDS):
        inside = left[ties.first] & left[ties.second]
        some = Ties(ties.first[inside], ties.second[inside], ties.score[inside])
        if not len(some.first):
            break
        found = _leiden(some, count, seed)
        group[left] = found[left]
        supported = _support(some, scorer, np.where(left, found, np.arange(count))) >= LEAST
        group[left & ~supported] = np.flatnonzero(left & ~supported)
        left &= ~supported
    group = _joined(group, ties, scorer)
    return _described(group, ties, scorer)


def _leiden(ties: Ties, count: int, seed: int) -> I64:
    """Return each text's group, named by its earliest text."""
    ones = np.ones(len(ties.first), np.int8)
    parts, part = connected_components(
        coo_array((ones, (ties.first, ties.second)), shape=(count, count)), directed=False
    )
    group = _earliest(part)
    of_tie = part[ties.first]
    order = np.argsort(of_tie, kind="stable")
    bounds = np.searchsorted(of_tie[order], np.arange(parts + 1))
    sizes = np.bincount(part, minlength=parts)
    for number in np.flatnonzero((sizes > 2) & (np.diff(bounds) < sizes * (sizes - 1) // 2)):
        some = order[bounds[number] : bounds[number + 1]]
        nodes, ends = np.unique(np.concatenate((ties.first[some], ties.second[some])), return_inverse=True)
        member = _communities(len(nodes), ends.reshape(2, -1).T, ties.score[some], seed)
        group[nodes] = nodes[_earliest(member)]
    return group


def _communities(nodes: int, edges: I64, score: F32, seed: int) -> I64:
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - not a secret
    try:
        found = igraph.Graph(n=nodes, edges=edges).community_leiden(
            "modularity", weights=score.tolist(), n_iterations=PASSES
        )
    finally:
        igraph.set_random_number_generator(random)
    return np.array(found.membership)


def _earliest(member: I32 | I64) -> I64:
    """Name groups by their first member: 0 1 0 2 -> 0 1 0 3."""
    _, first, inverse = np.unique(member, return_index=True, return_inverse=True)
    return np.asarray(first[inverse])


def _typical(group: I64, ties: Ties) -> tuple[I64, I64]:
    """Return the typical texts of all groups of two or more: group and text, the most typical of a group first.

    Those come first whose ties within the group weigh most, the earlier among equals.
    """
    within = group[ties.first] == group[ties.second]
    pull = np.zeros(len(group))
    for end in (ties.first, ties.second):
        pull += np.bincount(end[within], weights=ties.score[within], minlength=len(group))
    text = np.flatnonzero(np.bincount(group, minlength=len(group))[group] > 1)
    text = text[np.lexsort((text, -pull[text].round(6), group[text]))]
    rank = np.arange(len(text)) - np.searchsorted(group[text], group[text])
    return group[text[rank < TYPICAL]], text[rank < TYPICAL]


def _compared(group: I64, ties: Ties, scorer: Scorer) -> tuple[I64, I64, F32, U8]:
    """Score every text of a group with the group's typical texts: text, typical text, score, reason."""
    of_group, typical = _typical(group, ties)
    text = np.flatnonzero(np.isin(group, of_group))
    low, high = np.searchsorted(of_group, group[text]), np.searchsorted(of_group, group[text], "right")
    member = np.repeat(text, high - low)
    place = np.arange(len(member)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
    other = typical[np.repeat(low, high - low) + place]
    differs = member != other
    member, other = member[differs], other[differs]
    return member, other, *scorer.score(member, other)


def _support(ties: Ties, scorer: Scorer, group: I64) -> F32:
    """Return each text's mean score with the two typical texts that it resembles most (with one, where it is all)."""
    member, _, score, _ = _compared(group, ties, scorer)
    order = np.lexsort((-score, member))
    member, score = member[order], score[order]
    best = np.arange(len(member)) - np.searchsorted(member, member) < 2
    total = np.bincount(member[best], weights=score[best], minlength=len(group))
    return (total / np.maximum(np.bincount(member[best], minlength=len(group)), 1)).astype(np.float32)


def _joined(group: I64, ties: Ties, scorer: Scorer) -> I64:
    """Join groups whose typical texts are alike: the larger takes in the smaller, and none is taken in twice over."""
    crossing = group[ties.first] != group[ties.second]
    near = np.unique(
        np.sort(np.column_stack((group[ties.first[crossing]], group[ties.second[crossing]])), axis=1), axis=0
    )
    size = np.bincount(group, minlength=len(group))
    near = near[(size[near] > 1).all(axis=1)]
    if not len(near):
        return group
    of_group, typical = _typical(group, ties)
    pair, one, other = _crossed(near, of_group, typical)
    score = scorer.score(one, other).score
    mean = np.bincount(pair, weights=score, minlength=len(near)) / np.bincount(pair, minlength=len(near))
    order = np.lexsort((near[:, 1], near[:, 0], -mean.round(6)))
    into = _stars(near[order[mean[order] >= JOINED_FROM]], size)
    return into[group]


def _crossed(near: I64, of_group: I64, typical: I64) -> tuple[I64, I64, I64]:
    """Return each pair of typical texts of each pair of groups."""
    out: tuple[list[int], list[int], list[int]] = ([], [], [])
    low, high = np.searchsorted(of_group, near), np.searchsorted(of_group, near, "right")
    for number in range(len(near)):
        for a in typical[low[number, 0] : high[number, 0]].tolist():
            for b in typical[low[number, 1] : high[number, 1]].tolist():
                for column, value in zip(out, (number, a, b), strict=True):
                    column.append(value)
    pair, first, second = (np.array(column, np.int64) for column in out)
    return pair, first, second


def _stars(near: I64, size: I64) -> I64:
    """Let the largest group of each neighbourhood take in those beside it; what was taken in takes in none."""
    into = np.arange(len(size))
    beside: dict[int, list[int]] = {}
    for one, other in near.tolist():
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    taken: set[int] = set()
    for name in sorted(beside, key=lambda name: (-int(size[name]), name)):
        if name in taken:
            continue
        for other in beside[name]:
            if other not in taken and into[other] == other:
                into[other] = name
                taken.add(other)
        taken.add(name)
    return into


def _described(group: I64, ties: Ties, scorer: Scorer) -> Claims:
    """Give each text its claim's most typical text and its own best likeness to the typical ones."""
    of_group, typical = _typical(group, ties)
    first = np.ones(len(of_group), np.bool_)
    first[1:] = of_group[1:] != of_group[:-1]
    lead = np.arange(len(group))
    lead[of_group[first]] = typical[first]
    centre = lead[group]
    member, _, found, why = _compared(group, ties, scorer)
    score, reason = np.ones(len(group), np.float32), np.zeros(len(group), np.uint8)
    order = np.lexsort((found, member))
    score[member[order]], reason[member[order]] = found[order], why[order]
    reason[centre == np.arange(len(group))] = 0
    score[centre == np.arange(len(group))] = 1.0
    return Claims(centre, score, reason)
