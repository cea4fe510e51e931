"""Answers of the YouTube Data API v3: videos, search results, items of playlists, comments with their replies."""

import html
import re
from collections.abc import Iterator
from typing import Any

from collectors.importers.base import Context, Format
from collectors.importers.fields import (
    dict_of,
    dicts_of,
    list_of,
    metrics_of,
    moment_of,
    skipped,
    text_of,
    urls_of,
    word_of,
)
from collectors.records import Actor, Item, Media, Other, Post, PostKind, Reference
from collectors.timestamps import BadTime, parse
from collectors.urls import in_text

_VIDEOS = frozenset({"youtube#video", "youtube#searchResult", "youtube#playlistItem"})
_COMMENTS = frozenset({"youtube#comment", "youtube#commentThread"})
_PLAIN_TEXT = re.compile(r"<br\s*/?>", re.IGNORECASE)


def sniff(item: Any) -> bool:
    """Tell whether an item is an answer of the interface or one of its resources."""
    return isinstance(item, dict) and str(item.get("kind", "")).startswith("youtube#")


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the videos, comments, channels of an answer."""
    item = dict_of(item)
    listed = item.get("items")
    for one in dicts_of(listed) if isinstance(listed, list) else [item]:
        kind = word_of(one.get("kind"))
        if kind in _VIDEOS:
            yield from _video(one, context)
        elif kind == "youtube#commentThread":
            yield from _thread(one, context)
        elif kind == "youtube#comment":
            yield from _comment(one, context)
        elif kind == "youtube#channel":
            yield from _channel(one, context)
        else:
            yield Other(kind=str(kind or "unknown").removeprefix("youtube#"))
    if isinstance(listed, list):
        yield Other(kind="answer")


def _video(one: dict[str, Any], context: Context) -> Iterator[Item]:
    snippet, details = dict_of(one.get("snippet")), dict_of(one.get("contentDetails"))
    native, given = _video_id(one), details.get("videoPublishedAt") or snippet.get("publishedAt")
    if native is None and one.get("kind") == "youtube#searchResult":
        yield Other(kind="channel or playlist")
        return
    channel = word_of(snippet.get("videoOwnerChannelId")) or word_of(snippet.get("channelId"))
    at = _moment(given)
    if native is None or channel is None or at is None:
        yield skipped("no id" if native is None else "no author" if channel is None else "no time", native or "")
        return
    text, counts = text_of(snippet.get("description")), dict_of(one.get("statistics"))
    name = text_of(snippet.get("videoOwnerChannelTitle")) or text_of(snippet.get("channelTitle"))
    yield Actor(actor_id=f"youtube:{channel}", platform="youtube", name=_unescaped(name))
    yield Post(
        post_id=f"youtube:{native}",
        platform="youtube",
        actor_id=f"youtube:{channel}",
        kind=PostKind.POST,
        published_lo=at,
        published_hi=at,
        published_source="platform",
        text=text,
        title=_unescaped(text_of(snippet.get("title"))),
        lang=word_of(snippet.get("defaultAudioLanguage")) or word_of(snippet.get("defaultLanguage")),
        url=f"https://www.youtube.com/watch?v={native}",
        urls=urls_of(in_text(text or "")),
        tags=tuple(dict.fromkeys(tag for tag in map(text_of, list_of(snippet.get("tags"))) if tag)),
        media=(Media(kind="video", url=f"https://www.youtube.com/watch?v={native}"),),
        metrics=metrics_of(
            (
                ("views", counts.get("viewCount")),
                ("likes", counts.get("likeCount")),
                ("replies", counts.get("commentCount")),
            ),
            context.retrieved_at,
        ),
    )  # fmt: skip


def _video_id(one: dict[str, Any]) -> str | None:
    held = one.get("id")
    if isinstance(held, dict):
        return word_of(held.get("videoId"))
    if one.get("kind") == "youtube#playlistItem":
        resource = dict_of(dict_of(one.get("snippet")).get("resourceId"))
        return word_of(dict_of(one.get("contentDetails")).get("videoId")) or word_of(resource.get("videoId"))
    return word_of(held)


def _thread(one: dict[str, Any], context: Context) -> Iterator[Item]:
    snippet = dict_of(one.get("snippet"))
    yield from _comment(dict_of(snippet.get("topLevelComment")), context, snippet.get("totalReplyCount"))
    for reply in dicts_of(dict_of(one.get("replies")).get("comments")):
        yield from _comment(reply, context)


def _comment(one: dict[str, Any], context: Context, replies: Any = None) -> Iterator[Item]:
    snippet = dict_of(one.get("snippet"))
    native, video = word_of(one.get("id")), word_of(snippet.get("videoId"))
    author = word_of(dict_of(snippet.get("authorChannelId")).get("value"))
    at = _moment(snippet.get("publishedAt"))
    if native is None or author is None or at is None:
        yield skipped("no id" if native is None else "no author" if author is None else "no time", native or "")
        return
    parent = word_of(snippet.get("parentId")) or (native.rpartition(".")[0] if "." in native else None) or video
    text = text_of(snippet.get("textOriginal")) or _plain(text_of(snippet.get("textDisplay")))
    edited = _moment(snippet.get("updatedAt"))
    handle = text_of(snippet.get("authorDisplayName"))
    yield Actor(actor_id=f"youtube:{author}", platform="youtube", handle=handle)
    yield Post(
        post_id=f"youtube:{native}",
        platform="youtube",
        actor_id=f"youtube:{author}",
        kind=PostKind.COMMENT,
        published_lo=at,
        published_hi=at,
        published_source="platform",
        text=text,
        url=f"https://www.youtube.com/watch?v={video}&lc={native}" if video else None,
        conversation_id=f"youtube:{video}" if video else None,
        edited_at=edited if edited is not None and edited > at else None,
        references=(Reference(kind="reply", target_post_id=f"youtube:{parent}"),) if parent else (),
        urls=urls_of(in_text(text or "")),
        metrics=metrics_of((("likes", snippet.get("likeCount")), ("replies", replies)), context.retrieved_at),
    )


def _channel(one: dict[str, Any], context: Context) -> Iterator[Item]:
    snippet, counts = dict_of(one.get("snippet")), dict_of(one.get("statistics"))
    if native := word_of(one.get("id")):
        followers = metrics_of((("followers", counts.get("subscriberCount")),))
        yield Actor(
            actor_id=f"youtube:{native}",
            platform="youtube",
            handle=text_of(snippet.get("customUrl")),
            name=text_of(snippet.get("title")),
            followers=followers[0].value if followers else None,
            created_at=moment_of(snippet.get("publishedAt")),
            observed_at=context.retrieved_at,
        )
    yield Other(kind="user")


def _moment(value: Any) -> int | None:
    try:
        return parse(value, None).lo
    except BadTime:
        return None


def _unescaped(text: str | None) -> str | None:
    """Return a title as it reads; search results come with HTML's escapes."""
    return html.unescape(text) if text else None


def _plain(text: str | None) -> str | None:
    if text is None:
        return None
    return html.unescape(re.sub(r"<[^<>]*>", "", _PLAIN_TEXT.sub("\n", text)))


FORMATS = (Format(name="youtube", version=1, container="json", sniff=sniff, read=read),)
