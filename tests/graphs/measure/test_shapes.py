"""Shapes of trees: against all pairs of shortest paths."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.measure.shapes import cut_cycles, shapes


@st.composite
def forests(draw: st.DrawFn) -> list[int]:
    """Draw parents: rows in any order, so that children may stand before their parents."""
    size = draw(st.integers(1, 14))
    parents = [draw(st.integers(-1, row - 1)) for row in range(size)]
    places = draw(st.permutations(range(size)))
    shuffled = [-1] * size
    for row, parent in enumerate(parents):
        shuffled[places[row]] = places[parent] if parent >= 0 else -1
    return shuffled


@settings(deadline=None)
@given(parents=forests())
def test_every_tree_has_the_shape_that_all_shortest_paths_give(parents: list[int]) -> None:
    """Size, depth, breadth and mean distance of each tree equal those of networkx."""
    found = shapes(np.array(parents))
    tree: nx.Graph[int] = nx.Graph()
    tree.add_nodes_from(range(len(parents)))
    tree.add_edges_from((row, parent) for row, parent in enumerate(parents) if parent >= 0)
    roots = [row for row, parent in enumerate(parents) if parent < 0]
    assert found.root.tolist() == roots
    for place, root in enumerate(roots):
        part = tree.subgraph(nx.node_connected_component(tree, root))
        depths = list(nx.single_source_shortest_path_length(part, root).values())
        assert found.size[place] == len(part)
        assert found.depth[place] == max(depths)
        assert found.breadth[place] == np.bincount(depths).max()
        assert {found.root[found.member[row]] for row in part} == {root}
        if len(part) > 1:
            assert found.virality[place] == pytest.approx(nx.average_shortest_path_length(part))
        else:
            assert np.isnan(found.virality[place])


def test_a_star_and_a_path_lie_at_the_two_ends() -> None:
    """A star of n has virality 2 - 2/n, a path (n + 1) / 3: the smallest and the largest there are."""
    star, path = shapes(np.array([-1, *[0] * 99])), shapes(np.arange(-1, 99))
    assert star.virality[0] == pytest.approx(2 - 2 / 100)
    assert path.virality[0] == pytest.approx(101 / 3)
    assert (star.depth[0], star.breadth[0], path.depth[0], path.breadth[0]) == (1, 99, 99, 1)


def test_a_long_chain_does_not_overflow() -> None:
    """The Wiener index of half a million posts in a row is beyond 64 bits times four, and still right."""
    size = 500_000
    assert shapes(np.arange(-1, size - 1)).virality[0] == pytest.approx((size + 1) / 3)


def test_an_empty_forest_has_no_trees() -> None:
    """No posts, no rows."""
    assert len(shapes(np.zeros(0, dtype=np.int64)).root) == 0


@settings(deadline=None)
@given(parents=st.integers(1, 12).flatmap(lambda n: st.lists(st.integers(-1, n - 1), min_size=n, max_size=n)))
def test_a_cycle_is_cut_at_its_earliest_post(parents: list[int]) -> None:
    """Any parents at all become a forest; only the earliest row of each cycle changes."""
    cut = cut_cycles(np.array(parents)).tolist()
    before: nx.DiGraph[int] = nx.DiGraph((row, parent) for row, parent in enumerate(parents) if parent >= 0)
    after: nx.DiGraph[int] = nx.DiGraph((row, parent) for row, parent in enumerate(cut) if parent >= 0)
    assert nx.is_directed_acyclic_graph(after)
    changed = {row for row, (was, now) in enumerate(zip(parents, cut, strict=True)) if was != now}
    assert changed == {min(cycle) for cycle in nx.simple_cycles(before)}
