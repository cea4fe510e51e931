"""Negation, modality and hedges: the words that turn, bend or soften a statement."""

from graphs.facts.fact import Fact, Kind
from graphs.facts.lexicon import Lexicon
from graphs.facts.tokens import MARK, Tokens

_MARKS: tuple[Kind, ...] = ("negation", "modality", "hedge")
_SHORT = 3  # letters of a word that may stand between: не менее чем на 300
_BETWEEN = frozenset("有为達达")  # after a rounding word of one character
_BEHIND = frozenset("多余餘")  # round a number only from behind it: 20多人, but 比去年多两只
_ROUNDED = frozenset(("about", "over", "under", "upto"))


def find_marks(tokens: Tokens, anchors: list[Fact], lexicon: Lexicon) -> list[Fact]:
    """Return the marks, left to right; those that round count only beside a number, and none is part of an anchor.

    In languages with negative concord several negative words of one clause are one negation.
    """
    numbers = [fact for fact in anchors if fact.kind == "number"]
    edges = {fact.start for fact in numbers}, {fact.end for fact in numbers}
    taken = [(fact.start, fact.end) for fact in anchors if fact.kind != "number"]
    found: list[Fact] = []
    last = -10
    for i, roles in enumerate(tokens.roles):
        if tokens.kinds[i] == MARK and tokens.words[i] in ",.;:!?":
            last = -10
        if tokens.capitals[i] and not tokens.opens(i):
            continue  # Theresa May is no possibility
        for kind in _MARKS:
            value = roles.get(kind) if roles else None
            if value is None or (kind == "negation" and "affirmed" in roles) or _within(tokens.starts[i], taken):
                continue
            if kind == "hedge" and value in _ROUNDED and not _rounds(tokens, i, edges, lexicon):
                continue
            if kind == "negation" and "echo" in roles and _is_echo(tokens, i):
                continue
            if kind == "negation" and value == "not":
                repeated, last = lexicon.concord and i - last < 6, i
                if repeated:
                    continue
            start, end = tokens.starts[i], tokens.ends[i]
            found.append(Fact(kind, value, start, end, tokens.text[start:end]))
    return found


def _is_echo(tokens: Tokens, i: int) -> bool:
    """Tell whether another word of the sentence denies: neither ... nor, ни ... не."""
    first = next((k for k in range(i, 0, -1) if tokens.ends_sentence(k - 1)), 0)
    last = next((k for k in range(i, len(tokens.words)) if tokens.ends_sentence(k)), len(tokens.words))
    return any(
        roles.get("negation") == "not" and "echo" not in roles and "affirmed" not in roles
        for roles in tokens.roles[first:last]
    )


def _within(at: int, places: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in places)


def _rounds(tokens: Tokens, i: int, edges: tuple[set[int], set[int]], lexicon: Lexicon) -> bool:
    """Tell whether the word touches a number: with at most two short words between, or behind what is counted."""
    starts, ends = edges
    for j in range(i + 1, i + 1 if tokens.words[i] in _BEHIND else min(i + 4, len(tokens.words))):
        if tokens.starts[j] in starts:
            return True
        if tokens.kinds[j] == MARK and "unit" not in tokens.roles[j]:
            break
        if len(tokens.words[j]) > _SHORT or (len(tokens.words[i]) == 1 and tokens.words[j] not in _BETWEEN):
            break
    touching = i > 0 and (tokens.ends[i - 1] in ends or (i > 1 and tokens.ends[i - 2] in ends and tokens.joined(i - 1)))
    counted = i > 1 and tokens.ends[i - 2] in ends  # 30 адамнан астам
    differs = i > 0 and lexicon.difference.search(tokens.words[i - 1]) is not None  # 4 мыңға аз: fewer by so many
    return not (lexicon.rounds_before or differs) and (
        touching or counted or any(s < tokens.starts[i] for s in starts if _covers(tokens, i, s, ends))
    )


def _covers(tokens: Tokens, i: int, start: int, ends: set[int]) -> bool:
    return any(start <= tokens.starts[i] < end for end in ends if end > start and end - start < 20)
