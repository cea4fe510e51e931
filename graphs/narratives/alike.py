"""Whether two texts are the same words: exact overlap, order of words, or one held in the other."""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F32, I64, U8, U32, U64, Bits
from graphs.narratives.fingerprints import Shingles, run_hash
from graphs.narratives.sketches import holds, mask_for, most_in_common, put, sketches, slots_for
from graphs.narratives.tokens import is_number

NOT_ALIKE, NEAR, EDITED, FIRST_IN_SECOND, SECOND_IN_FIRST = 0, 1, 2, 3, 4

NEAR_FROM = 0.5  # Jaccard of shingles
NEAR_SHORT = 0.7  # the same, where the shorter text has under ten words and the longer does not hold all of it
EDITED_FROM = 0.7  # share of words in common order (rapidfuzz's Indel similarity)
CONTAINED_FROM = 0.5  # share of the shorter text's shingles that the longer holds
RUN_WEIGHT = 96  # ... eight words (or twenty characters) of them in one run
SHORT_WEIGHT = 120  # ten words; a word weighs 12, a character of an unspaced script 5
FIGURES = 3  # numbers in digits, from which two texts with other figures are two stories told in one form
LONGEST_EDIT = 400  # words; longer texts are compared by shingles alone


class Alike(NamedTuple):
    """How pairs of texts resemble each other, one row a pair."""

    kind: U8
    score: F32


class Comparison:
    """Compare texts given by number; what rules a pair out at a glance is made once, in O(words)."""

    def __init__(self, words: U32, starts: I64, found: Shingles) -> None:
        self._texts = words, starts, found.values, found.starts
        self._sketches = sketches(*self._texts)

    def __call__(self, first: I64, second: I64) -> Alike:
        """Compare text `first[i]` with `second[i]`; O(words) a pair, O(words²) where only word order can decide."""
        kind, score = np.zeros(len(first), np.uint8), np.zeros(len(first), np.float32)
        _compare(*self._texts, self._sketches, first, second, kind, score)
        return Alike(kind, score)


@kernel
def weight(words: U32, low: int, high: int) -> int:
    """Weigh a run of words: 12 for a word, 5 for a character of an unspaced script (60 is the least that ties)."""
    total = 0
    for i in range(low, high):
        total += 5 if words[i] & np.uint32(1) else 12
    return total


@kernel
def indel_similarity(words: U32, a: int, a_end: int, b: int, b_end: int) -> float:
    """Return 2·LCS / (n + m) of two runs of words, as rapidfuzz's normalised Indel similarity."""
    n, m = a_end - a, b_end - b
    if n + m == 0:
        return 1.0
    if m <= 64:
        return float(2.0 * _common_order(words, a, a_end, b, b_end) / (n + m))
    row = np.zeros(m + 1, dtype=np.int32)
    for i in range(n):
        diagonal = 0
        for j in range(m):
            above = row[j + 1]
            row[j + 1] = diagonal + 1 if words[a + i] == words[b + j] else max(above, row[j])
            diagonal = above
    return float(2.0 * row[m] / (n + m))


@kernel
def _common_order(words: U32, a: int, a_end: int, b: int, b_end: int) -> Bits:
    """Return the length of the longest common subsequence where b has at most 64 words, a bit a word (Hyyrö 2004)."""
    rest = np.uint64(0xFFFFFFFFFFFFFFFF)
    for i in range(a, a_end):
        here = np.uint64(0)
        for j in range(b, b_end):
            here |= np.uint64(words[j] == words[i]) << np.uint64(j - b)
        same = rest & here
        rest = (rest + same) | (rest - same)
    count: Bits = 0
    for j in range(b_end - b):
        count += 1 - ((rest >> np.uint64(j)) & np.uint64(1))
    return count


@kernel
def _compare(
    words: U32,
    starts: I64,
    values: U32,
    bounds: I64,
    found: U64,
    first: I64,
    second: I64,
    kind: U8,
    score: F32,
) -> None:
    slots = slots_for(bounds)
    for pair in range(len(first)):
        a, b = first[pair], second[pair]
        found_kind, same = _likeness(words, starts, values, bounds, found, a, b, slots, 2 * pair + 1)
        if found_kind != NOT_ALIKE and not _other_figures(words, starts, a, b):
            kind[pair], score[pair] = found_kind, same


