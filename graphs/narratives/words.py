"""The words level: posts that say nearly the same, each with its reason."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyarrow as pa

from graphs.narratives.arrays import I64, U64, Flags
from graphs.narratives.clusters import Clusters, grouped
from graphs.narratives.growing import compare_texts
from graphs.narratives.kept import Kept
from graphs.narratives.seen import occurrences
from graphs.narratives.series import Makers, Series
from graphs.narratives.texts import Texts, read_texts
from graphs.store import Store

VERSION = 3  # of this level's code: what another one kept is not used
TYPICAL = 5  # beside the kinds of likeness of `alike`: the first post of the text that the others resemble
HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
MIXED_SCORE, MIXED_SHARE = 0.9, 0.25


def find_words_level(store: Store, seed: int) -> int:
    """Fill `narrative_post` at the words level and return its rows.

    Deterministic whatever the order of rows and threads: texts are numbered by time and id, ties go to the earlier.
    The id of a narrative is a hash of the words of its earliest post, whatever else is in the case; what became of
    the narratives of the build before is noted in `narrative_change`. A narrative is marked `mixed` where at least a
    quarter of its texts resemble another narrative's centre nearly as well as its own.

    What was kept of the build before (`kept`) spares reading the posts of authors that posted nothing new, and
    comparing texts that were compared; grouping walks over all pairs. The result is that of a first build.
    """
    store.sql("narratives/before", level="words")
    store.script("narratives/reposts")
    store.script("narratives/word_posts")
    with Kept(store, f"{VERSION} {seed}") as kept:
        members, mixed = _memberships(store, kept, seed)
    store.connection.register("word_member", members)
    store.connection.register("word_mixed", mixed)
    store.script("narratives/store_words")
    store.connection.unregister("word_member")
    store.connection.unregister("word_mixed")
    store.sql("narratives/changes", level="words")
    return int(store.scalar("narratives/count_level", level="words"))


def _memberships(store: Store, kept: Kept, seed: int) -> tuple[pa.Table, pa.Table]:
    """Return one row a post that has a text (`_members`), and the narratives that are mixed."""
    before = kept.get("digests", np.uint64)
    texts = read_texts(store, kept)
    with _lean(store):
        comparer = compare_texts(kept, texts, before, np.random.default_rng(seed))
        comparer.admit(Series(comparer, _makers(store, texts)))
        found = grouped(comparer, texts.copies)
    names = _names(texts, found)
    mixed = pa.table({"narrative_id": pa.array(_mixed(found, names), pa.string())})
    return _members(texts, found, names), mixed


@contextmanager
def _lean(store: Store) -> Iterator[None]:
    """Let the tables' cache go while the arrays of all texts are in memory, and leave the limit as it was."""
    limit = store.scalar("narratives/memory_limit")
    store.script("narratives/little_memory")
    try:
        yield
    finally:
        store.sql("narratives/set_memory", limit=limit)


def _makers(store: Store, texts: Texts) -> Makers:
    posts = store.sql("narratives/makers").fetchnumpy()
    return Makers.of(texts.of_post, posts["maker"].astype(np.int64), posts["moment"], len(texts.copies))


def _names(texts: Texts, found: Clusters) -> pa.Array:
    """Name each text's narrative after the words of its earliest post (texts are numbered by time)."""
    used, earliest = np.unique(found.centre, return_index=True)
    order = np.argsort(earliest)
    place = np.zeros(len(found.centre), dtype=np.int64)
    place[used[order]] = np.arange(len(used))
    return _distinct_names(texts.posted[earliest[order]]).take(pa.array(place[found.centre]))


def _distinct_names(hashes: U64) -> pa.Array:
    """Write hashes as names; where one occurs again (56 bits, or a text that two authors sign) it is numbered."""
    shown = hashes >> np.uint64(8)
    written = np.empty((len(hashes), 16), dtype=np.uint8)
    written[:, :2] = np.frombuffer(b"w-", dtype=np.uint8)
    for place in range(14):
        written[:, 2 + place] = HEX[(shown >> np.uint64(52 - 4 * place)) & np.uint64(15)]
    names = pa.array(written.view("S16").ravel()).cast(pa.string())
    again = np.flatnonzero(occurrences(shown) > 1)
    return names if not len(again) else _numbered(names.to_pylist(), again)


def _numbered(names: list[str], again: I64) -> pa.Array:
    used: Counter[str] = Counter()
    for i in again.tolist():
        used[names[i]] += 1
        if used[names[i]] > 1:
            names[i] = f"{names[i]}-{used[names[i]]}"
    return pa.array(names, pa.string())


def _members(texts: Texts, found: Clusters, names: pa.Array) -> pa.Table:
    """Return one row a post that has a text: post number, narrative, kind of likeness, score."""
    numbers = np.flatnonzero(texts.of_post >= 0)
    text = texts.of_post[numbers]
    kind = found.kind[text]
    kind[_firsts(text) & (kind == 0)] = TYPICAL
    columns = {"number": numbers, "narrative_id": names.take(pa.array(text)), "kind": kind}
    return pa.table(columns | {"score": found.score[text]})


def _firsts(text: I64) -> Flags:
    """Tell of each post whether it is the first with its text."""
    first = np.zeros(len(text), dtype=np.bool_)
    first[np.unique(text, return_index=True)[1]] = True
    return first


def _mixed(found: Clusters, names: pa.Array) -> list[str]:
    """Name the narratives of which many texts would fit another as well."""
    torn = (found.kind != 0) & (found.second >= MIXED_SCORE * found.score)
    size = np.bincount(found.centre, minlength=len(found.centre))
    share = np.bincount(found.centre, weights=torn, minlength=len(found.centre)) / np.maximum(size, 1)
    chosen = np.flatnonzero((share >= MIXED_SHARE) & (size > 1))
    return sorted(set(names.take(pa.array(chosen)).to_pylist()))
