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
        self._longest = longest
        self._by_word: dict[str, list[str]] = {}
        self._unspaced: list[str] = []
        for text in sorted({one[:longest] for one in texts if len(one) >= _SHORTEST}):
            words = _WORD.findall(text.lower())
            whole = words[:-1] if len(text) == longest else words
            if whole:
                self._by_word.setdefault(max(whole, key=len), []).append(text)
            elif words:
                self._unspaced.append(text)

    def are_in(self, text: str) -> bool:
        """Tell whether any of them stands in a text as a word, or words, of its own."""
        if any(one in text for one in self._unspaced):
            return True
        if not self._by_word:
            return False
        held = self._by_word.keys() & set(_WORD.findall(text.lower()))
        return any(self._stands_in(text, one) for word in held for one in self._by_word[word])

    def _stands_in(self, text: str, secret: str) -> bool:
        """Tell whether a secret is in a text with no letter or digit before it, nor, if it is whole, behind it."""
        at = text.find(secret)
        while at >= 0:
            end = at + len(secret)
            is_closed = len(secret) == self._longest or end == len(text) or not _is_word(text[end])
            if is_closed and (at == 0 or not _is_word(text[at - 1])):
                return True
            at = text.find(secret, at + 1)
        return False


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


class Hints:
    """Tell quickly which archived lines may hold one of some ids: those with the longest plain word of one."""

    def __init__(self, natives: Iterable[str]) -> None:
        longest = [max(_PLAIN.findall(one.lower()), key=len, default="") for one in natives]
        self._all = any(len(one) < 2 for one in longest)
        self._words = frozenset(longest)

    def may_be_in(self, line: bytes) -> bool:
        """Tell whether a line must be looked into."""
        return self._all or not self._words.isdisjoint(_PLAIN.findall(line.decode("utf-8", "replace").lower()))
