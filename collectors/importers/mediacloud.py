"""Stories of Media Cloud's search: address, title, outlet, language, and a publication date that is a guess.

{"stories": [{id, url, title, publish_date, indexed_date, language, media_name, media_url}], "pagination_token"}
"""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from collectors.importers.base import Context, Format
from collectors.importers.fields import dict_of, dicts_of, skipped, text_of
from collectors.records import Actor, Item, Other, Post, PostKind
from collectors.timestamps import DAY, BadTime, Interval, anywhere, parse
from collectors.urls import canonical

SEEN_WITHIN = 30 * DAY


def sniff(item: Any) -> bool:
    """Tell whether an item is a page of stories, or a story."""
    stories = item.get("stories") if isinstance(item, dict) else None
    if isinstance(stories, list):
        return all(_is_story(one) for one in stories[:3])
    return _is_story(item)


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the stories of a page and their outlets."""
    listed = dict_of(item).get("stories")
    for story in dicts_of(listed) if isinstance(listed, list) else [dict_of(item)]:
        yield from _story(story)
    if isinstance(listed, list):
        yield Other(kind="answer")


def _is_story(value: Any) -> bool:
    return isinstance(value, dict) and {"url", "media_name", "publish_date", "title"} <= value.keys()


def _story(story: dict[str, Any]) -> Iterator[Item]:
    address = text_of(story.get("url"))
    page = canonical(address) if address else None
    at = _when(story)
    if page is None or at is None:
        yield skipped("no web address" if page is None else "no time", address)
        return
    outlet = f"web:{page.domain}"
    yield Actor(actor_id=outlet, platform="web", handle=page.domain, name=text_of(story.get("media_name")))
    yield Post(
        post_id=f"web:{page.url}",
        platform="web",
        actor_id=outlet,
        kind=PostKind.ARTICLE,
        published_lo=at.lo,
        published_hi=at.hi,
        published_source="seen",
        text=text_of(story.get("text")),
        title=text_of(story.get("title")),
        lang=text_of(story.get("language")),
        url=address,
    )


def _when(story: dict[str, Any]) -> Interval | None:
    """Return from the guessed day to the moment of indexing: the guess is a lower end, the indexing is certain.

    Media Cloud's own check finds 87 dates in a hundred right, so the guess never moves the upper end.
    """
    guessed, indexed = _time(story.get("publish_date")), _seen(story.get("indexed_date"))
    if indexed is None:
        return guessed
    if guessed is None or guessed.lo > indexed:
        return Interval(indexed - SEEN_WITHIN, indexed)
    return Interval(guessed.lo, indexed)


def _time(value: Any) -> Interval | None:
    try:
        return anywhere(value, None)
    except BadTime:
        return None


def _seen(value: Any) -> int | None:
    try:
        return parse(value, UTC).hi
    except BadTime:
        return None


FORMATS = (Format(name="mediacloud", version=1, container="json", sniff=sniff, read=read),)
