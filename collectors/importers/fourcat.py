"""CSV files of 4CAT: its common columns, and those of its sources for X, Telegram, TikTok, Instagram and Bluesky.

The file does not say its platform: columns that one source alone has do, else the host of a link, else the file's name.
"""

import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from collectors.ids import is_scientific
from collectors.importers.base import Context, Format
from collectors.importers.fields import kind_of, metrics_of, moment_of, number_of, skipped, text_of, urls_of, word_of
from collectors.records import Actor, Item, MetricName, Post, Reference
from collectors.timestamps import BadTime, Interval, parse
from collectors.urls import in_text, platform_post

_MARKS = (
    ("is_retweet", "x"),
    ("author_forwarded_from_name", "telegram"),
    ("forwarded_name", "telegram"),
    ("tiktok_url", "tiktok"),
    ("replied_to_post", "bluesky"),
    ("tg_chat", "telegram"),
)
_HOSTS = {
    **{"x.com": "x", "twitter.com": "x", "t.me": "telegram", "bsky.app": "bluesky", "tiktok.com": "tiktok"},
    **{"instagram.com": "instagram", "reddit.com": "reddit", "youtube.com": "youtube", "vk.com": "vk"},
    **{"facebook.com": "facebook", "threads.net": "threads", "threads.com": "threads", "linkedin.com": "linkedin"},
}
_FILES = (
    *(("twitter", "x"), ("telegram", "telegram"), ("tiktok", "tiktok"), ("instagram", "instagram")),
    *(("bsky", "bluesky"), ("bluesky", "bluesky"), ("reddit", "reddit"), ("4chan", "4chan"), ("8chan", "8chan")),
    *(("vk", "vk"), ("youtube", "youtube"), ("facebook", "facebook"), ("gab", "gab"), ("threads", "threads")),
)
_LINKS = ("link", "post_url", "tiktok_url", "url", "permalink")
_METRICS: tuple[tuple[MetricName, tuple[str, ...]], ...] = (
    ("likes", ("like_count", "likes", "num_likes", "favorite_count")),
    ("reposts", ("retweet_count", "repost_count", "shares", "forwards")),
    ("replies", ("reply_count", "comments", "num_comments")),
    ("quotes", ("quote_count",)),
    ("views", ("impression_count", "views", "plays", "view_count")),
)
_HOST = re.compile(r"https?://(?:www\.|m\.|old\.)?([^/:?#]+)", re.IGNORECASE)
_COMMA = re.compile(r"[,\s]+")
_NEXT_URL = re.compile(r"[,\s]+(?=https?://)")
_RETWEETED = re.compile(r"RT @\w+:? ")
_YES = frozenset({"yes", "true", "1"})


