"""Times as intervals: what a time text says, no more.

    2024-05-01T10:00:00+05:00, 1714539600   one moment
    2024-05-01T10:00Z                       that minute
    2024-05-01, with a zone                 that day there; without one: that date anywhere on Earth
    2024-05-01T10:00:00                     NoZone, unless a zone is given

All times are milliseconds since 1970 in UTC; both ends of an interval belong to it.
"""

import math
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from collectors.errors import RequestError

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = -70 * 366 * DAY, 230 * 366 * DAY
_FIRST_ZONE, _LAST_ZONE = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:(?:[Tt]|\s+)(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?"
    r"\s*([Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
_BASIC = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:[Tt]?(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d+))?)?)?([Zz]|[+-]\d\d(?::?\d\d)?)?", re.ASCII
)
_FULL = re.compile(r"\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):\d\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,4}|-?\d{5,7}|-?\d{9,13}|-?\d{1,13}\.\d*", re.ASCII)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)


class Interval(NamedTuple):
    """The earliest and the latest moment that a time can mean, in milliseconds UTC."""

    lo: int
    hi: int


class BadTime(ValueError):
    """Say that a value is no time that can be understood."""


class NoZone(BadTime):
    """Say that a value is a time of day somewhere, and nobody said where."""


def parse(value: object, zone: tzinfo | None) -> Interval:
    """Read a time; `zone` is used only where the value itself has none.

    Numbers are unix seconds, or milliseconds from 10^11 on. A local time that a clock shows twice spans both.
    Raises NoZone for a time of day without zone, BadTime for everything that is no time.
    """
    if isinstance(value, str):
        return _text(value.strip(), zone)
    if isinstance(value, datetime):
        return _moment(value, zone, value, 0)
    if isinstance(value, date):
        return _day(value, zone)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    raise BadTime(f"{value!r:.80} is not a time")


def anywhere(value: object, zone: tzinfo | None) -> Interval:
    """Read a time as `parse` does; a time of day without zone spans that moment of the day anywhere on Earth."""
    try:
        return parse(value, zone)
    except NoZone:
        return Interval(parse(value, _FIRST_ZONE).lo, parse(value, _LAST_ZONE).hi)


def milliseconds(iso_z: str) -> int:
    """Return the milliseconds of a full ISO time with its zone, as platforms write it; raise BadTime otherwise."""
    try:
        since = datetime.fromisoformat(iso_z) - _EPOCH
    except (ValueError, TypeError, OverflowError):
        raise BadTime(f"{iso_z!r:.80} is not a time with a zone") from None
    return since.days * DAY + since.seconds * SECOND + since.microseconds // 1000


def zone(name: str) -> ZoneInfo:
    """Return the named time zone; raise RequestError where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise RequestError(
            f"{name!r} is not a time zone. Name one as the tz database does, e.g. --timezone Asia/Almaty."
        ) from None


def _text(text: str, zone: tzinfo | None) -> Interval:
    if _FULL.fullmatch(text):
        at = milliseconds(text)
        return Interval(at, at)
    match = _ISO.fullmatch(text)
    if match is None and _NUMBER.fullmatch(text):
        if _YEAR.fullmatch(text):
            raise BadTime(f"{text!r} is a year, not a time")
        return _number(float(text) if "." in text else int(text))
    match = match or _BASIC.fullmatch(text)
    if match is None:
        raise BadTime(f"{text!r:.80} is not a time")
    try:
        return _fields(match, _offset(match[8]) or zone)
    except (ValueError, OverflowError) as error:
        if isinstance(error, BadTime):
            raise
        raise BadTime(f"{text!r:.80} is not a time: {error}") from None


def _fields(match: re.Match[str], where: tzinfo | None) -> Interval:
    day = date(int(match[1]), int(match[2]), int(match[3]))
    if match[4] is None:
        return _day(day, where)
    hour, second = int(match[4]), int(match[6] or 0)
    midnight, leap = hour == 24 and match[5] == "00" and second == 0, second == 60
    clock = time(0 if midnight else hour, int(match[5]), 59 if leap else second, _microseconds(match[7]))
    extra = timedelta(days=midnight, seconds=leap)
    return _moment(datetime.combine(day, clock) + extra, where, match[0], MINUTE - 1 if match[6] is None else 0)


def _microseconds(fraction: str | None) -> int:
    return int(fraction[:6].ljust(6, "0")) if fraction else 0


def _offset(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text[0] not in "+-":
        return UTC
    minutes = int(text[1:3]) * 60 + (int(text[-2:]) if len(text) > 3 else 0)
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _moment(local: datetime, where: tzinfo | None, given: object, width: int) -> Interval:
    if local.tzinfo is None:
        if where is None:
            raise NoZone(f"{given} has no time zone")
        local = local.replace(tzinfo=where)
    ends = sorted(_since_epoch(local.replace(fold=fold)) for fold in (0, 1))
    return Interval(ends[0], ends[1] + width)


def _day(day: date, where: tzinfo | None) -> Interval:
    midnight = datetime.combine(day, time())
    first = _since_epoch(midnight.replace(tzinfo=where or _FIRST_ZONE))
    last = _since_epoch((midnight + timedelta(days=1)).replace(tzinfo=where or _LAST_ZONE))
    return Interval(first, last - 1)


def _since_epoch(moment: datetime) -> int:
    since = moment.astimezone(UTC) - _EPOCH
    return since.days * DAY + since.seconds * SECOND + since.microseconds // 1000


def _number(value: int | float) -> Interval:
    if not math.isfinite(value):
        raise BadTime(f"{value} is not a time")
    at = round(value if abs(value) >= 1e11 else value * 1000)
    if not _EARLIEST <= at <= _LATEST:
        raise BadTime(f"{value} is not a time in unix seconds")
    return Interval(at, at)
