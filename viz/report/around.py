"""Around given dates: each event study that the case keeps, its sentences, its courses over the placebo band."""

from collections.abc import Iterable, Iterator

from graphs.analyses import kept
from graphs.events.result import ALL_EVENTS, Course, EventStudy, Row
from graphs.events.sentence import SURE, contrast_sentence, sentences, times
from viz.charts import course
from viz.page import escape, isolate
from viz.report.dossier import Dossier
from viz.report.markup import heading, items, joined, note, paragraph, table
from viz.report.words import counted, decimal, listed, percent
from viz.words import heading as named

MOST_ROWS = 24
_KEY = (
    '<span><i class="mean"></i>mean volume around the dates</span><span><i class="band"></i>nine in ten placebo '
    'lists</span><span><i class="out"></i>day outside them</span>'
)


def around(dossier: Dossier) -> str:
    """Write the section on event studies, or nothing where there is none."""
    return joined(*(_study(found) for found in kept(dossier.store, "events", EventStudy)))


def _study(found: EventStudy) -> str:
    told = [*sentences(found), *map(contrast_sentence, found.contrasts)]
    return joined(
        heading(3, isolate(f"{listed(found.topics)} around {counted(found.inside, 'date', 'dates')}")),
        items(map(isolate, told), "sentences"),
        _courses(found.courses),
        _pooled(found),
        _single(found),
        _coincidence(found),
        _volumes(found),
        note(escape(_frozen(found))),
    )


def _courses(courses: Iterable[Course]) -> str:
    drawn = [_course(one) for one in courses]
    if not drawn:
        return ""
    return f'<p class="legend key">{_KEY}</p><div class="courses">{"".join(drawn)}</div>'


def _course(one: Course) -> str:
    outside = [day for day, mean, high in zip(one.offsets, one.mean, one.high, strict=True) if mean > high and day >= 0]
    said = f"above the placebo band on day {listed([str(day) for day in outside])}" if outside else "never above it"
    label = (
        f"{one.topic}, {one.group}: daily volume against what the weeks before led to expect, {-one.offsets[0]} days "
        f"before to {one.offsets[-1]} days after the dates; from the date on {said}."
    )
    chart = course(one.offsets, one.mean, one.low, one.high, label=label)
    caption = f"{isolate(named(one.group))}: {isolate(one.topic)}"
    return f'<figure class="chart">{chart}<figcaption>{caption}</figcaption></figure>'


def _pooled(found: EventStudy) -> str:
    rows = [row for row in found.rows if row.kind == "pooled"]
    return _rows("All dates together, a rise against placebo dates", rows) if rows else ""


def _single(found: EventStudy) -> str:
    """Set out the events one by one in the first window, those with the least q first."""
    rows = [row for row in found.rows if row.kind == "event" and row.window == found.windows[0] and row.p is not None]
    rows.sort(key=lambda row: (row.q or 0.0, row.p or 0.0, row.topic, row.group, row.event_id))
    left = [row for row in found.rows if row.kind == "event" and row.window == found.windows[0] and row.reason]
    why = sorted({f"{row.event_id} ({row.reason})" for row in left})
    return joined(
        _rows("Each date by itself", rows[:MOST_ROWS]) if rows else "",
        note(f"{counted(len(rows) - MOST_ROWS, 'row is', 'rows are')} not listed.") if len(rows) > MOST_ROWS else "",
        note(f"Not compared: {isolate(listed(why[:MOST_ROWS]))}.") if why else "",
    )


def _rows(caption: str, rows: Iterable[Row]) -> str:
    head = ("Date", "Topic", "Group", "#Days after", "#Change", "#p", "#q", "#Before", "#p before")
    return table(caption, head, (tuple(_cells(row)) for row in rows))


def _cells(row: Row) -> Iterator[str]:
    yield "all dates" if row.event_id == ALL_EVENTS else isolate(row.event_id)
    yield isolate(row.topic)
    yield isolate(named(row.group))
    yield escape(row.window)
    yield escape(_times(row.change))
    yield _strong(row.p)
    yield _strong(row.q)
    yield escape(_times(row.lead))
    yield _strong(row.p_lead)


def _times(change: float | None) -> str:
    return "–" if change is None else times(change)


def _strong(p: float | None) -> str:
    if p is None:
        return "–"
    return f"<strong>{escape(decimal(p))}</strong>" if p <= SURE else escape(decimal(p))


def _coincidence(found: EventStudy) -> str:
    rows = [
        (
            isolate(one.topic),
            isolate(named(one.group)),
            escape(one.bursts),
            escape(percent(one.trigger)),
            _strong(one.p_trigger),
            escape(percent(one.precursor)),
            _strong(one.p_precursor),
        )
        for one in found.coincidence
    ]
    head = ("Topic", "Group", "#Burst days", "#Dates with a burst", "#p", "#Bursts after a date", "#p of these")
    return table(f"Coincidence of dates and bursts within {found.windows[0]} days", head, rows) if rows else ""


def _volumes(found: EventStudy) -> str:
    wide = sum(volume.spread for volume in found.volumes)
    left = sum(volume.excluded for volume in found.volumes)
    outside = sum(volume.outside for volume in found.volumes)
    held = counted(sum(volume.posts for volume in found.volumes), "post", "posts")
    return paragraph(
        escape(
            f"The series hold {held} between {found.first} and {found.last} ({found.timezone}). "
            f"{counted(wide, 'post', 'posts')} with a time that crosses a midnight are spread over the days it may be; "
            f"{counted(left, 'post', 'posts')} known to more than three days and {counted(outside, 'post', 'posts')} "
            "outside these days are left out."
        )
    )


def _frozen(found: EventStudy) -> str:
    set_aside = ", ".join(f"{count} {reason}" for reason, count in found.skipped.items())
    return (
        f"The list {found.file} (SHA-256 {found.sha256}) was frozen before the series was read. {found.history} "
        + (f"Rows set aside: {set_aside}. " if set_aside else "")
        + f"{counted(found.weeks, 'week holds', 'weeks hold')} placebo dates; {counted(found.draws, 'draw', 'draws')}, "
        f"least p {decimal(found.least_p)}; seed {found.seed}; method {found.version}. q counts every topic, group, "
        "date and window of this study (max-T over joint shifts)."
    )
