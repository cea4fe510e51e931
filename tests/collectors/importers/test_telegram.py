"""Telegram Desktop exports and Telethon-shaped messages."""

from collections import Counter
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from collectors.importers import telegram, telegram_ids
from collectors.importers.base import Context
from collectors.records import Actor, Other, Post, Reference, Skipped

CHANNEL = "telegram:1500000001"


def test_a_channel_is_read_message_by_message(posts: Callable[..., dict[str, Post]]) -> None:
    """Text runs are joined, hidden links kept, the exact time goes before the local one."""
    post = posts(telegram, "telegram_channel.json")[f"{CHANNEL}/2"]
    assert post.text == "The bridge is closed details #harrow @eastmere_news"
    assert [one.raw for one in post.urls] == ["https://north-times.example/2024/bridge-closed"]
    assert (post.published_lo, post.edited_at) == (1714557600000, 1714561200000)
    assert (post.tags, post.media[0].kind, post.actor_id) == (("harrow",), "photo", CHANNEL)
    assert post.references == (Reference(kind="mention", target_actor_id="telegram:eastmere_news"),)


def test_a_forward_in_an_export_is_a_repost_of_the_unknown(posts: Callable[..., dict[str, Post]]) -> None:
    """The export names the source without its id; nothing is guessed."""
    post = posts(telegram, "telegram_channel.json")[f"{CHANNEL}/3"]
    assert (post.kind, post.references) == ("repost", (Reference(kind="repost"),))
    assert [one.raw for one in post.urls] == ["https://westfold-post.example/a"]


def test_an_answer_names_its_message(posts: Callable[..., dict[str, Post]]) -> None:
    """Inside the same channel."""
    post = posts(telegram, "telegram_channel.json")[f"{CHANNEL}/4"]
    assert post.references == (Reference(kind="reply", target_post_id=f"{CHANNEL}/2"),)


def test_a_local_date_alone_needs_the_zone(reading: Callable) -> None:
    """It is the time of the machine that exported: set aside, or read in the zone that the analyst names."""
    without = reading(telegram, "telegram_channel.json")
    assert [one.reason for one in without if isinstance(one, Skipped)] == [
        "a date without zone: name it with --timezone"
    ]
    within = reading(telegram, "telegram_channel.json", Context(zone=ZoneInfo("Etc/GMT-5")))
    assert not [one for one in within if isinstance(one, Skipped)]
    assert max(one.published_lo for one in within if isinstance(one, Post)) == 1714559400000


def test_an_export_of_everything_leaves_private_conversations_alone(reading: Callable) -> None:
    """Channels and groups are read, a conversation between two people is not."""
    found = reading(telegram, "telegram_export.json", Context(zone=ZoneInfo("Etc/GMT-5")))
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["private conversation"]
    assert Counter(one.kind for one in found if isinstance(one, Other)) == {"service message": 1}
    group = next(one for one in found if isinstance(one, Post) and one.post_id == "telegram:1600000002/8")
    assert group.actor_id == "telegram:5000000005"


def test_a_telethon_message_is_read_whole(posts: Callable[..., dict[str, Post]]) -> None:
    """Entity offsets count UTF-16 units, so that a picture sign before them shifts nothing."""
    post = posts(telegram, "telegram_telethon.json")[f"{CHANNEL}/42"]
    assert post.tags == ("harrow",)
    assert [one.raw for one in post.urls] == [
        "https://westfold-post.example/x",
        "https://north-times.example/b",
    ]
    assert post.references == (
        Reference(kind="reply", target_post_id=f"{CHANNEL}/40"),
        Reference(kind="mention", target_actor_id="telegram:eastmere_news"),
    )
    assert {one.name: one.value for one in post.metrics} == {"views": 1200, "reposts": 7, "replies": 3}


def test_a_forward_names_its_first_post_and_where_it_was_taken_from(posts: Callable[..., dict[str, Post]]) -> None:
    """The header's channel post is the root, the saved place the true parent; mentions are not its own."""
    post = posts(telegram, "telegram_telethon.json")[f"{CHANNEL}/43"]
    assert post.references == (
        Reference(
            kind="repost", target_post_id="telegram:1700000003/9", target_actor_id="telegram:1700000003", role="root"
        ),
        Reference(
            kind="repost", target_post_id="telegram:1800000004/12", target_actor_id="telegram:1800000004", role="via"
        ),
    )
    assert post.media[0].hash == "telegram:6000000000000000001"


def test_a_hidden_sender_stays_hidden(posts: Callable[..., dict[str, Post]]) -> None:
    """A name without id is no actor."""
    post = posts(telegram, "telegram_telethon.json")[f"{CHANNEL}/44"]
    assert (post.kind, post.references) == ("repost", (Reference(kind="repost"),))
    assert post.published_lo == 1714561200000


def test_a_page_tells_its_channels(reading: Callable) -> None:
    """With title, username and size."""
    (actor,) = [one for one in reading(telegram, "telegram_telethon.json") if isinstance(one, Actor)]
    assert (actor.actor_id, actor.handle, actor.name, actor.followers) == (CHANNEL, "harrow_daily", "Harrow Daily", 900)


def test_4cats_writing_of_telethon_reads_the_same(load: Callable[[str], list], posts: Callable) -> None:
    """The type is `_type`, times are unix seconds, the chat stands in the message."""
    message = load("telegram_telethon.json")[0]["messages"][1]
    ours = posts(telegram, [message])
    theirs = {("_type" if name == "_" else name): value for name, value in message.items()} | {"date": 1714561200}
    assert posts(telegram, [theirs]) == ours


@pytest.mark.parametrize(
    ("given", "expected"),
    [(-1001500000001, "1500000001"), ("1500000001", "1500000001"), (-4000001, "4000001"), ("x", None), (None, None)],
)
def test_marks_that_clients_add_to_ids_are_taken_off(given: object, expected: str | None) -> None:
    """One channel has one id, whichever client wrote it."""
    assert telegram_ids.bare(given) == expected
