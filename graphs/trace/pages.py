"""Pages that serve several stories: cited in narrative after narrative whose labels have little in common."""

from collections.abc import Sequence
from itertools import combinations, groupby

import pyarrow as pa

from graphs.store.database import Store
from graphs.trace.joining import joined
from graphs.trace.subjects import words
from graphs.trace.thresholds import Thresholds

_MOST_LABELS = 300


def mark_widely_cited(store: Store, thresholds: Thresholds) -> None:
    """Fill the temporary table `trace_widely` with the pages that serve at least `widely_cited` stories of one level.

    Narratives that cite a page are one story where their labels share enough words: a story told in several wordings
    is not several stories.
    """
    rows = store.sql(
        "trace/widely_cited", citers=thresholds.widely_citers, narratives=thresholds.widely_cited
    ).fetchall()
    grouped = groupby(rows, key=lambda row: (row[0], row[1]))
    wide = {
        page for (page, _), found in grouped if stories([label for _, _, label in found]) >= thresholds.widely_cited
    }
    store.connection.register("widely", pa.table({"post_id": pa.array(sorted(wide), type=pa.string())}))
    store.connection.execute("create or replace temp table trace_widely as select post_id from widely")
    store.connection.unregister("widely")


def stories(labels: Sequence[str]) -> int:
    """Count the stories that labels speak of: those that share four words, two in five of the shorter's, are one."""
    found = [words(label) for label in labels[:_MOST_LABELS]]
    pairs = (
        (a, b)
        for a, b in combinations(range(len(found)), 2)
        if len(found[a] & found[b]) >= max(4, 0.4 * min(len(found[a]), len(found[b])))
    )
    return len(set(joined(len(found), pairs).tolist()))
