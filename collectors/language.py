"""Which language a text is in: cld2 first, letters and frequent words where it is unsure."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pycld2

DETECTOR_VERSION = 1
_LINK, _HOST, _NAME = re.compile(r"https?://\S+"), re.compile(r"\bwww\.\S+"), re.compile(r"@[\w.@-]+")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]*@[\w.@-]+")  # three times as slow as _NAME
_UNSEEN = re.compile(  # control and format characters, surrogates, non-characters
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA, _HANGUL = r"\u3040-\u30ff\u31f0-\u31ff", r"\u1100-\u11ff\uac00-\ud7af"
_UNSPACED = {"ja": re.compile(f"[{_KANA}]+"), "ko": re.compile(f"[{_HANGUL}]+"), "zh": re.compile(f"[{_HAN}]+")}
_ANY_UNSPACED = re.compile(f"[{_HAN}{_KANA}{_HANGUL}]")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`][^\W\d_]+)*")
_SCRIPTS = {
    "arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]+"),
    "cyrillic": re.compile(r"[\u0400-\u052f]+"),
    "latin": re.compile(r"[a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+"),
}
_MOST_WORDS = 60
_CLEAR = 1.0


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


@lru_cache(maxsize=1 << 12)
def detect(text: str) -> Language:
    """Name the language of a text; links, @names, control and format characters do not count.

    The detector is `cld2`, or `letters` where that one was unsure or its answer has letters that the language lacks,
    or `script` where the script alone decides; `none` where there is nothing to go by.
    """
    text = readable(text)
    if len(text) < 2:
        return _NONE
    unspaced = _unspaced(text)
    if unspaced:
        return unspaced
    guess = _cld2(text)
    if guess.score > 0.5 and guess.lang in _known() and not _is_contradicted(text, guess.lang):
        return guess
    return _second_opinion(text, guess)


def readable(text: str) -> str:
    """Return what is language in a text: no links, addresses, @names, hash signs, control or format characters."""
    if not text.isprintable():
        text = _UNSEEN.sub("", text)
    if "://" in text:
        text = _LINK.sub(" ", text)
    if "www." in text:
        text = _HOST.sub(" ", text)
    if "@" in text:
        mail = any(part[-1:].isalnum() or part.endswith((".", "_", "+", "-")) for part in text.split("@")[:-1])
        text = (_MAIL if mail else _NAME).sub(" ", text)
    return " ".join(text.replace("#", " ").replace("_", " ").split())


@cache
def frequent_words(code: str) -> frozenset[str]:
    """Return the commonest words of a language, in lower case; none where the language is not described."""
    return frozenset(word for one in _data()["language"] if one["code"] == code for word in one["words"].split())


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
    """Tell Chinese, Japanese and Korean apart by their scripts, where these are a quarter of the letters or more."""
    if text.isascii() or not _ANY_UNSPACED.search(text):
        return None
    counts = {code: _count(pattern, text) for code, pattern in _UNSPACED.items()}
    total = sum(counts.values())
    if total * 4 < _count(_LETTERS, text):
        return None
    if counts["ko"] * 2 >= total:
        return Language("ko", round(counts["ko"] / total, 4), "script")
    if counts["ja"] * 8 >= total:
        return Language("ja", round(min(1.0, 0.5 + counts["ja"] / total), 4), "script")
    return Language("zh", round(counts["zh"] / total, 4), "script")


def _count(runs: re.Pattern[str], text: str) -> int:
    """Return how many characters stand in runs of a pattern."""
    return len("".join(runs.findall(text)))


def _is_contradicted(text: str, code: str) -> bool:
    """Tell whether the text is not in a script of the language, or one word in ten has letters that it lacks."""
    known = _letters().get(code)
    if known is None:
        return False
    own, foreign = known
    if own.isdisjoint(text):
        return True
    return foreign.search(text) is not None and len(foreign.findall(text)) * 10 > text.count(" ") + 1


def _second_opinion(text: str, guess: Language) -> Language:
    """Weigh the languages of the text's script; a sure first answer yields only to a clear and better one."""
    script = _main_script(text)
    words = [word.lower() for word in _WORD.findall(text)][:_MOST_WORDS]
    if not script or not words:
        return guess if guess.lang else _sole(text)
    tenths = map(sum, zip(*(_said(word, script) for word in words), strict=True))
    scores = {one.code: total / 10 for one, total in zip(_profiles()[script], tenths, strict=True)}
    code, best = max(scores.items(), key=lambda entry: (entry[1], entry[0]))
    ahead = best - scores.get(guess.lang or "", 0.0)
    sure = guess.lang is not None and guess.score > 0.5 and not _is_contradicted(text, guess.lang)
    if code == guess.lang or best <= 0 or (sure and ahead < _CLEAR) or (guess.lang and ahead <= 0):
        return guess
    second = sorted(scores.values())[-2]
    return Language(code, round(best / (best + max(second, 0.0)), 4), "letters")


