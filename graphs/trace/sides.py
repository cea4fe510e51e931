"""The voters of the following side: who is left out, who counts once, and what each has documents for."""

from dataclasses import dataclass, replace

import numpy as np

from graphs.store.database import Store
from graphs.trace.joining import joined
from graphs.trace.reach import descends
from graphs.trace.rows import HOUR, OUTSIDE, Actors, Bools, Ints, Tree
from graphs.trace.thresholds import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Activity:
    """When the actors of one side posted anything of their own, in order of time; actors by number in the case."""

    moments: Ints
    codes: Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cast:
    """What the whole case says of the actors: feeds, groups that share pages at once, when each side posts.

    `codes` are the actors' numbers in the case.
    """

    feeds_of_source: Bools
    feeds_of_target: Bools
    together: Ints
    codes: Ints
    by_source: Activity
    by_target: Activity

    def swapped(self) -> "Cast":
        """Return the cast for the other direction."""
        return replace(
            self,
            feeds_of_source=self.feeds_of_target,
            feeds_of_target=self.feeds_of_source,
            by_source=self.by_target,
            by_target=self.by_source,
        )


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
    by_source, by_target = _activity(store)
    return Cast(
        feeds_of_source=feeds[0],
        feeds_of_target=feeds[1],
        together=together,
        codes=actors.codes,
        by_source=by_source,
        by_target=by_target,
    )


def _activity(store: Store) -> tuple[Activity, Activity]:
    """Read when each side posts: the source's, the target's."""
    found = {name: np.asarray(column) for name, column in store.sql("trace/elsewhere").fetchnumpy().items()}
    target = found["target"].astype(bool)
    source, followed = (Activity(moments=found["moment"][own], codes=found["code"][own]) for own in (~target, target))
    return source, followed


def _place(actors: Actors, code: int) -> int | None:
    at = int(np.searchsorted(actors.codes, code))
    return at if at < len(actors.codes) and actors.codes[at] == code else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Voters:
    """The following side of one narrative's story in one direction (the source leads, the target follows).

    `rows` are its posts in order of time; `voter` numbers who wrote each, a group that acts as one having one number.
    `first` is each voter's first post (`first_voter` whose). `seen` says that enough voters are in the story by their
    words, link or not; `worded` that all are: others are there for the link. Documents may run through `open_` rows.
    """

    rows: Ints
    voter: Ints
    count: int
    first: Ints
    first_voter: Ints
    open_: Bools
    seen: bool
    worded: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Votes:
    """How many voters have documents, and for each, in order of its first post, whether that post has."""

    documented: int
    early: Bools


def voters(tree: Tree, known: Cast, thresholds: Thresholds) -> Voters:
    """Return the following side without feeds and without posts that were selected on the leading side."""
    written = tree.target & (tree.part != OUTSIDE) & (tree.actor >= 0)
    closed = written & (feeds(tree, known, thresholds) | tree.selected_by_source)
    rows = np.flatnonzero(written & ~closed)
    names, voter = np.unique(_merged(tree, rows, known), return_inverse=True)
    voter = voter.astype(np.int64)
    by_words = in_words(tree, rows)
    telling = len(np.unique(voter[by_words & ~tree.repost[rows]]))
    first, first_voter = _firsts(rows, voter)
    return Voters(
        rows=rows,
        voter=voter,
        count=len(names),
        first=first,
        first_voter=first_voter,
        open_=~closed,
        seen=telling >= max(thresholds.actors, thresholds.seen_share * len(names)),
        worded=bool(by_words.all()),
    )


def in_words(tree: Tree, rows: Ints) -> Bools:
    """Tell which rows are in the story by their words; at levels above words that is all of them."""
    if tree.level not in ("link", "words"):
        return np.ones(len(rows), dtype=bool)
    return tree.words[rows] >= 0


def _firsts(rows: Ints, voter: Ints) -> tuple[Ints, Ints]:
    """Return each voter's first row, in order of time, and whose it is."""
    names, at = np.unique(voter, return_index=True)
    order = np.argsort(at, kind="stable")
    return rows[at[order]], names[order]


def feeds(tree: Tree, known: Cast, thresholds: Thresholds) -> Bools:
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
    open_ = side.open_
    if dropped is not None:
        open_ = open_.copy()
        open_[side.rows[side.voter == dropped]] = False
    has = descends(start, open_, tree.links.parent, tree.links.child, tree.links.documented & use)
    return _tally(side, has, dropped)


def independent(tree: Tree, side: Voters, start: Bools, use: Bools) -> Votes:
    """Count who descends from `start` without passing through another post of the following side."""
    links = tree.links
    used = links.documented & use
    mine = np.zeros(len(tree), dtype=bool)
    mine[side.rows] = True
    before = descends(start, side.open_ & ~mine, links.parent, links.child, used) | start
    has = np.zeros(len(tree), dtype=bool)
    has[links.child[used & before[links.parent] & side.open_[links.parent] & ~mine[links.parent]]] = True
    return _tally(side, has, None)


def _tally(side: Voters, has: Bools, dropped: int | None) -> Votes:
    hit = has[side.rows]
    kept = side.first_voter != dropped if dropped is not None else np.ones(len(side.first), dtype=bool)
    return Votes(
        documented=len(np.unique(side.voter[hit])),
        early=has[side.first[kept]],
    )


def early_share(early: Bools, part: float) -> float:
    """Return the share of the earliest part of the voters whose first post has documents; 0 without voters."""
    count = int(np.ceil(len(early) * part - 1e-9))
    return float(early[:count].mean()) if count else 0.0


def active_elsewhere(tree: Tree, side: Voters, known: Cast, hours: float) -> int:
    """Count actors of the following side that post while the story runs, or in the hours before, and are not in it."""
    if not len(side.rows):
        return 0
    start, end = int(tree.lo[side.rows].min()) - round(hours * HOUR), int(tree.hi[side.rows].max())
    moments = known.by_target.moments
    active = np.unique(known.by_target.codes[np.searchsorted(moments, start) : np.searchsorted(moments, end, "right")])
    here = tree.actor[tree.target & (tree.part != OUTSIDE) & (tree.actor >= 0)]
    return len(np.setdiff1d(active, known.codes[here]))
