"""The conditions of the documented route, one named check each, for the source leading and the target following."""

from dataclasses import dataclass, replace

import numpy as np

from graphs.evidence import Evidence
from graphs.trace.leaving import early_enough, fragility, holds, rests_on, without_any
from graphs.trace.order import ahead, clock_error, entry
from graphs.trace.rows import CLASSES, HOUR, OUTSIDE, Bools, Tree
from graphs.trace.sides import Cast, Voters, active_elsewhere, early_share, in_words, voters, votes
from graphs.trace.signs import passed_on, reverse_signs
from graphs.trace.thresholds import Thresholds
from graphs.trace.wording import Worded

CHECKS = (
    "not_selected",
    "enough_actors",
    "earliest_third",
    "cites_more",
    "no_reverse",
    "own_article",
    "not_passed_on",
    "any_one_actor",
    "clocks",
    "not_behind",
    "one_story",
    "seen_without_link",
    "own_wording",
    "one_way_elsewhere",
)
_ATTRIBUTION = CLASSES.index(Evidence.ATTRIBUTION)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Examined:
    """One direction of one story: each check's result, and the figures behind them.

    `could` and `did` count actors of the following side that could cite the leading side, and did; `came_before` tells
    whether the following side surely had it before. `ordered`: the leading side was there first whatever the clocks;
    `untouched`: no leading post passes the story on. `here` counts the following side's actors in one narrative, and
    `here_documented` those of them with a document. What the whole case must be known for (`cites_more`, `own_wording`,
    `one_way_elsewhere`, `worded` and its q) is None until then.
    """

    checks: dict[str, bool | None]
    voters: int
    documented: int
    early: float
    could: int
    did: int
    came_before: bool
    passed_on: tuple[str, ...]
    rests_on: tuple[int, ...]
    fragile_posts: int | None
    fragile_hours: float | None
    feeds: int
    here: int = 0
    here_documented: int = 0
    ordered: bool
    untouched: bool
    worded: Worded | None = None
    q_wording: float | None = None


def examine(tree: Tree, known: Cast, thresholds: Thresholds, *, linked: bool) -> Examined:
    """Check everything that one story can tell; `linked` says that the case holds next to no unlinked posts."""
    side = voters(tree, known, thresholds)
    everything = np.ones(len(tree.links.child), dtype=bool)
    found = votes(tree, side, tree.source, everything)
    direct = _direct(tree, side)
    behind = _behind(tree, side, direct, 0, thresholds)
    could, did = _citing(tree, side, direct)
    checks: dict[str, bool | None] = dict.fromkeys(CHECKS)
    checks["enough_actors"] = found.documented >= thresholds.actors
    checks["earliest_third"] = early_enough(found, thresholds)
    checks["no_reverse"] = not reverse_signs(tree, thresholds)
    checks["not_behind"] = not behind
    checks["not_selected"] = not linked and not _selected(tree, thresholds)
    checks["seen_without_link"] = _seen_without_link(tree, side, known, thresholds)
    passed = passed_on(tree, thresholds)
    rests: tuple[int, ...] = ()
    fragile: tuple[int | None, float | None] = (None, None)
    if found.documented:
        own, kept = _robust(tree, side, passed, checks, thresholds)
        rests = rests_on(tree, side, own, kept, thresholds)
        fragile = fragility(tree, side, votes(tree, side, own, kept), direct, thresholds)
    return Examined(
        checks=checks,
        voters=side.count,
        documented=found.documented,
        early=early_share(found.early, thresholds.early_part),
        could=could,
        did=did,
        came_before=_came_later(tree, side, direct, thresholds),
        passed_on=tuple(name for name, rows in passed.items() if rows.any()),
        rests_on=rests,
        fragile_posts=fragile[0],
        fragile_hours=fragile[1],
        feeds=len(np.unique(tree.actor[tree.target & ~side.open_ & ~tree.selected_by_source])),
        ordered=not _behind(tree, side, direct, _shift(tree, side, thresholds), thresholds),
        untouched=not any(rows.any() for rows in passed.values()),
    )


def of_narrative(story: Examined, tree: Tree, known: Cast, thresholds: Thresholds) -> Examined:
    """Return what was found of a story as it holds of one of its narratives.

    The narrative itself must have enough of the following side, some of them documented, and be one story.
    """
    side = voters(tree, known, thresholds)
    found = votes(tree, side, tree.source, np.ones(len(tree.links.child), dtype=bool))
    present = side.count >= thresholds.own_actors and found.documented >= thresholds.own_documented
    checks = story.checks | {
        "enough_actors": bool(story.checks["enough_actors"]) and present,
        "not_selected": bool(story.checks["not_selected"]) and not _selected(tree, thresholds),
        "one_story": "mixed" not in tree.flags,
    }
    return replace(story, checks=checks, here=side.count, here_documented=found.documented)


