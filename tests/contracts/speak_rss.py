"""A feed whose older pages follow by links (RFC 5005)."""

from collections.abc import Sequence
from email.utils import formatdate
from html import escape

from loopback import Answer
from speaking import Sample, Speaker, retry_after

from collectors.platforms.rss import PLATFORM

FEED = "https://north.example/feed"


def page(samples: Sequence[Sample], at: int, following: int | None) -> Answer:
    """Write a feed of RSS 2.0."""
    items = "".join(
        f"<item><title>Port</title><link>https://north.example/2024/s-{one.number}</link>"
        f"<pubDate>{formatdate(one.at // 1000)}</pubDate><description>{escape(escape(one.text))}</description></item>"
        for one in samples
    )
    older = "" if following is None else f'<atom:link rel="next" href="{FEED}?page=p{following}"/>'
    text = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>North Times</title>{older}{items}</channel></rss>"
    )
    return Answer(body=text.encode(), headers={"Content-Type": "application/rss+xml"})


SPEAKER = Speaker(
    platform=PLATFORM,
    targets=lambda count: (FEED,),
    place=lambda asked: None if asked.path == "/robots.txt" else int(asked.query.get("page", "p0").removeprefix("p")),
    aside=lambda asked: Answer(body=b"User-agent: *\nDisallow: /private\n", headers={"Content-Type": "text/plain"}),
    page=page,
    post_id=lambda sample: f"web:north.example/2024/s-{sample.number}",
    limited=retry_after,
    before=1,
)
