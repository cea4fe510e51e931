"""Names of people, places and bodies: by capitals, and in Chinese by characters that write sounds.

What a capital cannot show is not a name here: a word that opens a sentence counts when it has not the shape of a common
word, and lines in which every word has a capital (or none has) give no names.
"""

import msgspec

from graphs.facts.fact import Fact
from graphs.facts.lexicon import Lexicon
from graphs.facts.spelling import sounds, spell
from graphs.facts.tokens import UNSPACED, WORD, Tokens

_DOTS = frozenset("·•‧・")
_BESIDE = frozenset(("role", "title", "place", "month", "weekday", "relative", "number", "scale", "unit"))


def find_names(tokens: Tokens, lexicon: Lexicon, used: bytearray) -> list[Fact]:
    """Return the names at tokens not yet used, left to right; marks their tokens used. O(tokens)."""
    kinds = tokens.kinds
    found = _by_sound(tokens, used) if UNSPACED in kinds else []
    if WORD in kinds:
        found += _by_capitals(tokens, lexicon, used)
        found.sort(key=lambda fact: fact.start)
    return found


def _by_capitals(tokens: Tokens, lexicon: Lexicon, used: bytearray) -> list[Fact]:
    if True not in tokens.capitals:
        return []
    capitals, found = _capitals(tokens, used), []
    count, j = len(capitals), 0
    for i, capital in enumerate(capitals):
        if i < j or not capital or used[i]:
            continue
        j = i + 1
        while j < count and capitals[j] and not used[j] and not _opens_anew(tokens, j):
            j += 1
        first, last = _trimmed(tokens, i, j, lexicon)
        if first < last:
            found.append(_mark(tokens, first, last, lexicon, used))
    return found


def _capitals(tokens: Tokens, used: bytearray) -> list[bool]:
    """Tell which words begin with a capital, in lines where that means something."""
    capitals = tokens.capitals
    if sum(capitals) * 2 > tokens.kinds.count(WORD):
        capitals = capitals.copy()
        _clear_titles(tokens, capitals, used)
    return capitals


def _clear_titles(tokens: Tokens, capitals: list[bool], used: bytearray) -> None:
    """Take the capitals off sentences in which nearly every long word has one: titles and shouting."""
    first = 0
    for i in range(len(capitals) + 1):
        if i == len(capitals) or tokens.ends_sentence(i):
            long = [k for k in range(first, i) if tokens.kinds[k] == WORD and len(tokens.words[k]) > 3 and not used[k]]
            if len(long) >= 5 and sum(capitals[k] for k in long) > 0.8 * len(long):
                capitals[first:i] = [False] * (i - first)
            first = i + 1


def _opens_anew(tokens: Tokens, j: int) -> bool:
    return tokens.kinds[j - 1] != WORD


