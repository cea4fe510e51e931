"""An event study of a case: the frozen list, the series of its posts, the tests, put into one result."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Any

import msgspec
import numpy as np

from collectors.errors import RequestError
from graphs.events.lists import Event, Frozen, history
from graphs.events.placebo import LEAST_WEEKS
from graphs.events.profiles import WEEK, WEEKS_BEFORE, Floats, Ints, Layout
from graphs.events.result import ALL_EVENTS, Coincidence, Contrast, Course, EventStudy, Row, Volume
from graphs.events.series import EVERY_POST, EVERYBODY, Series, Topic, day_of, read_series, span
from graphs.events.testing import Outcome, Stack, group_pairs, study_stack
from graphs.groups import Group
from graphs.store.database import Store

MOST_WINDOW = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: topics (all posts where none is given), groups (everybody), windows in days, zone, seed.

    The first window is that of contrasts and coincidence rates. `zone_name` is printed; without a zone days are UTC.
    """

    topics: tuple[Topic, ...] = (Topic(EVERY_POST),)
    groups: tuple[Group, ...] = ()
    windows: tuple[int, ...] = (3, 1, 7)
    zone: tzinfo | None = None
    zone_name: str = "UTC"
    seed: int = 0

    @property
    def group_names(self) -> tuple[str, ...]:
        """Name the groups."""
        return tuple(group.name for group in self.groups) or (EVERYBODY,)

    @property
    def subject(self) -> str:
        """Name the question, so that two askings of one question are one."""
        topics = " | ".join(topic.name for topic in self.topics)
        return f"{topics} by {' | '.join(self.group_names)} in {self.windows} {self.zone_name}"


def check(store: Store, asked: Asked) -> None:
    """Raise RequestError for windows, topics and narratives that cannot be studied."""
    wrong = [window for window in asked.windows if not 0 <= window <= MOST_WINDOW]
    if wrong or not asked.windows:
        raise RequestError(f"A window of {wrong[0] if wrong else 'no'} days cannot be studied. Give 0 to 28 days.")
    if any(topic.needle is not None and not topic.needle.strip() for topic in asked.topics):
        raise RequestError("The topic is empty. Give the words that its posts hold, or leave --topic out.")
    for topic in asked.topics:
        if topic.narrative and not store.scalar("events/narrative", narrative=topic.narrative):
            raise RequestError(f"The case has no narrative {topic.narrative}. List them with `whence narratives`.")


def series_days(store: Store, asked: Asked, events: Sequence[Event]) -> tuple[date, date]:
    """Return the days of the series; raise RequestError where no event lies on one of them."""
    days = span(store, asked.zone)
    if days is None:
        raise RequestError("The case has no posts. Import some with `whence import` first.")
    if not any(days[0] <= day_of(event.middle, asked.zone) <= days[1] for event in events):
        raise RequestError(
            f"None of the {len(events)} events lies between {days[0]} and {days[1]}, where the posts of the case are. "
            "Give events of that time, or import posts around them."
        )
    return days


def study(store: Store, frozen: Frozen, days: tuple[date, date], asked: Asked) -> EventStudy:
    """Study the volume around the events of a list that is frozen in the case already."""
    series = read_series(store, asked.topics, asked.groups, days, asked.zone)
    layout = Layout(asked.windows)
    first, valid = layout.valid(series.days)
    events = frozen.listed.events
    places = np.array([(day_of(event.middle, asked.zone) - days[0]).days - first for event in events])
    inside = (places >= 0) & (places < valid)
    counts = series.counts.reshape(-1, series.days)
    years = np.array([(days[0] + timedelta(days=first + at)).year for at in range(valid)], dtype=np.int64)
    pairs = group_pairs(len(asked.topics), len(asked.group_names))
    stack = study_stack(counts, places[inside], layout, seed=asked.seed, pairs=pairs, years=years)
    told = _Told(asked, stack, events, inside, _outside(places, first, series.days))
    return EventStudy(
        file=frozen.listed.file,
        sha256=frozen.listed.sha256,
        history=history(store, frozen),
        events=len(events),
        inside=int(inside.sum()),
        skipped=frozen.listed.skipped,
        topics=tuple(topic.name for topic in asked.topics),
        groups=asked.group_names,
        windows=asked.windows,
        timezone=asked.zone_name,
        first=days[0].isoformat(),
        last=days[1].isoformat(),
        weeks=stack.weeks,
        draws=len(stack.draws.days) if stack.draws else 0,
        least_p=stack.draws.least if stack.draws else None,
        seed=asked.seed,
        volumes=tuple(_volumes(series, asked)),
        rows=tuple(told.rows()),
        contrasts=tuple(told.contrasts()),
        coincidence=tuple(told.coincidence()),
        courses=tuple(told.courses()),
        reason=told.reason,
    )


