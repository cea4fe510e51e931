"""What changed between two tellings: the facts of aligned statements, slot by slot."""

import re
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from graphs.drift.alignment import Group, align
from graphs.drift.dates import dates
from graphs.drift.marks import marks, negations
from graphs.drift.names import names
from graphs.drift.numbers import numbers
from graphs.drift.pairing import Pair, Side
from graphs.drift.speakers import speakers
from graphs.drift.telling import Telling
from graphs.facts import SLOTS, Fact, Kind

_AHEAD = re.compile(r"(hour|day|week|month|year)\+([1-9]\d*)")


class Change(msgspec.Struct, frozen=True, order=True):
    """One slot that differs between a parent's text and its child's.

    `before` and `after` are the words as they stand, None where the slot is empty on that side; `*_value` is their
    normalised value and `*_at` their place (first and last offset) in the text.
    """

    slot: Kind
    before: str | None
    after: str | None
    before_value: str | None
    after_value: str | None
    before_at: tuple[int, int] | None
    after_at: tuple[int, int] | None

    @property
    def kind(self) -> str:
        """Name what happened: `replaced`, `dropped` or `added`."""
        if self.before_at is None:
            return "added"
        return "dropped" if self.after_at is None else "replaced"


class Comparison(NamedTuple):
    """The aligned statements of two tellings and what changed in them."""

    groups: tuple[Group, ...]
    changes: tuple[Change, ...]


def compare(parent: Telling, child: Telling) -> Comparison:
    """Return what changed from one telling to the other, in aligned statements only.

    A statement that is left out or added is no change, nor is a fact that moved to another statement.
    """
    groups = align(parent, child)
    changes: list[Change] = []
    for group in groups:
        before = [fact for i in group.parent for fact in parent.statements[i].facts]
        after = [fact for j in group.child for fact in child.statements[j].facts]
        before, after = _durations(before, after), _durations(after, before)
        before, after = _years(before, after), _years(after, before)
        for slot in SLOTS:
            pairs = _PAIRING[slot](_side(slot, before, parent), _side(slot, after, child))
            changes += [_change(slot, one, other) for one, other in pairs]
    return Comparison(groups, tuple(changes))


def _durations(facts: list[Fact], facing: list[Fact]) -> list[Fact]:
    """Read `in two years` as a duration where the other side has one, and no date of its kind."""
    periods = {fact.value.split(" ")[-1] for fact in facing if fact.kind == "number" and " " in fact.value}
    if "min" in periods:
        periods.add("hour")
    dated = {match[1] for fact in facing if fact.kind == "date" and (match := _AHEAD.fullmatch(fact.value))}
    return [
        msgspec.structs.replace(fact, kind="number", value=f"{_plain(match[2], match[1])}")
        if fact.kind == "date"
        and (match := _AHEAD.fullmatch(fact.value))
        and (match[1] in periods or (match[1] == "week" and "day" in periods))
        and match[1] not in dated
        else fact
        for fact in facts
    ]


def _years(facts: list[Fact], facing: list[Fact]) -> list[Fact]:
    """Read a bare number as a year, and a year as a number of years, where the other side has it so."""
    dated = {fact.value[:4] for fact in facing if fact.kind == "date" and fact.value[:4].isdigit()}
    dated -= {fact.value for fact in facing if fact.kind == "number"}
    spans = {fact.value for fact in facing if fact.kind == "number" and fact.value.endswith(" year")}
    return [_year(fact, dated, spans) for fact in facts]


def _year(fact: Fact, dated: set[str], spans: set[str]) -> Fact:
    if fact.kind == "number" and fact.value in dated:
        return msgspec.structs.replace(fact, kind="date")
    if fact.kind == "date" and f"{fact.value} year" in spans:
        return msgspec.structs.replace(fact, kind="number", value=f"{fact.value} year")  # 1900年
    return fact


def _plain(count: str, period: str) -> str:
    unit, factor = {"week": ("day", 7), "hour": ("min", 60)}.get(period, (period, 1))
    return f"{float(count) * factor:g} {unit}"


def _side(slot: Kind, facts: list[Fact], telling: Telling) -> Side:
    return Side([fact for fact in facts if fact.kind == slot], telling, facts)


def _change(slot: Kind, one: Fact | None, other: Fact | None) -> Change:
    return Change(
        slot,
        one.surface if one else None,
        other.surface if other else None,
        one.value if one else None,
        other.value if other else None,
        (one.start, one.end) if one else None,
        (other.start, other.end) if other else None,
    )


_PAIRING: dict[Kind, Callable[[Side, Side], list[Pair]]] = {
    "number": numbers,
    "date": dates,
    "name": names,
    "negation": negations,
    "modality": marks,
    "hedge": marks,
    "attribution": speakers,
}
