"""Which marks of a text open and close a quotation: one pass over UTF-8, for one text or a column of millions."""

from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from graphs.kernels import kernel
from graphs.narratives.arrays import I64, U8, U32, Bits
from graphs.narratives.characters import decode

LONGEST = 2_000  # characters between two marks; what is longer is taken for two marks that do not belong together
DEEPEST = 64  # marks open at once; beyond that all of them are taken for unclosed
MOST = 10_000  # quotations of one text; what follows them is not read
BMP = 0x10000
BLANK, SIGN, LETTER, UNSPACED = 0, 1, 2, 3
SINGLES = "'‘’‚‛`"  # marks that also serve inside words
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF))


class Marks(NamedTuple):
    """Quotation marks as tables: `number` by code point (0: no mark), the rest by number.

    `opens` and `closes` are sets of numbers as bits; `straight` marks open and close alike, `single` ones also stand
    inside words; `double` is the number that two single straight marks in a row stand for.
    """

    number: U8
    opens: U8
    closes: U32
    straight: U8
    single: U8
    double: int


class Spans(NamedTuple):
    """One row a quotation, without its marks: its text, its place in characters, its place in bytes of the text."""

    text: I64
    begin: I64
    end: I64
    byte_begin: I64
    byte_end: I64


@cache
def marks(pairs: tuple[str, ...]) -> Marks:
    """Return the tables of these marks, each pair a string of an opening and a closing mark."""
    known = sorted({mark for pair in pairs for mark in pair})
    of = {mark: place + 1 for place, mark in enumerate(known)}
    number = np.zeros(BMP, dtype=np.uint8)
    opens, closes = np.zeros(len(of) + 1, dtype=np.uint8), np.zeros(len(of) + 1, dtype=np.uint32)
    straight, single = np.zeros(len(of) + 1, dtype=np.uint8), np.zeros(len(of) + 1, dtype=np.uint8)
    for mark, place in of.items():
        number[ord(mark)] = place
        single[place] = mark in SINGLES
    for pair in pairs:
        opening, closing = of[pair[0]], of[pair[1]]
        opens[opening] = 1
        closes[closing] |= np.uint32(1 << opening)
        straight[opening] |= opening == closing
    return Marks(number, opens, closes, straight, single, of.get('"', 0))


def spans(texts: pa.Array, found: Marks) -> Spans:
    """Return the quotations of a string array, by text and place; nested ones have rows of their own.

    A mark without its counterpart is passed over; nothing is quoted across a blank line. O(bytes).
    """
    column = texts.cast(pa.large_string()).fill_null("")
    _, offsets, data = column.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int64)[column.offset : column.offset + len(column) + 1]
    size = int(bounds[-1]) if len(bounds) else 0
    return _spans(np.frombuffer(data, dtype=np.uint8, count=size) if size else np.zeros(0, np.uint8), bounds, found)


def spans_of(text: str, found: Marks) -> Spans:
    """Return the quotations of one text, lone surrogates and all."""
    content = np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8)
    return _spans(content, np.array([0, len(content)], dtype=np.int64), found)


def _spans(content: U8, bounds: I64, found: Marks) -> Spans:
    content.setflags(write=False)  # one type for the compiler, whoever owns the buffer
    bounds.setflags(write=False)
    rows = _pair(content, bounds, _classes(), *found)
    order = np.lexsort((rows[2], rows[1], rows[0]))
    return Spans(*np.ascontiguousarray(rows[:, order]))


@cache
def _classes() -> U8:
    """Return what each code point of the basic plane is beside a mark."""
    table = np.fromiter(map(_class, map(chr, range(BMP))), np.uint8, BMP)
    for low, high in _UNSPACED:
        table[low : high + 1][table[low : high + 1] == LETTER] = UNSPACED
    return table


def _class(character: str) -> int:
    if character.isspace():
        return BLANK
    return LETTER if character.isalnum() else SIGN


@kernel
def _class_of(classes: U8, point: Bits) -> int:
    if point < BMP:
        return int(classes[point])
    return UNSPACED if point < 0x1F000 or point >= 0x20000 else SIGN


