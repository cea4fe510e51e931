"""X API v1.1, from hand-made statuses: originals inside, long texts, notices."""

from typing import Any

import pytest

from collectors.importers import twitter_v1, twitter_v2
from collectors.importers.base import Context
from collectors.records import (
    Actor,
    Item,
    Media,
    Metric,
    Other,
    Post,
    PostKind,
    PostUrl,
    Reference,
    Skipped,
    Tombstone,
)

WHEN = "Wed Oct 10 20:19:24 +0000 2018"
MS = 1539202764000


def person(number: int, name: str) -> dict[str, Any]:
    return {"id": number, "id_str": str(number), "screen_name": name, "name": name.title(), "followers_count": 5}


def status(number: int, author: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a status as a stream gives it."""
    return {"id": number, "id_str": str(number), "created_at": WHEN, "text": f"text {number}", "user": author, **more}


ANN, BOB, CAT = person(1, "ann"), person(2, "bob"), person(3, "cat")


def read(value: Any) -> list[Item]:
    return list(twitter_v1.read(value, Context()))


def posts(value: Any) -> dict[str, Post]:
    return {one.post_id: one for one in read(value) if isinstance(one, Post)}


def test_a_status_is_read_whole() -> None:
    """The long text, its links, tags and media, counts and withheld countries."""
    link = {"url": "https://t.co/a", "expanded_url": "https://news.example/a?b", "display_url": "news.example/a"}
    long = {
        "full_text": "all of it &amp; more",
        "entities": {"urls": [link], "hashtags": [{"text": "Tag"}]},
        "extended_entities": {"media": [{"type": "photo", "media_url_https": "https://pictures.example/1.jpg"}]},
    }
    made = posts(
        status(10, ANN, extended_tweet=long, lang="en", favorite_count=4, retweet_count=2, withheld_in_countries=["ZZ"])
    )["x:10"]
    assert (made.text, made.lang, made.withheld, made.kind) == ("all of it & more", "en", "ZZ", PostKind.POST)
    assert (made.published_lo, made.published_hi, made.published_source) == (MS, MS, "platform")
    assert made.urls == (PostUrl(raw="https://t.co/a", expanded="https://news.example/a?b"),)
    assert made.tags == ("Tag",)
    assert made.media == (Media(kind="photo", url="https://pictures.example/1.jpg"),)
    assert made.metrics == (Metric(name="likes", value=4), Metric(name="reposts", value=2))


def test_a_repost_and_all_it_carries() -> None:
    """The original and what it quotes are read once each; the repost has the whole text and no mentions."""
    quoted = status(8, CAT)
    original = status(9, ANN, full_text="whole text", quoted_status=quoted, quoted_status_id_str="8")
    line = status(
        10, BOB, text="RT @ann: whole…", retweeted_status=original, quoted_status=quoted, quoted_status_id_str="8",
        entities={"user_mentions": [ANN]},
    )  # fmt: skip
    made = posts(line)
    assert list(made) == ["x:10", "x:9", "x:8"]
    assert made["x:10"].text == "whole text"
    assert made["x:10"].references == (
        Reference(kind="repost", target_post_id="x:9", target_actor_id="x:1", role="root"),
    )
    assert made["x:9"].references == (Reference(kind="quote", target_post_id="x:8", target_actor_id="x:3"),)
    assert sum(isinstance(one, Post) for one in read(line)) == 3


def test_a_reply_names_whom_it_answers() -> None:
    """Reply and mentions, each with its target."""
    line = status(
        10, ANN, in_reply_to_status_id_str="4", in_reply_to_user_id_str="2", entities={"user_mentions": [BOB, CAT]}
    )
    assert posts(line)["x:10"].references == (
        Reference(kind="reply", target_post_id="x:4", target_actor_id="x:2"),
        Reference(kind="mention", target_actor_id="x:2"),
        Reference(kind="mention", target_actor_id="x:3"),
    )
    assert {one.actor_id for one in read(line) if isinstance(one, Actor)} == {"x:1", "x:2", "x:3"}


def test_the_answer_of_a_search_is_many_statuses() -> None:
    """Each status under `statuses` is read."""
    line = {"statuses": [status(1, ANN), status(2, BOB)], "search_metadata": {}}
    assert twitter_v1.sniff(line)
    assert list(posts(line)) == ["x:1", "x:2"]


@pytest.mark.parametrize(
    ("notice", "wanted"),
    [
        (
            {"delete": {"status": {"id": 5, "id_str": "5", "user_id_str": "1"}, "timestamp_ms": "1539202764000"}},
            [Tombstone(id="x:5", at=MS, source="compliance"), Other(kind="compliance")],
        ),
        ({"user_delete": {"id": 7}}, [Tombstone(id="x:7", at=None, source="compliance"), Other(kind="compliance")]),
        ({"scrub_geo": {"user_id": 7, "up_to_status_id": 9}}, [Other(kind="compliance")]),
        ({"limit": {"track": 12}}, [Other(kind="limit")]),
    ],
)
def test_notices_of_a_stream(notice: dict[str, Any], wanted: list[Item]) -> None:
    """Deletions leave tombstones; other notices are counted."""
    assert twitter_v1.sniff(notice)
    assert read(notice) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (WHEN, MS),
        ("Wed Oct 10 22:19:24 +0200 2018", MS),
        ("Wed Oct 10 14:49:24 -0530 2018", MS),
        ("yesterday", None),
        ("Wed Foo 10 20:19:24 +0000 2018", None),
        (None, None),
    ],
)
def test_times_are_read_without_a_locale(given: object, wanted: int | None) -> None:
    """English names of months in any locale; anything else is no time."""
    assert twitter_v1.moment(given) == wanted


def test_what_lacks_its_time_or_author_is_set_aside() -> None:
    """An id of the snowflake era tells the time; else the status says what it lacks."""
    number = (MS - 1288834974657) << 22
    assert posts(status(number, ANN, created_at="?"))[f"x:{number}"].published_source == "id"
    (_, skipped) = read(status(5, ANN, created_at="?"))
    assert skipped == Skipped(reason="no time", detail="5")
    assert read({"id_str": "5", "text": "a", "user": {}}) == [Skipped(reason="no author", detail="5")]


@pytest.mark.parametrize(
    "value", [[], {}, {"id": "1", "author_id": "2", "text": "v2"}, {"user": {}, "id": 1}, "x", None]
)
def test_other_things_are_not_claimed(value: Any) -> None:
    """Posts of the newer interface and of other platforms are not ours, nor ours theirs."""
    assert not twitter_v1.sniff(value)
    assert not twitter_v2.sniff(status(1, ANN))
