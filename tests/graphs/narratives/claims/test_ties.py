"""Ties and claims: no chain of weak likeness, against networkx."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphs.narratives.claims.anchors import Anchors
from graphs.narratives.claims.clusters import cluster
from graphs.narratives.claims.embedder import Sparse
from graphs.narratives.claims.scoring import STRONG, Scorer
from graphs.narratives.claims.ties import WEAK, Ties, tied

PAIRS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(0, 1, width=32)), max_size=40, unique_by=lambda p: p[:2]
)


def arrays(pairs: list[tuple[int, int, float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    kept = {(a, b): s for a, b, s in pairs if a < b}
    first = np.array([a for a, _ in sorted(kept)], np.int64)
    second = np.array([b for _, b in sorted(kept)], np.int64)
    return first, second, np.array([kept[pair] for pair in sorted(kept)], np.float32)


@given(PAIRS)
def test_a_weak_pair_ties_only_where_a_third_text_confirms_it(pairs: list[tuple[int, int, float]]) -> None:
    """The ties are the strong pairs, and the weak ones with a common neighbour that is strongly tied to one end."""
    first, second, score = arrays(pairs)
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        (a, b, s) for a, b, s in zip(first, second, score, strict=True) if s >= np.float32(WEAK)
    )
    expected = {
        (a, b)
        for a, b, data in graph.edges(data=True)
        if data["weight"] >= STRONG
        or any(max(graph[a][c]["weight"], graph[b][c]["weight"]) >= STRONG for c in nx.common_neighbors(graph, a, b))
    }
    found = tied(first, second, score, 12)
    assert {frozenset(p) for p in zip(found.first.tolist(), found.second.tolist(), strict=True)} == {
        frozenset(map(int, p)) for p in expected
    }


def points(angles: np.ndarray) -> Scorer:
    """Give a scorer to which texts are alike as far as their directions are."""
    features = np.tile(np.array([0, 1], np.uint32), len(angles))
    weights = np.column_stack((np.cos(angles), np.sin(angles))).ravel().astype(np.float32)
    nothing = Sparse(np.zeros(0, np.uint32), np.zeros(0, np.float32), np.zeros(len(angles) + 1, np.int64))
    rows = Sparse(features, weights, np.arange(len(angles) + 1) * 2)
    return Scorer(rows, Anchors(nothing, np.zeros(len(angles), np.bool_)))


def all_ties(scorer: Scorer, count: int) -> Ties:
    first, second = (side.astype(np.int64) for side in np.triu_indices(count, 1))
    return tied(first, second, scorer.score(first, second).score, count)


def test_a_chain_of_neighbours_is_not_one_claim() -> None:
    """Sixty texts, each sharing four fifths with the next and nothing with the fifth: claims stay short."""
    count, size = 60, 5
    features = (np.arange(count)[:, None] + np.arange(size)).ravel().astype(np.uint32)
    rows = Sparse(features, np.full(count * size, size**-0.5, np.float32), np.arange(count + 1) * size)
    nothing = Sparse(np.zeros(0, np.uint32), np.zeros(0, np.float32), np.zeros(count + 1, np.int64))
    scorer = Scorer(rows, Anchors(nothing, np.zeros(count, np.bool_)))
    claims = cluster(all_ties(scorer, count), scorer, count, seed=0)
    assert np.bincount(claims.centre).max() < 2 * size
    assert claims.score.min() >= WEAK


@given(st.lists(st.floats(0, 1.5, width=32), min_size=1, max_size=25), st.integers(0, 3))
def test_claims_stay_within_connected_parts(given_angles: list[float], seed: int) -> None:
    """No claim joins texts that no path of ties joins; every claim's centre is its own centre."""
    count = len(given_angles)
    scorer = points(np.array(given_angles))
    ties = all_ties(scorer, count)
    claims = cluster(ties, scorer, count, seed)
    graph = nx.Graph(list(zip(ties.first.tolist(), ties.second.tolist(), strict=True)))
    graph.add_nodes_from(range(count))
    part = {node: number for number, nodes in enumerate(nx.connected_components(graph)) for node in nodes}
    assert all(part[text] == part[int(centre)] for text, centre in enumerate(claims.centre))
    assert (claims.centre[claims.centre] == claims.centre).all()
    assert ((claims.reason == 0) == (claims.centre == np.arange(count))).all()
