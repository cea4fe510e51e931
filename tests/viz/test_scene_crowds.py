"""For the public no row, dot or number stands for fewer than ten people."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from viz.crowds import CROWD, chunks, crowd
from viz.scene import KINDS
from viz.story import Actors, Links, Posts, Story

PERSON = KINDS.index("crowd")


def runs_one_by_one(actor: list[int], people: int, posts: int) -> list[int]:
    """Number the runs in plain Python: the oracle."""
    runs: list[list[int]] = [[]]
    for who in actor:
        if len(set(runs[-1])) >= people and len(runs[-1]) >= posts:
            runs.append([])
        runs[-1].append(who)
    if len(runs) > 1 and len(set(runs[-1])) < people:
        tail = runs.pop()
        runs[-1] += tail
    return [number for number, run in enumerate(runs) for _ in run]


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=120), st.integers(1, 6), st.integers(1, 9))
def test_runs_hold_enough_people(actor: list[int], people: int, posts: int) -> None:
    """The kernel cuts as the plain loop does."""
    found = chunks(np.array(actor, np.int64), people, posts, 13)
    assert found.tolist() == runs_one_by_one(actor, people, posts)


def story_of(sorts: list[str], writers: list[int], named: set[int], links: list[tuple[int, int]]) -> Story:
    """Make a story of one post a writer, an hour apart."""
    count = len(sorts)
    words = [str(number) for number in range(count)]
    known = np.array([number in named for number in range(count)])
    actors = Actors(
        words,
        words,
        words,
        sorts,
        ["person"] * count,
        [""] * count,
        [""] * count,
        [""] * count,
        known,
        np.ones(count, np.int64),
    )
    total = len(writers)
    texts = [f"post {number}" for number in range(total)]
    times = np.arange(total, dtype=np.int64) * 3_600_000
    ones = np.ones(total, np.int64)
    posts = Posts(
        texts,
        [""] * total,
        [""] * total,
        np.array(writers, np.int64),
        ones * 0,
        times,
        times,
        ones * 1.0,
        ones * 0.0,
        ones,
    )
    parent = np.array([one for one, _ in links], np.int64)
    child = np.array([other for _, other in links], np.int64)
    flat = np.ones(len(links))
    tied = Links(parent, child, parent * 0, flat, flat, flat.astype(np.int64), ["a quotation"] * len(links))
    return Story(posts, tied, actors, 0)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["bloggers", "people", "officials"]), min_size=3, max_size=60),
    st.data(),
)
def test_no_row_stands_for_fewer_than_ten_people(sorts: list[str], data: st.DataObject) -> None:
    """Whatever the posts, a row of the public story is a named actor's or of at least ten different people."""
    writers = data.draw(st.lists(st.integers(0, len(sorts) - 1), min_size=1, max_size=150))
    named = data.draw(st.sets(st.integers(0, len(sorts) - 1), max_size=5))
    story = story_of(sorts, writers, named, [])
    found = crowd(story, PERSON)
    posts, actors = found.story.posts, found.story.actors
    assert posts.behind.sum() + found.left_out == len(writers)
    assert all(people >= CROWD for people, known in zip(actors.people, actors.named, strict=True) if not known)
    alone = {f"post {number}": number for number in range(len(writers))}
    for post, kind, lo, hi in zip(posts.id, posts.kind, posts.lo, posts.hi, strict=True):
        if kind != PERSON:
            assert writers[alone[post]] in named
        else:
            inside = {who for number, who in enumerate(writers) if lo <= number * 3_600_000 <= hi and who not in named}
            assert len(inside) >= CROWD


def test_links_between_crowds_are_counted_and_say_nothing_of_a_person() -> None:
    """Twelve people who cite one outlet are one line that stands for twelve, without its details."""
    story = story_of(["outlets"] + ["bloggers"] * 12, list(range(13)), {0}, [(0, child) for child in range(1, 13)])
    found = crowd(story, PERSON).story
    assert (len(found.posts), found.links.behind.tolist(), found.links.detail) == (2, [12], [""])
    assert found.actors.label == ["0", "Bloggers (12)"]
