"""Texts to numbers: one pass over Arrow's bytes folds letters, leaves out links and names, and hashes each word."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from graphs.kernels import kernel
from graphs.narratives.arrays import I32, I64, U8, U32, U64, Bits
from graphs.narratives.characters import decode
from graphs.narratives.folding import LIMIT, folding

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SEED = np.uint64(0xCBF29CE484222325)
_LETTER, _ONE, _TWO = np.uint64(1 << 62), np.uint64((1 << 24) - 1), np.uint64(((1 << 24) - 1) << 24)
_LONGEST = 256  # letters; a longer word is cut in pieces


class Tokens(NamedTuple):
    """The words of n texts, text i at `words[starts[i]:starts[i + 1]]`.

    A word is a 32-bit hash of its folded letters; its lowest bit is set for one character of an unspaced script, the
    next one for a number in digits.
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
    plain = _plain_letters(kinds, expansions, letters)
    count = 0
    for text in range(len(bounds) - 1):
        first, end = bounds[text], bounds[text + 1]
        i, line = first, 0
        while i < end:
            point, width = np.int64(data[i]), 1
            if point >= 0x80:
                point, width = decode(data, i)
            kind = _kind_of(kinds, point)
            if kind == 2:
                if (point | 0x20 == 0x68 or point | 0x20 == 0x77) and _is_link(data, i, end):
                    i = _after_link(data, i, end)
                    continue
                dotted = i + width < end and data[i + width] == 0x2E
                stop = _after_initials(data, i, end, kinds, scripts) if dotted else i
                if stop > i:
                    words[count] = _initials(data, i, stop, kinds, scripts, expansions, letters)
                    lines[count], begins[count], ends[count] = line, i - first, stop - first
                    count, i = count + 1, stop
                    continue
                h, stop, last, seen = _SEED, i, min(end, i + _LONGEST), np.uint8(0)
                while stop < last:
                    step, letter = 1, np.int64(data[stop])
                    if letter >= 0x80:
                        if letter >= 0xE0:
                            break
                        step, letter = 2, (letter & 0x1F) << 6 | np.int64(data[stop + 1]) & 0x3F
                    pair = plain[letter]
                    if pair == 0:
                        break
                    if pair & _ONE:
                        h = (h ^ (pair & _ONE)) * _PRIME
                    if pair & _TWO:
                        h = (h ^ (pair >> np.uint64(24) & _ONE)) * _PRIME
                    seen |= scripts[letter]
                    stop += step
                if seen & np.uint8(3) != 3 and (stop == end or (stop < last and _closes(data, stop, kinds))):
                    words[count] = _closed(h, seen)
                else:
                    words[count], stop = _word(data, i, end, kinds, scripts, twins, expansions, letters)
                lines[count], begins[count], ends[count] = line, i - first, stop - first
                count, i = count + 1, stop
                continue
            if kind == 3:
                words[count] = _character(point, expansions, letters)
                lines[count], begins[count], ends[count] = line, i - first, i - first + width
                count += 1
            elif point == 0x0A:
                line += 1
            elif point == 0x40 or point == 0xFF20:
                i = _after_name(data, i + width, end, kinds)
                continue
            i += width
        starts[text + 1] = count
    return count


@kernel
def _after_initials(data: U8, i: int, end: int, kinds: U8, scripts: U8) -> int:
    """Return where a run of letters ends that each have a dot after them, two at least (U.N., т.д.); i if none is here.

    The last letter may do without its dot.
    """
    count, j = 0, i
    while j < end:
        point, width = decode(data, j)
        if _kind_of(kinds, point) != 2 or point >= LIMIT or scripts[point] == 4:
            break
        after = j + width
        if after < end and data[after] == 0x2E:
            count, j = count + 1, after + 1
            continue
        if count > 0 and (after >= end or _closes(data, after, kinds)):
            count, j = count + 1, after
        break
    return j if count > 1 else i


@kernel
def _initials(data: U8, i: int, end: int, kinds: U8, scripts: U8, expansions: I32, letters: U32) -> Bits:
    """Return the hash of such letters as one word, without the dots."""
    seen: Bits = np.uint8(0)
    h = _SEED
    while i < end:
        point, width = decode(data, i)
        if _kind_of(kinds, point) == 2:
            for e in range(expansions[point], expansions[point + 1]):
                h = (h ^ np.uint64(letters[e])) * _PRIME
            seen |= scripts[point]
        i += width
    return _closed(h, seen)


