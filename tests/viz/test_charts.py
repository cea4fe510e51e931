"""Charts place what they show by percentages, say it in words, and hold no style attribute."""

import re

import pytest

from viz.charts import bounds, course, histogram, meter, sparkline
from viz.report.words import counted, day, days, decimal, hours, interval, listed, number, percent, percents, shortened

HOUR = 3_600_000
MAY_1 = 1_714_521_600_000


def test_bounds_stand_where_the_numbers_say() -> None:
    """A thin line is the confidence, the pale bar the bounds, the darker the spread, the dot the estimate."""
    drawn = bounds(0.38, 0.71, confidence=(0.3, 0.8), spread=(0.5, 0.62), estimate=0.55, label="A to B")
    assert 'class="sure" x="30%" y="10" width="50%"' in drawn
    assert 'class="outer" x="38%" y="4" width="33%"' in drawn
    assert 'class="inner" x="50%" y="7" width="12%"' in drawn
    assert 'class="dot" cx="55%"' in drawn
    assert 'role="img" aria-label="A to B"' in drawn and "style=" not in drawn


def test_what_is_not_known_is_not_drawn() -> None:
    """Without an estimate there is no dot, and no bar stands for a missing bound."""
    assert "dot" not in bounds(0.0, 1.0, label="x")
    assert "outer" not in bounds(None, None, label="x")


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.0), (1.0, 1.0), (-0.2, 1.7)])
def test_bars_stay_inside_the_scale_and_can_be_seen(low: float, high: float) -> None:
    """A bar of no width is still a hairline, and no bar leaves the scale."""
    found = re.search(r'class="outer" x="([\d.]+)%" y="4" width="([\d.]+)%"', bounds(low, high, label="x"))
    assert found
    start, width = float(found[1]), float(found[2])
    assert width >= 0.4 and 0 <= start <= start + width <= 100.0


def test_columns_are_as_high_as_their_counts() -> None:
    """The largest count fills the height, half of it half, none nothing, and one is never invisible."""
    high = [float(value) for value in re.findall(r'height="([\d.]+)"/>', sparkline([1000, 500, 0, 1], label="x"))]
    assert high == [24, 12, 1]


def test_an_empty_chart_is_drawn_without_columns() -> None:
    """No counts, no columns, no division by nothing."""
    assert "column" not in histogram([0, 0], [], label="x") + histogram([], [(0.5, "noon")], label="x")


def test_labels_are_escaped() -> None:
    """Foreign words in a label cannot leave their attribute."""
    assert "<b>" not in meter(0.5, label='"><b>')


def test_shares_are_never_rounded_to_none_or_all() -> None:
    """A little is `under 1 %` and almost all is `over 99 %`; nothing and all are said as such."""
    shown = [percent(value).replace("\u00a0", " ") for value in (0, 0.001, 0.384, 0.999, 1, None)]
    assert shown == ["0 %", "under 1 %", "38 %", "over 99 %", "100 %", "not known"]
    spans = [percents(*pair).replace("\u00a0", " ") for pair in ((0.38, 0.71), (0, 1), (0.5, 0.5), (0.001, 0.2))]
    assert spans == ["38 to 71 %", "0 to 100 %", "50 %", "under 1 % to 20 %"]


def test_times_say_how_closely_they_are_known() -> None:
    """A moment is given to the minute, a day as an interval, and two days without saying twice what they share."""
    assert interval(MAY_1, MAY_1 + 1000).replace("\u00a0", " ") == "1 May 2024, 00:00"
    assert interval(MAY_1, MAY_1 + 24 * HOUR - 1).startswith("between ")
    spans = [days(MAY_1, MAY_1 + gap * 24 * HOUR).replace("\u00a0", " ") for gap in (0, 3, 40, 400)]
    assert spans == ["1 May 2024", "1 to 4 May 2024", "1 May to 10 June 2024", "1 May 2024 to 5 June 2025"]
    assert day(10**18) == "an unreadable date"


def test_numbers_read_as_words() -> None:
    """Counts agree with their noun, tiny probabilities are not shown as none, lists end in `and`."""
    assert [counted(1, "post", "posts"), counted(2000, "post", "posts")] == ["1\u00a0post", "2,000\u00a0posts"]
    assert [decimal(0.0001), decimal(0), decimal(0.25, 2), decimal(None)] == [
        "under 0.001",
        "0.000",
        "0.25",
        "not available",
    ]
    assert [hours(0.5), hours(6.5), hours(72.0)] == ["30\u00a0minutes", "6.5\u00a0hours", "3\u00a0days"]
    assert [number(None), number(1234), listed(["a", "b", "c"])] == ["not known", "1,234", "a, b and c"]


def test_long_text_is_cut_after_a_word() -> None:
    """A label stays on one line; text without spaces is cut where it must be."""
    assert shortened("one two\nthree", 8) == "one two…"
    assert shortened("x" * 20, 10) == "x" * 10 + "…"


def test_a_course_marks_the_days_outside_its_band() -> None:
    """Day 0 stands at its place, days outside the band have a full dot, the scale says factors."""
    drawn = course([-1, 0, 1], [0.0, 1.5, 0.1], [-0.2, -0.2, -0.2], [0.2, 0.2, 0.2], label="north")
    assert drawn.count('class="out"') == 1 and drawn.count('class="in"') == 2
    assert 'class="now" x1="50%"' in drawn and 'class="out" cx="50%"' in drawn
    assert ">×1<" in drawn and ">×2<" in drawn and ">×1/2<" in drawn
    assert 'aria-label="north"' in drawn and "style=" not in drawn


@pytest.mark.parametrize("size", [0.0, 1e-9, 0.5, 4.0, 20.0])
def test_a_course_has_a_scale_whatever_its_size(size: float) -> None:
    """Between one and seven factors are written, and the line stays inside."""
    drawn = course([0, 1], [size, -size], [-size, -size], [size, size], label="x")
    assert 1 <= drawn.count(">×") <= 7
    ys = [float(y) for y in re.findall(r'cy="([\d.-]+)"', drawn)]
    assert all(0 <= y <= 120 for y in ys)
