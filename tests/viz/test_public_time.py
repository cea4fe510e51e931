"""When individuals wrote is told to the public only in spans of ten or more people."""

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.people import People
from graphs.store import Store
from viz.crowds import CROWD, crowded_actors
from viz.histogram import Bins
from viz.public_time import _spans, _spread, centred, coarsened, spans
from viz.story import describe

HOUR = 3_600_000
BINS = 24


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 29), st.integers(0, BINS - 1)), max_size=150))
def test_in_every_span_ten_people_wrote(pairs: list[tuple[int, int]]) -> None:
    """Counted one by one: each bin lies in its span, and ten people wrote in it, or it is the whole time."""
    at, who = (
        (np.array(column, np.int64) for column in zip(*sorted((b, a) for a, b in set(pairs)), strict=True))
        if (pairs)
        else (np.zeros(0, np.int64), np.zeros(0, np.int64))
    )
    first, last = _spans(who, at, 30, BINS)
    for bin_ in range(BINS):
        low, high = int(first[bin_]), int(last[bin_])
        people = {person for person, when in pairs if low <= when <= high}
        assert low <= bin_ <= high and (len(people) >= CROWD or (low, high) == (0, BINS - 1))


def test_posts_are_spread_and_none_is_lost() -> None:
    """Four posts of a span of two bins are two and two."""
    spread = _spread(np.array([0, 0, 2]), np.array([1, 1, 2]), np.array([4.0, 0.0, 3.0]))
    assert spread.tolist() == [2.0, 2.0, 3.0]


def test_outlets_keep_their_hour_and_people_do_not(
    case_store: Store, people: People, plant: Callable[..., None]
) -> None:
    """A tie that a person made lies in a span of ten people, one that an outlet made in its own bin."""
    from viz.network import Ties

    posts: list[dict[str, Any]] = [
        {"post_id": f"x:{hour}", "at": hour * HOUR, "actor_id": f"x:{hour % 12}", "text": "words"} for hour in range(24)
    ]
    site = {"post_id": "web:north.example/a", "at": 5 * HOUR, "actor_id": "web:north.example", "text": "words"}
    roles = [{"actor_id": f"x:{number}", "role": "blogger"} for number in range(12)]
    outlet = {"actor_id": "web:north.example", "role": "outlet", "domains": ["north.example"]}
    plant(case_store, posts=[*posts, site], actors=[*roles, outlet])
    actors = describe(case_store, people, ["web:north.example", *(f"x:{number}" for number in range(12))])
    shown, place = crowded_actors(actors, np.arange(len(actors)))
    bins = Bins(0.0, float(HOUR), 24)
    known = spans(case_store, actors, place, shown, bins)
    both, hour, one = np.array([0, 1]), np.array([5, 5]), np.ones(2)
    found = coarsened(Ties(both[::-1], both, both * 0, one, one, hour, hour), known)
    assert found.first.tolist() == [5, 0] and found.last.tolist() == [5, 9]
    assert centred(found).first.tolist() == [5, 4]
    assert known.posts.round(6).tolist() == [1.0] * 5 + [2.0] + [1.0] * 18
