"""Names of two sides, whatever script they are in; a name that is written there unrecognised is there."""

from bisect import bisect_left

import msgspec
from rapidfuzz.distance import Indel, Prefix
from rapidfuzz.fuzz import partial_ratio

from graphs.drift.meaning import is_descriptive, is_half_meant, is_rendered, is_untold, likeness_of, spellings, unseen
from graphs.drift.pairing import Pair, Side, elsewhere, name_floor, paired
from graphs.drift.telling import Telling
from graphs.facts import Fact
from graphs.facts.names import bare
from graphs.facts.spelling import folded, likeness, sound, sounds, spell
from graphs.facts.titles import QUOTES
from graphs.facts.tokens import UNSPACED, WORD

_SHORT_HEARD, _SHORT = 0.4, 0.8  # least likeness in letters of a short name to characters: of its sounds, of others


def names(one: Side, other: Side) -> list[Pair]:
    floor = name_floor(one, other)

    def same(a: Fact, b: Fact) -> bool:
        return likeness_of(a, one.telling, b, other.telling) >= floor

    def same_back(b: Fact, a: Fact) -> bool:
        return same(a, b)

    left, right = _best_matched(one, other, floor)
    left = [f for f in elsewhere(left, other.telling, "name", same) if not is_there(f, one.telling, other.telling)]
    right = [f for f in elsewhere(right, one.telling, "name", same_back) if not is_there(f, other.telling, one.telling)]
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
    if not alike and _is_translated(pair, one, other):
        return True
    doubts = [fact is not None and opens(fact, telling) for fact, telling in zip(pair, (one, other), strict=True)]
    if None not in pair:
        return all(doubts) and not alike
    return any(doubts)


def _is_translated(pair: Pair, one: Telling, other: Telling) -> bool:
    """Tell whether two languages may only say differently what the names stand for."""
    before, after = pair
    if any(fact is not None and _is_acronym(fact) for fact in pair):
        return True
    if any(
        fact is not None and is_untold(fact, own, to) for fact, own, to in ((before, one, other), (after, other, one))
    ):
        return None in pair
    if before is not None and after is not None:
        return is_rendered(before, one, after, other)
    return any(
        fact is not None and (is_descriptive(fact, own) or is_half_meant(fact, own, facing))
        for fact, own, facing in ((before, one, other), (after, other, one))
    )


def _is_acronym(fact: Fact) -> bool:
    """Tell whether a name is all capitals: other languages have other letters for it."""
    return fact.surface.isupper() and len(fact.surface) <= 6


def opens(fact: Fact, telling: Telling) -> bool:
    """Tell whether a name of one word opens a sentence and stands nowhere else in the text."""
    tokens = telling.reading.tokens
    if " " in fact.surface or tokens.kinds[i := bisect_left(tokens.starts, fact.start)] == UNSPACED:
        return False
    if i and tokens.words[i - 1] in QUOTES and i > 1 and not tokens.opens(i - 1):
        return False  # in quotation marks inside a sentence
    return tokens.opens(i) and sum(f.kind == "name" and f.surface == fact.surface for f in telling.facts) == 1


def _best_matched(first: Side, second: Side, floor: float) -> tuple[list[Fact], list[Fact]]:
    one, other = first.facts, second.facts
    ranked = sorted(
        (
            (likeness_of(a, first.telling, b, second.telling), -i, -j)
            for i, a in enumerate(one)
            for j, b in enumerate(other)
        ),
        reverse=True,
    )
    taken: set[int] = set()
    taking: set[int] = set()
    for alike, i, j in ranked:
        if alike >= floor and -i not in taken and -j not in taking:
            taken.add(-i)
            taking.add(-j)
    return [a for i, a in enumerate(one) if i not in taken], [b for j, b in enumerate(other) if j not in taking]


def is_there(fact: Fact, own: Telling, facing: Telling) -> bool:
    """Tell whether a name stands in the other text, as it sounds or, in another language, as it is translated."""
    if own.language == facing.language:
        return is_written(fact, facing)
    left = unseen(fact, own, facing)
    if left is None or is_written(left, facing):
        return True
    shorter = spellings(fact, own)[1:]
    return any(is_written(msgspec.structs.replace(fact, value=value), facing) for value in shorter)


def is_written(fact: Fact, telling: Telling) -> bool:
    """Tell whether each word of a name is in the other text, whether or not it is recognised as a name there."""
    tokens = telling.reading.tokens
    lexicon = telling.reading.lexicon
    plain = [word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind == WORD and len(word) > 2]
    words = {spell(word) for word in plain} | {spell(bare(word, lexicon)) for word in plain}
    unspaced = "".join(w for w, kind in zip(tokens.words, tokens.kinds, strict=True) if kind == UNSPACED)
    return all(
        any(likeness(word, c) >= 0.8 or _stem(word, c) for c in words) or (bool(unspaced) and _is_heard(word, unspaced))
        for word in fact.value.split()
    )


def _is_heard(word: str, unspaced: str) -> bool:
    """Tell whether a run of unspaced text sounds like the word; for a short word, a run of sound characters exactly."""
    classes = sound(word).removeprefix("A")
    if len(classes) > 2:
        return partial_ratio(classes, sound(" ".join(map(spell, unspaced)))) >= 75
    return any(
        Indel.normalized_similarity(folded(run), folded(word))
        >= (_SHORT_HEARD if sound(run) == sound(word) else _SHORT)
        for run in _sound_runs(unspaced)
        if len(sound(word)) > 1 or len(word) > 2
    )


def _sound_runs(unspaced: str) -> set[str]:
    """Return the spellings of all runs of two to four characters that write sounds."""
    names = sounds().names
    return {
        "".join(map(spell, unspaced[i : i + length]))
        for length in (2, 3, 4)
        for i in range(len(unspaced) - length + 1)
        if all(c in names for c in unspaced[i : i + length])
    }


def _stem(one: str, other: str) -> bool:
    """Tell whether two words share their first five letters or more: Mexicans, мексиканский."""
    shared = Prefix.similarity(folded(one), folded(other))
    return shared >= 5 and shared >= 0.6 * min(len(one), len(other))
