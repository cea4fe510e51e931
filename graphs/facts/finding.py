"""From a text to its facts."""

from typing import NamedTuple

from collectors.language import detect
from graphs.facts.dates import find_dates
from graphs.facts.fact import Fact
from graphs.facts.lexicon import Lexicon, languages, lexicon
from graphs.facts.marks import find_marks
from graphs.facts.names import find_names
from graphs.facts.numbers import find_numbers
from graphs.facts.speakers import find_speakers
from graphs.facts.spelling import sound
from graphs.facts.titles import find_titles
from graphs.facts.tokens import Tokens, tokenise


class Reading(NamedTuple):
    """A text's tokens and facts, and the lexicon they were read with."""

    lexicon: Lexicon
    tokens: Tokens
    facts: tuple[Fact, ...]


def find_facts(text: str, language: str | None = None) -> tuple[Fact, ...]:
    """Return all facts of a text, by place; without a language it is detected."""
    return read(text, language).facts


def read(text: str, language: str | None = None) -> Reading:
    """Return all facts of a text together with its tokens; without a language it is detected."""
    words = lexicon_for(text, language)
    tokens = tokenise(text, words)
    anchors = _anchors(tokens, words)
    marks = find_marks(tokens, anchors, words)
    names = [fact for fact in anchors if fact.kind == "name"]
    facts = sorted((*anchors, *marks, *find_speakers(tokens, names, words)), key=_place)
    return Reading(words, tokens, tuple(facts))


def find_anchors(text: str, language: str | None = None) -> tuple[Fact, ...]:
    """Return the numbers, dates and names of a text, by place: what ties texts across languages."""
    words = lexicon_for(text, language)
    return tuple(sorted(_anchors(tokenise(text, words), words), key=_place))


def anchor_keys(fact: Fact) -> tuple[str, ...]:
    """Return what to compare an anchor by, exactly and across languages: one key, or one for each word of a name.

    Words of a name are brought to the classes of their consonants; a word of fewer than two gives no key.
    """
    if fact.kind != "name":
        return (f"{fact.kind}:{fact.value}",)
    keys = (sound(word) for word in fact.value.split())
    return tuple(dict.fromkeys(f"name:{key}" for key in keys if len(key) > 1))


def lexicon_for(text: str, language: str | None) -> Lexicon:
    """Return the lexicon of a language, or of the one the text is in; regions and scripts after a dash do not count."""
    code = language.partition("-")[0].lower() if language else detect(text).lang
    return lexicon(code if code in languages() else "")


def _anchors(tokens: Tokens, words: Lexicon) -> list[Fact]:
    used = bytearray(len(tokens.words))
    dates = find_dates(tokens, words.decimal, used)
    titles = find_titles(tokens, words, used)
    numbers = find_numbers(tokens, words.decimal, used)
    return [*dates, *numbers, *titles, *find_names(tokens, words, used)]


def _place(fact: Fact) -> tuple[int, int, str]:
    return fact.start, fact.end, fact.kind
