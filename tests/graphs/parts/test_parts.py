"""Who starts, bridges and comes late: against paths walked one by one, and without a person in the output."""

from collections.abc import Callable
from typing import Any

import msgspec
import networkx as nx
import numpy as np
import pytest

from collectors.errors import RequestError
from graphs.build import build
from graphs.groups import parse
from graphs.parts import Parts, parts
from graphs.parts.playing import bridges, first_of, late, play
from graphs.people import People
from graphs.store import Store

Plant = Callable[..., None]
HOUR = 3_600_000
STORY = "The harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote"
ABROAD, AT_HOME = parse("role=outlet", {}), parse("role=blogger,country=XE", {})


def walked(seat: Any, at: Any, parent: Any, child: Any, groups: Any, number: int) -> list[float]:
    """Walk a graph whose nodes are links; one follows another if its author has the story by then."""
    links = [(seat[p], seat[c], min(at[p], at[c]), at[c]) for p, c in zip(parent, child, strict=True)]
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(links)))
    for a, (_, to, _, came) in enumerate(links):
        graph.add_edges_from((a, b) for b, (by, _, left, _) in enumerate(links) if by == to and left >= came and a != b)
    after = {a: nx.descendants(graph, a) | {a} for a in graph}
    out = [0.0] * (max(seat) + 1)
    for a, (by, _, _, _) in enumerate(links):
        for b in after[a]:
            for c in graph.successors(b):
                for d in after[c]:
                    ends = links[d][1]
                    fits = any(
                        groups[by] >> g & 1 and groups[ends] >> h & 1
                        for g in range(number) for h in range(number) if g != h
                    )  # fmt: skip
                    if fits:
                        out[links[b][1]] = 1.0
    return out


@pytest.mark.parametrize("seed", range(40))
def test_bridges_are_those_on_a_path_that_respects_time(seed: int) -> None:
    """Random small narratives, many equal times: the kernel and the walk over links agree."""
    rng = np.random.default_rng(seed)
    posts, seats = int(rng.integers(4, 14)), int(rng.integers(3, 8))
    seat = np.concatenate([np.arange(seats), rng.integers(0, seats, posts)]).astype(np.int64)
    at = np.sort(rng.integers(0, 12, len(seat))).astype(np.int64)
    rng.shuffle(seat)
    pairs = [(p, c) for c in range(1, len(seat)) for p in rng.integers(0, c, 2) if seat[p] != seat[c]]
    if not pairs:
        pairs = [(0, 1)]
    parent, child = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    groups = rng.integers(0, 4, seats).astype(np.uint8)
    use, unseen = np.ones(len(parent), dtype=np.bool_), np.zeros(len(seat), dtype=np.bool_)
    found = bridges(seat, at, unseen, parent, child, use, seats, groups, 2)
    expected = walked(seat.tolist(), at.tolist(), parent.tolist(), child.tolist(), groups.tolist(), 2)
    assert found.tolist() == (expected + [0.0] * seats)[:seats]


def test_an_actor_who_spoke_before_hearing_is_no_bridge() -> None:
    """A relay that others quote from before it heard of the story carried nothing; one quoted after did."""
    seat = np.array([1, 0, 1, 2, 2], dtype=np.int64)  # relay, source, relay again, target quoting both
    unseen, use = np.zeros(5, dtype=np.bool_), np.ones(2, dtype=np.bool_)
    groups = np.array([1, 0, 2], dtype=np.uint8)
    early = bridges(
        seat, np.arange(5, dtype=np.int64), unseen, np.array([1, 0]), np.array([2, 3]), use, 3, groups, 2
    )  # fmt: skip
    late_ = bridges(seat, np.arange(5, dtype=np.int64), unseen, np.array([1, 2]), np.array([2, 4]), use, 3, groups, 2)
    assert early.tolist() == [0.0, 0.0, 0.0]
    assert late_.tolist() == [0.0, 1.0, 0.0]


def test_late_is_the_last_quarter_and_needs_a_source() -> None:
    """Of eight actors the last two are late if they pass something on; one with an earlier post is not."""
    seat = np.array([0, 1, 2, 3, 4, 5, 6, 0], dtype=np.int64)
    at, none = np.arange(8, dtype=np.int64), np.zeros(8, dtype=np.bool_)
    child, use = np.array([6, 7, 5]), np.array([True, True, True])
    assert late(seat, at, none, none, child, use, 7).tolist() == [0, 0, 0, 0, 0, 0, 1]
    assert late(seat, at, none, none, child[:0], use[:0], 7).sum() == 0
    assert late(seat[:4], at[:4], none[:4], none[:4], np.array([3]), use[:1], 7).sum() == 0


def test_equal_instants_share_the_start() -> None:
    """Two posts of one instant are each the first by half."""
    assert first_of(np.array([0, 1, 2]), np.array([5, 5, 7]), np.zeros(3, dtype=np.bool_), 3).tolist() == [0.5, 0.5, 0]


