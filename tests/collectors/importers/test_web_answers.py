"""Answers of Reddit, YouTube, VK, GDELT's DOC and Media Cloud, in their documented shapes."""

from typing import Any

import pytest

from collectors import importers
from collectors.importers.base import Context
from collectors.records import Actor, Item, Other, Post, Skipped, Tombstone
from collectors.timestamps import DAY

FORMATS = {one.name: one for one in importers.formats()}
AT = 1_714_550_400  # 2024-05-01T08:00:00Z


def read(name: str, item: Any, **context: Any) -> list[Item]:
    assert FORMATS[name].sniff(item)
    assert next(one.name for one in importers.formats() if one.container == "json" and one.sniff(item)) == name
    return list(FORMATS[name].read(item, Context(**context)))


def posts(found: list[Item]) -> dict[str, Post]:
    return {one.post_id: one for one in found if isinstance(one, Post)}


def t3(**more: Any) -> dict[str, Any]:
    return {
        "id": "abc",
        "name": "t3_abc",
        "author": "mole",
        "author_fullname": "t2_m1",
        "created_utc": float(AT),
        "subreddit": "ambria",
        "title": "Tea &amp; fish",
        "selftext": "",
        "is_self": False,
        "score": 12,
        "num_comments": 3,
        "permalink": "/r/ambria/comments/abc/tea/",
        "url": "https://north.example/2024/market",
        **more,
    }


def t1(number: str, parent: str, replies: Any = "", **more: Any) -> dict[str, Any]:
    return {
        "kind": "t1",
        "data": {
            "id": number,
            "name": f"t1_{number}",
            "author": "vole",
            "created_utc": AT + 60,
            "subreddit": "ambria",
            "body": f"I say {number}",
            "parent_id": parent,
            "link_id": "t3_abc",
            "replies": replies,
            "edited": False,
            **more,
        },
    }


