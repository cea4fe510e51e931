"""Variants: where a text departs from the reading that most texts of its narrative share."""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import I16, I64, U32, U64
from graphs.narratives.tokens import hash_words, mix

ANCHOR = 3  # words that must agree on both sides of a variant
LONGEST = 1000  # words of a text that are aligned
MOST_TEXTS = 300  # distinct texts of a narrative that are aligned, the earliest


class Variants(NamedTuple):
    """One row a variant that a text carries: the text, the key of slot and wording, its words' place in the text."""

    text: I64
    key: U64
    begin: I64
    end: I64


def variants(words: U32, bounds: I64, reference: int, posts: I64) -> Variants:
    """Return the variants of texts (text i at `words[bounds[i, 0]:bounds[i, 1]]`), by text and place.

    Each text is aligned with the reference by longest common subsequence; agreeing runs of three words and more are
    anchors, and words of its own between two anchors are a departure. Where more posts (`posts` of each text) depart
    alike than read as the reference or otherwise, theirs is the majority reading and those that read as the reference
    carry the variant. Words merely left out are none: two editors cut the same word by chance.
    O(texts · words²), bounded by MOST_TEXTS and LONGEST.
    """
    runs = anchors(words, bounds, reference)
    rows = _departures(words, bounds, runs)
    order = np.lexsort((rows[1], rows[0], rows[3], rows[5], rows[4]))
    kept = _against_majority(words, bounds, runs, np.ascontiguousarray(rows[:, order]), posts)
    order = np.lexsort((kept[2], kept[1], kept[0]))
    text, begin, end, key = kept[:4, order]
    return Variants(text, key.view(np.uint64), begin, end)


