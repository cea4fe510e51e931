"""Wording: news of invented places, in English and three invented languages, with edits that copies inherit."""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b

import numpy as np

LANGUAGES = ("en", "merish", "norvan", "taluan")

_BODIES = (
    "harbour council", "ferry company", "school board", "water authority", "guild of bakers", "port hospital",
    "museum trust", "railway office", "city archive", "fishing union", "market wardens", "lighthouse service",
)  # fmt: skip
_PLACES = ("Eastmere", "Low Quay", "Norvale", "Saltby", "Upper Brin", "Hallow Point", "Tarn Bridge", "Oster Isle")
_ACTS = (
    "will close", "plans to sell", "has quietly reopened", "refuses to repair", "will double the price of",
    "has mislaid the plans of", "wants to move", "has signed away", "will ration", "votes to rename",
)  # fmt: skip
_THINGS = (
    "the old fish market", "the northern tunnel", "the night ferry", "the bell tower", "the winter reservoir",
    "the grain pier", "the children's library", "the tram depot", "the oyster beds", "the weather station",
)  # fmt: skip
_HOWS = (
    "after a secret vote of {n} members", "at a cost of {n} million crowns", "without asking the {n} families nearby",
    "although {n} engineers had warned against it", "before the {n} day season begins",
    "with only {n} days of notice",
)  # fmt: skip
_WHYS = (
    "The decision was taken behind closed doors on the {d} and appears in no public record.",
    "Minutes seen by this paper show that the matter was settled on the {d} in under an hour.",
    "A letter dated the {d} says the sum will be paid out of the repair fund.",
    "Staff were told on the {d} and were asked to keep silent until the autumn.",
)  # fmt: skip
_QUOTES = (
    "We were promised a hearing and got a locked door",
    "Nobody asked the people who open the gates every morning",
    "A town that sells its water sells its tongue",
    "You cannot mend a roof with a press release",
    "The sea keeps its own accounts and so shall we",
)
_PEOPLE = ("Orla Venn", "Tamas Birk", "Ines Calloway", "Rufus Adair", "Mira Solt", "Edda Quill")
_DAYS = ("third of May", "ninth of June", "second of March", "first of August", "last of April", "tenth of July")

_OPENERS = (
    "So it is true", "Read this", "Who voted for that?", "Nobody told us", "Typical", "I saw it coming",
    "Again in secret", "Worth a minute", "Not even announced", "What about the jobs?", "They think we sleep",
    "Thoughts?", "Well, well", "Shame", "Here we go", "Look at this",
)  # fmt: skip
_WHO = (
    "my aunt", "our street", "the baker", "half the pier", "an old pilot", "the night shift", "my neighbour",
    "the choir", "every rower", "the ferryman", "our teacher", "the twins", "a cousin", "the postman",
    "grandmother", "the stallholders", "the apprentices", "two wardens", "the netmakers", "the tenants",
    "my brother", "the whole crew", "the verger", "the cook",
)  # fmt: skip
_DOES = (
    "already sells", "never mended", "still owes", "hides", "counts", "will miss", "paints", "carries",
    "laughs about", "walked past", "wants back", "keeps asking for", "swore by", "slept beside", "forgot",
    "warned of", "pays for", "hums about", "cannot stand", "dreams of", "photographed", "buried", "measured",
    "traded",
)  # fmt: skip
_LIKE = (
    "rusty", "borrowed", "winter", "crooked", "green", "silent", "spare", "tarred", "salted", "broken",
    "second", "lost", "yellow", "wooden", "patient", "hollow", "northern", "forgotten", "heavy", "paper",
    "quiet", "burnt", "narrow", "copper",
)  # fmt: skip
_WORDS = (
    "herring", "rope", "lantern", "tram", "bakery", "mooring", "kettle", "school", "gravel", "ferry", "orchard",
    "anchor", "weir", "clock", "chapel", "barge", "oyster", "tower", "cellar", "mill", "signal", "harvest",
    "chimney", "ladder", "umbrella", "violin", "bucket", "compass", "drum", "needle", "saddle", "whistle",
    "basket", "candle", "hammer", "cradle",
)  # fmt: skip
_SWAPS = (
    "reportedly", "quietly", "again", "local", "entire", "whole", "nearby", "public", "sudden", "already", "later",
    "apparently", "still", "once", "hastily", "formally", "so-called", "present", "municipal", "ordinary", "remaining",
    "final", "draft", "earlier", "certain", "further", "allegedly", "possible", "major", "minor", "planned", "annual",
    "internal", "separate", "joint", "official", "partial", "costly", "brief", "lengthy", "overdue", "promised",
)  # fmt: skip


