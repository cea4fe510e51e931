"""Paths that respect time: arrivals, departures, rest and betweenness against networkx on the graph of links."""

from itertools import product
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.errors import RequestError
from graphs.reach import ALWAYS, NEVER, TimedLinks, arrivals, betweenness, departures, document
from graphs.reach.links import UNKNOWN, Bound, mirrored
from graphs.reach.posts import threaded
from whence import Case

BOUNDS: list[Bound] = ["possible", "certain"]


def some(seed: int, actors: int, count: int, width: int, delay: int = 3) -> TimedLinks:
    """Return links between few actors and within few instants, so that ties and overlaps abound."""
    rng = np.random.default_rng(seed)
    ends = rng.integers(0, actors, (2, count)).astype(np.int32)
    posted = rng.integers(0, 20, count)
    taken = posted + rng.integers(0, delay, count)
    early, late = rng.integers(0, width + 1, (2, 2, count))
    return TimedLinks(actors, *ends, posted - early[0], posted + late[0], taken - early[1], taken + late[1])


def goes_on(links: TimedLinks, k: int, d: int, bound: Bound, wait: int | None) -> bool:
    """Tell whether a path may go on from link k with link d."""
    if links.target[k] != links.source[d]:
        return False
    early, late = links.posted_lo[d] - links.taken_hi[k], links.posted_hi[d] - links.taken_lo[k]
    if bound == "possible":
        return bool(late >= 0 and (wait is None or early <= wait))
    return bool(early >= 0 and (wait is None or late <= wait))


def paths(links: TimedLinks, bound: Bound, wait: int | None = None) -> nx.DiGraph:
    """Return the graph whose nodes are links and whose edges are the steps from one to the next."""
    able = [k for k in range(len(links.source)) if links.posted_lo[k] <= links.taken_hi[k]]
    able = [k for k in able if links.source[k] != links.target[k]]
    if wait is not None:
        since, until = (links.posted_hi, links.taken_lo) if bound == "possible" else (links.posted_lo, links.taken_hi)
        able = [k for k in able if until[k] - since[k] <= wait]
    made = nx.DiGraph()
    made.add_nodes_from(able)
    made.add_edges_from((k, d) for k, d in product(able, able) if goes_on(links, k, d, bound, wait))
    return made


def first(links: TimedLinks, source: np.ndarray, bound: Bound, wait: int | None) -> np.ndarray:
    """Return the arrivals by walking every path."""
    graph, out = paths(links, bound, wait), np.full(links.actors, NEVER)
    begin = [k for k in graph if links.source[k] in source]
    for k in set(begin).union(*(nx.descendants(graph, b) for b in begin)):
        at = links.taken_lo[k] if bound == "possible" else links.taken_hi[k]
        out[links.target[k]] = min(out[links.target[k]], at)
    out[source] = ALWAYS
    return out


@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("width", [0, 3])
@pytest.mark.parametrize("wait", [None, 0, 4])
def test_arrivals_are_those_of_every_path(bound: Bound, width: int, wait: int | None) -> None:
    """Earliest arrivals of one source, of many and of a group are what walking the graph of links gives."""
    for seed in range(25):
        links = some(seed, actors=2 + seed % 5, count=seed, width=width)
        sources = [np.array([one]) for one in range(links.actors)] + [np.array([0, links.actors - 1])]
        found = arrivals(links, sources, bound, wait)
        for row, source in zip(found, sources, strict=True):
            assert row.tolist() == first(links, source, bound, wait).tolist()
            assert row.tolist() == arrivals(links, [source], bound, wait)[0].tolist()


@pytest.mark.parametrize("wait", [None, 4])
def test_more_sources_than_bits_agree_with_one_at_a_time(wait: int | None) -> None:
    """Seventy sources take two passes and give what seventy calls give, also where intervals are of one width."""
    links = some(3, actors=70, count=600, width=0)
    links = links._replace(posted_hi=links.posted_hi + 2, taken_hi=links.taken_hi + 2)
    sources = [np.array([one]) for one in range(70)]
    found = arrivals(links, sources, "possible", wait)
    assert (found != NEVER).mean() > 0.2
    assert found.tolist() == [arrivals(links, [one], "possible", wait)[0].tolist() for one in sources]


