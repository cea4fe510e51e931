"""Whence's own tables of posts."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import RequestError
from collectors.importers import interchange
from collectors.importers.base import Context
from collectors.records import Media, Post, Reference, Skipped

ROW = {"post_id": "1", "platform": "x", "actor_id": "a", "published_at": "2024-05-01T10:00:00Z", "text": "Words"}
TABLE, LINES = interchange.FORMATS


def read(row: dict[str, Any], zone: ZoneInfo | None = None) -> Any:
    (found,) = TABLE.read(row, Context(zone=zone))
    return found


def test_a_row_becomes_a_post() -> None:
    """Ids are qualified with the row's platform unless they are already."""
    post = read(ROW)
    assert (post.post_id, post.actor_id, post.kind, post.published_source) == ("x:1", "x:a", "post", "file")
    assert read({**ROW, "post_id": "x:1", "actor_id": "web:a.example"}).actor_id == "web:a.example"
    assert read({**ROW, "platform": "forum", "post_id": "forum:9"}).post_id == "forum:9"


def test_every_column_is_read() -> None:
    """Lists are separated by a space; empty cells are absent."""
    post = read(
        {
            **ROW,
            "title": "T",
            "lang": "kk",
            "url": "https://north-times.example/a",
            "urls": "https://a.example/1 https://b.example/2",
            "quote_of": "2",
            "reply_to": "telegram:5/6",
            "mentions": "b x:c",
            "hashtags": "#one two",
            "media_hashes": "ff00",
            "likes": "5",
            "reposts": "",
            "views": "70",
        }
    )
    assert (post.title, post.lang, post.url, post.kind) == ("T", "kk", "https://north-times.example/a", "quote")
    assert [one.raw for one in post.urls] == ["https://a.example/1", "https://b.example/2"]
    assert post.references == (
        Reference(kind="quote", target_post_id="x:2"),
        Reference(kind="reply", target_post_id="telegram:5/6"),
        Reference(kind="mention", target_actor_id="x:b"),
        Reference(kind="mention", target_actor_id="x:c"),
    )
    assert (post.tags, post.media) == (("one", "two"), (Media(kind="other", hash="ff00"),))
    assert {one.name: one.value for one in post.metrics} == {"likes": 5, "views": 70}


@pytest.mark.parametrize(
    ("extra", "kind"),
    [
        ({"repost_of": "9", "quote_of": "8"}, "repost"),
        ({"quote_of": "8", "reply_to": "7"}, "quote"),
        ({"reply_to": "7"}, "reply"),
        ({"platform": "web"}, "article"),
        ({"kind": "comment"}, "comment"),
        ({}, "post"),
    ],
)
def test_the_kind_is_the_strongest_relation(extra: dict[str, str], kind: str) -> None:
    """Unless the row says it."""
    assert read({**ROW, **extra}).kind == kind


def test_a_repost_has_no_mentions_of_its_own_and_needs_no_text() -> None:
    """It carries what the row gives it."""
    post = read({**ROW, "text": "", "repost_of": "9", "mentions": "b"})
    assert (post.text, post.references) == (None, (Reference(kind="repost", target_post_id="x:9"),))


def test_links_in_the_text_stand_in_for_an_empty_list() -> None:
    """A row that names its links is taken at its word."""
    text = {"text": "see https://north-times.example/a"}
    assert [one.raw for one in read({**ROW, **text}).urls] == ["https://north-times.example/a"]
    assert [one.raw for one in read({**ROW, **text, "urls": "https://b.example/2"}).urls] == ["https://b.example/2"]


def test_an_interval_may_replace_the_moment() -> None:
    """From the start of the earlier to the end of the later."""
    post = read({**ROW, "published_at": "", "published_lo": "2024-05-01T10:00Z", "published_hi": "2024-05-01T11:00Z"})
    assert post.published_hi - post.published_lo == 3_600_000 + 59_999


