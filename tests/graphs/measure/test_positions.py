"""Positions in a graph: every column against networkx."""

from collections.abc import Callable
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.measure import positions
from graphs.measure.positions import Wires

Measured = Callable[[Wires, "nx.Graph[int]"], tuple[Any, Any]]


@st.composite
def graphs(draw: st.DrawFn) -> Wires:
    """Draw a small weighted graph without self-loops."""
    nodes, directed = draw(st.integers(2, 9)), draw(st.booleans())
    pair = st.tuples(st.integers(0, nodes - 1), st.integers(0, nodes - 1)).filter(lambda ends: ends[0] != ends[1])
    key = (lambda ends: ends) if directed else (lambda ends: frozenset(ends))
    pairs = draw(st.lists(pair, min_size=1, max_size=25, unique_by=key))
    return wires(nodes, [(*ends, draw(st.integers(1, 5))) for ends in pairs], directed=directed)


def wires(nodes: int, edges: list[tuple[int, int, int]], *, directed: bool = True) -> Wires:
    source, target, weight = np.array(edges, dtype=np.int64).reshape(-1, 3).T
    return Wires(nodes=nodes, source=source, target=target, weight=weight, directed=directed)


def oracle(of: Wires) -> "nx.Graph[int]":
    made: nx.Graph[int] = nx.DiGraph() if of.directed else nx.Graph()
    made.add_nodes_from(range(of.nodes))
    made.add_weighted_edges_from(zip(of.source.tolist(), of.target.tolist(), of.weight.tolist(), strict=True))
    return made


def of_each(of: Wires, found: Any) -> list[float]:
    return [dict(found)[node] for node in range(of.nodes)]


@settings(deadline=None)
@given(of=graphs())
def test_degrees_and_strengths_are_those_of_networkx(of: Wires) -> None:
    """In and out, unweighted and weighted; an undirected graph has the same number twice."""
    other = oracle(of)
    both = (other.in_degree, other.out_degree) if isinstance(other, nx.DiGraph) else (other.degree, other.degree)
    for found, degree in zip(positions.degrees(of), both, strict=True):
        assert found.tolist() == of_each(of, degree())
    for found, degree in zip(positions.strengths(of), both, strict=True):
        assert found.tolist() == of_each(of, degree(weight="weight"))


@settings(deadline=None)
@given(of=graphs())
def test_pagerank_is_that_of_networkx(of: Wires) -> None:
    """Weighted, damping 0.85, and it sums to one."""
    wanted = of_each(of, nx.pagerank(oracle(of), alpha=0.85, tol=1e-12, max_iter=1000, weight="weight"))
    found = positions.pagerank(of)
    np.testing.assert_allclose(found, wanted, atol=1e-8)
    assert found.sum() == pytest.approx(1.0)


def test_attention_flows_to_the_reposted() -> None:
    """Two accounts repost a third: the third has the highest PageRank."""
    assert positions.pagerank(wires(3, [(0, 2, 1), (1, 2, 1)])).argmax() == 2


@settings(deadline=None)
@given(of=graphs())
def test_betweenness_is_that_of_networkx(of: Wires) -> None:
    """Unweighted, along the direction of edges, not normalised."""
    wanted = of_each(of, nx.betweenness_centrality(oracle(of), normalized=False))
    np.testing.assert_allclose(positions.betweenness(of, None), wanted, atol=1e-9)


@settings(deadline=None)
@given(of=graphs())
def test_pivots_that_are_all_nodes_give_exact_betweenness(of: Wires) -> None:
    """Sampled from every node, scaling changes nothing."""
    everyone = np.arange(of.nodes)
    np.testing.assert_allclose(positions.betweenness(of, everyone), positions.betweenness(of, None), atol=1e-9)


def test_pivots_are_right_on_average() -> None:
    """Over all single pivots the mean estimate is the exact value."""
    of = wires(6, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 4, 1), (4, 0, 1), (1, 5, 1), (5, 3, 1)])
    estimates = [positions.betweenness(of, np.array([node])) for node in range(of.nodes)]
    np.testing.assert_allclose(np.mean(estimates, axis=0), positions.betweenness(of, None), atol=1e-9)


def test_only_a_large_graph_is_sampled() -> None:
    """Up to the stated work betweenness is exact; above it a seed chooses the pivots, always the same ones."""
    small = wires(1000, [(0, 1, 1)])
    assert positions.pivots(small, 0) is None
    edges = np.arange(60_000)
    large = Wires(nodes=60_001, source=edges, target=edges + 1, weight=np.ones_like(edges), directed=True)
    first, again, other = (positions.pivots(large, seed) for seed in (1, 1, 2))
    assert first is not None
    assert again is not None
    assert other is not None
    assert len(first) == positions.PIVOTS
    assert first.tolist() == again.tolist() != other.tolist()


@settings(deadline=None)
@given(of=graphs())
def test_cores_are_those_of_networkx(of: Wires) -> None:
    """The k-core number in the simple undirected graph."""
    assert positions.cores(of).tolist() == of_each(of, nx.core_number(nx.Graph(oracle(of))))


@settings(deadline=None)
@given(of=graphs())
def test_communities_part_the_graph_about_as_well_as_louvain(of: Wires) -> None:
    """Labels run from 0 by size, and weighted modularity is within a twentieth of networkx's Louvain."""
    labels = positions.communities(of, 3)
    sizes = np.bincount(labels)
    assert sizes.tolist() == sorted(sizes, reverse=True)
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(of.nodes))
    both = positions.undirected(of)
    plain.add_weighted_edges_from(zip(both.source.tolist(), both.target.tolist(), both.weight.tolist(), strict=True))
    ours = [set(np.flatnonzero(labels == label).tolist()) for label in range(len(sizes))]
    theirs = nx.community.louvain_communities(plain, seed=1)
    assert nx.community.modularity(plain, ours) >= nx.community.modularity(plain, theirs) - 0.05


def test_two_circles_with_one_bridge_are_two_communities() -> None:
    """The larger circle is community 0; the global generator of igraph is left as it was."""
    circles = [(a, b, 1) for group in (range(4), range(4, 9)) for a in group for b in group if a < b]
    labels = positions.communities(wires(9, [*circles, (0, 8, 1)]), 0)
    assert labels.tolist() == [1] * 4 + [0] * 5
    igraph.Graph.Erdos_Renyi(n=5, m=4)


def test_communities_of_one_size_are_ordered_by_their_first_member() -> None:
    """Whatever Leiden called them."""
    assert positions.by_size(np.array([7, 2, 2, 7, 5])).tolist() == [0, 1, 1, 0, 2]


@settings(deadline=None)
@given(of=graphs())
def test_both_directions_of_a_pair_become_one_edge_with_their_weights_added(of: Wires) -> None:
    """As networkx does when weights are summed by hand."""
    wanted: dict[tuple[int, int], int] = {}
    for a, b, weight in zip(of.source.tolist(), of.target.tolist(), of.weight.tolist(), strict=True):
        pair = (min(a, b), max(a, b))
        wanted[pair] = wanted.get(pair, 0) + weight
    both = positions.undirected(of)
    ends = zip(both.source.tolist(), both.target.tolist(), strict=True)
    assert dict(zip(ends, both.weight.tolist(), strict=True)) == wanted
