"""Who descends from whom: documents against networkx, sampled ancestries against walking them one by one."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.trace.ancestry import Contacts, Parameters
from graphs.trace.bounds import counted
from graphs.trace.finding import Coverage
from graphs.trace.measured import measure
from graphs.trace.paths import ledger, shortest
from graphs.trace.reach import descends, flows, resampled
from graphs.trace.rows import Tree

NOBODY = Contacts(keys=np.zeros(0, np.int64), since=np.zeros(0, np.int64), authors=1)
DRAWN = [Parameters()] * 8


def random_links(rng: np.random.Generator, n: int, m: int) -> list[tuple[int, int, str]]:
    """Draw links from earlier to later rows, some inferred, and now and then one against the order."""
    found = set()
    for _ in range(m):
        a, b = sorted(rng.choice(n, size=2, replace=False).tolist())
        a, b = (b, a) if rng.random() < 0.1 else (a, b)
        found.add((a, b, str(rng.choice(["reference", "citation", "attribution", "copy", "timing"]))))
    return sorted(found)


def documented_graph(tree: Tree) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(tree)))
    links = tree.links
    graph.add_edges_from(
        (int(p), int(c)) for p, c, d in zip(links.parent, links.child, links.documented, strict=True) if d
    )
    return graph


@pytest.mark.parametrize("seed", range(20))
def test_documented_descent_is_that_of_networkx(grow: Callable[..., Tree], seed: int) -> None:
    """A row descends from the source if networkx finds a source among its ancestors, cycles included."""
    rng = np.random.default_rng(seed)
    n = 30
    tree = grow(range(n), "".join(rng.choice(list("ST."), size=n)), random_links(rng, n, 45))
    links = tree.links
    got = descends(tree.source, np.ones(n, dtype=bool), links.parent, links.child, links.documented)
    graph = documented_graph(tree)
    for row in range(n):
        parents = {a for p in graph.predecessors(row) for a in {p, *nx.ancestors(graph, p)}}
        assert got[row] == any(tree.source[a] for a in parents)


@pytest.mark.parametrize("seed", range(10))
def test_closed_rows_pass_nothing_on(grow: Callable[..., Tree], seed: int) -> None:
    """What descends only through a closed row does not descend."""
    rng = np.random.default_rng(100 + seed)
    n = 20
    tree = grow(range(n), "".join(rng.choice(list("ST."), size=n)), random_links(rng, n, 30))
    open_ = rng.random(n) < 0.7
    links = tree.links
    got = descends(tree.source, open_, links.parent, links.child, links.documented)
    graph = documented_graph(tree).subgraph(np.flatnonzero(open_).tolist())
    for row in np.flatnonzero(open_).tolist():
        parents = {a for p in graph.predecessors(row) for a in {p, *nx.ancestors(graph, p)}}
        assert got[row] == any(tree.source[a] for a in parents)
    assert not got[~open_].any()


@pytest.mark.parametrize("seed", range(10))
def test_sampled_flow_is_what_walking_each_ancestry_gives(grow: Callable[..., Tree], seed: int) -> None:
    """Hits, the flow and the credit of relays equal a walk up every sampled tree."""
    rng = np.random.default_rng(seed)
    n, samples = 14, 6
    tree = grow(range(n), "".join(rng.choice(list("STV."), size=n)), actor=rng.integers(0, 8, n))
    sampled = np.array([[rng.integers(-1, i) if i else -1 for i in range(n)] for _ in range(samples)])
    authors, author = np.unique(tree.actor, return_inverse=True)
    hits, credit, shares = np.zeros((n, 3), np.int64), np.zeros(len(authors)), np.zeros((samples, 2))
    targets, sources = np.flatnonzero(tree.target), np.flatnonzero(tree.source)
    flow = flows(
        np.arange(n), sampled, np.zeros(n + 1, np.int64), np.zeros(0, np.int64), tree.source, tree.target, tree.via,
        author, len(authors), targets, sources, np.array([1], np.uint64), hits, credit, shares,
    )  # fmt: skip
    wanted_hits, wanted_credit, wanted_flow = np.zeros((n, 3)), np.zeros(len(authors)), 0
    for parents in sampled:
        for row in range(n):
            line = []
            at = parents[row]
            while at >= 0:
                line.append(at)
                at = parents[at]
            first = next((k for k, a in enumerate(line) if tree.source[a]), None)
            if tree.target[row]:
                wanted_hits[row, 0] += first is not None
                wanted_hits[row, 2] += any(
                    tree.via[a] and any(tree.source[b] for b in line[k + 1 :]) for k, a in enumerate(line)
                )
                if first is not None:
                    wanted_flow += 1
                    for who in {author[a] for a in line[:first] if not tree.target[a]}:
                        wanted_credit[who] += 1
            if tree.source[row]:
                wanted_hits[row, 1] += any(tree.target[a] for a in line)
    assert np.array_equal(hits, wanted_hits)
    assert np.array_equal(credit, wanted_credit)
    assert flow == wanted_flow


@pytest.mark.parametrize("seed", range(10))
def test_paths_are_as_short_as_those_of_networkx(grow: Callable[..., Tree], seed: int) -> None:
    """Each path starts at a source, ends at a target, follows documents, and none is shorter."""
    rng = np.random.default_rng(seed)
    n = 25
    tree = grow(range(n), "".join(rng.choice(list("ST."), size=n)), random_links(rng, n, 40))
    graph = documented_graph(tree)
    ways = shortest(tree, most=50)
    lengths = nx.multi_source_dijkstra_path_length(graph, set(np.flatnonzero(tree.source).tolist()))
    assert {way.rows[-1] for way in ways} == {row for row in lengths if tree.target[row]}
    for way in ways:
        assert tree.source[way.rows[0]]
        assert tree.target[way.rows[-1]]
        assert len(way.rows) == lengths[way.rows[-1]] + 1 == len(way.evidence) + 1
        assert all(graph.has_edge(a, b) for a, b in zip(way.rows, way.rows[1:], strict=False))


def test_paths_prefer_the_surest_link_and_authors_not_yet_shown(grow: Callable[..., Tree]) -> None:
    """Of two links of one length the likelier is taken; an author comes a second time only at the end."""
    links = [(0, 2, "attribution", 0.6), (1, 2, "citation", 1.0), (0, 3, "citation"), (0, 4, "citation")]
    tree = grow(range(5), "SSTTT", links, actor=np.array([0, 1, 2, 2, 3]))
    ways = shortest(tree, most=3)
    assert [way.rows for way in ways] == [(1, 2), (0, 4), (0, 3)]
    assert shortest(tree, most=2)[1].rows == (0, 4)


def test_the_ledger_counts_each_class_apart(grow: Callable[..., Tree]) -> None:
    """A link that has two classes counts in both; every class is there; rows outside are not counted."""
    tree = grow(range(3), "STT", [(0, 1, "citation"), (0, 1, "copy"), (1, 2, "citation")], part=np.array([0, 0, 2]))
    assert ledger(tree) == {
        "reference": 0, "citation": 1, "attribution": 0, "copy": 1, "fact": 0, "claim": 0, "timing": 0,
    }  # fmt: skip


def test_resampled_means_are_centred_and_spread_as_theory_says() -> None:
    """The bootstrap over authors of one post each has the variance of a mean."""
    values = np.arange(50.0)[:, None] / 50
    means = resampled(np.arange(50), 50, values, 4000, np.array([3], np.uint64))
    assert means.mean() == pytest.approx(values.mean(), abs=0.01)
    assert means.std() == pytest.approx(values.std() / np.sqrt(50), rel=0.1)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), coverage=st.sampled_from([None, 0.0, 0.3, 1.0]))
def test_bounds_are_in_order_and_swap_with_the_groups(
    grow: Callable[..., Tree], seed: int, coverage: float | None
) -> None:
    """0 <= low90 <= lower <= estimate <= upper <= high90 <= 1, and exchanging the groups exchanges the directions."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 25))
    times = [(float(t), float(t + (rng.integers(0, 30) if rng.random() < 0.3 else 0))) for t in rng.integers(0, 72, n)]
    times.sort(key=sum)
    links = random_links(rng, n, n) if n > 1 else []
    tree = grow(
        times, "".join(rng.choice(list("STV."), size=n)), links, actor=rng.integers(0, 9, n),
        part=rng.choice([0, 0, 0, 1, 2], size=n), unseen=rng.random(n) < 0.1,
    )  # fmt: skip
    covered = Coverage(source=coverage, target=0.5, source_method="given", target_method="given")
    back = Coverage(source=0.5, target=coverage, source_method="given", target_method="given")
    there, swapped = measure(tree, DRAWN, NOBODY, covered, 3), measure(tree.swapped(), DRAWN, NOBODY, back, 3)
    for share in (there.share, there.reverse):
        if share.lower is not None:
            order = [0.0, share.low90, share.lower, share.estimate, share.upper, share.high90, 1.0]
            assert order == sorted(order)
    assert (there.share, there.reverse) == (swapped.reverse, swapped.share)
    assert (there.by_actor, there.estimate90) == (swapped.reverse_by_actor, swapped.reverse_estimate90)
    assert (there.share.lower is None) == (not counted(tree).any())
