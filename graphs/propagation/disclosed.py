"""A graph as a reader may see it: public ids, labels, times in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphs import showing
from graphs.evidence import Evidence
from graphs.people import People
from graphs.propagation import formats
from graphs.propagation.native import Ends, NativeGraph, native_graph
from graphs.store.database import Store

if TYPE_CHECKING:
    import igraph
    import networkx as nx


def graph(store: Store, kind: str, level: str, people: People) -> "PropagationGraph":
    """Build the graph of a kind at a level, as `people` lets it be seen; RequestError for an unknown kind or level."""
    return disclose(native_graph(store, kind, level), people)


@dataclass(frozen=True, kw_only=True)
class PropagationGraph:
    """Nodes and edges as Arrow tables, ordered by public id, so that the order tells nothing of native ids.

    `nodes`: id, label, role, country, language, platform (at post level also actor, collected, published).
    `edges`: source, target, weight (posts behind the edge), first, last (ISO 8601, UTC, to the second), loop,
    evidence (classes, strong to weak, space-separated); in `coshares` also objects, and source <= target.
    """

    kind: str
    level: str
    directed: bool
    nodes: pa.Table
    edges: pa.Table
    omitted: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def ends(self) -> tuple[Ends, Ends]:
        """Give the row numbers in `nodes` of the source and the target of each edge."""
        rows = [pc.index_in(self.edges[end], value_set=self.nodes["id"]) for end in ("source", "target")]
        source, target = (row.to_numpy().astype(np.int64) for row in rows)
        return source, target

    def _repr_html_(self) -> str:
        counts = self.summary()
        told = f"{self.kind} between {self.level}s: {counts['nodes']:,} nodes, {counts['edges']:,} edges, "
        heaviest = self.edges.sort_by([("weight", "descending"), ("source", "ascending"), ("target", "ascending")])
        shown = ["source", "target", "weight", "evidence", "first", "last"]
        rows = heaviest.slice(0, showing.MOST).select(shown).to_pylist()
        components = f"{counts['components']:,} components. The heaviest edges:"
        return f"<p>{told}{components}</p>" + showing.table(shown, rows, len(self.edges))

    def summary(self) -> dict[str, Any]:
        """Count nodes, edges, self-loops, weakly connected components, and the nodes of the largest of them."""
        labels = _components(len(self.nodes), *self.ends)
        sizes = np.bincount(labels) if len(labels) else np.zeros(1, dtype=np.int64)
        return {
            "kind": self.kind,
            "level": self.level,
            "directed": self.directed,
            "nodes": len(self.nodes),
            "edges": len(self.edges),
            "loops": int(pc.sum(self.edges["loop"]).as_py() or 0),
            "components": int(np.count_nonzero(sizes)),
            "largest": int(sizes.max()),
            "omitted": dict(self.omitted),
        }

    def to_igraph(self) -> "igraph.Graph":
        """Return an igraph Graph; the vertex attribute `name` is the public id, unknown attributes are None."""
        import igraph

        made = igraph.Graph(n=len(self.nodes), edges=np.column_stack(self.ends), directed=self.directed)
        for name in self.nodes.column_names:
            made.vs["name" if name == "id" else name] = self.nodes[name].to_pylist()
        for name in _described(self.edges):
            made.es[name] = self.edges[name].to_pylist()
        return made

    def to_networkx(self) -> "nx.DiGraph[str] | nx.Graph[str]":
        """Return a networkx DiGraph (Graph for `coshares`); unknown attributes are left out."""
        import networkx as nx

        made: nx.DiGraph[str] | nx.Graph[str] = nx.DiGraph() if self.directed else nx.Graph()
        made.graph.update(kind=self.kind, level=self.level)
        made.add_nodes_from((row.pop("id"), _known(row)) for row in self.nodes.to_pylist())
        made.add_edges_from((row.pop("source"), row.pop("target"), _known(row)) for row in self.edges.to_pylist())
        return made

    def write(self, path: str | Path) -> Path:
        """Write the graph in the format that the suffix names, whole or not at all; the same graph, the same bytes."""
        return formats.write(self, Path(path))


def disclose(native: NativeGraph, people: People) -> PropagationGraph:
    """Put public ids and labels in the place of native ids and order all by them."""
    public = pa.array(public_ids(native, people), pa.string())
    order = pc.sort_indices(public).to_numpy()
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    source, target = rank[native.source], rank[native.target]
    if not native.directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    by_ends = np.lexsort((target, source))
    ids = public.take(pa.array(order))
    return PropagationGraph(
        kind=native.kind,
        level=native.level,
        directed=native.directed,
        nodes=_nodes(native, people, public).take(pa.array(order)),
        edges=_edges(native, ids, source, target, by_ends),
        omitted=native.omitted,
    )


def public_ids(native: NativeGraph, people: People) -> list[str]:
    """Return the ids that a reader may see, in the order of the native nodes."""
    ids = native.nodes["id"].to_pylist()
    if native.level == "post":
        return people.posts(ids)
    if native.level == "actor":
        return people.actors(ids)
    return _but_groups(ids, people.actors(ids))


def labels(native: NativeGraph, people: People) -> list[str]:
    """Return what to write beside each node: an outlet's domain, `blogger 7f3a`, or the words for a group."""
    if native.level == "post":
        return [label or "author unknown" for label in known(native.nodes["author"].to_pylist(), people.labels)]
    shown = people.labels(native.nodes["id"].to_pylist())
    if native.level == "actor":
        return shown
    return [group or label for group, label in zip(native.nodes["label"].to_pylist(), shown, strict=True)]