def anchors(words: U32, bounds: I64, reference: int) -> I64:
    """Return agreeing runs, rows (text, place in reference, place in text, length); of the reference one, whole."""
    lengths = np.minimum(bounds[:, 1] - bounds[:, 0], LONGEST)
    table = np.empty((lengths[reference] + 1, lengths.max() + 1), dtype=np.int16)
    runs = np.empty((4, len(bounds) * (int(lengths[reference]) // ANCHOR + 1) + 1), dtype=np.int64)
    count = _anchors(words, bounds, lengths, reference, table, runs)
    return np.ascontiguousarray(runs[:, :count])


@kernel
def _anchors(words: U32, bounds: I64, lengths: I64, reference: int, table: I16, runs: I64) -> int:
    origin, size = bounds[reference, 0], lengths[reference]
    count = 0
    for text in range(len(bounds)):
        if text == reference:
            runs[0, count], runs[1, count], runs[2, count], runs[3, count] = text, 0, 0, size
            count += 1
            continue
        _fill(table, words, origin, size, bounds[text, 0], lengths[text])
        count = _walk(table, words, origin, size, bounds[text, 0], lengths[text], text, runs, count)
    return count


@kernel
def _fill(table: I16, words: U32, a: int, n: int, b: int, m: int) -> None:
    """Fill table[i, j] with the length of the longest common subsequence of the words from i and j on."""
    for j in range(m + 1):
        table[n, j] = 0
    for i in range(n - 1, -1, -1):
        table[i, m] = 0
        for j in range(m - 1, -1, -1):
            if words[a + i] == words[b + j]:
                table[i, j] = table[i + 1, j + 1] + 1
            else:
                table[i, j] = max(table[i + 1, j], table[i, j + 1])


@kernel
def _walk(table: I16, words: U32, a: int, n: int, b: int, m: int, text: int, runs: I64, count: int) -> int:
    """Follow the table and note every run of ANCHOR words or more; on a tie the reference moves on first."""
    i, j, run = 0, 0, 0
    while True:
        inside = i < n and j < m
        if inside and words[a + i] == words[b + j]:
            run += 1
            i += 1
            j += 1
            continue
        if run >= ANCHOR:
            runs[0, count], runs[1, count], runs[2, count], runs[3, count] = text, i - run, j - run, run
            count += 1
        run = 0
        if not inside:
            return count
        if table[i + 1, j] >= table[i, j + 1]:
            i += 1
        else:
            j += 1


def _departures(words: U32, bounds: I64, runs: I64) -> I64:
    """Return rows (text, begin, end, key, slot begin, slot end): words of a text's own between two anchors."""
    rows = np.empty((6, runs.shape[1]), dtype=np.int64)
    count = _fill_departures(words, bounds, runs, rows)
    return np.ascontiguousarray(rows[:, :count])


def _against_majority(words: U32, bounds: I64, runs: I64, rows: I64, posts: I64) -> I64:
    """Turn departures round where most texts depart alike: then those that read as the reference carry the variant.

    `rows` are sorted by slot and key.
    """
    kept = np.empty((6, _fill_kept(words, bounds, runs, rows, posts, rows, False)), dtype=np.int64)
    _fill_kept(words, bounds, runs, rows, posts, kept, True)
    return kept


@kernel
def _fill_departures(words: U32, bounds: I64, runs: I64, rows: I64) -> int:
    count = 0
    for r in range(1, runs.shape[1]):
        text = runs[0, r]
        if runs[0, r - 1] != text:
            continue
        slot, slot_end = runs[1, r - 1] + runs[3, r - 1], runs[1, r]
        begin, end = runs[2, r - 1] + runs[3, r - 1], runs[2, r]
        if end > begin:
            _write(rows, count, words, bounds, text, begin, end, slot, slot_end)
            count += 1
    return count


@kernel
def _write(rows: I64, at: int, words: U32, bounds: I64, text: int, begin: int, end: int, slot: int, last: int) -> None:
    first = bounds[text, 0]
    wording = np.uint64(hash_words(words, first + begin, first + end))
    place = mix(np.uint64(slot) << np.uint64(20) | np.uint64(last))
    rows[0, at], rows[1, at], rows[2, at] = text, begin, end
    rows[3, at], rows[4, at], rows[5, at] = np.int64(wording ^ np.uint64(place)), slot, last


@kernel
def _fill_kept(words: U32, bounds: I64, runs: I64, rows: I64, posts: I64, kept: I64, write: bool) -> int:
    """Count the rows that are kept, and write them down."""
    count, total, slot_first = rows.shape[1], 0, 0
    while slot_first < count:
        slot, last = rows[4, slot_first], rows[5, slot_first]
        slot_end, everyone = slot_first, _readers(runs, slot, last, posts)
        while slot_end < count and rows[4, slot_end] == slot and rows[5, slot_end] == last:
            everyone += posts[rows[0, slot_end]]
            slot_end += 1
        i = slot_first
        while i < slot_end:
            end, alike = i, 0
            while end < slot_end and rows[3, end] == rows[3, i]:
                alike += posts[rows[0, end]]
                end += 1
            if 2 * alike <= everyone:
                for k in range(i, end):
                    for c in range(6 if write else 0):
                        kept[c, total] = rows[c, k]
                    total += 1
            elif last > slot:
                total = _turn_round(words, bounds, runs, slot, last, kept, total, write)
            i = end
        slot_first = slot_end
    return total


@kernel
def _readers(runs: I64, slot: int, last: int, posts: I64) -> int:
    """Count the posts that read as the reference at a slot, with an anchor on both sides."""
    count = 0
    for r in range(runs.shape[1]):
        if runs[1, r] <= slot - ANCHOR and runs[1, r] + runs[3, r] >= last + ANCHOR:
            count += posts[runs[0, r]]
    return count


@kernel
def _turn_round(words: U32, bounds: I64, runs: I64, slot: int, last: int, kept: I64, total: int, write: bool) -> int:
    """Write down the texts that read as the reference: theirs is the variant."""
    for r in range(runs.shape[1]):
        if runs[1, r] <= slot - ANCHOR and runs[1, r] + runs[3, r] >= last + ANCHOR:
            begin = runs[2, r] + slot - runs[1, r]
            if write:
                _write(kept, total, words, bounds, runs[0, r], begin, begin + last - slot, slot, last)
            total += 1
    return total
