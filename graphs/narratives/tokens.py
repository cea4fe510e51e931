"""Texts to numbers: one pass over Arrow's bytes folds letters, leaves out links and names, and hashes each word."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from graphs.kernels import kernel
from graphs.narratives.arrays import I32, I64, U8, U32, U64, Bits
from graphs.narratives.folding import LIMIT, folding

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SEED = np.uint64(0xCBF29CE484222325)
_LONGEST = 256  # letters; a longer word is cut in pieces


class Tokens(NamedTuple):
    """The words of n texts, text i at `words[starts[i]:starts[i + 1]]`.

    A word is a 32-bit hash of its folded letters; its lowest bit is set for one character of an unspaced script.
    `lines` numbers the line of each word inside its text, `begins` and `ends` are its byte positions there.
    """

    words: U32
    starts: I64
    lines: I32
    begins: I32
    ends: I32


def tokenise(texts: pa.Array) -> Tokens:
    """Return the words of a string array; a null text has none.

    Case, accents, invisible characters, emoji and punctuation go; so do links and @names; look-alike letters are
    read in the script of their word. O(bytes), no Python object per text.
    """
    column = texts.cast(pa.large_string()).fill_null("")
    _, offsets, data = column.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int64)[column.offset : column.offset + len(column) + 1]
    size = int(bounds[-1]) if len(bounds) else 0
    content = np.frombuffer(data, dtype=np.uint8, count=size) if size else np.zeros(0, np.uint8)
    content.setflags(write=False)  # one type for the compiler, whoever owns the buffer
    bounds.setflags(write=False)
    room = (size - int(bounds[0])) // 2 + len(column) + 1
    words, lines = np.empty(room, np.uint32), np.empty(room, np.int32)
    begins, ends = np.empty(room, np.int32), np.empty(room, np.int32)
    starts = np.zeros(len(column) + 1, dtype=np.int64)
    count = _tokenise(content, bounds, *folding(), words, starts, lines, begins, ends)
    return Tokens(words[:count], starts, lines[:count], begins[:count], ends[:count])


@kernel
def mix(value: Bits) -> Bits:
    """Scramble 64 bits (the finaliser of splitmix64)."""
    z = np.uint64(value)
    z = (z ^ (z >> np.uint64(30))) * _MIX
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@kernel
def find(values: U32 | U64, low: int, high: int, wanted: Bits) -> int:
    """Return the first place in sorted values[low:high] that is not below the wanted value (bisection)."""
    while low < high:
        middle = (low + high) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def hash_words(words: U32, low: int, high: int) -> Bits:
    """Return a 64-bit hash of a run of words, in order."""
    h = np.uint64(high - low) * _PRIME + np.uint64(1)
    for i in range(low, high):
        h = (h ^ np.uint64(words[i])) * _PRIME
        h ^= h >> np.uint64(29)
    return mix(h)


@kernel
def _tokenise(
    data: U8,
    bounds: I64,
    kinds: U8,
    scripts: U8,
    twins: U32,
    expansions: I32,
    letters: U32,
    words: U32,
    starts: I64,
    lines: I32,
    begins: I32,
    ends: I32,
) -> int:
    word = np.empty(_LONGEST, dtype=np.int32)
    count, h, seen = 0, _SEED, np.uint8(0)
    for text in range(len(bounds) - 1):
        first, end = bounds[text], bounds[text + 1]
        i, line, length, begin = first, 0, 0, first
        while i < end:
            point, width = np.int64(data[i]), 1
            if point >= 0x80:
                point, width = _decode(data, i)
            kind = _kind_of(kinds, point)
            if kind == 2 and length == 0 and _is_link(data, i, end):
                i = _after_link(data, i, end)
                continue
            if kind == 2 and length < _LONGEST:
                if length == 0:
                    begin, h, seen = i, _SEED, np.uint8(0)
                word[length] = point
                length += 1
                seen |= scripts[point]
                for e in range(expansions[point], expansions[point + 1]):
                    h = (h ^ np.uint64(letters[e])) * _PRIME
            elif kind != 1:
                if length:
                    words[count] = _finish(h, seen, word, length, scripts, twins, expansions, letters)
                    lines[count], begins[count], ends[count] = line, begin - first, i - first
                    count += 1
                    length = 0
                if kind == 3:
                    words[count] = np.uint32(mix(np.uint64(point) * _PRIME) >> np.uint64(32)) | np.uint32(1)
                    lines[count], begins[count], ends[count] = line, i - first, i - first + width
                    count += 1
                elif kind == 2:
                    continue
                elif point == 0x0A:
                    line += 1
                elif point == 0x40 or point == 0xFF20:
                    i = _after_name(data, i + width, end, kinds)
                    continue
            i += width
        if length:
            words[count] = _finish(h, seen, word, length, scripts, twins, expansions, letters)
            lines[count], begins[count], ends[count] = line, begin - first, end - first
            count += 1
        starts[text + 1] = count
    return count


@kernel
def _decode(data: U8, i: int) -> tuple[Bits, int]:
    """Return the code point at byte i and its width; Arrow vouches that the bytes are UTF-8."""
    b = np.int64(data[i])
    if b < 0x80:
        return b, 1
    if b < 0xE0:
        return (b & 0x1F) << 6 | np.int64(data[i + 1]) & 0x3F, 2
    if b < 0xF0:
        return (b & 0x0F) << 12 | (np.int64(data[i + 1]) & 0x3F) << 6 | np.int64(data[i + 2]) & 0x3F, 3
    high = (b & 0x07) << 18 | (np.int64(data[i + 1]) & 0x3F) << 12
    return high | (np.int64(data[i + 2]) & 0x3F) << 6 | np.int64(data[i + 3]) & 0x3F, 4


@kernel
def _kind_of(kinds: U8, point: Bits) -> Bits:
    if point < LIMIT:
        return np.int64(kinds[point])
    if point < 0x32000:
        return 3
    return 1 if 0xE0000 <= point < 0xE1000 else 0


@kernel
def _is_link(data: U8, i: int, end: int) -> bool:
    """Tell whether `http://`, `https://` or `www.` begins at byte i."""
    if i + 4 > end:
        return False
    a, b, c = data[i] | 0x20, data[i + 1] | 0x20, data[i + 2] | 0x20
    if a == 0x77 and b == 0x77 and c == 0x77:
        return bool(data[i + 3] == 0x2E)
    if not (a == 0x68 and b == 0x74 and c == 0x74 and data[i + 3] | 0x20 == 0x70):
        return False
    j = i + 5 if i + 4 < end and data[i + 4] | 0x20 == 0x73 else i + 4
    return bool(j + 2 < end and data[j] == 0x3A and data[j + 1] == 0x2F and data[j + 2] == 0x2F)


@kernel
def _after_link(data: U8, i: int, end: int) -> int:
    """Return where a link stops: white space, a quote or bracket, or a character of three bytes."""
    while i < end:
        b = data[i]
        if b <= 0x20 or b == 0x22 or b == 0x3C or b == 0x3E or b >= 0xE2:
            return i
        i += 1
    return i


@kernel
def _after_name(data: U8, i: int, end: int, kinds: U8) -> int:
    """Return where an @name stops; dots, hyphens and underscores inside belong to it."""
    while i < end:
        point, width = _decode(data, i)
        inside = point == 0x5F or point == 0x2E or point == 0x2D or point == 0x40
        if not inside and _kind_of(kinds, point) != 2:
            return i
        i += width
    return i


@kernel
def _finish(
    h: Bits, seen: Bits, word: I32, length: int, scripts: U8, twins: U32, expansions: I32, letters: U32
) -> Bits:
    """Return the 32-bit hash of a word; one that mixes two scripts is hashed again as its own letters say."""
    if seen == 3:
        h = _hash_mixed(word, length, scripts, twins, expansions, letters)
    return np.uint32(mix(h) >> np.uint64(32)) & np.uint32(0xFFFFFFFE)


@kernel
def _hash_mixed(word: I32, length: int, scripts: U8, twins: U32, expansions: I32, letters: U32) -> Bits:
    script, h = _script_of(word, length, scripts, twins), _SEED
    for k in range(length):
        point = word[k]
        if scripts[point] and scripts[point] != script and twins[point]:
            h = (h ^ np.uint64(twins[point])) * _PRIME
            continue
        for e in range(expansions[point], expansions[point + 1]):
            h = (h ^ np.uint64(letters[e])) * _PRIME
    return h


@kernel
def _script_of(word: I32, length: int, scripts: U8, twins: U32) -> int:
    """Return the script that a word of Latin and Cyrillic letters is to be read in."""
    latin, cyrillic, sure = 0, 0, 0
    for k in range(length):
        point = word[k]
        script = scripts[point]
        latin += script == 1
        cyrillic += script == 2
        if twins[point] == 0:
            sure += (script == 1) - (script == 2)
    if sure != 0:
        return 1 if sure > 0 else 2
    return 1 if latin >= cyrillic else 2
