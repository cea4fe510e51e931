"""Cascades of a case: their shape, whom they reached, and how much the platform told of it."""

from collections.abc import Callable
from typing import Any

import pytest

from collectors.errors import RequestError
from graphs.measure.cascades import cascades
from graphs.people import People
from graphs.store import Store

Plant = Callable[..., None]
KEY = b"a key for tests"


def found(store: Store, kind: str = "reposts") -> dict[str, dict[str, Any]]:
    return {row["cascade"]: row for row in cascades(store, People(store, KEY, identify=True), kind=kind)}


def test_a_cascade_of_root_references_is_a_star_and_says_so(case_store: Store, plant: Plant) -> None:
    """Where only the root is named every repost hangs on it, whatever happened: `parents` is `root`."""
    plant(
        case_store,
        posts=[
            {"post_id": "1", "actor_id": "1", "at": "2024-05-01T00:00:00"},
            *({"post_id": str(n), "actor_id": str(n), "repost_of": "1", "at": f"2024-05-0{n}"} for n in (2, 3, 4)),
        ],
        actors=[{"actor_id": "x:1", "followers": 10}, {"actor_id": "x:2", "followers": 5}],
    )
    row = found(case_store)["x:1"]
    assert (row["size"], row["depth"], row["breadth"], row["reach"]) == (4, 1, 3, 4)
    assert row["structural_virality"] == pytest.approx(1.5)
    assert (row["potential_reach"], row["followers_known"]) == (15, 2)
    assert (row["parents"], row["parents_known"]) == ("root", 0)
    assert (row["first"], row["last"]) == ("2024-05-01T00:00:00Z", "2024-05-04T00:00:00Z")


def test_known_parents_make_a_chain(case_store: Store, plant: Plant) -> None:
    """With the post each was taken from the same reposts are a path; one without makes it `mixed`."""
    chain = [
        {"post_id": "1", "actor_id": "1", "at": 1},
        {"post_id": "2", "actor_id": "2", "repost_of": "1", "via": "1", "at": 2},
        {"post_id": "3", "actor_id": "3", "repost_of": "1", "via": "2", "at": 3},
    ]
    plant(case_store, posts=chain)
    row = found(case_store)["x:1"]
    assert (row["depth"], row["breadth"], row["parents"]) == (2, 1, "true")
    assert row["structural_virality"] == pytest.approx(4 / 3)
    plant(case_store, posts=[{"post_id": "4", "actor_id": "2", "repost_of": "1", "at": 4}])
    row = found(case_store)["x:1"]
    assert (row["size"], row["reach"], row["parents"], row["parents_known"]) == (4, 3, "mixed", 2)


def test_a_parent_nobody_collected_gives_way_to_the_root(case_store: Store, plant: Plant) -> None:
    """A repost whose true parent is missing stays in its cascade, at the root."""
    plant(
        case_store,
        posts=[
            {"post_id": "1", "actor_id": "1", "at": 1},
            {"post_id": "3", "actor_id": "3", "repost_of": "1", "via": "2", "at": 3},
        ],
    )
    rows = found(case_store)
    assert list(rows) == ["x:1"]
    assert (rows["x:1"]["size"], rows["x:1"]["parents"]) == (2, "root")


def test_a_root_nobody_collected_is_counted_and_marked(case_store: Store, plant: Plant) -> None:
    """Its author is unknown, it adds to the size and not to the reach."""
    plant(case_store, posts=[{"post_id": str(n), "actor_id": str(n), "reply_to": "9", "at": n} for n in (1, 2)])
    row = found(case_store, "replies")["x:9"]
    assert (row["collected"], row["actor_id"], row["label"]) == (False, None, "author unknown")
    assert (row["size"], row["reach"], row["parents"]) == (3, 2, "true")


def test_circular_replies_are_cut_at_the_earliest(case_store: Store, plant: Plant) -> None:
    """Damaged data loses no post: the earliest of the circle is taken for the root."""
    plant(
        case_store,
        posts=[
            {"post_id": "5", "actor_id": "1", "reply_to": "6", "at": 2},
            {"post_id": "6", "actor_id": "2", "reply_to": "5", "at": 1},
            {"post_id": "7", "actor_id": "3", "reply_to": "7", "at": 1},
        ],
    )
    rows = found(case_store, "replies")
    assert {key: row["size"] for key, row in rows.items()} == {"x:6": 2}


def test_cascades_come_by_time_and_show_no_private_id(case_store: Store, plant: Plant) -> None:
    """The order is that of first times; ids and labels are pseudonyms."""
    plant(
        case_store,
        posts=[
            {"post_id": "80001", "actor_id": "7", "at": 1_000_000},
            {"post_id": "80002", "actor_id": "8", "at": 5_000},
            {"post_id": "80003", "actor_id": "9", "quote_of": "80001", "at": 2_000_000},
            {"post_id": "80004", "actor_id": "9", "quote_of": "80002", "at": 2_000_000},
        ],
    )
    table = list(cascades(case_store, People(case_store, KEY), kind="quotes"))
    assert [row["first"] for row in table] == ["1970-01-01T00:00:05Z", "1970-01-01T00:16:40Z"]
    assert "8000" not in str([(row["cascade"], row["actor_id"]) for row in table])


def test_mentions_have_no_cascades(case_store: Store) -> None:
    """The refusal names the kinds that do."""
    with pytest.raises(RequestError, match="reposts, quotes, replies"):
        cascades(case_store, People(case_store, KEY), kind="mentions")


def test_a_case_without_reposts_has_no_cascades(case_store: Store) -> None:
    """An empty table."""
    assert len(cascades(case_store, People(case_store, KEY))) == 0
