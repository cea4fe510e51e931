"""The distinct texts of a case: read in batches, folded to words, freed of boilerplate, each kept once."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.narratives import boilerplate
from graphs.narratives.alike import weight
from graphs.narratives.arrays import I64, U32, U64
from graphs.narratives.endings import Endings, learn_endings, strip_endings
from graphs.narratives.seen import Seen
from graphs.narratives.tokens import Tokens, hash_words, tokenise
from graphs.store import Store
from graphs.store.database import named_sql

BATCH = 65_536
LEAST_WEIGHT = 60  # five words, or twelve characters of an unspaced script; a shorter text ties nothing


class Texts(NamedTuple):
    """The distinct texts, the earliest posted first: words of text i at `words[starts[i]:starts[i + 1]]`.

    `of_post` gives each post's text (-1: too short), posts numbered by time as in the table `word_post`; `posted`
    hashes the words of each text's earliest post, boilerplate included; `copies` counts the posts of each text.
    """

    words: U32
    starts: I64
    of_post: I64
    posted: U64
    copies: I64


def read_texts(store: Store) -> Texts:
    """Read the posts of the temporary table `word_post` and return their distinct texts; memory holds each once."""
    posts_of = store.sql("narratives/posts_by_author").fetchnumpy()["posts"].astype(np.int64)
    if not len(posts_of):
        nothing = np.zeros(0, np.int64)
        return Texts(np.zeros(0, np.uint32), np.zeros(1, np.int64), nothing, np.zeros(0, np.uint64), nothing)
    lines = _learn_lines(store, posts_of)
    endings = _learn_endings(store, lines, len(posts_of))
    of_post, posted = np.zeros((2, int(posts_of.sum())), dtype=np.uint64)
    seen, kept = Seen(), []
    for numbers, authors, houses, found in _batches(store, "texts", several_lines=False):
        words, starts = boilerplate.strip(found, authors, houses, lines)
        words, starts = strip_endings(words, starts, authors, endings)
        digests = _digests(words, starts, found.words, found.starts)
        of_post[numbers] = digests
        posted[numbers] = hashes(found.words, found.starts)
        fresh = seen.add(digests)
        kept.append((*_take(words, starts, fresh), digests[fresh]))
    return _in_order(kept, of_post, posted)


def _learn_lines(store: Store, posts_of: I64) -> tuple[U64, U64]:
    """Return the boilerplate lines of authors, and of outlets that speak through several accounts."""
    of_house = store.sql("narratives/posts_by_house").fetchnumpy()["posts"].astype(np.int64)
    by_author, by_house = [], []
    for _, authors, houses, words in _batches(store, "texts", several_lines=True):
        by_author.append(boilerplate.lines_of(words, authors))
        if len(of_house):
            by_house.append(boilerplate.lines_of(words, houses))
    return boilerplate.learn(by_author, posts_of), boilerplate.learn(by_house, of_house)


def _learn_endings(store: Store, lines: tuple[U64, U64], authors_in_all: int) -> Endings:
    """Return the runs that open or close many of an author's texts, from up to a hundred texts of each."""
    parts = []
    for _, authors, houses, found in _batches(store, "signature_texts"):
        parts.append((*boilerplate.strip(found, authors, houses, lines), authors))
    words = np.concatenate([part[0] for part in parts]) if parts else np.zeros(0, np.uint32)
    lengths = np.concatenate([[0], *(np.diff(part[1]) for part in parts)])
    authors = np.concatenate([part[2] for part in parts]) if parts else np.zeros(0, np.int64)
    return learn_endings(words, np.cumsum(lengths).astype(np.int64), authors, authors_in_all)


def _batches(store: Store, name: str, **values: bool) -> Iterator[tuple[I64, I64, I64, Tokens]]:
    """Yield post, author and house numbers and words, some ten thousand posts at a time, in any order."""
    relation = store.connection.sql(named_sql(f"narratives/{name}"), params=values)
    for batch in relation.to_arrow_reader(BATCH):
        numbers, authors, houses = (batch.column(i).to_numpy().astype(np.int64) for i in range(3))
        yield numbers, authors, houses, tokenise(batch.column(3))


def _take(words: U32, starts: I64, chosen: I64) -> tuple[U32, I64]:
    """Return the words of the chosen texts and the length of each."""
    lengths = (starts[1:] - starts[:-1])[chosen]
    bounds = np.concatenate([[0], np.cumsum(lengths)])
    place = np.repeat(starts[chosen] - bounds[:-1], lengths) + np.arange(bounds[-1])
    return words[place], lengths


def _in_order(kept: list[tuple[U32, I64, U64]], of_post: U64, posted: U64) -> Texts:
    """Join the parts and number the texts by their earliest post."""
    words = np.concatenate([part[0] for part in kept])
    lengths = np.concatenate([part[1] for part in kept])
    digests = np.concatenate([part[2] for part in kept])
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    by_digest = np.argsort(digests)
    place = np.searchsorted(digests[by_digest], of_post)
    place = np.minimum(place, max(len(digests) - 1, 0))
    text = np.where(of_post != 0, by_digest[place] if len(digests) else 0, -1)
    known, earliest = np.unique(text[text >= 0], return_index=True)
    posts = np.flatnonzero(text >= 0)[earliest]
    order, posts = known[np.argsort(posts)], np.sort(posts)
    number = np.full(len(digests) + 1, -1, dtype=np.int64)
    number[order] = np.arange(len(order))
    ordered, sizes = _take(words, starts, order)
    of_text = number[text]
    copies = np.bincount(of_text[of_text >= 0], minlength=len(order)).astype(np.int64)
    return Texts(ordered, np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), of_text, posted[posts], copies)


def _digests(words: U32, starts: I64, posted: U32, posted_starts: I64) -> U64:
    """Return a hash of each text's words, 0 for a text too short to tie anything.

    A text that is too short without its boilerplate is hashed as it was posted: only its exact likeness meets it.
    """
    out = np.zeros(len(starts) - 1, dtype=np.uint64)
    _fill_digests(words, starts, posted, posted_starts, out)
    return out


def hashes(words: U32, starts: I64) -> U64:
    """Return a hash of each text's words, in order."""
    out = np.empty(len(starts) - 1, dtype=np.uint64)
    _fill_hashes(words, starts, out)
    return out


@kernel
def _fill_hashes(words: U32, starts: I64, out: U64) -> None:
    for text in range(len(starts) - 1):
        out[text] = hash_words(words, starts[text], starts[text + 1])


@kernel
def _fill_digests(words: U32, starts: I64, posted: U32, posted_starts: I64, out: U64) -> None:
    for text in range(len(starts) - 1):
        low, high = starts[text], starts[text + 1]
        if weight(words, low, high) >= LEAST_WEIGHT:
            out[text] = np.uint64(hash_words(words, low, high)) | np.uint64(1)
        elif high > low and weight(posted, posted_starts[text], posted_starts[text + 1]) >= LEAST_WEIGHT:
            out[text] = np.uint64(hash_words(posted, posted_starts[text], posted_starts[text + 1])) & ~np.uint64(1)
