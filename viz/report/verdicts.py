"""Groups, coverage and the table of verdicts: one row a finding, its bounds in both directions."""

from collections.abc import Mapping
from typing import Literal

from viz.charts import bounds
from viz.page import escape, isolate
from viz.report.dossier import Dossier, View
from viz.report.markup import joined, note, paragraph, table
from viz.report.words import EVIDENCE, LEVELS, NOT_KNOWN, number, percent, percents

MOST_ROWS = 150
MOST_OPEN = 30


def groups(dossier: Dossier) -> str:
    """Write which groups were compared and how much of each was seen; nothing where nothing was traced."""
    if not dossier.views:
        return ""
    rows = []
    for pair in sorted({view.pair for view in dossier.views}, key=str):
        views = [view for view in dossier.views if view.pair == pair]
        source, target, via = (isolate(part) if part else "none" for part in pair)
        covered = [view.shown.get("coverage") or {} for view in views]
        rows.append(
            (
                f"{source} → {target}",
                via,
                number(len(views)),
                _range([each.get("source") for each in covered]),
                _range([each.get("target") for each in covered]),
            )
        )
    return joined(
        paragraph(
            "Every narrative is looked at in both directions. Coverage is the share of a group’s posts that the case "
            "is thought to hold: with little of it, the first post seen says little about the first post written."
        ),
        table(
            "Pairs of groups",
            ("From → to", "Through", "#Narratives", "#Coverage of the first", "#Coverage of the second"),
            rows,
        ),
    )


def verdicts(dossier: Dossier) -> str:
    """Write the table of verdicts, decided ones first, then by size."""
    if not dossier.views:
        return ""
    shown = _chosen(dossier)
    left = len(dossier.views) - len(shown)
    return joined(
        paragraph(
            "Pale bar: from what is documented to what is not excluded; the thin line adds 90\u00a0% confidence. "
            "Dot and darker bar: the estimate of a model, and its spread. "
            "The upper bar is the first group leading to the second, the lower bar the reverse."
        ),
        _legend(),
        table(
            "Verdict, grade and share of posts that descend from the other side",
            ("Narrative", "#Posts", "Verdict", "Grade", "Share, both directions", "Rests on"),
            (_row(dossier, view) for view in shown),
            kind="verdicts",
        ),
        note(
            f"{left:,} further findings are not shown here, the smaller undecided ones first; "
            "<code>whence trace --json</code> gives all."
        )
        if left > 0
        else "",
    )


def _chosen(dossier: Dossier) -> list[View]:
    """Return the decided findings and the largest undecided ones, as many as a reader can look through."""
    undecided = [view for view in dossier.views if view.verdict == "cannot tell"]
    hidden = {view.key for view in undecided[MOST_OPEN:]}
    return [view for view in dossier.views if view.key not in hidden][:MOST_ROWS]


def pill(verdict: str) -> str:
    """Return the verdict as a small mark; its shape says how much was decided, no colour judges it."""
    kind = "open" if verdict in ("cannot tell", "separate") else "decided"
    return f'<span class="pill {kind}">{escape(verdict)}</span>'


def both(view: View) -> str:
    """Draw both directions of a finding, one bar above the other."""
    source, target, _ = view.pair
    return draw(view, "share", f"{source} to {target}") + draw(view, "reverse", f"{target} to {source}")


def draw(view: View, which: Literal["share", "reverse"], direction: str) -> str:
    """Draw the bounds of one direction, with its figures for those who listen."""
    share = view.shown[which]
    label = (
        f"{direction}: documented {percent(share['lower'])}, estimate {percent(share['estimate'])}, "
        f"not excluded {percent(share['upper'])}"
    )
    return bounds(
        share["lower"],
        share["upper"],
        confidence=(share["low90"], share["high90"]),
        spread=spread(view, which),
        estimate=share["estimate"],
        label=label,
    )


def spread(view: View, which: Literal["share", "reverse"]) -> tuple[float | None, float | None]:
    """Return the spread of the sampled ancestries of one direction."""
    low, high = view.shown.get("estimate90" if which == "share" else "reverse_estimate90") or (None, None)
    return low, high


def _row(dossier: Dossier, view: View) -> tuple[str, ...]:
    shown = view.shown
    narrative = view.narrative
    route = shown.get("route") or ""
    reason = "" if route else shown.get("reason") or ""
    under = " · ".join(isolate(part) for part in (_leader(view), route, reason) if part and part != "none")
    figures = f"{percents(shown['share']['lower'], shown['share']['upper'])} · reverse " + percents(
        shown["reverse"]["lower"], shown["reverse"]["upper"]
    )
    level = LEVELS.get(str(shown["level"]), str(shown["level"]))
    return (
        f'{dossier.linked(view)}<span class="under">{escape(level)}</span>',
        number(narrative.get("posts")),
        f'{pill(view.verdict)}<span class="under">{under}</span>',
        escape(shown.get("grade") or ""),
        f'<span class="pair">{both(view)}</span><span class="under">{figures}</span>',
        _ledger(shown.get("evidence") or {}),
    )


def _ledger(evidence: Mapping[str, int]) -> str:
    counts = [
        f'<span class="count {kind}" title="{escape(words)}"><i aria-hidden="true"></i>'
        f'<span class="spoken">{escape(words)} </span>{evidence[kind]:,}</span>'
        for kind, words in EVIDENCE.items()
        if evidence.get(kind)
    ]
    return " ".join(counts) or '<span class="quiet">nothing</span>'


def _legend() -> str:
    marks = "".join(
        f'<span class="count {kind}"><i aria-hidden="true"></i>{escape(words)}</span>'
        for kind, words in EVIDENCE.items()
    )
    return f'<p class="legend">{marks}</p>'


def _leader(view: View) -> str:
    """Say the verdict with the names of the groups."""
    source, target, _ = view.pair
    return {"source led": f"{source} led", "target led": f"{target} led"}.get(view.verdict, f"{source}, {target}")


def _range(values: list[float | None]) -> str:
    known = [value for value in values if value is not None]
    return percents(min(known), max(known)) if known else NOT_KNOWN
