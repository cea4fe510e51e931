"""Where a node stands: degree, strength, PageRank, betweenness, core, community; each over plain arrays."""

import random
from dataclasses import dataclass

import igraph
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

DAMPING = 0.85
EXACT_WORK = 500_000_000
"""Betweenness is exact up to this product of nodes and edges (a few seconds), sampled above it."""
PIVOTS = 256
ROUNDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wires:
    """A graph without self-loops or parallel edges as arrays; undirected edges appear once."""

    nodes: int
    source: Ints
    target: Ints
    weight: Ints
    directed: bool

    def graph(self) -> igraph.Graph:
        """Return the igraph of the wires, in their order."""
        return igraph.Graph(n=self.nodes, edges=np.column_stack((self.source, self.target)), directed=self.directed)


def degrees(wires: Wires) -> tuple[Ints, Ints]:
    """Count the other nodes at the near end of incoming and of outgoing edges; the same twice where undirected."""
    return _both_ways(wires, np.ones_like(wires.weight))


def strengths(wires: Wires) -> tuple[Ints, Ints]:
    """Add up the weights of incoming and of outgoing edges; the same twice where undirected."""
    return _both_ways(wires, wires.weight)


def pagerank(wires: Wires) -> Floats:
    """Return weighted PageRank, which sums to 1: attention flows along the edges, to the reposted or cited.

    Brin and Page 1998, DOI 10.1016/S0169-7552(98)00110-X; damping 0.85, nodes without outgoing edges spread evenly.
    """
    if not wires.nodes:
        return np.zeros(0)
    return np.array(wires.graph().pagerank(weights=wires.weight.tolist(), damping=DAMPING, directed=wires.directed))


def pivots(wires: Wires, seed: int) -> Ints | None:
    """Choose the nodes from which betweenness is sampled, or None where it can be exact."""
    if wires.nodes <= PIVOTS or wires.nodes * len(wires.source) <= EXACT_WORK:
        return None
    return np.sort(np.random.default_rng(seed).choice(wires.nodes, PIVOTS, replace=False))


def betweenness(wires: Wires, starts: Ints | None) -> Floats:
    """Count the shortest paths through each node, unweighted and not normalised, in O(nodes * edges).

    With `starts` only paths from these are followed and scaled up (Brandes and Pich 2007,
    DOI 10.1142/S0218127407018403): the expected value is right, small values are rough.
    """
    if not wires.nodes:
        return np.zeros(0)
    if starts is None:
        return np.array(wires.graph().betweenness(directed=wires.directed))
    partial = wires.graph().betweenness(directed=wires.directed, sources=starts.tolist())
    return np.array(partial) * (wires.nodes / len(starts))


def cores(wires: Wires) -> Ints:
    """Return the k-core number of each node in the simple undirected graph (Seidman 1983).

    DOI 10.1016/0378-8733(83)90028-X.
    """
    plain = undirected(wires)
    return np.array(plain.graph().coreness(mode="all"), dtype=np.int64).reshape(plain.nodes)


def communities(wires: Wires, seed: int) -> Ints:
    """Part the simple undirected graph by weighted modularity with Leiden; label 0 is the largest community.

    Weights of the two directions add up. Communities of one size are ordered by their first node. Traag, Waltman
    and van Eck 2019, DOI 10.1038/s41598-019-41695-z; seeded, at most ten rounds.
    """
    if not len(wires.source):
        return np.arange(wires.nodes)
    plain = undirected(wires)
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - not a secret
    try:
        found = plain.graph().community_leiden("modularity", weights=plain.weight.tolist(), n_iterations=ROUNDS)
    finally:
        igraph.set_random_number_generator(random)
    return by_size(np.array(found.membership, dtype=np.int64))


def by_size(labels: Ints) -> Ints:
    """Give groups new numbers, the largest first, groups of one size by their first member."""
    _, first, place, size = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -size))
    renamed = np.empty(len(order), dtype=np.int64)
    renamed[order] = np.arange(len(order))
    return renamed[place]


def undirected(wires: Wires) -> Wires:
    """Return the simple undirected graph: one edge a pair, the weights of both directions added."""
    low, high = np.minimum(wires.source, wires.target), np.maximum(wires.source, wires.target)
    pairs, place = np.unique(low * wires.nodes + high, return_inverse=True)
    weight = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(weight, place, wires.weight)
    source, target = np.divmod(pairs, max(wires.nodes, 1))
    return Wires(nodes=wires.nodes, source=source, target=target, weight=weight, directed=False)


def _both_ways(wires: Wires, weight: Ints) -> tuple[Ints, Ints]:
    incoming, outgoing = np.zeros(wires.nodes, dtype=np.int64), np.zeros(wires.nodes, dtype=np.int64)
    np.add.at(incoming, wires.target, weight)
    np.add.at(outgoing, wires.source, weight)
    return (incoming, outgoing) if wires.directed else (incoming + outgoing, incoming + outgoing)
