"""Times become the interval that they say, no narrower and no wider."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import RequestError
from collectors.timestamps import DAY, HOUR, BadTime, Interval, NoZone, anywhere, milliseconds, parse, zone

TEN = 1_714_557_600_000  # 2024-05-01T10:00:00Z
PLUS_FIVE = ZoneInfo("Etc/GMT-5")


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-01T10:00:00Z",
        "2024-05-01T10:00:00.000Z",
        "2024-05-01 10:00:00+00:00",
        "2024-05-01T15:00:00+05:00",
        "2024-05-01T15:00:00+0500",
        "2024-05-01T15:00:00+05",
        "2024-05-01 10:00:00 UTC",
        "20240501T100000Z",
        " 2024-05-01T10:00:00,000Z ",
        "1714557600",
        "1714557600.0",
        "1714557600000",
        1714557600,
        1714557600.0,
        1714557600000,
        datetime(2024, 5, 1, 10, tzinfo=UTC),
        datetime(2024, 5, 1, 15, tzinfo=timezone(timedelta(hours=5))),
    ],
)
def test_every_full_form_of_one_moment_is_that_moment(text: object) -> None:
    """ISO with an offset, unix seconds, milliseconds and typed times agree, whatever zone is given."""
    assert parse(text, None) == parse(text, PLUS_FIVE) == Interval(TEN, TEN)


def test_fractions_of_a_second_are_kept_to_the_millisecond() -> None:
    """Digits beyond the millisecond are cut."""
    assert parse("2024-05-01T10:00:00.1239Z", None).lo == TEN + 123
    assert parse(1714557600.5, None).lo == TEN + 500


def test_a_time_to_the_minute_spans_that_minute() -> None:
    """Seconds that were not given are not taken for zero."""
    assert parse("2024-05-01T10:00Z", None) == Interval(TEN, TEN + 59_999)


def test_a_bare_date_spans_its_day_in_the_zone() -> None:
    """From local midnight to the last millisecond before the next."""
    first = TEN - 15 * HOUR
    assert parse("2024-05-01", PLUS_FIVE) == Interval(first, first + DAY - 1)
    assert parse(date(2024, 5, 1), PLUS_FIVE) == parse("20240501", PLUS_FIVE) == parse("2024-05-01", PLUS_FIVE)


def test_a_bare_date_without_zone_spans_that_date_anywhere_on_earth() -> None:
    """It begins at UTC+14 and ends at UTC-12."""
    midnight = TEN - 10 * HOUR
    assert parse("2024-05-01", None) == Interval(midnight - 14 * HOUR, midnight + DAY + 12 * HOUR - 1)


@pytest.mark.parametrize(
    "value", ["2024-05-01T10:00:00", "2024-05-01 10:00", "20240501100000", datetime(2024, 5, 1, 10)]
)
def test_a_time_of_day_without_zone_is_refused_unless_one_is_given(value: object) -> None:
    """The given zone, and no other, makes it a moment."""
    with pytest.raises(NoZone):
        parse(value, None)
    assert parse(value, PLUS_FIVE).lo == TEN - 5 * HOUR


def test_anywhere_spans_a_time_without_zone_over_all_zones() -> None:
    """Where the zone cannot be asked for, the interval says that it is unknown."""
    assert anywhere("2024-05-01T10:00:00", None) == Interval(TEN - 14 * HOUR, TEN + 12 * HOUR)
    assert anywhere("2024-05-01T10:00:00Z", None) == Interval(TEN, TEN)


def test_an_hour_that_the_clock_shows_twice_spans_both() -> None:
    """Nothing says which of the two was meant."""
    twice = parse("2024-10-27T02:30:00", ZoneInfo("Europe/Berlin"))
    assert twice.hi - twice.lo == HOUR


def test_a_leap_second_and_midnight_at_24_are_times() -> None:
    """Both are the first moment of the next day."""
    expected = parse("2017-01-01T00:00:00Z", None)
    assert parse("2016-12-31T23:59:60Z", None) == parse("2016-12-31T24:00:00Z", None) == expected


@pytest.mark.parametrize(
    "value",
    [
        *("", "soon", "2024", "2024-13-01", "2024-02-30", "2024-05-01T25:00Z", "2024-05-01T10:00:00+99:00", "1.7e9"),
        *("nan", "0001-01-01", "9999-12-31", "٢٠٢٤-٠٥-٠١", None, True, [], {}, float("nan"), float("inf"), 10**30),
    ],
)
def test_what_is_no_time_is_said_to_be_none(value: object) -> None:
    """BadTime and nothing else is raised, also at the ends of the calendar."""
    with pytest.raises(BadTime):
        parse(value, None)


def test_milliseconds_agrees_with_parse_and_wants_a_zone() -> None:
    """The fast path of platforms reads the same moment and never guesses a zone."""
    assert milliseconds("2024-05-01T10:00:00.123Z") == TEN + 123
    for bad in ("2024-05-01T10:00:00", "x", None):
        with pytest.raises(BadTime):
            milliseconds(bad)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["Nowhere/City", "", "America", "../../etc/passwd", "\0"])
def test_an_unknown_zone_is_refused_with_the_remedy(name: str) -> None:
    """The message has the value and an example."""
    with pytest.raises(RequestError, match="--timezone"):
        zone(name)


def test_a_known_zone_is_returned() -> None:
    """By its name in the tz database."""
    assert zone("Asia/Tokyo").key == "Asia/Tokyo"


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2199, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_writing_and_reading_a_time_is_the_identity(local: datetime, minutes: int) -> None:
    """Any moment to the millisecond, in any offset, comes back."""
    there = local.replace(microsecond=local.microsecond // 1000 * 1000, tzinfo=timezone(timedelta(minutes=minutes)))
    expected = round((there - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))
    assert parse(there.isoformat(), None) == parse(there, None) == Interval(expected, expected)


@given(st.text(max_size=40) | st.integers() | st.floats() | st.dates() | st.datetimes())
def test_any_value_is_a_time_or_a_bad_time(value: object) -> None:
    """Nothing but BadTime ever escapes, and an interval is never reversed."""
    try:
        found = parse(value, PLUS_FIVE)
    except BadTime:
        return
    assert found.lo <= found.hi
