"""Parts of a series (weather, rates, timetables, weekly lists): one form that its author fills anew, no copies."""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F32, I64, U8, U32, U64, Flags
from graphs.narratives.candidates import Comparer, Edges
from graphs.narratives.sets import distinct
from graphs.narratives.slots import calendar, is_slot

APART = 18 * 3_600_000  # milliseconds; what an author repeats sooner is a correction or the same news
SAME_FROM = 0.8  # likeness from which two texts of one author with the same numbers and days are one text
PARTS = 2  # other parts that a text of a series has
SAME_LENGTH = 2  # times as many words as the shorter one: from there on the longer may say more


class Makers(NamedTuple):
    """Who posted each text, and when: sorted (text << 32 | maker), their bounds, and the time of the earliest post.

    A maker is an author, or an outlet that speaks through several accounts.
    """

    posted: U64
    bounds: I64
    first: I64

    @classmethod
    def of(cls, text: I64, maker: I64, moment: I64, count: int) -> "Makers":
        """Gather them from one row a post, in order of time; text -1 is none."""
        kept = text >= 0
        text, maker, moment = text[kept], maker[kept], moment[kept]
        posted = distinct(text.astype(np.uint64) << np.uint64(32) | maker.astype(np.uint64))
        first = np.zeros(count, dtype=np.int64)
        first[text[::-1]] = moment[::-1]
        makers = np.bincount((posted >> np.uint64(32)).astype(np.int64), minlength=count)
        return cls(posted, np.concatenate([[0], np.cumsum(makers)]).astype(np.int64), first)


class Series:
    """Tell which pairs of alike texts are two parts of a series, learnt from the pairs that one author made.

    A text belongs to a series where its author posted two like ones, each 18 hours away or more, that give another
    number, month or day of the week, or resemble it less than 0.8. Two texts that far apart of which one belongs to a
    series are not one story if such a word differs; nor, where both do, if they resemble each other less than 0.8.
    """

    def __init__(self, comparer: Comparer, makers: Makers) -> None:
        self._words, self._makers = (comparer.words, comparer.starts), makers
        edges = comparer.edges()
        first, second, score = edges.first, edges.second, edges.score
        told = _parts(*self._words, makers.posted, makers.bounds, makers.first, calendar(), first, second, score)
        counts = np.bincount(np.concatenate([first[told], second[told]]), minlength=len(makers.first))
        self.serial: Flags = counts >= PARTS

    def __call__(self, edges: Edges) -> Flags:
        """Tell of each pair whether it stays."""
        few = np.flatnonzero(self.serial[edges.first] | self.serial[edges.second])
        stays = np.ones(len(edges.first), dtype=np.bool_)
        first, second, score = edges.first[few], edges.second[few], edges.score[few]
        stays[few] = ~_other_parts(*self._words, self._makers.first, calendar(), self.serial, first, second, score)
        return stays


@kernel
def _parts(
    words: U32, starts: I64, posted: U64, bounds: I64, when: I64, calendar: U8, first: I64, second: I64, score: F32
) -> Flags:
    out = np.zeros(len(first), np.bool_)
    for i in range(len(first)):
        a, b = first[i], second[i]
        if abs(when[a] - when[b]) >= APART and _one_maker(posted, bounds, a, b):
            out[i] = score[i] < SAME_FROM or _slots_differ(words, starts, calendar, a, b)
    return out


@kernel
def _other_parts(
    words: U32, starts: I64, when: I64, calendar: U8, serial: Flags, first: I64, second: I64, score: F32
) -> Flags:
    out = np.zeros(len(first), np.bool_)
    for i in range(len(first)):
        a, b = first[i], second[i]
        if abs(when[a] - when[b]) >= APART:
            weak = serial[a] and serial[b] and score[i] < SAME_FROM
            out[i] = weak or _slots_differ(words, starts, calendar, a, b)
    return out


@kernel
def _one_maker(posted: U64, bounds: I64, a: int, b: int) -> bool:
    i, j, low = bounds[a], bounds[b], np.uint64(0xFFFFFFFF)
    while i < bounds[a + 1] and j < bounds[b + 1]:
        one, other = posted[i] & low, posted[j] & low
        if one == other:
            return True
        i += one < other
        j += one > other
    return False


@kernel
def _slots_differ(words: U32, starts: I64, calendar: U8, a: int, b: int) -> bool:
    """Tell whether one text gives a number, month or day that the other does not; a far longer one may say more."""
    n, m = starts[a + 1] - starts[a], starts[b + 1] - starts[b]
    lacks = n < SAME_LENGTH * m and _lacks(words, starts, calendar, a, b)
    return bool(lacks or (m < SAME_LENGTH * n and _lacks(words, starts, calendar, b, a)))


@kernel
def _lacks(words: U32, starts: I64, calendar: U8, one: int, other: int) -> bool:
    """Tell whether `other` lacks a number, month or day of `one`."""
    for i in range(starts[one], starts[one + 1]):
        if is_slot(words[i], calendar):
            found = False
            for j in range(starts[other], starts[other + 1]):
                if words[j] == words[i]:
                    found = True
                    break
            if not found:
                return True
    return False