def test_reddit_posts_and_trees_of_comments() -> None:
    """A post with its link, comments under comments with whom they answer, placeholders counted."""
    inner = {"kind": "Listing", "data": {"children": [t1("c2", "t1_c1"), {"kind": "more", "data": {"count": 4}}]}}
    page = [
        {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": t3()}]}},
        {"kind": "Listing", "data": {"children": [t1("c1", "t3_abc", inner)]}},
    ]
    found = read("reddit", page, retrieved_at=7)
    held = posts(found)
    assert list(held) == ["reddit:t3_abc", "reddit:t1_c1", "reddit:t1_c2"]
    first, _, last = held.values()
    assert (first.title, first.actor_id, first.kind) == ("Tea & fish", "reddit:t2_m1", "post")
    assert [one.raw for one in first.urls] == ["https://north.example/2024/market"]
    assert {(one.name, one.value, one.observed_at) for one in first.metrics} == {("likes", 12, 7), ("replies", 3, 7)}
    assert (last.kind, last.references[0].target_post_id, last.conversation_id) == (
        "comment",
        "reddit:t1_c1",
        "reddit:t3_abc",
    )
    assert [one.kind for one in found if isinstance(one, Other)] == ["more"]


def test_reddit_crossposts_are_reposts() -> None:
    """The original travels inside and is a post of its own."""
    crossed = t3(id="def", name="t3_def", author="shrew", crosspost_parent="t3_abc", crosspost_parent_list=[t3()])
    held = posts(read("reddit", crossed))
    assert held["reddit:t3_def"].kind == "repost"
    assert held["reddit:t3_def"].references[0].target_post_id == "reddit:t3_abc"
    assert "reddit:t3_abc" in held


def test_reddit_dumps_have_one_object_a_line() -> None:
    """Bare objects as in Arctic Shift's dumps, without fullname, with the time in text; deleted words leave no text."""
    held = read(
        "reddit",
        {
            "id": "zz",
            "author": "[deleted]",
            "created_utc": str(AT),
            "subreddit": "ambria",
            "body": "[removed]",
            "parent_id": "t3_abc",
            "link_id": "t3_abc",
        },
    )
    (post,) = posts(held).values()
    assert (post.post_id, post.text, post.published_lo) == ("reddit:t1_zz", None, AT * 1000)
    assert [one.id for one in held if isinstance(one, Tombstone)] == ["reddit:t1_zz"]


def video(**more: Any) -> dict[str, Any]:
    snippet = {
        "publishedAt": "2024-05-01T08:00:00Z",
        "channelId": "UC1",
        "channelTitle": "Port &amp; Sea",
        "title": "Market",
        "description": "See https://north.example/2024/market",
        "tags": ["fish"],
    }
    return {
        "kind": "youtube#video",
        "id": "abcdefghijk",
        "snippet": snippet,
        "statistics": {"viewCount": "10", "likeCount": "2"},
        **more,
    }


def test_youtube_videos_and_comments() -> None:
    """A video with counts and links; a thread with its replies, each with whom it answers."""
    found = read("youtube", {"kind": "youtube#videoListResponse", "items": [video()]}, retrieved_at=9)
    (post,) = posts(found).values()
    assert (post.post_id, post.actor_id, post.published_lo) == ("youtube:abcdefghijk", "youtube:UC1", AT * 1000)
    assert [one.raw for one in post.urls] == ["https://north.example/2024/market"]
    assert {(one.name, one.value, one.observed_at) for one in post.metrics} == {("views", 10, 9), ("likes", 2, 9)}
    said = {
        "textOriginal": "no!",
        "authorChannelId": {"value": "UC2"},
        "authorDisplayName": "@vole",
        "publishedAt": "2024-05-01T09:00:00Z",
        "updatedAt": "2024-05-01T10:00:00Z",
        "videoId": "abcdefghijk",
        "likeCount": 1,
    }
    reply = {"kind": "youtube#comment", "id": "Ug1.r1", "snippet": {**said, "parentId": "Ug1", "textOriginal": "yes"}}
    thread = {
        "kind": "youtube#commentThread",
        "snippet": {"totalReplyCount": 1, "topLevelComment": {"kind": "youtube#comment", "id": "Ug1", "snippet": said}},
        "replies": {"comments": [reply]},
    }
    held = posts(read("youtube", {"kind": "youtube#commentThreadListResponse", "items": [thread]}))
    assert [one.references[0].target_post_id for one in held.values()] == ["youtube:abcdefghijk", "youtube:Ug1"]
    assert held["youtube:Ug1"].edited_at == 1714557600000 and held["youtube:Ug1"].kind == "comment"


def test_youtube_search_and_uploads_name_the_video_elsewhere() -> None:
    """Search results and items of playlists carry another id than the video's; channels among them are no posts."""
    result = video(kind="youtube#searchResult", id={"kind": "youtube#video", "videoId": "abcdefghijk"})
    channel = video(kind="youtube#searchResult", id={"kind": "youtube#channel", "channelId": "UC9"})
    upload = video(
        kind="youtube#playlistItem",
        id="UExx",
        contentDetails={"videoId": "bbcdefghijk", "videoPublishedAt": "2024-04-01T08:00:00Z"},
    )
    held = posts(read("youtube", {"kind": "youtube#searchListResponse", "items": [result, channel, upload]}))
    assert list(held) == ["youtube:abcdefghijk", "youtube:bbcdefghijk"]
    assert held["youtube:bbcdefghijk"].published_lo == 1711958400000


def vk_post(number: int, owner: int = -5, text: str = "", **more: Any) -> dict[str, Any]:
    return {"id": number, "owner_id": owner, "from_id": owner, "date": AT, "text": text, "post_type": "post", **more}


def test_vk_chains_of_reposts_keep_every_link() -> None:
    """The post names its root and the one it was taken from; each in the chain is a post; words come from the root."""
    root = vk_post(
        1,
        -1,
        "Market closes #harbour [id77|Ada Moss]",
        attachments=[{"type": "link", "link": {"url": "https://north.example/2024/market"}}],
    )
    middle, outer = vk_post(2, -2), vk_post(3, 33, views={"count": 9})
    item = {
        "response": {
            "count": 1,
            "items": [{**outer, "copy_history": [middle, root]}],
            "profiles": [{"id": 33, "first_name": "A", "last_name": "B", "screen_name": "ab"}],
            "groups": [{"id": 1, "name": "Port", "screen_name": "port"}],
        }
    }
    found = read("vk", item)
    held = posts(found)
    assert list(held) == ["vk:33_3", "vk:-2_2", "vk:-1_1"]
    assert [(one.role, one.target_post_id) for one in held["vk:33_3"].references] == [
        ("root", "vk:-1_1"),
        ("via", "vk:-2_2"),
    ]
    assert [(one.role, one.target_post_id) for one in held["vk:-2_2"].references] == [("root", "vk:-1_1")]
    assert held["vk:33_3"].kind == "repost" and held["vk:33_3"].text == "Market closes #harbour Ada Moss"
    assert [one.raw for one in held["vk:33_3"].urls] == ["https://north.example/2024/market"]
    assert held["vk:-1_1"].references[0].target_actor_id == "vk:77" and held["vk:-1_1"].tags == ("harbour",)
    assert {one.actor_id: one.handle for one in found if isinstance(one, Actor)} == {"vk:33": "ab", "vk:-1": "port"}


def test_a_vk_repost_with_words_of_its_own_is_a_quote() -> None:
    """Its own words stay its text."""
    held = posts(read("vk", {**vk_post(3, 33, "Look!"), "copy_history": [vk_post(1, -1, "Market")]}))
    assert (held["vk:33_3"].kind, held["vk:33_3"].text) == ("quote", "Look!")


def test_vk_comments_answer_posts_and_comments() -> None:
    """A comment under a post, and one under that in its thread."""
    below = {
        "id": 11,
        "owner_id": -5,
        "post_id": 1,
        "from_id": 34,
        "date": AT + 9,
        "text": "no",
        "reply_to_comment": 10,
    }
    above = {
        "id": 10,
        "owner_id": -5,
        "post_id": 1,
        "from_id": 33,
        "date": AT,
        "text": "ah",
        "thread": {"items": [below]},
    }
    held = posts(read("vk", {"response": {"items": [above], "count": 1}}))
    assert [one.references[0].target_post_id for one in held.values()] == ["vk:-5_1", "vk:-5_10"]
    assert {one.kind for one in held.values()} == {"comment"}


def test_gdelt_answers_bound_the_time_from_above() -> None:
    """What GDELT saw at a moment was there by then; titles and languages are kept."""
    article = {
        "url": "https://north.example/2024/market",
        "title": "Рынок закрывают",
        "seendate": "20240501T081500Z",
        "domain": "north.example",
        "language": "Russian",
        "sourcecountry": "Ambria",
        "socialimage": "",
    }
    (post,) = posts(read("gdelt_doc", {"articles": [article]})).values()
    assert (post.published_hi, post.published_source, post.lang) == (AT * 1000 + 900_000, "seen", "ru")
    assert post.published_hi - post.published_lo == 3 * DAY


def test_media_cloud_dates_are_bounds() -> None:
    """The guessed day is the lower end, the indexing the upper; a guess after the indexing is not believed."""
    story = {
        "id": "1",
        "url": "https://north.example/2024/market",
        "title": "Market",
        "publish_date": "2024-05-01",
        "indexed_date": "2024-05-01T10:00:00",
        "language": "en",
        "media_name": "north.example",
        "media_url": "north.example",
    }
    later = {**story, "url": "https://north.example/2024/rain", "publish_date": "2024-06-01"}
    first, second = posts(read("mediacloud", {"stories": [story, later], "pagination_token": "x"})).values()
    assert (first.published_hi, first.published_source) == (1714557600000, "seen")
    assert first.published_lo == 1714471200000
    assert second.published_lo == second.published_hi - 30 * DAY


SHAPES = {
    "reddit": {"kind": "t3", "data": t3()},
    "youtube": video(),
    "vk": {"response": {"items": [vk_post(1)]}},
    "gdelt_doc": {"url": "https://a.example/2024/x", "seendate": "20240501T081500Z", "domain": "a.example"},
    "mediacloud": {"url": "https://a.example/2024/x", "title": "t", "publish_date": "2024-05-01", "media_name": "a"},
}


@pytest.mark.parametrize("name", sorted(SHAPES))
@pytest.mark.parametrize("poison", [None, [], {}, "", -1, True, 1e300, "\x00", [[{}]], {"id": []}], ids=repr)
def test_a_wrong_value_anywhere_is_never_an_exception(name: str, poison: Any) -> None:
    """Each field in turn has a value of another type: the item is read or set aside."""

    def poisoned(value: Any) -> list[Any]:
        if not isinstance(value, dict):
            return [poison]
        return [{**value, key: one} for key, inner in value.items() for one in [poison, *poisoned(inner)]]

    for item in poisoned(SHAPES[name]):
        found = list(FORMATS[name].read(item, Context())) if isinstance(item, dict) else []
        assert all(isinstance(one, Post | Actor | Skipped | Other | Tombstone) for one in found)
