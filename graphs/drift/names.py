"""Names of two sides, whatever script they are in; a name that is written there unrecognised is there."""

from bisect import bisect_left

import msgspec
from rapidfuzz.distance import Prefix
from rapidfuzz.fuzz import partial_ratio

from graphs.drift.pairing import Pair, Side, elsewhere, name_floor, paired
from graphs.drift.telling import Telling
from graphs.facts import Fact, name_likeness
from graphs.facts.names import bare
from graphs.facts.spelling import folded, likeness, sound, spell
from graphs.facts.tokens import UNSPACED, WORD


def names(one: Side, other: Side) -> list[Pair]:
    floor = name_floor(one, other)

    def same(a: Fact, b: Fact) -> bool:
        return name_likeness(a.value, b.value) >= floor

    left, right = _best_matched(one.facts, other.facts, floor)
    left = [fact for fact in elsewhere(left, other.telling, "name", same) if not is_written(fact, other.telling)]
    right = [fact for fact in elsewhere(right, one.telling, "name", same) if not is_written(fact, one.telling)]
    pairs = paired(left, right, lambda a, b: 3.0 - opens(a, one.telling) - opens(b, other.telling))
    alike = one.telling.language == other.telling.language
    return [
        pair
        for pair in pairs
        if not _is_doubtful(pair, one.telling, other.telling, alike) and not _is_half_heard(pair, one, other)
    ]


def _is_half_heard(pair: Pair, one: Side, other: Side) -> bool:
    """Tell whether a name left or came without counterpart of which unspaced text has a word."""
    fact, telling = (pair[0], other.telling) if pair[0] else (pair[1], one.telling)
    if (
        None not in pair
        or fact is None
        or telling.language != "zh"
        or len(parts := fact.value.replace("-", " ").split()) < 2
    ):
        return False
    return any(is_written(msgspec.structs.replace(fact, value=word), telling) for word in parts)


def _is_doubtful(pair: Pair, one: Telling, other: Telling, alike: bool) -> bool:
    """Tell whether only a sentence's first capital speaks for a name, and nothing on the other side answers it."""
    doubts = [fact is not None and opens(fact, telling) for fact, telling in zip(pair, (one, other), strict=True)]
    if None not in pair:
        return all(doubts) and not alike
    return any(doubts) or (not alike and any(fact is not None and _is_acronym(fact) for fact in pair))


def _is_acronym(fact: Fact) -> bool:
    """Tell whether a name is all capitals: other languages have other letters for it."""
    return fact.surface.isupper() and len(fact.surface) <= 6


def opens(fact: Fact, telling: Telling) -> bool:
    """Tell whether a name of one word opens a sentence and stands nowhere else in the text."""
    tokens = telling.reading.tokens
    if " " in fact.surface or tokens.kinds[i := bisect_left(tokens.starts, fact.start)] == UNSPACED:
        return False
    return tokens.opens(i) and sum(f.kind == "name" and f.surface == fact.surface for f in telling.facts) == 1


def _best_matched(one: list[Fact], other: list[Fact], floor: float) -> tuple[list[Fact], list[Fact]]:
    ranked = sorted(
        ((name_likeness(a.value, b.value), -i, -j) for i, a in enumerate(one) for j, b in enumerate(other)),
        reverse=True,
    )
    taken: set[int] = set()
    taking: set[int] = set()
    for alike, i, j in ranked:
        if alike >= floor and -i not in taken and -j not in taking:
            taken.add(-i)
            taking.add(-j)
    return [a for i, a in enumerate(one) if i not in taken], [b for j, b in enumerate(other) if j not in taking]


def is_written(fact: Fact, telling: Telling) -> bool:
    """Tell whether each word of a name is in the other text, whether or not it is recognised as a name there."""
    tokens = telling.reading.tokens
    lexicon = telling.reading.lexicon
    plain = [word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind == WORD and len(word) > 2]
    words = {spell(word) for word in plain} | {spell(bare(word, lexicon)) for word in plain}
    heard = ""
    if UNSPACED in tokens.kinds:
        unspaced = (spell(c) for i, w in enumerate(tokens.words) if tokens.kinds[i] == UNSPACED for c in w)
        heard = sound(" ".join(unspaced))
    return all(
        any(likeness(word, c) >= 0.8 or _stem(word, c) for c in words) or _is_heard(word, heard)
        for word in fact.value.split()
    )


def _is_heard(word: str, heard: str) -> bool:
    """Tell whether a run of unspaced text sounds like the word."""
    classes = sound(word).removeprefix("A")
    return len(classes) > 2 and partial_ratio(classes, heard) >= 75 if heard else False


def _stem(one: str, other: str) -> bool:
    """Tell whether two words share their first five letters or more: Mexicans, мексиканский."""
    shared = Prefix.similarity(folded(one), folded(other))
    return shared >= 5 and shared >= 0.6 * min(len(one), len(other))
