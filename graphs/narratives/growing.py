"""Which texts are alike in a case that grows: only buckets that a text entered or left are looked at again.

kept keys --which texts stay (their order among themselves unchanged)--> buckets with a fresh or a gone text
kept pairs --less those no bucket proposes any more--> + alike pairs among the new proposals = what a whole run gives
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.alike import Alike
from graphs.narratives.arrays import I64, U8, U32, U64, Flags
from graphs.narratives.candidates import Comparer, Edges, bucket_pairs, halves, meetings, pack
from graphs.narratives.fingerprints import BANDS, Shingles, band_keys, phrases
from graphs.narratives.kept import Kept
from graphs.narratives.runs import take
from graphs.narratives.sets import common, distinct, held, minus
from graphs.narratives.texts import Texts

MOST_FRESH = 0.3  # share of fresh texts above which everything is compared anew


class Past(NamedTuple):
    """How the texts of now and of the last build correspond: `old` number of each (-1: fresh), `new` number of those.

    Texts that are in both but changed their order among the others are fresh now, and -1 in `new` as well as the gone.
    """

    old: I64
    new: I64


def compare_texts(kept: Kept, texts: Texts, before: U64, rng: np.random.Generator) -> Comparer:
    """Return a comparer that holds all alike pairs that meet in a bucket, and keep them for the next build.

    `before` are the digests of the last build's texts in their order. What is compared is what is new; the result is
    that of comparing everything, whatever the portions in which the texts came.
    """
    comparer = Comparer(texts.words, texts.starts)
    past = correspondence(before, texts.digests)
    if np.count_nonzero(past.old < 0) > MOST_FRESH * len(past.old):
        _compare_all(kept, comparer, rng)
    else:
        _compare_fresh(kept, comparer, past, rng)
    edges = comparer.edges()
    for name, values in (("first", edges.first), ("second", edges.second)):
        kept.put(name, values.astype(np.uint32))
    kept.put("kind", edges.kind)
    kept.put("score", edges.score)
    return comparer


def correspondence(before: U64, now: U64) -> Past:
    """Match texts by digest; those that stay are the largest number that keep their order. O(n log n)."""
    order = np.argsort(before)
    place = np.minimum(np.searchsorted(before[order], now), max(len(before) - 1, 0))
    old = np.where(before[order][place] == now, order[place], -1) if len(before) else np.full(len(now), -1)
    old = old.astype(np.int64)
    both = np.flatnonzero(old >= 0)
    old[both[~_rising(old[both])]] = -1
    new = np.full(len(before), -1, dtype=np.int64)
    new[old[old >= 0]] = np.flatnonzero(old >= 0)
    return Past(old, new)


@kernel
def _rising(values: I64) -> Flags:
    """Mark a longest rising subsequence of distinct numbers (patience sorting)."""
    tails, before = np.empty(len(values), np.int64), np.empty(len(values), np.int64)
    count = 0
    for i in range(len(values)):
        low, high = 0, count
        if count and values[tails[count - 1]] < values[i]:
            low = count
        while low < high:
            middle = (low + high) // 2
            if values[tails[middle]] < values[i]:
                low = middle + 1
            else:
                high = middle
        before[i] = tails[low - 1] if low else -1
        tails[low] = i
        count = max(count, low + 1)
    kept = np.zeros(len(values), np.bool_)
    at = tails[count - 1] if count else -1
    while at >= 0:
        kept[at] = True
        at = before[at]
    return kept


def _compare_all(kept: Kept, comparer: Comparer, rng: np.random.Generator) -> None:
    found = phrases(comparer.words, comparer.starts)
    kept.put("phrases", found)
    for pairs in meetings(comparer, _kept_bands(kept, band_keys(comparer.shingles, rng)), found):
        comparer.propose(pairs)


def _kept_bands(kept: Kept, bands: Iterator[U32]) -> Iterator[U32]:
    for number, keys in enumerate(bands):
        kept.put(f"band {number}", keys)
        yield keys


def _compare_fresh(kept: Kept, comparer: Comparer, past: Past, rng: np.random.Generator) -> None:
    """Let the comparer have the pairs that stay and compare those that are proposed for the first time."""
    pairs, alike = _staying(kept, past)
    if np.all(past.old >= 0) and np.all(past.new >= 0):
        comparer.recall(Edges(pairs, alike))
        return
    added, dropped = [], []
    for before, now in _portions(kept, comparer, past, rng):
        new, old = _touched(before, now, past)
        added.append(minus(new, old))
        dropped.append(minus(old, new))
    doubtful = common(pairs, distinct(np.concatenate(dropped)))
    if len(doubtful):
        stays = ~held(pairs, minus(doubtful, _proposed_still(kept, doubtful)))
        pairs, alike = pairs[stays], Alike(alike.kind[stays], alike.score[stays])
    comparer.recall(Edges(pairs, alike))
    comparer.propose(distinct(np.concatenate(added)))


def _portions(kept: Kept, comparer: Comparer, past: Past, rng: np.random.Generator) -> Iterator[tuple[U64, U64]]:
    """Yield (key << 32 | text) of the last build and of now, a band at a time, then of the phrases; keep those of now.

    The entries of the last build have its numbers.
    """
    stays, fresh = np.flatnonzero(past.old >= 0), np.flatnonzero(past.old < 0)
    words, lengths = take(comparer.words, comparer.starts, fresh)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    values, sizes = take(comparer.shingles.values, comparer.shingles.starts, fresh)
    bounds = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    for number, keys in enumerate(band_keys(Shingles(values, bounds), rng)):
        before = kept.get(f"band {number}", np.uint32)
        now = np.empty(len(past.old), dtype=np.uint32)
        now[stays], now[fresh] = before[past.old[stays]], keys
        kept.put(f"band {number}", now)
        yield _entries(before), _entries(now)
    before_phrases, found = kept.get("phrases", np.uint64), phrases(words, starts)
    staying = before_phrases[past.new[_text(before_phrases)] >= 0]
    parts = [(staying, past.new[_text(staying)]), (found, fresh[_text(found)])]
    now_phrases = np.concatenate([_with_text(values, text) for values, text in parts])
    kept.put("phrases", now_phrases)
    yield before_phrases, now_phrases


def _touched(before: U64, now: U64, past: Past) -> tuple[U64, U64]:
    """Return the pairs that buckets with a fresh or gone text propose now, and those of them proposed before."""
    fresh, gone = past.old[_text(now)] < 0, past.new[_text(before)] < 0
    wanted = _keys_of(np.concatenate([now[fresh], before[gone]]))
    new = bucket_pairs(np.sort(now[among(_key(now), wanted)]))
    first, second = halves(bucket_pairs(np.sort(before[among(_key(before), wanted)])))
    known = (past.new[first] >= 0) & (past.new[second] >= 0)
    return distinct(new), distinct(pack(past.new[first[known]], past.new[second[known]]))


def _staying(kept: Kept, past: Past) -> tuple[U64, Alike]:
    """Return the alike pairs of the last build whose texts both stay, by the numbers of now, sorted."""
    first, second = (past.new[kept.get(name, np.uint32)] for name in ("first", "second"))
    stays = (first >= 0) & (second >= 0)
    kind, score = kept.get("kind", np.uint8)[stays], kept.get("score", np.float32)[stays]
    return pack(first[stays], second[stays]), Alike(kind, score)


def _proposed_still(kept: Kept, pairs: U64) -> U64:
    """Return those of some pairs that a bucket proposes now."""
    texts, left, found = np.unique(np.concatenate(halves(pairs))), pairs, [np.zeros(0, np.uint64)]
    names = [*(f"band {number}" for number in range(BANDS)), "phrases"]
    for name in names:
        now = kept.get(name, np.uint64) if name == "phrases" else _entries(kept.get(name, np.uint32))
        asked = np.isin(_text(now), texts) if name == "phrases" else texts
        wanted = _keys_of(now[asked])
        still = common(left, distinct(bucket_pairs(np.sort(now[among(_key(now), wanted)]))))
        found.append(still)
        left = minus(left, still)
    return np.sort(np.concatenate(found))


def among(keys: U32, wanted: U32) -> Flags:
    """Tell which keys are among the sorted wanted ones; O(keys) while few are."""
    sieve = np.zeros(1 << 16, dtype=np.uint8)
    sieve[wanted & np.uint32(0xFFFF)] = 1
    out = np.zeros(len(keys), dtype=np.bool_)
    _among(keys, wanted, sieve, out)
    return out


@kernel
def _among(keys: U32, wanted: U32, sieve: U8, out: Flags) -> None:
    for i in range(len(keys)):
        if sieve[keys[i] & np.uint32(0xFFFF)]:
            place = np.searchsorted(wanted, keys[i])
            out[i] = place < len(wanted) and wanted[place] == keys[i]


def _entries(keys: U32) -> U64:
    return keys.astype(np.uint64) << np.uint64(32) | np.arange(len(keys), dtype=np.uint64)


def _key(entries: U64) -> U32:
    return (entries >> np.uint64(32)).astype(np.uint32)


def _keys_of(entries: U64) -> U32:
    """Return the distinct keys, sorted."""
    return distinct(entries >> np.uint64(32)).astype(np.uint32)


def _text(entries: U64) -> I64:
    return (entries & np.uint64(0xFFFFFFFF)).astype(np.int64)


def _with_text(entries: U64, texts: I64) -> U64:
    return entries & ~np.uint64(0xFFFFFFFF) | texts.astype(np.uint64)