@kernel
def _pair(
    data: U8, bounds: I64, classes: U8, number: U8, opens: U8, closes: U32, straight: U8, single: U8, double: int
) -> I64:
    """Return rows (text, begin, end, byte begin, byte end), by text and closing mark."""
    rows = np.empty((5, 1024), dtype=np.int64)
    stack = np.empty((3, DEEPEST), dtype=np.int64)  # mark, character, byte that follow it
    count, held = 0, np.zeros(len(opens), dtype=np.int64)
    for text in range(len(bounds) - 1):
        first, end = bounds[text], bounds[text + 1]
        i, at, depth, before, broken = first, 0, 0, BLANK, False
        held[:] = 0
        room = count + MOST
        while i < end and count < room:
            point, width = decode(data, i)
            kind = _class_of(classes, point)
            mark = int(number[point]) if point < BMP else 0
            if mark == 0:
                if point == 0x0A:
                    if broken:
                        depth = 0
                        held[:] = 0
                    broken = True
                elif kind != BLANK:
                    broken = False
                i, at, before = i + width, at + 1, kind
                continue
            broken = False
            j, after_at = i + width, at + 1
            while straight[mark] and j + width <= end and decode(data, j)[0] == point:
                j, after_at = j + width, after_at + 1
            if single[mark] and straight[mark] and after_at > at + 1 and double:
                mark = double
            after = BLANK if j >= end else _class_of(classes, decode(data, j)[0])
            closing = _may_close(mark, before, after, closes, held, straight, single)
            if closing and not (straight[mark] and _only_opens(before, after)):
                while not closes[mark] >> np.uint32(stack[0, depth - 1]) & np.uint32(1):
                    depth -= 1
                    held[stack[0, depth]] -= 1
                depth -= 1
                held[stack[0, depth]] -= 1
                if count == rows.shape[1]:
                    rows = _grown(rows)
                if not single[mark] or at - stack[1, depth] > 1:
                    count += _note(rows, count, text, stack[1, depth], at, stack[2, depth], i, first, data, classes)
            elif opens[mark] and _may_open(mark, before, after, straight, single):
                if depth == DEEPEST:
                    depth = 0
                    held[:] = 0
                stack[0, depth], stack[1, depth], stack[2, depth] = mark, after_at, j
                held[mark] += 1
                depth += 1
            i, at, before = j, after_at, SIGN
    return rows[:, :count]


@kernel
def _may_close(mark: int, before: int, after: int, closes: U32, held: I64, straight: U8, single: U8) -> bool:
    """Tell whether a mark can close one that is open: an apostrophe cannot, nor a straight mark after a blank."""
    if (straight[mark] or single[mark]) and before == BLANK:
        return False
    if single[mark] and after == LETTER:
        return False
    if straight[mark] and before == LETTER and after == LETTER:
        return False
    open_ = np.uint32(0)
    for other in range(1, len(held)):
        open_ |= np.uint32(held[other] > 0) << np.uint32(other)
    return bool(open_ & closes[mark])


@kernel
def _only_opens(before: int, after: int) -> bool:
    return before == BLANK and after != BLANK


@kernel
def _may_open(mark: int, before: int, after: int, straight: U8, single: U8) -> bool:
    """Tell whether a mark can open: a straight one stands before something, and not behind a letter."""
    if not straight[mark] and not single[mark]:
        return True
    if after == BLANK or before == LETTER:
        return False
    return not (single[mark] and straight[mark] and after == SIGN)


@kernel
def _note(
    rows: I64, at: int, text: int, begin: int, end: int, low: int, high: int, first: int, data: U8, classes: U8
) -> int:
    """Write down a quotation without the blanks at its ends; return 0 where nothing or too much is left."""
    if end - begin > LONGEST:
        return 0
    while low < high:
        point, width = decode(data, low)
        if _class_of(classes, point) != BLANK:
            break
        low, begin = low + width, begin + 1
    while high > low:
        back = high - 1
        while data[back] & 0xC0 == 0x80:
            back -= 1
        if _class_of(classes, decode(data, back)[0]) != BLANK:
            break
        high, end = back, end - 1
    if low == high:
        return 0
    rows[0, at], rows[1, at], rows[2, at], rows[3, at], rows[4, at] = text, begin, end, low - first, high - first
    return 1


@kernel
def _grown(rows: I64) -> I64:
    wider = np.empty((rows.shape[0], 2 * rows.shape[1]), dtype=np.int64)
    wider[:, : rows.shape[1]] = rows
    return wider
