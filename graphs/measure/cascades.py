"""How far, how deep and how broadly posts travelled: one row a cascade."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from collectors.errors import RequestError
from graphs.measure.shapes import Ints, Shapes, cut_cycles, shapes
from graphs.people import People
from graphs.propagation.disclosed import iso, known
from graphs.propagation.native import REFERENCES, arrow
from graphs.store.database import Store
from graphs.table import Table

KINDS = ("reposts", "quotes", "replies")


def cascades(store: Store, people: People, *, kind: str = "reposts") -> Table:
    """Return a row per cascade of reposts, quotes or replies, ordered by its first time and its public id.

    `size` counts the posts with the root, collected or not; `depth`, `breadth` and `structural_virality` describe
    the tree; `reach` counts the distinct accounts in it. `potential_reach` adds up the followers of the
    `followers_known` accounts, overlap and all: nobody knows who saw a post. `parents` is `root` where the platform
    names only the root, so that every cascade arrives as a star and its shape says nothing; `true` where each post
    names the one it was taken from; else `mixed`, with `parents_known` posts.
    """
    if kind not in KINDS:
        raise RequestError(f"{kind} have no cascades. Choose one of {', '.join(KINDS)}.")
    store.sql("graph/cascade_parents", kind=REFERENCES[kind])
    store.sql("graph/cascade_nodes")
    posts = arrow(store, "graph/cascades")
    store.script("graph/clear")
    parent = cut_cycles(_ints(posts["parent"]))
    trees = shapes(parent)
    heads = _heads(posts.take(pa.array(trees.root)), people)
    columns = heads | _shape(trees) | _crowd(posts, trees) | _parents(posts, parent, trees) | _span(posts, trees)
    order = [(name, "ascending") for name in ("first", "cascade")]
    return Table(pa.table(columns).sort_by(order))


def _heads(roots: pa.Table, people: People) -> dict[str, Any]:
    authors = roots["actor_id"].to_pylist()
    return {
        "cascade": pa.array(people.posts(roots["id"].to_pylist()), pa.string()),
        "actor_id": pa.array(known(authors, people.actors), pa.string()),
        "label": pa.array([label or "author unknown" for label in known(authors, people.labels)], pa.string()),
        "collected": roots["collected"],
    }


def _shape(trees: Shapes) -> dict[str, Any]:
    return {
        "size": trees.size,
        "depth": trees.depth,
        "breadth": trees.breadth,
        "structural_virality": pa.array(trees.virality, from_pandas=True),
    }


def _crowd(posts: pa.Table, trees: Shapes) -> dict[str, Any]:
    """Count the distinct accounts of each tree and add up their followers."""
    actor = _ints(posts["actor"])
    followers = _ints(pc.fill_null(posts["followers"], -1))
    accounts = int(actor.max()) + 1 if len(actor) else 1
    named = np.flatnonzero(actor >= 0)
    pairs, first = np.unique(trees.member[named] * accounts + actor[named], return_index=True)
    tree, audience = pairs // accounts, followers[named[first]]
    known = audience >= 0
    size = len(trees.root)
    return {
        "reach": np.bincount(tree, minlength=size),
        "potential_reach": _sums(tree[known], audience[known], size),
        "followers_known": np.bincount(tree[known], minlength=size),
    }


def _parents(posts: pa.Table, parent: Ints, trees: Shapes) -> dict[str, Any]:
    told = _ints(pc.cast(posts["known"], pa.int64())) * (parent >= 0)
    known = _sums(trees.member, told, len(trees.root))
    words = np.where(known == 0, "root", np.where(known == trees.size - 1, "true", "mixed"))
    return {"parents": pa.array(words.tolist(), pa.string()), "parents_known": known}


def _span(posts: pa.Table, trees: Shapes) -> dict[str, Any]:
    first = np.full(len(trees.root), np.iinfo(np.int64).max)
    last = np.full(len(trees.root), np.iinfo(np.int64).min)
    np.minimum.at(first, trees.member, _ints(pc.fill_null(posts["lo"], np.iinfo(np.int64).max)))
    np.maximum.at(last, trees.member, _ints(pc.fill_null(posts["hi"], np.iinfo(np.int64).min)))
    return {
        "first": iso(pa.chunked_array([pa.array(first)])),
        "last": iso(pa.chunked_array([pa.array(last)])),
    }


def _sums(place: Ints, value: Ints, size: int) -> Ints:
    total = np.zeros(size, dtype=np.int64)
    np.add.at(total, place, value)
    return total


def _ints(column: pa.ChunkedArray) -> Ints:
    return np.asarray(column.to_numpy(), dtype=np.int64)
