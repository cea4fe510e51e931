"""The distinct texts that claims are made of, read from the case, the earliest first."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphs.narratives.arrays import Flags
from graphs.narratives.claims.appearances import Appearances
from graphs.narratives.tokens import tokenise
from graphs.store import Store
from graphs.store.database import named_sql

LETTERS = 600  # of a text that are read: a claim stands at the head of an article
WORD, CHARACTER, LEAST = 12, 5, 60  # five words, or twelve characters of an unspaced script; shorter texts tie nothing


class Units(NamedTuple):
    """The units of a case, numbered by time; `texts` is null for one too short to say anything.

    `keys` follow the content: the words narrative's id, or a digest of the text.
    """

    texts: pa.Array
    languages: pa.Array
    keys: pa.Array
    appearances: Appearances


def read_units(store: Store, window: int) -> Units:
    """Read the units; leaves the temporary tables `claim_unit` and `claim_member`. `window` is in milliseconds."""
    store.script("narratives/reposts")
    store.script("narratives/claim_units")
    found: pa.Table = store.connection.sql(
        named_sql("narratives/claim_texts"), params={"letters": LETTERS}
    ).to_arrow_table()
    words = found["words"].combine_chunks()
    times = store.sql("narratives/claim_appearances", window=window).fetchnumpy()
    return Units(
        pc.if_else(pa.array(is_long_enough(words)), words, None),
        found["lang"].combine_chunks(),
        found["key"].combine_chunks(),
        Appearances(times["number"].astype(np.int64), times["moment"].astype(np.int64)),
    )


def is_long_enough(texts: pa.Array) -> Flags:
    """Tell which texts have five words, or twelve characters of an unspaced script, or as much of both."""
    found = tokenise(texts)
    weight = np.where(found.words & np.uint32(1), CHARACTER, WORD)
    total = np.concatenate([[0], np.cumsum(weight)])
    return np.asarray(total[found.starts[1:]] - total[found.starts[:-1]] >= LEAST)
