"""The conditions of the documented route, one named check each, for the source leading and the target following."""

from dataclasses import dataclass

import numpy as np

from graphs.evidence import Evidence
from graphs.trace.order import ahead, clock_error, entry
from graphs.trace.reach import descends
from graphs.trace.rows import CLASSES, HOUR, OUTSIDE, Bools, Tree
from graphs.trace.sides import Cast, Voters, Votes, active_elsewhere, early_share, independent, voters, votes
from graphs.trace.thresholds import Thresholds

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
)
_ATTRIBUTION = CLASSES.index(Evidence.ATTRIBUTION)
_COPY = CLASSES.index(Evidence.COPY)
_MOST_TRIED = 50


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Examined:
    """One direction of one narrative: each check's result, and the figures behind them.

    `could` and `did` count actors of the following side that could cite the leading side, and did; `came_before` tells
    whether the following side was there before. `cites_more` is None until the whole case is known.
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


def examine(tree: Tree, known: Cast, thresholds: Thresholds, *, linked: bool) -> Examined:
    """Check everything that one narrative can tell; `linked` says that the case holds next to no unlinked posts."""
    side = voters(tree, known, thresholds)
    everything = np.ones(len(tree.links.child), dtype=bool)
    found = votes(tree, side, tree.source, everything)
    direct = _direct(tree, side)
    came_before = _behind(tree, side, direct, 0, thresholds)
    could, did = _citing(tree, side, direct)
    checks: dict[str, bool | None] = dict.fromkeys(CHECKS)
    checks["enough_actors"] = found.documented >= thresholds.actors and _present(side, found, thresholds)
    checks["earliest_third"] = _early(found, thresholds) and _own_early(found, thresholds)
    checks["no_reverse"] = not reverse_signs(tree, thresholds)
    checks["not_behind"] = not came_before
    checks["one_story"] = "mixed" not in tree.flags
    checks["not_selected"] = not linked and not _selected(tree, thresholds)
    checks["seen_without_link"] = _seen_without_link(tree, side, known, thresholds)
    passed = passed_on(tree, thresholds)
    rests_on: tuple[int, ...] = ()
    fragile: tuple[int | None, float | None] = (None, None)
    if found.documented:
        own, kept = _robust(tree, side, passed, checks, thresholds)
        rests_on = _rests_on(tree, side, own, kept, thresholds)
        fragile = _fragility(tree, side, votes(tree, side, own, kept), direct, thresholds)
    return Examined(
        checks=checks,
        voters=side.count,
        documented=found.documented,
        early=min(early_share(each, thresholds.early_part) for each in (found.early, found.own_early)),
        could=could,
        did=did,
        came_before=came_before,
        passed_on=tuple(name for name, rows in passed.items() if rows.any()),
        rests_on=rests_on,
        fragile_posts=fragile[0],
        fragile_hours=fragile[1],
        feeds=len(np.unique(tree.actor[tree.target & ~side.open_ & ~tree.selected_by_source])),
    )


def holds(found: Votes, thresholds: Thresholds) -> bool:
    """Tell whether enough voters, and enough of the earliest, have documents."""
    return found.documented >= thresholds.actors and _early(found, thresholds)


def _early(found: Votes, thresholds: Thresholds) -> bool:
    return early_share(found.early, thresholds.early_part) >= thresholds.early_share


def _own_early(found: Votes, thresholds: Thresholds) -> bool:
    return early_share(found.own_early, thresholds.early_part) >= thresholds.early_share


def _present(side: Voters, found: Votes, thresholds: Thresholds) -> bool:
    """Tell whether the narrative itself, not only its story, has enough of the following side, some documented."""
    return len(side.own_first) >= thresholds.actors and found.own >= thresholds.own_documented


def _robust(
    tree: Tree, side: Voters, passed: dict[str, Bools], checks: dict[str, bool | None], thresholds: Thresholds
) -> tuple[Bools, Bools]:
    """Fill the checks that leave links out; return the leading posts and the links that remain."""
    kept = ~(tree.widely[tree.links.parent] & tree.source[tree.links.parent])
    checks["own_article"] = holds(votes(tree, side, tree.source, kept), thresholds)
    own = tree.source & ~np.logical_or.reduce(list(passed.values()))
    left = votes(tree, side, own, kept)
    checks["not_passed_on"] = holds(left, thresholds) and _present(side, left, thresholds)
    checks["any_one_actor"] = _without_any(tree, side, own, kept, thresholds)
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
    """Count the voters who posted after the leading side surely had the story, and those of them who cite it."""
    entered = entry(tree, direct, 0)
    if entered is None:
        return 0, 0
    rows, voter = side.rows[side.judged], side.voter[side.judged]
    after = (tree.hi[rows] >= entered) | direct[rows]
    return len(np.unique(voter[after])), len(np.unique(voter[direct[rows]]))


def reverse_signs(tree: Tree, thresholds: Thresholds) -> int:
    """Count signs that the leading side took the story from the other: documents, and copies of its own wording.

    A copy counts where the copied post does not itself go back to the leading side, by documents or by copying.
    """
    links = tree.links
    back = tree.target[links.parent] & tree.source[links.child]
    documented = links.documented & back
    copied = (
        (links.evidence == _COPY)
        & (links.p_order >= thresholds.order_sure)
        & (links.probability >= thresholds.copy_probability)
    )
    if not (copied & back).any():
        return int(documented.sum())
    everywhere = np.ones(len(tree), dtype=bool)
    ours = descends(tree.source, everywhere, links.parent, links.child, links.documented | copied)
    return int((documented | (copied & back & ~ours[links.parent])).sum())


def passed_on(tree: Tree, thresholds: Thresholds) -> dict[str, Bools]:
    """Tell which leading posts only pass the story on: agency text, text that others print at once, a third source."""
    links = tree.links
    everywhere = np.ones(len(tree), dtype=bool)
    ours = descends(tree.source, everywhere, links.parent, links.child, links.documented)
    third = tree.organisation & ~tree.source & ~tree.target & ~ours
    from_third = descends(third, everywhere, links.parent, links.child, links.documented)
    return {
        "agency text": tree.source & tree.agency,
        "text that several outlets print": _printed_by_others(tree, ours, thresholds),
        "a third source": tree.source & (from_third | _copied_from(tree, third, thresholds)),
    }


def _printed_by_others(tree: Tree, ours: Bools, thresholds: Thresholds) -> Bools:
    """Tell which leading posts share their words with outlets that printed them no later, on their own account."""
    out = np.zeros(len(tree), dtype=bool)
    others = tree.printer & ~tree.source & ~tree.unseen & ~ours & (tree.words >= 0)
    own = tree.source & ~tree.unseen & (tree.words >= 0)
    for words in np.intersect1d(tree.words[own], tree.words[others]):
        same = own & (tree.words == words)
        by = tree.hi[same].min() + thresholds.shared_hours * HOUR
        printers = np.unique(tree.actor[others & (tree.words == words) & (tree.lo <= by)])
        if len(printers) >= thresholds.shared_printers:
            out |= same
    return out


def _copied_from(tree: Tree, third: Bools, thresholds: Thresholds) -> Bools:
    """Tell which leading posts copy a third organisation's post that is older than any leading post here."""
    links = tree.links
    out = np.zeros(len(tree), dtype=bool)
    own = tree.source & ~tree.unseen & (tree.part != OUTSIDE)
    if not own.any():
        return out
    use = (
        (links.evidence == _COPY)
        & third[links.parent]
        & tree.source[links.child]
        & (links.p_order >= thresholds.order_sure)
        & (links.probability >= thresholds.copy_probability)
        & (tree.hi[links.parent] < tree.lo[own].min())
    )
    out[links.child[use]] = True
    return out


