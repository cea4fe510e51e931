"""CSV files of 4CAT."""

from collections.abc import Callable

import pytest

from collectors.importers import fourcat
from collectors.importers.base import Context
from collectors.records import Post, Reference, Skipped

NUMBER = "x:178560000000000000"


def test_a_row_is_read_whole(posts: Callable[..., dict[str, Post]]) -> None:
    """Long ids keep every digit; lists are separated by commas, which addresses may contain."""
    post = posts(fourcat, "fourcat_twitter.csv")[f"{NUMBER}1"]
    assert (post.actor_id, post.platform, post.kind) == ("x:21", "x", "post")
    assert [one.raw for one in post.urls] == [
        "https://north-times.example/2024/bridge-closed",
        "https://westfold-post.example/x?a=1,2",
    ]
    assert (post.tags, post.lang, post.published_lo) == (("harrow",), "en", 1714557600000)
    assert [one.target_actor_id for one in post.references] == ["x:mara", "x:ines"]
    assert {one.name: one.value for one in post.metrics} == {
        "likes": 3,
        "reposts": 2,
        "replies": 1,
        "quotes": 0,
        "views": 150,
    }


def test_a_retweet_names_the_account_alone(posts: Callable[..., dict[str, Post]]) -> None:
    """4CAT's file has no id of the original; its text is without the mark before it."""
    post = posts(fourcat, "fourcat_twitter.csv")[f"{NUMBER}2"]
    assert post.references == (Reference(kind="repost", target_actor_id="x:odo"),)
    assert post.text == "The bridge is closed https://t.co/a"
    assert post.published_lo == 1714561200000


def test_a_quoting_reply_keeps_both_relations(posts: Callable[..., dict[str, Post]]) -> None:
    """Each to the account that the row names."""
    post = posts(fourcat, "fourcat_twitter.csv")[f"{NUMBER}3"]
    assert [(one.kind, one.target_actor_id) for one in post.references] == [("quote", "x:odo"), ("reply", "x:odo")]


def test_an_id_in_scientific_notation_is_set_aside(reading: Callable) -> None:
    """Its digits are lost."""
    found = [one.reason for one in reading(fourcat, "fourcat_twitter.csv") if isinstance(one, Skipped)]
    assert found == ["id in scientific notation"]


def test_telegram_rows_are_known_by_their_chat(posts: Callable[..., dict[str, Post]]) -> None:
    """The unix time goes before the other, which 4CAT wrote in its server's zone."""
    found = posts(fourcat, "fourcat_telegram.csv")
    post, forward = found["telegram:harrow_daily/7"], found["telegram:harrow_daily/8"]
    assert (post.published_lo, post.edited_at) == (1714557600000, 1714561200000)
    assert post.references == (Reference(kind="reply", target_post_id="telegram:harrow_daily/5"),)
    assert forward.references == (Reference(kind="repost", target_actor_id="telegram:eastmere_news"),)


@pytest.mark.parametrize(
    ("extra", "file_name", "platform"),
    [
        ({"link": "https://www.instagram.com/p/x/"}, "", "instagram"),
        ({}, "bsky-search-harrow-0a1b.csv", "bluesky"),
        ({}, "data.csv", "4cat"),
    ],
)
def test_the_platform_is_found_by_link_or_file_name(
    extra: dict, file_name: str, platform: str, posts: Callable[..., dict[str, Post]]
) -> None:
    """Else the file is the platform of its own name."""
    row = {"id": "1", "thread_id": "1", "author": "a", "body": "t", "timestamp": "2024-05-01 10:00:00", **extra}
    assert fourcat.sniff(row)
    (post,) = posts(fourcat, [row], Context(file_name=file_name)).values()
    assert (post.platform, post.published_lo) == (platform, 1714557600000)
