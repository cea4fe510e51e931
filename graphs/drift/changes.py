"""What changed between two tellings: the facts of aligned statements, slot by slot."""

import re
from bisect import bisect_left
from collections.abc import Callable
from os.path import commonprefix
from typing import NamedTuple

import msgspec
from rapidfuzz.fuzz import partial_ratio

from graphs.drift.alignment import Group, align
from graphs.drift.days import is_relative, same_date
from graphs.drift.telling import Telling
from graphs.facts import SLOTS, Fact, Kind, name_likeness
from graphs.facts.names import bare
from graphs.facts.spelling import folded, likeness, sound, spell
from graphs.facts.tokens import UNSPACED, WORD

SAME_NAME, OTHER_NAME = 0.75, 0.5  # likeness of two spellings of one name: in one language, in two
_AHEAD = re.compile(r"(day|week|month|year)\+([1-9]\d*)")
_SOFT = frozenset(("can", "upto"))  # too much a matter of language to be a change alone
_ALIKE = ({"can", "may"}, {"barred", "may"}, {"barred", "must"}, {"barred", "can"})  # the denial is a slot of its own
_NEAR_ROLES = ({"official", "spokesperson"}, {"president", "director"}, {"mayor", "government"})
_MONTHS = {"year": 12.0, "month": 1.0}
_MINUTES = {"day": 1440.0, "min": 1.0}


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


class Comparison(NamedTuple):
    """The aligned statements of two tellings and what changed in them."""

    groups: tuple[Group, ...]
    changes: tuple[Change, ...]


Pair = tuple[Fact | None, Fact | None]
Side = tuple[list[Fact], Telling, list[Fact]]  # the group's facts of one kind, the telling, all the group's facts


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
        for slot in SLOTS:
            pairs = _PAIRING[slot](_side(slot, before, parent), _side(slot, after, child))
            changes += [_change(slot, one, other) for one, other in pairs]
    return Comparison(groups, tuple(changes))


def _durations(facts: list[Fact], facing: list[Fact]) -> list[Fact]:
    """Read `in two years` as a duration where the other side has one, and no date of its kind."""
    periods = {fact.value.split(" ")[-1] for fact in facing if fact.kind == "number" and " " in fact.value}
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


def _plain(count: str, period: str) -> str:
    return f"{float(count) * 7:g} day" if period == "week" else f"{count} {period}"


def _side(slot: Kind, facts: list[Fact], telling: Telling) -> Side:
    return [fact for fact in facts if fact.kind == slot], telling, facts


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


def _unmatched(one: list[Fact], other: list[Fact], same: Callable[[Fact, Fact], bool]) -> tuple[list[Fact], list[Fact]]:
    """Take away, in order, the facts that are the same on both sides."""
    left, right = [], list(other)
    for fact in one:
        partner = next((candidate for candidate in right if same(fact, candidate)), None)
        if partner is None:
            left.append(fact)
        else:
            right.remove(partner)
    return left, right


def _elsewhere(facts: list[Fact], telling: Telling, kind: Kind, same: Callable[[Fact, Fact], bool]) -> list[Fact]:
    """Leave out the facts that another statement of the other text holds: they moved."""
    others = [fact for fact in telling.facts if fact.kind == kind]
    return [fact for fact in facts if not any(same(fact, other) for other in others)]


def _paired(left: list[Fact], right: list[Fact], near: Callable[[Fact, Fact], float]) -> list[Pair]:
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


# -- numbers ----------------------------------------------------------------------------------------------------------


def _numbers(one: Side, other: Side) -> list[Pair]:
    left, right = _unmatched(one[0], other[0], _same_number)
    left = _elsewhere(left, other[1], "number", _same_number)
    right = _elsewhere(right, one[1], "number", _same_number)
    return [pair for pair in _paired(left, right, _near_number) if not _says_one(pair)]


def _same_number(one: Fact, other: Fact) -> bool:
    (a, unit), (b, another) = _quantity(one.value), _quantity(other.value)
    if not unit or not another:
        a, b = _figure(one.value), _figure(other.value)
    close = a == b or (isinstance(a, float) and isinstance(b, float) and abs(a - b) <= 1e-4 * max(abs(a), abs(b)))
    return close and (unit == another or not unit or not another)


def _figure(value: str) -> float | str:
    figure = value.partition(" ")[0]
    return figure if figure.endswith("s") else float(figure)


def _quantity(value: str) -> tuple[float | str, str]:
    """Return a number value in one unit of its dimension: months for years, minutes for days."""
    figure, _, unit = value.partition(" ")
    if figure.endswith("s"):
        return figure, unit
    for table, base in ((_MONTHS, "month"), (_MINUTES, "min")):
        if unit in table:
            return float(figure) * table[unit], base
    return float(figure), unit


