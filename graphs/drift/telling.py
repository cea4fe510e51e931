"""One telling of a story: a text in statements, each with its facts, its words and whether it is quoted."""

from typing import NamedTuple

from graphs.facts import Fact, Reading, read
from graphs.facts.spelling import spell
from graphs.facts.tokens import MARK, UNSPACED, WORD, Tokens
from graphs.quotes import Quote, find_quotes

LONGEST = 40_000  # characters of a text that are read
_STOPS = ".!?。！？\n…"


class Statement(NamedTuple):
    """A sentence: its place, its facts, what it shares words by, and the quotation it holds, if any.

    `words` are short stems in Latin letters (pairs of characters in unspaced script).
    """

    start: int
    end: int
    facts: tuple[Fact, ...]
    words: frozenset[str]
    quoted: bool


class Telling(NamedTuple):
    """A text, its language (of the lexicon used), its day (days since 1970, UTC; None unknown), and its statements."""

    text: str
    language: str
    day: int | None
    statements: tuple[Statement, ...]
    reading: Reading

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts of the text, by place."""
        return tuple(fact for statement in self.statements for fact in statement.facts)


def read_telling(text: str, language: str | None = None, day: int | None = None) -> Telling:
    """Read a text (its first LONGEST characters); without a language it is detected."""
    text = text[:LONGEST]
    reading = read(text, language)
    quotes = find_quotes(text, reading.lexicon.language)
    facts = _with_speakers(reading, quotes)
    statements = tuple(_statement(reading.tokens, facts, quotes, span) for span in _spans(reading.tokens, quotes))
    return Telling(text, reading.lexicon.language, day, statements, reading)


def _spans(tokens: Tokens, quotes: tuple[Quote, ...]) -> list[tuple[int, int]]:
    """Return first and last token of each sentence; a mark inside a quotation or after an initial ends none."""
    inside = [(quote.start, quote.end) for quote in quotes]
    found, first = [], 0
    for i, kind in enumerate(tokens.kinds):
        if kind != MARK or tokens.words[i] not in _STOPS:
            continue
        quoted = any(start <= tokens.starts[i] < end for start, end in inside)
        initial = tokens.words[i] == "." and tokens.joined(i) and tokens.ends[i - 1] - tokens.starts[i - 1] == 1
        if not quoted and not (initial and tokens.kinds[i - 1] == WORD):
            found.append((first, i + 1))
            first = i + 1
    found.append((first, len(tokens.words)))
    return [(low, high) for low, high in found if any(tokens.kinds[k] != MARK for k in range(low, high))]


def _statement(tokens: Tokens, facts: tuple[Fact, ...], quotes: tuple[Quote, ...], span: tuple[int, int]) -> Statement:
    start, end = tokens.starts[span[0]], tokens.ends[span[1] - 1]
    within = tuple(fact for fact in facts if start <= fact.start < end)
    quoted = any(quote.start < end and quote.end > start and quote.verb is not None for quote in quotes)
    return Statement(start, end, within, _words(tokens, span), quoted)


def _words(tokens: Tokens, span: tuple[int, int]) -> frozenset[str]:
    found = set()
    for i in range(*span):
        word = tokens.words[i]
        if tokens.kinds[i] == WORD and len(word) > 3:
            found.add(spell(word)[:5])
    unspaced = "".join(tokens.words[i] if tokens.kinds[i] == UNSPACED else " " for i in range(*span))
    found.update(unspaced[i : i + 2] for i in range(len(unspaced) - 1) if " " not in unspaced[i : i + 2])
    return frozenset(found)


def _with_speakers(reading: Reading, quotes: tuple[Quote, ...]) -> tuple[Fact, ...]:
    """Return the facts with those who speak the quotations; what is inside a quotation attributes nothing else."""
    facts = [fact for fact in reading.facts if fact.kind != "attribution"]
    told = [fact for fact in reading.facts if fact.kind == "attribution"]
    for quote in quotes:
        if quote.speaker is None or quote.speaker_start is None or quote.speaker_end is None or quote.verb is None:
            continue
        if not any(fact.start < quote.speaker_end and fact.end > quote.speaker_start for fact in told):
            told += _speaker(reading, quote.speaker, quote.speaker_start, quote.speaker_end)
    return tuple(sorted((*facts, *told), key=lambda fact: (fact.start, fact.end, fact.kind)))


def _speaker(reading: Reading, surface: str, start: int, end: int) -> list[Fact]:
    """Return the speaker of a quotation as an attribution, where an office or a name tells who it is."""
    tokens = reading.tokens
    places = [i for i in range(len(tokens.words)) if tokens.starts[i] < end and tokens.ends[i] > start]
    role = next((tokens.roles[i]["role"] for i in places if "role" in tokens.roles[i]), "")
    name = next(
        (fact.value for fact in reading.facts if fact.kind == "name" and fact.start < end and fact.end > start), ""
    )
    value = f"{role} {name}".strip()
    return [Fact("attribution", value, start, end, surface)] if value else []
