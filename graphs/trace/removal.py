"""What would stay of the documented flow without one outlet, the relays or a class of evidence."""

from collections.abc import Iterator
from typing import Literal

import numpy as np

from graphs.evidence import DOCUMENTED
from graphs.trace.bounds import counted
from graphs.trace.finding import Without
from graphs.trace.reach import descends
from graphs.trace.rows import CLASSES, Actors, Bools, Tree

_MOST_TRIED = 20
_MOST_TOLD = 5


def removals(tree: Tree, actors: Actors) -> tuple[Without, ...]:
    """Return what the documented share of the target's posts becomes when something is taken out of the narrative.

    Taken out are in turn each class of documented evidence that occurs, the posts of all who are in neither group
    (the relays), and those of each outlet or organisation, of which the five that leave least are told. `stays` is the
    share afterwards over the share before. Individuals are never taken out one by one. Empty where nothing is
    documented. O(links) for each of at most 20 organisations.
    """
    whole = _lower(tree, np.ones(len(tree), dtype=bool), tree.links.documented)
    if whole <= 0.0:
        return ()
    return (*_classes(tree, whole), *_relays(tree, whole), *_organisations(tree, actors, whole))


def _classes(tree: Tree, whole: float) -> Iterator[Without]:
    links, everybody = tree.links, np.ones(len(tree), dtype=bool)
    for evidence in DOCUMENTED:
        mine = links.documented & (links.evidence == CLASSES.index(evidence))
        if mine.any():
            yield _without("evidence", str(evidence), _lower(tree, everybody, links.documented & ~mine), whole)


def _relays(tree: Tree, whole: float) -> Iterator[Without]:
    neither = ~tree.source & ~tree.target
    if neither.any():
        yield _without("relays", "", _lower(tree, ~neither, tree.links.documented), whole)


def _organisations(tree: Tree, actors: Actors, whole: float) -> list[Without]:
    """Try those with the most documented links to their posts, the target's own left out: these are what is counted."""
    links = tree.links
    linked = tree.actor[links.parent[links.documented & ~tree.target[links.parent]]]
    known, count = np.unique(linked[linked >= 0], return_counts=True)
    tried = [int(one) for one in known[np.argsort(-count, kind="stable")] if actors.organisation[one]][:_MOST_TRIED]
    found = [
        _without("organisation", str(actors.ids[one]), _lower(tree, tree.actor != one, links.documented), whole)
        for one in tried
    ]
    return sorted(found, key=lambda one: (one.stays, one.name))[:_MOST_TOLD]


def _without(kind: Literal["evidence", "relays", "organisation"], name: str, lower: float, whole: float) -> Without:
    return Without(kind=kind, name=name, lower=lower, stays=lower / whole)


def _lower(tree: Tree, open_: Bools, use: Bools) -> float:
    """Return the share of counted posts with a documented ancestor in the source, over what is left of the tree."""
    rows = counted(tree)
    if not rows.any():
        return 0.0
    has = descends(tree.source, open_, tree.links.parent, tree.links.child, use)
    return float(has[rows].mean())
