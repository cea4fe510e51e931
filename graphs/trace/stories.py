"""Which narratives tell one story: those that pages or the rare words of their labels tie together."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphs.store.database import Store
from graphs.trace.rows import Ints
from graphs.trace.subjects import alike
from graphs.trace.thresholds import Thresholds

Words = npt.NDArray[np.object_]


def find_stories(store: Store, thresholds: Thresholds) -> Ints:
    """Fill `trace_story` and add the stories' posts to the rows; return for each narrative the place of its story.

    Narratives of the link and words levels are one story where a chain of ties leads from one to the other: a page
    that both hold or cite and that does not serve several stories, or labels of one time that share their rare words.
    Where a chain grows beyond `story_narratives`, only firmer ties count, and last none: then each narrative is a
    story of its own. Stories stand after the narratives.
    """
    labels, first, last, level = _labels(store)
    count = len(labels)
    told = np.flatnonzero(np.isin(level, ("link", "words")))
    joined, loose = np.arange(count), np.ones(count, dtype=bool)
    for turn in (0, 1):
        pages = _by_pages(store, thresholds.story_citers[turn], thresholds.story_tied)
        subjects = told[alike(labels[told].tolist(), first[told], last[told], thresholds.story_words[turn])]
        found = _chains(count, pages, subjects)
        settled = loose & (np.bincount(found, minlength=count)[found] <= thresholds.story_narratives)
        joined[settled] = found[settled] + (turn + 1) * count
        loose &= ~settled
        if not loose.any():
            break
    _, story = np.unique(joined, return_inverse=True)
    return _kept(store, np.where(np.bincount(story)[story] > 1, story, -1))


def _labels(store: Store) -> tuple[Words, Ints, Ints, Words]:
    found = store.sql("trace/narrative_labels").fetchnumpy()
    label, first, last, level = (np.asarray(found[name]) for name in ("label", "first", "last", "level"))
    return label, first.astype(np.int64), last.astype(np.int64), level.astype(str)


def _by_pages(store: Store, citers: int, most: int) -> Ints:
    """Return pairs of a narrative and a page, as two rows."""
    ties = store.sql("trace/story_ties", citers=citers, most=most).fetchnumpy()
    return np.stack([np.asarray(ties[name], dtype=np.int64) for name in ("place", "page")])


def _chains(count: int, pages: Ints, subjects: Ints) -> Ints:
    """Return the number of each narrative's chain."""
    size = count + int(pages[1].max(initial=-1)) + 1
    one, other = np.concatenate([pages[0], subjects[0]]), np.concatenate([pages[1] + count, subjects[1]])
    graph = coo_array((np.ones(len(one), dtype=bool), (one, other)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1][:count], dtype=np.int64)


def _kept(store: Store, story: Ints) -> Ints:
    """Give stories of several narratives places after the narratives, and write them down."""
    several = np.flatnonzero(story >= 0)
    out = np.arange(len(story))
    out[several] = len(story) + np.unique(story[several], return_inverse=True)[1]
    store.connection.register("told", pa.table({"place": several, "story": out[several]}))
    store.connection.execute("create or replace temp table trace_story as select place, story from told")
    store.connection.unregister("told")
    store.sql("trace/story_rows")
    return out
