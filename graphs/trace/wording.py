"""The wording test: do texts of one side inherit what texts of the other brought in, beyond chance?

Overlap counts nothing: when all print one agency's text, all overlap. Counted are variants, which exactly one earlier
text brought into the narrative.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graphs.store.database import Store
from graphs.trace.lineages import Lineages, Texts, lineages, texts
from graphs.trace.rows import Bools, Floats, Ints, Rows, Tree
from graphs.trace.thresholds import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Worded:
    """What wording says of one story with one side leading.

    `p` is the chance that as many lineages lead to the leading side were each root as likely (None where no root of
    another would do); `carried` the share of those roots' own variants that their copiers together carry. `voters` are
    the actors of those copies. `with_page` and `without_page` count posts of the following side that cite a page in
    whose words they are: those that carry the page's own wording, and those that have none of it. `roots` are the
    actors of all credited roots, one a lineage.
    """

    p: float | None
    lineages: int
    leading: int
    carried: float | None
    voters: int
    with_page: int
    without_page: int
    roots: Ints


def aligned(store: Store, rows: Rows) -> dict[int, Texts]:
    """Align the texts of all words narratives in which both sides have posts of their own."""
    both = [
        place
        for place, (_, level, _, posts) in enumerate(rows.narratives)
        if level == "words" and posts > 2 and _both(rows.tree(place))
    ]
    return texts(store, np.array(both, dtype=np.int64))


def _both(tree: Tree) -> bool:
    own = tree.member & ~tree.unseen & ~tree.repost
    return bool((own & tree.source).any() and (own & tree.target).any())


def worded(story: Tree, found: Sequence[Texts], thresholds: Thresholds) -> Worded:
    """Test one story, its narratives' lineages together, the tree's source leading."""
    place = np.full(int(story.post.max(initial=-1)) + 1, -1, dtype=np.int64)
    place[story.post] = np.arange(len(story))
    each = [_of_narrative(story, place, one) for one in found]
    parts = [one[0] for one in each]
    chance, leading = (np.concatenate([getattr(one, name) for one in parts] or [np.zeros(0)]) for name in _COLUMNS)
    root = np.concatenate([one.root for one in parts] or [np.zeros(0, dtype=np.int64)])
    open_ = chance < 1.0
    carried, own = (sum(one[1][k] for one in each) for k in (0, 1))
    voters = set().union(*(one[2] for one in each))
    pages = [_pages(story, place, one, thresholds) for one in found]
    return Worded(
        p=tail(chance[open_], int(leading[open_].sum())) if open_.any() else None,
        lineages=len(leading),
        leading=int(leading.sum()),
        carried=carried / own if own else None,
        voters=len(voters),
        with_page=sum(one[0] for one in pages),
        without_page=sum(one[1] for one in pages),
        roots=story.actor[place[root]],
    )


_COLUMNS = ("chance", "leading")


def _of_narrative(story: Tree, place: Ints, found: Texts) -> tuple[Lineages, tuple[int, int], set[int]]:
    """Return lineages, how many of the copied leading roots' variants are carried of how many, and who copied."""
    rows = place[found.post]
    source, target = (_on(side, rows) for side in (story.source, story.target))
    told = lineages(found, source, target)
    copies = np.flatnonzero(target & source[found.root] & (found.root != np.arange(len(rows))))
    carried = own = 0
    for root in np.unique(found.root[copies]).tolist():
        variants = found.carried(root)
        held = np.concatenate([found.carried(int(one)) for one in copies[found.root[copies] == root]])
        carried, own = carried + len(np.intersect1d(variants, held)), own + len(variants)
    return told, (carried, own), set(story.actor[rows[copies]].tolist())


def own_wording(found: Worded | None, thresholds: Thresholds) -> bool | None:
    """Tell whether those who cite a page and use its words have its own wording; None where too few can tell.

    Who had the page's words from elsewhere lacks what the page itself brought in.
    """
    if found is None or found.with_page + found.without_page < thresholds.own_wording_citers:
        return None
    return found.with_page > 0


def _on(side: Bools, rows: Ints) -> Bools:
    return side[np.maximum(rows, 0)] & (rows >= 0)


def _pages(story: Tree, place: Ints, found: Texts, thresholds: Thresholds) -> tuple[int, int]:
    """Count citers in one narrative with their page that carry its own wording, and those that carry none of it."""
    links = story.links
    use = links.documented & story.source[links.parent] & story.target[links.child] & ~story.repost[links.child]
    with_page = without = 0
    for parent, child in zip(links.parent[use].tolist(), links.child[use].tolist(), strict=True):
        page, text = (found.text_of.get(int(story.post[row]), -1) for row in (parent, child))
        if page < 0 or text < 0 or page == text:
            continue
        own = found.carried(page)
        if len(own) < thresholds.own_wording_variants:
            continue
        share = len(np.intersect1d(own, found.carried(text))) / len(own)
        with_page += share >= thresholds.own_wording
        without += share == 0.0
    return with_page, without


def tail(chance: Floats, hits: int) -> float:
    """Return the probability of `hits` or more successes in independent trials of these chances (Poisson-binomial)."""
    mass = np.zeros(len(chance) + 1)
    mass[0] = 1.0
    for p in chance:
        mass[1:] = mass[1:] * (1.0 - p) + mass[:-1] * p
        mass[0] *= 1.0 - p
    return float(min(1.0, mass[hits:].sum()))