@kernel
def _likeness(
    words: U32, starts: I64, values: U32, bounds: I64, found: U64, a: int, b: int, slots: U64, turn: int
) -> tuple[int, float]:
    n, m = bounds[a + 1] - bounds[a], bounds[b + 1] - bounds[b]
    size, other = starts[a + 1] - starts[a], starts[b + 1] - starts[b]
    held = most_in_common(found, 2, a, b, n, m) >= CONTAINED_FROM * min(n, m)
    ordered = 2.0 * most_in_common(found, 0, a, b, size, other) >= EDITED_FROM * (size + other)
    if not held and not ordered:
        return NOT_ALIKE, 0.0
    short = min(weight(words, starts[a], starts[a + 1]), weight(words, starts[b], starts[b + 1])) < SHORT_WEIGHT
    common = _common(values, bounds, a, b, slots, turn)
    if common == 0:
        return NOT_ALIKE, 0.0
    jaccard = common / (n + m - common)
    if jaccard >= (NEAR_SHORT if short and common < min(n, m) else NEAR_FROM):
        return NEAR, jaccard
    if common >= CONTAINED_FROM * min(n, m):
        inner, outer = (a, b) if n <= m else (b, a)
        if _longest_run(words, starts, values, bounds, inner, outer, slots, turn + 1) >= RUN_WEIGHT:
            return FIRST_IN_SECOND if inner == a else SECOND_IN_FIRST, common / min(n, m)
    if ordered and not short:
        same = _edited(words, starts, a, b)
        if same >= EDITED_FROM:
            return EDITED, same
    return NOT_ALIKE, 0.0


@kernel
def _other_figures(words: U32, starts: I64, a: int, b: int) -> bool:
    """Tell whether each text gives three numbers or more and they share few: one form, filled twice.

    Few: fewer than two thirds of the numbers of the text that gives fewer.
    """
    one, other, shared = 0, 0, 0
    for i in range(starts[a], starts[a + 1]):
        if is_number(words[i]):
            one += 1
            for j in range(starts[b], starts[b + 1]):
                if words[j] == words[i]:
                    shared += 1
                    break
    for j in range(starts[b], starts[b + 1]):
        other += is_number(words[j])
    return bool(min(one, other) >= FIGURES and 3 * shared < 2 * min(one, other))


@kernel
def _common(values: U32, bounds: I64, a: int, b: int, slots: U64, turn: int) -> int:
    """Return how many shingles two texts share."""
    mask, count = mask_for(bounds[b + 1] - bounds[b]), 0
    for j in range(bounds[b], bounds[b + 1]):
        put(slots, mask, turn, values[j])
    for i in range(bounds[a], bounds[a + 1]):
        count += holds(slots, mask, turn, values[i])
    return count


@kernel
def _edited(words: U32, starts: I64, a: int, b: int) -> float:
    n, m = starts[a + 1] - starts[a], starts[b + 1] - starts[b]
    if max(n, m) > LONGEST_EDIT or 2.0 * min(n, m) < EDITED_FROM * (n + m):
        return 0.0
    return indel_similarity(words, starts[a], starts[a + 1], starts[b], starts[b + 1])


@kernel
def _longest_run(
    words: U32, starts: I64, values: U32, bounds: I64, inner: int, outer: int, slots: U64, turn: int
) -> int:
    """Return the weight of the longest run of `inner` whose shingles all occur in `outer`."""
    best, run, end = 0, 0, starts[inner + 1]
    mask = mask_for(bounds[outer + 1] - bounds[outer])
    for j in range(bounds[outer], bounds[outer + 1]):
        put(slots, mask, turn, values[j])
    for i in range(starts[inner], end):
        length = 4 if words[i] & np.uint32(1) else 2
        if i + length > end:
            break
        if holds(slots, mask, turn, run_hash(words, i, length)):
            run = run + (5 if length == 4 else 12) if run else weight(words, i, i + length)
            best = max(best, run)
        else:
            run = 0
    return best
