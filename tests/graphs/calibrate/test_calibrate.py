"""The arithmetic of a calibration, and a small one from import to verdict."""

import pytest
from scipy.stats import binomtest

from collectors.errors import RequestError
from graphs.calibrate import Design, Judged, reliability, row, sizes, wilson


def story(
    verdict: str, share: float = 1.0, low: float | None = 0.4, high: float | None = 1.0, **more: object
) -> Judged:
    """Give a judged story of a world without a lead, some of its fields replaced."""
    given = {
        "story": "s", "world": "w", "direction": "separate", "expected": ("separate", "cannot tell"),
        "verdict": verdict, "largest": verdict, "share": share, "target_seen": 50, "low": low, "high": high,
        "estimate": 0.7,
    }  # fmt: skip
    return Judged(**{**given, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(("hits", "count"), [(0, 200), (4, 200), (20, 20), (7, 11)])
def test_wilson_is_that_of_scipy(hits: int, count: int) -> None:
    """The same interval, at two confidences."""
    for confidence in (0.9, 0.95):
        wanted = binomtest(hits, count).proportion_ci(confidence, method="wilson")
        assert wilson(hits, count, confidence) == pytest.approx((wanted.low, wanted.high))


def test_no_trials_have_no_interval() -> None:
    """Nothing is known of a rate without trials."""
    assert wilson(0, 0) == (None, None)


def test_a_row_counts_false_leads_only_where_a_lead_is_false() -> None:
    """In a world without a lead every `source led` is false; in one with it, it is power."""
    apart = row("w", [story("source led"), story("separate"), story("cannot tell"), story("cannot tell")])
    assert (apart.false_led, apart.false_target, apart.power) == (1, 0, None)
    assert apart.cannot_tell == 0.5
    assert apart.false_led_low is not None
    assert apart.false_led_high is not None
    assert apart.false_led_low < 0.25 < apart.false_led_high
    led = {"direction": "source led", "expected": ("source led", "cannot tell")}
    with_lead = row("w", [story("source led", **led), story("cannot tell", **led)])
    assert with_lead.false_led is None
    assert with_lead.power == 0.5


def test_coverage_counts_intervals_that_hold_the_share() -> None:
    """A story without an interval counts for neither."""
    found = row("w", [story("separate", 0.5), story("separate", 0.2), story("separate", 0.2, None, None)])
    assert (found.intervals, found.cover90, found.width) == (2, 0.5, pytest.approx(0.6))


def test_reliability_sets_planted_beside_estimated() -> None:
    """Stories of one tenth of the estimate stand in one bin; 1.0 belongs to the last."""
    bins = reliability([story("separate", 0.5), story("separate", 0.9), story("separate", 1.0, estimate=1.0)])
    assert [(one.low, one.stories, one.planted) for one in bins] == [(0.7, 2, pytest.approx(0.7)), (0.9, 1, 1.0)]


def test_cases_hold_all_stories() -> None:
    """The last case takes the rest."""
    assert sizes(Design(runs=45, stories_a_case=20)) == (20, 20, 5)
    with pytest.raises(RequestError, match="no world 'nowhere'"):
        Design(worlds=("nowhere",))


def test_a_small_calibration_finds_the_lead_and_no_other() -> None:
    """Four stories a world, import to verdict: a lead where one is planted, none where not; the same again."""
    from whence.calibrating import calibrate

    asked = {"runs": 4, "posts": 150, "stories_a_case": 4, "seed": 7}
    found = calibrate(["source-led-cited-full", "order-only"], **asked)  # type: ignore[arg-type]
    led, apart = found.worlds
    assert led.verdicts.get("source led", 0) >= 1
    assert led.verdicts.get("target led", 0) == 0
    assert apart.false_led == 0
    assert led.runs == apart.runs == 4
    assert calibrate(["order-only"], **asked).worlds[0] == apart  # type: ignore[arg-type]
