"""Facts of two sides, matched and paired; what every slot's comparison is made of."""

from collections.abc import Callable
from typing import NamedTuple

from graphs.drift.telling import Telling
from graphs.facts import Fact, Kind

SAME_NAME, OTHER_NAME = 0.75, 0.5  # likeness of two spellings of one name: in one language, in two
Pair = tuple[Fact | None, Fact | None]
Same = Callable[[Fact, Fact], bool]


class Side(NamedTuple):
    """One side of a group: its facts of one slot, the telling they are from, and all facts of the group."""

    facts: list[Fact]
    telling: Telling
    group: list[Fact]


def name_floor(one: Side, other: Side) -> float:
    """Return from which likeness on two spellings are one name: in two languages less is asked."""
    return SAME_NAME if one.telling.language == other.telling.language else OTHER_NAME


def unmatched(one: list[Fact], other: list[Fact], same: Callable[[Fact, Fact], bool]) -> tuple[list[Fact], list[Fact]]:
    """Take away, in order, the facts that are the same on both sides."""
    left, right = [], list(other)
    for fact in one:
        partner = next((candidate for candidate in right if same(fact, candidate)), None)
        if partner is None:
            left.append(fact)
        else:
            right.remove(partner)
    return left, right


def elsewhere(facts: list[Fact], telling: Telling, kind: Kind, same: Callable[[Fact, Fact], bool]) -> list[Fact]:
    """Leave out the facts that another statement of the other text holds: they moved."""
    others = [fact for fact in telling.facts if fact.kind == kind]
    return [fact for fact in facts if not any(same(fact, other) for other in others)]


def paired(left: list[Fact], right: list[Fact], near: Callable[[Fact, Fact], float]) -> list[Pair]:
    """Pair what remains, the nearest first; the rest was dropped or added."""
    ranked = sorted(
        ((near(one, other), i, j) for i, one in enumerate(left) for j, other in enumerate(right)),
        key=lambda entry: (-entry[0], abs(entry[1] - entry[2]), entry[1], entry[2]),
    )
    pairs: list[Pair] = []
    gone_left, gone_right = set(), set()
    for nearness, i, j in ranked:
        if nearness > 0 and i not in gone_left and j not in gone_right:
            pairs.append((left[i], right[j]))
            gone_left.add(i)
            gone_right.add(j)
    pairs += [(one, None) for i, one in enumerate(left) if i not in gone_left]
    pairs += [(None, other) for j, other in enumerate(right) if j not in gone_right]
    return sorted(pairs, key=_place)


def _place(pair: Pair) -> tuple[bool, int, int]:
    one, other = pair
    return one is None, one.start if one else 0, other.start if other else 0
