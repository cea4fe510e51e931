"""Bluesky views, records and events."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from collectors.importers import bluesky
from collectors.importers.base import Context
from collectors.records import Other, Post, Reference, Skipped, Tombstone

A, B, C = (f"bluesky:did:plc:{letter * 24}" for letter in "abc")
FIRST = f"{A}/app.bsky.feed.post/3kabcdefghij2"
SECOND = f"{B}/app.bsky.feed.post/3kabcdefghik2"


def test_a_feed_gives_posts_and_the_reposts_that_brought_them(posts: Callable[..., dict[str, Post]]) -> None:
    """A repost has its own id where the feed gives one, else one derived from who and what."""
    found = posts(bluesky, "bluesky_feed.json")
    derived = f"{C}/app.bsky.feed.repost/by/{FIRST.removeprefix('bluesky:')}"
    given = f"{B}/app.bsky.feed.repost/3krepost22222"
    assert set(found) == {FIRST, SECOND, derived, given}
    root = Reference(kind="repost", target_post_id=FIRST, target_actor_id=A, role="root")
    assert found[derived].references == found[given].references == (root,)
    assert found[derived].text == found[FIRST].text
    assert (found[derived].actor_id, found[derived].published_lo) == (C, 1714564800000)


def test_a_post_is_read_whole(posts: Callable[..., dict[str, Post]]) -> None:
    """Facets give links, mentions and tags in the order of their byte offsets, an embed its card."""
    post = posts(bluesky, "bluesky_feed.json")[FIRST]
    assert [one.raw for one in post.urls] == [
        "https://north-times.example/2024/bridge-closed",
        "https://north-times.example/2024/bridge-closed?card=1",
    ]
    assert (post.tags, post.lang) == (("harrow",), "ru")
    assert post.references == (Reference(kind="mention", target_actor_id=B),)
    assert (post.published_lo, post.published_hi) == (1714557600123, 1714557600123)
    assert {one.name: one.value for one in post.metrics} == {"likes": 3, "reposts": 2, "replies": 1, "quotes": 4}


def test_a_quoting_reply_keeps_both_relations(posts: Callable[..., dict[str, Post]]) -> None:
    """A quote outranks a reply; the picture's hash is the content's identifier."""
    post = posts(bluesky, "bluesky_feed.json")[SECOND]
    assert post.kind == "quote"
    assert [(one.kind, one.target_post_id) for one in post.references] == [("quote", FIRST), ("reply", FIRST)]
    assert post.conversation_id == f"{C}/app.bsky.feed.post/3kroot2222222"
    assert post.media[0].hash is not None and post.media[0].hash in (post.media[0].url or "")


def test_a_thread_gives_parents_and_quoted_posts(reading: Callable) -> None:
    """What cannot be seen is no post, and is counted."""
    found = reading(bluesky, "bluesky_thread.json")
    assert {one.post_id for one in found if isinstance(one, Post)} == {FIRST, SECOND}
    assert Counter(one.kind for one in found if isinstance(one, Other)) == {"unavailable": 1}


def test_a_repost_record_names_root_and_true_parent(posts: Callable[..., dict[str, Post]]) -> None:
    """`via` is the repost through which it was seen."""
    (repost,) = posts(bluesky, "bluesky_repost_record.json").values()
    assert repost.kind == "repost"
    assert repost.references == (
        Reference(kind="repost", target_post_id=FIRST, target_actor_id=A, role="root"),
        Reference(
            kind="repost", target_post_id=f"{B}/app.bsky.feed.repost/3krepost22222", target_actor_id=B, role="via"
        ),
    )


def test_stream_events_give_posts_tombstones_and_the_rest(reading: Callable) -> None:
    """A deletion and a deleted account leave tombstones; likes and identities are no posts."""
    found = reading(bluesky, "bluesky_jetstream.json")
    assert [one.post_id for one in found if isinstance(one, Post)] == [FIRST]
    gone = {one.id: one.at for one in found if isinstance(one, Tombstone)}
    assert gone == {f"{A}/app.bsky.feed.post/3kgone2222222": 1714557600123, B: 1714557600123}
    assert Counter(one.kind for one in found if isinstance(one, Other)) == {
        "deletion": 1,
        "like": 1,
        "account": 1,
        "identity": 1,
    }


def test_a_claimed_time_is_not_later_than_when_it_was_seen(load: Callable[[str], list], posts: Callable) -> None:
    """A post dated into the future was there when the network indexed it."""
    view = load("bluesky_feed.json")[0]["feed"][0]["post"]
    view["record"]["createdAt"] = "2030-01-01T00:00:00Z"
    post = posts(bluesky, [view])[FIRST]
    assert (post.published_lo, post.published_hi) == (1714557601000, 1714557601000)


def test_a_time_without_zone_is_settled_by_the_record_key(posts: Callable[..., dict[str, Post]]) -> None:
    """The key of a record tells when it was made; where it does not fit, the zone stays unknown."""
    value = {"$type": "app.bsky.feed.post", "text": "x", "createdAt": "2023-07-21T01:33:51.481951"}
    uri = f"at://{A.removeprefix('bluesky:')}/app.bsky.feed.post/"
    (settled,) = posts(bluesky, [{"uri": uri + "3k2yinh52ne2x", "cid": "c", "value": value}]).values()
    (open_,) = posts(bluesky, [{"uri": uri + "self", "cid": "c", "value": value}]).values()
    assert settled.published_source == "id" and settled.published_lo == settled.published_hi
    assert open_.published_hi - open_.published_lo == 26 * 3_600_000
    assert open_.published_lo <= settled.published_lo <= open_.published_hi


def test_keys_as_python_clients_write_them_read_the_same(load: Callable[[str], list], posts: Callable) -> None:
    """`created_at` is `createdAt`."""
    view = load("bluesky_feed.json")[0]["feed"][0]["post"]
    for node, old, new in (
        (view["record"], "createdAt", "created_at"),
        (view["record"], "$type", "py_type"),
        (view, "indexedAt", "indexed_at"),
        (view, "likeCount", "like_count"),
    ):
        node[new] = node.pop(old)
    assert posts(bluesky, [view]) == posts(bluesky, [load("bluesky_feed.json")[0]["feed"][0]["post"]])


def test_a_lone_record_cannot_be_placed(reading: Callable) -> None:
    """Without author and address it is set aside."""
    (found,) = reading(bluesky, [{"$type": "app.bsky.feed.post", "text": "x", "createdAt": "2024-05-01T10:00:00Z"}])
    assert isinstance(found, Skipped)


def test_a_deep_thread_is_walked_without_recursion(posts: Callable, load: Callable[[str], list]) -> None:
    """Nesting beyond Python's own depth is no obstacle."""
    view = load("bluesky_feed.json")[0]["feed"][0]["post"]
    node = {"post": view, "replies": []}
    for _ in range(5000):
        node = {"post": {"uri": "at://x", "notFound": True}, "replies": [node]}
    assert set(posts(bluesky, [{"thread": node}])) == {FIRST}


def test_real_payloads_are_recognised_and_read(data: Path) -> None:
    """Posts are kept, likes and unknown records counted, profiles are users."""
    kinds: Counter[str] = Counter()
    for path in sorted((data / "payloads" / "bluesky").glob("*.json")):
        item = msgspec.json.decode(path.read_bytes())
        if bluesky.sniff(item):
            kinds.update(
                one.kind if isinstance(one, Other) else type(one).__name__ for one in bluesky.read(item, Context())
            )
    assert (kinds["Post"], kinds["like"], kinds["Skipped"]) == (4, 2, 0)
    assert kinds["user"] > 1
