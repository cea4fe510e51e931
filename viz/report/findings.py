"""One section a finding: its paragraph, bounds, ledger, paths, relays, what would change it, its checks."""

from collections.abc import Mapping
from typing import Any

from viz.charts import meter, scale
from viz.page import escape, isolate
from viz.report.checks import checks
from viz.report.dossier import LEAST_CROWD, Dossier, View, source_link
from viz.report.markup import heading, items, joined, note, paragraph, table
from viz.report.verdicts import draw, pill, spread
from viz.report.words import (
    EVIDENCE,
    LEVELS,
    STEPS,
    counted,
    days,
    decimal,
    hours,
    interval,
    number,
    percent,
    percents,
)

MOST_PATHS = 5
ON_PAPER = 8
MOST_RELAYS = 8


def findings(dossier: Dossier) -> str:
    """Write the decided findings and the largest others in the order of the table; the table has more."""
    if not dossier.views:
        return ""
    shown = dossier.told
    times = _times(dossier, shown)
    left = len(dossier.views) - len(shown)
    paper = len(shown) - ON_PAPER
    return joined(
        paragraph(
            f"On paper stand the first {ON_PAPER} findings, of each the shortest paths and the checks in one line; "
            f"on the screen the other {paper:,} and every check.",
            "note paper",
        )
        if paper > 0
        else "",
        *(_finding(dossier, view, times) for view in shown),
        note(f"{left:,} further findings have no section of their own; the table above and the case keep them.")
        if left > 0
        else "",
    )


def _finding(dossier: Dossier, view: View, times: Mapping[str, Mapping[str, Any]]) -> str:
    shown = view.shown
    parts = [
        heading(3, dossier.label(view.narrative)),
        paragraph(_size(view), "size"),
        paragraph(f"{_direction(view)} {pill(view.verdict)} {_grade(shown)}", "verdict"),
        paragraph(isolate(shown.get("paragraph") or shown["sentence"]), "lead"),
        paragraph(_reason(shown), "quiet"),
        _chart(view),
        '<div class="columns"><div>',
        _ledger(shown.get("evidence") or {}),
        _relays(dossier, view),
        _without(dossier, view),
        "</div><div>",
        _paths(dossier, view, times),
        "</div></div>",
        _change(view),
        checks(dossier, view),
        _maps(dossier, view),
    ]
    return f'<article class="finding" id="{view.key}">{"".join(parts)}</article>'


def _size(view: View) -> str:
    narrative, level = view.narrative, str(view.shown["level"])
    words = [LEVELS.get(level, level)]
    if "posts" in narrative:
        words += [
            counted(narrative["posts"], "post", "posts"),
            counted(narrative["actors"], "author", "authors"),
            narrative["languages"] or "language not recognised",
            days(narrative["first"], narrative["last"]),
        ]
        words += [f"flagged {narrative['flags']}"] if narrative["flags"] else []
    return " · ".join(isolate(word) for word in words) + f" · <code>{escape(narrative['narrative_id'])}</code>"


def _direction(view: View) -> str:
    source, target, via = view.pair
    through = f" through {isolate(via)}" if via else ""
    return f'<span class="direction">{isolate(source)} → {isolate(target)}{through}</span>'


def _grade(shown: Mapping[str, Any]) -> str:
    grade, route = shown.get("grade"), shown.get("route")
    words = f'<abbr class="grade" title="{escape(_spelled(grade))}">{escape(grade)}</abbr>' if grade else ""
    return words + (f' <span class="quiet">{isolate(route)} route</span>' if route and route != "none" else "")


def _spelled(grade: str) -> str:
    return f"Sources graded {grade[:1]} (A best, F unknown), information {grade[1:]} (1 best, 6 unknown)"


def _reason(shown: Mapping[str, Any]) -> str:
    reason = shown.get("reason")
    return f"Why: {isolate(reason)}" if reason else ""


