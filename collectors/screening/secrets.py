"""Ids and words that must not be left, found in a text by its words, however many there are."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z0-9]+")
_SHORTEST = 5


class Secrets:
    """Texts that must not be left, each found by its longest word and then by itself.

    A secret of fewer than five characters cannot be told from chance and is passed over; a long one counts as left
    when its first `longest` characters are.
    """

    def __init__(self, texts: Iterable[str], *, longest: int = 80) -> None:
        self._by_word: dict[str, list[re.Pattern[str]]] = {}
        self._unspaced: list[str] = []
        for text in sorted({one[:longest] for one in texts if len(one) >= _SHORTEST}):
            is_cut = len(text) == longest
            words = _WORD.findall(text.lower())
            whole = words[:-1] if is_cut else words
            if whole:
                pattern = re.compile(rf"(?<!\w){re.escape(text)}" + ("" if is_cut else r"(?!\w)"))
                self._by_word.setdefault(max(whole, key=len), []).append(pattern)
            elif words:
                self._unspaced.append(text)

    def are_in(self, text: str) -> bool:
        """Tell whether any of them stands in a text as a word, or words, of its own."""
        if any(one in text for one in self._unspaced):
            return True
        if not self._by_word:
            return False
        held = self._by_word.keys() & set(_WORD.findall(text.lower()))
        return any(pattern.search(text) for word in held for pattern in self._by_word[word])


class Hints:
    """Tell quickly which archived lines may hold one of some ids: those with the longest plain word of one."""

    def __init__(self, natives: Iterable[str]) -> None:
        longest = [max(_PLAIN.findall(one.lower()), key=len, default="") for one in natives]
        self._all = any(len(one) < 2 for one in longest)
        self._words = frozenset(longest)

    def may_be_in(self, line: bytes) -> bool:
        """Tell whether a line must be looked into."""
        return self._all or not self._words.isdisjoint(_PLAIN.findall(line.decode("utf-8", "replace").lower()))
