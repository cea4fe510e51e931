"""Lines that an author or an outlet repeats under most posts (footers, appeals): they must tie nothing together."""

from collections.abc import Sequence

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import I32, I64, U32, U64, Bits
from graphs.narratives.slots import masked
from graphs.narratives.tokens import Tokens, find, hash_words, mix

LEAST_TEXTS = 5  # distinct texts of one author that carry the line
LEAST_SHARE = 0.2  # ... and its share of the author's posts


def learn(found: Sequence[tuple[U64, U64, U64]], posts_of: I64) -> U64:
    """Return the sorted keys of each author's boilerplate lines, from batches of what `lines_of` returns.

    `posts_of` counts all posts of an author. A line counts once for each distinct text, so a text posted over and over
    does not erase itself.
    """
    if not found:
        return np.zeros(0, dtype=np.uint64)
    keys, digests, authors = (np.concatenate([part[i] for part in found]) for i in range(3))
    order = np.lexsort((digests, keys))
    keys, digests, authors = keys[order], digests[order], authors[order]
    once = np.ones(len(keys), dtype=np.bool_)
    once[1:] = (keys[1:] != keys[:-1]) | (digests[1:] != digests[:-1])
    distinct, first, count = np.unique(keys[once], return_index=True, return_counts=True)
    share = count / posts_of[authors[once][first].astype(np.int64)]
    return distinct[(count >= LEAST_TEXTS) & (share >= LEAST_SHARE)]


def strip(found: Tokens, authors: I64, houses: I64, keys: tuple[U64, U64]) -> tuple[U32, I64]:
    """Return the words and starts of the texts without the lines learnt of their author, or of their outlet.

    A line is the same whatever numbers, months and days of the week it gives.
    """
    if not len(keys[0]) and not len(keys[1]):
        return found.words, found.starts
    words, starts = np.empty(len(found.words), np.uint32), np.zeros(len(found.starts), np.int64)
    forms = masked(found.words)
    count = _strip(found.words, forms, found.starts, found.lines, authors, houses, *keys, words, starts)
    return words[:count], starts


def lines_of(found: Tokens, authors: I64) -> tuple[U64, U64, U64]:
    """Return key, text and author of each line of texts of several lines; an author below 0 is nobody.

    The author may as well be an outlet that speaks through several accounts.
    """
    out = np.empty((3, len(found.words)), dtype=np.uint64)
    count = _line_keys(found.words, masked(found.words), found.starts, found.lines, authors, out)
    return out[0, :count].copy(), out[1, :count].copy(), out[2, :count].copy()


@kernel
def _key(author: int, words: U32, low: int, high: int) -> Bits:
    return mix(hash_words(words, low, high) ^ mix(np.uint64(author) + np.uint64(1)))


@kernel
def _holds(keys: U64, key: Bits) -> bool:
    place = find(keys, 0, len(keys), np.uint64(key))
    return bool(place < len(keys) and keys[place] == np.uint64(key))


@kernel
def _line_end(lines: I32, i: int, end: int) -> int:
    j = i + 1
    while j < end and lines[j] == lines[i]:
        j += 1
    return j


@kernel
def _line_keys(words: U32, forms: U32, starts: I64, lines: I32, authors: I64, out: U64) -> int:
    count = 0
    for text in range(len(starts) - 1):
        low, high = starts[text], starts[text + 1]
        if low == high or lines[low] == lines[high - 1] or authors[text] < 0:
            continue
        digest = hash_words(words, low, high)
        i = low
        while i < high:
            j = _line_end(lines, i, high)
            out[0, count], out[1, count] = _key(authors[text], forms, i, j), digest
            out[2, count] = np.uint64(authors[text])
            count += 1
            i = j
    return count


@kernel
def _strip(
    words: U32, forms: U32, starts: I64, lines: I32, authors: I64, houses: I64, keys: U64, of_houses: U64, kept: U32,
    bounds: I64,
) -> int:  # fmt: skip
    count = 0
    for text in range(len(starts) - 1):
        i, high = starts[text], starts[text + 1]
        several = i < high and lines[i] != lines[high - 1]
        while i < high:
            j = _line_end(lines, i, high)
            known = several and (
                _holds(keys, _key(authors[text], forms, i, j))
                or (houses[text] >= 0 and _holds(of_houses, _key(houses[text], forms, i, j)))
            )
            if not known:
                for k in range(i, j):
                    kept[count] = words[k]
                    count += 1
            i = j
        bounds[text + 1] = count
    return count