def _trimmed(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """Take words for offices, kinds of places and openers off both ends; an empty span where nothing is left."""
    if tokens.opens(first) and _is_common(tokens, first, last - first, lexicon):
        first += 1
    while first < last and not _BESIDE.isdisjoint(tokens.roles[first]):
        first += 1
    while last > first and not _BESIDE.isdisjoint(tokens.roles[last - 1]):
        last -= 1
    return first, last


def _is_common(tokens: Tokens, i: int, length: int, lexicon: Lexicon) -> bool:
    """Tell whether the word that opens a sentence is a common word rather than a name."""
    word, roles = tokens.words[i], tokens.roles[i]
    if length > 1 and roles.keys() == {"negation"} and lexicon.is_guessed(word):
        return False
    if roles.keys() - {"place", "title", "role"} or word.partition("'")[0] in ("i", "it", "we", "they", "he", "she"):
        return True
    if length > 1 or tokens.text[tokens.starts[i] : tokens.ends[i]].isupper():
        return False
    return lexicon.common_shape.search(word) is not None or _is_elsewhere_small(tokens, i)


def _is_elsewhere_small(tokens: Tokens, i: int) -> bool:
    stem = tokens.words[i][: max(4, len(tokens.words[i]) - 2)]
    return any(
        word.startswith(stem) and tokens.text[tokens.starts[k]].islower()
        for k, word in enumerate(tokens.words)
        if k != i and tokens.kinds[k] == WORD
    )


def bare(word: str, lexicon: Lexicon) -> str:
    """Return a word without the inflection that names carry; three letters are left at least."""
    match = lexicon.name_endings.search(word, 3)
    return word[: match.start()] if match else word


def _by_sound(tokens: Tokens, used: bytearray) -> list[Fact]:
    """Return runs of characters that write sounds, and surnames that stand beside an office or a verb of speech."""
    table, found = sounds(), []
    i, count = 0, len(tokens.words)
    while i < count:
        end = _run(tokens, i, used)
        if end > i and _is_name(tokens, i, end):
            found.append(_mark(tokens, i, end, None, used))
            i = end
        elif tokens.kinds[i] == UNSPACED and tokens.words[i] in table.surnames and not used[i]:
            end = 0 if _before_run(tokens, i, used) else _person(tokens, i)
            if (
                end and end < count and tokens.words[end] in _DOTS
            ):  # a first name that opens with a surname: 高哈尔·伊利亚索娃
                end = _run(tokens, end + 1, used)
                found.append(_mark(tokens, i, end, None, used))
            elif end:
                person = _mark(tokens, i, end, None, used)
                given = "".join(map(spell, tokens.words[i + 1 : end]))
                found.append(msgspec.structs.replace(person, value=f"{spell(tokens.words[i])} {given}"))
            i = max(end, i + 1)
        else:
            i = max(end, i + 1) if end > i + 1 else i + 1
    return found


def _run(tokens: Tokens, i: int, used: bytearray) -> int:
    """Return the end of the run of sound characters, dots between them included, that begins at token i."""
    names, j = sounds().names, i
    while j < len(tokens.words) and not used[j]:
        word = tokens.words[j]
        dot = word in _DOTS and j > i and j + 1 < len(tokens.words) and tokens.words[j + 1][:1] in names
        if not dot and not (tokens.kinds[j] == UNSPACED and all(c in names for c in word) and _is_free(tokens, j)):
            break
        j += 1
    return j - 1 if j - i > 3 and tokens.words[j - 1] in sounds().places else j


def _is_free(tokens: Tokens, j: int) -> bool:
    """Tell whether a character may be part of a name; one that is also a word may only inside a name."""
    if not tokens.roles[j]:
        return True
    names = sounds().names
    beside = [tokens.words[k] for k in (j - 1, j + 1) if 0 <= k < len(tokens.words)]
    return len(tokens.words[j]) == 1 and any(c in names or c in _DOTS for c in beside)


def _is_name(tokens: Tokens, i: int, end: int) -> bool:
    table = sounds()
    characters = "".join(tokens.words[i:end])
    if any(c in _DOTS for c in characters):
        return True
    telling = sum(c not in table.plain for c in characters)
    before_place = end < len(tokens.words) and tokens.words[end][:1] in table.places
    return (len(characters) >= 3 and telling >= 2) or (len(characters) == 2 and before_place and telling >= 1)


def _before_run(tokens: Tokens, i: int, used: bytearray) -> bool:
    """Tell whether a longer run of sound characters begins behind token i, which is then a word: 向锡纽什卡河."""
    end = _run(tokens, i + 1, used)
    return end > i + 3 and tokens.words[i] not in sounds().names and _is_name(tokens, i + 1, end)


def _person(tokens: Tokens, i: int) -> int:
    """Return the end of a Chinese person's name at token i, 0 where no office or verb of speech stands beside it."""
    titled = tokens.has(i - 1, "role") or tokens.has(i - 1, "title")
    for given in (2, 1):
        end = i + 1 + given
        if end > len(tokens.words) or any(
            len(tokens.words[k]) != 1 or tokens.kinds[k] != UNSPACED or tokens.roles[k] for k in range(i + 1, end)
        ):
            continue
        spoken = tokens.has(end, "speech") or tokens.has(end, "title")
        if spoken or (titled and (end == len(tokens.words) or tokens.kinds[end] != UNSPACED or tokens.roles[end])):
            return end if spoken or titled else 0
    return i + 3 if titled and i + 2 < len(tokens.words) and _plain_given(tokens, i) else 0


def _plain_given(tokens: Tokens, i: int) -> bool:
    return all(
        tokens.kinds[k] == UNSPACED and len(tokens.words[k]) == 1 and not tokens.roles[k] for k in (i + 1, i + 2)
    )


def _mark(tokens: Tokens, first: int, after: int, lexicon: Lexicon | None, used: bytearray) -> Fact:
    used[first:after] = b"\1" * (after - first)
    start, end = tokens.starts[first], tokens.ends[after - 1]
    surface = tokens.text[start:end]
    if lexicon is None:
        words = [spell(part) for part in "".join(" " if c in _DOTS else c for c in surface).split()]
    else:
        upper = surface.isupper()
        words = [spell(word if upper else bare(word, lexicon)) for word in tokens.words[first:after]]
    return Fact("name", " ".join(filter(None, words)), start, end, surface)
