"""One narrative as columns: its posts, the links between them, and who wrote them.

    Posts --actor--> Actors      Links --parent, child--> Posts

Only numbers and ids are read here, for all posts; texts are read later, for the posts that are drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graphs.people import People
from graphs.propagation.native import arrow
from graphs.store import Store
from viz.scene import EVIDENCES, KINDS
from viz.words import sort_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
UNSEEN_BUDGET = 60


@dataclass(frozen=True, slots=True)
class Posts:
    """Columns of equal length, ordered by time; `behind` counts the posts that one row stands for."""

    id: list[str]
    reason: list[str]
    lang: list[str]
    actor: Ints
    kind: Ints
    lo: Ints
    hi: Ints
    reposts: Floats
    views: Floats
    behind: Ints

    def __len__(self) -> int:
        return len(self.id)

    def take(self, rows: Ints) -> "Posts":
        """Return the given rows, in the given order."""
        return Posts(
            id=pick(self.id, rows),
            reason=pick(self.reason, rows),
            lang=pick(self.lang, rows),
            actor=self.actor[rows],
            kind=self.kind[rows],
            lo=self.lo[rows],
            hi=self.hi[rows],
            reposts=self.reposts[rows],
            views=self.views[rows],
            behind=self.behind[rows],
        )


@dataclass(frozen=True, slots=True)
class Links:
    """Columns of equal length: rows of parent and child, evidence, probabilities; `behind` counts links of one row."""

    parent: Ints
    child: Ints
    evidence: Ints
    probability: Floats
    order: Floats
    behind: Ints
    detail: list[str]

    def __len__(self) -> int:
        return len(self.detail)

    def take(self, rows: Ints) -> "Links":
        """Return the given rows, in the given order."""
        return Links(
            parent=self.parent[rows],
            child=self.child[rows],
            evidence=self.evidence[rows],
            probability=self.probability[rows],
            order=self.order[rows],
            behind=self.behind[rows],
            detail=pick(self.detail, rows),
        )


@dataclass(frozen=True, slots=True)
class Actors:
    """Columns of equal length.

    `named` tells who may be shown by name, `people` how many a row stands for, `sort` the actor's kind in words.
    """

    id: list[str]
    shown: list[str]
    label: list[str]
    sort: list[str]
    role: list[str]
    country: list[str]
    language: list[str]
    platform: list[str]
    named: Flags
    people: Ints

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True, slots=True)
class Story:
    """A narrative, and how many of its links lead to posts outside it or to unseen posts past the budget."""

    posts: Posts
    links: Links
    actors: Actors
    outside: int


def read(store: Store, people: People, narrative_id: str) -> Story:
    """Read the narrative; the unseen posts that it documents stand among its posts, no later than their first citer."""
    table = arrow(store, "scene/posts", narrative=narrative_id)
    unseen = arrow(store, "scene/unseen", narrative=narrative_id).slice(0, UNSEEN_BUDGET)
    native = table["actor_id"].to_pylist() + unseen["actor_id"].to_pylist()
    actors, codes = _actors(store, people, native)
    posts = _posts(table, unseen, codes)
    posts = posts.take(np.lexsort((posts.hi, posts.lo)))
    links = arrow(store, "scene/links", narrative=narrative_id)
    kept, outside = _links(links, posts)
    return Story(posts, kept, actors, outside)


def describe(store: Store, people: People, native: Sequence[str]) -> Actors:
    """Return what is known of these actors, in the given order; who is not known has the role unknown."""
    table = arrow(store, "scene/actors", ids=sorted(set(native)))
    found = {row["actor_id"]: row for row in table.to_pylist()}
    nobody = {"platform": "", "role": "unknown", "country": "", "language": ""}
    rows = [found.get(name, nobody) for name in native]
    known = [name or "unknown" for name in native]
    platforms = [row["platform"] or name.partition(":")[0] for row, name in zip(rows, native, strict=True)]
    return Actors(
        id=list(native),
        shown=[public if name else "" for public, name in zip(people.actors(known), native, strict=True)],
        label=[label if name else "unknown" for label, name in zip(people.labels(known), native, strict=True)],
        sort=[sort_of(row["role"], row["country"], platform) for row, platform in zip(rows, platforms, strict=True)],
        role=[row["role"] for row in rows],
        country=[row["country"] for row in rows],
        language=[row["language"] for row in rows],
        platform=platforms,
        named=np.array([bool(name) and people.named(name) for name in native], dtype=np.bool_),
        people=np.ones(len(native), np.int64),
    )


def pick(texts: Sequence[str], rows: Ints) -> list[str]:
    """Return the texts of these rows."""
    return [texts[row] for row in rows.tolist()]


def codes_of(values: Sequence[str], names: Sequence[str]) -> Ints:
    """Return the position of each value among the names."""
    found = pc.index_in(pa.array(values, pa.string()), pa.array(list(names), pa.string()))
    return np.asarray(pc.fill_null(found, -1).to_numpy(zero_copy_only=False), np.int64)


def _actors(store: Store, people: People, native: Sequence[str]) -> tuple[Actors, Ints]:
    distinct = sorted(set(native))
    return describe(store, people, distinct), codes_of(native, distinct)


def _posts(table: pa.Table, unseen: pa.Table, actor: Ints) -> Posts:
    held, missing = len(table), len(unseen)
    latest = _numbers(unseen["published_hi"])
    return Posts(
        id=table["post_id"].to_pylist() + unseen["post_id"].to_pylist(),
        reason=table["reason"].to_pylist() + [""] * missing,
        lang=table["lang"].to_pylist() + [""] * missing,
        actor=actor,
        kind=np.concatenate([codes_of(table["kind"].to_pylist(), KINDS), np.full(missing, KINDS.index("unseen"))]),
        lo=np.concatenate([_numbers(table["published_lo"]), latest]),
        hi=np.concatenate([_numbers(table["published_hi"]), latest]),
        reposts=np.concatenate([table["reposts"].to_numpy(), np.zeros(missing)]),
        views=np.concatenate([table["views"].to_numpy(), np.zeros(missing)]),
        behind=np.concatenate([np.ones(held, np.int64), np.zeros(missing, np.int64)]),
    )


def _links(table: pa.Table, posts: Posts) -> tuple[Links, int]:
    parent = codes_of(table["parent_id"].to_pylist(), posts.id)
    child = codes_of(table["child_id"].to_pylist(), posts.id)
    evidence = codes_of(table["evidence"].to_pylist(), EVIDENCES)
    links = Links(
        parent=parent,
        child=child,
        evidence=evidence,
        probability=np.asarray(table["probability"].to_numpy(), np.float64),
        order=np.asarray(table["p_order"].to_numpy(), np.float64),
        behind=np.ones(len(table), np.int64),
        detail=table["detail"].to_pylist(),
    )
    inside = (parent >= 0) & (child >= 0) & (evidence >= 0)
    return links.take(np.flatnonzero(inside)), int((~inside).sum())


def _numbers(column: pa.ChunkedArray) -> Ints:
    return np.asarray(column.to_numpy(), np.int64)
