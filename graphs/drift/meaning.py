"""Names that two languages translate: whether one stands in the other text by its meaning."""

from bisect import bisect_left
from itertools import product

import msgspec

from graphs.drift.telling import Telling
from graphs.facts import Fact, name_likeness
from graphs.facts.senses import senses
from graphs.facts.spelling import sounds
from graphs.facts.titles import QUOTES
from graphs.facts.tokens import UNSPACED, WORD

_LINKS = frozenset(("of", "the", "and", "for", "и", "мен", "бен", "пен", "де"))


def meanings(text: str, language: str) -> list[tuple[str, frozenset[int]]]:
    """Return the words of a surface that count, each with its senses; unspaced text is cut by the table's entries."""
    table = senses(language)
    if language == "zh":
        return _cut(text, table.unspaced)
    words = [word for word in _spaced(text) if word not in _LINKS]
    return list(zip(words, table.of_words(words), strict=True))


def text_senses(telling: Telling) -> frozenset[int]:
    """Return all senses of a text's words."""
    tokens, table = telling.reading.tokens, senses(telling.language)
    if UNSPACED in tokens.kinds:
        return table.of_unspaced(telling.text)
    words = [
        part for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind == WORD for part in _spaced(word)
    ]
    return frozenset().union(*table.of_words(words))


def unseen(fact: Fact, own: Telling, facing: Telling) -> Fact | None:
    """Return what is left of a name without the words that stand in the other text by meaning.

    None where nothing is left, the name itself where no word of it has a meaning there.
    """
    words = meanings(fact.surface, own.language)
    there = text_senses(facing)
    meant = [bool(ids & there) for _, ids in words]
    if not any(meant):
        return fact
    spelled = fact.value.split()
    if own.language == "zh":
        return None if 2 * sum(meant) >= len(meant) else fact
    if all(meant) or len(spelled) != len(words):
        return None if all(meant) else fact
    return msgspec.structs.replace(fact, value=" ".join(w for w, gone in zip(spelled, meant, strict=True) if not gone))


def likeness_of(one: Fact, first: Telling, other: Fact, second: Telling) -> float:
    """Return how alike two names are; a title of several words is none of the names that it holds: Herald of Held."""
    whole, all_of = _is_title(one, first), _is_title(other, second)
    best = 0.0
    for a, b in product(spellings(one, first), spellings(other, second)):
        longer = a.count(" ") - b.count(" ")
        if not ((whole and longer > 0) or (all_of and longer < 0)):
            best = max(best, name_likeness(a, b))
    return best


def spellings(fact: Fact, telling: Telling) -> list[str]:
    """Return a name as it was read, and without a first word that opens its sentence: Accountant Jana Rudek."""
    _, _, rest = fact.value.partition(" ")
    tokens = telling.reading.tokens
    opening = rest and tokens.opens(bisect_left(tokens.starts, fact.start)) and not _is_title(fact, telling)
    return [fact.value, rest] if opening else [fact.value]


def is_half_meant(fact: Fact, own: Telling, facing: Telling) -> bool:
    """Tell whether some word of a name of several stands in the other text by its meaning."""
    return len(meanings(fact.surface, own.language)) > 1 and unseen(fact, own, facing) is not fact


def is_untold(fact: Fact, own: Telling, facing: Telling) -> bool:
    """Tell whether a title faces unspaced text with words in quotation marks, which may be it."""
    return _is_title(fact, own) and facing.language == "zh" and not QUOTES.keys().isdisjoint(facing.text)


def is_rendered(one: Fact, first: Telling, other: Fact, second: Telling) -> bool:
    """Tell whether two names, at least one of them in quotation marks, may be one that was translated.

    Where they share a meaning, or one has no word without, nothing tells them apart; nor where one is written in
    characters that write no sounds.
    """
    if not (_is_title(one, first) or _is_title(other, second)):
        return False
    if _is_meaning(one, first) or _is_meaning(other, second):
        return True
    left, right = ([ids for _, ids in meanings(f.surface, t.language)] for f, t in ((one, first), (other, second)))
    if frozenset().union(*left) & frozenset().union(*right):
        return True
    return all(left) != all(right)


def is_descriptive(fact: Fact, telling: Telling) -> bool:
    """Tell whether a name describes the body that is named right behind it: Supreme Court, Верховный суд."""
    tokens = telling.reading.tokens
    i = bisect_left(tokens.starts, fact.start + len(fact.surface))
    if not (tokens.has(i, "role") or tokens.has(i, "place")):
        return False
    if telling.language == "en":
        return tokens.capitals[i]
    return telling.language == "ru" and fact.surface.lower().endswith(_ADJECTIVE)


_ADJECTIVE = ("ый", "ий", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему", "ую", "юю", "ым", "им")


def _is_meaning(fact: Fact, telling: Telling) -> bool:
    """Tell whether a Chinese name is made of words rather than of characters that write sounds."""
    names = sounds().names
    return telling.language == "zh" and 3 * sum(c in names for c in fact.surface) < 2 * len(fact.surface)


def _is_title(fact: Fact, telling: Telling) -> bool:
    return telling.text[fact.start - 1 : fact.start] in QUOTES if fact.start else False


def _spaced(text: str) -> list[str]:
    return "".join(c if c.isalpha() or c in "'." else " " for c in text.lower().replace("’", "'")).split()


def _cut(text: str, entries: list[tuple[str, int]]) -> list[tuple[str, frozenset[int]]]:
    """Cut unspaced text by the longest entries; a character in none stands alone, without a sense."""
    found, i = [], 0
    while i < len(text):
        length = max((len(entry) for entry, _ in entries if text.startswith(entry, i)), default=1)
        word = text[i : i + length]
        found.append((word, frozenset(sense for entry, sense in entries if entry == word)))
        i += length
    return found
