"""Graphs of a case: who took what from whom, at each level, and what a reader may see of it."""

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectors.errors import RequestError
from graphs.people import People
from graphs.propagation import PropagationGraph, graph
from graphs.propagation.coshares import coshares
from graphs.store import Store

Plant = Callable[..., None]
KEY = b"a key for tests"
ROLES = [
    {"actor_id": "x:1", "handle": "north_times", "role": "outlet", "country": "EA", "domains": ["north-times.example"]},
    {"actor_id": "x:2", "handle": "ann", "role": "blogger", "country": "EA"},
    {"actor_id": "x:3", "handle": "ben", "role": "blogger", "country": "EA"},
    {"actor_id": "x:4", "handle": "cy"},
]


def named(store: Store) -> People:
    return People(store, KEY, identify=True)


def edges(made: PropagationGraph) -> dict[tuple[str, str], int]:
    return {(row["source"], row["target"]): row["weight"] for row in made.edges.to_pylist()}


def link(store: Store, parent: str, child: str, evidence: str) -> None:
    store.connection.execute("insert into link values (?, ?, ?, 1.0, 1.0, null)", [parent, child, evidence])


def test_an_edge_runs_from_the_reposter_to_the_reposted_and_counts_posts(case_store: Store, plant: Plant) -> None:
    """Two reposts of one account are one edge of weight 2, with the first and last time; a self-repost is a loop."""
    plant(
        case_store,
        posts=[
            {"post_id": "10", "actor_id": "1", "at": "2024-05-01T00:00:00"},
            {"post_id": "11", "actor_id": "1", "at": "2024-05-01T01:00:00"},
            {"post_id": "12", "actor_id": "2", "repost_of": "10", "at": "2024-05-01T02:00:00"},
            {"post_id": "13", "actor_id": "2", "repost_of": "11", "at": "2024-05-01T03:00:00"},
            {"post_id": "14", "actor_id": "1", "repost_of": "10", "at": "2024-05-01T04:00:00"},
        ],
    )
    made = graph(case_store, "reposts", "actor", named(case_store))
    assert made.edges.to_pylist() == [
        {
            "source": "x:1",
            "target": "x:1",
            "weight": 1,
            "first": "2024-05-01T04:00:00Z",
            "last": "2024-05-01T04:00:00Z",
            "loop": True,
            "evidence": "reference",
        },
        {
            "source": "x:2",
            "target": "x:1",
            "weight": 2,
            "first": "2024-05-01T02:00:00Z",
            "last": "2024-05-01T03:00:00Z",
            "loop": False,
            "evidence": "reference",
        },
    ]
    assert made.summary() == {
        "kind": "reposts",
        "level": "actor",
        "directed": True,
        "nodes": 2,
        "edges": 2,
        "loops": 1,
        "components": 1,
        "largest": 2,
        "omitted": {},
    }


def test_a_repost_goes_to_the_post_it_was_truly_taken_from(case_store: Store, plant: Plant) -> None:
    """Where the platform names both the root and the true parent, the edge leads to the parent alone."""
    plant(
        case_store,
        posts=[
            {"post_id": "10", "actor_id": "1", "at": "2024-05-01"},
            {"post_id": "11", "actor_id": "2", "repost_of": "10", "at": "2024-05-02"},
            {"post_id": "12", "actor_id": "3", "repost_of": "10", "via": "11", "at": "2024-05-03"},
        ],
    )
    assert edges(graph(case_store, "reposts", "actor", named(case_store))) == {("x:2", "x:1"): 1, ("x:3", "x:2"): 1}


