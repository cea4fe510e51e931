"""Does the answer stand with somebody left out, and what would turn it."""

import numpy as np

from graphs.trace.rows import HOUR, OUTSIDE, Bools, Tree
from graphs.trace.sides import Voters, Votes, early_share, independent, votes
from graphs.trace.thresholds import Thresholds

_MOST_TRIED = 50


def holds(found: Votes, thresholds: Thresholds) -> bool:
    """Tell whether enough voters, and enough of the earliest, have documents."""
    return found.documented >= thresholds.actors and early_enough(found, thresholds)


def early_enough(found: Votes, thresholds: Thresholds) -> bool:
    return early_share(found.early, thresholds.early_part) >= thresholds.early_share


def without_any(tree: Tree, side: Voters, own: Bools, kept: Bools, thresholds: Thresholds) -> bool:
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


def rests_on(tree: Tree, side: Voters, own: Bools, kept: Bools, thresholds: Thresholds) -> tuple[int, ...]:
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


def fragility(
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
