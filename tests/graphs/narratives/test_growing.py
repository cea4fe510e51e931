"""Cases that grow: ids stay with their posts, and what becomes of narratives is told."""

from collections.abc import Callable
from typing import Any

from graphs.build import build
from graphs.narratives import history
from graphs.store import Store

Plant = Callable[..., None]
WORDS = [f"word{i}" for i in range(20)]
WHOLE = " ".join(WORDS)
HEAD = " ".join([*(f"left{i}" for i in range(5)), *WORDS[5:]])
TAIL = " ".join([*WORDS[:15], *(f"right{i}" for i in range(5))])
OTHER = "The ferry of Norvale sinks beside the old pier while the whole council looks on from the customs house"


def post(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {"post_id": f"x:{number}", "at": 1000 * number, "actor_id": f"x:a{number}", "text": text, **more}


def home(store: Store, number: int) -> str | None:
    query = "select narrative_id from narrative_post where post_id = ?"
    rows = store.connection.execute(query, [f"x:{number}"]).fetchall()
    return str(rows[0][0]) if rows else None


def told(store: Store) -> list[tuple[int, str, str, str | None, int]]:
    names = ("build", "narrative_id", "change", "other_id", "posts")
    return [tuple(row[name] for name in names) for row in history(store, level="words")]  # type: ignore[misc]


def delete(store: Store, *numbers: int) -> None:
    for number in numbers:
        store.connection.execute("update post set deleted_at = 1 where post_id = ?", [f"x:{number}"])


def test_posts_of_other_stories_change_no_id(case_store: Store, plant: Plant) -> None:
    """Posts that come later, whatever they say, leave the ids of other narratives alone and make no history."""
    plant(case_store, [post(10, WHOLE), post(11, WHOLE)])
    build(case_store)
    first = home(case_store, 10)
    plant(case_store, [post(12, HEAD), post(13, OTHER), post(3, OTHER), post(14, "Something short")])
    build(case_store)
    assert home(case_store, 10) == home(case_store, 12) == first
    assert home(case_store, 3) == home(case_store, 13) != first
    assert told(case_store) == []


def test_a_footer_that_is_learnt_later_changes_no_id(case_store: Store, plant: Plant) -> None:
    """The id hashes the words as posted: that a line turns out to be a signature does not rename the narrative."""
    footer = "\nRead the Saltby Lighthouse every morning and evening"
    plant(case_store, [post(1, WHOLE + footer, actor_id="x:c"), post(2, WHOLE + footer)])
    build(case_store)
    first = home(case_store, 1)
    plant(
        case_store,
        [post(10 + i, f"Notice gate{i} berth{i} toll{i} crane{i}{footer}", actor_id="x:c") for i in range(6)],
    )
    build(case_store)
    assert home(case_store, 1) == home(case_store, 2) == first


def test_an_earlier_text_renames(case_store: Store, plant: Plant) -> None:
    """The id is that of the earliest text: when an earlier one is found, the history says what the narrative was."""
    plant(case_store, [post(10, WHOLE), post(11, WHOLE)])
    build(case_store)
    before = home(case_store, 10)
    plant(case_store, [post(5, HEAD)])
    build(case_store)
    assert home(case_store, 10) == home(case_store, 5) != before
    assert told(case_store) == [(1, before, "renamed", home(case_store, 5), 2)]


def test_merges_splits_and_ends_are_told(case_store: Store, plant: Plant) -> None:
    """A text that stands between two narratives joins them; without it they part again; deletion ends one."""
    plant(case_store, [post(1, HEAD), post(2, HEAD), post(3, TAIL), post(4, TAIL)])
    build(case_store)
    head, tail = home(case_store, 1), home(case_store, 3)
    assert head != tail
    plant(case_store, [post(number, WHOLE) for number in (5, 6, 7)])
    build(case_store)
    assert {home(case_store, number) for number in range(1, 8)} == {head}
    assert told(case_store) == [(1, tail, "merged", head, 2)]
    delete(case_store, 5, 6, 7)
    build(case_store)
    assert (home(case_store, 1), home(case_store, 3)) == (head, tail)
    assert told(case_store)[0] == (2, head, "split", tail, 2)
    delete(case_store, 3, 4)
    build(case_store)
    assert told(case_store)[0] == (3, tail, "ended", None, 2)


def test_building_again_tells_nothing_new(case_store: Store, plant: Plant) -> None:
    """A build without new posts adds no history."""
    plant(case_store, [post(1, WHOLE), post(2, WHOLE)])
    build(case_store)
    build(case_store)
    assert told(case_store) == []


def test_steps_or_at_once_is_the_same(case_store: Store, plant: Plant, tmp_path: Any) -> None:
    """A case that grew by three imports, in no order of time, holds what one import of everything gives."""
    posts = [post(i, text) for i, text in enumerate([WHOLE, OTHER, HEAD, TAIL, OTHER, HEAD, WHOLE, f"So? {OTHER}"])]
    for part in (posts[4:6], posts[:3], posts[6:] + posts[3:4]):
        plant(case_store, part)
        build(case_store)
    with Store(tmp_path / "once.duckdb", read_only=False) as once:
        plant(once, posts)
        build(once)
        query = "select * from narrative_post order by all"
        assert case_store.connection.execute(query).fetchall() == once.connection.execute(query).fetchall()
