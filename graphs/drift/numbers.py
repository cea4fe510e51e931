"""Numbers of two sides: the same amount in another unit of its dimension is the same."""

from graphs.drift.pairing import Pair, Side, elsewhere, paired, unmatched
from graphs.facts import Fact

_MEASURES = frozenset(("m", "m2", "m3", "kg", "l", "km/h"))  # converted from another system they are rounded
_MONTHS = {"year": 12.0, "month": 1.0}
_MINUTES = {"day": 1440.0, "min": 1.0}


def numbers(one: Side, other: Side) -> list[Pair]:
    apart = one.telling.language != other.telling.language

    def same(a: Fact, b: Fact) -> bool:
        return _same_number(a, b) or (apart and _same_abroad(a.value, b.value))

    left, right = unmatched(one.facts, other.facts, same)
    left = elsewhere(left, other.telling, "number", same)
    right = elsewhere(right, one.telling, "number", same)
    return [pair for pair in paired(left, right, _near_number) if not _says_one(pair)]


def _same_number(one: Fact, other: Fact) -> bool:
    (a, unit), (b, another) = _quantity(one.value), _quantity(other.value)
    if not unit or not another:
        a, b = _figure(one.value), _figure(other.value)
    slack = 0.03 if "." in one.value + other.value and unit == another and unit in _MEASURES else 1e-4
    close = a == b or (isinstance(a, float) and isinstance(b, float) and abs(a - b) <= slack * max(abs(a), abs(b)))
    return close and (unit == another or not unit or not another)


def _same_abroad(one: str, other: str) -> bool:
    """Tell whether two languages say one thing by other means: by half, вдвое; the 150th, 150-летие."""
    if {one, other} == {"0.5", "2 x"}:
        return True
    (a, _, unit), (b, _, another) = one.partition(" "), other.partition(" ")
    return a == b and "th" in (unit, another)


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
    """Tell whether only a lone `one` comes or goes, as articles do."""
    alone = pair[0] or pair[1]
    return (
        None in pair and alone is not None and alone.value.partition(" ")[0] == "1" and not alone.surface[0].isdigit()
    )
