"""Build a graph inside the tables: native ids, ends of edges as row numbers of the nodes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from collectors.errors import RequestError
from graphs.evidence import Evidence
from graphs.propagation.coshares import coshares
from graphs.store.database import Store, Value, named_sql

REFERENCES = {"reposts": "repost", "quotes": "quote", "replies": "reply", "mentions": "mention"}
LINKS = {
    "citations": (Evidence.CITATION,),
    "copies": (Evidence.COPY,),
    "links": tuple(Evidence),
}
KINDS = (*REFERENCES, "citations", "copies", "coshares", "links")
LEVELS = ("actor", "post", "outlet")

Ends = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeGraph:
    """A graph with native ids: it stays inside the house.

    `nodes` are ordered by id; `source` and `target` number their rows; `edges` holds the other columns, with times
    in milliseconds UTC. `omitted` counts what could not become an edge, by reason.
    """

    kind: str
    level: str
    directed: bool
    nodes: pa.Table
    source: Ends
    target: Ends
    edges: pa.Table
    omitted: Mapping[str, int]


def native_graph(store: Store, kind: str, level: str) -> NativeGraph:
    """Build the graph of a kind at a level in O(posts + edges), save for `coshares`, which has its own bound."""
    check(kind, level)
    if kind in LINKS and not store.scalar("graph/built"):
        raise RequestError(f"The case has no links yet, so no graph of {kind}. Run `whence build` on the case first.")
    if level == "outlet":
        store.sql("graph/units")
    if kind == "coshares":
        omitted = {"objects too widely shared to make pairs": coshares(store, level)}
    else:
        omitted = _ties(store, kind, level)
    store.sql("graph/nodes")
    edges, nodes = arrow(store, "graph/edges"), arrow(store, f"graph/nodes_{level}")
    store.script("graph/clear")
    return NativeGraph(
        kind=kind,
        level=level,
        directed=kind != "coshares",
        nodes=nodes,
        source=edges["source"].to_numpy().astype(np.int64),
        target=edges["target"].to_numpy().astype(np.int64),
        edges=edges.select(["weight", "first", "last", "evidence", "objects"]),
        omitted={reason: count for reason, count in omitted.items() if count},
    )


def check(kind: str, level: str) -> None:
    """Refuse a kind or level that does not exist, or that do not go together."""
    if kind not in KINDS:
        raise RequestError(f"{kind} is not a kind of graph. Choose one of {', '.join(KINDS)}.")
    if level not in LEVELS:
        raise RequestError(f"{level} is not a level of a graph. Choose one of {', '.join(LEVELS)}.")
    if level == "post" and kind in ("mentions", "coshares"):
        raise RequestError(f"A graph of {kind} joins accounts, not posts. Use --level actor or --level outlet.")


def arrow(store: Store, name: str, **values: Value) -> pa.Table:
    """Return the rows of a named query as Arrow, without the copy that a cursor would make."""
    return store.connection.sql(named_sql(name), params=values).to_arrow_table()


def _ties(store: Store, kind: str, level: str) -> dict[str, int]:
    if kind in REFERENCES:
        store.sql("graph/ties_reference", kind=REFERENCES[kind])
    else:
        store.sql("graph/ties_link", classes=[str(evidence) for evidence in LINKS[kind]])
    store.sql(f"graph/edges_{level}", classes=[str(evidence) for evidence in Evidence])
    pointless = "post" if level == "post" else "actor"
    return {f"target {pointless} unknown": int(store.scalar(f"graph/omitted_{pointless}"))}
