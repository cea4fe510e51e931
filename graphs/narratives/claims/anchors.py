"""What ties two texts whatever their languages: numbers, dates, names, pages, hashtags, media; the rare ones count."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Self

import numpy as np
import pyarrow as pa

from graphs.narratives.arrays import F64, I64, Flags
from graphs.narratives.claims.embedder import Levels, Sparse
from graphs.narratives.claims.readings import Readings

LEVELS = Levels(weak=0.30, strong=0.52)
SMOOTH_TEXTS, SMOOTH_USES = 100.0, 2.0  # as for grams
CHECKABLE = 2  # names and numbers from which on two texts that share nothing speak of different things


class Anchors(NamedTuple):
    """The anchors of n texts: weighted rows, and of each text whether it says enough to be contradicted.

    A row is shorter than one: the dot product of two texts with the same single rare anchor is a half, with two of
    them two thirds; common anchors give less.
    """

    rows: Sparse
    checkable: Flags

    @classmethod
    def none(cls, count: int) -> Self:
        """Return texts without any."""
        empty = Sparse(np.zeros(0, np.uint32), np.zeros(0, np.float32), np.zeros(count + 1, np.int64))
        return cls(empty, np.zeros(count, np.bool_))


def read_anchors(
    texts: pa.Array, languages: pa.Array, further: Iterable[tuple[int, str]] = (), readings: Readings | None = None
) -> Anchors:
    """Find the anchors of each text; `further` adds (number of the text, anchor), such as an article page.

    `readings` knows texts that were read before, and remembers these.
    """
    names: dict[str, int] = {}
    of_texts = [
        (text, names.setdefault(key, len(names)), share)
        for text, key, share in _facts(texts, languages, readings or Readings())
    ]
    more = [(text, names.setdefault(key, len(names)), _worth(key)) for text, key in further]
    text, _, share = _once(of_texts)
    told = np.bincount(text, share, len(texts))
    return Anchors(_rows(*_once(of_texts + more), len(texts)), told > CHECKABLE - 0.5)


def _once(found: list[tuple[int, int, float]]) -> tuple[I64, I64, F64]:
    """Keep each anchor of a text once, for what it is worth at most."""
    text, key = (np.array([row[at] for row in found], np.int64) for at in (0, 1))
    share = np.array([row[2] for row in found])
    order = np.lexsort((-share, key, text))
    text, key, share = text[order], key[order], share[order]
    fresh = np.ones(len(text), np.bool_)
    fresh[1:] = (text[1:] != text[:-1]) | (key[1:] != key[:-1])
    return text[fresh], key[fresh], share[fresh]


def _worth(anchor: str) -> float:
    """Count the same page or picture for two facts, a hashtag for one."""
    return 1.0 if anchor.startswith("tag:") else 2.0


def _facts(texts: pa.Array, languages: pa.Array, readings: Readings) -> Iterator[tuple[int, str, float]]:
    """Yield each anchor of each text with its share of a fact."""
    for number, (text, language) in enumerate(zip(texts.to_pylist(), languages.to_pylist(), strict=True)):
        for key, share in readings.read(text, language) if text else ():
            yield number, key, share


def _rows(text: I64, key: I64, share: F64, count: int) -> Sparse:
    """Weigh each anchor by its rarity, and each row with a ballast of one rare anchor more."""
    uses = np.bincount(key) if len(key) else np.zeros(0)
    rarity = np.log((count + SMOOTH_TEXTS) / (uses + SMOOTH_USES))
    rarest = np.log((count + SMOOTH_TEXTS) / (1 + SMOOTH_USES))
    weight = np.maximum(rarity, 0.01)[key] * np.sqrt(share)
    length = np.sqrt(rarest**2 + np.bincount(text, weights=weight**2, minlength=count))
    starts = np.concatenate([[0], np.cumsum(np.bincount(text, minlength=count))]).astype(np.int64)
    return Sparse(key.astype(np.uint32), (weight / length[text]).astype(np.float32), starts)
