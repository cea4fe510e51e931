"""Words that fill a form: numbers in digits, months, days of the week. What differs in these is one form twice."""

import tomllib
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa

from graphs.kernels import kernel
from graphs.narratives.arrays import U8, U32, Bits
from graphs.narratives.tokens import is_number, tokenise

DATA = Path(__file__).parents[1] / "data"
SLOT = np.uint32(2)  # what stands for any of them; no letter's hash, and marked as a number


def masked(words: U32) -> U32:
    """Return the words with one sign in place of every number, month and day of the week."""
    out = np.empty(len(words), dtype=np.uint32)
    _mask(words, calendar(), out)
    return out


@cache
def calendar() -> U8:
    """Return 2^24 bits, by the upper 24 of a word's hash: set where the word is a month or a day of the week."""
    words = tokenise(pa.array(sorted(_forms()))).words
    places = (words >> np.uint32(8))[words & np.uint32(1) == 0]
    table = np.zeros(1 << 21, dtype=np.uint8)
    np.bitwise_or.at(table, places >> np.uint32(3), np.uint8(1) << (places & np.uint32(7)).astype(np.uint8))
    return table


@kernel
def is_slot(word: Bits, calendar: U8) -> bool:
    """Tell whether a word is a number, a month or a day of the week (by chance one word in ten thousand)."""
    place = word >> np.uint32(8)
    known = (calendar[place >> np.uint32(3)] >> np.uint8(place & np.uint32(7))) & np.uint8(1)
    return bool(is_number(word) or (known == 1 and word & np.uint32(1) == 0))


@kernel
def _mask(words: U32, calendar: U8, out: U32) -> None:
    for i in range(len(words)):
        out[i] = SLOT if is_slot(words[i], calendar) else words[i]


def _forms() -> set[str]:
    """Return the written forms of months and days of the week, of one word each, in all languages that have them."""
    endings = tomllib.loads((DATA / "narratives" / "calendar.toml").read_text(encoding="utf-8"))
    forms: set[str] = set()
    for file in sorted((DATA / "facts").glob("??.toml")):
        lexicon = tomllib.loads(file.read_text(encoding="utf-8"))
        said = chain(lexicon.get("month", {}).values(), lexicon.get("weekday", {}).values())
        for word in chain.from_iterable(line.split(", ") for line in said):
            tails = endings.get(file.stem, "").split(", ") if word.endswith("*") else [""]
            forms.update(word.rstrip("*") + tail for tail in tails if " " not in word)
    return forms