def _chart(view: View) -> str:
    source, target, via = view.pair
    shown = view.shown
    ahead, back = f"{source} → {target}", f"{target} → {source}"
    rows = "".join(
        f'<div class="row"><span>{isolate(direction)}</span>{drawn}</div>'
        for direction, drawn in (
            (ahead, draw(view, "share", f"{source} to {target}")),
            (back, draw(view, "reverse", f"{target} to {source}")),
        )
    )
    figures = [
        _figures(ahead, shown["share"], spread(view, "share")),
        _figures(back, shown["reverse"], spread(view, "reverse")),
        _figures(f"{ahead}, each author once", shown.get("by_actor")),
        _figures(f"{back}, each author once", shown.get("reverse_by_actor")),
        _figures(f"{ahead} through {via}", shown.get("through")),
    ]
    columns = ("Direction", "#Documented", "#Not excluded", "#Bounds, 90 % sure", "#Estimate", "#Its spread")
    return f'<figure class="both"><div class="row ends"><span></span>{scale()}</div>{rows}</figure>' + table(
        "Share of posts with an ancestor on the other side", columns, (row for row in figures if row)
    )


def _figures(
    direction: str, share: Mapping[str, Any] | None, spread90: tuple[float | None, float | None] = (None, None)
) -> tuple[str, ...]:
    """Return the row of one direction, or nothing where there is nothing to count."""
    if not share or share["lower"] is None:
        return ()
    return (
        isolate(direction),
        percent(share["lower"]),
        percent(share["upper"]),
        percents(share["low90"], share["high90"]),
        percent(share["estimate"]),
        percents(*spread90) if spread90[0] is not None else "",
    )


def _ledger(evidence: Mapping[str, int]) -> str:
    rows = [
        (f'<span class="count {kind}"><i aria-hidden="true"></i>{escape(words)}</span>', number(evidence.get(kind, 0)))
        for kind, words in EVIDENCE.items()
        if evidence.get(kind) or kind == "timing"
    ]
    return heading(4, "What it rests on") + table(
        "Links by class of evidence", ("Evidence", "#Links"), rows, kind="untitled"
    )


def _relays(dossier: Dossier, view: View) -> str:
    """List relays; the public sees named ones alone, and individuals together where they are many enough."""
    relays = view.native.get("relays") or []
    hidden = [relay for relay in relays if dossier.public and not dossier.people.named(relay["actor"])]
    shown = [relay for relay in relays if relay not in hidden]
    rows = [
        f"{dossier.actor(relay['actor'])} {meter(relay['share'] or 0, label=percent(relay['share']))} "
        f"<b>{percent(relay['share'])}</b>"
        for relay in shown[:MOST_RELAYS]
    ]
    if len(hidden) >= LEAST_CROWD:
        together = min(1.0, sum(relay["share"] or 0 for relay in hidden))
        rows.append(f"{len(hidden):,} individuals together {meter(together, label=percent(together))}")
    elif hidden:
        rows.append("and fewer than ten individuals, not shown")
    left = len(shown) - MOST_RELAYS
    more = note(f"{left:,} further relays are not listed.") if left > 0 else ""
    return heading(4, "Who passed it on") + items(rows, "relays") + more if rows else ""


def _without(dossier: Dossier, view: View) -> str:
    """Say what would stay of the documented share without each class of evidence, the relays, each organisation."""
    rows = [
        (_taken(dossier, one), percent(one["lower"]), percent(one["stays"]))
        for one in view.native.get("without") or []
        if one["kind"] != "organisation" or one["stays"] < 1.0
    ]
    if not rows:
        return ""
    columns = ("Taken out", "#Documented then", "#Of what it was")
    return heading(4, "What would stay without") + table(
        "Documented share after a removal", columns, rows, kind="untitled"
    )


def _taken(dossier: Dossier, one: Mapping[str, Any]) -> str:
    if one["kind"] == "evidence":
        return escape(EVIDENCE.get(one["name"], one["name"]))
    return "All relays" if one["kind"] == "relays" else dossier.actor(one["name"])


