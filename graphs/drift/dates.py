"""Dates of two sides, each meant from the day of its text."""

from graphs.drift.days import is_relative, same_date
from graphs.drift.pairing import Pair, Side, elsewhere, paired, unmatched
from graphs.facts import Fact


def dates(one: Side, other: Side) -> list[Pair]:
    def same(a: Fact, b: Fact) -> bool:
        return same_date(a.value, b.value, one.telling.day, other.telling.day)

    def same_back(a: Fact, b: Fact) -> bool:
        return same(b, a)

    left, right = unmatched(one.facts, other.facts, same)
    left = [fact for fact in elsewhere(left, other.telling, "date", same) if not _is_redundant(fact, one.facts, right)]
    right = [
        fact for fact in elsewhere(right, one.telling, "date", same_back) if not _is_redundant(fact, other.facts, left)
    ]
    return [pair for pair in paired(left, right, _near_date) if not _says_now(pair)]


def _says_now(pair: Pair) -> bool:
    """Tell whether no more than `this year` or `today` comes or goes."""
    alone = pair[0] or pair[1]
    return None in pair and alone is not None and alone.value.endswith("+0")


def _is_redundant(fact: Fact, beside: list[Fact], facing: list[Fact]) -> bool:
    """Tell whether a weekday stands beside a full date and no other weekday faces it."""
    dated = any(other.value[0].isdigit() or other.value.startswith("--") for other in beside if other is not fact)
    return fact.value.startswith("weekday") and dated and not any(f.value.startswith("weekday") for f in facing)


def _near_date(one: Fact, other: Fact) -> float:
    if one.value[0] == "T" or other.value[0] == "T":
        return 3.0 if one.value[0] == other.value[0] else 0.0
    return 2.0 if is_relative(one.value) == is_relative(other.value) else 1.0
