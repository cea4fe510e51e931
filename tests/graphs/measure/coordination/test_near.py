"""Pairs and account pairs against slow, obvious oracles, with viral objects and windows of days."""

from collections import defaultdict
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.errors import RequestError
from graphs.measure.coordination import coordinated, detect
from graphs.measure.coordination.detect import Settings, pairs
from graphs.measure.coordination.near import take_part
from graphs.measure.coordination.reading import read

Row = dict[str, Any]


def shares_of(rows: list[tuple[int, int, int]], posts: int = 0) -> list[Row]:
    """Return rows of (object, account, time); with `posts` several rows may be of one post."""
    return [
        {
            "object_id": f"o{o}",
            "account_id": f"a{a}",
            "content_id": f"c{k % posts if posts else k}",
            "timestamp_share": t,
        }
        for k, (o, a, t) in enumerate(rows)
    ]


def brute(rows: list[Row], window: int, least: int, objects: int, loops: bool) -> set[tuple[str, ...]]:
    """Do what CooRTweet's source says, pair by pair, then keep account pairs with so many objects."""
    count = defaultdict(int)
    for row in rows:
        count[row["account_id"]] += 1
    active = [row for row in rows if count[row["account_id"]] >= least]
    met = [
        (x, y)
        for x, y in combinations(active, 2)
        if x["object_id"] == y["object_id"] and abs(x["timestamp_share"] - y["timestamp_share"]) <= window
    ]
    if not loops:
        met = [
            (x, y)
            for x, y in met
            if x["account_id"] != y["account_id"]
            and x["content_id"] != y["content_id"]
            and x["object_id"] not in (x["content_id"], y["content_id"])
        ]
    if least >= 1:
        meeting = {row["content_id"] for pair in met for row in pair}
        times = defaultdict(int)
        for row in active:
            times[row["account_id"]] += row["content_id"] in meeting
        lasting = {r["content_id"] for r in active if r["content_id"] in meeting and times[r["account_id"]] >= least}
        met = [(x, y) for x, y in met if x["content_id"] in lasting or y["content_id"] in lasting]
    shared = defaultdict(set)
    for x, y in met:
        shared[frozenset((x["account_id"], y["account_id"]))].add(x["object_id"])
    return {
        (*_sides(x, y, ""), x["object_id"], str(abs(x["timestamp_share"] - y["timestamp_share"])))
        for x, y in met
        if len(shared[frozenset((x["account_id"], y["account_id"]))]) >= objects
    }


def _sides(x: Row, y: Row, suffix: str) -> list[str]:
    ends = (f"{x['content_id']} {x['account_id']}", f"{y['content_id' + suffix]} {y['account_id' + suffix]}")
    return sorted(ends)


def ours(rows: list[Row], window: int, least: int, objects: int, loops: bool) -> list[tuple[str, ...]]:
    asked = Settings(window=window, min_participation=least, min_objects=objects, loops=loops)
    return [
        (*_sides(r, r, "_y"), r["object_id"], f"{r['time_delta']:g}")
        for r in pairs(read(rows)[0], asked).table().to_pylist()
    ]


many = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(0, 40)), min_size=1, max_size=40)


@settings(max_examples=40)
@given(many, st.integers(0, 12), st.integers(0, 3), st.integers(1, 3), st.booleans())
def test_pairs_are_those_of_the_definition(
    rows: list[tuple[int, int, int]], window: int, least: int, objects: int, loops: bool
) -> None:
    """Any shares, any window, any threshold: the same pairs, pruned and deferred or not."""
    table = shares_of(rows)
    expected = brute(table, window, least, objects, loops)
    found = ours(table, window, least, objects, loops)
    assert set(found) == expected
    assert len(found) == len(expected)


@settings(max_examples=40)
@given(many, st.integers(0, 12), st.integers(1, 2))
def test_posts_that_carry_several_objects_or_name_themselves_are_no_pair(
    rows: list[tuple[int, int, int]], window: int, objects: int
) -> None:
    """Rows of one post, and contents that are the object itself, follow the definition too."""
    table = shares_of(rows, posts=7)
    for row in table[::3]:
        row["content_id"] = row["object_id"]
    assert set(ours(table, window, 2, objects, False)) == brute(table, window, 2, objects, False)


def test_a_viral_object_in_a_window_of_days_makes_no_quadratic_step_and_loses_nothing() -> None:
    """20,000 accounts share one object within an hour: 200 million pairs; three planted pairs meet on others too."""
    rng = np.random.default_rng(3)
    rows = [(0, a, int(t)) for a, t in enumerate(rng.integers(0, 3_600, 20_000))]
    rows += [(1 + int(rng.integers(0, 5_000)), a, int(rng.integers(0, 10**6))) for a in range(20_000)]
    for a in (10, 20, 30):
        rows += [(9_000 + a + k, b, 10**7 + k * 10**6) for k in range(3) for b in (a, a + 1)]
    shares, _ = read(shares_of(rows))
    found = pairs(shares, Settings(window=2 * 86_400, min_objects=4))
    rows_found = found.table().to_pylist()
    met = {tuple(sorted((r["account_id"], r["account_id_y"]))) for r in rows_found}
    assert met == {("a10", "a11"), ("a20", "a21"), ("a30", "a31")}
    assert sorted(r["object_id"] for r in rows_found).count("o0") == 3


def test_too_many_pairs_are_refused_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to do instead; with it the answer comes."""
    monkeypatch.setattr(detect, "MOST_PAIRS", 100)
    rows = shares_of([(o, a, 0) for a in range(20) for o in (0, 1)])
    with pytest.raises(RequestError, match="--min-objects 2"):
        coordinated(rows, 60)
    assert coordinated(rows, 60, min_objects=2).summary.pairs == 2 * 190


def test_the_order_of_the_input_decides_nothing() -> None:
    """Shuffled rows give the same tables, ties included."""
    rng = np.random.default_rng(5)
    rows = shares_of([tuple(r) for r in rng.integers(0, [8, 12, 30], (200, 3)).tolist()])  # type: ignore[misc]
    one = coordinated(rows, 5, significance=True)
    other = coordinated([rows[k] for k in rng.permutation(len(rows))], 5, significance=True)
    assert [t.to_arrow() for _, t in one.tables()] == [t.to_arrow() for _, t in other.tables()]
    assert one.summary == other.summary


def test_participation_is_counted_layer_by_layer() -> None:
    """An account with one share in each of two layers takes part in neither with a least of two."""
    rows = shares_of([(0, 1, 0), (0, 2, 0), (0, 2, 1)])
    shares, _ = read({"url": rows, "tag": rows[:1]})
    assert take_part(shares, 2).account.tolist() == [shares.account_names.to_pylist().index("a2")] * 2