def _near_number(one: Fact, other: Fact) -> float:
    return 2.0 if _quantity(one.value)[1] == _quantity(other.value)[1] else 1.0


def _says_one(pair: Pair) -> bool:
    """A lone `one` comes and goes with articles."""
    alone = pair[0] or pair[1]
    return (
        None in pair and alone is not None and alone.value.partition(" ")[0] == "1" and not alone.surface[0].isdigit()
    )


# -- dates ------------------------------------------------------------------------------------------------------------


def _dates(one: Side, other: Side) -> list[Pair]:
    def same(a: Fact, b: Fact) -> bool:
        return same_date(a.value, b.value, one[1].day, other[1].day)

    def same_back(a: Fact, b: Fact) -> bool:
        return same(b, a)

    left, right = _unmatched(one[0], other[0], same)
    left = [fact for fact in _elsewhere(left, other[1], "date", same) if not _is_redundant(fact, one[0], right)]
    right = [fact for fact in _elsewhere(right, one[1], "date", same_back) if not _is_redundant(fact, other[0], left)]
    return [pair for pair in _paired(left, right, _near_date) if not _says_now(pair)]


def _says_now(pair: Pair) -> bool:
    """Tell whether no more than `this year` or `today` comes or goes."""
    alone = pair[0] or pair[1]
    return None in pair and alone is not None and alone.value.endswith("+0")


def _is_redundant(fact: Fact, beside: list[Fact], facing: list[Fact]) -> bool:
    """A weekday beside a full date says nothing more, unless another weekday stands on the other side."""
    dated = any(other.value[0].isdigit() or other.value.startswith("--") for other in beside if other is not fact)
    return fact.value.startswith("weekday") and dated and not any(f.value.startswith("weekday") for f in facing)


def _near_date(one: Fact, other: Fact) -> float:
    if one.value[0] == "T" or other.value[0] == "T":
        return 3.0 if one.value[0] == other.value[0] else 0.0
    return 2.0 if is_relative(one.value) == is_relative(other.value) else 1.0


# -- names ------------------------------------------------------------------------------------------------------------


def _names(one: Side, other: Side) -> list[Pair]:
    floor = SAME_NAME if one[1].language == other[1].language else OTHER_NAME

    def same(a: Fact, b: Fact) -> bool:
        return name_likeness(a.value, b.value) >= floor

    left, right = _best_matched(one[0], other[0], floor)
    left = [fact for fact in _elsewhere(left, other[1], "name", same) if not _is_written(fact, other[1])]
    right = [fact for fact in _elsewhere(right, one[1], "name", same) if not _is_written(fact, one[1])]
    pairs = _paired(left, right, lambda a, b: 3.0 - _opens(a, one[1]) - _opens(b, other[1]))
    alike = one[1].language == other[1].language
    return [pair for pair in pairs if not _is_doubtful(pair, one[1], other[1], alike)]


def _is_doubtful(pair: Pair, one: Telling, other: Telling, alike: bool) -> bool:
    """Tell whether only a sentence's first capital speaks for a name, and nothing on the other side answers it."""
    doubts = [fact is not None and _opens(fact, telling) for fact, telling in zip(pair, (one, other), strict=True)]
    if None not in pair:
        return all(doubts) and not alike
    return any(doubts) or (not alike and any(fact is not None and _is_acronym(fact) for fact in pair))


def _is_acronym(fact: Fact) -> bool:
    """Tell whether a name is all capitals: other languages have other letters for it."""
    return fact.surface.isupper() and len(fact.surface) <= 6


def _opens(fact: Fact, telling: Telling) -> bool:
    """Tell whether a name of one word opens a sentence and stands nowhere else in the text."""
    tokens = telling.reading.tokens
    if " " in fact.surface or tokens.kinds[i := bisect_left(tokens.starts, fact.start)] == UNSPACED:
        return False
    return tokens.opens(i) and sum(f.kind == "name" and f.surface == fact.surface for f in telling.facts) == 1


def _best_matched(one: list[Fact], other: list[Fact], floor: float) -> tuple[list[Fact], list[Fact]]:
    ranked = sorted(
        ((name_likeness(a.value, b.value), -i, -j) for i, a in enumerate(one) for j, b in enumerate(other)),
        reverse=True,
    )
    taken: set[int] = set()
    taking: set[int] = set()
    for alike, i, j in ranked:
        if alike >= floor and -i not in taken and -j not in taking:
            taken.add(-i)
            taking.add(-j)
    return [a for i, a in enumerate(one) if i not in taken], [b for j, b in enumerate(other) if j not in taking]