def _paths(dossier: Dossier, view: View, times: Mapping[str, Mapping[str, Any]]) -> str:
    """List the shortest paths; the public sees those that run through named actors alone."""
    paths = list(view.native.get("paths") or [])
    open_paths = [path for path in paths if not dossier.public or all(map(dossier.people.named, path["actors"]))]
    hidden = len(paths) - len(open_paths)
    cards = [_path(dossier, path, times) for path in open_paths[:MOST_PATHS]]
    left = len(open_paths) - len(cards)
    words = [
        "" if paths else "No documented path leads from one side to the other.",
        f"{counted(hidden, 'path', 'paths')} through individuals not shown." if hidden else "",
        f"{left:,} more in the case." if left > 0 else "",
    ]
    said = " ".join(filter(None, words))
    return heading(4, "Shortest paths") + items(cards, "paths", "ol") + (note(said) if said else "")


def _path(dossier: Dossier, path: Mapping[str, Any], times: Mapping[str, Mapping[str, Any]]) -> str:
    posts, actors, evidence = path["posts"], path["actors"], path["evidence"]
    chain = " → ".join(
        _stop(dossier, post, actor, times) for post, actor in zip(posts, actors, strict=False)
    ) or " → ".join(dossier.actor(actor) for actor in actors)
    steps = [_when(times.get(posts[0])) if posts else ""]
    steps += [
        f'<span class="count {escape(kind)}"><i aria-hidden="true"></i>{escape(STEPS.get(kind, kind))}</span>'
        f"{_when(times.get(post))}"
        for kind, post in zip(evidence, posts[1:], strict=False)
    ]
    sure = path.get("probability")
    said = f"probability {decimal(sure, 2)}" if sure is not None and sure < 1 else ""
    ids = ", ".join(f"<code>{escape(post)}</code>" for post in dossier.people.posts(posts))
    lines = "".join(f"<span>{step}</span>" for step in (*steps, said) if step)
    return (
        f'<div class="chain">{chain}</div><div class="steps">{lines}</div>'
        f"<details><summary>Post ids</summary>{ids}</details>"
    )


def _stop(dossier: Dossier, post: str, actor: str, times: Mapping[str, Mapping[str, Any]]) -> str:
    """Return an actor of a path; one that may be named is linked to what it published."""
    label = dossier.people.label(actor)
    known = times.get(post)
    if known is None:
        return f'{isolate(label)} <span class="quiet">(not collected)</span>'
    return source_link(known["url"], label) if dossier.people.named(actor) else isolate(label)


def _when(known: Mapping[str, Any] | None) -> str:
    return escape(interval(known["published_lo"], known["published_hi"])) if known else ""


def _times(dossier: Dossier, views: tuple[View, ...]) -> dict[str, dict[str, Any]]:
    ids = {post for view in views for path in view.native.get("paths") or [] for post in path["posts"]}
    return {row["post_id"]: row for row in dossier.rows("steps", ids=sorted(ids))}


def _change(view: View) -> str:
    """Say what would turn the answer, where there is an answer to turn."""
    fragility = view.shown.get("fragility") or {}
    posts, offset = fragility.get("posts"), fragility.get("hours")
    said = []
    if posts is not None:
        said.append(f"{counted(round(posts), 'unseen earlier post', 'unseen earlier posts')} on the following side")
    if offset is not None:
        said.append(f"a clock offset of {hours(offset)}")
    if not said:
        return ""
    return heading(4, "What would change the answer") + paragraph(f"{' or '.join(said)} would turn it.", "callout")


def _maps(dossier: Dossier, view: View) -> str:
    address = dossier.maps.get(str(view.narrative["narrative_id"]))
    return paragraph(f'<a href="{escape(address)}">Open the map of this narrative</a>', "open") if address else ""
