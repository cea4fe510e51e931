"""The shortest documented ways from one side's posts to the other's."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.trace.rows import CLASSES, Bools, Floats, Ints, Tree

MOST_PATHS = 6


class Way(NamedTuple):
    """Rows of a tree from a source post to a target post, the evidence of each step, and the probability of all."""

    rows: tuple[int, ...]
    evidence: tuple[str, ...]
    probability: float


def shortest(tree: Tree, most: int = MOST_PATHS) -> list[Way]:
    """Return up to `most` shortest documented ways from the source to the target's own posts.

    One way a target post: fewest steps, then the surest, then the earliest. Ways are chosen so that each target author
    comes once, short ways first, earlier posts first; the same author again only when there are no others.
    """
    links = tree.links
    order = np.flatnonzero(links.documented)
    if not len(order):
        return []
    steps, link = _breadth_first(
        tree.source, links.parent[order], links.child[order], links.probability[order], len(tree)
    )
    reached = np.flatnonzero((steps > 0) & tree.target & tree.member)
    ranked = reached[np.lexsort((reached, steps[reached]))]
    return [_way(tree, int(row), order, link) for row in _varied(ranked, tree.actor, most)]


def _varied(rows: Ints, actor: Ints, most: int) -> list[int]:
    """Take rows in order, each author's first before any author's second."""
    first: list[int] = []
    again: list[int] = []
    seen: set[int] = set()
    for row in rows[: 50 * most].tolist():
        (again if actor[row] in seen else first).append(row)
        seen.add(int(actor[row]))
        if len(first) == most:
            break
    return (first + again)[:most]


@kernel
def _breadth_first(start: Bools, parent: Ints, child: Ints, probability: Floats, rows: int) -> tuple[Ints, Ints]:
    """Return for each row its fewest steps from `start` (0 there, -1 where unreached) and the link it is reached by.

    O(links) a level; of links from rows of the level before, the surest wins, then the first.
    """
    steps, by = np.full(rows, -1, dtype=np.int64), np.full(rows, -1, dtype=np.int64)
    steps[start] = 0
    level, changed = 0, True
    while changed:
        changed = False
        for k in range(len(parent)):
            p, c = parent[k], child[k]
            if steps[p] != level:
                continue
            if steps[c] == -1:
                steps[c], by[c], changed = level + 1, k, True
            elif steps[c] == level + 1 and probability[k] > probability[by[c]]:
                by[c] = k
        level += 1
    return steps, by


def _way(tree: Tree, row: int, order: Ints, link: Ints) -> Way:
    rows, evidence, probability = [row], [], 1.0
    while not tree.source[rows[-1]]:
        at = int(order[link[rows[-1]]])
        rows.append(int(tree.links.parent[at]))
        evidence.append(str(CLASSES[int(tree.links.evidence[at])]))
        probability *= float(tree.links.probability[at])
    return Way(tuple(reversed(rows)), tuple(reversed(evidence)), probability)


def ledger(tree: Tree) -> dict[str, int]:
    """Count the links that lead to the narrative's own posts, each class of evidence apart; timing is only counted."""
    links = tree.links
    count = np.bincount(links.evidence[tree.member[links.child]], minlength=len(CLASSES))
    return {str(one): int(n) for one, n in zip(CLASSES, count, strict=True)}


def between(tree: Tree) -> Sequence[int]:
    """Count documented links straight from source to target, and straight from target to source."""
    links = tree.links
    forth = links.documented & tree.source[links.parent] & tree.target[links.child]
    back = links.documented & tree.target[links.parent] & tree.source[links.child]
    return int(forth.sum()), int(back.sum())
