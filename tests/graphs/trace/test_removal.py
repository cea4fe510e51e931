"""What stays of the documented flow once something is taken out: against networkx on the tree without it."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest

from graphs.trace.bounds import counted
from graphs.trace.removal import removals
from graphs.trace.rows import CLASSES, Actors, Tree


def people(tree: Tree, organisations: set[int]) -> Actors:
    n = int(tree.actor.max()) + 1
    empty, false = np.array([""] * n, dtype=object), np.zeros(n, dtype=bool)
    return Actors(
        codes=np.arange(n), ids=np.array([f"web:{k}.example" for k in range(n)], dtype=object), roles=empty,
        names=empty, platforms=empty, posts=np.ones(n, np.int64), followers=np.full(n, np.nan), source=false,
        target=false, via=false, organisation=np.isin(np.arange(n), sorted(organisations)), overlap=0,
    )  # fmt: skip


def share_by_networkx(tree: Tree, gone: set[int], without: str) -> float:
    """Count the target's posts with a source ancestor in the graph that is left."""
    graph, links = nx.DiGraph(), tree.links
    graph.add_nodes_from(range(len(tree)))
    for p, c, d, e in zip(links.parent, links.child, links.documented, links.evidence, strict=True):
        if d and str(CLASSES[e]) != without and not {int(p), int(c)} & gone:
            graph.add_edge(int(p), int(c))
    rows = np.flatnonzero(counted(tree)).tolist()
    led = [any(tree.source[a] for p in graph.predecessors(row) for a in {p, *nx.ancestors(graph, p)}) for row in rows]
    return float(np.mean(led))


@pytest.mark.parametrize("seed", range(12))
def test_each_removal_leaves_what_networkx_leaves(grow: Callable[..., Tree], seed: int) -> None:
    """Classes of evidence, all relays and each organisation are taken out as nodes and edges would be."""
    rng = np.random.default_rng(seed)
    n = 40
    kinds = ["reference", "citation", "attribution", "copy"]
    pairs = {tuple(sorted(rng.choice(n, size=2, replace=False).tolist())) for _ in range(70)}
    links = [(a, b, str(rng.choice(kinds))) for a, b in sorted(pairs)]
    tree = grow(range(n), "".join(rng.choice(list("STTV."), size=n)), links, actor=rng.integers(0, 12, n))
    organisations = set(range(0, 12, 2))
    found = removals(tree, people(tree, organisations))
    whole = share_by_networkx(tree, set(), "")
    assert found and whole > 0
    neither = set(np.flatnonzero(~tree.source & ~tree.target).tolist())
    for one in found:
        if one.kind == "evidence":
            expected = share_by_networkx(tree, set(), one.name)
        elif one.kind == "relays":
            expected = share_by_networkx(tree, neither, "")
        else:
            actor = int(one.name.removeprefix("web:").split(".")[0])
            assert actor in organisations, "individuals are not taken out one by one"
            expected = share_by_networkx(tree, set(np.flatnonzero(tree.actor == actor).tolist()), "")
        assert one.lower == pytest.approx(expected)
        assert one.stays == pytest.approx(expected / whole)
    stays = [one.stays for one in found if one.kind == "organisation"]
    assert stays == sorted(stays) and len(stays) <= 5


def test_nothing_is_told_where_nothing_is_documented(grow: Callable[..., Tree]) -> None:
    """Copies and order in time are no documents."""
    tree = grow(range(4), "SSTT", [(0, 2, "copy"), (1, 3, "timing")])
    assert removals(tree, people(tree, {0, 1})) == ()
