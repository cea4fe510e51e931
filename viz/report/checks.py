"""The checks of a finding: what was tested on the way to its verdict, and how each test came out."""

from collections.abc import Mapping
from typing import Any

from viz.page import escape, isolate
from viz.report.dossier import Dossier, View
from viz.report.markup import facts, heading, note, paragraph, table
from viz.report.words import counted, decimal, hours, listed, number, percent

MOST_NAMES = 5
_CONDITIONS = {
    "enough_actors": "Enough actors of the following side document it",
    "earliest_third": "Documented among its earliest third",
    "cites_more": "They cite more than where the cited side came later",
    "no_reverse": "No sign of the reverse",
    "own_article": "The links are to articles of this narrative, not to pages cited everywhere",
    "not_passed_on": "Neither agency text nor taken from a third source",
    "any_one_actor": "Holds without any one actor",
    "clocks": "Holds when either clock is off",
    "not_behind": "The following side was not there before",
    "one_story": "One story, not two mixed",
    "not_selected": "Posts were not found by the evidence itself",
    "seen_without_link": "The story is more than its links",
    "own_wording": "Who cites a page and uses its words has the page's own wording",
    "one_way_elsewhere": "Most documented stories of the case show no sign of the reverse",
}
_POSTS = {
    "source": "Posts of {source}",
    "target": "Posts of {target}",
    "source_selected": "of {source}, found by the evidence itself",
    "target_selected": "of {target}, found by the evidence itself",
    "source_unseen": "Cited posts of {source} not collected",
    "target_unseen": "Cited posts of {target} not collected",
    "in_both_groups": "Posts of both groups",
}
_HELD = {True: "holds", False: "does not hold", None: "not tested"}


def checks(dossier: Dossier, view: View) -> str:
    """Write a finding's checks: order, coverage, tests, conditions, what it rests on, and the model of its estimate."""
    shown = view.shown
    source, target, _ = view.pair
    coverage = shown["coverage"]
    pairs = [
        (f"Earliest observed post is from {source}", f"probability {decimal(shown['p_first_source'], 2)}"),
        ("Median lag along links", hours(shown["lag_hours"])),
        *_counts(view),
        (f"Coverage of {source}", _covered(coverage, "source")),
        (f"Coverage of {target}", _covered(coverage, "target")),
        ("Wording test, p", decimal(shown["p_wording"])),
        ("corrected over narratives, q", decimal(shown["q"])),
        ("More citing than elsewhere, p", decimal(shown.get("p_citing"))),
        ("corrected over narratives, q", decimal(shown.get("q_citing"))),
        ("Thresholds", escape(shown["thresholds"])),
        ("Seed", number(shown["seed"])),
    ]
    inside = facts(pairs) + _conditions(view) + _rests(dossier, view) + note(_model(shown.get("model") or {}))
    return f'<details class="checks"><summary>{heading(4, "Checks")}{_held(view)}</summary>{inside}</details>'


def _counts(view: View) -> list[tuple[str, str]]:
    source, target, _ = view.pair
    return [
        (_POSTS.get(name, name).format(source=source, target=target), number(count))
        for name, count in (view.shown.get("posts") or {}).items()
    ]


def _held(view: View) -> str:
    """Say how many conditions hold for the side that leads: the line that stands for folded checks."""
    tested = [held for held in (view.shown.get("checks") or {}).values() if held is not None]
    said = f"{sum(tested)} of {counted(len(tested), 'condition', 'conditions')} that could be tested" if tested else ""
    return f'<span class="quiet">{said} hold</span>' if said else ""


def _covered(coverage: Mapping[str, Any], side: str) -> str:
    method = coverage.get(f"{side}_method")
    known = coverage.get(side)
    said = f' <span class="quiet">({isolate(method)})</span>' if method and known is not None else ""
    return percent(known) + said


def _conditions(view: View) -> str:
    """List the conditions of a documented verdict in both directions, each with whether it held."""
    source, target, _ = view.pair
    shown = view.shown
    own, other = shown.get("checks") or {}, shown.get("other_checks") or {}
    if not own and not other:
        return ""
    leader, follower = (source, target) if shown.get("leader") != "target" else (target, source)
    names = list(dict.fromkeys([*own, *other]))
    rows = [
        (isolate(_CONDITIONS.get(name, name.replace("_", " "))), _HELD[own.get(name)], _HELD[other.get(name)])
        for name in names
    ]
    return table("Conditions of the documented route", ("Condition", f"{leader} leads", f"{follower} leads"), rows)


def _rests(dossier: Dossier, view: View) -> str:
    actors = [actor for actor in view.native.get("rests_on") or [] if not dossier.public or dossier.people.named(actor)]
    names = [dossier.actor(actor) for actor in actors[:MOST_NAMES]]
    left = len(actors) - len(names)
    return paragraph(f"It rests on {listed([*names, *([f'{left:,} more'] if left > 0 else [])])}.") if actors else ""


def _model(model: Mapping[str, Any]) -> str:
    said = ", ".join(
        f"{escape(name.replace('_', ' '))} {escape(round(value, 4) if isinstance(value, float) else value)}"
        for name, value in model.items()
    )
    return f"Model of the estimate: {said}." if said else ""