@pytest.mark.parametrize("bound", BOUNDS)
def test_departures_mirror_arrivals(bound: Bound) -> None:
    """Who can still pass the story on is whom it reaches from there; the last moment is that of the last path."""
    for seed in range(20):
        links = some(seed, actors=5, count=14, width=2)
        ones = [np.array([one]) for one in range(5)]
        there, back = arrivals(links, ones, bound), departures(links, ones, bound)
        assert ((there != NEVER) == (back != ALWAYS).T).all()
        for target, row in zip(ones, back, strict=True):
            turned = first(mirrored(links), target, bound, None)
            assert [int(v) for v in row if -99 < v < 99] == [-int(v) for v in turned if -99 < v < 99]


@pytest.mark.parametrize("bound", BOUNDS)
def test_betweenness_is_that_of_all_shortest_paths(bound: Bound) -> None:
    """Each actor's share of pairs is the mean of its part of the shortest paths that networkx lists."""
    for seed in range(25):
        links = some(seed, actors=6, count=18, width=seed % 3)
        sources, targets = np.arange(4), np.arange(2, 6)
        share, pairs, _ = betweenness(links, sources, targets, bound)
        through, joined = np.zeros(6), 0
        graph = paths(links, bound)
        for s, t in product(sources, targets):
            ends = graph.copy()
            ends.add_edges_from(("s", k) for k in graph if links.source[k] == s)
            ends.add_edges_from((k, "t") for k in graph if links.target[k] == t)
            if s == t or "s" not in ends or "t" not in ends or not nx.has_path(ends, "s", "t"):
                continue
            every = list(nx.all_shortest_paths(ends, "s", "t"))
            joined += 1
            for path in every:
                for k in path[1:-2]:
                    through[links.target[k]] += 1 / len(every)
        assert pairs == joined
        assert share == pytest.approx(through / joined if joined else through)


def test_a_post_of_uncertain_time_goes_on_with_what_it_took() -> None:
    """0 -> post 1 (any time of a day) -> 2 and 3: certain through the post, though its interval alone forbids it."""
    day = np.array([0, 0, 0])
    links = TimedLinks(
        4, np.array([0, 1, 1], np.int32), np.array([1, 2, 3], np.int32), day, np.array([0, 90, 90]),
        np.array([0, 95, 40]), np.array([90, 95, 80]),
    )  # fmt: skip
    ones = [np.array([0])]
    assert arrivals(links, ones, "certain")[0].tolist() == [ALWAYS, 90, NEVER, NEVER]
    through = threaded(links, np.array([0, 1, 1]), np.array([1, 2, 3]))
    assert through.author.tolist() == [0, 1, 2, 3, 1]
    assert arrivals(through.links, ones, "certain")[0].tolist() == [ALWAYS, 90, 95, 90, 90]
    assert arrivals(through.links, ones, "certain", wait=95)[0, 2] == 95
    share, pairs, _ = betweenness(through.links, np.array([0]), np.array([2, 3]), "certain")
    assert (pairs, share.tolist()) == (2, [0, 0, 0, 0, 1])


@given(st.integers(0, 10_000), st.integers(0, 4))
@settings(max_examples=40, deadline=None)
def test_whatever_the_times_were_reach_lies_between_the_bounds(seed: int, width: int) -> None:
    """Draw times in the intervals: who is reached for certain is reached then, and who is reached then was possible."""
    links = some(seed, actors=6, count=20, width=width)
    rng = np.random.default_rng(seed)
    posted, taken = rng.integers(links.posted_lo, links.posted_hi + 1), rng.integers(links.taken_lo, links.taken_hi + 1)
    kept = posted <= taken
    drawn = TimedLinks(6, links.source[kept], links.target[kept], *np.repeat([posted[kept], taken[kept]], 2, axis=0))
    told = links._replace(**{name: getattr(links, name)[kept] for name in links._fields[1:]})
    for wait in (None, 5):
        least = arrivals(told, [np.array([0])], "certain", wait)[0]
        most = arrivals(told, [np.array([0])], "possible", wait)[0]
        then = arrivals(drawn, [np.array([0])], "possible", wait)[0]
        strictly = arrivals(drawn, [np.array([0])], "certain", wait)[0]
        assert (most <= then).all()
        assert (strictly <= least).all()


def test_the_order_of_the_links_does_not_matter() -> None:
    """Shuffled links give the same arrivals and the same betweenness."""
    links = some(1, actors=8, count=60, width=1)
    order = np.random.default_rng(2).permutation(60)
    mixed = links._replace(**{name: getattr(links, name)[order] for name in links._fields[1:]})
    ones = [np.array([one]) for one in range(8)]
    for bound in BOUNDS:
        assert arrivals(links, ones, bound, 3).tolist() == arrivals(mixed, ones, bound, 3).tolist()
        assert betweenness(links, np.arange(8), np.arange(8), bound)[0] == pytest.approx(
            betweenness(mixed, np.arange(8), np.arange(8), bound)[0]
        )


