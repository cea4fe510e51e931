"""Measure each actor of a graph."""

import numpy as np
import pyarrow as pa

from graphs.measure import positions
from graphs.measure.positions import Wires
from graphs.people import People
from graphs.propagation.disclosed import labels, public_ids
from graphs.propagation.native import NativeGraph, native_graph
from graphs.store.database import Store
from graphs.table import Table


def measure(store: Store, kind: str, people: People, *, seed: int = 0) -> Table:
    """Return a row per actor of the graph of a kind, ordered by public id, so that nothing ranks persons.

    Self-loops are left out of every measure and counted in `self_posts`. `pivots` is 0 where betweenness is exact,
    else the number of nodes it was sampled from. The numbers are computed on native ids: pseudonyms and real names
    give the same ones.
    """
    native = native_graph(store, kind, "actor")
    wires, own = _parted(native)
    incoming, outgoing = positions.degrees(wires)
    received, given = positions.strengths(wires)
    starts = positions.pivots(wires, seed)
    table = pa.table(
        {
            "actor_id": pa.array(public_ids(native, people), pa.string()),
            "label": pa.array(labels(native, people), pa.string()),
            "role": native.nodes["role"],
            "country": native.nodes["country"],
            "degree_in": incoming,
            "degree_out": outgoing,
            "strength_in": received,
            "strength_out": given,
            "pagerank": positions.pagerank(wires),
            "betweenness": positions.betweenness(wires, starts),
            "core": positions.cores(wires),
            "community": positions.communities(wires, seed),
            "self_posts": own,
            "pivots": pa.array([0 if starts is None else len(starts)] * wires.nodes, pa.int64()),
        }
    )
    return Table(table.sort_by("actor_id"))


def _parted(native: NativeGraph) -> tuple[Wires, positions.Ints]:
    """Return the graph without its self-loops, and the weight of each node's loop."""
    weight = native.edges["weight"].to_numpy().astype(np.int64)
    loop = native.source == native.target
    nodes = len(native.nodes)
    own = np.bincount(native.source[loop], weights=weight[loop], minlength=nodes).astype(np.int64)
    wires = Wires(
        nodes=nodes,
        source=native.source[~loop],
        target=native.target[~loop],
        weight=weight[~loop],
        directed=native.directed,
    )
    return wires, own
