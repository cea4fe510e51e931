"""Which phrase is part of which: a graph from shorter to longer phrases, cut into clusters by each one's best parent.

After MemeTracker (Leskovec, Backstrom and Kleinberg, KDD 2009, doi:10.1145/1557019.1557077): a phrase has an edge to
a longer one that holds it but for few words; keeping one edge a phrase leaves trees, whose roots name the clusters.
"""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F64, I32, I64, U32, U64
from graphs.narratives.tokens import mix

TOLERATED = 4  # one word in so many may differ between a phrase and its place in the longer one
OVERLAP = 10  # words in a row that tie two phrases of which neither holds the other
RAREST = 8  # pairs of words of a phrase by which longer ones are looked up, the rarest
REACH = 8  # phrases looked at in the list of a pair: the first ones, and those just before the phrase
VERIFIED = 16  # candidates that are compared word by word, those met most often
OVERLAPPED = 4  # of these, candidates that are also compared for an overlap


class Parents(NamedTuple):
    """For each phrase its parent (-1: none), the share of its words found there, its root and rival roots."""

    parent: I64
    score: F64
    root: I64
    rivals: I64


def best_parents(words: U32, starts: I64, posts: I64) -> Parents:
    """Return each phrase's best parent among the phrases before it, and the root this leads to.

    Phrase i is `words[starts[i]:starts[i + 1]]`; phrases come in the order in which one may be another's parent. The
    best parent holds the largest share of the words, then has the most posts, then comes first. Candidates share one
    of the phrase's rarest pairs of words; of a list of any length at most twice REACH are looked at, so the cost is
    O(words · log words) and stays so for a phrase with a million variants.
    """
    keys, bounds = _shingles(words, starts)
    order = np.argsort(keys, kind="stable")  # by pair, then by phrase
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    owners = np.repeat(np.arange(len(starts) - 1), np.diff(bounds))[order]
    fresh = np.append(True, np.diff(keys[order]) != 0)[: len(order)]
    firsts = np.flatnonzero(fresh)
    group = np.cumsum(fresh) - 1
    sizes = np.diff(np.append(firsts, len(order)))
    return Parents(*_best(words, starts, posts, bounds, place, owners, group, firsts, sizes))


def _shingles(words: U32, starts: I64) -> tuple[U64, I64]:
    """Return the hashes of the distinct pairs of neighbouring words of each phrase, and where each phrase's lie."""
    keys = np.empty(len(words), dtype=np.uint64)
    bounds = np.zeros(len(starts), dtype=np.int64)
    return keys[: _fill_shingles(words, starts, keys, bounds)], bounds


@kernel
def _fill_shingles(words: U32, starts: I64, keys: U64, bounds: I64) -> int:
    count = 0
    for phrase in range(len(starts) - 1):
        begin = count
        for i in range(starts[phrase], starts[phrase + 1] - 1):
            keys[count] = mix(np.uint64(words[i]) << np.uint64(32) | np.uint64(words[i + 1]))
            count += 1
        keys[begin:count].sort()
        kept = begin
        for i in range(begin, count):
            if i == begin or keys[i] != keys[i - 1]:
                keys[kept] = keys[i]
                kept += 1
        count = kept
        bounds[phrase + 1] = count
    return count


@kernel
def _best(
    words: U32, starts: I64, posts: I64, bounds: I64, place: I64, owners: I64, group: I64, firsts: I64, sizes: I64
) -> tuple[I64, F64, I64, I64]:
    count = len(starts) - 1
    parent, score = np.full(count, -1, dtype=np.int64), np.zeros(count)
    root, rivals = np.arange(count), np.zeros(count, dtype=np.int64)
    met, hits = np.empty(2 * RAREST * REACH, dtype=np.int64), np.empty(2 * RAREST * REACH, dtype=np.int64)
    longest = 1
    for phrase in range(count):
        longest = max(longest, starts[phrase + 1] - starts[phrase])
    row, scores = np.empty(longest + 1, dtype=np.int32), np.zeros(VERIFIED)
    for phrase in range(count):
        found = _candidates(phrase, bounds, place, owners, group, firsts, sizes, met, hits)
        found = _most_met(met, hits, found)
        for k in range(found):
            scores[k] = held(words, starts, phrase, met[k], row, k < OVERLAPPED)
            if scores[k] > 0 and _better(scores[k], met[k], score[phrase], parent[phrase], posts):
                parent[phrase], score[phrase] = met[k], scores[k]
        if parent[phrase] >= 0:
            root[phrase] = root[parent[phrase]]
            rivals[phrase] = _count_rivals(met, scores, found, score[phrase], root, root[phrase])
    return parent, score, root, rivals


