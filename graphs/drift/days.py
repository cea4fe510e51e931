"""Dates of two tellings, each read from the day of its text, as spans of days that can be compared."""

import re
from datetime import date, timedelta

_EPOCH = date(1970, 1, 1).toordinal()
_RELATIVE = re.compile(r"(hour|day|week|month|year)([+-])(\d+(?:\.\d+)?)")
Span = tuple[int, int]


def same_date(one: str, other: str, one_day: int | None, other_day: int | None) -> bool:
    """Tell whether two date values mean the same, a year that only one of them says aside.

    Relative dates and weekdays are resolved from the day (since 1970) of their text where it is known.
    """
    if one == other and (not is_relative(one) or one_day == other_day or one_day is None or other_day is None):
        return True
    if one.startswith("--") != other.startswith("--") and _without_year(one) == _without_year(other):
        return True
    first, second = span(one, one_day), span(other, other_day)
    return first is not None and first == second


def is_relative(value: str) -> bool:
    """Tell whether the value means another day in a text of another day."""
    return value.startswith("weekday") or _RELATIVE.fullmatch(value) is not None


def span(value: str, day: int | None) -> Span | None:
    """Return first and last day, since 1970, that a value means in a text of a day; None where that is not known."""
    today = date.fromordinal(day + _EPOCH) if day is not None else None
    if match := _RELATIVE.fullmatch(value):
        return _shifted(today, match[1], float(match[2] + match[3])) if today else None
    if value.startswith("weekday-"):
        return _nearest_weekday(today, int(value[-1])) if today else None
    return _absolute(value, today)


def _absolute(value: str, today: date | None) -> Span | None:
    parts = re.fullmatch(r"(?:(\d{4})|-)(?:-(\d\d))?(?:-(\d\d))?", value)
    if parts is None:
        return None
    year = int(parts[1]) if parts[1] else (today.year if today else None)
    if year is None:
        return None
    month, day = parts[2], parts[3]
    try:
        first = date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    last = first if day else _last(first, whole_year=month is None)
    return first.toordinal() - _EPOCH, last.toordinal() - _EPOCH


def _last(first: date, *, whole_year: bool) -> date:
    if whole_year:
        return date(first.year, 12, 31)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)


def _shifted(today: date, period: str, by: float) -> Span | None:
    steps = int(by)
    if period == "day" or period == "hour":
        moved = today + timedelta(days=steps if period == "day" else 0)
        first, last = moved, moved
    elif period == "week":
        first = today - timedelta(days=today.weekday()) + timedelta(weeks=steps)
        last = first + timedelta(days=6)
    elif period == "month":
        months = today.year * 12 + today.month - 1 + steps
        first = date(months // 12, months % 12 + 1, 1)
        last = _last(first, whole_year=False)
    else:
        first = date(today.year + steps, 1, 1)
        last = _last(first, whole_year=True)
    return first.toordinal() - _EPOCH, last.toordinal() - _EPOCH


def _nearest_weekday(today: date, weekday: int) -> Span:
    """Return the nearest such day, the past one of two at equal distance: news speaks of the last days and the next."""
    ahead = (weekday - today.isoweekday()) % 7
    day = today.toordinal() - _EPOCH + (ahead if ahead <= 3 else ahead - 7)
    return day, day


def _without_year(value: str) -> str:
    return re.sub(r"^(\d{4}|-)-", "", value) if not is_relative(value) else value