def test_the_author_of_an_uncollected_target_is_whom_the_reference_names(case_store: Store, plant: Plant) -> None:
    """A target that is not collected counts for the account named with it; without one it is omitted, and counted."""
    plant(case_store, posts=[{"post_id": str(n), "actor_id": "2", "kind": "quote", "at": "2024-05-01"} for n in (1, 2)])
    case_store.connection.execute(
        "insert into reference values ('x:1', 'quote', 'x:90', 'x:9', 'unknown'), "
        "('x:2', 'quote', 'x:91', null, 'unknown')"
    )
    made = graph(case_store, "quotes", "actor", named(case_store))
    assert edges(made) == {("x:2", "x:9"): 1}
    assert made.summary()["omitted"] == {"target actor unknown": 1}
    assert edges(graph(case_store, "quotes", "post", named(case_store))) == {("x:1", "x:90"): 1, ("x:2", "x:91"): 1}


def test_posts_that_are_gone_make_no_edges(case_store: Store, plant: Plant) -> None:
    """A deleted reply and an older version of an edited one are not counted."""
    plant(
        case_store,
        posts=[
            {"post_id": "1", "actor_id": "1", "at": "2024-05-01"},
            {"post_id": "2", "actor_id": "2", "reply_to": "1", "at": "2024-05-02"},
            {"post_id": "3", "actor_id": "3", "reply_to": "1", "at": "2024-05-02", "deleted_at": 5},
            {"post_id": "4", "actor_id": "4", "reply_to": "1", "at": "2024-05-02", "superseded_by": "x:2"},
        ],
    )
    assert edges(graph(case_store, "replies", "actor", named(case_store))) == {("x:2", "x:1"): 1}


def test_a_post_that_mentions_two_accounts_stands_behind_two_edges(case_store: Store, plant: Plant) -> None:
    """Mentions lead to accounts; one mentioned twice in a post counts once."""
    plant(case_store, posts=[{"post_id": "1", "actor_id": "1", "mentions": ["2", "3", "2"], "at": "2024-05-01"}])
    assert edges(graph(case_store, "mentions", "actor", named(case_store))) == {("x:1", "x:2"): 1, ("x:1", "x:3"): 1}


def test_citations_reach_the_outlet_of_an_article_nobody_collected(case_store: Store, plant: Plant) -> None:
    """The citing account leads to the article's outlet, whether the article is in the case or only known by its URL."""
    plant(
        case_store,
        posts=[
            {"post_id": "web:north-times.example/a", "actor_id": "web:north-times.example", "at": "2024-05-01"},
            {"post_id": "1", "actor_id": "2", "at": "2024-05-02"},
        ],
    )
    link(case_store, "web:north-times.example/a", "x:1", "citation")
    link(case_store, "unseen:south-post.example/b", "x:1", "citation")
    case_store.connection.execute(
        "insert into unseen values "
        "('unseen:south-post.example/b', 'south-post.example/b', 'web:south-post.example', 9, 1)"
    )
    made = graph(case_store, "citations", "actor", People(case_store, KEY))
    assert {target for _, target in edges(made)} == {"web:north-times.example", "web:south-post.example"}
    assert set(made.edges["evidence"].to_pylist()) == {"citation"}


def test_links_keep_every_class_of_evidence_on_one_edge(case_store: Store, plant: Plant) -> None:
    """Two classes behind one pair are one edge: classes from strong to weak, each post counted once."""
    plant(case_store, posts=[{"post_id": str(n), "actor_id": str(n), "at": "2024-05-01"} for n in (1, 2)])
    for evidence in ("copy", "reference", "attribution"):
        link(case_store, "x:1", "x:2", evidence)
    made = graph(case_store, "links", "actor", named(case_store))
    assert edges(made) == {("x:2", "x:1"): 1}
    assert made.edges["evidence"].to_pylist() == ["reference attribution copy"]
    assert edges(graph(case_store, "copies", "actor", named(case_store))) == {("x:2", "x:1"): 1}


def test_a_case_without_links_is_told_to_build(case_store: Store) -> None:
    """Citations of a case that was never built are refused, not shown as none."""
    with pytest.raises(RequestError, match="whence build"):
        graph(case_store, "citations", "actor", named(case_store))


