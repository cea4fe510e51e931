"""The words by which a language says its facts, read from `graphs/data/facts/<language>.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "facts"
NEUTRAL = "neutral"
_MOST_WORDS = 1 << 17
_NEVER = "(?!)"
_PARTS = re.compile(r"\.|[^\s.]+")  # an abbreviation's full stop is a token of its own

_DATES = frozenset(("relative", "weekday", "month", "shift", "within", "ordinal"))
_PERIODS = frozenset(("day 1", "day 7", "month 1", "year 1", "min 60"))
_NUMBERS = frozenset(
    ("number", "one", "scale", "vague", "several", "fraction", "multiple", "percent", "ordinal", "ordinal_mark")
)


class Roles(dict[str, str]):
    """What a word may be: role to value; `dates` and `numbers` tell whether one of these can begin with it."""

    __slots__ = ("dates", "numbers")

    def __init__(self, roles: Mapping[str, str]) -> None:
        super().__init__(roles)
        self.numbers = not _NUMBERS.isdisjoint(roles)
        self.dates = (
            not _DATES.isdisjoint(roles)
            or roles.get("unit") in _PERIODS
            or not {"number", "one", "scale"}.isdisjoint(roles)
        )


NOTHING = Roles({})
Phrase = tuple[tuple[str, ...], Roles]


class Lexicon:
    """What each word of one language may be: role (a table of the language's file) to value (a key in it).

    A word marked * in the file matches with whatever the file's `endings` admit after it.
    """

    def __init__(self, language: str, tables: Mapping[str, object]) -> None:
        self.language = language
        self.decimal = str(tables.get("decimal", "."))
        self.head_first = bool(tables.get("head_first", False))
        self.rounds_before = tables.get("rounds", "both") == "before"
        self.concord = bool(tables.get("concord", False))
        self._endings = re.compile(str(tables.get("endings", "")))
        self._addressee = re.compile(str(tables.get("addressee", _NEVER)))
        self.name_endings = re.compile(str(tables.get("name_endings", _NEVER)))
        self.common_shape = re.compile(str(tables.get("common_shape", _NEVER)))
        self.difference = re.compile(str(tables.get("difference", _NEVER)))
        self._verb = re.compile(str(tables.get("negative_verb", _NEVER)))
        self._noun = re.compile(str(tables.get("lack_noun", _NEVER)))
        self._intent = re.compile(str(tables.get("intent_verb", _NEVER)))
        self._exact: dict[str, dict[str, str]] = {}
        self._stems: dict[str, dict[str, str]] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        self._heads: dict[str, list[Phrase]] = {}
        self._begun: dict[str, list[Phrase]] = {}
        phrases: dict[tuple[str, ...], dict[str, str]] = {}
        self._seen: dict[str, Roles] = {}
        self._values = {role: frozenset(table) for role, table in tables.items() if isinstance(table, dict)}
        self._fused: dict[str, Roles] = {}
        for role, value, words in _entries(tables):
            if role == "fused":
                self._fused[words] = Roles({"number": value})
                continue
            first, *rest = _PARTS.findall(words)
            if rest:
                phrases.setdefault((first, *rest), {}).setdefault(role, value)
            else:
                table = self._stems if first.endswith("*") else self._exact
                table.setdefault(first.removesuffix("*"), {}).setdefault(role, value)
        for parts, roles in sorted(phrases.items(), key=lambda entry: -len(entry[0])):
            heads = self._heads if parts[0].endswith("*") else self._phrases
            heads.setdefault(parts[0].removesuffix("*"), []).append((parts[1:], Roles(roles)))
        self.openings = self._by_first_letter()

    def look(self, word: str) -> Roles:
        """Return the roles of a lower-case word, empty where it has none."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _MOST_WORDS:
                self._seen.clear()
            found = self._seen[word] = self._classify(word)
        return found

    def is_speaker(self, word: str, roles: Roles) -> bool:
        """Tell whether a word is an office, and not in a case in which it is spoken to."""
        return "role" in roles and not self._addressee.search(word)

    def is_guessed(self, word: str) -> bool:
        """Tell whether a word denies by its shape alone, so that it may be a name as well: Тамас."""
        return word not in self._exact and (self._verb.search(word) or self._noun.search(word)) is not None

    def fused(self, word: str) -> tuple[str, str]:
        """Return numeral and unit (or scale) of a word that joins them, empty where it does not."""
        for cut in range(3, len(word) - 2) if self._fused else ():
            if word[:cut] in self._fused and not self.look(word[cut:]).keys().isdisjoint(("unit", "scale")):
                return word[:cut], word[cut:]
        return "", ""

    def numeral(self, prefix: str) -> Roles:
        """Return the roles of a numeral that is written together with its unit."""
        return self._fused[prefix]

    def phrases(self, word: str) -> list[Phrase]:
        """Return the phrases that a lower-case word begins: what must follow it, and the roles; the longest first."""
        found = self._begun.get(word)
        if found is None:
            if len(self._begun) >= _MOST_WORDS:
                self._begun.clear()
            found = self._begun[word] = [*self._phrases.get(word, ()), *self._inflected(word)]
            found.sort(key=lambda phrase: -len(phrase[0]))
        return found

    def _inflected(self, word: str) -> list[Phrase]:
        cuts = range(len(word), 2, -1) if self._heads else ()
        stems = (word[:cut] for cut in cuts if self._endings.fullmatch(word, cut))
        return [phrase for stem in stems for phrase in self._heads.get(stem, ())]

    def matches(self, word: str, pattern: str) -> bool:
        """Tell whether a word is this part of a phrase, inflected where the part ends with *."""
        if not pattern.endswith("*"):
            return word == pattern
        return word.startswith(pattern[:-1]) and self._endings.fullmatch(word, len(pattern) - 1) is not None

    def values(self, role: str) -> frozenset[str]:
        """Return the values that a role has in this language."""
        return self._values.get(role, frozenset())

    def _classify(self, word: str) -> Roles:
        roles = dict(self._exact.get(word, NOTHING))
        for cut in range(len(word), 1, -1):
            stem = self._stems.get(word[:cut])
            if stem is not None and self._endings.fullmatch(word, cut):
                roles = {**stem, **roles}
                break
        if not roles and word.endswith("'s"):
            return self._classify(word[:-2])
        if not roles or roles.keys() <= {"speech", "starter"}:
            if self._verb.search(word):
                roles["negation"] = "not"
            elif self._noun.search(word):
                roles["negation"] = "lack"
            elif self._intent.fullmatch(word):
                roles["modality"] = "plan"
        return Roles(roles) if roles else NOTHING

    def _by_first_letter(self) -> dict[str, list[str]]:
        """Return the entries that begin with each character, the longest first: how unspaced text is cut."""
        found: dict[str, list[str]] = {}
        for word in self._exact:
            found.setdefault(word[0], []).append(word)
        for words in found.values():
            words.sort(key=lambda word: (-len(word), word))
        return found


@cache
def lexicon(language: str) -> Lexicon:
    """Return a language's lexicon; one without a file has digits and ISO dates only."""
    path = FOLDER / f"{language}.toml"
    if language not in languages():
        return Lexicon(NEUTRAL, {})
    return Lexicon(language, tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a file, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("??.toml")))


@cache
def facts_digest() -> str:
    """Return a hash of all language files: facts found with another hash are not the same measurement."""
    files = (*sorted(FOLDER.glob("*.toml")), FOLDER / "senses.txt")
    return sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _entries(tables: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield role, value and words of every entry."""
    for role, table in tables.items():
        if isinstance(table, dict):
            for value, words in table.items():
                yield from ((role, value, word.strip().lower()) for word in words.split(",") if word.strip())
