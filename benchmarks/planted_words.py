"""Posts of 15 to 30 words, of which a share are edited copies: the planted text of the words level's benchmark."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graphs.kernels import kernel

I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]
F64 = npt.NDArray[np.float64]

VOCABULARY = 100_000
LEAST, MOST = 15, 30  # words of a post
WORST = 0.25  # the largest share of its words that an edit touches
_LETTERS = "aeioubdgklmnprst"


class Planted(NamedTuple):
    """Posts in order of time: `texts`; `source` of each (-1: none), `family` (its first original), `held`.

    `held` is the containment that the edit left: the share of the distinct pairs of neighbouring words of the text
    that has fewer of them which also stand in the other.
    """

    texts: pa.ChunkedArray
    source: I64
    family: I64
    held: F64


def plant(posts: int, *, copies: float, of_copies: bool, seed: int) -> Planted:
    """Plant posts; a copy is of any earlier original, or of any earlier post where `of_copies` is set.

    Words follow a Zipf-like law over 100,000 invented words, so that common words and phrases meet by chance. Each
    copy has one share between 1 and 25 % of its words edited, at least one, each edit a substitution, deletion,
    insertion or move with equal chance.
    """
    rng = np.random.default_rng(seed)
    lengths = rng.integers(LEAST, MOST + 1, posts)
    is_copy = rng.random(posts) < copies
    is_copy[0] = False
    ranks = np.exp(rng.random(int(lengths.sum())) * np.log(VOCABULARY)).astype(np.int32)
    draws = rng.random((posts, 2))
    words = np.empty(len(ranks) + posts * (MOST // 2), dtype=np.int32)
    starts, source, family = (np.zeros(posts + 1, np.int64) for _ in range(3))
    held = np.zeros(posts)
    count = _plant(
        lengths, is_copy, ranks, draws, of_copies, int(rng.integers(2**62)), words, starts, source, family, held
    )
    return Planted(_written(words[:count], starts), source[:posts], family[:posts], held)


def _written(words: I32, starts: I64) -> pa.ChunkedArray:
    """Return the texts, in portions that fit Arrow's 32-bit offsets."""
    vocabulary, portions = _vocabulary(), []
    for low in range(0, len(starts) - 1, 500_000):
        bounds = starts[low : low + 500_001]
        taken = vocabulary.take(pa.array(words[bounds[0] : bounds[-1]]))
        portions.append(pc.binary_join(pa.ListArray.from_arrays((bounds - bounds[0]).astype(np.int32), taken), " "))
    return pa.chunked_array(portions)


def _vocabulary() -> pa.Array:
    """Return invented words, each another number in letters."""
    out = []
    for number in range(VOCABULARY + 1):
        letters = ""
        rest = number + 4096 if number > 64 else number + 16
        while rest:
            rest, at = divmod(rest, len(_LETTERS))
            letters += _LETTERS[at]
        out.append(letters)
    return pa.array(out, pa.string())


@kernel
def _plant(
    lengths: I64,
    is_copy: npt.NDArray[np.bool_],
    ranks: I32,
    draws: F64,
    of_copies: bool,
    seed: int,
    words: I32,
    starts: I64,
    source: I64,
    family: I64,
    held: F64,
) -> int:
    np.random.seed(seed % 2**31)
    originals = np.empty(len(lengths), np.int64)
    n_originals, count, used = 0, 0, 0
    text = np.empty(2 * MOST + 2 * MOST, np.int32)
    for post in range(len(lengths)):
        if not is_copy[post]:
            originals[n_originals] = post
            n_originals += 1
            source[post], family[post] = -1, post
            for _ in range(lengths[post]):
                words[count] = ranks[used]
                count, used = count + 1, used + 1
            starts[post + 1] = count
            continue
        at = int(draws[post, 0] * post) if of_copies else originals[int(draws[post, 0] * n_originals)]
        size = 0
        for i in range(starts[at], starts[at + 1]):
            text[size] = words[i]
            size += 1
        share = 0.01 + draws[post, 1] * (WORST - 0.01)
        size = _edit(text, size, max(1, round(share * size)))
        source[post], family[post] = at, family[at]
        for i in range(size):
            words[count] = text[i]
            count += 1
        used += lengths[post]
        starts[post + 1] = count
        held[post] = _held(words[starts[at] : starts[at + 1]], words[starts[post] : count])
    return count


@kernel
def _edit(text: I32, size: int, edits: int) -> int:
    for _ in range(edits):
        way, at = np.random.randint(4), np.random.randint(size)
        if way == 0:
            text[at] = np.random.randint(VOCABULARY)
        elif way == 1 and size > LEAST // 2:
            text[at : size - 1] = text[at + 1 : size].copy()
            size -= 1
        elif way == 2:
            text[at + 1 : size + 1] = text[at:size].copy()
            text[at] = np.random.randint(VOCABULARY)
            size += 1
        else:
            word, to = text[at], np.random.randint(size)
            text[at : size - 1] = text[at + 1 : size].copy()
            text[to + 1 : size] = text[to : size - 1].copy()
            text[to] = word
    return size


@kernel
def _held(one: I32, other: I32) -> float:
    a, b = set(), set()
    for i in range(len(one) - 1):
        a.add(np.int64(one[i]) << 32 | np.int64(one[i + 1]))
    for i in range(len(other) - 1):
        b.add(np.int64(other[i]) << 32 | np.int64(other[i + 1]))
    return len(a & b) / min(len(a), len(b))
