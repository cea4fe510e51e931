"""Lanes: who stands where, what is folded, how time is counted."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.groups import parse
from graphs.people import People
from graphs.store import Store
from viz import lanes, story
from viz.histogram import BINS, bins_between, counts
from viz.story import Story


def read(store: Store, people: People, narrative: str) -> Story:
    return story.read(store, people, narrative)


def test_lanes_are_made_from_roles_and_countries(case_store: Store, people: People, narrative: str) -> None:
    """Without groups each sort of actor has a lane, outlets before bloggers, and every actor stands in one."""
    drawn = lanes.draw(read(case_store, people, narrative))
    assert [lane.label for lane in drawn.lanes] == [
        "Outlets XN",
        "Outlets EA",
        "Agencies",
        "Aggregators",
        "Bloggers EA",
    ]
    assert drawn.lane.max() == 4 and (drawn.row > 0).all() and (drawn.row < 1).all()


def test_given_groups_are_the_lanes_and_the_rest_stand_together(
    case_store: Store, people: People, narrative: str
) -> None:
    """An actor stands in the first group that has it; who is in none stands in a last lane."""
    groups = [parse("role=blogger", {}), parse("role=outlet", {}), parse("country=XN", {})]
    whole = read(case_store, people, narrative)
    sorted_ = replace(whole, actors=lanes.grouped(case_store, whole.actors, groups))
    drawn = lanes.draw(sorted_, [group.name for group in groups])
    assert [lane.label for lane in drawn.lanes] == ["Bloggers", "Outlets", "Others"]


def test_reposts_fold_into_their_originals_beyond_the_budget(
    case_store: Store, people: People, plant: Callable[..., None]
) -> None:
    """A repost of a repost counts at the original, what hung on it hangs on the original, and the page says so."""
    posts = [{"post_id": "x:1", "at": 0, "actor_id": "x:a", "text": "t"}]
    posts += [{"post_id": f"x:{n}", "at": n, "actor_id": f"x:b{n}", "repost_of": f"x:{n - 1}"} for n in range(2, 6)]
    posts.append({"post_id": "x:9", "at": 9, "actor_id": "x:c", "text": "u"})
    plant(case_store, posts=posts)
    connection = case_store.connection
    connection.execute("insert into narrative_post select 'w-1', post_id, 'words', 1, 'repost' from post")
    for child in range(2, 6):
        connection.execute("insert into link values (?, ?, 'reference', 1, 1, '')", [f"x:{child - 1}", f"x:{child}"])
    connection.execute("insert into link values ('x:5', 'x:9', 'citation', 1, 1, '')")
    drawn = lanes.draw(read(case_store, people, "w-1"), budget=3)
    kept = drawn.story
    assert (kept.posts.id, kept.posts.behind.tolist()) == (["x:1", "x:9"], [5, 1])
    assert (kept.links.parent.tolist(), kept.links.child.tolist()) == ([0], [1])
    assert [(one.count, one.of, one.rule) for one in drawn.omitted] == [(4, 6, "reposts folded into their originals")]


def test_past_the_budget_the_least_linked_go(case_store: Store, people: People, narrative: str) -> None:
    """What is drawn never exceeds the budget, and what is left out is counted."""
    drawn = lanes.draw(read(case_store, people, narrative), budget=20)
    assert len(drawn.story.posts) == 20
    assert drawn.omitted[0].count + int((drawn.story.posts.behind > 0).sum()) == drawn.omitted[0].of


times = st.tuples(st.integers(0, 10**11), st.integers(0, 3 * 86_400_000)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(deadline=None)
@given(st.lists(times, min_size=1, max_size=40))
def test_the_histogram_counts_each_post_once(intervals: list[tuple[int, int]]) -> None:
    """Bins add up to the posts, are never negative, at most BINS, and hold every post."""
    count = len(intervals)
    lo, hi = (np.array(column, np.int64) for column in zip(*intervals, strict=True))
    bins = bins_between(float(lo.min()), float(hi.max()))
    found = counts(lo, hi, np.ones(count, np.int64), bins)
    assert len(found) <= BINS and (found >= -1e-9).all() and np.isclose(found.sum(), count)
    assert bins.range[0] <= lo.min() and hi.max() <= bins.range[1]
    assert all(
        bins.range[0] + bins.step * place <= at for place, at in zip(bins.of(lo).tolist(), lo.tolist(), strict=True)
    )
