"""The first section: what was found, in sentences that say no more than the findings do."""

from collections import Counter

from viz.charts import meter
from viz.page import escape, isolate
from viz.report.dossier import Dossier, View
from viz.report.markup import heading, items, joined, paragraph, table
from viz.report.verdicts import pill
from viz.report.words import VERDICTS, counted, days, listed, percent

MOST_SENTENCES = 6
_WAYS = (("share", "target"), ("reverse", "source"))
_AGGREGATE = {
    "source led": "the evidence supports that {source} led",
    "target led": "the evidence supports that {target} led",
    "both ways": "it supports flow both ways",
    "separate": "the two sides appear separate",
    "cannot tell": "it cannot tell",
}


def summary(dossier: Dossier) -> str:
    """Write the summary: the case in a sentence, verdicts per pair of groups, the sentences of decided findings."""
    return joined(
        paragraph(_case(dossier), "lead"),
        *(_pair(dossier, pair) for pair in sorted({view.pair for view in dossier.views}, key=str)),
        "" if dossier.views else _nothing(),
    )


def _case(dossier: Dossier) -> str:
    totals = dossier.totals
    if not totals["posts"]:
        return "The case holds no posts yet. Bring some in with <code>whence import</code>."
    return (
        f"The case holds {counted(totals['posts'], 'post', 'posts')} by "
        f"{counted(totals['authors'], 'author', 'authors')} on "
        f"{counted(totals['platforms'], 'platform', 'platforms')}, {days(totals['first'], totals['last'])}."
    )


def _nothing() -> str:
    return paragraph(
        "No findings are saved in this case, so the dossier says nothing about who led whom. "
        "Build the links and narratives with <code>whence build</code>, then trace between two groups: "
        "<code>whence trace CASE --from GROUP --to GROUP</code>, and write the report again.",
        "callout",
    )


def _pair(dossier: Dossier, pair: tuple[str, str, str | None]) -> str:
    source, target, via = pair
    views = [view for view in dossier.views if view.pair == pair]
    through = f", through {isolate(via)}" if via else ""
    said = f"Of {counted(len(views), 'narrative', 'narratives')} traced, {_counts(views, source, target)}."
    decided = [view for view in views if view.verdict not in ("separate", "cannot tell")]
    left = len(decided) - MOST_SENTENCES
    more = f"The other {left:,} decided findings are in the table below." if left > 0 else ""
    return (
        heading(3, f"{isolate(source)} → {isolate(target)}{through}")
        + paragraph(said)
        + _tally(views)
        + items((_sentence(dossier, view) for view in plainest(decided)[:MOST_SENTENCES]), "sentences")
        + paragraph(more, "note")
        + paragraph(_missing(views), "note")
    )


def _counts(views: list[View], source: str, target: str) -> str:
    counts = Counter(view.verdict for view in views)
    words = [
        f"in {counts[verdict]:,} {_AGGREGATE[verdict].format(source=isolate(source), target=isolate(target))}"
        for verdict in VERDICTS
        if counts[verdict]
    ]
    return listed(words)


def _tally(views: list[View]) -> str:
    """Draw how many narratives came to each verdict."""
    counts = Counter(view.verdict for view in views)
    rows = (
        (
            escape(verdict),
            meter(counts[verdict] / len(views), label=percent(counts[verdict] / len(views)), kind="ink"),
            f"{counts[verdict]:,}",
        )
        for verdict in VERDICTS
    )
    return table("Narratives by verdict", ("Verdict", "Share", "#Narratives"), rows, kind="tally")


def plainest(views: list[View]) -> list[View]:
    """Put first what documents show for most posts, either way; those that are even stay in order."""
    return sorted(views, key=lambda view: -max(_documented(view, *way) for way in _WAYS))


def _documented(view: View, way: str, side: str) -> float:
    posts = view.shown.get("posts") or {}
    return float((view.shown[way]["lower"] or 0.0) * posts.get(side, 0))


def _sentence(dossier: Dossier, view: View) -> str:
    """Say the verdict first, then of which narrative, then what it is built on."""
    shown = view.shown
    route = f"{shown['route']} route, " if shown.get("route") not in (None, "", "none") else ""
    return (
        f"{pill(view.verdict)} {dossier.linked(view)}: {isolate(shown['sentence'])} "
        f'<span class="quiet">({escape(route)}grade {isolate(shown["grade"])})</span>'
    )


def _missing(views: list[View]) -> str:
    """Say why the undecided findings are undecided, the commonest reason first."""
    reasons = Counter(str(view.shown.get("reason") or "not stated") for view in views if view.verdict == "cannot tell")
    if not reasons:
        return ""
    most = sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0]))[:3]
    said = "; ".join(f"{isolate(reason)} ({count:,})" for reason, count in most)
    return f"“Cannot tell” is a result: what was missing most often is {said}."