def _without_any(tree: Tree, side: Voters, own: Bools, kept: Bools, thresholds: Thresholds) -> bool:
    """Tell whether the two counts hold with any one voter left out, its posts and all that came only through them.

    Who has documents without help of others loses nothing when another is left out: if those suffice, closed form.
    Otherwise each voter from whom others descend is left out in turn.
    """
    if _spare(independent(tree, side, own, kept), thresholds):
        return True
    if not _spare(votes(tree, side, own, kept), thresholds):
        return False
    passes = np.zeros(len(tree), dtype=bool)
    passes[tree.links.parent[tree.links.documented & kept]] = True
    return all(
        holds(votes(tree, side, own, kept, int(one)), thresholds) for one in np.unique(side.voter[passes[side.rows]])
    )


def _spare(found: Votes, thresholds: Thresholds) -> bool:
    """Tell whether the counts hold with any one voter's own vote left out."""
    return found.documented - 1 >= thresholds.actors and _early_without(found.early, thresholds)


def _early_without(early: Bools, thresholds: Thresholds) -> bool:
    """Tell whether the earliest third is documented enough with any one voter's own vote left out."""
    count = int(np.ceil((len(early) - 1) * thresholds.early_part - 1e-9))
    if count <= 0:
        return False
    total = np.concatenate([[0], np.cumsum(early)])
    inside = total[min(count + 1, len(early))] - early[:count].astype(np.int64)
    least = min(int(inside.min()), int(total[count]))
    return least / count >= thresholds.early_share


