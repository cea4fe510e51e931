"""Phases, peaks and first posts of a narrative, against brute force and sampling."""

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import RequestError
from graphs.groups import parse
from graphs.narratives.timeline import burst_states, first_shares, timeline
from graphs.narratives.timeline.bursts import FASTER, STEP_COST, gap_states
from graphs.narratives.timeline.counts import DAY, HOUR, counts, step_for
from graphs.narratives.timeline.draws import bursting
from graphs.narratives.timeline.phases import phases
from graphs.narratives.timeline.timeline import document
from graphs.order import p_order
from graphs.people import People
from graphs.store import Store

Plant = Callable[..., None]


def cost(gaps: list[float], states: tuple[int, ...]) -> float:
    """Return what a sequence of states costs, straight from the paper."""
    mean, step, before, total = sum(gaps) / len(gaps), STEP_COST * math.log(len(gaps)), 0, 0.0
    for gap, state in zip(gaps, states, strict=True):
        rate = FASTER**state / mean
        total += step * max(state - before, 0) + rate * gap - math.log(rate)
        before = state
    return total


@given(st.lists(st.integers(1, 400), min_size=4, max_size=6))
def test_the_automaton_finds_the_cheapest_states(gaps: list[int]) -> None:
    """No other sequence of states is cheaper, all of them tried."""
    seconds = [gap * 60.0 for gap in gaps]
    found = gap_states(np.array(seconds), states=4)
    best = min(cost(seconds, states) for states in itertools.product(range(4), repeat=len(gaps)))
    assert cost(seconds, tuple(found.tolist())) == pytest.approx(best)


def test_an_even_stream_has_no_burst_and_a_planted_one_is_found() -> None:
    """One post an hour for ten days, and fifty posts in one of these hours."""
    even = np.arange(240, dtype=np.int64) * HOUR
    assert not burst_states(even).any()
    planted = 100 * HOUR + np.arange(50, dtype=np.int64) * (HOUR // 50)
    times = np.sort(np.concatenate([even, planted]))
    inside = (times >= 100 * HOUR) & (times <= 101 * HOUR)
    assert burst_states(times)[inside].min() > 0
    assert not burst_states(times)[~inside].any()


@pytest.mark.parametrize("times", [[], [5], [5, 5, 5, 5, 5, 5], [1, 2, 3, 4]])
def test_few_posts_or_one_instant_have_no_burst(times: list[int]) -> None:
    """What has no gaps has no rate."""
    assert not burst_states(np.array(times, dtype=np.int64)).any()


def test_posts_of_one_date_make_no_burst_within_the_day() -> None:
    """Forty bare dates spread over a day are even; the same day against ten quiet ones is a peak, surely."""
    one_day = np.zeros(40, dtype=np.int64)
    within = bursting(one_day, one_day + DAY - 1, rng=np.random.default_rng(1))
    assert within.share.mean() < 0.1
    lo = np.concatenate([np.arange(10) * DAY, np.full(40, 4 * DAY)]).astype(np.int64)
    against = bursting(lo, lo + DAY - 1, rng=np.random.default_rng(1))
    assert against.share[10:].mean() > 0.9
    assert against.share[:3].max() < 0.1


def test_exact_times_are_run_once_whatever_the_seed() -> None:
    """Chance plays no part where nothing is uncertain."""
    times = np.sort(np.random.default_rng(3).integers(0, 10 * DAY, 100))
    one, other = (bursting(times, times, rng=np.random.default_rng(seed)) for seed in (1, 2))
    assert set(one.share) <= {0.0, 1.0}
    np.testing.assert_array_equal(one.level, other.level)


def test_a_story_told_again_is_a_revival() -> None:
    """A few posts, a peak, a lull of twenty days, a second peak, a tail."""
    minutes = [0, 400, 800, *range(1000, 1060, 2), 1400, 2000, 2900]
    again = [20 * 1440 + minute for minute in (*range(0, 60, 2), 900, 4000)]
    lo = np.array([*minutes, *again], dtype=np.int64) * 60_000
    found = phases(lo, lo, np.arange(len(lo)), bursting(lo, lo, rng=np.random.default_rng(1)))
    assert [phase.phase for phase in found] == ["onset", "peak", "lull", "revival", "tail"]
    assert sum(phase.posts for phase in found) == len(lo)
    assert all(phase.level for phase in found if phase.phase in ("peak", "revival"))


def test_a_second_peak_the_same_day_is_no_revival() -> None:
    """Revival needs a lull of days."""
    lo = np.array([*range(0, 30), 300, *range(600, 630), 1400], dtype=np.int64) * 60_000
    found = phases(lo, lo, np.arange(len(lo)), bursting(lo, lo, rng=np.random.default_rng(1)))
    assert [phase.phase for phase in found if phase.level] == ["peak", "peak"]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 10)), min_size=1, max_size=6))
