"""The quoted phrases of a case: new posts are read once, and all phrases set in their containment graph."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from graphs.kernels import kernel
from graphs.narratives.alike import weight
from graphs.narratives.arrays import I64, U8, U32, U64, Flags
from graphs.narratives.folding import VERSION as FOLDING
from graphs.narratives.tokens import Tokens, hash_words, tokenise
from graphs.quotes.containment import best_parents
from graphs.quotes.languages import all_marks, manners_of
from graphs.quotes.marks import Spans, marks, spans
from graphs.store import Store
from graphs.store.database import named_sql

VERSION = 1
BATCH = 65_536
LEAST_WEIGHT = 48  # four words, or ten characters of an unspaced script; a shorter quotation is a name or a nod
MOST_WORDS = 500
QUOTED = pa.schema(
    [("post_id", pa.string()), ("phrase", pa.uint64()), ("start", pa.int32()), ("end", pa.int32())]
)  # fmt: skip
WORDS = pa.schema([("phrase", pa.uint64()), ("words", pa.list_(pa.uint32()))])


def find_phrases(store: Store, seed: int) -> int:
    """Read the posts that were not read yet, fill `phrase` and return its rows; chance plays no part.

    A post is read again only when its words have changed; reposts quote nothing of their own. Marks of all languages
    count, whatever the language of the post is held to be. Never reads or writes narratives: two posts that quote one
    speech are not thereby one story.
    """
    store.script("quotes/whole_text")
    store.sql("quotes/keys", rules=rules())
    store.script("quotes/wanted")
    quoted, phrases = _read(store)
    for name, table in (("quoted_now", quoted), ("phrases_now", phrases)):
        store.connection.register(name, table)
    store.script("quotes/store")
    for name in ("quoted_now", "phrases_now"):
        store.connection.unregister(name)
    _set_in_order(store)
    return int(store.scalar("quotes/count"))


def rules() -> str:
    """Name what decides which phrases are read: the marks, the folding of letters, the least length."""
    return f"{VERSION} {FOLDING} {LEAST_WEIGHT} {' '.join(all_marks(manners_of(None)))}"


def phrases_of(texts: pa.Array) -> tuple[Spans, U64, U32, I64]:
    """Return the phrases quoted in texts: their places, the hash of each one's words, its words and their starts.

    Quotations of fewer than four words (ten unspaced characters) are left out. O(bytes).
    """
    places = spans(texts, marks(all_marks(manners_of(None))))
    tokens = tokenise(_slices(texts, places))
    digests = np.zeros(len(places.text), dtype=np.uint64)
    _fill_digests(tokens.words, tokens.starts, digests)
    kept = np.flatnonzero(_first_of_text(places.text, digests))
    words, starts = _take(tokens, kept)
    return Spans(*(column[kept] for column in places)), digests[kept], words, starts


def _read(store: Store) -> tuple[pa.Table, pa.Table]:
    """Return what the unread posts quote, and each phrase's words once."""
    quoted, phrases, seen = [QUOTED.empty_table()], [WORDS.empty_table()], np.zeros(0, np.uint64)
    for posts, texts in _batches(store):
        places, digests, words, starts = phrases_of(texts)
        rows = [posts.take(pa.array(places.text)), digests, places.begin.astype(np.int32), places.end.astype(np.int32)]
        quoted.append(pa.table(rows, schema=QUOTED))
        fresh = np.unique(digests, return_index=True)[1]
        fresh = fresh[~np.isin(digests[fresh], seen)]
        seen = np.union1d(seen, digests[fresh])
        lists = pa.ListArray.from_arrays(pa.array(starts.astype(np.int32)), pa.array(words))
        phrases.append(pa.table([pa.array(digests[fresh]), lists.take(pa.array(fresh))], schema=WORDS))
    return pa.concat_tables(quoted), pa.concat_tables(phrases)


def _batches(store: Store) -> Iterator[tuple[pa.Array, pa.Array]]:
    relation = store.connection.sql(named_sql("quotes/texts"))
    for batch in relation.to_arrow_reader(BATCH):
        yield batch.column(0), batch.column(1)


def _set_in_order(store: Store) -> None:
    """Give every phrase its best parent and its cluster."""
    found = store.connection.sql(named_sql("quotes/phrases")).to_arrow_table()
    lists = found.column("words").combine_chunks()
    starts = lists.offsets.to_numpy().astype(np.int64)
    words = lists.values.to_numpy().astype(np.uint32)
    phrase = found.column("phrase").to_numpy()
    posts = found.column("posts").to_numpy().astype(np.int64)
    tree = best_parents(words, starts, posts)
    parents = pa.array(phrase[tree.parent], pa.uint64(), mask=tree.parent < 0) if len(phrase) else pa.array(phrase)
    rows = {
        "phrase": phrase, "words": np.diff(starts), "posts": posts, "parent": parents, "score": tree.score,
        "rivals": tree.rivals, "cluster": phrase[tree.root],
    }  # fmt: skip
    store.connection.register("phrase_now", pa.table(rows))
    store.script("quotes/store_phrases")
    store.connection.unregister("phrase_now")


def _slices(texts: pa.Array, places: Spans) -> pa.Array:
    """Return the quoted parts of texts as an array of strings."""
    column = texts.cast(pa.large_string()).fill_null("")
    _, offsets, data = column.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int64)[column.offset : column.offset + len(column) + 1]
    begins, ends = bounds[places.text] + places.byte_begin, bounds[places.text] + places.byte_end
    starts = np.concatenate([[0], np.cumsum(ends - begins)]).astype(np.int64)
    content = np.frombuffer(data, dtype=np.uint8) if data is not None and data.size else np.zeros(0, np.uint8)
    content.setflags(write=False)
    copied = np.empty(int(starts[-1]), dtype=np.uint8)
    _copy(content, begins, ends, copied)
    buffers = [None, pa.py_buffer(starts), pa.py_buffer(copied)]
    return pa.LargeStringArray.from_buffers(len(begins), buffers[1], buffers[2])


@kernel
def _copy(content: U8, begins: I64, ends: I64, copied: U8) -> None:
    at = 0
    for i in range(len(begins)):
        copied[at : at + ends[i] - begins[i]] = content[begins[i] : ends[i]]
        at += ends[i] - begins[i]


@kernel
def _fill_digests(words: U32, starts: I64, digests: U64) -> None:
    for i in range(len(digests)):
        low, high = starts[i], starts[i + 1]
        if high - low <= MOST_WORDS and weight(words, low, high) >= LEAST_WEIGHT:
            digests[i] = np.uint64(hash_words(words, low, high)) | np.uint64(1)


def _first_of_text(text: I64, digests: U64) -> Flags:
    """Tell of each phrase whether it counts: long enough, and not quoted before in the same text."""
    first = np.zeros(len(text), dtype=np.bool_)
    order = np.lexsort((np.arange(len(text)), digests, text))
    same = np.zeros(len(text), dtype=np.bool_)
    same[1:] = (text[order][1:] == text[order][:-1]) & (digests[order][1:] == digests[order][:-1])
    first[order] = ~same
    kept: Flags = np.logical_and(first, digests != 0)
    return kept


def _take(tokens: Tokens, chosen: I64) -> tuple[U32, I64]:
    """Return the words of the chosen runs and where each begins."""
    lengths = np.diff(tokens.starts)[chosen]
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    place = np.repeat(tokens.starts[chosen] - starts[:-1], lengths) + np.arange(starts[-1])
    return tokens.words[place], starts
