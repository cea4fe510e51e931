"""Numbers, shares, dates and the terms of a finding, in plain words for a page."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

NOT_KNOWN = "not known"
MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
VERDICTS = ("source led", "target led", "both ways", "separate", "cannot tell")
EVIDENCE = {
    "reference": "Reposts, quotes, replies",
    "citation": "Citations",
    "attribution": "Named as source",
    "copy": "Copied wording",
    "fact": "Shared rare facts",
    "claim": "Same claim",
    "timing": "Timing only (never counted)",
}
STEPS = {
    "reference": "reposted or quoted",
    "citation": "cited",
    "attribution": "named as source",
    "copy": "wording copied",
    "fact": "rare fact shared",
    "claim": "same claim",
    "timing": "later in time only",
}
LEVELS = {"link": "same link", "words": "same words", "claim": "same claim"}
_GAP = "\u00a0"
_DAY = 86_400_000


def number(value: Any) -> str:
    """Return a count with thousands separated, or the word for not known."""
    return NOT_KNOWN if value is None else f"{value:,}"


def counted(value: int, one: str, many: str) -> str:
    """Return `1 post` or `2,000 posts`."""
    return f"{value:,}{_GAP}{one if value == 1 else many}"


def percent(share: float | None) -> str:
    """Return a share from 0 to 1 as whole percent; what is not quite none or all is not rounded to it."""
    if share is None:
        return NOT_KNOWN
    whole = round(100 * share)
    if whole == 0 and share > 0:
        return f"under 1{_GAP}%"
    if whole == 100 and share < 1:
        return f"over 99{_GAP}%"
    return f"{whole}{_GAP}%"


def percents(low: float | None, high: float | None) -> str:
    """Return `38 to 71 %`, or one figure where both are the same."""
    if low is None or high is None:
        return NOT_KNOWN
    if percent(low) == percent(high):
        return percent(low)
    if low in (0, 1) or 0.005 <= low <= 0.995:
        return f"{round(100 * low)} to {percent(high)}"
    return f"{percent(low)} to {percent(high)}"


def decimal(value: float | None, digits: int = 3) -> str:
    """Return a probability or statistic with so many digits; a tiny one as `under 0.001`."""
    if value is None:
        return "not available"
    least: float = 10.0**-digits
    return f"under {least:.{digits}f}" if 0 < value < least else f"{value:.{digits}f}"


def hours(value: float | None) -> str:
    """Return a time in the unit that reads best: minutes, hours or days."""
    if value is None:
        return NOT_KNOWN
    if abs(value) < 1:
        return counted(round(60 * value), "minute", "minutes")
    if abs(value) < 48:
        return f"{value:.1f}".removesuffix(".0") + f"{_GAP}hours"
    return f"{value / 24:.1f}".removesuffix(".0") + f"{_GAP}days"


def day(milliseconds: int) -> str:
    """Return the day of a moment, UTC."""
    at = _moment(milliseconds)
    return f"{at.day}{_GAP}{MONTHS[at.month - 1]} {at.year}" if at else "an unreadable date"


def minute(milliseconds: int) -> str:
    """Return a moment to the minute, UTC."""
    at = _moment(milliseconds)
    return f"{day(milliseconds)}, {at:%H:%M}" if at else "an unreadable date"


def interval(low: int, high: int) -> str:
    """Return when something was published as closely as it is known."""
    if high - low < 3_600_000:
        return minute(low)
    return f"between {minute(low)} and {minute(high)}"


def days(first: int, last: int) -> str:
    """Return `1 to 4 May 2024`: two days without saying twice what they share."""
    low, high = _moment(first), _moment(last)
    if not low or not high or low.date() == high.date():
        return day(first)
    if low.year != high.year:
        return f"{day(first)} to {day(last)}"
    if low.month != high.month:
        return f"{low.day}{_GAP}{MONTHS[low.month - 1]} to {day(last)}"
    return f"{low.day} to {day(last)}"


def tick(milliseconds: int, step: int) -> str:
    """Return a word for a mark on a time axis whose marks lie `step` milliseconds apart."""
    at = _moment(milliseconds)
    if not at:
        return ""
    month = MONTHS[at.month - 1]
    if step >= 91 * _DAY:
        return f"{month} {at.year}"
    if step < _DAY and (at.hour, at.minute) != (0, 0):
        return f"{at:%H:%M}"
    return f"{at.day} {month}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return `a, b and c`."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def shortened(text: str, most: int = 110) -> str:
    """Return text on one line, cut after a word when it is longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head, gap, _ = line[:most].rpartition(" ")
    return (head if gap and len(head) > most // 2 else line[:most]) + "…"


def language(code: str) -> str:
    """Return a language by its English name, with the code that filters and tables use: `Kazakh (kk)`."""
    name = _languages().get(code.lower()) or _languages().get(code.lower().partition("-")[0])
    return f"{name} ({code})" if name else code


@cache
def _languages() -> dict[str, str]:
    import pycld2

    return {
        code: name.replace("_", " ").title() for name, code in reversed(pycld2.LANGUAGES) if not name.startswith("X_")
    }


def _moment(milliseconds: int) -> datetime | None:
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
