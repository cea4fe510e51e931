"""Answers of GDELT's DOC interface (mode ArtList, JSON): address, title and when GDELT saw it, no text.

{"articles": [{url, title, seendate: "20240501T101500Z", domain, language, sourcecountry, socialimage}]}
"""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from collectors.importers.base import Context, Format
from collectors.importers.fields import dict_of, dicts_of, skipped, text_of
from collectors.importers.gdelt import SEEN_WITHIN
from collectors.records import Actor, Item, Media, Other, Post, PostKind
from collectors.timestamps import BadTime, parse
from collectors.urls import canonical

_LANGUAGES = {
    **{"arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "german": "de", "hindi": "hi"},
    **{"italian": "it", "japanese": "ja", "kazakh": "kk", "korean": "ko", "kyrgyz": "ky", "mongolian": "mn"},
    **{"persian": "fa", "polish": "pl", "portuguese": "pt", "russian": "ru", "spanish": "es", "tajik": "tg"},
    **{"turkish": "tr", "uighur": "ug", "uyghur": "ug", "ukrainian": "uk", "urdu": "ur", "uzbek": "uz"},
    **{"vietnamese": "vi"},
}


def sniff(item: Any) -> bool:
    """Tell whether an item is an answer with articles, or one of them."""
    articles = item.get("articles") if isinstance(item, dict) else None
    if isinstance(articles, list):
        return all(_is_article(one) for one in articles[:3])
    return _is_article(item)


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the articles of an answer and their outlets."""
    listed = dict_of(item).get("articles")
    for article in dicts_of(listed) if isinstance(listed, list) else [dict_of(item)]:
        yield from _article(article)
    if isinstance(listed, list):
        yield Other(kind="answer")


def _is_article(value: Any) -> bool:
    return isinstance(value, dict) and {"url", "seendate", "domain"} <= value.keys()


def _article(article: dict[str, Any]) -> Iterator[Item]:
    address = text_of(article.get("url"))
    page = canonical(address) if address else None
    if page is None:
        yield skipped("no web address", address)
        return
    try:
        seen = parse(article.get("seendate"), UTC).lo
    except BadTime:
        yield skipped("no time", article.get("seendate"))
        return
    outlet, picture = f"web:{page.domain}", text_of(article.get("socialimage"))
    language = (text_of(article.get("language")) or "").lower()
    yield Actor(actor_id=outlet, platform="web", handle=page.domain)
    yield Post(
        post_id=f"web:{page.url}",
        platform="web",
        actor_id=outlet,
        kind=PostKind.ARTICLE,
        published_lo=seen - SEEN_WITHIN,
        published_hi=seen,
        published_source="seen",
        title=text_of(article.get("title")),
        lang=_LANGUAGES.get(language, language or None),
        url=address,
        media=(Media(kind="photo", url=picture),) if picture else (),
    )


FORMATS = (Format(name="gdelt_doc", version=1, container="json", sniff=sniff, read=read),)