def test_typed_values_read_like_text() -> None:
    """As Parquet and JSON give them."""
    typed = {
        **ROW,
        "post_id": 1785600000000000001,
        "published_at": datetime(2024, 5, 1, 10, tzinfo=UTC),
        "urls": ["https://a.example/1"],
        "likes": 5,
        "repost_of": None,
    }
    post = read(typed)
    assert (post.post_id, post.published_lo) == ("x:1785600000000000001", 1714557600000)
    assert (post.urls[0].raw, post.metrics[0].value) == ("https://a.example/1", 5)
    assert read({**typed, "post_id": 7.0}).post_id == "x:7"


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ({"post_id": "1.23E+18"}, "id in scientific notation"),
        ({"repost_of": "1.23E+18"}, "id in scientific notation"),
        ({"post_id": 1.23e18}, "id is a rounded number"),
        ({"post_id": ""}, "no post_id"),
        ({"actor_id": None}, "no actor_id"),
        ({"platform": " "}, "no platform"),
        ({"platform": "a b"}, "platform is not one word"),
        ({"published_at": ""}, "no time"),
        ({"published_at": "soon"}, "no time that can be read"),
        ({"published_at": "2024-05-01T10:00:00"}, "time without zone"),
        (
            {"published_lo": "2024-06-01T10:00:00Z", "published_hi": "2024-05-01T10:00:00Z"},
            "published_lo after published_hi",
        ),
        ({"text": ""}, "no text, title, url or repost_of"),
        ({"kind": "tweet"}, "unknown kind"),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(extra: dict[str, Any], reason: str) -> None:
    """One short stable phrase each."""
    found = read({**ROW, **extra})
    assert isinstance(found, Skipped) and found.reason == reason


def test_a_time_without_zone_refuses_the_file() -> None:
    """The message has the column, the post, the value and the remedy; a named zone settles it."""
    row = {**ROW, "published_at": "2024-05-01 10:00:00"}
    for one in (TABLE, LINES):
        with pytest.raises(RequestError, match=r"published_at of post 1 is 2024-05-01 10:00:00.*--timezone"):
            one.check(row, Context())
    zone = ZoneInfo("Etc/GMT-5")
    TABLE.check(row, Context(zone=zone))
    assert read(row, zone).published_lo == 1714539600000


@pytest.mark.parametrize("missing", ["post_id", "platform", "actor_id", "published_at"])
def test_a_missing_column_is_named(missing: str) -> None:
    """Only a table must have every column; a line of JSON may leave out what it does not have."""
    row = {name: value for name, value in ROW.items() if name != missing}
    with pytest.raises(RequestError, match=missing):
        TABLE.check(row, Context())
    LINES.check(row, Context())
    assert isinstance(next(LINES.read(row, Context())), Skipped)


def test_a_table_with_nothing_to_say_is_refused() -> None:
    """One of text, title, url or repost_of must be there."""
    with pytest.raises(RequestError, match="text, title, url, repost_of"):
        TABLE.check({name: ROW[name] for name in ROW if name != "text"}, Context())


def test_only_tables_of_posts_are_recognised() -> None:
    """A file of actors is not one."""
    assert TABLE.sniff(ROW) and LINES.sniff({**ROW, "published_at": None})
    assert not TABLE.sniff({"actor_id": "a", "platform": "x", "handle": "", "name": "", "role": ""})


def test_text_is_kept_but_for_what_cannot_be_stored(posts: Callable[..., dict[str, Post]]) -> None:
    """NUL and lone surrogates become the replacement character; markup is data."""
    text = "<script>alert(1)</script> '; drop table post; --\x00 \ud800"
    (post,) = posts(interchange, [{**ROW, "text": text}]).values()
    assert post.text == "<script>alert(1)</script> '; drop table post; --\ufffd \ufffd"


@given(
    st.dictionaries(
        st.sampled_from(sorted({*ROW, "urls", "kind", "likes", "published_lo", "quote_of"})),
        st.none() | st.text(max_size=9) | st.integers() | st.floats() | st.lists(st.integers(), max_size=2),
    )
)
def test_any_row_is_a_post_or_says_why_not(row: dict[str, Any]) -> None:
    """Whatever stands in its cells."""
    assert isinstance(read(row), Post | Skipped)