def _main_script(text: str) -> str:
    """Name the described script that at least half of the letters belong to; empty where there is none."""
    counts = {name: _count(pattern, text) for name, pattern in _SCRIPTS.items()}
    name = max(counts, key=lambda one: counts[one])
    return name if counts[name] * 2 >= _count(_LETTERS, text) and counts[name] else ""


def _sole(text: str) -> Language:
    """Name the one language that uses the text's script, if the script is such a one."""
    most, code = max((len(pattern.findall(text)), code) for pattern, code in _sole_scripts())
    return Language(code, 1.0, "script") if most else _NONE


@lru_cache(maxsize=1 << 15)
def _said(word: str, script: str) -> tuple[int, ...]:
    """Return what a word says for each language of a script, in tenths.

    A frequent word 10, else a frequent ending 4; a letter that few others have 4; a letter that it lacks -10.
    """
    marks = set(word)
    return tuple(
        (10 if word in one.words else 4 if len(word) > 3 and word.endswith(one.endings) else 0)
        + (0 if marks.isdisjoint(one.own) else 4)
        - (0 if marks <= one.alphabet else 10)
        for one in _profiles()[script]
    )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "languages.toml").read_text(encoding="utf-8"))


@cache
def _codes() -> dict[str, str]:
    return dict(_data()["codes"])


@cache
def _known() -> frozenset[str]:
    """Return the codes that are taken at cld2's word when it is sure."""
    profiled = {one["code"] for one in _data()["language"]} | set(_data()["sole"].values())
    return frozenset(profiled - set(_data()["confused"]["codes"]))


@cache
def _sole_scripts() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(f"[{span}]"), code) for span, code in _data()["sole"].items())


@cache
def _profiles() -> dict[str, tuple[_Profile, ...]]:
    by_script: dict[str, list[_Profile]] = {}
    for one in _data()["language"]:
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
def _letters() -> dict[str, tuple[frozenset[str], re.Pattern[str]]]:
    """Return for each language the letters of its scripts, and those among them that it lacks, in both cases."""
    every: dict[str, set[str]] = {}
    lacking: dict[str, set[str]] = {}
    for profiles in _profiles().values():
        letters = _both_cases(frozenset[str]().union(*(one.alphabet for one in profiles)))
        for one in profiles:
            every.setdefault(one.code, set()).update(letters)
            lacking.setdefault(one.code, set()).update(letters - _both_cases(one.alphabet))
    return {
        code: (frozenset(every[code]), re.compile(f"[{''.join(sorted(marks))}]")) for code, marks in lacking.items()
    }


def _both_cases(letters: frozenset[str]) -> frozenset[str]:
    """Add capitals (re.IGNORECASE would take a dotless i for i)."""
    own = {mark for mark in letters if mark.isalpha()}
    return frozenset(own | {mark.upper() for mark in own if mark.upper().lower() == mark})
