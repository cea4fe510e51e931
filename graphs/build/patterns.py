"""The forms in which texts name their source, read from `graphs/data/attribution/<language>.toml`."""

import tomllib
import unicodedata
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

FOLDER = Path(__file__).parents[1] / "data" / "attribution"


class Pattern(NamedTuple):
    """One form: a regular expression (RE2) whose group 1 holds the name, at its beginning (`first`) or its end.

    `cue` is a part of it without which it cannot match; `Language.endings` cuts inflections off names.
    """

    language: str
    cue: str
    form: str
    name: Literal["first", "last"]


class Language(NamedTuple):
    """A language file: its patterns and the endings (a regular expression) that names may carry."""

    language: str
    endings: str
    patterns: tuple[Pattern, ...]


@cache
def languages() -> tuple[Language, ...]:
    """Return every language file, by name."""
    return tuple(read_language(path) for path in sorted(FOLDER.glob("*.toml")))


def read_language(path: Path) -> Language:
    """Read one file; in a form, {CUE} stands for its cue and {X} for the name (up to 60 characters)."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    patterns = (
        Pattern(path.stem, entry["cue"], f"(?is){_form(entry['form'], entry['cue'])}", entry["name"])
        for entry in found["pattern"]
    )
    return Language(path.stem, _plain(found["endings"]), tuple(patterns))


def cues() -> str:
    """Return one expression that matches wherever any form can."""
    return "(?i)" + "|".join(sorted({pattern.cue for language in languages() for pattern in language.patterns}))


def patterns_digest() -> str:
    """Return a hash of all language files."""
    return sha256(b"\0".join(path.read_bytes() for path in sorted(FOLDER.glob("*.toml")))).hexdigest()


def _plain(endings: str) -> str:
    """Return the expression without accents, as names are compared."""
    parts = unicodedata.normalize("NFD", endings)
    return "".join(part for part in parts if unicodedata.category(part) != "Mn") or "^$"


def _form(form: str, cue: str) -> str:
    greed = "" if form.endswith("{X}") else "?"
    return form.replace("{CUE}", cue).replace("{X}", f"([^\\n]{{1,60}}{greed})")
