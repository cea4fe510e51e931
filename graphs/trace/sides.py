"""The voters of the following side: who is left out, who counts once, and what each has documents for."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graphs.store.database import Store
from graphs.trace.reach import descends
from graphs.trace.rows import OUTSIDE, Actors, Bools, Ints, Tree
from graphs.trace.thresholds import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cast:
    """What the whole case says of the actors: feeds of either side, and groups that share the same pages at once."""

    feeds_of_source: Bools
    feeds_of_target: Bools
    together: Ints

    def swapped(self) -> "Cast":
        """Return the cast for the other direction."""
        return Cast(feeds_of_source=self.feeds_of_target, feeds_of_target=self.feeds_of_source, together=self.together)


def cast(store: Store, actors: Actors, thresholds: Thresholds) -> Cast:
    """Read who feeds and who shares together; `feeds_of_source` are accounts that link to the source."""
    count = len(actors.codes)
    feeds = np.zeros((2, count), dtype=bool)
    rows = store.sql("trace/feeds", posts=thresholds.feed_posts, narratives=thresholds.feed_narratives).fetchall()
    for code, posts, *linking in rows:
        place = _place(actors, code)
        for side in (0, 1):
            if place is not None and linking[side] >= thresholds.feed_share * posts:
                feeds[side, place] = True
    pairs = store.sql(
        "trace/coshares", window=round(thresholds.coshare_window * 1000), objects=thresholds.coshare_objects
    ).fetchall()
    places = ((_place(actors, a), _place(actors, b)) for a, b in pairs)
    together = joined(count, ((a, b) for a, b in places if a is not None and b is not None))
    return Cast(feeds_of_source=feeds[0], feeds_of_target=feeds[1], together=together)


def joined(count: int, pairs: Iterable[tuple[int, int]]) -> Ints:
    """Return for each of `count` things the least member of its group, where pairs tie things together."""
    root = np.arange(count, dtype=np.int64)

    def find(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = int(root[one])
        return one

    for a, b in pairs:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    return np.array([find(one) for one in range(count)], dtype=np.int64) if _tied(root) else root


def _tied(root: Ints) -> bool:
    return bool((root != np.arange(len(root))).any())


def _place(actors: Actors, code: int) -> int | None:
    at = int(np.searchsorted(actors.codes, code))
    return at if at < len(actors.codes) and actors.codes[at] == code else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Voters:
    """The following side of one narrative in one direction (the source leads, the target follows).

    `rows` are its posts in order of time, around a link narrative too; `voter` numbers who wrote each, a group that
    acts as one having one number; `open_` rows are those that documents may run through.
    """

    rows: Ints
    voter: Ints
    count: int
    first: Ints
    open_: Bools


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Votes:
    """How many voters have documents, and for each voter, in order of its first post, whether that post has them."""

    documented: int
    early: Bools


def voters(tree: Tree, known: Cast, thresholds: Thresholds) -> Voters:
    """Return the following side without feeds and without posts that were selected on the leading side."""
    written = tree.target & (tree.part != OUTSIDE) & (tree.actor >= 0)
    feeds = written & _feeds(tree, known, thresholds)
    closed = written & (feeds | tree.selected_by_source)
    rows = np.flatnonzero(written & ~closed)
    voter = _merged(tree, rows, known)
    _, first, voter = np.unique(voter, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return Voters(rows=rows, voter=rank[voter], count=len(order), first=rows[first[order]], open_=~closed)


def _feeds(tree: Tree, known: Cast, thresholds: Thresholds) -> Bools:
    """Tell which rows are by feeds: known over the case, or here, by linking to page after page and nothing else."""
    by_case = known.feeds_of_source[np.maximum(tree.actor, 0)] if len(known.feeds_of_source) else tree.target
    links = tree.links
    use = links.documented & tree.source[links.parent] & tree.target[links.child] & ~tree.repost[links.child]
    if not use.any():
        return by_case
    authors = tree.actor[links.child[use]]
    pages = np.unique(np.column_stack([authors, links.parent[use]]), axis=0)[:, 0]
    linking = np.unique(np.column_stack([authors, links.child[use]]), axis=0)[:, 0]
    size = int(tree.actor.max()) + 1
    posts = np.bincount(tree.actor[tree.target & (tree.actor >= 0)], minlength=size)
    many = (
        (np.bincount(pages, minlength=size) >= thresholds.feed_pages)
        & (np.bincount(linking, minlength=size) >= thresholds.feed_pages)
        & (np.bincount(linking, minlength=size) >= thresholds.feed_share * posts)
    )
    return by_case | (many[np.maximum(tree.actor, 0)] & (tree.actor >= 0))


def _merged(tree: Tree, rows: Ints, known: Cast) -> Ints:
    """Return a number for who wrote each row; who shares together, or posts the same words of its own, is one."""
    own = known.together[tree.actor[rows]] if len(rows) else np.zeros(0, dtype=np.int64)
    told = (tree.wording[rows] != 0) & ~tree.repost[rows] & ~tree.quotes_page[rows]
    pairs = np.unique(np.column_stack([tree.wording[rows][told], own[told].astype(np.uint64)]), axis=0)
    same = np.flatnonzero(pairs[1:, 0] == pairs[:-1, 0]) if len(pairs) > 1 else np.zeros(0, dtype=np.int64)
    if not len(same):
        return own
    names, dense = np.unique(own, return_inverse=True)
    ties = ((int(pairs[k, 1]), int(pairs[k + 1, 1])) for k in same)
    root = joined(len(names), ((int(np.searchsorted(names, a)), int(np.searchsorted(names, b))) for a, b in ties))
    return root[dense]


def votes(tree: Tree, side: Voters, start: Bools, use: Bools, dropped: int | None = None) -> Votes:
    """Count who descends from `start` by the documented links in use, one voter and its posts left out if `dropped`."""
    open_, rows, voter, first = side.open_, side.rows, side.voter, side.first
    if dropped is not None:
        open_ = open_.copy()
        open_[rows[voter == dropped]] = False
    has = descends(start, open_, tree.links.parent, tree.links.child, tree.links.documented & use)
    hit = np.zeros(side.count, dtype=bool)
    hit[voter[has[rows]]] = True
    early = has[first]
    if dropped is not None:
        hit, early = np.delete(hit, dropped), np.delete(early, dropped)
    return Votes(documented=int(hit.sum()), early=early)


def independent(tree: Tree, side: Voters, start: Bools, use: Bools) -> Votes:
    """Count who descends from `start` without passing through another post of the following side."""
    links = tree.links
    used = links.documented & use
    mine = np.zeros(len(tree), dtype=bool)
    mine[side.rows] = True
    before = descends(start, side.open_ & ~mine, links.parent, links.child, used) | start
    has = np.zeros(len(tree), dtype=bool)
    has[links.child[used & before[links.parent] & side.open_[links.parent] & ~mine[links.parent]]] = True
    hit = np.zeros(side.count, dtype=bool)
    hit[side.voter[has[side.rows]]] = True
    return Votes(documented=int(hit.sum()), early=has[side.first])


def early_share(early: Bools, part: float) -> float:
    """Return the share of the earliest part of the voters whose first post has documents; 0 without voters."""
    count = int(np.ceil(len(early) * part - 1e-9))
    return float(early[:count].mean()) if count else 0.0
