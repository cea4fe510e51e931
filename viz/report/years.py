"""Over the years: what share of each group's posts was documented and could not be excluded, period by period."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from viz.charts import bounds
from viz.page import escape, isolate
from viz.report.dossier import Dossier, View
from viz.report.markup import heading, joined, note, paragraph, table
from viz.report.words import LEVELS, MONTHS, VERDICTS, number, percent, percents

LEAST_MONTHS = 3
Side = Literal["share", "reverse"]
_FOLLOWERS = {"share": "target", "reverse": "source"}


def years(dossier: Dossier) -> str:
    """Write each pair of groups year by year, or month by month within one or two; nothing for a shorter time.

    A narrative belongs to the period of its first post. The share of a period is that of all its posts of the following
    group, so a large narrative weighs as much as it has posts; levels are never added up.
    """
    dated = [view for view in dossier.views if view.narrative.get("first") is not None]
    period = _period(dated)
    if period is None:
        return ""
    keys = sorted({(view.pair, str(view.shown["level"])) for view in dated}, key=str)
    parts = [
        _pair(pair, level, [v for v in dated if (v.pair, v.shown["level"]) == (pair, level)], period)
        for pair, level in keys
    ]
    return joined(
        paragraph(
            "Pale bar: from what is documented to what is not excluded, over all posts of the following group in the "
            "narratives that began in that time. A change from one row to the next can be a change of what was "
            "gathered as well as of what happened: compare it with the coverage, and with the number of narratives."
        ),
        *parts,
        note("Each narrative counts in the period of its first post, UTC. Undecided narratives are in the shares too."),
    )


def _period(views: Sequence[View]) -> Literal["year", "month"] | None:
    firsts = [_moment(view) for view in views]
    if len({at.year for at in firsts}) > 2:
        return "year"
    return "month" if len({(at.year, at.month) for at in firsts}) >= LEAST_MONTHS else None


def _pair(pair: tuple[str, str, str | None], level: str, views: Sequence[View], period: str) -> str:
    source, target, _ = pair
    spans: defaultdict[tuple[int, int], list[View]] = defaultdict(list)
    for view in views:
        at = _moment(view)
        spans[at.year, at.month if period == "month" else 0].append(view)
    ways = (f"{source} → {target}", f"{target} → {source}")
    return heading(3, f"{isolate(ways[0])}: {escape(LEVELS.get(level, level))}") + table(
        f"{ways[0]} and the reverse, by {period}",
        (period.capitalize(), "#Narratives", "Verdicts", ways[0], "Share", ways[1], "Share, reverse", "Coverage"),
        (_row(span, spans[span], ways) for span in sorted(spans)),
        kind="years",
    )


def _row(span: tuple[int, int], views: Sequence[View], ways: tuple[str, str]) -> tuple[str, ...]:
    year, month = span
    counts = Counter(view.verdict for view in views)
    verdicts = ", ".join(f"{counts[one]:,} {one}" for one in VERDICTS if counts[one])
    forth, back = _share(views, "share"), _share(views, "reverse")
    return (
        f"{MONTHS[month - 1]} {year}" if month else str(year),
        number(len(views)),
        escape(verdicts),
        _bar(forth, ways[0]),
        _figures(forth),
        _bar(back, ways[1]),
        _figures(back),
        escape(_coverage(views)),
    )


def _share(views: Sequence[View], side: Side) -> tuple[float, float, int] | None:
    """Return documented and not excluded over all posts of the following group, and how many these are."""
    known = [(view.shown[side], _posts(view.shown, side)) for view in views]
    known = [(share, posts) for share, posts in known if posts and share["lower"] is not None]
    total = sum(posts for _, posts in known)
    if not total:
        return None
    low, high = (sum(share[end] * posts for share, posts in known) / total for end in ("lower", "upper"))
    return low, high, total


def _posts(shown: Mapping[str, Any], side: Side) -> int:
    return int((shown.get("posts") or {}).get(_FOLLOWERS[side], 0))


def _bar(share: tuple[float, float, int] | None, way: str) -> str:
    if share is None:
        return ""
    low, high, _ = share
    return bounds(low, high, label=f"{way}: documented {percent(low)}, not excluded {percent(high)}")


def _figures(share: tuple[float, float, int] | None) -> str:
    return "no posts" if share is None else f"{percents(share[0], share[1])} of {share[2]:,}"


def _coverage(views: Sequence[View]) -> str:
    ends = [(view.shown.get("coverage") or {}).get(side) for view in views for side in ("source", "target")]
    known = [one for one in ends if one is not None]
    return percents(min(known), max(known)) if known else "not known"


def _moment(view: View) -> datetime:
    return datetime.fromtimestamp(view.narrative["first"] / 1000, UTC)
