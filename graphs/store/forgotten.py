"""Which ids a case has forgotten: as marks, so that its tables name none of them."""

from collections.abc import Iterable

import pyarrow as pa

from collectors.screening import Marks, mark_of
from graphs.store.database import Store


def gone_for(store: Store) -> Marks | None:
    """Return what tells the forgotten ids of a case, None where there are none."""
    salt = store.scalar("erase/salt")
    if salt is None:
        return None
    return Marks((mark for (mark,) in store.sql("erase/marks").fetchall()), salt) or None


def remember(store: Store, ids: Iterable[str], salt: str) -> None:
    """Mark ids as forgotten for good, so that they do not come in again."""
    store.sql("erase/set_salt", salt=salt)
    kept = store.scalar("erase/salt")
    marks = pa.table({"mark": pa.array(sorted({mark_of(one, kept) for one in ids}), pa.string())})
    store.connection.register("incoming_mark", marks)
    store.script("erase/set_marks")
    store.connection.unregister("incoming_mark")