def sniff(item: Any) -> bool:
    """Tell whether a row has the columns that 4CAT gives every dataset of posts."""
    return (
        isinstance(item, dict)
        and {"id", "thread_id", "author", "body"} <= item.keys()
        and not item.keys().isdisjoint({"timestamp", "unix_timestamp"})
    )


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the author and the post of a row; `unix_timestamp` goes before `timestamp`, which is read as UTC."""
    row = item if isinstance(item, dict) else {}
    platform = _platform(row, context.file_name)
    number, author = word_of(row.get("id")), _first(row, ("author_id", "author", "chat"))
    at = _time(row)
    if number is None or author is None or at is None:
        yield skipped("no id" if number is None else "no author" if author is None else "no time", number or "")
    elif is_scientific(number) or is_scientific(author):
        yield skipped("id in scientific notation", f"{number} {author}")
    else:
        yield _actor(row, platform, author)
        yield _post(row, platform, _post_id(row, platform, number), f"{platform}:{author}", at)


def _post(row: dict[str, Any], platform: str, post_id: str, actor_id: str, at: Interval) -> Post:
    references = _references(row, platform, post_id)
    body = text_of(row.get("body"))
    text = _RETWEETED.sub("", body, count=1) if body and any(one.kind == "repost" for one in references) else body
    link = next((found for name in _LINKS if (found := word_of(row.get(name))) and "://" in found), None)
    given = _NEXT_URL.split(word_of(row.get("urls")) or word_of(row.get("links")) or "")
    tags = _COMMA.split(word_of(row.get("hashtags")) or word_of(row.get("tags")) or "")
    thread = word_of(row.get("thread_id"))
    return Post(
        post_id=post_id,
        platform=platform,
        actor_id=actor_id,
        kind=kind_of(references),
        published_lo=at.lo,
        published_hi=at.hi,
        published_source="platform",
        text=text,
        title=text_of(row.get("subject")),
        lang=word_of(row.get("language_guess")) or word_of(row.get("languages")),
        url=link,
        conversation_id=_post_id(row, platform, thread) if thread and platform != "telegram" else None,
        edited_at=moment_of(row.get("unix_timestamp_edited")),
        references=references,
        urls=urls_of(given) or urls_of(in_text(text or "")),
        tags=tuple(dict.fromkeys(tag.removeprefix("#") for tag in tags if tag.strip("#"))),
        metrics=metrics_of((name, _first(row, columns)) for name, columns in _METRICS),
    )


def _first(row: dict[str, Any], columns: tuple[str, ...]) -> str | None:
    return next((found for name in columns if (found := word_of(row.get(name)))), None)


def _platform(row: dict[str, Any], file_name: str) -> str:
    for column, platform in _MARKS:
        if column in row:
            return platform
    for name in _LINKS:
        host = _HOST.match(word_of(row.get(name)) or "")
        if host and (found := _HOSTS.get(host[1].lower())):
            return found
    lower = file_name.lower()
    return next((platform for word, platform in _FILES if word in lower), "4cat")


def _post_id(row: dict[str, Any], platform: str, number: str) -> str:
    """Return the id; a Telegram message is known by its chat, a Bluesky post by its at-URI."""
    if platform == "telegram":
        chat = word_of(row.get("chat")) or word_of(row.get("thread_id")) or "?"
        return f"telegram:{chat}/{number.removeprefix(chat).lstrip('-')}"
    return f"{platform}:{number.removeprefix('at://')}"


def _time(row: dict[str, Any]) -> Interval | None:
    for name in ("unix_timestamp", "timestamp"):
        try:
            return parse(row.get(name), UTC)
        except BadTime:
            continue
    return None


def _references(row: dict[str, Any], platform: str, post_id: str) -> tuple[Reference, ...]:
    """Return the relations that a row tells; 4CAT names the other account, seldom the other post."""
    if _says(row, "is_retweet"):
        return (Reference(kind="repost", target_actor_id=_named(row, platform, "retweeted_user")),)
    if forwarded := _forwarded(row, platform):
        return (forwarded,)
    found = []
    if _says(row, "is_quote_tweet") or word_of(row.get("quoted_post")):
        target = platform_post(word_of(row.get("quoted_post")) or "")
        found.append(
            Reference(kind="quote", target_post_id=target, target_actor_id=_named(row, platform, "quoted_user"))
        )
    parent = word_of(row.get("reply_to"))
    if parent and number_of(parent) is not None:
        found.append(Reference(kind="reply", target_post_id=_post_id(row, platform, parent)))
    elif _says(row, "is_reply") or word_of(row.get("replied_to_post")):
        target = platform_post(word_of(row.get("replied_to_post")) or "")
        found.append(
            Reference(kind="reply", target_post_id=target, target_actor_id=_named(row, platform, "replied_user"))
        )
    names = (name.removeprefix("@") for name in _COMMA.split(word_of(row.get("mentions")) or ""))
    found += [Reference(kind="mention", target_actor_id=f"{platform}:{name}") for name in dict.fromkeys(names) if name]
    return tuple(found)


def _forwarded(row: dict[str, Any], platform: str) -> Reference | None:
    named = ("author_forwarded_from_username", "forwarded_username", "author_forwarded_from_name", "forwarded_name")
    if platform != "telegram" or not any(word_of(row.get(name)) for name in (*named, "unix_timestamp_forwarded_from")):
        return None
    username = word_of(row.get(named[0])) or word_of(row.get(named[1]))
    return Reference(kind="repost", target_actor_id=f"telegram:{username}" if username else None)


def _named(row: dict[str, Any], platform: str, column: str) -> str | None:
    name = (word_of(row.get(column)) or "").removeprefix("@")
    return f"{platform}:{name}" if name else None


def _says(row: dict[str, Any], column: str) -> bool:
    return str(row.get(column) or "").strip().lower() in _YES


def _actor(row: dict[str, Any], platform: str, author: str) -> Actor:
    return Actor(
        actor_id=f"{platform}:{author}",
        platform=platform,
        handle=word_of(row.get("author_username")) or word_of(row.get("author")),
        name=_first(row, ("author_fullname", "author_name", "author_full", "author_display_name")),
        followers=number_of(row.get("author_followers")),
    )


FORMATS = (Format(name="fourcat", version=1, container="table", sniff=sniff, read=read),)
