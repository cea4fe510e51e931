"""Feeds of articles: RSS 2.0, RSS 1.0 (RDF) and Atom, whole or damaged.

document --parse--> entries          broken document --cut at <item> and <entry>--> the entries that are whole
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.entities import name2codepoint
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, XMLParser
from zoneinfo import ZoneInfo

from collectors.importers.base import Context, Format
from collectors.importers.fields import skipped, text_of, urls_of
from collectors.importers.markup import read as read_markup
from collectors.records import Actor, Item, Media, MediaKind, Other, Post, PostKind
from collectors.timestamps import DAY, MINUTE, BadTime, Interval, anywhere
from collectors.urls import canonical

OLDEST_IN_FEED = 30 * DAY
_ROOT = re.compile(r"<(?:\w+:)?(rss|RDF|feed)[\s>]")
_OPENING = re.compile(r"<((?:\w+:)?(?:item|entry))(?:\s[^<>]*)?(?<!/)>")
_NAMESPACE = re.compile(r"xmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')")
_HTML_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]+);")
_LONE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = {
    "": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
}
_TIMES = ("published", "pubDate", "issued", "dc:issued", "dc:created", "dc:date", "updated", "modified")
_CHANNEL_TIMES = ("lastBuildDate", "updated", "pubDate", "dc:date")


class _Channel(NamedTuple):
    name: str | None
    lang: str | None
    built: int | None


class _When(NamedTuple):
    at: Interval
    source: str


def sniff(item: Any) -> bool:
    """Tell whether a document is a feed."""
    return isinstance(item, str) and _ROOT.search(item[:4000]) is not None


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the articles of a feed and their outlets; a damaged feed gives those of its entries that are whole.

    A document that declares entities is refused: nothing in it is expanded or fetched.
    """
    if not isinstance(item, str) or ("<!DOCTYPE" in item and "<!ENTITY" in item):
        yield skipped("a feed that declares entities" if isinstance(item, str) else "not a feed")
        return
    root = _parsed(item)
    damaged = 0
    if root is None:
        root, damaged = _recovered(item)
    channel = _channel(root)
    for entry in root.iter():
        if _name(entry) in ("item", "entry"):
            yield from _entry(entry, channel, context.zone)
    for _ in range(damaged):
        yield skipped("malformed XML")
    yield Other(kind="feed")


def _parsed(text: str) -> Element | None:
    try:
        parser = XMLParser()  # noqa: S314 - read() has refused documents that declare entities
        parser.feed(text.lstrip("\ufeff \r\n\t"))
        root: Element = parser.close()
    except (ParseError, ValueError):
        return None
    return root


def _recovered(text: str) -> tuple[Element, int]:
    """Return a tree of the entries that are whole, and how many were not (at least one)."""
    head = text[: match.start()] if (match := _OPENING.search(text)) else text
    spaces = " ".join({one.partition("=")[0].strip(): one for one in _NAMESPACE.findall(head)}.values())
    root = Element("recovered")
    for source in (*_CHANNEL_TIMES, "title", "language"):
        if found := re.search(rf"<({source})>([^<]*)</\1>", head):
            child = Element(source)
            child.text = found[2]
            root.append(child)
    damaged = 0
    for start, end in pieces(text):
        piece = text[start:end]
        tree = _parsed(f"<part {spaces}>{_mended(piece)}</part>") if piece else None
        root.extend(list(tree) if tree is not None else [])
        damaged += tree is None
    return root, max(1, damaged)


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each entry opens and where it ends; the two are equal where it has no end before the next begins."""
    openings = list(_OPENING.finditer(text))
    ends = [*(one.start() for one in openings), len(text)][1:]
    for opening, following in zip(openings, ends, strict=False):
        closing = f"</{opening[1]}>"
        end = text.find(closing, opening.end(), following)
        yield opening.start(), end + len(closing) if end >= 0 else opening.start()


def _mended(text: str) -> str:
    """Return XML in which names of HTML entities, lone ampersands and control characters no longer break it."""
    text = _HTML_ENTITY.sub(lambda m: chr(name2codepoint[m[1]]) if m[1] in name2codepoint else f"&amp;{m[1]};", text)
    return _LONE_AMPERSAND.sub("&amp;", _NOT_XML.sub("\ufffd", text))


def _name(element: Element) -> str | None:
    """Return an element's name with the short prefix of a known namespace; None for those we do not read."""
    space, _, local = element.tag.rpartition("}")
    prefix = _SPACES.get(space.removeprefix("{"))
    return None if prefix is None else prefix + local


def _fields(element: Element) -> dict[str, list[Element]]:
    fields: dict[str, list[Element]] = {}
    for child in element:
        if name := _name(child):
            fields.setdefault(name, []).append(child)
    return fields


def _first(fields: dict[str, list[Element]], *names: str) -> str | None:
    """Return the text of the first of the named fields that has one."""
    for name in names:
        for element in fields.get(name, ()):
            if words := "".join(element.itertext()).strip():
                return text_of(words)
    return None


