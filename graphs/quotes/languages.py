"""How a language quotes: its marks and speech verbs, read from `graphs/data/attribution/<language>.toml`."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

FOLDER = Path(__file__).parents[1] / "data" / "attribution"
_NEVER = "(?!)"


class Verbs(NamedTuple):
    """Speech verbs as one expression, and where the speaker stands: before them, after them, or on either side."""

    cue: re.Pattern[str]
    speaker: Literal["before", "after", "either"]


class Manner(NamedTuple):
    """One language's way to quote.

    `spaced` tells whether words are set apart; `dashes` whether a line of dialogue opens with a dash; `verb_last`
    whether the speaker stands before the quotation and the verb after it. Words `unnamed` never begin or end a name,
    `joins` may stand inside one, and a speaker who is only a word of `pronouns` has no name.
    """

    language: str
    marks: tuple[str, ...]
    spaced: bool
    dashes: bool
    verb_last: bool
    verbs: tuple[Verbs, ...]
    unnamed: re.Pattern[str]
    joins: re.Pattern[str]
    pronouns: re.Pattern[str]


@cache
def manners() -> dict[str, Manner]:
    """Return the manner of each language that has a `[quotes]` table in its file."""
    found = (read_manner(path) for path in sorted(FOLDER.glob("*.toml")))
    return {manner.language: manner for manner in found if manner is not None}


def manners_of(language: str | None) -> tuple[Manner, ...]:
    """Return the manner of a language (`ru`, also from `ru-KZ`), and all of them where it is unknown or has none."""
    code = (language or "").replace("_", "-").split("-")[0].lower()
    own = manners().get(code)
    return (own,) if own is not None else tuple(manners().values())


def read_manner(path: Path) -> Manner | None:
    """Read one language file; a `[[pattern]]` marked `speech` lends its cue, `[[speech]]` adds verbs for quotes."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    if "quotes" not in found:
        return None
    own = found["quotes"]
    entries = [
        *((entry["cue"], {"first": "after", "last": "before"}[entry["name"]]) for entry in found["pattern"]
          if entry.get("speech")),
        *((entry["cue"], entry["speaker"]) for entry in found.get("speech", [])),
    ]  # fmt: skip
    spaced = bool(own["spaced"])
    return Manner(
        language=path.stem,
        marks=tuple(own["marks"]),
        spaced=spaced,
        dashes=bool(own["dashes"]),
        verb_last=bool(own["verb_last"]),
        verbs=tuple(Verbs(_words(cue, spaced), speaker) for cue, speaker in entries),
        unnamed=_whole(own["unnamed"]),
        joins=_whole(own["joins"]),
        pronouns=_whole(own["pronouns"]),
    )


def all_marks(found: tuple[Manner, ...]) -> tuple[str, ...]:
    """Return the marks of several manners, each pair once."""
    return tuple(sorted({pair for manner in found for pair in manner.marks}))


def _words(cue: str, spaced: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-])(?:{cue})(?![\w’'])" if spaced else f"(?:{cue})", re.IGNORECASE)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{words})" if words else _NEVER, re.IGNORECASE)
