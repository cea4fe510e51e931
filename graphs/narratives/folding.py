"""One form for letters that readers take for the same: the tables by which text is compared, never shown.

A letter is brought to its compatibility form, its case and accents go, and Cyrillic and Arabic letters are written
with the Latin letters of the Kazakh alphabet of 2021, so that one sentence in three scripts is one sentence. A letter
that only imitates another script's letter is read in the script of its word (`tokens.py` decides which).
"""

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np

from graphs.narratives.arrays import I32, U8, U32

VERSION = 2
LIMIT = 0x20000  # what lies above is a rare ideograph, or no letter at all

SEPARATOR, IGNORED, WORD, UNSPACED = 0, 1, 2, 3
NEUTRAL, LATIN, CYRILLIC, DIGIT, OTHER = 0, 1, 2, 4, 8  # scripts as bits: a word says which it holds

_CYRILLIC = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i",
    "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s",
    "ъ": "", "ы": "i", "і": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "є": "e", "ґ": "g", "ј": "j", "љ": "l",
    "њ": "n", "ђ": "d", "ћ": "c", "џ": "d", "ѕ": "s",
}  # fmt: skip
_ARABIC = {
    "ء": "", "ٴ": "", "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ج": "j", "چ": "c", "ح": "h", "خ": "h", "د": "d",
    "ر": "r", "ز": "z", "ژ": "j", "س": "s", "ش": "s", "ع": "g", "غ": "g", "ف": "f", "ق": "q", "ك": "k", "ک": "k",
    "گ": "g", "ڭ": "n", "ڠ": "n", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ھ": "h", "ە": "e", "و": "o", "ۇ": "u",
    "ۆ": "v", "ۋ": "u", "ى": "i", "ي": "i", "ی": "i", "ې": "e",
}  # fmt: skip
_LATIN = {"y": "i", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ə": "a", "ŋ": "n"}

# Cyrillic letters and the Latin letters they imitate.
_LOOKALIKES = dict(zip("аеорсухіјѕһԁԛԝвкмнт", "aeopcyxijshdqwbkmht", strict=True))

_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
)  # fmt: skip
_AS_THEY_ARE = range(0x3400, 0xF900)  # ideographs, syllables, surrogates: no case, no accents


class Folding(NamedTuple):
    """Tables indexed by code point; expansions of code point c are `letters[starts[c]:starts[c + 1]]`.

    `kind` is one of SEPARATOR, IGNORED, WORD, UNSPACED; `script` one of NEUTRAL, LATIN, CYRILLIC, DIGIT, OTHER; `twin`
    is the letter's folded form if read in the other of these two scripts, 0 where it has no twin there.
    """

    kind: U8
    script: U8
    twin: U32
    starts: I32
    letters: U32


@cache
def folding() -> Folding:
    """Return the tables, made once a process from Python's own Unicode data."""
    plain = _plain_forms()
    to_latin = str.maketrans(_CYRILLIC | _ARABIC | _LATIN)
    folded = "\0".join(plain).translate(to_latin).split("\0")
    kind = np.fromiter(map(_kind, range(LIMIT), folded), np.uint8, LIMIT)
    starts = np.zeros(LIMIT + 1, dtype=np.int32)
    np.cumsum([len(form) for form in folded], out=starts[1:])
    letters = np.frombuffer("".join(folded).encode("utf-32-le"), dtype=np.uint32)
    script, twin = _scripts(plain)
    script[(kind == WORD) & (script == NEUTRAL)] = OTHER
    script[[point for point in range(LIMIT) if kind[point] == WORD and folded[point].isdecimal()]] = DIGIT
    return Folding(kind, script, twin, starts, letters)


def _plain_forms() -> list[str]:
    """Return each code point's compatibility form without case and marks, all in one pass over one string."""
    points = (chr(c) if c and c not in _AS_THEY_ARE else " " for c in range(LIMIT))
    text = unicodedata.normalize("NFKD", "\0".join(points)).casefold()
    text = unicodedata.normalize("NFKD", text)
    marks = {ord(c): None for c in set(text) if c != "\0" and unicodedata.category(c) in ("Mn", "Me", "Cf", "Sk")}
    plain = text.translate(marks).split("\0")
    plain[0x3400:0xD800] = map(chr, range(0x3400, 0xD800))
    return plain


def _kind(point: int, folded: str) -> int:
    category = unicodedata.category(chr(point))
    if any(low <= point <= high for low, high in _UNSPACED) and category[0] in "LN":
        return UNSPACED
    if category in ("Mn", "Me", "Mc", "Cf") or point in (0x27, 0x2019, 0x2BC, 0x2BB, 0x60):
        return IGNORED if category != "Mc" else WORD
    if category[0] in "LN":
        return WORD if folded.strip() else IGNORED
    return SEPARATOR


def _scripts(plain: list[str]) -> tuple[U8, U32]:
    """Return each letter's script and, for a letter with a look-alike, its folded form in the other script."""
    script, twin = np.zeros(LIMIT, dtype=np.uint8), np.zeros(LIMIT, dtype=np.uint32)
    to_latin = {cyrillic: _LATIN.get(latin, latin) for cyrillic, latin in _LOOKALIKES.items()}
    to_cyrillic = {latin: _CYRILLIC.get(cyrillic, "") for cyrillic, latin in _LOOKALIKES.items()}
    for point in range(0x41, 0x1F00):
        letter = plain[point]
        if "a" <= letter[:1] <= "z" or letter in _LATIN:
            script[point] = LATIN
            twin[point] = ord(to_cyrillic.get(letter) or "\0")
        elif "\u0400" <= letter[:1] <= "\u052f":
            script[point] = CYRILLIC
            twin[point] = ord(to_latin.get(letter) or "\0")
    return script, twin
