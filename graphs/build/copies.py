"""Copy links: a post that inherits wording which exactly one earlier text brought into its narrative."""

import numpy as np
import pyarrow as pa

from graphs.build.credit import credit
from graphs.build.variants import MOST_TEXTS, Variants, variants
from graphs.kernels import kernel
from graphs.narratives.arrays import I64, U32, U64, Flags
from graphs.narratives.tokens import Tokens, hash_words, tokenise
from graphs.order import p_orders
from graphs.store import Store
from graphs.store.database import named_sql


def find_copies(store: Store, seed: int) -> int:
    """Fill `link` with copy links and return their number; chance plays no part.

    Narratives whose texts are all one text have none: overlap is not copying. Of larger narratives the earliest 300
    distinct texts are aligned, each up to 1,000 words; posts with later texts get no copy links.
    """
    posts = store.connection.sql(named_sql("build/copy_posts")).to_arrow_table()
    if posts.num_rows:
        store.connection.register("copied", _copies(posts))
        store.script("build/store_copies")
        store.connection.unregister("copied")
    else:
        store.script("build/forget_copies")
    return int(store.scalar("build/count_copies"))


def _copies(posts: pa.Table) -> pa.Table:
    """Return parent, child, probability, order and the shared wording of every copy link."""
    found = tokenise(posts["words"].combine_chunks())
    digests = digests_of(found.words, found.starts)
    typical = posts["typical"].to_numpy()
    times = np.stack([posts["published_lo"].to_numpy(), posts["published_hi"].to_numpy()])
    actors = posts["author"].to_numpy()
    edges = np.flatnonzero(np.diff(posts["narrative"].to_numpy(), prepend=-1, append=-1))
    parts = [
        _of_narrative(found, digests, typical, times, actors, low, high)
        for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    ]
    rows = np.concatenate(parts, axis=1)
    return _table(posts, found, times, rows)


def _of_narrative(
    found: Tokens,
    digests: U64,
    typical: Flags,
    times: I64,
    actors: I64,
    low: int,
    high: int,
) -> I64:
    """Return rows (child, parent, shared, out of, first word, last word) of the posts from `low` to `high`.

    Where the parent opened the narrative the share counts half: its wording may be the original that others lost.
    """
    seat, departures = departures_of(found, digests, typical, low, high)
    copies = credit(seat, times[:, low:high], departures)
    other = actors[low + copies.child] != actors[low + copies.parent]
    return _rows(departures, copies.example[other], low, *(column[other] for column in copies[:4]))


def departures_of(found: Tokens, digests: U64, typical: Flags, low: int, high: int) -> tuple[I64, Variants]:
    """Return the text of each post from `low` to `high`, numbered by time (-1: not aligned), and the variants."""
    _, first, text = np.unique(digests[low:high], return_index=True, return_inverse=True)
    by_time = np.argsort(first)
    number = np.empty(len(first), dtype=np.int64)
    number[by_time] = np.arange(len(first))
    text = number[text]
    reference = int(text[np.argmax(typical[low:high])])
    chosen = np.arange(min(len(first), MOST_TEXTS))
    if reference not in chosen:
        chosen[-1] = reference
    seats = np.full(len(first), -1, dtype=np.int64)
    seats[chosen] = np.arange(len(chosen))
    lead = low + first[by_time][chosen]
    bounds = np.stack([found.starts[lead], found.starts[lead + 1]], axis=1)
    seat = seats[text]
    posts = np.bincount(seat[seat >= 0], minlength=len(chosen))
    return seat, variants(found.words, bounds, int(seats[reference]), posts)


def _rows(found: Variants, example: I64, low: int, child: I64, parent: I64, shared: I64, total: I64) -> I64:
    opened = parent == 0
    places = found.begin[example], found.end[example]
    return np.stack([low + child, low + parent, shared, total * (1 + opened), *places])


def _table(posts: pa.Table, found: Tokens, times: I64, rows: I64) -> pa.Table:
    child, parent = rows[0], rows[1]
    order = p_orders(times[0, parent], times[1, parent], times[0, child], times[1, child])
    names = posts["post_id"].combine_chunks()
    return pa.table(
        {
            "parent_id": names.take(pa.array(parent)),
            "child_id": names.take(pa.array(child)),
            "probability": rows[2] / np.maximum(rows[3], 1),
            "p_order": order,
            "detail": pa.array(_wordings(posts, found, rows), pa.string()),
        }
    )


def _wordings(posts: pa.Table, found: Tokens, rows: I64) -> list[str]:
    """Return the shared words of each link as the child prints them; a loop over links, not posts."""
    texts = posts["words"].combine_chunks().take(pa.array(rows[0])).to_pylist()
    first = found.starts[rows[0]]
    begins, ends = found.begins[first + rows[4]].tolist(), found.ends[first + rows[5] - 1].tolist()
    return [
        text.encode()[begin:end].decode(errors="ignore")[:200]
        for text, begin, end in zip(texts, begins, ends, strict=True)
    ]


@kernel
def digests_of(words: U32, starts: I64) -> U64:
    out = np.empty(len(starts) - 1, dtype=np.uint64)
    for text in range(len(starts) - 1):
        out[text] = hash_words(words, starts[text], starts[text + 1])
    return out