def test_a_page_without_a_time_opens_paths_for_certain_and_goes_on_at_most() -> None:
    """What nobody collected was posted some time before it was taken: its story arrives for certain, others maybe."""
    links = TimedLinks(
        4, np.array([3, 1, 0], np.int32), np.array([1, 2, 3], np.int32), np.array([UNKNOWN, 5, 1]),
        np.array([3, 5, 1]), np.array([3, 6, 2]), np.array([3, 6, 2]),
    )  # fmt: skip
    page, other = [np.array([3])], [np.array([0])]
    assert arrivals(links, page, "certain")[0].tolist() == [NEVER, 3, 6, ALWAYS]
    assert arrivals(links, other, "certain")[0].tolist() == [ALWAYS, NEVER, NEVER, 2]
    assert arrivals(links, other, "possible")[0].tolist() == [ALWAYS, 3, 6, 2]
    assert departures(links, [np.array([2])], "certain")[0].tolist() == [ALWAYS, 5, NEVER, UNKNOWN]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"source": np.array([9], np.int32)}, "names actor 9; there are 2"),
        ({"posted_lo": np.array([8])}, "ends before it begins"),
        ({"taken_lo": np.array([1, 2])}, "2 different lengths"),
    ],
)
def test_links_that_make_no_sense_are_refused(change: dict[str, np.ndarray], words: str) -> None:
    """An actor out of range, a time that ends before it begins and columns of different lengths are named."""
    one = np.array([1])
    links = TimedLinks(2, np.array([0], np.int32), np.array([1], np.int32), one, one, one, one)._replace(**change)
    with pytest.raises(RequestError, match=words):
        arrivals(links, [np.array([0])])
    with pytest.raises(RequestError, match="waits -1 ms"):
        arrivals(links, [np.array([0])], wait=-1)


def test_a_case_tells_outlets_by_name_and_people_as_counts(tmp_path: Path) -> None:
    """Two bloggers pass on an outlet's piece, one long after; with a limit of rest the late one is not reached."""
    posts = tmp_path / "posts.csv"
    posts.write_text(
        "post_id,platform,actor_id,published_at,text,url,repost_of\n"
        "web:tarn.example/2024/late-ferry,web,web:tarn.example,2024-01-01T08:00:00Z,The ferry is late,https://tarn.example/2024/late-ferry,\n"
        "x:1,x,x:7,2024-01-01T09:00:00Z,read this one https://tarn.example/2024/late-ferry,,\n"
        "x:2,x,x:8,2024-01-05T09:00:00Z,,,x:1\n",
        encoding="utf-8",
    )
    actors = tmp_path / "actors.csv"
    actors.write_text(
        "actor_id,platform,role,country,name\nweb:tarn.example,web,outlet,XA,Tarn Gazette\n"
        "x:7,x,blogger,XB,Mira Holm\nx:8,x,blogger,XB,Odd Lund\n",
        encoding="utf-8",
    )
    with Case.create(tmp_path / "case") as case:
        case.import_files([posts])
        case.set_actors(actors)
        case.build()
        found = case.reach(source="role=outlet", target="role=blogger")
        soon = case.reach(source="role=outlet", target="role=blogger", wait_hours=24)
        with pytest.raises(RequestError, match="no narrative nowhere"):
            case.reach(source="role=outlet", narrative="nowhere")
        with pytest.raises(RequestError, match="No actor of country=XZ"):
            case.reach(source="country=XZ")
    outlet, people = found.rows
    assert (outlet.name, outlet.named, outlet.certain.first) == ("Tarn Gazette", True, "from the start")
    assert (people.name, people.actors, people.certain.reached) == ("blogger, XB", 2, 2)
    assert people.certain.first == "2024-01-01T09:00:00Z"
    assert outlet.certain.last == "2024-01-01T08:00:00Z"
    assert found.joined == {"possible": 2, "certain": 2}
    assert people.certain.relay == pytest.approx(0.5)
    assert [row.certain.reached for row in soon.rows] == [1, 1]
    assert "x:7" not in str(document(found))
    assert "Mira" not in str(document(found))
