"""Networks and flows: sums against a plain count, places that are the same every time."""

from collections import Counter

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.people import People
from graphs.store import Store
from viz import flows, network, story
from viz.histogram import bins_of
from viz.layout import layout
from viz.network import Ties

ends = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 6)), min_size=1, max_size=60)


def ties(found: list[tuple[int, int, int]]) -> Ties:
    source, target, evidence = (np.array(column, np.int64) for column in zip(*found, strict=True))
    ones = np.ones(len(found), np.int64)
    return Ties(source, target, evidence, np.ones(len(found)), np.ones(len(found)), 2 * ones, 5 * ones)


@settings(deadline=None)
@given(ends)
def test_ties_are_summed_as_a_counter_would(found: list[tuple[int, int, int]]) -> None:
    """Equal ends and evidence become one tie with their number as its weight."""
    made = network.summed(ties(found))
    keys = zip(made.source.tolist(), made.target.tolist(), made.evidence.tolist(), strict=True)
    assert dict(zip(keys, made.weight.tolist(), strict=True)) == Counter(found)


@settings(deadline=None)
@given(ends, st.integers(0, 3))
def test_the_same_graph_has_the_same_places(found: list[tuple[int, int, int]], seed: int) -> None:
    """One seed, one picture: places are finite and equal on a second run."""
    made = ties(found)
    first, again = (layout(10, made.source, made.target, made.weight, seed=seed) for _ in range(2))
    assert np.isfinite(first.x).all() and np.array_equal(first.x, again.x) and np.array_equal(first.y, again.y)


def test_cliques_are_communities_apart() -> None:
    """Two cliques joined by one edge are two communities whose discs do not meet."""
    graph = nx.barbell_graph(12, 0)
    source, target = (np.array(column) for column in zip(*graph.edges, strict=True))
    made = layout(24, source, target, np.ones(len(source)))
    parts = [set(np.flatnonzero(made.community == number).tolist()) for number in range(2)]
    assert sorted(map(sorted, parts)) == [list(range(12)), list(range(12, 24))]
    places = np.column_stack([made.x, made.y])
    middle = [places[list(part)].mean(axis=0) for part in parts]
    reach = [np.hypot(*(places[list(part)] - centre).T).max() for part, centre in zip(parts, middle, strict=True)]
    assert np.hypot(*(middle[0] - middle[1])) > sum(reach)


def test_past_the_budget_the_heaviest_ties_stay() -> None:
    """Actors with the lightest ties go first, and the page is told how many."""
    star = [(0, leaf, 0) for leaf in range(1, 9) for _ in range(leaf)]
    drawn = network.draw(network.summed(ties(star)), budget=4)
    assert sorted(drawn.drawn.tolist()) == [0, 6, 7, 8]
    assert [(one.what, one.count, one.of) for one in drawn.omitted] == [("actors", 5, 9)]


def test_flows_count_links_from_group_to_group(case_store: Store, people: People, narrative: str) -> None:
    """Every link is in exactly one cell, and cells agree with a count in SQL."""
    whole = story.read(case_store, people, narrative)
    links = network.one_by_one(whole.links, whole.posts, bins_of(whole.posts))
    found = flows.by_actors("platform", whole.actors.platform, whole.actors, links)
    counted = Counter[tuple[str, str]]()
    groups, cells = found.dimension.groups, found.cells
    for source, target, count in zip(cells.source.tolist(), cells.target.tolist(), cells.weight.tolist(), strict=True):
        counted[groups[source], groups[target]] += count
    rows = case_store.connection.execute(
        "select split_part(replace(parent_id, 'unseen:', 'web:'), ':', 1), split_part(child_id, ':', 1), count(*) "
        "from link group by all"
    ).fetchall()
    assert counted == {(source, target): count for source, target, count in rows}


def test_rare_values_are_one_group() -> None:
    """Past the most that a picture can hold, the smallest groups stand together."""
    assert len(flows._grouped([str(number % 40) for number in range(400)], np.ones(400))[0]) == flows.GROUPS
