"""Mastodon statuses, whatever they travel in."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from collectors.importers import mastodon
from collectors.importers.base import Context
from collectors.records import Actor, Post, Reference

ODO = "mastodon:social.westfold.example/users/odo"
MARA = "mastodon:forum.eastmere.example/users/mara"
FIRST = f"{ODO}/statuses/100"


def test_a_boost_and_its_original_are_two_posts(posts: Callable[..., dict[str, Post]]) -> None:
    """The boost is a repost of the original, carries its text and has no counts or mentions of its own."""
    found = posts(mastodon, "mastodon_boost.json")
    boost, original = found[f"{MARA}/statuses/101/activity"], found[FIRST]
    assert len(found) == 2
    assert (boost.kind, original.kind) == ("repost", "post")
    assert boost.references == (Reference(kind="repost", target_post_id=FIRST, target_actor_id=ODO, role="root"),)
    assert (boost.text, boost.title, boost.urls) == (original.text, original.title, original.urls)
    assert not boost.metrics


def test_a_status_is_read_whole(posts: Callable[..., dict[str, Post]]) -> None:
    """Shortened links read as their address once, hashtags stay words, the card's page is the same link."""
    original = posts(mastodon, "mastodon_boost.json")[FIRST]
    assert original.text == (
        "The bridge at Harrow is closed: https://north-times.example/2024/bridge-closed #harrow\n\nMore & more"
    )
    assert [one.raw for one in original.urls] == ["https://north-times.example/2024/bridge-closed"]
    assert (original.title, original.tags, original.lang) == ("Traffic", ("harrow",), "en")
    assert (original.published_lo, original.published_hi) == (1714557600123, 1714557600123)
    assert original.edited_at == 1714561200000
    assert original.media[0].kind == "photo"
    assert {one.name: one.value for one in original.metrics} == {"likes": 3, "reposts": 2, "replies": 1}


def test_replies_resolve_inside_one_payload(posts: Callable[..., dict[str, Post]]) -> None:
    """Ids in `in_reply_to_id` are local to the server that answered: the context names what they are."""
    found = posts(mastodon, "mastodon_thread.json")
    reply, own = found[f"{MARA}/statuses/102"], found[f"{MARA}/statuses/103"]
    assert reply.references[0] == Reference(kind="reply", target_post_id=FIRST, target_actor_id=ODO)
    assert reply.references[1] == Reference(kind="mention", target_actor_id=ODO)
    assert own.references == (Reference(kind="reply", target_post_id=reply.post_id, target_actor_id=MARA),)


def test_a_reply_alone_keeps_the_actor_and_not_a_guessed_post(posts: Callable[..., dict[str, Post]]) -> None:
    """Its mention tells who was answered; the post stays unknown."""
    reply = posts(mastodon, "mastodon_notification.json")[f"{MARA}/statuses/102"]
    assert reply.references[0] == Reference(kind="reply", target_post_id=None, target_actor_id=ODO)


def test_a_quote_names_its_post_and_drops_the_fallback_line(posts: Callable[..., dict[str, Post]]) -> None:
    """The `RE:` line repeats the relation as a link; it is no citation."""
    found = posts(mastodon, "mastodon_quote.json")
    quote = found[f"{MARA}/statuses/104"]
    assert (quote.kind, quote.text, quote.urls) == ("quote", "See this", ())
    assert quote.references == (Reference(kind="quote", target_post_id=FIRST, target_actor_id=ODO),)
    assert FIRST in found


def test_accounts_without_uri_get_it_from_their_profile(load: Callable[[str], list], reading: Callable) -> None:
    """Older servers give only the profile's address."""
    item = load("mastodon_boost.json")[0]
    for account in (item["account"], item["reblog"]["account"]):
        del account["uri"]
    actors = {one.actor_id: one.handle for one in reading(mastodon, [item]) if isinstance(one, Actor)}
    assert actors == {MARA: "mara@forum.eastmere.example", ODO: "odo@social.westfold.example"}


def test_real_answers_are_read_whole(data: Path) -> None:
    """Every status of the recorded answers is kept once, boosts among them."""
    found: dict[str, Post] = {}
    for path in sorted((data / "payloads" / "mastodon").glob("*.json")):
        for item in filter(mastodon.sniff, msgspec.json.decode(path.read_bytes())):
            records = mastodon.read(item, Context())
            found |= {one.post_id: one for one in records if isinstance(one, Post)}
    assert len(found) == 156
    assert Counter(one.kind.value for one in found.values()) == {"post": 145, "repost": 6, "quote": 3, "reply": 2}