@pytest.mark.parametrize(
    ("kind", "level", "said"),
    [("likes", "actor", "reposts"), ("reposts", "city", "outlet"), ("mentions", "post", "--level actor")],
)
def test_an_unknown_kind_or_level_is_answered_with_the_known_ones(
    case_store: Store, kind: str, level: str, said: str
) -> None:
    """The refusal names what can be asked for."""
    with pytest.raises(RequestError, match=said):
        graph(case_store, kind, level, named(case_store))


def test_at_outlet_level_people_are_groups_and_an_outlet_is_one_node(case_store: Store, plant: Plant) -> None:
    """An outlet's site and account are one node; bloggers of a country are one; nobody private stands alone."""
    plant(
        case_store,
        actors=ROLES,
        posts=[
            {"post_id": "1", "actor_id": "1", "at": "2024-05-01"},
            {"post_id": "web:north-times.example/a", "actor_id": "web:north-times.example", "at": "2024-05-01"},
            {"post_id": "2", "actor_id": "2", "repost_of": "1", "at": "2024-05-02"},
            {"post_id": "3", "actor_id": "3", "repost_of": "web:north-times.example/a", "at": "2024-05-02"},
            {"post_id": "4", "actor_id": "4", "repost_of": "2", "at": "2024-05-03"},
        ],
    )
    made = graph(case_store, "reposts", "outlet", People(case_store, KEY))
    told = {row["id"]: row["label"] for row in made.nodes.to_pylist()}
    assert told == {
        "web:north-times.example": "north-times.example",
        "group:blogger/EA": "blogger (EA)",
        "group:unknown/": "account (country unknown)",
    }
    assert edges(made) == {
        ("group:blogger/EA", "web:north-times.example"): 2,
        ("group:unknown/", "group:blogger/EA"): 1,
    }


def test_post_nodes_say_whether_they_were_collected(case_store: Store, plant: Plant) -> None:
    """At post level a node has its author, its time and whether the case holds it."""
    plant(
        case_store,
        actors=ROLES,
        posts=[{"post_id": "2", "actor_id": "2", "repost_of": "1", "lang": "en", "at": "2024-05-02T03:04:05"}],
    )
    seen, unseen = sorted(
        graph(case_store, "reposts", "post", named(case_store)).nodes.to_pylist(),
        key=lambda node: not node["collected"],
    )
    assert (seen["id"], seen["actor"], seen["language"]) == ("x:2", "x:2", "en")
    assert (seen["role"], seen["published"]) == ("blogger", "2024-05-02T03:04:05Z")
    assert (unseen["id"], unseen["actor"], unseen["label"]) == ("x:1", None, "author unknown")


def test_pseudonyms_change_names_and_nothing_else(case_store: Store, plant: Plant) -> None:
    """No native id or handle of a private account is in the graph, whose shape is that of the identified one."""
    plant(
        case_store,
        actors=ROLES,
        posts=[
            {"post_id": "71000001", "actor_id": "4", "at": "2024-05-01"},
            {"post_id": "71000002", "actor_id": "2", "repost_of": "71000001", "at": "2024-05-02"},
            {"post_id": "71000003", "actor_id": "1", "repost_of": "71000001", "at": "2024-05-02"},
        ],
    )
    hidden, open_ = (
        graph(case_store, "reposts", "actor", People(case_store, KEY, identify=who)) for who in (False, True)
    )
    shown = {value for row in hidden.nodes.to_pylist() for value in row.values()}
    assert not shown & {"x:2", "x:4", "ann", "cy", "@ann", "@cy"}
    assert "x:1" in shown
    assert nx.is_isomorphic(hidden.to_networkx(), open_.to_networkx())
    posts = graph(case_store, "reposts", "post", People(case_store, KEY))
    assert "7100000" not in str(posts.nodes["id"].to_pylist()[:2] + posts.edges["target"].to_pylist())


