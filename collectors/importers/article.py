"""Web pages as the collector of articles keeps them: text, title, author, time, language, links, by trafilatura.

    {"article_page": 1, "url": asked for, "final_url": answered, "retrieved_at": ms, "headers": {...}, "html": "..."}

time: JSON-LD, meta tags, <time>  -->  a moment, a minute or a day, as the page has it
      else trafilatura's own search -->  a day
      else nothing                  -->  some time in the month before the page was fetched ("seen")
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

import msgspec

from collectors.errors import RequestError
from collectors.importers.base import Context, Format
from collectors.importers.fields import dict_of, list_of, number_of, skipped, text_of, urls_of
from collectors.records import Actor, Item, Media, Other, Post, PostKind
from collectors.timestamps import DAY, BadTime, Interval, anywhere
from collectors.urls import canonical

MARK = "article_page"
SEEN_WITHIN = 30 * DAY
_SHORTEST = 80
_DATES = {"outputformat": "%Y-%m-%dT%H:%M:%S%z", "original_date": True, "extensive_search": False}
_META = (
    ("property", "article:published_time"), ("property", "og:article:published_time"), ("itemprop", "datePublished"),
    ("name", "article:published_time"), ("name", "pubdate"), ("name", "publishdate"), ("name", "date"),
    ("name", "DC.date.issued"), ("name", "dcterms.created"), ("name", "parsely-pub-date"),
)  # fmt: skip
_EDITED = (("property", "article:modified_time"), ("itemprop", "dateModified"))


class _Named(NamedTuple):
    """What the page's data for machines says: times, an edition, the address it claims, what it is based on, title."""

    published: str | None
    edited: str | None
    canonical: str | None
    sources: tuple[str, ...]
    lang: str | None
    picture: str | None
    title: str | None


def sniff(item: Any) -> bool:
    """Tell whether an item is a page that the collector kept."""
    return isinstance(item, dict) and MARK in item and isinstance(item.get("html"), str)