@kernel
def _plain_letters(kinds: U8, expansions: I32, letters: U32) -> U64:
    """Return the folded form of each letter of one or two bytes, 0 for what is none or has more than two letters."""
    plain = np.zeros(0x800, dtype=np.uint64)
    for point in range(0x800):
        first, end = expansions[point], expansions[point + 1]
        if kinds[point] == 2 and end - first <= 2:
            plain[point] = _LETTER
            for e in range(first, end):
                plain[point] |= np.uint64(letters[e]) << np.uint64(24 * (e - first))
    return plain


@kernel
def _closes(data: U8, i: int, kinds: U8) -> bool:
    """Tell whether the character at byte i ends a word."""
    kind = _kind_of(kinds, decode(data, i)[0])
    return bool(kind != 1 and kind != 2)


@kernel
def _closed(h: Bits, seen: Bits) -> Bits:
    """Return the 32 bits that stand for a word of spaced script; a word of digits only is marked as a number."""
    return np.uint32(mix(h) >> np.uint64(32)) & np.uint32(0xFFFFFFFC) | np.uint32(2 if seen == 4 else 0)


@kernel
def is_number(word: Bits) -> bool:
    """Tell whether a word is a number written in digits."""
    return bool(word & np.uint32(3) == 2)


@kernel
def _word(
    data: U8, i: int, end: int, kinds: U8, scripts: U8, twins: U32, expansions: I32, letters: U32
) -> tuple[Bits, int]:
    """Return the hash of the word that begins at byte i, and where it stops (256 letters at most)."""
    seen: Bits = np.uint8(0)
    h, length, begin = _SEED, 0, i
    while i < end:
        point, width = decode(data, i)
        kind = _kind_of(kinds, point)
        if kind == 2:
            if length == _LONGEST:
                break
            for e in range(expansions[point], expansions[point + 1]):
                h = (h ^ np.uint64(letters[e])) * _PRIME
            seen |= scripts[point]
            length += 1
        elif kind != 1:
            break
        i += width
    if seen & np.uint8(3) == 3:
        h = _hash_mixed(data, begin, i, kinds, scripts, twins, expansions, letters)
    return _closed(h, seen), i


@kernel
def _character(point: Bits, expansions: I32, letters: U32) -> Bits:
    """Return the 32-bit hash of one character of an unspaced script, in its compatibility form."""
    h = np.uint64(point) * _PRIME
    if point < LIMIT and expansions[point] < expansions[point + 1]:
        h = np.uint64(letters[expansions[point]]) * _PRIME
        for e in range(expansions[point] + 1, expansions[point + 1]):
            h = (h ^ np.uint64(letters[e])) * _PRIME
    return np.uint32(mix(h) >> np.uint64(32)) | np.uint32(1)


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
        point, width = decode(data, i)
        inside = point == 0x5F or point == 0x2E or point == 0x2D or point == 0x40
        if not inside and _kind_of(kinds, point) != 2:
            return i
        i += width
    return i


@kernel
def _hash_mixed(data: U8, i: int, end: int, kinds: U8, scripts: U8, twins: U32, expansions: I32, letters: U32) -> Bits:
    """Hash a word of Latin and Cyrillic letters again, as the script of its own letters says."""
    script, h = _script_of(data, i, end, kinds, scripts, twins), _SEED
    while i < end:
        point, width = decode(data, i)
        i += width
        if _kind_of(kinds, point) != 2:
            continue
        if scripts[point] and scripts[point] != script and twins[point]:
            h = (h ^ np.uint64(twins[point])) * _PRIME
            continue
        for e in range(expansions[point], expansions[point + 1]):
            h = (h ^ np.uint64(letters[e])) * _PRIME
    return h


@kernel
def _script_of(data: U8, i: int, end: int, kinds: U8, scripts: U8, twins: U32) -> int:
    """Return the script that a word of Latin and Cyrillic letters is to be read in."""
    latin, cyrillic, sure = 0, 0, 0
    while i < end:
        point, width = decode(data, i)
        i += width
        if _kind_of(kinds, point) != 2:
            continue
        script = scripts[point]
        latin += script == 1
        cyrillic += script == 2
        if twins[point] == 0:
            sure += (script == 1) - (script == 2)
    if sure != 0:
        return 1 if sure > 0 else 2
    return 1 if latin >= cyrillic else 2
