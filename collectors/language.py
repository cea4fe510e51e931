"""Which language a text is in: cld2 first, letters and frequent words where it is unsure."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pycld2

DETECTOR_VERSION = 1
_NOT_LANGUAGE = re.compile(r"https?://\S+|www\.\S+|(?<![\w.])@[\w.@-]+|[\w.+-]+@[\w-]+\.[\w.-]+|[#_]")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = re.compile(rf"(?P<zh>[{_HAN}]+)|(?P<ja>[\u3040-\u30ff\u31f0-\u31ff]+)|(?P<ko>[\u1100-\u11ff\uac00-\ud7af]+)")
_CYRILLIC, _ARABIC = re.compile(r"[\u0400-\u052f]"), re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`][^\W\d_]+)*")
_MOST_WORDS = 60


class Language(NamedTuple):
    """A language by its code, how clear the case was (0 to 1, not a probability), and who said so."""

    lang: str | None
    score: float
    detector: str


class _Profile(NamedTuple):
    code: str
    alphabet: frozenset[str]
    own: frozenset[str]
    words: frozenset[str]
    endings: tuple[str, ...]


_NONE = Language(None, 0.0, "none")


def detect(text: str) -> Language:
    """Name the language of a text; links, @names, control and format characters do not count.

    The detector is `cld2`, or `letters` where that one was unsure or its answer has letters that the language lacks,
    or `script` where the script alone decides; `none` where there is nothing to go by.
    """
    text = readable(text)
    if len(text) < 2:
        return _NONE
    guess = _cld2(text)
    unspaced = _unspaced(text)
    if unspaced:
        return unspaced
    if guess.score > 0.5 and guess.lang not in _confused():
        return guess if not _is_contradicted(text, guess.lang) else _second_opinion(text, guess)
    return _second_opinion(text, guess)


def readable(text: str) -> str:
    """Return what is language in a text: no links, addresses, @names, hash signs, control or format characters."""
    return " ".join(_NOT_LANGUAGE.sub(" ", "".join(_strip(text))).split())


def _strip(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join([mark if mark.isprintable() or mark == "\u00a0" else "" if mark not in _BREAKS else " " for mark in text])


_BREAKS = "\n\t\r\v\f\u2028\u2029\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def _cld2(text: str) -> Language:
    try:
        reliable, _, found = pycld2.detect(text, isPlainText=True, bestEffort=True)
    except (pycld2.error, ValueError):
        return _NONE
    code = _codes().get(found[0][1], found[0][1])
    if not code or code.startswith("xx"):
        return _NONE
    return Language(code, round(found[0][2] / 100 * (1.0 if reliable else 0.5), 4), "cld2")


def _unspaced(text: str) -> Language | None:
    """Tell Chinese, Japanese and Korean apart by their scripts, where these make up a good part of the text."""
    counts = {"zh": 0, "ja": 0, "ko": 0}
    if text.isascii():
        return None
    for run in _UNSPACED.finditer(text):
        counts[run.lastgroup or "zh"] += len(run[0])
    total = sum(counts.values())
    if not total:
        return None
    letters = sum(map(str.isalpha, text))
    if total * 4 < letters:
        return None
    if counts["ko"] * 2 >= total:
        return Language("ko", round(counts["ko"] / total, 4), "script")
    if counts["ja"] * 8 >= total:
        return Language("ja", round(min(1.0, 0.5 + counts["ja"] / total), 4), "script")
    return Language("zh", round(counts["zh"] / total, 4), "script")


def _is_contradicted(text: str, code: str | None) -> bool:
    """Tell whether a tenth of the words have letters which the named language does not use."""
    foreign = _foreign().get(code or "")
    return foreign is not None and len(foreign.findall(text)) * 10 > text.count(" ") + 1


def _second_opinion(text: str, guess: Language) -> Language:
    script, profiles = _main_script(text)
    if not profiles:
        alone = _sole(text)
        return alone or guess
    words = [word.lower() for word in _WORD.findall(text)][:_MOST_WORDS]
    scores = sorted(((_score(words, one), one.code) for one in profiles), reverse=True)
    (best, code), (second, _) = scores[0], scores[1]
    if code == guess.lang or best <= 0 or best < second * 1.02:
        return guess if guess.lang else (_NONE if best <= 0 else Language(code, 0.25, "letters"))
    return Language(code, round(min(1.0, best / (best + max(second, 0.0))), 4), "letters")


def _main_script(text: str) -> tuple[str, tuple[_Profile, ...]]:
    counts = [(len(pattern.findall(text)), name) for name, pattern in _SCRIPTS]
    most, name = max(counts)
    return (name, _profiles()[name]) if most else ("", ())


_SCRIPTS = (("arabic", _ARABIC), ("cyrillic", _CYRILLIC), ("latin", _LATIN))


def _sole(text: str) -> Language | None:
    counts = [(len(pattern.findall(text)), code) for pattern, code in _sole_scripts()]
    most, code = max(counts)
    return Language(code, 1.0, "script") if most else None


def _score(words: list[str], profile: _Profile) -> float:
    """Add up what each word says for the language: a frequent word 1, an ending 0.4, own letters 0.4, foreign ones -1."""
    total = 0.0
    for word in words:
        marks = set(word)
        if word in profile.words:
            total += 1.0
        elif len(word) > 3 and word.endswith(profile.endings):
            total += 0.4
        if not marks.isdisjoint(profile.own):
            total += 0.4
        if not marks <= profile.alphabet:
            total -= 1.0
    return total


@cache
def _data() -> dict[str, object]:
    return tomllib.loads((Path(__file__).parent / "data" / "languages.toml").read_text(encoding="utf-8"))


@cache
def _codes() -> dict[str, str]:
    return _data()["codes"]  # type: ignore[return-value]


@cache
def _confused() -> frozenset[str]:
    return frozenset(_data()["confused"]["codes"])  # type: ignore[index]


@cache
def _sole_scripts() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(f"[{span}]"), code) for span, code in _data()["sole"].items())  # type: ignore[attr-defined]


@cache
def _profiles() -> dict[str, tuple[_Profile, ...]]:
    by_script: dict[str, list[_Profile]] = {}
    for one in _data()["language"]:  # type: ignore[attr-defined]
        profile = _Profile(
            one["code"],
            frozenset(one["alphabet"] + "'’‘ʻʼ`"),
            frozenset(one["own"]),
            frozenset(one["words"].split()),
            tuple(one["endings"].split()),
        )
        by_script.setdefault(one["script"], []).append(profile)
    return {script: tuple(profiles) for script, profiles in by_script.items()}


@cache
def _foreign() -> dict[str, re.Pattern[str]]:
    """Return for each language of the Cyrillic script a pattern of the letters that are not its own."""
    letters = {mark for one in _profiles()["cyrillic"] for mark in one.alphabet if mark.isalpha()}
    return {
        one.code: re.compile(f"[{''.join(sorted(letters - one.alphabet))}]")
        for one in _profiles()["cyrillic"]
        if one.code != "uz"
    }
