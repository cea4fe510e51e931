"""The distinct texts of a case: read in batches, folded to words, freed of boilerplate, each kept once."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from graphs.kernels import kernel
from graphs.narratives import boilerplate
from graphs.narratives.alike import weight
from graphs.narratives.arrays import I64, U32, U64
from graphs.narratives.endings import Endings, learn_endings, strip_endings
from graphs.narratives.kept import Kept
from graphs.narratives.runs import take
from graphs.narratives.seen import Seen
from graphs.narratives.tokens import Tokens, hash_words, tokenise
from graphs.store import Store
from graphs.store.database import named_sql

BATCH = 65_536
LEAST_WEIGHT = 60  # five words, or twelve characters of an unspaced script; a shorter text ties nothing


class Texts(NamedTuple):
    """The distinct texts, the earliest posted first: words of text i at `words[starts[i]:starts[i + 1]]`.

    `digests` hashes the words of each text; one that is short without its boilerplate has no words, and its digest is
    that of the text as posted, so that its exact double is all it meets. `of_post` gives each post's text (-1: too
    short), posts numbered by time as in the table `word_post`; `posted` hashes the words of each text's earliest post,
    boilerplate included; `copies` counts the posts of each text.
    """

    words: U32
    starts: I64
    digests: U64
    of_post: I64
    posted: U64
    copies: I64


class _Part(NamedTuple):
    """Some distinct texts: words, the length of each text, digests."""

    words: U32
    lengths: I64 | U32
    digests: U64


def read_texts(store: Store, kept: Kept) -> Texts:
    """Read the posts of the temporary table `word_post` and return their distinct texts; memory holds each once.

    Only authors with a post that is new, gone or changed are read again, since boilerplate is learnt of each author
    (and outlet) by itself: what was kept of the others is what reading them would give.
    """
    store.script("narratives/word_stale")
    posts_of = store.sql("narratives/posts_by_author").fetchnumpy()["posts"].astype(np.int64)
    of_post, posted = np.zeros((2, int(posts_of.sum())), dtype=np.uint64)
    known = store.sql("narratives/word_known").fetchnumpy()
    of_post[known["number"]], posted[known["number"]] = known["digest"], known["posted"]
    parts = [_Part(kept.get("words", np.uint32), kept.get("lengths", np.uint32), kept.get("digests", np.uint64))]
    seen = Seen()
    seen.add(parts[0].digests)
    read = [np.zeros(0, np.int64)]
    for numbers, part, digests, hashed in _read(store, posts_of) if len(posts_of) else ():
        of_post[numbers], posted[numbers] = digests, hashed
        fresh = seen.add(digests)
        parts.append(_Part(*take(part[0], part[1], fresh), digests[fresh]))
        read.append(numbers)
    _keep_posts(store, np.concatenate(read), of_post, posted)
    texts = _in_order(parts, of_post, posted)
    kept.put("words", texts.words)
    kept.put("lengths", np.diff(texts.starts).astype(np.uint32))
    kept.put("digests", texts.digests)
    return texts


def _read(store: Store, posts_of: I64) -> Iterator[tuple[I64, tuple[U32, I64], U64, U64]]:
    """Yield post numbers, words and starts without boilerplate, digests, and hashes of the words as posted."""
    lines = _learn_lines(store, posts_of)
    endings = _learn_endings(store, lines, len(posts_of))
    for numbers, authors, houses, found in _batches(store, "texts", several_lines=False):
        words, starts = boilerplate.strip(found, authors, houses, lines)
        words, starts = strip_endings(words, starts, authors, endings)
        digests = np.zeros(len(numbers), dtype=np.uint64)
        words, starts = _long_enough(words, starts, found, digests)
        yield numbers, (words, starts), digests, hashes(found.words, found.starts)


def _keep_posts(store: Store, numbers: I64, of_post: U64, posted: U64) -> None:
    columns = {"number": numbers, "digest": of_post[numbers], "posted": posted[numbers]}
    store.connection.register("word_read", pa.table(columns))
    store.sql("narratives/keep_words")
    store.connection.unregister("word_read")


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


def _in_order(parts: list[_Part], of_post: U64, posted: U64) -> Texts:
    """Join the parts and number the texts by their earliest post; texts that no post has are left out."""
    words = np.concatenate([part.words for part in parts])
    starts = np.concatenate([[0], *(part.lengths for part in parts)]).astype(np.int64).cumsum()
    digests = np.concatenate([part.digests for part in parts])
    parts.clear()
    by_digest = np.argsort(digests)
    place = np.minimum(np.searchsorted(digests[by_digest], of_post), max(len(digests) - 1, 0))
    text = np.where(of_post != 0, by_digest[place] if len(digests) else 0, -1)
    of_text, order, copies, posts = _numbered(text, len(digests))
    ordered, sizes = take(words, starts, order)
    bounds = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Texts(ordered, bounds, digests[order], of_text, posted[posts], copies)


def _numbered(text: I64, count: int) -> tuple[I64, I64, I64, I64]:
    """Give texts numbers as they come up among the posts; return that of each post, and texts, copies, first posts."""
    number, found = np.full(count, -1, dtype=np.int64), np.zeros((3, count), dtype=np.int64)
    of_text = np.full(len(text), -1, dtype=np.int64)
    used = _number(text, number, found, of_text)
    return of_text, found[0, :used].copy(), found[1, :used].copy(), found[2, :used].copy()


@kernel
def _number(text: I64, number: I64, found: I64, of_text: I64) -> int:
    used = 0
    for post in range(len(text)):
        which = text[post]
        if which < 0:
            continue
        if number[which] < 0:
            number[which] = used
            found[0, used], found[2, used] = which, post
            used += 1
        of_text[post] = number[which]
        found[1, number[which]] += 1
    return used


def hashes(words: U32, starts: I64) -> U64:
    """Return a hash of each text's words, in order."""
    out = np.empty(len(starts) - 1, dtype=np.uint64)
    _fill_hashes(words, starts, out)
    return out


def _long_enough(words: U32, starts: I64, posted: Tokens, digests: U64) -> tuple[U32, I64]:
    """Fill the digest of each text, 0 for one too short to tie anything; return the words of those long enough.

    A text that is too short without its boilerplate is hashed as it was posted and gives no words.
    """
    bounds = np.zeros(len(starts), dtype=np.int64)
    kept = np.empty(len(words), dtype=np.uint32)
    count = _fill_digests(words, starts, posted.words, posted.starts, kept, bounds, digests)
    return kept[:count], bounds


@kernel
def _fill_hashes(words: U32, starts: I64, out: U64) -> None:
    for text in range(len(starts) - 1):
        out[text] = hash_words(words, starts[text], starts[text + 1])


@kernel
def _fill_digests(
    words: U32, starts: I64, posted: U32, posted_starts: I64, kept: U32, bounds: I64, digests: U64
) -> int:
    count = 0
    for text in range(len(starts) - 1):
        low, high = starts[text], starts[text + 1]
        if weight(words, low, high) >= LEAST_WEIGHT:
            digests[text] = np.uint64(hash_words(words, low, high)) | np.uint64(1)
            for i in range(low, high):
                kept[count] = words[i]
                count += 1
        elif high > low and weight(posted, posted_starts[text], posted_starts[text + 1]) >= LEAST_WEIGHT:
            whole = np.uint64(hash_words(posted, posted_starts[text], posted_starts[text + 1]))
            digests[text] = whole & ~np.uint64(1)
        bounds[text + 1] = count
    return count
