"""What a study found, in sentences that never say more than its numbers."""

import math
from collections.abc import Iterator

from graphs.events.result import Contrast, EventStudy, Row

SURE = 0.05


def sentences(found: EventStudy) -> Iterator[str]:
    """Say of each topic and group what happened around the events, in the first window."""
    if found.reason:
        yield found.reason
        return
    for topic in found.topics:
        for group in found.groups:
            yield sentence(found, topic, group)


def sentence(found: EventStudy, topic: str, group: str) -> str:
    """Say what happened to one topic in one group in the first window: over all events, or at the only one."""
    rows = [row for row in found.rows if (row.topic, row.group, row.window) == (topic, group, found.windows[0])]
    pooled = [row for row in rows if row.kind == "pooled"] or [row for row in rows if row.p is not None]
    who = f"{topic}, {group}"
    if not pooled or pooled[0].p is None or pooled[0].change is None:
        return f"{who}: cannot tell ({pooled[0].reason if pooled else 'no event can be compared'})."
    row, change = pooled[0], pooled[0].change
    dates = f"the {found.inside} dates" if row.kind == "pooled" else row.event_id
    return (
        f"{who}: on {_span(row.window)} volume was {times(change)} what the weeks before led to expect around "
        f"{dates}{_band(row)}; {_verdict(row)}{_before(row)}."
    )


def contrast_sentence(one: Contrast) -> str:
    """Say how two changes compare."""
    who = (
        f"{one.topic}, {one.what} against {one.against}"
        if one.kind == "groups"
        else (f"{one.topic}, {one.group}, events of {one.what} against those of {one.against}")
    )
    if one.change is None or one.low90 is None or one.high90 is None or one.p is None:
        return f"{who}: {one.reason}."
    told = "differ" if one.p <= SURE else "are not shown to differ"
    return (
        f"{who}: the changes {told}; the first is {times(one.change)} the other "
        f"(90 % interval {times(one.low90)} to {times(one.high90)}, p = {one.p:.3f})."
    )


def times(change: float) -> str:
    """Write a difference of logarithms as a factor."""
    return f"{math.exp(min(change, 50.0)):.2f} times"


def _span(window: int) -> str:
    return "the day itself" if window == 0 else f"the day and the {window} after it"


def _band(row: Row) -> str:
    if row.placebo_low is None or row.placebo_high is None:
        return ""
    low, high = math.exp(row.placebo_low), math.exp(row.placebo_high)
    return f" (nine in ten placebo lists: {low:.2f} to {high:.2f} times)"


def _verdict(row: Row) -> str:
    assert row.p is not None and row.q is not None
    told = "a rise beyond placebo dates" if row.p <= SURE else "no rise beyond placebo dates is shown"
    kept = "" if row.p > SURE else ", also" if row.q <= SURE else ", but not"
    return f"{told}, p = {row.p:.3f}" + (f"{kept} after all comparisons (q = {row.q:.3f})" if kept else "")


def _before(row: Row) -> str:
    if row.p_lead is None or row.lead is None or row.p_lead > SURE:
        return ""
    return (
        f". Volume was up before the dates too ({times(row.lead)}, p = {row.p_lead:.3f}), which what happened on them "
        "cannot have caused"
    )