@kernel
def _better(score: float, candidate: int, best: float, parent: int, posts: I64) -> bool:
    if parent < 0 or score != best:
        return score > best
    if posts[candidate] != posts[parent]:
        return bool(posts[candidate] > posts[parent])
    return candidate < parent


@kernel
def _candidates(
    phrase: int, bounds: I64, place: I64, owners: I64, group: I64, firsts: I64, sizes: I64, met: I64, hits: I64
) -> int:
    """Note earlier phrases that share a rare pair of words with this one, and how many; return their number."""
    rare, size = np.full(RAREST, -1, dtype=np.int64), np.empty(RAREST, dtype=np.int64)
    for i in range(bounds[phrase], bounds[phrase + 1]):
        at, of = place[i], sizes[group[place[i]]]
        if at == firsts[group[at]]:
            continue  # nobody before it has the pair
        k = RAREST
        while k > 0 and (rare[k - 1] < 0 or size[k - 1] > of):
            k -= 1
        for j in range(RAREST - 1, k, -1):
            rare[j], size[j] = rare[j - 1], size[j - 1]
        if k < RAREST:
            rare[k], size[k] = at, of
    count = 0
    for k in range(RAREST):
        if rare[k] < 0:
            break
        at, first = rare[k], firsts[group[rare[k]]]
        head = min(first + REACH, at)
        for j in range(first, head):
            count = _meet(met, hits, count, owners[j])
        for j in range(max(head, at - REACH), at):
            count = _meet(met, hits, count, owners[j])
    return count


@kernel
def _meet(met: I64, hits: I64, count: int, candidate: int) -> int:
    for k in range(count):
        if met[k] == candidate:
            hits[k] += 1
            return count
    met[count], hits[count] = candidate, 1
    return count + 1


@kernel
def _most_met(met: I64, hits: I64, count: int) -> int:
    """Bring the candidates met most often to the front, the earlier of equals first; return how many are kept."""
    kept = min(count, VERIFIED)
    for k in range(kept):
        best = k
        for j in range(k + 1, count):
            if hits[j] > hits[best] or (hits[j] == hits[best] and met[j] < met[best]):
                best = j
        met[k], met[best] = met[best], met[k]
        hits[k], hits[best] = hits[best], hits[k]
    return kept


@kernel
def held(words: U32, starts: I64, phrase: int, other: int, row: I32, overlapping: bool) -> float:
    """Return the share of a phrase's words that another holds, 0 where too many differ."""
    a, n = starts[phrase], starts[phrase + 1] - starts[phrase]
    b, m = starts[other], starts[other + 1] - starts[other]
    limit = n // TOLERATED
    edits = _edits(words, a, n, b, m, limit, row)
    if edits <= limit:
        return float(1.0 - edits / n)
    run = _common_run(words, a, n, b, m, row) if overlapping and n >= OVERLAP else 0
    return float(run / n) if run >= OVERLAP else 0.0


@kernel
def _edits(words: U32, a: int, n: int, b: int, m: int, limit: int, row: I32) -> int:
    """Return the fewest words to change, add or drop so that the first run is part of the second, or limit + 1.

    Ukkonen's cut-off keeps only prefixes that are within the limit: O(m · limit) on unlike phrases.
    """
    for i in range(n + 1):
        row[i] = i
    active, best = min(limit, n), limit + 1
    for j in range(m):
        top, before = min(active + 1, n), 0
        if top > active:
            row[top] = limit + 1
        for i in range(1, top + 1):
            here = row[i]
            same = words[a + i - 1] == words[b + j]
            row[i] = before if same else 1 + min(before, here, row[i - 1])
            before = here
        active = top
        while row[active] > limit:
            active -= 1
        if active == n:
            best = min(best, row[n])
    return best


@kernel
def _common_run(words: U32, a: int, n: int, b: int, m: int, row: I32) -> int:
    """Return the length of the longest run of words that two phrases share."""
    row[: n + 1] = 0
    longest = 0
    for j in range(m):
        before = 0
        for i in range(1, n + 1):
            here = row[i]
            row[i] = before + 1 if words[a + i - 1] == words[b + j] else 0
            longest = max(longest, row[i])
            before = here
    return longest


@kernel
def _count_rivals(met: I64, scores: F64, count: int, best: float, root: I64, own: int) -> int:
    """Count the other roots whose phrases hold this one as well."""
    rivals = 0
    for k in range(count):
        if scores[k] < best or root[met[k]] == own:
            continue
        seen = False
        for j in range(k):
            seen = seen or (scores[j] >= best and root[met[j]] == root[met[k]])
        rivals += 0 if seen else 1
    return rivals
