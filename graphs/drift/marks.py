"""Negation, modality and hedges of two sides."""

import msgspec

from graphs.drift.pairing import Pair, Side, paired, unmatched
from graphs.facts import Fact

_SOFT = frozenset(("can", "upto", "expected"))  # too much a matter of language to be a change alone
_ALIKE = (
    {"expected", "likely"},
    {"expected", "plan"},
    {"can", "may"},
    {"barred", "may"},
    {"barred", "must"},
    {"barred", "can"},
)  # the denial is a slot of its own


def negations(one: Side, other: Side) -> list[Pair]:
    """Compare how often is denied: which word denies is a matter of language.

    In two languages what denies no statement (`without`) only makes up for a `not` on the other side.
    """
    if one.telling.language == other.telling.language:
        left, right = unmatched(one.facts, other.facts, lambda a, b: a.value == b.value)
        common = min(len(left), len(right))
        return [(fact, None) for fact in left[common:]] + [(None, fact) for fact in right[common:]]
    left, right = unmatched(_strong(one), _strong(other), lambda a, b: a.value == b.value)
    common = min(len(left), len(right))
    left, right = left[common:], right[common:]
    spare, spared = len(one.facts) - len(_strong(one)), len(other.facts) - len(_strong(other))
    return [(fact, None) for fact in left[spared:]] + [(None, fact) for fact in right[spare:]]


def _strong(side: Side) -> list[Fact]:
    return [fact for fact in side.facts if fact.value != "lack"]


def marks(one: Side, other: Side) -> list[Pair]:
    left, right = unmatched(_barred(one), _barred(other), lambda a, b: a.value == b.value)
    left, right = unmatched(left, right, lambda a, b: {a.value, b.value} in _ALIKE)
    if _denies(one) and _denies(other):  # what may not be is often said by a verb of another kind
        left = [fact for fact in left if fact.value != "barred"]
        right = [fact for fact in right if fact.value != "barred"]
    pairs = paired(left, right, lambda a, b: 1.0)
    return [pair for pair in pairs if any(fact is not None and fact.value not in _SOFT for fact in pair)]


def _denies(side: Side) -> bool:
    return any(fact.kind == "negation" for fact in side.group)


def _barred(side: Side) -> list[Fact]:
    """Return the marks; may not and must not are one thing."""
    denied = [fact for fact in side.group if fact.kind == "negation"]
    return [
        msgspec.structs.replace(fact, value="barred")
        if fact.kind == "modality"
        and fact.value in ("may", "must")
        and any(_touch(fact, negation) for negation in denied)
        else fact
        for fact in side.facts
    ]


def _touch(one: Fact, other: Fact) -> bool:
    return one.start <= other.end + 12 and other.start <= one.end + 12