def test_the_order_of_rows_in_the_store_does_not_show(tmp_path: Path, plant: Plant) -> None:
    """The same posts planted backwards give the same tables."""
    posts = [
        {"post_id": str(n), "actor_id": str(n % 7), "repost_of": str(n // 2), "at": 1000 * n} for n in range(1, 60)
    ]
    made = []
    for name, order in (("a", 1), ("b", -1)):
        with Store(tmp_path / f"{name}.duckdb", read_only=False, threads=1 if order > 0 else 2) as store:
            plant(store, posts=posts[::order])
            made.append(graph(store, "reposts", "actor", People(store, KEY)))
    assert made[0].nodes.equals(made[1].nodes)
    assert made[0].edges.equals(made[1].edges)


Shares = st.lists(st.tuples(st.integers(0, 7), st.sets(st.integers(0, 5), max_size=3)), max_size=25)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shares=Shares)
def test_coshares_are_those_that_all_pairs_would_give(tmp_path: Path, plant: Plant, shares: Any) -> None:
    """The pruned projection equals the brute-force one: pairs, common objects and the posts behind them."""
    path = tmp_path / "pairs.duckdb"
    path.unlink(missing_ok=True)
    with Store(path, read_only=False) as store:
        plant(store, posts=sharing(shares))
        made = graph(store, "coshares", "actor", named(store))
    found = {(row["source"], row["target"]): (row["weight"], row["objects"]) for row in made.edges.to_pylist()}
    assert found == all_pairs(shares, least=2)


def test_an_object_shared_too_widely_confirms_pairs_and_makes_none(case_store: Store, plant: Plant) -> None:
    """Under a budget one viral object changes nothing; pairs with only two viral ones in common are missing."""
    shares = [(who, {0, 1 + who // 2}) for who in range(6)]
    plant(case_store, posts=sharing(shares))
    exact = all_pairs(shares, least=2)
    for budget, heavy in ((3, 1), (1000, 0)):
        assert coshares(case_store, "actor", budget=budget) == heavy
        assert joined(case_store) == exact
    twice = [*shares, *((who, {9}) for who in range(6))]
    plant(case_store, posts=sharing(twice)[len(shares) :])
    assert coshares(case_store, "actor", budget=1000) == 0
    assert joined(case_store) == all_pairs(twice, least=2)
    assert coshares(case_store, "actor", budget=3) == 2
    assert joined(case_store) == {pair: found for pair, found in all_pairs(twice, least=2).items() if pair in exact}


def test_a_repost_shares_its_original_and_not_the_links_in_it(case_store: Store, plant: Plant) -> None:
    """Reposts that carry the links of their original do not count twice."""
    plant(
        case_store,
        posts=[
            {"post_id": "1", "actor_id": "1", "urls": [url(1), url(2)], "at": 1},
            {"post_id": "2", "actor_id": "2", "repost_of": "1", "urls": [url(1), url(2)], "at": 2},
            {"post_id": "3", "actor_id": "3", "repost_of": "1", "urls": [url(1), url(2)], "at": 3},
        ],
    )
    assert graph(case_store, "coshares", "actor", named(case_store)).summary()["edges"] == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20))
def test_the_summary_counts_what_networkx_counts(tmp_path: Path, plant: Plant, pairs: list[tuple[int, int]]) -> None:
    """Nodes, edges, self-loops, components and the largest one agree with networkx; so do both objects."""
    path = tmp_path / "summary.duckdb"
    path.unlink(missing_ok=True)
    with Store(path, read_only=False) as store:
        plant(
            store,
            posts=[
                {"post_id": str(n), "actor_id": str(a), "mentions": [str(b)], "at": n} for n, (a, b) in enumerate(pairs)
            ],
        )
        made = graph(store, "mentions", "actor", named(store))
    oracle: nx.DiGraph[str] = nx.DiGraph([(f"x:{a}", f"x:{b}") for a, b in pairs])
    parts = list(nx.weakly_connected_components(oracle))
    told = made.summary()
    assert (told["nodes"], told["edges"]) == (oracle.number_of_nodes(), oracle.number_of_edges())
    assert told["loops"] == nx.number_of_selfloops(oracle)
    assert (told["components"], told["largest"]) == (len(parts), max(map(len, parts), default=0))
    assert {(a, b): d["weight"] for a, b, d in made.to_networkx().edges(data=True)} == Counter(
        (f"x:{a}", f"x:{b}") for a, b in pairs
    )
    rebuilt = made.to_igraph()
    names = rebuilt.vs["name"] if len(rebuilt.vs) else []
    assert {(names[e.source], names[e.target]): e["weight"] for e in rebuilt.es} == edges(made)


@pytest.mark.parametrize(("kind", "code"), [("reposts", "RT"), ("replies", "RE"), ("mentions", "MT")])
def test_real_activity_gives_the_graphs_that_networkx_gives(
    case_store: Store, data: Path, kind: str, code: str
) -> None:
    """Two days of Higgs activity: nodes, edges, largest component and weights equal those of the raw table."""
    connection = case_store.connection
    plant_activity(connection, data / "higgs_first2days" / "higgs_activity_jul1_2.parquet")
    events = connection.execute("select actor, target from act where kind = ?", [code]).fetchall()
    oracle: nx.DiGraph[int] = nx.DiGraph(events)
    made = graph(case_store, kind, "actor", People(case_store, KEY))
    told = made.summary()
    largest = len(max(nx.weakly_connected_components(oracle), key=len))
    want = (oracle.number_of_nodes(), oracle.number_of_edges(), largest)
    assert (told["nodes"], told["edges"], told["largest"]) == want
    assert sorted(made.edges["weight"].to_pylist()) == sorted(Counter(events).values())


def plant_activity(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Make a post of every act of the raw table, and one of every account that was reposted or replied to."""
    connection.execute(f"create temp table act as select row_number() over () as n, * from '{file}'")
    common = "'post' as kind, 'file' as published_source, 'r' as run_id, 'r' as raw_ref, 1 as importer_version"
    connection.execute(
        "insert into post by name select 'higgs:e' || n as post_id, 'higgs' as platform, "
        "'higgs:' || actor as actor_id, "
        f"ts * 1000 as published_lo, ts * 1000 as published_hi, {common} from act"
    )
    connection.execute(
        "insert into post by name select distinct 'higgs:u' || target as post_id, 'higgs' as platform, "
        "'higgs:' || target as actor_id, 0 as published_lo, 0 as published_hi, "
        f"{common} from act where kind <> 'MT'"
    )
    connection.execute(
        "insert into reference select 'higgs:e' || n, "
        "case kind when 'RT' then 'repost' when 'RE' then 'reply' else 'mention' end, "
        "if(kind = 'MT', null, 'higgs:u' || target), if(kind = 'MT', 'higgs:' || target, null), 'unknown' from act"
    )


def url(number: int) -> str:
    return f"https://paper{number}.example/2024/05/story-{number}"


def sharing(shares: list[tuple[int, set[int]]]) -> list[dict[str, Any]]:
    """Make a post of each (account, objects)."""
    return [
        {"post_id": str(n), "actor_id": str(who), "urls": [url(one) for one in sorted(what)], "at": n}
        for n, (who, what) in enumerate(shares)
    ]


def joined(store: Store) -> dict[tuple[str, str], tuple[int, int]]:
    rows = store.connection.execute("select source, target, weight, objects from graph_edge").fetchall()
    return {(source, target): (weight, objects) for source, target, weight, objects in rows}


def all_pairs(shares: list[tuple[int, set[int]]], *, least: int) -> dict[tuple[str, str], tuple[int, int]]:
    """Join actors by comparing everyone with everyone."""
    pairs = {}
    for a, b in combinations(sorted({who for who, _ in shares}), 2):
        mine, yours = ({one for who, what in shares if who == actor for one in what} for actor in (a, b))
        if len(mine & yours) >= least:
            posts = sum(1 for who, what in shares if who in (a, b) and what & mine & yours)
            pairs[f"x:{a}", f"x:{b}"] = (posts, len(mine & yours))
    return pairs
