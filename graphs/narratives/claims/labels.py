"""What is said of a claim: its most typical sentence, and the terms that its texts share, language by language."""

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from collectors.language import frequent_words
from graphs.kernels import kernel
from graphs.narratives.arrays import F32, I64, U32
from graphs.narratives.claims.embedder import Sparse
from graphs.narratives.claims.grams import grams_of

LONGEST = 120  # characters of a label
SHORTEST = 20
TERMS = 4  # of one language
READ = 3  # typical and other texts of a claim whose sentences are compared
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}")


class Said(NamedTuple):
    """A claim's most typical sentence, and its terms as `language: term, term; language: term`."""

    sentence: str
    terms: str


def labels(texts: pa.Array, languages: pa.Array, centre: I64, wording: Sparse) -> dict[int, Said]:
    """Describe each claim of two texts or more, by the number of its most typical text."""
    members = _members(centre)
    words, spoken = texts.to_pylist(), languages.to_pylist()
    sentences = _sentences(members, words)
    best = _most_typical(members, sentences, wording)
    rarity = Counter(
        word for numbers in members.values() for one in numbers for word in _words(words[one], spoken[one])
    )
    return {lead: Said(best[lead], _terms(numbers, words, spoken, rarity)) for lead, numbers in members.items()}


def _members(centre: I64) -> dict[int, list[int]]:
    """Return the texts of each claim, the most typical first."""
    shared = np.flatnonzero(np.bincount(centre, minlength=len(centre))[centre] > 1)
    out: dict[int, list[int]] = {int(lead): [int(lead)] for lead in np.unique(centre[shared])}
    for number in shared.tolist():
        if number != centre[number]:
            out[int(centre[number])].append(number)
    return out


def _sentences(members: dict[int, list[int]], words: list[str | None]) -> dict[int, list[str]]:
    """Return for each claim the sentences of its most typical text."""
    out = {}
    for lead in members:
        parts = [" ".join(part.split()) for part in _SENTENCE.split(words[lead] or "")]
        long = [part for part in parts if len(part) >= SHORTEST or (len(part) >= SHORTEST // 3 and _HAN.search(part))]
        out[lead] = long or [" ".join((words[lead] or "").split())]
    return out


def _most_typical(members: dict[int, list[int]], sentences: dict[int, list[str]], wording: Sparse) -> dict[int, str]:
    """Return for each claim the sentence whose grams weigh most in all its texts, for its length."""
    flat = [(lead, sentence) for lead, some in sentences.items() for sentence in some]
    found = grams_of(pa.array([sentence for _, sentence in flat], pa.string()))
    best: dict[int, tuple[float, str]] = {}
    for number, (lead, sentence) in enumerate(flat):
        grams = found.grams[found.starts[number] : found.starts[number + 1]]
        weight = _weight(grams, *wording, np.array(members[lead], np.int64)) / np.sqrt(max(len(grams), 1))
        if lead not in best or weight > best[lead][0]:
            best[lead] = weight, sentence
    return {lead: sentence[:LONGEST] for lead, (_, sentence) in best.items()}


@kernel
def _weight(grams: U32, features: U32, weights: F32, starts: I64, texts: I64) -> float:
    """Add up what the sorted grams weigh in the texts."""
    total = 0.0
    for text in texts:
        i, j = 0, starts[text]
        while i < len(grams) and j < starts[text + 1]:
            if grams[i] == features[j]:
                total += weights[j]
                i += 1
                j += 1
            elif grams[i] < features[j]:
                i += 1
            else:
                j += 1
    return total


def _words(text: str | None, language: str | None) -> set[str]:
    """Return what can be a term of a text: words that are not among a language's commonest; of Chinese, pairs."""
    text = (text or "").casefold()
    words = set(_WORD.findall(_HAN.sub(" ", text))) - frequent_words(language or "")
    return words | {run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)}


def _terms(numbers: list[int], words: list[str | None], spoken: list[str | None], rarity: Counter[str]) -> str:
    """Return the words that most of a claim's texts of a language share, rarer ones first among equals."""
    held: dict[str, Counter[str]] = {}
    for one in numbers:
        held.setdefault(spoken[one] or "?", Counter()).update(_words(words[one], spoken[one]))
    return "; ".join(f"{language}: {', '.join(_top(held[language], rarity))}" for language in sorted(held))


def _top(held: Counter[str], rarity: Counter[str]) -> list[str]:
    ranked = sorted(held, key=lambda word: (-held[word], rarity[word], -len(word), word))
    return ranked[:TERMS]
