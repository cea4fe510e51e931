"""Titles in quotation marks: newspapers, ships, films, firms. The whole of what is quoted is one name.

Words in marks are a title when they are few, hold no other mark, and open with a capital; Chinese ones when they stand
in 《》, or in other marks beside a word for an office or a body.
"""

from graphs.facts.fact import Fact
from graphs.facts.lexicon import Lexicon
from graphs.facts.names import bare
from graphs.facts.spelling import spell
from graphs.facts.tokens import MARK, UNSPACED, WORD, Tokens

QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"', "《": "》", "〈": "〉", "「": "」", "『": "』"}
_MOST_WORDS, _MOST_CHARACTERS = 4, 10
_TELLING = frozenset(("speech", "negation", "modality", "hedge", "according"))


def find_titles(tokens: Tokens, lexicon: Lexicon, used: bytearray) -> list[Fact]:
    """Return the titles at tokens not yet used, left to right; marks their tokens used. O(tokens)."""
    found: list[Fact] = []
    after = 0
    for i, word in enumerate(tokens.words):
        if i < after or word not in QUOTES:
            continue
        end = _closing(tokens, i)
        if end and not any(used[i + 1 : end]) and _is_title(tokens, i, end):
            found.append(_title(tokens, i + 1, end, lexicon))
            used[i + 1 : end] = b"\1" * (end - i - 1)
            after = end + 1
    return found


def _closing(tokens: Tokens, i: int) -> int:
    """Return the place of the mark that closes the one at token i, 0 where it is far or another mark comes first."""
    for j in range(i + 1, min(i + 2 + _MOST_CHARACTERS, len(tokens.words))):
        if tokens.words[j] == QUOTES[tokens.words[i]]:
            return j if j > i + 1 else 0
        if tokens.kinds[j] == MARK and tokens.words[j] != "-":
            return 0
    return 0


def _is_title(tokens: Tokens, i: int, end: int) -> bool:
    if UNSPACED in tokens.kinds[i + 1 : end]:
        beside = tokens.has(i - 1, "role") or tokens.has(end + 1, "role")
        return tokens.words[i] == "《" or (beside and not _asserts(tokens, i, end))
    few = tokens.kinds[i + 1 : end].count(WORD) <= _MOST_WORDS
    return few and tokens.capitals[i + 1] and not _asserts(tokens, i, end) and not _is_said(tokens, i, end)


def _asserts(tokens: Tokens, i: int, end: int) -> bool:
    return any(not _TELLING.isdisjoint(roles) for roles in tokens.roles[i + 1 : end])


def _is_said(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether the words are rather what somebody said: a comma and a dash follow, or a colon stands before."""
    before = tokens.words[i - 1] if i else ""
    behind = tokens.words[end + 1 : end + 3]
    return before == ":" or (len(behind) == 2 and behind[0] == "," and behind[1] in "—–-")


def _title(tokens: Tokens, first: int, after: int, lexicon: Lexicon) -> Fact:
    start, end = tokens.starts[first], tokens.ends[after - 1]
    if UNSPACED in tokens.kinds[first:after]:
        value = "".join(spell(c) for word in tokens.words[first:after] for c in word)
    else:
        words = [
            w for w, kind in zip(tokens.words[first:after], tokens.kinds[first:after], strict=True) if kind == WORD
        ]
        value = " ".join(filter(None, (spell(bare(word, lexicon)) for word in words)))
    return Fact("name", value or tokens.text[start:end], start, end, tokens.text[start:end])