def _robust(
    tree: Tree, side: Voters, passed: dict[str, Bools], checks: dict[str, bool | None], thresholds: Thresholds
) -> tuple[Bools, Bools]:
    """Fill the checks that leave links out; return the leading posts and the links that remain."""
    kept = ~(tree.widely[tree.links.parent] & tree.source[tree.links.parent])
    checks["own_article"] = holds(votes(tree, side, tree.source, kept), thresholds)
    own = tree.source & ~np.logical_or.reduce(list(passed.values()))
    left = votes(tree, side, own, kept)
    checks["not_passed_on"] = holds(left, thresholds)
    checks["any_one_actor"] = without_any(tree, side, own, kept, thresholds)
    direct = _direct(tree, side)
    sure = kept & _sure_order(tree, thresholds)
    shift = _shift(tree, side, thresholds)
    checks["clocks"] = holds(votes(tree, side, own, sure), thresholds) and not _behind(
        tree, side, direct, shift, thresholds
    )
    return own, kept


def _direct(tree: Tree, side: Voters) -> Bools:
    """Tell which rows of the following side have a documented link straight to the leading side."""
    links = tree.links
    use = links.documented & tree.source[links.parent]
    out = np.zeros(len(tree), dtype=bool)
    out[links.child[use]] = True
    mine = np.zeros(len(tree), dtype=bool)
    mine[side.rows] = True
    return out & mine


def _behind(tree: Tree, side: Voters, direct: Bools, shift: int, thresholds: Thresholds) -> bool:
    """Tell whether the following side had the story first, the leading side's clocks set back by `shift` ms."""
    count = ahead(tree.hi[side.first], entry(tree, direct, shift))
    return count >= thresholds.ahead_actors and count >= thresholds.ahead_share * len(side.first)


def _came_later(tree: Tree, side: Voters, direct: Bools, thresholds: Thresholds) -> bool:
    """Tell whether the following side surely had the story before the leading side, whose dates may hide an hour."""
    own = tree.source & ~tree.unseen & (tree.part != OUTSIDE)
    times = [int(tree.lo[own].min())] if own.any() else []
    times += [int(tree.lo[direct].min())] if direct.any() else []
    count = ahead(tree.hi[side.first], min(times, default=None))
    return count >= thresholds.ahead_actors and count >= thresholds.ahead_share * len(side.first)


def _shift(tree: Tree, side: Voters, thresholds: Thresholds) -> int:
    """Return the greatest declared clock error, in ms, of the posts that say which side was first."""
    errors = clock_error(tree, thresholds.clock_hours, thresholds.date_hours, thresholds.date_width)
    own = np.flatnonzero(tree.source & ~tree.unseen & (tree.part != OUTSIDE))[:1]
    asked = np.concatenate([own, side.first[: thresholds.ahead_actors]])
    return int(errors[asked].max(initial=thresholds.clock_hours * HOUR))


def _sure_order(tree: Tree, thresholds: Thresholds) -> Bools:
    """Tell which links keep their direction whatever the clocks: the platform's and citations; a name said later."""
    links = tree.links
    errors = clock_error(tree, thresholds.clock_hours, thresholds.date_hours, thresholds.date_width)
    margin = np.maximum(errors[links.parent], errors[links.child])
    later = tree.lo[links.child] - tree.hi[links.parent] > margin
    return np.not_equal(links.evidence, _ATTRIBUTION) | later | tree.unseen[links.parent]


def _citing(tree: Tree, side: Voters, direct: Bools) -> tuple[int, int]:
    """Count the voters who posted after the leading side surely had the story, and those of them who cite it.

    Where enough are in the story by their words, these alone: of those who are there for the link, all cite.
    """
    entered = entry(tree, direct, 0)
    if entered is None:
        return 0, 0
    told = in_words(tree, side.rows) | (not side.seen)
    rows, voter = side.rows[told], side.voter[told]
    after = (tree.hi[rows] >= entered) | direct[rows]
    return len(np.unique(voter[after])), len(np.unique(voter[direct[rows]]))


def _seen_without_link(tree: Tree, side: Voters, known: Cast, thresholds: Thresholds) -> bool | None:
    """Tell whether a story is more than its links: enough voters are in it by their words, link or not.

    Where it is not, whoever is in it links by definition. That is no harm while hardly anyone else of the following
    side posts in those days; else the others may have told the same story without the link. None: nobody is in it by
    a link alone.
    """
    if side.worded:
        return None
    elsewhere = thresholds.elsewhere_share * side.count
    return side.seen or active_elsewhere(tree, side, known, thresholds.around_hours) <= elsewhere


def _selected(tree: Tree, thresholds: Thresholds) -> bool:
    """Tell whether too few of the following side's posts remain once those selected on the leading side are gone."""
    mine = tree.member & tree.target
    gone = mine & tree.selected_by_source
    return bool(gone.any()) and int((mine & ~gone).sum()) < thresholds.selected_left
