"""Runs of words with which an author opens or closes many texts, inside a line too: signatures, appeals, mastheads."""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.alike import weight
from graphs.narratives.arrays import I64, U32, U64, Bits, Flags
from graphs.narratives.boilerplate import LEAST_SHARE, LEAST_TEXTS
from graphs.narratives.seen import occurrences
from graphs.narratives.slots import masked
from graphs.narratives.tokens import find, hash_words, mix

SHORTEST, LONGEST = 3, 24  # words (or characters); a longer run is a text that is passed on, no signature
LEAST_RUN = 30  # weight: three words, six characters


class Endings(NamedTuple):
    """Sorted keys of (author, side, run), and which authors have any."""

    keys: U64
    signed: Flags


def learn_endings(words: U32, starts: I64, authors: I64, count: int) -> Endings:
    """Learn from distinct texts of each of `count` authors the runs that open or close many of them.

    A run must stand in five texts of an author and in a fifth of those given, and is taken as long as that holds; one
    that goes on for more than 24 words is left alone. Numbers, months and days of the week count as one word: a
    heading that gives its date is one heading. O(words of openings and closings).
    """
    texts, forms = _distinct(words, starts, authors), masked(words)
    texts_of = np.bincount(authors[texts], minlength=count)
    least = np.maximum(LEAST_TEXTS, np.ceil(LEAST_SHARE * texts_of))
    found = [_runs(forms, starts, authors, texts, least, side) for side in (0, 1)]
    keys = np.unique(np.concatenate([part[0] for part in found]))
    signed = np.zeros(count, dtype=np.bool_)
    signed[np.concatenate([part[1] for part in found])] = True
    return Endings(keys, signed)


def strip_endings(words: U32, starts: I64, authors: I64, learnt: Endings) -> tuple[U32, I64]:
    """Return the words and starts of the texts without the longest such run on either side."""
    if not len(learnt.keys):
        return words, starts
    kept, bounds = np.empty(len(words), np.uint32), np.zeros(len(starts), np.int64)
    count = _strip(words, masked(words), starts, authors, learnt.keys, learnt.signed, kept, bounds)
    return kept[:count], bounds


def _distinct(words: U32, starts: I64, authors: I64) -> I64:
    """Return one text of each author and wording, long enough to hold a run and something else."""
    digest = np.empty(len(authors), dtype=np.uint64)
    _digests(words, starts, authors, digest)
    texts = np.unique(digest, return_index=True)[1]
    return np.asarray(texts[np.diff(starts)[texts] > SHORTEST])


def _runs(words: U32, starts: I64, authors: I64, texts: I64, least: I64, side: int) -> tuple[U64, I64]:
    """Return keys and authors of the runs on one side, each followed while enough texts share it."""
    keys, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    before = np.zeros(len(texts), dtype=np.uint64)
    for length in range(SHORTEST, LONGEST + 2):
        texts, before = texts[(enough := np.diff(starts)[texts] > length)], before[enough]
        run = _keys(words, starts, authors, texts, length, side)
        goes_on = occurrences(run) >= least[authors[texts]]
        if length > SHORTEST:
            ends = ~goes_on & (_weights(words, starts, texts, length - 1, side) >= LEAST_RUN)
            keys.append(before[ends])
            owners.append(authors[texts[ends]])
        texts, before = texts[goes_on], run[goes_on]
        if not len(texts):
            break
    return np.concatenate(keys), np.concatenate(owners)


def _keys(words: U32, starts: I64, authors: I64, texts: I64, length: int, side: int) -> U64:
    out = np.empty(len(texts), dtype=np.uint64)
    _fill_keys(words, starts, authors, texts, length, side, out)
    return out


def _weights(words: U32, starts: I64, texts: I64, length: int, side: int) -> I64:
    out = np.empty(len(texts), dtype=np.int64)
    _fill_weights(words, starts, texts, length, side, out)
    return out


@kernel
def _start(low: int, high: int, length: int, side: int) -> int:
    return low if side else high - length


@kernel
def _key(words: U32, first: int, length: int, author: int, side: int) -> Bits:
    return hash_words(words, first, first + length) ^ mix(np.uint64(2 * author + side + 1))


@kernel
def _digests(words: U32, starts: I64, authors: I64, out: U64) -> None:
    for text in range(len(authors)):
        out[text] = _key(words, starts[text], starts[text + 1] - starts[text], authors[text], 0)


@kernel
def _fill_keys(words: U32, starts: I64, authors: I64, texts: I64, length: int, side: int, out: U64) -> None:
    for i in range(len(texts)):
        text = texts[i]
        first = _start(starts[text], starts[text + 1], length, side)
        out[i] = _key(words, first, length, authors[text], side)


@kernel
def _fill_weights(words: U32, starts: I64, texts: I64, length: int, side: int, out: I64) -> None:
    for i in range(len(texts)):
        first = _start(starts[texts[i]], starts[texts[i] + 1], length, side)
        out[i] = weight(words, first, first + length)


@kernel
def _strip(words: U32, forms: U32, starts: I64, authors: I64, keys: U64, signed: Flags, kept: U32, bounds: I64) -> int:
    count = 0
    for text in range(len(authors)):
        low, high = starts[text], starts[text + 1]
        if signed[authors[text]]:
            high -= _longest(forms, low, high, authors[text], keys, 0)
            low += _longest(forms, low, high, authors[text], keys, 1)
        for i in range(low, high):
            kept[count] = words[i]
            count += 1
        bounds[text + 1] = count
    return count


@kernel
def _longest(words: U32, low: int, high: int, author: int, keys: U64, side: int) -> int:
    """Return the length of the longest learnt run on one side of a text, 0 where there is none."""
    for length in range(min(LONGEST, high - low), SHORTEST - 1, -1):
        key = np.uint64(_key(words, _start(low, high, length, side), length, author, side))
        place = find(keys, 0, len(keys), key)
        if place < len(keys) and keys[place] == key:
            return length
    return 0
