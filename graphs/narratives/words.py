"""The words level: posts that say nearly the same, each with its reason."""

from collections import Counter

import numpy as np
import pyarrow as pa

from graphs.narratives.arrays import I64, U64, Flags
from graphs.narratives.candidates import Comparer, meetings
from graphs.narratives.clusters import Clusters, grouped
from graphs.narratives.fingerprints import band_keys
from graphs.narratives.series import Makers, Series
from graphs.narratives.texts import Texts, read_texts
from graphs.store import Store

TYPICAL = 5  # beside the kinds of likeness of `alike`: the first post of the text that the others resemble
MIXED_SCORE, MIXED_SHARE = 0.9, 0.25


def find_words_level(store: Store, seed: int) -> int:
    """Fill `narrative_post` at the words level and return its rows.

    Deterministic whatever the order of rows and threads: texts are numbered by time and id, ties go to the earlier.
    The id of a narrative is a hash of the words of its earliest post, whatever else is in the case; what became of
    the narratives of the build before is noted in `narrative_change`. A narrative is marked `mixed` where at least a
    quarter of its texts resemble another narrative's centre nearly as well as its own.
    """
    store.sql("narratives/before", level="words")
    store.script("narratives/reposts")
    store.script("narratives/word_posts")
    texts = read_texts(store)
    comparer = Comparer(texts.words, texts.starts)
    bands = band_keys(comparer.shingles, np.random.default_rng(seed))
    for pairs in meetings(comparer, bands):
        comparer.propose(pairs)
    comparer.admit(Series(comparer, _makers(store, texts)))
    found = grouped(comparer, texts.copies)
    names = _names(texts, found)
    store.connection.register("word_member", _members(texts, found, names))
    store.connection.register("word_mixed", pa.table({"narrative_id": pa.array(_mixed(found, names), pa.string())}))
    store.script("narratives/store_words")
    store.connection.unregister("word_member")
    store.connection.unregister("word_mixed")
    store.sql("narratives/changes", level="words")
    return int(store.scalar("narratives/count_level", level="words"))


def _makers(store: Store, texts: Texts) -> Makers:
    posts = store.sql("narratives/makers").fetchnumpy()
    return Makers.of(texts.of_post, posts["maker"].astype(np.int64), posts["moment"], len(texts.copies))


def _names(texts: Texts, found: Clusters) -> pa.Array:
    """Name each text's narrative after the words of its earliest post (texts are numbered by time)."""
    earliest = np.full(len(found.centre), len(found.centre), dtype=np.int64)
    np.minimum.at(earliest, found.centre, np.arange(len(found.centre)))
    used = np.unique(found.centre)
    used = used[np.argsort(earliest[used])]
    names = np.empty(len(found.centre), dtype=object)
    names[used] = _distinct_names(texts.posted[earliest[used]])
    return pa.array(names, pa.string()).take(pa.array(found.centre))


def _distinct_names(hashes: U64) -> list[str]:
    """Write hashes as names; where one occurs again (56 bits, or a text that two authors sign) it is numbered."""
    names = [f"w-{value:016x}"[:16] for value in hashes.tolist()]
    if len(set(names)) == len(names):
        return names
    used: Counter[str] = Counter()
    for i, name in enumerate(names):
        used[name] += 1
        names[i] = name if used[name] == 1 else f"{name}-{used[name]}"
    return names


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