def known(ids: list[str | None], ask: Callable[[list[str]], list[str]]) -> list[str | None]:
    """Ask about the ids that are known, in one go; the others stay None."""
    answers = iter(ask([one for one in ids if one]))
    return [next(answers) if one else None for one in ids]


def iso(milliseconds: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return times as `2024-05-01T10:00:00Z`, cut to the second."""
    whole = pc.floor(pc.divide(pc.cast(milliseconds, pa.float64()), 1000.0))
    written = pc.cast(pc.cast(pc.cast(whole, pa.int64()), pa.timestamp("s")), pa.string())
    return pc.binary_join_element_wise(pc.utf8_replace_slice(written, 10, 11, "T"), "Z", "")


def _nodes(native: NativeGraph, people: People, public: pa.Array) -> pa.Table:
    told = native.nodes
    columns = {"id": public, "label": pa.array(labels(native, people), pa.string())}
    columns |= {name: told[name] for name in ("role", "country", "language", "platform")}
    if native.level == "post":
        columns["actor"] = pa.array(known(told["author"].to_pylist(), people.actors), pa.string())
        columns |= {"collected": told["collected"], "published": iso(told["published"])}
    return pa.table(columns)


def _edges(native: NativeGraph, ids: pa.Array, source: Ends, target: Ends, order: Ends) -> pa.Table:
    source, target = source[order], target[order]
    told = native.edges.take(pa.array(order))
    columns = {
        "source": ids.take(pa.array(source)),
        "target": ids.take(pa.array(target)),
        "weight": pc.cast(told["weight"], pa.int64()),
        "first": iso(told["first"]),
        "last": iso(told["last"]),
        "loop": pa.array(source == target),
        "evidence": _classes(told["evidence"].to_numpy()),
    }
    if not native.directed:
        columns["objects"] = pc.cast(told["objects"], pa.int64())
    return pa.table(columns)


def _classes(bits: Ends) -> pa.Array:
    """Spell out sets of evidence classes; no class at all is the mark of a co-share."""
    found, place = np.unique(bits, return_inverse=True)
    words = [" ".join(name for bit, name in enumerate(Evidence) if code >> bit & 1) or "coshare" for code in found]
    return pa.array(words, pa.string()).take(pa.array(place))


def _but_groups(ids: list[str], shown: list[str]) -> list[str]:
    return [one if one.startswith("group:") else other for one, other in zip(ids, shown, strict=True)]


def _described(edges: pa.Table) -> list[str]:
    return [name for name in edges.column_names if name not in ("source", "target")]


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _components(nodes: int, source: Ends, target: Ends) -> Ends:
    matrix = coo_array((np.ones(len(source), dtype=np.int8), (source, target)), shape=(nodes, nodes))
    return connected_components(matrix, directed=False)[1].astype(np.int64)