def rows(found: EventStudy) -> list[dict[str, Any]]:
    """Return the rows and contrasts as they are printed, each with the hash of the list.

    A contrast stands in a row of kind `groups` or `years`: `event_id` (or `group`) names the two that are compared.
    """
    told = [{**msgspec.structs.asdict(row), "list_sha256": found.sha256} for row in found.rows]
    for one in found.contrasts:
        versus = f"{one.what} against {one.against}"
        row = Row(
            kind=one.kind,
            event_id=versus if one.kind == "years" else ALL_EVENTS,
            topic=one.topic,
            group=versus if one.kind == "groups" else one.group,
            window=one.window,
            change=one.change,
            low90=one.low90,
            high90=one.high90,
            p=one.p,
            reason=one.reason,
        )
        told.append({**msgspec.structs.asdict(row), "list_sha256": found.sha256})
    return told


def _volumes(series: Series, asked: Asked) -> Iterator[Volume]:
    for t, topic in enumerate(asked.topics):
        for g, group in enumerate(asked.group_names):
            parts = (series.posts, series.spread, series.excluded, series.outside)
            posts, spread, excluded, outside = (int(part[t, g]) for part in parts)
            yield Volume(topic=topic.name, group=group, posts=posts, spread=spread, excluded=excluded, outside=outside)


def _outside(places: Ints, first: int, days: int) -> list[str]:
    """Say of each event why it cannot be studied, if so."""
    return [
        "outside the series"
        if not -first <= place < days - first
        else f"within {first} days of the start of the series"
        if place < 0
        else "too near the end of the series"
        for place in places.tolist()
    ]


