"""A raw item of any format loses what is forgotten and nothing else."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from collectors import importers
from collectors.entries import Entry
from collectors.importers.base import Context, Format
from collectors.records import Post
from collectors.screening.lines import MARKER, clean_line, screened
from collectors.screening.records import is_gone_post
from collectors.screening.secrets import Hints, Secrets
from collectors.screening.words import cleaned
from collectors.sources import first_items
from collectors.sources.items import decode, unwrap, wrap

FORMATS = {one.name: one for one in importers.formats() if one.container == "json"}
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>North Times</title>
<item><title>Market to close</title><link>https://north.example/2024/market</link>
<pubDate>Wed, 01 May 2024 10:00:00 +0000</pubDate></item>
<item><title>Rain</title><link>https://north.example/2024/rain</link><pubDate>Wed, 01 May 2024 11:00:00 +0000</pubDate>
<description>After https://www.north.example/2024/market?utm_source=x it rained.</description></item></channel></rss>"""


def tweet(number: int, author: str = "501") -> dict[str, str]:
    id_ = f"170000000000000000{number}"
    return {"id": id_, "author_id": author, "text": f"word {number}", "created_at": "2024-05-01T08:00:00.000Z"}


def posts_of(value: Any, format: Format) -> dict[str, Post]:
    return {one.post_id: one for one in format.read(value, Context()) if isinstance(one, Post)}


def test_a_forgotten_article_leaves_its_feed() -> None:
    """The other entries stay as they were; an address that led to it becomes a placeholder."""
    rss = next(one for one in importers.formats() if one.name == "rss")
    line = clean_line(wrap(FEED.encode()), rss, Context(), {"web:north.example/2024/market"}.__contains__)
    text = unwrap(line).decode()  # type: ignore[union-attr]
    assert "north.example/2024/market" not in text and "Market to close" not in text
    assert list(posts_of(text, rss)) == ["web:north.example/2024/rain"]
    assert "After [forgotten] it rained." in text


def test_an_item_of_forgotten_posts_alone_becomes_a_marker() -> None:
    """The marker says why there is nothing, and nothing else."""
    status = {"data": tweet(1)}
    gone = {"x:501"}.__contains__
    assert clean_line(json.dumps(status).encode(), FORMATS["twitter_v2"], Context(), gone) == MARKER
    assert json.loads(MARKER) == {"$forgotten": {"reason": "forgotten"}}


def test_a_line_without_them_stays_to_the_byte() -> None:
    """Spaces, order and escapes are kept where nothing has to go."""
    line = json.dumps({"data": [tweet(1)]}, indent=None, separators=(" , ", " : ")).replace("w", "\\u0077").encode()
    assert clean_line(line, FORMATS["twitter_v2"], Context(), {"x:77"}.__contains__) is line


def items(data: Path) -> list[tuple[str, Any]]:
    """Return the real payloads: each as the name of its format and its decoded value."""
    found = []
    for path in sorted((data / "payloads").rglob("*.json*")):
        for value in first_items(str(path), 40):
            format = next((one for one in FORMATS.values() if one.sniff(value)), None)
            if format is not None and posts_of(value, format):
                found.append((format.name, value))
    return found


def test_real_payloads_lose_just_what_is_forgotten(data: Path) -> None:
    """For posts and authors drawn from real answers: none is left, and a cut item gives the other posts, no more."""
    draw = random.Random(7)
    cut = 0
    for name, value in items(data):
        format = FORMATS[name]
        before = posts_of(value, format)
        chosen = before[draw.choice(sorted(before))]
        gone = {chosen.post_id if draw.random() < 0.5 else chosen.actor_id}
        line = clean_line(json.dumps(value, ensure_ascii=False).encode(), format, Context(), gone.__contains__)
        native = next(iter(gone)).partition(":")[2]
        assert not Secrets([native]).are_in(line.decode())
        if line == MARKER:
            continue
        cut += 1
        stay = {one for one, post in before.items() if not is_gone_post(post, gone.__contains__)}
        assert set(posts_of(decode(line), format)) == stay
    assert cut > 20


CHANNEL = {"_": "PeerChannel", "channel_id": 99123}
MESSAGES = {
    "messages": [
        {"_": "Message", "id": n, "peer_id": CHANNEL, "date": 1714550000 + n, "message": f"word {n}"}
        for n in range(1, 5)
    ]
}


@pytest.mark.parametrize("value", [{"data": [tweet(n) for n in range(4)]}, MESSAGES], ids=["x", "telegram"])
def test_screening_a_page_keeps_its_posts_for_the_import(value: dict[str, Any]) -> None:
    """Whatever becomes of the raw page, the posts of others are read from what came in."""
    format = next(one for one in FORMATS.values() if one.sniff(value))
    ids = sorted(posts_of(value, format))
    assert len(ids) == 4
    entry = Entry(json.dumps(value).encode(), value, format, "", "file", Context())
    kept = screened(entry, {ids[1]}.__contains__)
    assert kept.format is not None
    read = list(kept.format.read(kept.value, kept.context))
    assert [one.post_id for one in read if isinstance(one, Post)] == [one for one in ids if one != ids[1]]
    assert sorted(posts_of(decode(kept.line), format)) == [one for one in ids if one != ids[1]]


def test_names_and_addresses_in_words() -> None:
    """Handles count whatever their case, addresses whatever their tracking; what only looks alike stays."""
    gone = {"x:marta_k", "x:1700000000000000001", "web:north.example/2024/market"}.__contains__
    said = "@Marta_K, @marta_kay and marta_k: twitter.com/a/status/1700000000000000001?s=20 http://m.north.example/2024/market/"
    assert cleaned(said, gone, {"x"}) == "@[forgotten], @marta_kay and marta_k: [forgotten] [forgotten]"


def test_secrets_stand_as_words_of_their_own() -> None:
    """A number inside a longer one is another number; what is too short is passed over; the length cut holds."""
    secrets = Secrets(["123456", "ab", "host.example/a-b", "x" * 90])
    assert secrets.are_in("id 123456.") and secrets.are_in("http://host.example/a-b?c") and secrets.are_in("x" * 81)
    assert not secrets.are_in("1234567") and not secrets.are_in("ab") and not secrets.are_in("a0123456")
    assert Hints(["123456"]).may_be_in(b'{"id":123456}') and not Hints(["123456"]).may_be_in(b'{"id":1234567}')
    assert Hints(["\u0436\u0436"]).may_be_in(b"anything")
