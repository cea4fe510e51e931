"""Negation, modality and hedges: the words that turn, bend or soften a statement."""

from graphs.facts.fact import Fact, Kind
from graphs.facts.tokens import MARK, NUMBER, Tokens

_MARKS: tuple[Kind, ...] = ("negation", "modality", "hedge")
_ROUNDED = frozenset(("about", "over", "under"))
_REACH = 3  # tokens between a word such as "about" and the number it rounds


def find_marks(tokens: Tokens, numbers: list[Fact], concord: bool) -> list[Fact]:
    """Return the marks, left to right; those that round count only beside one of the numbers found.

    With `concord` (Russian, Kazakh) several negative words of one clause are one negation.
    """
    found: list[Fact] = []
    last_negation = -10
    edges = {fact.start for fact in numbers}, {fact.end for fact in numbers}
    for i, roles in enumerate(tokens.roles):
        if tokens.kinds[i] == MARK and tokens.words[i] in ",.;:!?":
            last_negation = -10
        for kind in _MARKS:
            value = roles.get(kind) if roles else None
            if value is None or (kind == "negation" and "affirmed" in roles):
                continue
            if kind == "hedge" and value in _ROUNDED and not _beside_number(tokens, i, edges):
                continue
            if kind == "negation":
                repeated = concord and i - last_negation < 6
                last_negation = i
                if repeated:
                    continue
            start, end = tokens.starts[i], tokens.ends[i]
            found.append(Fact(kind, value, start, end, tokens.text[start:end]))
    return found


def _beside_number(tokens: Tokens, i: int, edges: tuple[set[int], set[int]]) -> bool:
    starts, ends = edges
    after = tokens.starts[i + 1 : i + 1 + _REACH]
    before = tokens.ends[max(0, i - _REACH) : i]
    return (
        not starts.isdisjoint(after)
        or not ends.isdisjoint(before)
        or any(s <= tokens.starts[i] < e for s, e in zip(sorted(starts), sorted(ends), strict=False))
        or (i + 1 < len(tokens.words) and tokens.kinds[i + 1] == NUMBER)
    )