def _rests_on(tree: Tree, side: Voters, own: Bools, kept: Bools, thresholds: Thresholds) -> tuple[int, ...]:
    """Return the one leading actor without whom the counts do not hold, if there is one, and the counts hold at all.

    Only the actors most linked to are tried: with so many others left, the rest cannot be indispensable.
    """
    if not holds(votes(tree, side, own, kept), thresholds):
        return ()
    links = tree.links
    linked = tree.actor[links.parent[links.documented & kept & own[links.parent]]]
    actors, count = np.unique(linked, return_counts=True)
    for actor in actors[np.argsort(-count, kind="stable")][:_MOST_TRIED]:
        if not holds(votes(tree, side, own & (tree.actor != actor), kept), thresholds):
            return (int(actor),)
    return ()


def _seen_without_link(tree: Tree, side: Voters, known: Cast, thresholds: Thresholds) -> bool | None:
    """Tell whether a link narrative is more than its own link: enough voters share the page's words, link or not.

    Where it is not, whoever is in it links by definition. That is no harm while hardly anyone else of the following
    side posts in those days; else the others may have told the same story without the link. None: not a link narrative.
    """
    if tree.level != "link":
        return None
    elsewhere = thresholds.elsewhere_share * side.count
    return side.seen or active_elsewhere(tree, side, known, thresholds.around_hours) <= elsewhere


def _selected(tree: Tree, thresholds: Thresholds) -> bool:
    """Tell whether too few of the following side's posts remain once those selected on the leading side are gone."""
    mine = tree.member & tree.target
    gone = mine & tree.selected_by_source
    return bool(gone.any()) and int((mine & ~gone).sum()) < thresholds.selected_left


def _fragility(
    tree: Tree, side: Voters, found: Votes, direct: Bools, thresholds: Thresholds
) -> tuple[int | None, float | None]:
    """Return how many unseen earlier posts of the following side, and how many hours of one clock, turn the answer."""
    if not holds(found, thresholds):
        return None, None
    posts = _posts_to_turn(found.early, thresholds)
    needed = max(thresholds.ahead_actors, int(np.ceil(thresholds.ahead_share * len(side.first))))
    times = np.sort(tree.hi[side.first])
    own = tree.source & ~tree.unseen & (tree.part != OUTSIDE)
    cited = int(tree.hi[direct].min()) if direct.any() else None
    if len(times) < needed or not own.any() or (cited is not None and cited <= times[needed - 1]):
        return posts, None
    return posts, max(0.0, float(times[needed - 1] - tree.hi[own].min()) / HOUR)


def _posts_to_turn(early: Bools, thresholds: Thresholds) -> int:
    """Return how many undocumented earlier voters bring the documented part of the earliest third below the line."""
    added = np.arange(1, int(len(early) / thresholds.early_part) + 2)
    count = np.ceil((len(early) + added) * thresholds.early_part - 1e-9).astype(np.int64)
    total = np.concatenate([[0], np.cumsum(early)])
    share = total[np.clip(count - added, 0, len(early))] / count
    return int(added[np.argmax(share < thresholds.early_share)])
