"""Who is said to have said it, on two sides."""

from functools import cache

import msgspec

from graphs.drift.names import is_written, opens
from graphs.drift.pairing import OTHER_NAME, Pair, Side, name_floor, paired, unmatched
from graphs.facts import Fact, name_likeness
from graphs.facts.lexicon import languages, lexicon

_NEAR = (
    {"director", "president", "mayor", "governor", "premier"},
    {"official", "spokesperson", "government", "mayor", "department", "ministry"},
    {"council", "parliament", "department"},
    {"rescuer", "department"},
    {"scientist", "expert", "forecaster"},
)
"""Offices that two languages may name by words that differ; in one language they are told apart."""


def speakers(one: Side, other: Side) -> list[Pair]:
    floor = name_floor(one, other)
    apart = one.telling.language != other.telling.language

    def same(a: Fact, b: Fact) -> bool:
        (role, name), (role2, name2) = split_speaker(a), split_speaker(b)
        if name and name2:
            return name_likeness(name, name2) >= floor
        near = apart and any({role, role2} <= offices for offices in _NEAR)
        return bool(role and role2) and (role == role2 or near)

    left, right = unmatched(one.facts, other.facts, same)
    pairs = paired(left, right, lambda a, b: 1.0)
    return [pair for pair in pairs if not (None in pair and _is_unclear(pair, one, other))]


def _is_unclear(pair: Pair, one: Side, other: Side) -> bool:
    """Tell whether a speaker without counterpart is in the other statement all the same, or may be no name at all."""
    fact, telling = (pair[0], other.telling) if pair[0] else (pair[1], one.telling)
    facts, own = (other.group, one.telling) if pair[0] else (one.group, other.telling)
    if fact is None:
        return False
    role, name = split_speaker(fact)
    if name and not role and opens(fact, own):
        return True
    if name:
        spelled = msgspec.structs.replace(fact, value=name)
        alike = any(f.kind == "name" and name_likeness(name, f.value) >= OTHER_NAME for f in facts)
        return alike or is_written(spelled, telling)
    start, end = (min(f.start for f in facts), max(f.end for f in facts)) if facts else (0, len(telling.text))
    tokens = telling.reading.tokens
    return any(
        roles.get("role") == role and start - 60 <= at <= end + 60
        for roles, at in zip(tokens.roles, tokens.starts, strict=True)
    )


def split_speaker(fact: Fact) -> tuple[str, str]:
    """Return role and name of an attribution's value; either may be empty."""
    first, _, rest = fact.value.partition(" ")
    return (first, rest) if first in _roles() else ("", fact.value)


@cache
def _roles() -> frozenset[str]:
    return frozenset().union(*(lexicon(code).values("role") for code in languages()))
