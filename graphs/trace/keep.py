"""Keep findings in the case, with native ids, and read them again."""

from collections.abc import Iterable

import msgspec
import pyarrow as pa

from graphs.store.database import Store
from graphs.trace.finding import Finding

_KEPT = pa.schema(
    [
        (name, pa.string())
        for name in ("narrative_id", "source_group", "target_group", "via_group", "level", "verdict", "thresholds")
    ]
    + [("seed", pa.int64()), ("document", pa.string())]
)


def save(store: Store, findings: Iterable[Finding]) -> None:
    """Write findings to the case; an earlier one for the same narrative and groups is replaced."""
    rows = [
        {name: getattr(finding, name) for name in _KEPT.names[:-1]}
        | {"document": msgspec.json.encode(finding).decode()}
        for finding in findings
    ]
    store.connection.register("traced", pa.Table.from_pylist(rows, schema=_KEPT))
    with store.transaction():
        store.sql("trace/clear")
        store.sql("trace/insert")
    store.connection.unregister("traced")


def saved(store: Store, narrative: str | None = None) -> list[Finding]:
    """Return the findings kept in the case, of one narrative or of all, by level, narrative and groups."""
    rows = store.sql("trace/saved", narrative=narrative).fetchall()
    return [msgspec.json.decode(text, type=Finding) for (text,) in rows]
