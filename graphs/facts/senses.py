"""What the words of a name mean, so that a translated name is found again: North Cape, 北角.

The table is `graphs/data/facts/senses.txt`: a sense a line, its words by language. It only ever says that a name *may*
stand in a text of another language; nothing is read from it alone.
"""

from collections.abc import Sequence
from functools import cache

from graphs.facts.lexicon import FOLDER

_ORDER = ("en", "ru", "kk", "zh")
_LONGER = {"en": 2, "ru": 4, "kk": 6}  # letters that may follow a stem
_SOFT = "аяоеыийьэюёъ"
_NONE: frozenset[int] = frozenset()
_Phrase = tuple[tuple[str, ...], int]


class Senses:
    """The senses of one language: words by stems, phrases by the stem they begin with, unspaced words by themselves."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._longer = _LONGER.get(language, 0)
        self._words: dict[str, set[int]] = {}
        self._phrases: dict[str, list[_Phrase]] = {}
        self.unspaced: list[tuple[str, int]] = []
        for sense, entry in _entries(language):
            self._add(entry, sense)
        self.unspaced.sort(key=lambda entry: -len(entry[0]))

    def of_words(self, words: Sequence[str]) -> list[frozenset[int]]:
        """Return the senses of each lower-case word of a row; a phrase gives its sense to all of its words."""
        found = [self._of(word) for word in words]
        for i, word in enumerate(words):
            for stem in self._stems(word):
                for rest, sense in self._phrases.get(stem, ()):
                    after = words[i + 1 : i + 1 + len(rest)]
                    if len(after) == len(rest) and all(self._fits(*pair) for pair in zip(after, rest, strict=True)):
                        for k in range(i, i + 1 + len(rest)):
                            found[k] |= {sense}
        return found

    def of_unspaced(self, text: str) -> frozenset[int]:
        """Return the senses of all words of the table that stand in an unspaced text. O(entries x text)."""
        return frozenset(sense for word, sense in self.unspaced if word in text)

    def _add(self, entry: str, sense: int) -> None:
        if self.language == "zh":
            self.unspaced.append((entry, sense))
            return
        first, *rest = (self._stem(part) for part in entry.split())
        if rest:
            self._phrases.setdefault(first, []).append((tuple(rest), sense))
        else:
            self._words.setdefault(first, set()).add(sense)

    def _stem(self, word: str) -> str:
        return word.rstrip(_SOFT) if self.language == "ru" and len(word) > 4 else word

    def _of(self, word: str) -> frozenset[int]:
        return next((frozenset(found) for stem in self._stems(word) if (found := self._words.get(stem))), _NONE)

    def _stems(self, word: str) -> list[str]:
        """Return what of a word may be a stem, the longest first; one of two letters stands for itself alone."""
        word = word.removesuffix("'s")
        least = max(3, len(word) - self._longer)
        return [word, *(word[:cut] for cut in range(len(word) - 1, least - 1, -1))]

    def _fits(self, word: str, stem: str) -> bool:
        return stem in self._stems(word)


@cache
def senses(language: str) -> Senses:
    """Return the senses of a language, read once; one that the table has not has none."""
    return Senses(language)


def _entries(language: str) -> list[tuple[int, str]]:
    if language not in _ORDER:
        return []
    lines = (FOLDER / "senses.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|")[_ORDER.index(language)] for line in lines if line and not line.startswith("#")]
    return [(sense, entry.strip()) for sense, row in enumerate(rows) for entry in row.split(",") if entry.strip()]
