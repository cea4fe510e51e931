"""Who is said to have said it, on two sides."""

from functools import cache

import msgspec

from graphs.drift.meaning import is_rendered, likeness_of
from graphs.drift.names import is_there, opens
from graphs.drift.pairing import OTHER_NAME, Pair, Side, name_floor, paired, unmatched
from graphs.facts import Fact, name_likeness
from graphs.facts.lexicon import languages, lexicon

_BESIDE = 60  # characters around the facts of a statement
_NEAR = (
    {"director", "president", "mayor", "governor", "premier"},
    {"official", "spokesperson", "government", "mayor", "department", "ministry"},
    {"council", "parliament", "department"},
    {"rescuer", "department"},
    {"newspaper", "department"},
    {"scientist", "expert", "forecaster"},
)
"""Offices that two languages may name by words that differ; in one language they are told apart."""


def speakers(one: Side, other: Side) -> list[Pair]:
    floor = name_floor(one, other)
    apart = one.telling.language != other.telling.language

    def same(a: Fact, b: Fact) -> bool:
        (role, name), (role2, name2) = split_speaker(a), split_speaker(b)
        if name and name2:
            rendered = apart and is_rendered(_named(a, name, one), one.telling, _named(b, name2, other), other.telling)
            return rendered or name_likeness(name, name2) >= floor
        near = apart and any({role, role2} <= offices for offices in _NEAR)
        return bool(role and role2) and (role == role2 or near)

    left, right = unmatched(one.facts, other.facts, same)
    pairs = paired(left, right, lambda a, b: 1.0)
    return [
        pair
        for pair in pairs
        if not all(
            _is_unclear(fact, own, facing) for fact, own, facing in ((pair[0], one, other), (pair[1], other, one))
        )
        and not (apart and _is_unread(other if pair[1] is None else one, pair))
    ]


def _is_unread(silent: Side, pair: Pair) -> bool:
    """Tell whether the side without a speaker has one all the same: a verb of speech whose subject is not known."""
    if None not in pair or silent.facts:
        return False
    facts, tokens = silent.group, silent.telling.reading.tokens
    start = min((fact.start for fact in facts), default=0) - _BESIDE
    end = max((fact.end for fact in facts), default=len(silent.telling.text)) + _BESIDE
    return any(
        ("speech" in roles or "according" in roles or roles.get("negation") == "deny") and start <= at <= end
        for roles, at in zip(tokens.roles, tokens.starts, strict=True)
    )


def _is_unclear(fact: Fact | None, own: Side, facing: Side) -> bool:
    """Tell whether a speaker stands in the other statement all the same, only not as one, or may be no name at all."""
    if fact is None:
        return True
    role, name = split_speaker(fact)
    if name and not role and opens(fact, own.telling):
        return True
    if name:
        named = _named(fact, name, own)
        there = [f for f in facing.group if f.kind == "name"]
        alike = any(likeness_of(named, own.telling, f, facing.telling) >= OTHER_NAME for f in there)
        return alike or is_there(named, own.telling, facing.telling)
    return _has_role(role, facing)


def _named(fact: Fact, name: str, own: Side) -> Fact:
    """Return the name that stands in a speaker's words, else those words with the name's value."""
    within = (f for f in own.telling.facts if f.kind == "name" and fact.start <= f.start < fact.end and f.value == name)
    return next(within, msgspec.structs.replace(fact, value=name))


def _has_role(role: str, side: Side) -> bool:
    """Tell whether an office is named in a side's statements or right beside them."""
    facts, tokens = side.group, side.telling.reading.tokens
    start = min((fact.start for fact in facts), default=0) - _BESIDE
    end = max((fact.end for fact in facts), default=len(side.telling.text)) + _BESIDE
    return any(
        roles.get("role") == role and start <= at <= end for roles, at in zip(tokens.roles, tokens.starts, strict=True)
    )


def split_speaker(fact: Fact) -> tuple[str, str]:
    """Return role and name of an attribution's value; either may be empty."""
    first, _, rest = fact.value.partition(" ")
    return (first, rest) if first in _roles() else ("", fact.value)


@cache
def _roles() -> frozenset[str]:
    return frozenset().union(*(lexicon(code).values("role") for code in languages()))
