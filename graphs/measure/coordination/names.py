"""Names as numbers: a column of texts, each distinct text once, by one exact hash table over Arrow's own buffers.

column --Letters--> offsets, bytes --encode--> a number a row, in order of first appearance; the distinct texts
                                   --plain---> can the column be taken as it is?
"""

from typing import NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphs.kernels import kernel
from graphs.narratives.arrays import I32, I64, U8, U64, Bits, laid, numbers

_SMALL, _BLOCK, _HELD = 1 << 12, 1 << 10, 24
"""Slots at first, texts taken at a time, bytes that three words hold."""
_EMPTY, _FULL = -1, 0.7
_QUOTE, _APOSTROPHE, _BACKSLASH, _SPACE = 0x22, 0x27, 0x5C, 0x20


Texts: TypeAlias = tuple[I64, U8]
Progress: TypeAlias = tuple[int, int]


class Letters(NamedTuple):
    """Texts as Arrow holds them: text i is `data[offsets[i]:offsets[i + 1]]`, in UTF-8."""

    names: pa.LargeStringArray
    offsets: I64
    data: U8

    @classmethod
    def of(cls, column: pa.ChunkedArray | pa.Array) -> "Letters":
        """Lay a column of texts without nulls end to end."""
        large = column.cast(pa.large_string())
        names = large.combine_chunks() if isinstance(large, pa.ChunkedArray) else large
        names = pa.concat_arrays(names.chunks) if isinstance(names, pa.ChunkedArray) else names
        _, places, letters = names.buffers()
        if not len(names):
            return cls(names, np.zeros(1, np.int64), np.zeros(0, np.uint8))
        offsets = np.frombuffer(places, dtype=np.int64)[names.offset : names.offset + len(names) + 1]
        return cls(names, offsets, np.frombuffer(letters or b"", dtype=np.uint8))


def encode(letters: Letters) -> tuple[I32, I64]:
    """Return a number for each text, from 0 in order of first appearance, and the row where each number first stands.

    Texts are equal where their bytes are. O(bytes); two texts of one hash cost a comparison, never an error.
    """
    codes, firsts = np.empty(len(letters.names), np.int32), np.empty(len(letters.names), np.int64)
    slots, numbers, row, count = *_table(_SMALL), 0, 0
    while True:
        row, count = _encode((letters.offsets, letters.data), slots, numbers, codes, firsts, row, count)
        if row == len(codes):
            return codes, firsts[:count].copy()
        wider, moved = _table(_size(len(codes) * count / row, len(numbers)))
        _move(slots, numbers, wider, moved)
        slots, numbers = wider, moved


def _size(expected: float, now: int) -> int:
    """Return a power of two that holds so many texts, and is twice what it was at least."""
    return max(2 * now, 1 << int(np.ceil(np.log2(expected / _FULL))))


def _table(size: int) -> tuple[U64, I32]:
    """Return an empty table; numpy's memory comes in large pages, a kernel's own does not."""
    return np.empty((size, 4), np.uint64), np.full(size, _EMPTY, np.int32)


def ranked(column: pa.ChunkedArray) -> tuple[I32, pa.Array]:
    """Return a number for each text in order of the texts, and these in that order."""
    letters = Letters.of(column)
    codes, firsts = encode(letters)
    distinct = letters.names.take(laid(firsts)).cast(pa.string())
    order = numbers(pc.sort_indices(distinct))
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return rank[codes], distinct.take(laid(order))


def plain(column: pa.ChunkedArray) -> bool:
    """Tell whether no text is empty, has blanks at an end, or a quote or backslash that a reader may have to undo."""
    letters = Letters.of(column)
    return bool(_plain(letters.offsets, letters.data))


@kernel
def _plain(offsets: I64, data: U8) -> bool:
    for row in range(len(offsets) - 1):
        low, high = offsets[row], offsets[row + 1]
        if low == high or data[low] <= _SPACE or data[high - 1] <= _SPACE:
            return False
        for place in range(low, high):
            if data[place] == _QUOTE or data[place] == _APOSTROPHE or data[place] == _BACKSLASH:
                return False
    return True


@kernel
def _packed(data: U8, low: int, high: int, words: U64) -> None:
    """Write a text as three words and its length; the words hold all of it, or its start and a hash of the rest."""
    words[0], words[1], words[2], words[3] = 0, 0, 0, high - low
    for place in range(min(high - low, _HELD)):
        words[place >> 3] |= np.uint64(data[low + place]) << np.uint64(8 * (place & 7))
    for place in range(low + _HELD, high):
        words[2] = (words[2] ^ np.uint64(data[place])) * np.uint64(0x100000001B3)


@kernel
def _mixed(words: U64) -> Bits:
    mixed = words[3]
    for k in range(3):
        mixed = (mixed ^ words[k]) * np.uint64(0xFF51AFD7ED558CCD)
        mixed ^= mixed >> np.uint64(32)
    return mixed


@kernel
def _same_end(letters: Texts, one: int, other: int) -> bool:
    """Compare what the words of two long texts of one length do not hold."""
    offsets, data = letters
    for place in range(_HELD - 8, offsets[one + 1] - offsets[one]):
        if data[offsets[one] + place] != data[offsets[other] + place]:
            return False
    return True


@kernel
def _encode(letters: Texts, slots: U64, numbers: I32, codes: I32, firsts: I64, start: int, count: int) -> Progress:
    """Fill codes and firsts until the table is full enough; return the row reached and the texts found.

    Words are made a block at a time, so that the look-ups that follow wait for memory together.
    """
    offsets, data = letters
    words, mixed = np.empty((_BLOCK, 4), np.uint64), np.empty(_BLOCK, np.uint64)
    while start < len(codes):
        size = min(_BLOCK, len(codes) - start)
        if count + size > _FULL * len(numbers):
            break
        for k in range(size):
            _packed(data, offsets[start + k], offsets[start + k + 1], words[k])
            mixed[k] = _mixed(words[k])
        for k in range(size):
            slot = np.int64(mixed[k] & np.uint64(len(numbers) - 1))
            while numbers[slot] != _EMPTY:
                if (
                    slots[slot, 0] == words[k, 0]
                    and slots[slot, 1] == words[k, 1]
                    and slots[slot, 2] == words[k, 2]
                    and slots[slot, 3] == words[k, 3]
                    and (words[k, 3] <= _HELD or _same_end(letters, firsts[numbers[slot]], start + k))
                ):
                    break
                slot = (slot + 1) & (len(numbers) - 1)
            if numbers[slot] == _EMPTY:
                for word in range(4):
                    slots[slot, word] = words[k, word]
                numbers[slot], firsts[count] = count, start + k
                count += 1
            codes[start + k] = numbers[slot]
        start += size
    return start, count


@kernel
def _move(slots: U64, numbers: I32, wider: U64, moved: I32) -> None:
    for old in range(len(numbers)):
        if numbers[old] != _EMPTY:
            slot = np.int64(_mixed(slots[old]) & np.uint64(len(moved) - 1))
            while moved[slot] != _EMPTY:
                slot = (slot + 1) & (len(moved) - 1)
            wider[slot], moved[slot] = slots[old], numbers[old]
