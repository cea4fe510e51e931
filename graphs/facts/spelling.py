"""Names in one script, and how alike two names sound whatever script they come from.

Орла Веннге --spell--> "orla venn" --sounds--> ("AL", "FN")
奥尔拉·文恩 --spell--> "aoerla wenen" --sounds--> ("AL", "FN")
"""

import re
import tomllib
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache

from rapidfuzz.distance import Indel, Levenshtein

from graphs.facts.lexicon import FOLDER

_LATIN = str.maketrans({
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "і": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia", "є": "e", "ї": "i",
    "ґ": "g", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae",
})  # fmt: skip
_SAME = (("shch", "sh"), ("kh", "h"), ("ck", "k"), ("ph", "f"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("w", "v"),
         ("zh", "j"), ("c", "k"), ("kh", "ch"), ("y", "i"))  # fmt: skip
_DIGRAPHS = re.compile(r"shch|sch|tch|zh|ch|sh|kh|ph|ts|tz|dz|ck|th|gh|ng(?=[^aeiou]|$)|[a-z]")
_CLASS = {
    **dict.fromkeys(("b", "p"), "P"), **dict.fromkeys(("f", "v", "w", "ph"), "F"),
    **dict.fromkeys(("d", "t", "th"), "T"), **dict.fromkeys(("l", "r"), "L"), "m": "M",
    **dict.fromkeys(("n", "ng"), "N"), **dict.fromkeys(("g", "k", "q", "c", "kh", "h", "ck", "gh"), "K"),
    **dict.fromkeys(("s", "z", "x", "j", "ch", "sh", "zh", "ts", "tz", "dz", "shch", "sch", "tch"), "S"),
}  # fmt: skip


_JOINED = 0.7  # least likeness of two names as a whole where a word of one is unlike the other's
_VOWELS = {"wu": "u", "yi": "i"}  # no consonant is heard
_OPEN_W = re.compile(r"^u(?=[aeio])")


class Sounds:
    """The tables of `graphs/data/facts/sounds.toml`: readings of Chinese characters, and which of them write names."""

    def __init__(self) -> None:
        tables = tomllib.loads((FOLDER / "sounds.toml").read_text(encoding="utf-8"))
        starts = [(_code(part[-1]), part[:-1]) for part in tables["starts"].split()]
        self._codes: list[int] = [code for code, _ in starts]
        self._readings: list[str] = [reading for _, reading in starts]
        self._further: dict[str, str] = {part[-1]: part[:-1] for part in tables["further"].split()}
        self._simple = {part[0]: part[1] for part in tables["traditional"].split()}
        self.surnames = frozenset("".join(tables["surnames"].split()))
        self.places = frozenset(tables["places"])
        written = frozenset("".join(tables["sounds"].split()))
        old = {traditional for traditional, simple in self._simple.items() if simple in written}
        self.names = written | old
        self.plain = frozenset(tables["plain"])

    def reading(self, character: str) -> str:
        """Return how a character sounds, without tone; empty where this is not known."""
        character = self._simple.get(character, character)
        if found := self._further.get(character):
            return found
        code = _code(character)
        read = self._readings[bisect_right(self._codes, code) - 1] if 0xB0A1 <= code <= 0xD7F9 else ""
        return _VOWELS.get(read, read)


@cache
def sounds() -> Sounds:
    """Return the tables, read once."""
    return Sounds()


@lru_cache(maxsize=1 << 16)
def spell(word: str) -> str:
    """Write one word of a name in Latin letters, lower case, without accents."""
    word = word.lower()
    if "\u3400" <= word[:1] <= "\u9fff":
        return "".join(sounds().reading(character) for character in word)
    plain = word.translate(_LATIN)
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFD", plain).translate(_LATIN)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=1 << 16)
def sound(spelled: str) -> str:
    """Return the consonant classes of a spelled word, A before them where it opens with a vowel.

    b and p, d and t, g k h, s z j ch, f v w, l and r are one class each; n before a consonant stays, repeats go.
    """
    spelled = _OPEN_W.sub("w", spelled)  # Уэйд
    found = "A" if spelled[:1] in "aeiouy" else ""
    for match in _DIGRAPHS.finditer(spelled):
        kind = _CLASS.get(match.group(), "")
        if kind and not found.endswith(kind):
            found += kind
    return found


@lru_cache(maxsize=1 << 16)
def likeness(one: str, other: str) -> float:
    """Return how alike two spelled words are, from 0 to 1: by letters, or by sound where that is more."""
    first, second = folded(one), folded(other)
    letters = Indel.normalized_similarity(first, second)
    if min(len(first), len(second)) >= 4 and (first.startswith(second) or second.startswith(first)):
        letters = max(letters, 0.9)
    heard = max(_heard(a, b) for a in _lisped(one) for b in _lisped(other))
    return max(letters, 0.95 * heard)


def _lisped(word: str) -> tuple[str, ...]:
    """Return a word, and with s for th, as languages without that sound write it: Roth, 罗斯."""
    return (word, word.replace("th", "s")) if "th" in word else (word,)


def _heard(one: str, other: str) -> float:
    a, b = sound(one), sound(other)
    return Levenshtein.normalized_similarity(a, b) if min(len(a), len(b)) >= 2 else 0.0


def name_likeness(one: str, other: str) -> float:
    """Return how alike two names are: each word of the shorter against the best word of the longer, weakest counts.

    Where one has fewer words, they may also be one written together; two of as many are also one where only a short
    word is unlike, Jay and Джей.
    """
    few, many = sorted((one.split(), other.split()), key=len)
    if not few:
        return 0.0
    apart = min(max(likeness(word, candidate) for candidate in many) for word in few)
    joined = likeness("".join(few), "".join(many))
    return max(apart, joined) if len(few) < len(many) or joined >= _JOINED else apart


def folded(spelled: str) -> str:
    """Return a spelled word with one letter for what several spellings stand for, repeats gone."""
    spelled = _OPEN_W.sub("v", spelled)
    for old, new in _SAME:
        spelled = spelled.replace(old, new)
    return re.sub(r"(.)\1", r"\1", spelled)


def _code(character: str) -> int:
    try:
        return int.from_bytes(character.encode("gb2312"))
    except UnicodeEncodeError:
        return 0
