"""The shares of a case, a layer for each kind of object: links, reposts, texts, hashtags, media."""

from collections.abc import Sequence

import pyarrow.compute as pc

from collectors.errors import RequestError
from graphs.measure.coordination.shares import Shares, arrange
from graphs.store import Store
from graphs.store.database import named_sql

OBJECTS = ("url", "repost", "text", "hashtag", "media")
VAGUE = "time known less closely than the window"


def case_shares(store: Store, objects: Sequence[str], window: float) -> tuple[Shares, dict[str, int]]:
    """Return the shares of a case and how many were left out because their time is too vague.

    A time that spans more than the window (seconds) cannot show that two posts lie within it. `text` takes posts that
    share a narrative of words, so the case must be built. Raises RequestError for an unknown object.
    """
    unknown = [name for name in objects if name not in OBJECTS]
    if unknown:
        raise RequestError(f"--object {unknown[0]} is not known. Choose {', '.join(OBJECTS)}, as often as needed.")
    if "text" in objects and not store.scalar("coordination/texts_known"):
        raise RequestError("No narratives of words are in the case. Run `whence build` on it before --object text.")
    tables, vague = [], 0
    for name in dict.fromkeys(objects):
        read = store.connection.sql(named_sql(f"coordination/shares_{name}")).to_arrow_table()
        sharp = pc.less_equal(read.column("spread"), max(round(window * 1000), 1000))
        tables.append(read.filter(sharp).drop_columns(["spread"]))
        vague += len(read) - len(tables[-1])
    return arrange(tables, list(dict.fromkeys(objects))), ({VAGUE: vague} if vague else {})