def test_who_was_first_agrees_with_a_fine_sum(pairs: list[tuple[int, int]]) -> None:
    """Against drawing the times forty thousand times; the shares add up to one."""
    lo = np.array([low for low, _ in pairs], dtype=np.int64) * HOUR
    hi = lo + np.array([width for _, width in pairs], dtype=np.int64) * HOUR
    found = first_shares(lo, hi)
    assert found.sum() == pytest.approx(1.0)
    drawn = lo + np.random.default_rng(1).random((40_000, len(lo))) * (hi - lo)
    least = drawn == drawn.min(axis=1, keepdims=True)
    expected = (least / least.sum(axis=1, keepdims=True)).mean(axis=0)
    np.testing.assert_allclose(found, expected, atol=0.015)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_of_two_posts_the_first_is_as_p_order_says(a: int, wide: int, b: int, broad: int) -> None:
    """Two posts: the closed form for pairs."""
    lo, hi = np.array([a, b], dtype=np.int64) * HOUR, np.array([a + wide, b + broad], dtype=np.int64) * HOUR
    assert first_shares(lo, hi)[0] == pytest.approx(p_order(int(lo[0]), int(hi[0]), int(lo[1]), int(hi[1])))


def test_a_hundred_posts_of_one_date_share_the_first_place() -> None:
    """None of them is more the first than another."""
    lo = np.zeros(100, dtype=np.int64)
    np.testing.assert_allclose(first_shares(lo, lo + DAY), 0.01)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 90)), min_size=1, max_size=20))
def test_spread_counts_lose_no_post(pairs: list[tuple[int, int]]) -> None:
    """The counts add up to the posts, and each lies within its interval."""
    lo = np.array([low for low, _ in pairs], dtype=np.int64) * HOUR
    hi = lo + np.array([width for _, width in pairs], dtype=np.int64) * HOUR
    step = step_for(lo, hi)
    start = int(lo.min()) // step * step
    steps = (int(hi.max()) - start) // step + 1
    found = counts(lo, hi, start, step, steps)
    assert found.sum() == pytest.approx(len(lo))
    assert (found >= 0).all()
    for k in range(steps):
        assert found[k] <= ((lo <= start + (k + 1) * step) & (hi >= start + k * step)).sum() + 1e-9


def told(store: Store, plant: Plant, at: list[Any]) -> str:
    """Plant one narrative with posts at these times, by outlets and bloggers in turn."""
    from graphs.build import build

    story = "The harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote"
    plant(
        store,
        [{"post_id": f"x:{i}", "actor_id": f"x:a{i}", "at": one, "text": story} for i, one in enumerate(at)],
        [
            {"actor_id": f"x:a{i}", "role": "blogger" if i % 2 else "outlet", "name": f"Name {i}", "country": "XE"}
            for i in range(len(at))
        ],
    )
    build(store)  # which tells languages by itself
    store.connection.execute("update post set lang = if(substr(post_id, 3)::int % 2 = 1, 'en', 'ru')")
    return str(store.connection.execute("select narrative_id from narrative where level = 'words'").fetchall()[0][0])


def test_a_timeline_counts_by_group_and_language(case_store: Store, plant: Plant) -> None:
    """Groups and languages divide the posts; individuals among the first posts are pseudonyms."""
    name = told(case_store, plant, [k * HOUR for k in range(12)])
    found = timeline(case_store, People(case_store, b"key"), name, [parse("role=outlet", {})])
    by = {(series.by, series.name): series.posts for series in found.series}
    assert by == {("all", "all"): 12, ("group", "role=outlet"): 6, ("language", "en"): 6, ("language", "ru"): 6}
    assert [(one.actor, one.p_first) for one in found.first] == [("Name 0", 1.0)]
    assert found.step == HOUR
    rows = document(found)
    assert rows["phases"][0]["phase"] == "steady"
    assert sum(row["posts"] for row in rows["series"] if row["by"] == "all") == pytest.approx(12)


def test_bare_dates_are_counted_by_the_day(case_store: Store, plant: Plant) -> None:
    """Where most times are days no step is shorter than a day, and the first place is shared."""
    days = [("2024-05-01T00:00:00Z", "2024-05-01T23:59:59Z")] * 4 + [
        ("2024-05-03T00:00:00Z", "2024-05-03T23:59:59Z")
    ] * 4
    found = timeline(case_store, People(case_store, b"key"), told(case_store, plant, days))
    assert (found.step, found.dated) == (DAY, 1.0)
    assert [round(one.p_first, 6) for one in found.first] == [0.25] * 4
    assert "Name 1" not in {one.actor for one in found.first}


def test_an_unknown_narrative_has_no_timeline(case_store: Store) -> None:
    """The request names what does not exist."""
    with pytest.raises(RequestError, match="no narrative w-0"):
        timeline(case_store, People(case_store, b"key"), "w-0")
