"""Decide: led, both ways, separate, or cannot tell and what is missing."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from graphs.evidence import Evidence
from graphs.trace.conditions import CHECKS, Examined
from graphs.trace.finding import Coverage, Verdict
from graphs.trace.measured import Measured
from graphs.trace.rows import CLASSES, HOUR, Tree
from graphs.trace.thresholds import Thresholds

Leader = Literal["source", "target"]
AGAINST = ("not_selected", "no_reverse", "one_story", "own_wording", "one_way_elsewhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What there is to judge by: observed posts and actors of each side, unseen ones, and how well times are known."""

    source_posts: int
    target_posts: int
    source_actors: int
    target_actors: int
    unseen_source: int
    unseen_target: int
    selected: int
    selected_source: int
    dated: float
    documented_parents: float
    copies_between: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The verdict, the side whose checks matter, what is missing (keys of `sentence.MISSING`), and the grade."""

    verdict: Verdict
    route: str | None
    leader: Leader
    missing: tuple[str, ...]
    grade: str


def material(tree: Tree, thresholds: Thresholds) -> Material:
    """Count what a verdict on this narrative can rest on."""
    own = tree.member & ~tree.unseen
    sides = own & (tree.source | tree.target)
    dated = sides & (tree.hi - tree.lo >= thresholds.date_width * HOUR)
    links = tree.links
    parented = np.zeros(len(tree), dtype=bool)
    parented[links.child[links.documented]] = True
    copied = links.evidence == CLASSES.index(Evidence.COPY)
    copied &= (tree.source[links.parent] & tree.target[links.child]) | (
        tree.target[links.parent] & tree.source[links.child]
    )
    count = max(int(sides.sum()), 1)
    return Material(
        source_posts=int((own & tree.source).sum()),
        target_posts=int((own & tree.target).sum()),
        source_actors=len(set(tree.actor[own & tree.source].tolist())),
        target_actors=len(set(tree.actor[own & tree.target].tolist())),
        unseen_source=int((tree.unseen & tree.source).sum()),
        unseen_target=int((tree.unseen & tree.target).sum()),
        selected=int((own & tree.target & tree.selected_by_source).sum()),
        selected_source=int((own & tree.source & tree.selected_by_target).sum()),
        dated=int(dated.sum()) / count,
        documented_parents=int((parented & sides).sum()) / count,
        copies_between=int(copied.sum()),
    )


def decide(
    forth: Examined, back: Examined, found: Material, measured: Measured, covered: Coverage, thresholds: Thresholds
) -> Decision:
    """Apply the rules of docs/methods/verdict.md to both directions of one narrative."""
    leads = {"source": _failing(forth), "target": _failing(back)}
    clear = _clear(measured)
    routes = {
        "source": _route(forth, leads["source"], clear["source"], thresholds),
        "target": _route(back, leads["target"], clear["target"], thresholds),
    }
    leader: Leader = "source" if _stands_for_source(forth, back, routes) else "target"
    checked = forth if leader == "source" else back
    verdict, route, missing = _verdict(leads, routes, leader, found, measured, covered, thresholds)
    return Decision(
        verdict=verdict,
        route=route,
        leader=leader,
        missing=missing,
        grade=sources(found, measured, covered, thresholds) + information(verdict, checked, missing),
    )


def _route(one: Examined, failing: tuple[str, ...], clear: bool, thresholds: Thresholds) -> str | None:
    """Return the route by which a side is shown to lead, None where it is not; documents go before wording."""
    if not failing:
        return "documented"
    return "inferred" if clear and inferred(one, thresholds) else None


def inferred(one: Examined, thresholds: Thresholds) -> bool:
    """Tell whether inherited wording shows the lead, and nothing speaks against it."""
    told = one.worded
    against = any(one.checks[name] is False for name in AGAINST)
    return (
        told is not None
        and not against
        and one.ordered
        and one.untouched
        and one.here >= thresholds.actors
        and told.voters >= thresholds.wording_actors
        and one.q_wording is not None
        and one.q_wording < thresholds.wording_q
        and told.carried is not None
        and told.carried >= thresholds.wording_carried
    )


def _clear(measured: Measured) -> dict[str, bool]:
    """Tell for each side whether the share sampled for it lies above that of the reverse, intervals apart."""
    (low, high), (low_back, high_back) = measured.estimate90, measured.reverse_estimate90
    return {
        "source": low is not None and (high_back is None or low > high_back),
        "target": low_back is not None and (high is None or low_back > high),
    }


def _verdict(
    leads: dict[str, tuple[str, ...]],
    routes: dict[str, str | None],
    leader: Leader,
    found: Material,
    measured: Measured,
    covered: Coverage,
    thresholds: Thresholds,
) -> tuple[Verdict, str | None, tuple[str, ...]]:
    if all(set(failing) <= {"no_reverse", "one_way_elsewhere"} for failing in leads.values()):
        return "both ways", "documented", ()
    if routes["source"] and routes["target"]:
        return "both ways", "inferred" if "inferred" in routes.values() else "documented", ()
    if routes["source"]:
        return "source led", routes["source"], ()
    if routes["target"]:
        return "target led", routes["target"], ()
    lacking = apart(found, measured, covered, thresholds)
    if not lacking:
        return "separate", None, ()
    nothing = measured.share.lower in (None, 0.0) and measured.reverse.lower in (None, 0.0)
    chosen = "not_selected" in leads[leader]
    return "cannot tell", None, lacking if nothing and not chosen else leads[leader]


def _failing(examined: Examined) -> tuple[str, ...]:
    """Name the conditions that do not hold; one that could not be tested is not required."""
    return tuple(name for name in CHECKS if examined.checks[name] is False)


def _stands_for_source(forth: Examined, back: Examined, routes: dict[str, str | None]) -> bool:
    if bool(routes["source"]) != bool(routes["target"]):
        return routes["source"] is not None
    return forth.documented >= back.documented


def apart(found: Material, measured: Measured, covered: Coverage, thresholds: Thresholds) -> tuple[str, ...]:
    """Name what is missing before "separate" can be said: the data could have shown dependency, and show none."""
    fewer, more = sorted((found.source_actors, found.target_actors))
    p = measured.p_earlier
    lacking = {
        "no_source": found.source_posts + found.unseen_source == 0,
        "no_target": found.target_posts + found.unseen_target == 0,
        "selected": found.selected > 0 and found.target_posts - found.selected < thresholds.selected_left,
        "unknown_order": p is not None and 1 - thresholds.order_sure < p < thresholds.order_sure,
        "few_posts": found.source_posts + found.target_posts < thresholds.separate_posts
        or more < thresholds.separate_actors
        or fewer < thresholds.separate_fewer,
        "unknown_coverage": covered.source is None or covered.target is None,
        "low_coverage": any(
            one is not None and one < thresholds.separate_coverage for one in (covered.source, covered.target)
        ),
        "no_habit": found.documented_parents < thresholds.separate_documented,
        "ties": found.copies_between > 0
        or any(one not in (None, 0.0) for one in (measured.share.lower, measured.reverse.lower)),
    }
    return tuple(name for name, missing in lacking.items() if missing)


def sources(found: Material, measured: Measured, covered: Coverage, thresholds: Thresholds) -> str:
    """Grade the material A to E by what is missing: coverage of either side, the hour of posts, the posts themselves.

    F where one side was neither observed nor cited.
    """
    if not found.source_posts + found.unseen_source or not found.target_posts + found.unseen_target:
        return "F"
    lacking = sum(
        (
            covered.source is None or covered.source < thresholds.separate_coverage,
            covered.target is None or covered.target < thresholds.separate_coverage,
            found.dated > thresholds.dated_share,
            not found.source_posts or not found.target_posts,
        )
    )
    return "ABCDE"[lacking]


def information(verdict: Verdict, checked: Examined, missing: tuple[str, ...]) -> str:
    """Grade how well the answer is borne out: 1 all tested and held, 2 one could not be, to 6 nothing to go by."""
    if verdict in ("source led", "target led"):
        return "1" if all(held is True for held in checked.checks.values()) else "2"
    if verdict in ("both ways", "separate"):
        return "3"
    if not checked.documented:
        return "6"
    return "4" if len(missing) == 1 else "5"
