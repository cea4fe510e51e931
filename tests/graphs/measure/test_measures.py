"""Measures of a case: one row an actor, the same whatever names are shown."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graphs.measure.measures import measure
from graphs.people import People
from graphs.store import Store

Plant = Callable[..., None]
KEY = b"a key for tests"
PAIRS = [(1, 2), (1, 2), (3, 2), (2, 4), (4, 4), (5, 6), (6, 5), (7, 7)]
POSTS = [
    {"post_id": str(n), "actor_id": str(a), "mentions": [str(b)], "at": 1000 * n} for n, (a, b) in enumerate(PAIRS)
]
COLUMNS = [
    *("actor_id", "label", "role", "country", "degree_in", "degree_out", "strength_in", "strength_out"),
    *("pagerank", "betweenness", "core", "community"),
]


def rows(store: Store, kind: str = "mentions", *, identify: bool = True, key: bytes = KEY) -> dict[str, dict[str, Any]]:
    return {row["actor_id"]: row for row in measure(store, kind, People(store, key, identify=identify), seed=1)}


def test_every_actor_with_an_edge_has_a_row_in_the_order_of_its_id(case_store: Store, plant: Plant) -> None:
    """The columns are those of the interface; nothing ranks persons."""
    plant(case_store, posts=POSTS, actors=[{"actor_id": "x:2", "role": "blogger", "country": "EA"}])
    table = measure(case_store, "mentions", People(case_store, KEY))
    ids = [row["actor_id"] for row in table]
    assert table.columns[: len(COLUMNS)] == COLUMNS
    assert ids == sorted(ids)
    assert len(ids) == 7
    assert {(row["role"], row["country"]) for row in table} == {("unknown", None), ("blogger", "EA")}


def test_self_loops_count_for_nothing_but_are_told(case_store: Store, plant: Plant) -> None:
    """An account that only mentions itself has degree 0 and its posts in `self_posts`."""
    plant(case_store, posts=POSTS)
    found = rows(case_store)
    assert (found["x:7"]["degree_in"], found["x:7"]["strength_out"], found["x:7"]["self_posts"]) == (0, 0, 1)
    assert (found["x:4"]["degree_in"], found["x:4"]["degree_out"], found["x:4"]["core"]) == (1, 0, 1)


def test_the_numbers_are_those_of_networkx_without_the_loops(case_store: Store, plant: Plant) -> None:
    """Through store and SQL: strength, PageRank, betweenness and core of each account."""
    plant(case_store, posts=POSTS)
    found = rows(case_store)
    oracle: nx.DiGraph[str] = nx.DiGraph()
    oracle.add_nodes_from(f"x:{node}" for pair in PAIRS for node in pair)
    for a, b in PAIRS:
        if a != b:
            heavier = oracle.get_edge_data(f"x:{a}", f"x:{b}", {"weight": 0})["weight"] + 1
            oracle.add_edge(f"x:{a}", f"x:{b}", weight=heavier)
    ranks, core = nx.pagerank(oracle, tol=1e-12), nx.core_number(nx.Graph(oracle))
    between = nx.betweenness_centrality(oracle, normalized=False)
    for node, row in found.items():
        assert row["strength_in"] == oracle.in_degree(node, weight="weight")
        assert row["degree_out"] == oracle.out_degree(node)
        assert row["pagerank"] == pytest.approx(ranks[node], abs=1e-8)
        assert row["betweenness"] == pytest.approx(between[node])
        assert row["core"] == core[node]
        assert row["pivots"] == 0


def test_pseudonyms_and_keys_change_no_number(case_store: Store, plant: Plant) -> None:
    """Row by row in the order of native ids, the numbers are equal under any key and under real names."""
    plant(case_store, posts=POSTS)
    open_ = rows(case_store)
    for key in (KEY, b"another key"):
        hidden, people = rows(case_store, identify=False, key=key), People(case_store, key)
        for node, row in open_.items():
            shown = hidden[people.actor(node)]
            assert {name: shown[name] for name in COLUMNS[2:]} == {name: row[name] for name in COLUMNS[2:]}


def test_the_order_of_posts_changes_no_number(tmp_path: Path, plant: Plant) -> None:
    """Backwards and on another number of threads the table is the same."""
    found = []
    for name, step in (("a", 1), ("b", -1)):
        with Store(tmp_path / f"{name}.duckdb", read_only=False, threads=1 if step > 0 else 2) as store:
            plant(store, posts=POSTS[::step])
            found.append(rows(store))
    assert found[0] == found[1]


def test_coshares_are_measured_as_an_undirected_graph(case_store: Store, plant: Plant) -> None:
    """In and out are the same."""
    urls = [f"https://paper.example/2024/story-{n}" for n in (1, 2)]
    plant(case_store, posts=[{"post_id": str(n), "actor_id": str(n), "urls": urls, "at": n} for n in range(3)])
    found = rows(case_store, "coshares")
    assert {(row["degree_in"], row["degree_out"], row["core"], row["community"]) for row in found.values()} == {
        (2, 2, 2, 0)
    }


def test_a_graph_without_edges_has_no_rows(case_store: Store) -> None:
    """An empty table with all its columns."""
    table = measure(case_store, "reposts", People(case_store, KEY))
    assert (len(table), table.columns[: len(COLUMNS)]) == (0, COLUMNS)
