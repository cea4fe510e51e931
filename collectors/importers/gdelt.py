"""GDELT's Global Knowledge Graph 2.1: 27 tab-separated columns a line, one line an article.

A line says when GDELT saw the article (its 15-minute batch) and, for half of them, what time the page gives. The
article is as old as the page says, and was there no later than the batch.
"""

import html
import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any, NamedTuple

from collectors.importers.base import Context, Format
from collectors.importers.fields import skipped, text_of, urls_of
from collectors.records import Actor, Item, Media, Post, PostKind
from collectors.timestamps import DAY, HOUR, BadTime, Interval, parse
from collectors.urls import canonical

COLUMNS = 27
SEEN_WITHIN = 3 * DAY
_UNSTATED_ZONE = 14 * HOUR
_RECORD_ID = re.compile(r"\d{14}-T?\d+", re.ASCII)
_NEXT_LINK = re.compile(r";(?=https?://)", re.IGNORECASE)
_SOURCE_LANGUAGE = re.compile(r"srclc:([a-z]{3})")
_WEB = "1"
_LANGUAGES = {
    **{"ara": "ar", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "hin": "hi", "ita": "it", "jpn": "ja"},
    **{"kaz": "kk", "kir": "ky", "kor": "ko", "mon": "mn", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es"},
    **{"tgk": "tg", "tur": "tr", "uig": "ug", "ukr": "uk", "urd": "ur", "uzb": "uz", "vie": "vi", "zho": "zh"},
}


class _When(NamedTuple):
    at: Interval
    source: str


def sniff(item: Any) -> bool:
    """Tell whether a line has the columns and the record number of the knowledge graph."""
    return isinstance(item, list) and len(item) == COLUMNS and _RECORD_ID.fullmatch(str(item[0])) is not None


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the article of a line and its outlet; documents that are not web pages are set aside."""
    if not isinstance(item, list) or len(item) != COLUMNS or not all(isinstance(one, str) for one in item):
        yield skipped("not a line of 27 columns", item)
        return
    page = canonical(item[4].strip())
    if item[2].strip() != _WEB:
        yield skipped("not a web page", item[4])
    elif page is None:
        yield skipped("no web address", item[4])
    else:
        yield from _article(item, page.url, page.domain)


def _article(line: list[str], address: str, domain: str) -> Iterator[Item]:
    when = _when(line[1], _extra(line, "PRECISEPUBTIMESTAMP"))
    if when is None:
        yield skipped("no time", line[0])
        return
    outlet = f"web:{domain}"
    yield Actor(actor_id=outlet, platform="web", handle=domain, name=text_of(line[3]))
    language = _SOURCE_LANGUAGE.search(line[25])
    yield Post(
        post_id=f"web:{address}",
        platform="web",
        actor_id=outlet,
        kind=PostKind.ARTICLE,
        published_lo=when.at.lo,
        published_hi=when.at.hi,
        published_source=when.source,
        title=text_of(_extra(line, "TITLE")),
        lang=_LANGUAGES.get(language[1], language[1]) if language else None,
        url=line[4].strip(),
        urls=urls_of(_NEXT_LINK.split(_extra(line, "LINKS"))),
        media=(Media(kind="photo", url=line[18].strip()),) if line[18].strip() else (),
    )


def _extra(line: list[str], name: str) -> str:
    """Return one of the extras that the last column holds as XML, or nothing."""
    _, _, rest = line[26].partition(f"<PAGE_{name}>")
    value, closing, _ = rest.partition(f"</PAGE_{name}>")
    return html.unescape(value).strip() if closing else ""


def _when(batch: str, page: str) -> _When | None:
    """Return from the page's time to the batch; without a page's time, from a fixed bound before the batch.

    GDELT passes the page's time on without its zone, so that it may lie after the batch; a midnight is a bare date.
    """
    try:
        seen = parse(batch, UTC).lo
    except BadTime:
        return None
    try:
        claimed = parse(page, UTC).lo
    except BadTime:
        return _When(Interval(seen - SEEN_WITHIN, seen), "seen")
    if claimed > seen or claimed % DAY == 0:
        claimed -= _UNSTATED_ZONE
    return (
        _When(Interval(claimed, seen), "page") if claimed <= seen else _When(Interval(seen - SEEN_WITHIN, seen), "seen")
    )


FORMATS = (Format(name="gdelt", version=1, container="tsv", sniff=sniff, read=read),)