class _Told:
    """The numbers of a stack as the rows of a result."""

    def __init__(self, asked: Asked, stack: Stack, events: Sequence[Event], inside: Any, why: Sequence[str]) -> None:
        self.asked, self.stack, self.why = asked, stack, why
        self.events = events
        self.at = {int(event): place for place, event in enumerate(np.flatnonzero(inside))}
        self.names = [(topic.name, group) for topic in asked.topics for group in asked.group_names]

    @property
    def reason(self) -> str:
        """Say why nothing was tested, if so."""
        if self.stack.draws is not None:
            return ""
        if not self.at:
            return "Cannot tell: no event has enough of the series before and after it."
        before = WEEK * WEEKS_BEFORE
        return (
            f"Cannot tell: after the {before} days of baseline and the days around an event, {self.stack.weeks} whole "
            f"weeks are left for placebo dates, and {LEAST_WEEKS} are needed."
        )

    def rows(self) -> Iterator[Row]:
        for (topic, group), outcome in zip(self.names, self.stack.outcomes, strict=True):
            if len(self.at) > 1:
                for w, window in enumerate(self.asked.windows):
                    yield self._pooled(outcome, topic, group, w, window)
            for number, event in enumerate(self.events):
                for w, window in enumerate(self.asked.windows):
                    yield self._row(outcome, number, event.event_id, topic, group, w, window)

    def _row(self, found: Outcome, number: int, event_id: str, topic: str, group: str, w: int, window: int) -> Row:
        row = Row(event_id=event_id, topic=topic, group=group, window=window)
        if number not in self.at:
            return msgspec.structs.replace(row, reason=self.why[number])
        at = self.at[number]
        day = int(self.stack.days[at])
        values = {name: _known(getattr(found.changes, name)[w, day]) for name in ("change", "lead", "lag")}
        if found.tested is None or found.lead is None or found.q is None or found.q_lead is None:
            return msgspec.structs.replace(row, **values, reason="cannot tell: the series is too short")
        tests = {
            "p": found.tested.p[w, at],
            "q": found.q[w, at],
            "p_lead": found.lead.p[w, at],
            "q_lead": found.q_lead[w, at],
        }
        known = {name: _known(value) for name, value in tests.items()}
        reason = "" if known["p"] is not None else "cannot tell: the series does not vary"
        return msgspec.structs.replace(row, **values, **known, reason=reason)

    def _pooled(self, found: Outcome, topic: str, group: str, w: int, window: int) -> Row:
        row = Row(kind="pooled", event_id=ALL_EVENTS, topic=topic, group=group, window=window)
        at = self.stack.days
        values = {name: _known(getattr(found.changes, name)[w, at].mean()) for name in ("change", "lead", "lag")}
        if found.tested is None or found.lead is None or found.pooled_q is None or found.pooled_q_lead is None:
            return msgspec.structs.replace(row, **values, reason="cannot tell: the series is too short")
        tested, change = found.tested, float(found.tested.pooled[w])
        known = {
            "p": _known(tested.pooled_p[w]),
            "q": _known(found.pooled_q[w]),
            "p_lead": _known(found.lead.pooled_p[w]),
            "q_lead": _known(found.pooled_q_lead[w]),
            "low90": _known(change - tested.high[w]),
            "high90": _known(change - tested.low[w]),
            "placebo_low": _known(tested.low[w]),
            "placebo_high": _known(tested.high[w]),
        }
        reason = "" if known["p"] is not None else "cannot tell: the series does not vary"
        return msgspec.structs.replace(row, **values, **known, reason=reason)

    def contrasts(self) -> Iterator[Contrast]:
        window = self.asked.windows[0]
        for (a, b), found in self.stack.across.items():
            topic, what, against = self.names[a][0], self.names[a][1], self.names[b][1]
            one = Contrast(kind="groups", what=what, against=against, topic=topic, group="", window=window)
            yield _filled(one, found, "cannot tell: the two never differ")
        for (place, early, late), found in self.stack.over_years.items():
            topic, group = self.names[place]
            one = Contrast(kind="years", what=str(late), against=str(early), topic=topic, group=group, window=window)
            yield _filled(one, found, f"cannot tell: a year has under {LEAST_WEEKS} weeks that can be compared")

    def coincidence(self) -> Iterator[Coincidence]:
        for (topic, group), outcome in zip(self.names, self.stack.outcomes, strict=True):
            if found := outcome.rates:
                yield Coincidence(
                    topic=topic,
                    group=group,
                    window=self.asked.windows[0],
                    bursts=found.bursts,
                    trigger=found.trigger,
                    p_trigger=found.p_trigger,
                    precursor=found.precursor,
                    p_precursor=found.p_precursor,
                )

    def courses(self) -> Iterator[Course]:
        offsets = tuple(Layout(self.asked.windows).offsets)
        for (topic, group), outcome in zip(self.names, self.stack.outcomes, strict=True):
            if outcome.course:
                mean, low, high = (_rounded(part) for part in outcome.course)
                yield Course(topic=topic, group=group, offsets=offsets, mean=mean, low=low, high=high)


def _filled(one: Contrast, found: Any, otherwise: str) -> Contrast:
    if found is None:
        return msgspec.structs.replace(one, reason=otherwise)
    return msgspec.structs.replace(
        one, change=_known(found.value), low90=_known(found.low90), high90=_known(found.high90), p=_known(found.p)
    )


def _known(value: float) -> float | None:
    """Return a number of so many digits that sums in another order do not show, or None where it is undefined."""
    return round(float(value), 10) if np.isfinite(value) else None


def _rounded(values: Floats) -> tuple[float, ...]:
    return tuple(round(float(value), 10) for value in values)
