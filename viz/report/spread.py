"""The narratives that spread most."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from viz.charts import sparkline
from viz.page import escape, isolate
from viz.report.dossier import Dossier
from viz.report.markup import joined, paragraph, table
from viz.report.words import LEVELS, counted, days, number

BINS = 40


def spread(dossier: Dossier) -> str:
    """Write the most spread narratives of each level; spread is size, not importance or truth."""
    if not dossier.spread:
        return ""
    shapes = _shapes(dossier)
    places = {view.narrative["narrative_id"]: view.key for view in reversed(dossier.told)}
    levels = {str(row["level"]) for row in dossier.spread}
    counts = {row["level"]: row for row in dossier.rows("levels")}
    return joined(
        paragraph(
            "Spread counts posts. It says nothing about truth, and a narrative of one level may be part of one of "
            "another level."
        ),
        *(_level(dossier, level, counts, shapes, places) for level in sorted(levels)),
    )


def _level(
    dossier: Dossier,
    level: str,
    counts: Mapping[str, Mapping[str, Any]],
    shapes: Mapping[str, list[int]],
    places: Mapping[str, str],
) -> str:
    among = counted(counts[level]["narratives"], "narrative", "narratives")
    return table(
        f"{LEVELS.get(level, level).capitalize()}: the largest of {among}",
        ("Narrative", "Over its own time", "#Posts", "#Authors", "Languages", "Dates"),
        (_row(dossier, row, shapes, places) for row in dossier.spread if row["level"] == level),
        kind="spread",
    )


def _row(
    dossier: Dossier, row: Mapping[str, Any], shapes: Mapping[str, list[int]], places: Mapping[str, str]
) -> tuple[str, ...]:
    label = dossier.label(row)
    key = places.get(row["narrative_id"])
    flags = f'<span class="under">flagged {isolate(row["flags"])}</span>' if row["flags"] else ""
    when = days(row["first"], row["last"])
    counts = shapes.get(row["narrative_id"], [])
    return (
        (f'<a href="#{key}">{label}</a>' if key else label) + flags,
        sparkline(counts, label=f"Posts over time, {when}") if counts else "",
        number(row["posts"]),
        number(row["actors"]),
        escape(row["languages"] or "not recognised"),
        escape(when),
    )


def _shapes(dossier: Dossier) -> dict[str, list[int]]:
    shapes: defaultdict[str, list[int]] = defaultdict(lambda: [0] * BINS)
    for row in dossier.rows("sparks", ids=[row["narrative_id"] for row in dossier.spread], bins=BINS):
        shapes[row["narrative_id"]][row["bin"]] = row["posts"]
    return shapes
