"""When the largest narratives were told: counts over time with their peaks, and who may have been first."""

from collections.abc import Mapping
from typing import Any

from graphs.narratives.timeline import Timeline, timeline
from graphs.narratives.timeline.counts import DAY, HOUR
from viz.charts import histogram
from viz.page import escape, isolate
from viz.report.dossier import Dossier
from viz.report.gathered import ticks
from viz.report.markup import heading, joined, note, paragraph
from viz.report.words import counted, days, interval, listed, percent

MOST = 6  # narratives, the largest of the words level first, those of other levels after them


def told(dossier: Dossier, seed: int) -> str:
    """Write the timelines of the largest narratives."""
    order = sorted(dossier.spread, key=lambda row: (row["level"] != "words", -row["posts"], row["narrative_id"]))
    shown = [row for row in order if row["first"] < row["last"]][:MOST]
    if not shown:
        return ""
    return joined(
        paragraph(
            "Posts over each narrative's own time; peaks, shaded, are stretches in which posts came at twice their "
            "mean rate or faster by Kleinberg's automaton. A post known only to a day is spread over that day."
        ),
        *(_narrative(dossier, row, seed) for row in shown),
    )


def _narrative(dossier: Dossier, row: Mapping[str, Any], seed: int) -> str:
    found = timeline(dossier.store, dossier.people, row["narrative_id"], seed=seed)
    peaks = [phase for phase in found.phases if phase.level]
    words = f"Posts over time, {days(row['first'], row['last'])}, in steps of {_step(found.step)}; {_peaks(found)}."
    counts = next(series.counts for series in found.series if series.by == "all")
    whole = len(counts) * found.step
    spans = [((p.first_lo - found.start) / whole, (p.last_hi - found.start) / whole) for p in peaks]
    chart = histogram(counts, ticks(found.start, found.start + whole), label=words, spans=spans)
    return joined(
        heading(3, dossier.label(row)),
        f'<figure class="chart">{chart}<figcaption>{escape(words)} Times are UTC.</figcaption></figure>',
        paragraph(_first(found, public=dossier.public)),
        note(f"The time of {percent(found.dated)} of these posts is known no better than to the hour.")
        if found.dated >= 0.005
        else "",
    )


def _peaks(found: Timeline) -> str:
    kinds = [phase.phase for phase in found.phases]
    peaks, revivals = kinds.count("peak"), kinds.count("revival")
    if not kinds:
        return "too few posts for peaks"
    parts = [counted(peaks, "peak", "peaks")] if peaks else []
    parts += [counted(revivals, "revival after a lull", "revivals after a lull")] if revivals else []
    return listed(parts) if parts else "no peak"


def _first(found: Timeline, *, public: bool) -> str:
    """Say who may have been first; individuals are not spoken of to the public."""
    if not found.first:
        return ""
    one = found.first[0]
    if public and not one.named:
        return "The earliest observed post is an individual’s and is not shown."
    sure = (
        "surely the earliest observed" if one.p_first > 0.995 else f"the earliest observed with {percent(one.p_first)}"
    )
    more = len(found.first) - 1
    others = f"; {counted(more, 'other post', 'other posts')} may have been" if one.p_first <= 0.995 and more else ""
    return f"{isolate(one.actor)}, {escape(interval(one.lo, one.hi))}: {escape(sure + others)}."


def _step(step: int) -> str:
    return counted(step // DAY, "day", "days") if step >= DAY else counted(step // HOUR, "hour", "hours")
