"""Which statements of two tellings say the same thing: by shared words, facts and cognates, and a little by place.

Statements are tied when either is the other's best and the score is above a floor; what hangs together by ties is one
group, so a sentence that was split or joined on the way stays comparable.
"""

from collections.abc import Iterable
from typing import NamedTuple

from graphs.drift.telling import Statement, Telling
from graphs.facts import ANCHORS, Fact, name_likeness

SAME_FLOOR, OTHER_FLOOR, LONE_FLOOR = 0.34, 0.36, 0.22  # one language, two languages, one statement on either side
_WEIGHT = {"number": 2.0, "date": 2.0, "name": 2.0, "attribution": 1.0, "negation": 0.5, "modality": 0.5, "hedge": 0.5}


class Group(NamedTuple):
    """Statements of the parent and of the child, by their places in the tellings, that say one thing."""

    parent: tuple[int, ...]
    child: tuple[int, ...]
    score: float


def align(parent: Telling, child: Telling) -> tuple[Group, ...]:
    """Return the groups in the order of the parent; statements without a counterpart are in none. O(n x m)."""
    if not parent.statements or not child.statements:
        return ()
    floor = SAME_FLOOR if parent.language == child.language else OTHER_FLOOR
    if len(parent.statements) == len(child.statements) == 1:
        floor = LONE_FLOOR
    scores = [
        [_score(parent, i, child, j) for j in range(len(child.statements))] for i in range(len(parent.statements))
    ]
    ties = {
        (i, j)
        for i, row in enumerate(scores)
        for j, score in enumerate(row)
        if score >= floor and (score == max(row) or score == max(other[j] for other in scores))
    }
    return tuple(sorted(_groups(ties, scores)))


def _groups(ties: set[tuple[int, int]], scores: list[list[float]]) -> Iterable[Group]:
    """Yield the connected components of the ties."""
    left = set(ties)
    while left:
        group = {left.pop()}
        while grown := {tie for tie in left if any(tie[0] == i or tie[1] == j for i, j in group)}:
            group |= grown
            left -= grown
        best = max(scores[i][j] for i, j in group)
        yield Group(tuple(sorted({i for i, _ in group})), tuple(sorted({j for _, j in group})), round(best, 4))


def _score(parent: Telling, i: int, child: Telling, j: int) -> float:
    """Return how well two statements fit, from 0 to 1."""
    one, other = parent.statements[i], child.statements[j]
    place = 1.0 - abs(i / len(parent.statements) - j / len(child.statements))
    shared = _shared(one.facts, other.facts)
    if parent.language == child.language:
        return 0.65 * _overlap(one.words, other.words) + 0.25 * shared + 0.1 * place
    return 0.5 * shared + 0.2 * _overlap(one.words, other.words) + 0.15 * place + 0.15 * _size(one, other)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    few = min(len(one), len(other))
    return len(one & other) / few if few else 0.0


def _size(one: Statement, other: Statement) -> float:
    """Return how near the statements are in length, ideographs counted threefold by their words' number."""
    a, b = len(one.words) + 1, len(other.words) + 1
    return min(a, b) / max(a, b)


def _shared(one: tuple[Fact, ...], other: tuple[Fact, ...]) -> float:
    """Return the weight of the facts that have a counterpart, over the lighter statement's weight."""
    if not one or not other:
        return 0.5 if not one and not other else 0.0
    left = list(other)
    shared = 0.0
    for fact in one:
        best = max(left, key=lambda candidate: _alike(fact, candidate), default=None)
        if best is not None and (alike := _alike(fact, best)) > 0:
            shared += alike * _WEIGHT[fact.kind]
            left.remove(best)
    return min(1.0, shared / min(_weight(one), _weight(other)))


def _alike(one: Fact, other: Fact) -> float:
    """Return 1 for the same value, 0.5 for the same slot and unit with another value, 0 otherwise."""
    if one.kind != other.kind:
        return 0.0
    if one.value == other.value:
        return 1.0
    if one.kind == "name":
        likeness = name_likeness(one.value, other.value)
        return likeness if likeness > 0.6 else 0.0
    if one.kind == "number":
        return 0.5 if one.value.partition(" ")[2] == other.value.partition(" ")[2] else 0.0
    return 0.5 if one.kind in ANCHORS or one.kind == "attribution" else 0.0


def _weight(facts: tuple[Fact, ...]) -> float:
    return sum(_WEIGHT[fact.kind] for fact in facts)