def check(item: Any, context: Context) -> None:
    """Refuse the request where the library that reads pages is missing."""
    try:
        import trafilatura  # noqa: F401
    except ImportError:
        raise RequestError(
            "Reading web pages needs trafilatura, which is missing: pip install 'whence[articles]'."
        ) from None


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the article and its outlet; a page without a text of its own is set aside."""
    item = dict_of(item)
    asked, answered = text_of(item.get("url")), text_of(item.get("final_url")) or text_of(item.get("url"))
    html, fetched = text_of(item.get("html")), number_of(item.get("retrieved_at"))
    if asked is None or answered is None or html is None or fetched is None or canonical(answered) is None:
        yield skipped("not an archived page", asked)
        return
    found = _extracted(html, answered)
    if found is None or len(found.text or "") < _SHORTEST:
        yield skipped("page without an article", asked)
        yield Other(kind="page")
        return
    yield from _article(found, _named(html, answered), asked, answered, fetched)


def _extracted(html: str, address: str) -> Any:
    import trafilatura

    return trafilatura.bare_extraction(
        html,
        url=address,
        include_comments=False,
        include_links=True,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )


def _article(found: Any, named: _Named, asked: str, answered: str, fetched: int) -> Iterator[Item]:
    page = _own_page(answered, named.canonical)
    at, source = _when(named, found.date, fetched)
    outlet = f"web:{page.domain}"
    yield Actor(
        actor_id=outlet, platform="web", handle=page.domain, name=text_of(found.sitename) if found.sitename else None
    )
    yield Post(
        post_id=f"web:{page.url}",
        platform="web",
        actor_id=outlet,
        kind=PostKind.ARTICLE,
        published_lo=at.lo,
        published_hi=at.hi,
        published_source=source,
        text=_text(found.body),
        title=named.title or text_of(found.title),
        lang=text_of(found.language) or named.lang,
        url=asked,
        edited_at=_edited(named, at),
        urls=urls_of(_links(found.body, answered, named.sources)),
        tags=tuple(dict.fromkeys(one for one in map(text_of, [*(found.tags or ()), *(found.categories or ())]) if one)),
        media=(Media(kind="photo", url=named.picture),) if named.picture else (),
    )


def _own_page(answered: str, claimed: str | None) -> Any:
    """Return the page under the address that it claims, if that is an article of its domain; else as it answered."""
    here = canonical(answered)
    there = canonical(urljoin(answered, claimed)) if claimed else None
    return there if there and here and there.domain == here.domain and there.article else here


def _text(body: Any) -> str | None:
    """Return the text by paragraphs, as the page shows it: without the addresses of links."""
    blocks = (" ".join("".join(block.itertext()).split()) for block in body)
    return text_of("\n".join(block for block in blocks if block))


def _links(body: Any, address: str, sources: tuple[str, ...]) -> Iterator[str]:
    """Yield where the text leads, not to the page itself; then what the page names as its sources."""
    here = canonical(address)
    for target in (*(one.get("target") for one in body.iter("ref")), *sources):
        whole = urljoin(address, target) if target else ""
        page = canonical(whole) if whole else None
        if page is not None and page != here:
            yield whole


def _when(named: _Named, guessed: str | None, fetched: int) -> tuple[Interval, str]:
    """Return the time of publication, never after the page was fetched."""
    for text in (named.published, (guessed or "")[:10] or None):
        try:
            at = anywhere(text, None)
        except BadTime:
            continue
        if at.lo <= fetched:
            return Interval(at.lo, min(at.hi, fetched)), "page"
    return Interval(fetched - SEEN_WITHIN, fetched), "seen"


def _edited(named: _Named, at: Interval) -> int | None:
    try:
        edited = anywhere(named.edited, None).lo
    except BadTime:
        return None
    return edited if edited > at.hi else None


def _named(html: str, address: str) -> _Named:
    from lxml import html as parser

    try:
        tree = parser.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html))
    except Exception:  # a page that lxml gives up on has a text all the same
        return _Named(None, None, None, (), None, None, None)
    data = [one for script in tree.iterfind(".//script[@type='application/ld+json']") for one in _objects(script.text)]
    lang = tree.get("lang") or next((one.get("lang") for one in tree.iter("html")), None)
    return _Named(
        published=_first(data, "datePublished") or _meta(tree, _META) or _time_tag(tree),
        edited=_first(data, "dateModified") or _meta(tree, _EDITED),
        canonical=next((one.get("href") for one in tree.iterfind(".//link[@rel='canonical']")), None),
        sources=tuple(_sources(data)),
        lang=lang.partition("-")[0].lower() if lang else None,
        picture=_meta(tree, (("property", "og:image"),)),
        title=_meta(tree, (("property", "og:title"),)),
    )


def _objects(text: str | None) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD, those in a graph included."""
    try:
        found = msgspec.json.decode((text or "").strip().encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return
    for one in list_of(found) or [found]:
        if isinstance(one, dict):
            yield one
            yield from (inner for inner in list_of(one.get("@graph")) if isinstance(inner, dict))


def _first(data: list[dict[str, Any]], name: str) -> str | None:
    return next((found for one in data if (found := text_of(one.get(name)))), None)


def _sources(data: list[dict[str, Any]]) -> Iterator[str]:
    for one in data:
        for name in ("isBasedOn", "isBasedOnUrl", "citation"):
            for held in list_of(one.get(name)) or [one.get(name)]:
                address = text_of(held) or text_of(dict_of(held).get("url")) or text_of(dict_of(held).get("@id"))
                if address and address.startswith(("http://", "https://")):
                    yield address


def _meta(tree: Any, names: tuple[tuple[str, str], ...]) -> str | None:
    for attribute, name in names:
        for one in tree.iterfind(f".//meta[@{attribute}='{name}']"):
            if found := text_of((one.get("content") or "").strip()):
                return found
    return None


def _time_tag(tree: Any) -> str | None:
    """Return the only time that the page marks up; of several nobody knows which is its own."""
    found = {one.get("datetime") for one in tree.iter("time") if one.get("datetime")}
    return next(iter(found)) if len(found) == 1 else None


FORMATS = (Format(name="article", version=1, container="json", sniff=sniff, read=read, check=check),)
