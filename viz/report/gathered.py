"""What was gathered: runs and their ledgers, what was set aside and why, time span, platforms, languages."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from viz.charts import histogram, meter
from viz.page import escape, isolate
from viz.report.dossier import Dossier
from viz.report.markup import facts, joined, note, table
from viz.report.words import counted, days, language, number, percent, tick

BINS = 72
MOST_RUNS = 30
MOST_REASONS = 20
MOST_LANGUAGES = 12
_FOLDERS = re.compile(r"[/~.]|[A-Za-z]:[\\/]")
_HOUR = 3_600_000
_DAY = 24 * _HOUR


def gathered(dossier: Dossier) -> str:
    """Write the section on what the case holds."""
    return joined(
        _figures(dossier),
        _volume(dossier),
        _platforms(dossier),
        _languages(dossier),
        _runs(dossier),
        _skipped(dossier),
    )


def _figures(dossier: Dossier) -> str:
    totals = dossier.totals
    pairs = [
        ("Posts and articles", number(totals["posts"])),
        ("Authors", number(totals["authors"])),
        ("Erased by their platform", number(totals["deleted"])),
        ("Older versions", number(totals["superseded"])),
    ]
    if totals["posts"]:
        pairs += [
            ("Time known to the hour or worse", percent(totals["imprecise"] / totals["posts"])),
            ("Dates", days(totals["first"], totals["last"])),
        ]
    return facts(pairs)


def _volume(dossier: Dossier) -> str:
    first, last = dossier.totals["first"], dossier.totals["last"]
    if first is None or first == last:
        return ""
    counts = [0] * BINS
    for row in dossier.rows("volume", bins=BINS, first=first, last=last):
        counts[max(0, row["bin"])] = row["posts"]
    most = max(counts)
    words = (
        f"Posts over time, {days(first, last)}, in {BINS} equal steps; the busiest step has "
        f"{counted(most, 'post', 'posts')}."
    )
    chart = histogram(counts, ticks(first, last), label=words)
    return f'<figure class="chart">{chart}<figcaption>{escape(words)} Times are UTC.</figcaption></figure>'


def ticks(first: int, last: int) -> list[tuple[float, str]]:
    """Return four to seven moments along the axis, on whole days or hours."""
    step = next(step for step in _steps() if (last - first) / step <= 6)
    start = -(-first // step) * step
    return [((at - first) / (last - first), tick(at, step)) for at in range(start, last + 1, step)]


def _steps() -> list[int]:
    hours = [_HOUR * count for count in (1, 2, 3, 6, 12)]
    return hours + [_DAY * count for count in (1, 2, 3, 7, 14, 30, 60, 91, 182, 365, 730, 1826, 3652, 36525, 10**9)]


def _platforms(dossier: Dossier) -> str:
    rows = [
        (
            isolate(row["platform"]),
            number(row["posts"]),
            number(row["authors"]),
            number(row["reposts"]),
            number(row["articles"]),
        )
        for row in dossier.rows("platforms")
    ]
    return table("Platforms", ("Platform", "#Posts", "#Authors", "#Of them reposts", "#Articles"), rows) if rows else ""


def _languages(dossier: Dossier) -> str:
    found = dossier.rows("languages")
    total = sum(row["posts"] for row in found)
    rows = [
        (
            isolate(language(row["lang"])) if row["lang"] else "not recognised",
            meter(row["posts"] / total, label=percent(row["posts"] / total)),
            number(row["posts"]),
            number(row["authors"]),
        )
        for row in found[:MOST_LANGUAGES]
    ]
    if not rows:
        return ""
    rest = len(found) - len(rows)
    return table("Languages of posts with words of their own", ("Language", "Share", "#Posts", "#Authors"), rows) + (
        note(f"{counted(rest, 'further language is', 'further languages are')} not listed.") if rest > 0 else ""
    )


def _runs(dossier: Dossier) -> str:
    found = dossier.rows("runs")
    if not found:
        return ""
    rows = [_run(row, public=dossier.public) for row in found[:MOST_RUNS]]
    rest = len(found) - len(rows)
    return (
        table("Runs", ("Format", "Input", "#Read", "#Kept", "#Updated", "#Known already", "#Set aside"), rows)
        + (note(f"{counted(rest, 'further run is', 'further runs are')} not listed.") if rest > 0 else "")
        + note(_other(found))
    )


def _run(row: Mapping[str, Any], *, public: bool) -> tuple[str, ...]:
    ledger = json.loads(row["ledger"] or "{}")
    query = "not shown" if public else isolate(_name(row["query"] or ""))
    unfinished = "" if row["finished"] else " (not finished)"
    counts = (number(ledger.get(key)) for key in ("read", "kept", "updated", "duplicates"))
    return (
        isolate(row["collector"]) + unfinished,
        query,
        *counts,
        number(sum((ledger.get("skipped") or {}).values())),
    )


def _name(query: str) -> str:
    """Return a file's name without the folders of the machine it lay on; a search stays as it is."""
    return PurePath(query.replace("\\", "/")).name if _FOLDERS.match(query) else query


def _other(found: list[dict[str, Any]]) -> str:
    kinds: Counter[str] = Counter()
    for row in found:
        kinds.update(json.loads(row["ledger"] or "{}").get("other") or {})
    if not kinds:
        return ""
    said = ", ".join(f"{isolate(kind)} ({count:,})" for kind, count in sorted(kinds.items()))
    return f"Beside posts the inputs held: {said}."


def _skipped(dossier: Dossier) -> str:
    counts: defaultdict[str, int] = defaultdict(int)
    for row in dossier.rows("skipped"):
        counts[row["reason"]] += row["records"]
    if not counts:
        return note("No record was set aside.")
    found = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    rows = [(isolate(reason), number(records)) for reason, records in found[:MOST_REASONS]]
    return table("Set aside, and why", ("Reason", "#Records"), rows)
