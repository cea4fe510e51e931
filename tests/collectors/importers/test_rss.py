"""Feeds, whole and damaged."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.importers import rss
from collectors.importers.base import Context
from collectors.records import Actor, Post, Skipped
from collectors.timestamps import DAY, HOUR

NORTH = "web:north-times.example"
ITEM = "<item><title>{0}</title><link>https://north-times.example/{0}</link><pubDate>{1}</pubDate></item>"


def feed(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def test_an_rss_item_is_read_whole(posts: Callable[..., dict[str, Post]]) -> None:
    """The longer text wins, without tags and scripts; foreign namespaces are no titles."""
    post = posts(rss, "feed_rss2.xml")[f"{NORTH}/2024/bridge-closed"]
    assert (post.kind, post.actor_id, post.lang) == ("article", NORTH, "en")
    assert post.title == "Bridge & road closed"
    assert post.text == "The bridge is closed, a report says.\n\nSecond paragraph."
    assert [one.raw for one in post.urls] == ["https://westfold-post.example/report"]
    assert (post.tags, post.media[0].kind) == (("Harrow", "Roads"), "photo")
    assert (post.published_lo, post.published_hi, post.published_source) == (1714539600000, 1714539600000, "feed")


def test_an_item_without_time_was_there_when_the_feed_was_built(posts: Callable[..., dict[str, Post]]) -> None:
    """Only the upper end was observed."""
    post = posts(rss, "feed_rss2.xml")[f"{NORTH}/2024/no-time"]
    assert (post.published_hi, post.published_source) == (1714546800000, "seen")
    assert post.published_hi - post.published_lo == rss.OLDEST_IN_FEED


def test_without_any_time_an_item_is_set_aside(reading: Callable) -> None:
    """Nothing bounds it."""
    found = reading(rss, [feed("<item><link>https://north-times.example/a</link></item>")])
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["no time"]


def test_the_address_is_the_article_not_its_redirector(posts: Callable[..., dict[str, Post]]) -> None:
    """Feedburner's original link goes first, a guid stands in where it is one."""
    found = posts(rss, "feed_rss2.xml")
    assert {f"{NORTH}/2024/orig", f"{NORTH}/2024/by-guid"} <= set(found)
    orig = found[f"{NORTH}/2024/orig"]
    assert orig.published_hi - orig.published_lo == 59_999


def test_an_item_without_link_is_set_aside(reading: Callable) -> None:
    """It has no identity."""
    found = reading(rss, "feed_rss2.xml")
    assert [(one.reason, one.detail) for one in found if isinstance(one, Skipped)] == [("no link", "No link")]


def test_rdf_is_read_and_a_bare_date_is_a_day(posts: Callable[..., dict[str, Post]]) -> None:
    """Anywhere on Earth, or in the zone that was named."""
    post = posts(rss, "feed_rdf.xml")["web:westfold-post.example/a"]
    assert (post.title, post.text, post.tags, post.lang) == ("Новость", "Текст", ("Дорога",), "ru")
    assert post.published_hi - post.published_lo == DAY + 26 * HOUR - 1
    there = posts(rss, "feed_rdf.xml", Context(zone=ZoneInfo("Etc/GMT-5")))["web:westfold-post.example/a"]
    assert there.published_hi - there.published_lo == DAY - 1


def test_atom_is_read_with_its_edits(posts: Callable[..., dict[str, Post]]) -> None:
    """The alternate link is the article, XHTML is text, an update after publication is an edit."""
    found = posts(rss, "feed_atom.xml")
    first, second = found["web:eastmere-wire.example/1"], found["web:eastmere-wire.example/2"]
    assert (first.title, first.text, first.lang) == ("A bold title", "One.\nTwo.", "kk")
    assert (first.published_lo, first.edited_at) == (1714536000000, 1714561200000)
    assert (second.published_lo, second.edited_at, second.text) == (1714550400000, None, "Sum")


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Wed, 01 May 2024 10:00:00 +0500", 0),
        ("Wed, 01 May 2024 10:00:00 EST", 0),
        ("Wed, 01 May 2024 10:00:00 -0000", 0),
        ("Wed, 01 May 2024 10:00 GMT", 59_999),
        ("Wed, 01 May 2024 10:00:00", 26 * HOUR),
        ("2024-05-01T10:00:00+05:00", 0),
        ("2024-05-01T10:00:00", 26 * HOUR),
    ],
)
def test_times_are_as_wide_as_what_is_not_said(text: str, width: int, posts: Callable) -> None:
    """A time without zone spans that moment of the day anywhere on Earth."""
    (post,) = posts(rss, [feed(ITEM.format("a", text))]).values()
    assert post.published_hi - post.published_lo == width


def test_a_damaged_feed_gives_its_whole_entries(reading: Callable) -> None:
    """One item is broken inside, the last is cut off; the others come in, and each loss is counted."""
    good = [ITEM.format(name, "Wed, 01 May 2024 10:00:00 GMT") for name in ("a", "b", "c")]
    broken = "<item><title>x</b></title><link>https://north-times.example/x</link></item>"
    text = feed(good[0], broken, good[1], "<item><title>R&D&nbsp;\x0b</title>" + good[2].removeprefix("<item>"))
    found = reading(rss, [text[: -len("</channel></rss>")] + "<item><title>cut"])
    assert [one.post_id for one in found if isinstance(one, Post)] == [f"{NORTH}/{name}" for name in "abc"]
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["malformed XML"] * 2


def test_damage_around_whole_entries_is_still_reported(reading: Callable) -> None:
    """A feed whose end is missing lost something."""
    text = feed(ITEM.format("a", "Wed, 01 May 2024 10:00:00 GMT")).replace("</channel></rss>", "")
    assert [type(one) for one in reading(rss, [text]) if isinstance(one, Post | Skipped)] == [Post, Skipped]


def test_entities_are_refused(reading: Callable) -> None:
    """Neither growing ones nor those that name a file are expanded."""
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>' + feed("<item>&b;</item>")
    assert [one.reason for one in reading(rss, [bomb])] == ["a feed that declares entities"]


def test_an_outlet_is_named_after_its_channel(reading: Callable) -> None:
    """By the domain of the article."""
    actors = {one.actor_id: one.name for one in reading(rss, "feed_rdf.xml") if isinstance(one, Actor)}
    assert actors == {"web:westfold-post.example": "Westfold Post"}


def test_feeds_are_recognised_by_their_root(load: Callable[[str], list]) -> None:
    """Three dialects are, a page of HTML is not."""
    assert all(rss.sniff(load(name)[0]) for name in ("feed_rss2.xml", "feed_rdf.xml", "feed_atom.xml"))
    assert not rss.sniff("<!doctype html><html><body>feed</body></html>")


@settings(max_examples=200, deadline=None)
@given(cut=st.integers(0, 600), junk=st.text(max_size=8))
def test_a_feed_cut_and_soiled_anywhere_never_raises(cut: int, junk: str) -> None:
    """Whatever is left is read or set aside."""
    text = feed(*(ITEM.format(name, "Wed, 01 May 2024 10:00:00 GMT") for name in "abc"))
    assert list(rss.read(text[:cut] + junk + text[cut + 3 :], Context()))


def test_a_broken_feed_without_entries_is_one_loss(reading: Callable) -> None:
    """There is nothing to recover, and it is said."""
    assert [one.reason for one in reading(rss, ["<rss><channel>"]) if isinstance(one, Skipped)] == ["malformed XML"]