class Wording:
    """Draw English texts for one story, all chance from the generator given; `render` puts them in its language."""

    def __init__(self, rng: np.random.Generator, language: str) -> None:
        self.rng = rng
        self.language = language
        thing, place = self._pick(_THINGS), self._pick(_PLACES)
        self.title = f"{place} {self._pick(_BODIES)} {self._pick(_ACTS)} {thing}"
        self._facts = {"n": str(int(rng.integers(3, 90))), "d": self._pick(_DAYS)}
        self.quote = f"“{self._pick(_QUOTES)}”, said {self._pick(_PEOPLE)}."

    def lead(self) -> str:
        """Return the story in one outlet's own words: title, circumstance, reason (about 30 words)."""
        how, why = self._pick(_HOWS).format(**self._facts), self._pick(_WHYS).format(**self._facts)
        return f"The {self.title} {how}. {self._own()} {why}"

    def comment(self) -> str:
        """Return a blogger's few words, of which hardly two are alike."""
        opener = f"{self._pick(_OPENERS)} " if self.rng.random() < 0.5 else ""
        return f"{opener}{self._clause()}."

    def retelling(self) -> str:
        """Return the news told from hearsay: its subject, no sentence of the article."""
        _, _, subject = self.title.partition(" ")
        return f"{self._clause()}, and {self._clause()}: {subject}, they say. {self._clause()}."

    def reprinted(self, text: str) -> str:
        """Return another outlet's version of an article: edited, its middle sentence replaced by one of its own."""
        sentences = self.edited(text, 0.06).split(". ")
        if len(sentences) > 2:
            sentences[1] = self._own().rstrip(".")
        return ". ".join(sentences)

    def edited(self, text: str, share: float = 0.04) -> str:
        """Return the text with about that share of its words dropped, replaced or joined by another."""
        words: list[str] = []
        for word, chance in zip(text.split(), self.rng.random(len(text.split())), strict=True):
            if chance > share or word[:1].isupper():
                words.append(word)
            elif chance > share * 0.66:
                words += [word, self._pick(_SWAPS)]
            elif chance > share * 0.33:
                words.append(self._pick(_SWAPS))
        return " ".join(words)

    def _own(self) -> str:
        """Return a sentence that nobody else writes."""
        return f"In {self._pick(_PLACES)} {self._clause()}, while {self._clause()}."

    def _clause(self) -> str:
        return f"{self._pick(_WHO)} {self._pick(_DOES)} the {self._pick(_LIKE)} {self._pick(_WORDS)}"

    def _pick(self, choices: tuple[str, ...]) -> str:
        return choices[int(self.rng.integers(len(choices)))]


def render(text: str, language: str) -> str:
    """Return the text in an invented language: word for word, so that what was copied stays copied."""
    if language == "en" or not text:
        return text
    words = [_invented(part, language) for part in text.split()]
    if language == "taluan":
        return "".join(words).replace(",", "，").replace(".", "。")
    return " ".join(words)


@cache
def _invented(word: str, language: str) -> str:
    core = word.strip(".,“”?!:;'")
    if not core or core.isdigit() or "/" in core:
        return word
    seed = blake2b(core.casefold().encode(), key=language.encode(), digest_size=8).digest()
    made = _SYLLABLES[language](seed, len(core))
    if core[0].isupper() and language != "taluan":
        made = made.capitalize()
    return word.replace(core, made)


class _Speller:
    """Spell a word of two to four syllables from the bytes of its hash."""

    def __init__(self, consonants: str, vowels: str) -> None:
        self.consonants, self.vowels = consonants, vowels

    def __call__(self, seed: bytes, length: int) -> str:
        count = 1 + min(3, length // 3)
        return "".join(
            self.consonants[seed[2 * i] % len(self.consonants)] + self.vowels[seed[2 * i + 1] % len(self.vowels)]
            for i in range(count)
        )


def _characters(seed: bytes, length: int) -> str:
    """Write a word as one or two ideographs."""
    return "".join(chr(0x4E00 + int.from_bytes(seed[2 * i : 2 * i + 2]) % 3000) for i in range(1 + (length > 4)))


_SYLLABLES: dict[str, Callable[[bytes, int], str]] = {
    "merish": _Speller("bdfglmnprstvz", "aeiouëö"),
    "norvan": _Speller("бвгдклмнпрстшж", "аеиоуыя"),
    "taluan": _characters,
}