def _channel(root: Element) -> _Channel:
    inner = next((one for one in root if _name(one) == "channel"), root)
    fields = _fields(inner)
    lang = root.get("{http://www.w3.org/XML/1998/namespace}lang") or _first(fields, "language", "dc:language")
    built = next((at.hi for name in _CHANNEL_TIMES if (at := _time(_first(fields, name), None))), None)
    return _Channel(_first(fields, "title"), lang.partition("-")[0].lower() if lang else None, built)


def _entry(entry: Element, channel: _Channel, zone: ZoneInfo | None) -> Iterator[Item]:
    fields = _fields(entry)
    address = _address(fields)
    page = canonical(address) if address else None
    if address is None or page is None:
        yield skipped("no link", _first(fields, "title"))
        return
    when = _when(fields, channel, zone)
    if when is None:
        yield skipped("no time", address)
        return
    body = read_markup(_body(fields))
    outlet = f"web:{page.domain}"
    yield Actor(actor_id=outlet, platform="web", handle=page.domain, name=channel.name)
    yield Post(
        post_id=f"web:{page.url}",
        platform="web",
        actor_id=outlet,
        kind=PostKind.ARTICLE,
        published_lo=when.at.lo,
        published_hi=when.at.hi,
        published_source=when.source,
        text=text_of(body.text),
        title=text_of(read_markup(_first(fields, "title") or "").text),
        lang=channel.lang,
        url=address,
        edited_at=_edited(fields, when, zone),
        urls=urls_of(body.links),
        tags=_tags(fields),
        media=_media(fields),
    )


def _address(fields: dict[str, list[Element]]) -> str | None:
    """Return where an entry's article stands; feedburner's own link hides it, a guid may stand in for a link."""
    alternate = [
        one for one in fields.get("link", ()) if one.get("href") and one.get("rel", "alternate") == "alternate"
    ]
    permanent = [one for one in fields.get("guid", ()) if one.get("isPermaLink", "true").lower() != "false"]
    candidates = [
        _first(fields, "feedburner:origLink"),
        *(one.get("href") for one in alternate),
        _first(fields, "link"),
        *(one.text for one in permanent),
        _first(fields, "id"),
    ]
    stripped = (one.strip() for one in candidates if one)
    return next((one for one in stripped if one.lower().startswith(("http://", "https://"))), None)


def _body(fields: dict[str, list[Element]]) -> str:
    """Return the longest of an entry's content and summary, as HTML."""
    texts = [
        _inner(one) for name in ("content:encoded", "content", "summary", "description") for one in fields.get(name, ())
    ]
    return max(texts, key=len, default="")


def _inner(element: Element) -> str:
    """Return an element's text; XHTML inside it reads as text with breaks."""
    return "\n".join(part for part in element.itertext() if part.strip()) if len(element) else element.text or ""


def _when(fields: dict[str, list[Element]], channel: _Channel, zone: ZoneInfo | None) -> _When | None:
    """Return the entry's own time; without one, the time before the feed was built."""
    for name in _TIMES:
        if at := _time(_first(fields, name), zone):
            return _When(at, "feed")
    if channel.built is None:
        return None
    return _When(Interval(channel.built - OLDEST_IN_FEED, channel.built), "seen")


def _time(text: str | None, zone: ZoneInfo | None) -> Interval | None:
    """Return the interval of a time of RFC 822 or ISO 8601; without a zone it spans that moment anywhere on Earth."""
    if text is None:
        return None
    try:
        found = _rfc822(text)
        if found is None:
            return anywhere(text, zone)
        at = anywhere(found if ":" in text else found.date(), zone)
    except BadTime:
        return None
    return at if text.count(":") != 1 else Interval(at.lo, at.hi + MINUTE - 1)


def _rfc822(text: str) -> datetime | None:
    """Return the time in a text like `Wed, 01 May 2024 10:00:00 +0500`; `-0000` means UTC."""
    if text[:4].isdigit():
        return None
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if text.endswith("-0000") else found


def _edited(fields: dict[str, list[Element]], when: _When, zone: ZoneInfo | None) -> int | None:
    at = _time(_first(fields, "updated", "modified", "dc:modified"), zone)
    return at.lo if at is not None and at.lo > when.at.hi else None


def _tags(fields: dict[str, list[Element]]) -> tuple[str, ...]:
    named = (
        (one.get("term") or one.text or "").strip()
        for one in (*fields.get("category", ()), *fields.get("dc:subject", ()))
    )
    return tuple(dict.fromkeys(one for one in map(text_of, named) if one))


def _media(fields: dict[str, list[Element]]) -> tuple[Media, ...]:
    attached = [(one.get("url"), one.get("type")) for one in fields.get("enclosure", ())]
    attached += [(one.get("href"), one.get("type")) for one in fields.get("link", ()) if one.get("rel") == "enclosure"]
    kinds: dict[str, MediaKind] = {"image": "photo", "video": "video", "audio": "audio"}
    return tuple(
        Media(kind=kinds.get((type_ or "").partition("/")[0], "other"), url=text_of(url))
        for url, type_ in attached
        if url
    )


FORMATS = (Format(name="rss", version=1, container="xml", sniff=sniff, read=read),)
