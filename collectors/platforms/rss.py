"""Feeds by their addresses: asked for only if they changed, older pages where a feed names them (RFC 5005)."""

from dataclasses import replace
from typing import Any

import msgspec

from collectors.platforms.base import Access, Ask, Changed, Kind, Need, Page, Platform, Rate
from collectors.sites import Sites, host_of

_UNCHANGED = 304
_LARGEST = 16 << 20


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a feed stands: the older page to ask for, else what its first page said about its edition."""

    next: str | None = None
    etag: str | None = None
    modified: str | None = None


class Feeds:
    """A reader of feeds."""

    def __init__(self, access: Access) -> None:
        import feedparser

        self._parse = feedparser.parse
        self._sites = Sites(replace(access, largest=_LARGEST), access.secrets.get("CONTACT", ""))

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Ask for a feed, or for its next older page; an unchanged feed is an empty page."""
        at = msgspec.json.decode(cursor, type=Place) if cursor else Place()
        url = at.next or ask.target
        answer = self._sites.get(url, {} if at.next else _conditions(at))
        if answer.status == _UNCHANGED:
            return Page(body=b"", format="rss", cursor=cursor, more=False, source=url)
        parsed: Any = self._parse(answer.body, response_headers={"content-location": url})
        if not parsed.version and not parsed.entries:
            raise Changed(answer.body, f"{host_of(url)} has no feed there")
        edition = Place(
            etag=at.etag if at.next else answer.headers.get("etag"),
            modified=at.modified if at.next else answer.headers.get("last-modified"),
        )
        older = _older(parsed.feed)
        following = msgspec.structs.replace(edition, next=older)
        return Page(
            body=answer.body,
            format="rss",
            cursor=msgspec.json.encode(following).decode() if following != Place() else None,
            more=older is not None,
            source=url,
        )

    def close(self) -> None:
        """Let go of connections."""
        self._sites.close()


def _older(feed: Any) -> str | None:
    """Return the address of the older page that a feed names."""
    links = [one for one in feed.get("links", ()) if one.get("rel") in ("prev-archive", "next") and one.get("href")]
    return links[0]["href"] if links else None


def _conditions(at: Place) -> dict[str, str]:
    named = {"If-None-Match": at.etag, "If-Modified-Since": at.modified}
    return {name: value for name, value in named.items() if value}


PLATFORM = Platform(
    name="rss",
    version=1,
    kinds=(
        Kind(
            name="feeds",
            target="the address of a feed",
            rate=Rate(requests=1, seconds=2),
            bucket=lambda ask: host_of(ask.target),
            follows=True,
            many_sites=True,
        ),
    ),
    needs=(Need(name="CONTACT", what="who is asking, shown to sites: a mail address", secret=False, required=False),),
    connect=Feeds,
    extra="rss",
)
