"""Texts to hashed character n-grams of their folded words: no Python object a text, one list of grams a distinct word.

A word keeps its letters as `folding` writes them, so that a name in Cyrillic, Latin or Arabic letters has much the same
grams. Characters of unspaced scripts stand alone and in pairs.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from graphs.kernels import kernel
from graphs.narratives.arrays import I32, I64, U8, U32, Bits
from graphs.narratives.folding import LIMIT, folding
from graphs.narratives.tokens import mix, tokenise

VERSION = 1
SHORTEST, LONGEST = 4, 4  # letters of a gram; a word has a mark before and after it
BITS = 22
BATCH = 1 << 16
_EDGE = 0x2A
_ROOM = 512  # folded letters of a word that are read


class Grams(NamedTuple):
    """The distinct grams of n texts, those of text i at `grams[starts[i]:starts[i + 1]]`, sorted; below 2 ** BITS."""

    grams: U32
    starts: I64


def grams_of(texts: pa.Array) -> Grams:
    """Return the grams of a string array, batch by batch; O(bytes)."""
    parts = [_batch(texts.slice(start, BATCH)) for start in range(0, max(len(texts), 1), BATCH)]
    sizes = np.concatenate([np.diff(part.starts) for part in parts])
    return Grams(np.concatenate([part.grams for part in parts]), np.concatenate([[0], np.cumsum(sizes)]))


def _batch(texts: pa.Array) -> Grams:
    column = texts.cast(pa.large_string()).fill_null("")
    found = tokenise(column)
    _, offsets, data = column.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int64)[column.offset : column.offset + len(column) + 1]
    content = np.frombuffer(data, dtype=np.uint8) if data is not None and data.size else np.zeros(1, np.uint8)
    number, first = _vocabulary(found.words)
    text_of = np.repeat(np.arange(len(column)), np.diff(found.starts))
    begins = bounds[text_of] + found.begins
    ends = bounds[text_of] + found.ends
    tables = folding()
    letters, word_starts = _spell(content, begins[first], ends[first], tables.kind, tables.starts, tables.letters)
    grams, gram_starts = _cut(letters, word_starts)
    size = int(np.diff(gram_starts)[number[number >= 0]].sum()) + 2 * len(number)
    out = np.empty(size, np.uint32)
    starts = np.zeros(len(column) + 1, np.int64)
    count = _gather(found.words, found.starts, begins, ends, number, grams, gram_starts, out, starts)
    return Grams(out[:count].copy(), starts)


def _vocabulary(words: U32) -> tuple[I32, I64]:
    """Return the numbers of the distinct spaced words: each place's (-1: unspaced), and each word's first place."""
    spaced = np.flatnonzero((words & np.uint32(1)) == 0)
    _, first, inverse = np.unique(words[spaced], return_index=True, return_inverse=True)
    number = np.full(len(words), -1, np.int32)
    number[spaced] = inverse
    return number, spaced[first]


def _spell(content: U8, begins: I64, ends: I64, kinds: U8, expansions: I32, letters: U32) -> tuple[U32, I64]:
    """Return the folded letters of each word, an edge mark before and after."""
    out = np.empty(int((ends - begins).sum()) * 4 + 2 * len(begins) + 64, np.uint32)
    starts = np.zeros(len(begins) + 1, np.int64)
    count = _fill_spelling(content, begins, ends, kinds, expansions, letters, out, starts)
    return out[:count], starts


def _cut(letters: U32, word_starts: I64) -> tuple[U32, I64]:
    """Return the hashed grams of each spelt word."""
    lengths = np.diff(word_starts)
    out = np.empty(int(np.maximum(1, lengths * (LONGEST - SHORTEST + 1)).sum()), np.uint32)
    starts = np.zeros(len(word_starts), np.int64)
    count = _fill_grams(letters, word_starts, out, starts)
    return out[:count], starts


@kernel
def _point(content: U8, i: int) -> tuple[Bits, int]:
    """Return the code point at byte i and its width."""
    b = np.int64(content[i])
    if b < 0x80:
        return b, 1
    if b < 0xE0:
        return (b & 0x1F) << 6 | np.int64(content[i + 1]) & 0x3F, 2
    if b < 0xF0:
        return (b & 0x0F) << 12 | (np.int64(content[i + 1]) & 0x3F) << 6 | np.int64(content[i + 2]) & 0x3F, 3
    high = (b & 0x07) << 18 | (np.int64(content[i + 1]) & 0x3F) << 12
    return high | (np.int64(content[i + 2]) & 0x3F) << 6 | np.int64(content[i + 3]) & 0x3F, 4


@kernel
def _fill_spelling(
    content: U8, begins: I64, ends: I64, kinds: U8, expansions: I32, letters: U32, out: U32, starts: I64
) -> int:
    count = 0
    for word in range(len(begins)):
        out[count] = _EDGE
        count += 1
        i, room = begins[word], count + min(_ROOM, 4 * (ends[word] - begins[word]))
        while i < ends[word]:
            point, width = _point(content, i)
            if point < LIMIT and kinds[point] == 2:
                for e in range(expansions[point], expansions[point + 1]):
                    if count < room:
                        out[count] = letters[e]
                        count += 1
            i += width
        out[count] = _EDGE
        count += 1
        starts[word + 1] = count
    return count


@kernel
def _hash(letters: U32, low: int, high: int) -> Bits:
    h = np.uint64(high - low)
    for i in range(low, high):
        h = (h ^ np.uint64(letters[i])) * np.uint64(0x9E3779B97F4A7C15)
    return np.uint32(mix(h) >> np.uint64(64 - BITS))


@kernel
def _fill_grams(letters: U32, word_starts: I64, out: U32, starts: I64) -> int:
    count = 0
    for word in range(len(word_starts) - 1):
        low, high = word_starts[word], word_starts[word + 1]
        if high - low <= SHORTEST + 1:
            out[count] = _hash(letters, low, high)
            count += 1
        else:
            for length in range(SHORTEST, LONGEST + 1):
                for i in range(low, high - length + 1):
                    out[count] = _hash(letters, i, i + length)
                    count += 1
        starts[word + 1] = count
    return count


@kernel
def _gather(
    words: U32, text_starts: I64, begins: I64, ends: I64, number: I32, grams: U32, gram_starts: I64, out: U32,
    starts: I64,
) -> int:  # fmt: skip
    count, shift = 0, np.uint64(64 - BITS)
    for text in range(len(text_starts) - 1):
        base = count
        for place in range(text_starts[text], text_starts[text + 1]):
            word = number[place]
            if word >= 0:
                for g in range(gram_starts[word], gram_starts[word + 1]):
                    out[count] = grams[g]
                    count += 1
                continue
            alone = np.uint64(words[place])
            out[count] = np.uint32(mix(alone) >> shift)
            count += 1
            if place > text_starts[text] and number[place - 1] < 0 and begins[place] == ends[place - 1]:
                pair = alone << np.uint64(32) | np.uint64(words[place - 1])
                out[count] = np.uint32(mix(pair) >> shift)
                count += 1
        count = _distinct(out, base, count)
        starts[text + 1] = count
    return count


@kernel
def _distinct(values: U32, low: int, high: int) -> int:
    """Sort values[low:high], keep each once; return the new end."""
    if high <= low:
        return low
    values[low:high] = np.sort(values[low:high])
    end = low + 1
    for i in range(low + 1, high):
        if values[i] != values[end - 1]:
            values[end] = values[i]
            end += 1
    return end
