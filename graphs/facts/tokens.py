"""A text cut in words, numbers and marks, each with its place and its roles in the lexicon."""

import re
from collections.abc import Callable
from typing import NamedTuple

from graphs.facts.lexicon import NOTHING, Lexicon, Roles

HAN = "\u3400-\u9fff\uf900-\ufaff"
LINK, NUMBER, UNSPACED, WORD, MARK = 1, 2, 3, 4, 5
_TOKEN = re.compile(
    rf"((?:https?://|www\.)\S+|[@#][\w.]+)"
    r"|(\d{4}-\d\d-\d\d(?!\d)|\d{1,2}([./])\d{1,2}\3\d{4}(?!\d)|\d{1,2}:\d\d(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    rf"|([{HAN}〇]+)"
    rf"|([^\W\d_{HAN}]+(?:['’ʼ/-][^\W\d_{HAN}]+)*[²³23]?(?!\w)|[^\W\d_{HAN}]+)"
    r"|([^\s\w]|\n)"
)
_KINDS = (MARK, LINK, NUMBER, NUMBER, UNSPACED, WORD, MARK)
_ENDS = frozenset(".!?。！？\n…;；:：•—–")
_SPLIT = frozenset(("number", "scale", "unit", "negation", "hedge", "month"))
_COUNTED = frozenset("天年个")
_PLAIN = frozenset(("word", "role", "title", "speech"))
_APOSTROPHES = str.maketrans("’ʼ", "''")


class Tokens(NamedTuple):
    """Columns of equal length: lower-case word, first and last offset, kind, roles, and whether a capital opens it."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[int]
    roles: list[Roles]
    capitals: list[bool]

    def joined(self, i: int) -> bool:
        """Tell whether token i follows the one before without a space."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def has(self, i: int, role: str) -> bool:
        """Tell whether there is a token i and it has this role."""
        return 0 <= i < len(self.words) and role in self.roles[i]

    def opens(self, i: int) -> bool:
        """Tell whether token i opens a sentence, a line or a quotation."""
        return i == 0 or (self.kinds[i - 1] == MARK and self.words[i - 1] not in ",，、()（）/&")

    def ends_sentence(self, i: int) -> bool:
        """Tell whether token i is a mark at which a sentence or line ends."""
        return self.kinds[i] == MARK and self.words[i] in _ENDS

    def add(self, word: str, start: int, end: int, kind: int, roles: Roles, capital: bool = False) -> None:
        """Append one token."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)
        self.kinds.append(kind)
        self.roles.append(roles)
        self.capitals.append(capital)


def tokenise(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text; phrases of the lexicon are one token; unspaced script is cut by longest entries. O(characters)."""
    tokens = Tokens(text, [], [], [], [], [], [])
    look, phrases, phrased = lexicon.look, lexicon.phrases, False
    _, words, starts, ends, kinds, roles, capitals = tokens
    for match in _TOKEN.finditer(text):
        kind, word = _KINDS[match.lastindex or 0], match.group()
        start, end = match.span()
        if kind == UNSPACED:
            _cut_unspaced(tokens, word, start, lexicon)
            continue
        low = word.lower() if kind == WORD else word
        known = look(low) if kind >= WORD else NOTHING
        if kind == WORD and not known and _add_parts(tokens, low, start, end, lexicon):
            continue
        words.append(low)
        starts.append(start)
        ends.append(end)
        kinds.append(kind)
        roles.append(known)
        capitals.append(low is not word and low != word and end - start > 1 and word[0].isupper())
        phrased = phrased or bool(kind == WORD and phrases(low))
    if phrased:
        _join_phrases(tokens, lexicon)
    return tokens


def _add_parts(tokens: Tokens, low: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Add the parts of an unknown word that has marks inside, or joins a numeral and its unit; tell whether it was."""
    if not low.isalpha():
        _add_compound(tokens, low, start, end, lexicon)
        return True
    numeral, unit = lexicon.fused(low)
    if numeral:
        middle = start + len(numeral)
        tokens.add(numeral, start, middle, WORD, lexicon.numeral(numeral))
        tokens.add(unit, middle, end, WORD, lexicon.look(unit))
    return bool(numeral)


def _add_compound(tokens: Tokens, low: str, start: int, end: int, lexicon: Lexicon) -> None:
    """Add a word with marks inside; one with hyphens is cut when its parts are numbers, units, months, negations."""
    word, capital = low.translate(_APOSTROPHES), tokens.text[start].isupper()
    roles = lexicon.look(word)
    parts = word.split("-")
    if roles or len(parts) == 1 or len(word) != end - start:
        tokens.add(word, start, end, WORD, roles, capital)
        return
    if not any(_SPLIT & lexicon.look(part).keys() for part in parts):
        tokens.add(word, start, end, WORD, roles, capital)
        return
    for part in parts:
        tokens.add(part, start, start + len(part), WORD, lexicon.look(part))
        start += len(part) + 1


def _cut_unspaced(tokens: Tokens, run: str, start: int, lexicon: Lexicon) -> None:
    openings, look, i = lexicon.openings, lexicon.look, 0
    while i < len(run):
        word = run[i]
        for entry in openings.get(word, ()):
            if run.startswith(entry, i):
                counted = "weekday" in look(entry) and run[i + len(entry) : i + len(entry) + 1] in _COUNTED
                counted = counted or (not i and _is_counted(tokens, start, entry, look))
                word = entry[0] if counted else entry  # 一周四天 is four days of a week
                break
        tokens.add(word, start + i, start + i + len(word), UNSPACED, look(word))
        i += len(word)


def _is_counted(tokens: Tokens, start: int, entry: str, look: Callable[[str], Roles]) -> bool:
    """Tell whether digits right before an entry make its first character a unit: 2日报道 is a day, no daily."""
    if not tokens.kinds or tokens.kinds[-1] != NUMBER or tokens.ends[-1] != start or len(entry) < 2:
        return False
    return not look(entry[0]).keys().isdisjoint(("unit", "day_mark")) and look(entry).keys() <= _PLAIN


def _join_phrases(tokens: Tokens, lexicon: Lexicon) -> None:
    """Make each phrase of the lexicon one token, the longest first and from the left."""
    i = 0
    while i < len(tokens.words):
        if tokens.kinds[i] == WORD and lexicon.phrases(tokens.words[i]):
            length, roles = _phrase_at(tokens, i, lexicon)
            if length > 1:
                last = i + length - 1
                tokens.words[i] = " ".join(tokens.words[i : last + 1])
                tokens.ends[i], tokens.roles[i] = tokens.ends[last], roles
                for column in tokens[1:]:
                    del column[i + 1 : last + 1]
        i += 1


def _phrase_at(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[int, Roles]:
    for rest, roles in lexicon.phrases(tokens.words[i]):
        if i + len(rest) < len(tokens.words) and all(
            lexicon.matches(tokens.words[i + k], part) for k, part in enumerate(rest, 1)
        ):
            return len(rest) + 1, roles
    return 1, tokens.roles[i]