def _is_written(fact: Fact, telling: Telling) -> bool:
    """Tell whether each word of a name is in the other text, whether or not it is recognised as a name there."""
    tokens = telling.reading.tokens
    lexicon = telling.reading.lexicon
    plain = [word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind == WORD and len(word) > 2]
    words = {spell(word) for word in plain} | {spell(bare(word, lexicon)) for word in plain}
    heard = ""
    if UNSPACED in tokens.kinds:
        unspaced = (spell(c) for i, w in enumerate(tokens.words) if tokens.kinds[i] == UNSPACED for c in w)
        heard = sound(" ".join(unspaced))
    return all(
        any(likeness(word, c) >= 0.8 or _stem(word, c) for c in words) or _is_heard(word, heard)
        for word in fact.value.split()
    )


def _is_heard(word: str, heard: str) -> bool:
    """Tell whether a run of unspaced text sounds like the word."""
    classes = sound(word).removeprefix("A")
    return len(classes) > 2 and partial_ratio(classes, heard) >= 75 if heard else False


def _stem(one: str, other: str) -> bool:
    """Tell whether two words share their first five letters or more: Mexicans, мексиканский."""
    shared = len(commonprefix((folded(one), folded(other))))
    return shared >= 5 and shared >= 0.6 * min(len(one), len(other))


# -- negation, modality, hedges ---------------------------------------------------------------------------------------


def _negations(one: Side, other: Side) -> list[Pair]:
    """Compare how often is denied: which word denies is a matter of language, and `without` may stand for `not`."""
    left, right = _unmatched(_strong(one), _strong(other), lambda a, b: a.value == b.value)
    common = min(len(left), len(right))
    left, right = left[common:], right[common:]
    spare, spared = len(one[0]) - len(_strong(one)), len(other[0]) - len(_strong(other))
    return [(fact, None) for fact in left[spared:]] + [(None, fact) for fact in right[spare:]]


def _strong(side: Side) -> list[Fact]:
    return [fact for fact in side[0] if fact.value != "lack"]


def _marks(one: Side, other: Side) -> list[Pair]:
    left, right = _unmatched(_barred(one), _barred(other), lambda a, b: a.value == b.value)
    left, right = _unmatched(left, right, lambda a, b: {a.value, b.value} in _ALIKE)
    pairs = _paired(left, right, lambda a, b: 1.0)
    return [pair for pair in pairs if any(fact is not None and fact.value not in _SOFT for fact in pair)]


def _barred(side: Side) -> list[Fact]:
    """Return the marks; may not and must not are one thing."""
    denied = [fact for fact in side[2] if fact.kind == "negation"]
    return [
        msgspec.structs.replace(fact, value="barred")
        if fact.kind == "modality"
        and fact.value in ("may", "must")
        and any(_touch(fact, negation) for negation in denied)
        else fact
        for fact in side[0]
    ]


def _touch(one: Fact, other: Fact) -> bool:
    return one.start <= other.end + 12 and other.start <= one.end + 12


# -- attribution ------------------------------------------------------------------------------------------------------


def _speakers(one: Side, other: Side) -> list[Pair]:
    floor = SAME_NAME if one[1].language == other[1].language else OTHER_NAME

    def same(a: Fact, b: Fact) -> bool:
        (role, name), (role2, name2) = split_speaker(a), split_speaker(b)
        if name and name2:
            return name_likeness(name, name2) >= floor
        return bool(role and role2) and (role == role2 or {role, role2} in _NEAR_ROLES)

    left, right = _unmatched(one[0], other[0], same)
    pairs = _paired(left, right, lambda a, b: 1.0)
    return [pair for pair in pairs if not (None in pair and _is_unclear(pair, one, other))]


def _is_unclear(pair: Pair, one: Side, other: Side) -> bool:
    """Tell whether a speaker without counterpart is in the other statement all the same, or may be no name at all."""
    fact, telling = (pair[0], other[1]) if pair[0] else (pair[1], one[1])
    facts, own = (other[2], one[1]) if pair[0] else (one[2], other[1])
    if fact is None:
        return False
    role, name = split_speaker(fact)
    if name and not role and _opens(fact, own):
        return True
    if name:
        spelled = msgspec.structs.replace(fact, value=name)
        alike = any(f.kind == "name" and name_likeness(name, f.value) >= OTHER_NAME for f in facts)
        return alike or _is_written(spelled, telling)
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


def _roles() -> frozenset[str]:
    from graphs.facts.lexicon import languages, lexicon

    return frozenset().union(*(lexicon(code).values("role") for code in languages()))


_PAIRING: dict[Kind, Callable[[Side, Side], list[Pair]]] = {
    "number": _numbers,
    "date": _dates,
    "name": _names,
    "negation": _negations,
    "modality": _marks,
    "hedge": _marks,
    "attribution": _speakers,
}