def test_uncertain_links_and_times_bridge_as_often_as_they_hold() -> None:
    """Two links of probability one half are both there one time in four; a date settles a start by halves."""
    seat = np.array([0, 1, 2], dtype=np.int64)
    lo = np.array([0, 0, 50 * HOUR], dtype=np.int64)
    hi = np.array([24 * HOUR, 24 * HOUR, 50 * HOUR], dtype=np.int64)
    none, links = np.zeros(3, dtype=np.bool_), np.array([0.5, 0.5])
    share, _ = play(
        seat, lo, hi, none, none, np.array([0, 1]), np.array([1, 2]), links, np.ones(2, dtype=np.bool_), 3,
        np.array([1, 0, 2], dtype=np.uint8), 2, np.full(3, -1), 1, 4000, np.array([9], dtype=np.uint64),
    )  # fmt: skip
    assert share[1, 1] == pytest.approx(0.25, abs=0.03)
    assert share[0, 0] == pytest.approx(0.5, abs=0.03)
    assert share[2, 0] == 0


def story(store: Store, plant: Plant, stories: int = 1) -> None:
    """Plant stories that an outlet abroad has first, a relay takes from it, and bloggers take from the relay."""
    posts = [post for k in range(stories) for post in told(k)]
    outlet = {"actor_id": "web:north-times.example", "name": "North Times", "role": "outlet", "country": "XN"}
    relay = {"actor_id": "web:relay.example", "name": "Relay Guild", "role": "organisation", "country": "XE"}
    bloggers = [
        {"actor_id": f"x:person{i}", "handle": f"realhandle{i}", "name": f"Real Name{i}", "role": "blogger"}
        | {"country": "XE"}
        for i in range(6)
    ]
    domains = ({"domains": ["north-times.example"]}, {"domains": ["relay.example"]})
    plant(store, posts, [outlet | domains[0], relay | domains[1], *bloggers])
    build(store)


def told(k: int) -> list[dict[str, Any]]:
    base, text = k * 1000 * HOUR, " ".join(f"{word}{k}" for word in STORY.split())
    first, via = f"https://north-times.example/2024/s{k}", f"https://relay.example/2024/s{k}"
    pages = [
        {"post_id": f"web:{url[8:]}", "actor_id": f"web:{url[8:].split('/')[0]}", "at": base + at * HOUR, "text": text}
        | {"url": url, "urls": links}
        for at, (url, links) in enumerate([(first, []), (via, [first])])
    ]
    return pages + [
        {"post_id": f"x:{k}{i}", "actor_id": f"x:person{i}", "at": base + (2 + i) * HOUR, "text": f"{text} says {i}"}
        | {"urls": [via]}
        for i in range(6)
    ]


def found(store: Store, **request: Any) -> Parts:
    return parts(
        store, People(store, b"key", identify=request.pop("identify", False)), groups=(ABROAD, AT_HOME), **request
    )


def test_outlets_have_names_and_people_are_counted(case_store: Store, plant: Plant) -> None:
    """The outlet starts, the organisation bridges, the bloggers are one row; with `identify` too."""
    story(case_store, plant)
    name = case_store.connection.execute("select narrative_id from narrative where level = 'words'").fetchall()[0][0]
    for identify in (False, True):
        made = found(case_store, narrative=name, identify=identify)
        rows = {row.name: row for row in made.rows}
        assert set(rows) == {"North Times", "Relay Guild", "blogger, XE"}
        assert rows["North Times"].starts.share == 1
        assert rows["Relay Guild"].bridges is not None and rows["Relay Guild"].bridges.share == 1
        assert (rows["blogger, XE"].actors, rows["blogger, XE"].posts, rows["blogger, XE"].named) == (6, 6, False)
        assert rows["blogger, XE"].late.share == pytest.approx(2 / 6)
        text = msgspec.json.encode(made).decode()
        assert not any(word in text for word in ("person", "realhandle", "Real Name", "p-", "x:"))


def test_over_all_has_intervals_over_narratives(case_store: Store, plant: Plant) -> None:
    """Six stories alike: the interval is there and holds the share; the same seed gives the same bytes."""
    story(case_store, plant, stories=6)
    made = found(case_store)
    rows = {row.name: row for row in made.rows}
    assert made.narratives == 6
    starts, late_ = rows["North Times"].starts, rows["North Times"].late
    assert (starts.share, starts.high) == (1.0, 1.0)
    assert starts.low == pytest.approx(1 - 1.6449**2 / (6 + 1.6449**2))  # never otherwise, in six narratives
    assert (late_.share, late_.low) == (0.0, 0.0) and late_.high == pytest.approx(1 - starts.low)
    assert rows["blogger, XE"].narratives == 6
    assert msgspec.json.encode(made) == msgspec.json.encode(found(case_store))


def test_without_two_groups_nobody_is_said_to_bridge(case_store: Store, plant: Plant) -> None:
    """No number where there is nothing to bridge; few narratives have no interval."""
    story(case_store, plant)
    rows = parts(case_store, People(case_store, b"key")).rows
    assert all(row.bridges is None and row.starts.low is None for row in rows)


def test_what_is_not_there_is_refused(case_store: Store) -> None:
    """An unknown narrative and a ninth group are requests that cannot be met; an empty case has no rows."""
    assert found(case_store).rows == ()
    with pytest.raises(RequestError, match="no narrative w-0"):
        found(case_store, narrative="w-0")
    with pytest.raises(RequestError, match="9 groups"):
        parts(case_store, People(case_store, b"key"), groups=[ABROAD] * 9)
