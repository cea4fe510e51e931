"""Daily series from posts: topics, groups, zones, and posts whose time is a day wide."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from graphs.events.series import Topic, read_series, span
from graphs.groups import parse
from graphs.store import Store

MAY = (date(2024, 5, 1), date(2024, 5, 10))
EVERY = (Topic("every post"),)


@pytest.fixture
def store(case_store: Store, plant: Callable[..., None]) -> Store:
    posts = [
        {"post_id": "1", "actor_id": "ann", "at": "2024-05-01T23:50:00Z", "text": "The HARBOUR talks"},
        {"post_id": "2", "actor_id": "ann", "at": "2024-05-02T00:10:00Z", "title": "Harbour", "text": "x"},
        {"post_id": "3", "actor_id": "bob", "at": "2024-05-02T12:00:00Z", "text": "weather"},
        {"post_id": "4", "actor_id": "bob", "at": ("2024-05-02T12:00:00Z", "2024-05-03T11:59:59Z"), "text": "harbour"},
        {"post_id": "5", "actor_id": "bob", "at": ("2024-05-01T00:00:00Z", "2024-05-09T00:00:00Z"), "text": "harbour"},
        {"post_id": "6", "actor_id": "bob", "at": "2024-04-20T12:00:00Z", "text": "harbour"},
        {"post_id": "7", "actor_id": "bob", "at": "2024-05-04T12:00:00Z", "text": "harbour", "deleted_at": 1},
    ]
    actors = [{"actor_id": "ann", "role": "blogger"}, {"actor_id": "bob", "role": "person"}]
    plant(case_store, posts=posts, actors=actors)
    return case_store


def test_a_post_counts_on_its_day_and_a_wide_one_on_every_day_it_may_be_of(store: Store) -> None:
    """Half of the day-wide post on each of two days; what is wider than three days, and deleted, is left out."""
    found = read_series(store, EVERY, (), MAY)
    assert found.counts.shape == (1, 1, 10)
    assert found.counts[0, 0].tolist() == pytest.approx([1, 2.5, 0.5, 0, 0, 0, 0, 0, 0, 0])
    assert (found.posts, found.spread, found.excluded, found.outside) == (4, 1, 1, 1)


def test_topics_are_words_whatever_their_case_in_text_or_title(store: Store) -> None:
    """A topic finds its words; two topics are two series."""
    found = read_series(store, (Topic("a", needle="Harbour"), Topic("b", needle="weather")), (), MAY)
    assert found.counts[0, 0, :3].tolist() == pytest.approx([1, 1.5, 0.5])
    assert found.counts[1, 0, :3].tolist() == [0, 1, 0]


def test_groups_are_series_of_their_members(store: Store) -> None:
    """An actor in two groups counts in both."""
    groups = [parse(text, {}) for text in ("role=blogger", "role=person", "platform=x")]
    found = read_series(store, EVERY, groups, MAY)
    assert found.posts.tolist() == [[2, 2, 4]]
    assert np.allclose(found.counts[0, 0] + found.counts[0, 1], found.counts[0, 2])


def test_days_are_those_of_the_zone(store: Store) -> None:
    """Ten minutes to midnight in Greenwich is the next day in Almaty."""
    found = read_series(store, EVERY, (), MAY, ZoneInfo("Asia/Almaty"))
    assert found.counts[0, 0, 0] == 0 and found.counts[0, 0, 1] == pytest.approx(3 + 7 / 24, abs=0.01)
    assert found.counts.sum() == pytest.approx(4)


def test_a_narrative_is_a_series(store: Store) -> None:
    """Only its own posts count."""
    store.connection.execute("insert into narrative_post values ('w-1', 'x:3', 'words', 1.0, 'exact')")
    assert read_series(store, (Topic("w-1", narrative="w-1"),), (), MAY).counts.sum() == 1


def test_the_span_leaves_single_old_posts_out(store: Store, plant: Callable[..., None]) -> None:
    """One post of 1999 does not stretch a series of thousand posts by decades; a case without posts has no span."""
    many = [{"post_id": f"p{i}", "at": f"2024-05-{1 + i % 20:02d}T10:00:00Z"} for i in range(1000)]
    plant(store, posts=[*many, {"post_id": "old", "at": "1999-01-01T00:00:00Z"}])
    assert span(store) == (date(2024, 5, 1), date(2024, 5, 20))
    store.connection.execute("delete from post")
    assert span(store) is None
