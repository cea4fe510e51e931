"""What a browser was shown, as Zeeschuimer kept it."""

from collections.abc import Callable

from collectors.importers import zeeschuimer
from collectors.records import Actor, Post, Skipped


def test_posts_of_x_are_read_by_their_older_interface(posts: Callable[..., dict[str, Post]]) -> None:
    """A retweet carries the whole text of its original, which comes in too."""
    found = posts(zeeschuimer, "zeeschuimer.json")
    original, repost = found["x:1785600000000000001"], found["x:1785600000000000002"]
    assert (original.kind, original.actor_id, original.published_lo) == ("post", "x:21", 1714557600000)
    assert (repost.kind, repost.actor_id) == ("repost", "x:22")
    assert [one.target_post_id for one in repost.references] == ["x:1785600000000000001"]
    assert repost.text == original.text
    assert "this is the whole text" in (original.text or "")


def test_counts_are_as_of_when_they_were_shown(posts: Callable[..., dict[str, Post]]) -> None:
    """The moment of collection is theirs."""
    metrics = posts(zeeschuimer, "zeeschuimer.json")["x:1785600000000000001"].metrics
    assert {one.name: one.value for one in metrics}["views"] == 150
    assert {one.observed_at for one in metrics} == {1714600000000}


def test_handles_are_found_where_newer_answers_keep_them(reading: Callable) -> None:
    """In `core`, not in `legacy`."""
    actors = {one.actor_id: one.handle for one in reading(zeeschuimer, "zeeschuimer.json") if isinstance(one, Actor)}
    assert actors["x:21"] == "odo"


def test_other_platforms_are_read_where_id_author_and_time_are_named(posts: Callable[..., dict[str, Post]]) -> None:
    """Each as a platform of its own name."""
    found = posts(zeeschuimer, "zeeschuimer.json")
    video, picture = found["tiktok:7360000000000000001"], found["instagram:3350000000000000001"]
    assert (video.actor_id, video.tags, video.published_lo) == (
        "tiktok:6800000000000000001",
        ("harrow",),
        1714557600000,
    )
    assert [one.raw for one in video.urls] == ["https://north-times.example/t"]
    assert video.url == "https://www.tiktok.com/@ines.h/video/7360000000000000001"
    assert (picture.text, picture.url) == ("A caption", "https://www.instagram.com/p/C6abc/")
    assert found["tiktok:7360000000000000009"].kind == "comment"


def test_what_names_no_author_is_set_aside(reading: Callable) -> None:
    """Nothing is guessed."""
    skipped = [one.reason for one in reading(zeeschuimer, "zeeschuimer.json") if isinstance(one, Skipped)]
    assert skipped == ["unknown platform item"]


def test_items_are_recognised_by_their_wrapper(load: Callable[[str], list]) -> None:
    """Whatever is inside."""
    assert all(map(zeeschuimer.FORMATS[0].sniff, load("zeeschuimer.json")))
    assert not zeeschuimer.FORMATS[0].sniff({"data": {}})
