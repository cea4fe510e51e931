"""Which narratives speak of one subject at one time, by the rare words that their labels share."""

import re
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from graphs.trace.rows import HOUR, Floats, Ints

_WORD = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]{2,}")
_LEAST = 3  # words shared
_MOST = 2000  # labels that may hold a word before it says nothing
_APART = 12 * HOUR  # between the end of one narrative and the beginning of the other
_ROWS = 2000


def words(label: str) -> set[str]:
    """Return the words of a label that can tell its subject: four letters or more, figures, pairs of ideographs."""
    lower = label.lower()
    pairs = {run[i : i + 2] for run in _UNSPACED.findall(lower) for i in range(len(run) - 1)}
    return set(_WORD.findall(_UNSPACED.sub(" ", lower))) | pairs


def alike(labels: Sequence[str], first: Ints, last: Ints, share: float) -> Ints:
    """Return pairs of narratives, as two rows, whose labels share three words and so much of the lesser's weight.

    A word weighs log(1 + labels / labels that hold it). Pairs whose times lie more than half a day apart are none.
    """
    held, weight = _matrix(labels)
    if not held.nnz:
        return np.zeros((2, 0), dtype=np.int64)
    size = held @ weight
    weighed = held.multiply(weight[None, :]).tocsr()
    found = []
    for start in range(0, len(labels), _ROWS):
        part = slice(start, start + _ROWS)
        common = (weighed[part] @ held.T).tocoo()
        count = (held[part] @ held.T).tocsr()
        row, other = common.row + start, common.col
        least = np.minimum(size[row], size[other])
        near = np.maximum(first[row], first[other]) - np.minimum(last[row], last[other]) <= _APART
        kept = (row < other) & near & (common.data >= share * least)
        row, other = row[kept], other[kept]
        enough = np.asarray(count[row - start, other]).ravel() >= _LEAST if len(row) else np.zeros(0, dtype=bool)
        found.append(np.stack([row[enough], other[enough]]))
    return np.concatenate(found, axis=1).astype(np.int64)


def _matrix(labels: Sequence[str]) -> tuple[csr_array, np.ndarray]:
    """Return which label holds which word, words that too many hold left out, and what each word weighs."""
    codes: dict[str, int] = {}
    row, column = [], []
    for place, label in enumerate(labels):
        for word in sorted(words(label)):
            row.append(place)
            column.append(codes.setdefault(word, len(codes)))
    held = csr_array((np.ones(len(row)), (row, column)), shape=(len(labels), max(len(codes), 1)))
    count: Floats = held.sum(axis=0)
    telling = np.flatnonzero((count > 0) & (count <= _MOST))
    return held[:, telling].tocsr(), np.log1p(len(labels) / count[telling])
