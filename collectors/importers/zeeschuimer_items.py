"""Items of other platforms in Zeeschuimer's files, read by the names their web clients commonly use.

Only what names its id, its author and its time becomes a post; the rest is set aside.
"""

from collections.abc import Iterator
from typing import Any

from collectors.importers.fields import (
    dict_of,
    dicts_of,
    flag_of,
    metrics_of,
    number_of,
    skipped,
    text_of,
    urls_of,
    word_of,
)
from collectors.importers.markup import read as read_markup
from collectors.records import Actor, Item, MetricName, Post, PostKind
from collectors.timestamps import BadTime, Interval, anywhere
from collectors.urls import in_text

_IDS = ("id", "pk", "aweme_id", "cid", "comment_id", "note_id", "code")
_AUTHORS = ("author", "user", "account", "owner", "creator", "pinner")
_AUTHOR_IDS = ("id", "pk", "uid", "user_id", "userId", "uniqueId", "username", "unique_id")
_HANDLES = ("uniqueId", "unique_id", "username", "acct", "screen_name")
_NAMES = ("nickname", "full_name", "display_name", "name")
_TIMES = ("createTime", "create_time", "taken_at", "created_at", "creationTs", "timestamp", "created", "time")
_TEXTS = ("desc", "caption.text", "caption", "text", "content", "body", "title", "description", "grid_title")
_METRICS: tuple[tuple[MetricName, tuple[str, ...]], ...] = (
    ("likes", ("stats.diggCount", "statistics.digg_count", "like_count", "favourites_count", "digg_count")),
    ("reposts", ("stats.shareCount", "statistics.share_count", "reblogs_count", "reshare_count")),
    ("replies", ("stats.commentCount", "statistics.comment_count", "comment_count", "replies_count")),
    ("views", ("stats.playCount", "statistics.play_count", "play_count", "view_count")),
)


def post_of(data: dict[str, Any], platform: str, comment: bool) -> Iterator[Item]:
    """Yield the author and the post of an item."""
    number, author, at = _first(data, _IDS), _author(data), _time(data)
    if number is None or author is None or at is None:
        reason = "unknown platform item" if number is None or author is None else "no time"
        yield skipped(reason, f"{platform} {number or ''}".strip())
        return
    actor_id = f"{platform}:{author}"
    yield _actor(dict_of(next((data[name] for name in _AUTHORS if data.get(name)), None)), actor_id, platform)
    words = next((text for name in _TEXTS if (text := text_of(_at(data, name)))), "")
    body = read_markup(words) if words.startswith("<") else None
    text = body.text if body else words
    yield Post(
        post_id=f"{platform}:{number}",
        platform=platform,
        actor_id=actor_id,
        kind=PostKind.COMMENT if comment else PostKind.POST,
        published_lo=at.lo,
        published_hi=at.hi,
        published_source="platform",
        text=text or None,
        url=_address(data, platform, number),
        urls=urls_of((*(body.links if body else ()), *in_text(text))),
        tags=_tags(data),
        metrics=metrics_of((name, _first(data, places)) for name, places in _METRICS),
    )


def _at(data: dict[str, Any], place: str) -> Any:
    """Return what stands at a dotted place, or None."""
    value: Any = data
    for name in place.split("."):
        value = dict_of(value).get(name)
    return value


def _first(data: dict[str, Any], places: tuple[str, ...]) -> str | None:
    return next((found for place in places if (found := word_of(_at(data, place)))), None)


def _author(data: dict[str, Any]) -> str | None:
    for name in _AUTHORS:
        held = data.get(name)
        found = _first(held, _AUTHOR_IDS) if isinstance(held, dict) else word_of(held)
        if found:
            return found
    return None


def _time(data: dict[str, Any]) -> Interval | None:
    for name in _TIMES:
        try:
            return anywhere(data.get(name), None)
        except BadTime:
            continue
    return None


def _actor(node: dict[str, Any], actor_id: str, platform: str) -> Actor:
    return Actor(
        actor_id=actor_id,
        platform=platform,
        handle=_first(node, _HANDLES),
        name=_first(node, _NAMES),
        followers=number_of(node.get("follower_count") or node.get("followers_count")),
        verified=flag_of(node.get("verified") or node.get("is_verified")),
    )


def _address(data: dict[str, Any], platform: str, number: str) -> str | None:
    name, code = _first(dict_of(data.get("author")), _HANDLES), word_of(data.get("code"))
    if platform == "tiktok" and name:
        return f"https://www.tiktok.com/@{name}/video/{number}"
    if platform == "instagram" and code:
        return f"https://www.instagram.com/p/{code}/"
    address = text_of(data.get("url"))
    return address if address and address.startswith(("http://", "https://")) else None


def _tags(data: dict[str, Any]) -> tuple[str, ...]:
    named = [*(one.get("hashtagName") for one in dicts_of(data.get("textExtra")))]
    named += [one.get("hashtag_name") for one in dicts_of(data.get("text_extra"))]
    named += [one.get("name") for one in dicts_of(data.get("tags"))]
    return tuple(dict.fromkeys(tag for one in named if (tag := text_of(one))))
