"""Answers of VK's interface: posts of walls and of the news search, comments, with the chain of reposts.

{"response": {"items": [post ...], "profiles": [...], "groups": [...]}}
post.copy_history = [the post it was taken from, the one that was taken from, ..., the root]
"""

import re
from collections.abc import Iterator
from typing import Any

from collectors.importers.base import Context, Format
from collectors.importers.fields import (
    dict_of,
    dicts_of,
    metrics_of,
    moment_of,
    number_of,
    skipped,
    text_of,
    urls_of,
    word_of,
)  # fmt: skip
from collectors.records import Actor, Item, Media, MediaKind, Other, Post, PostKind, Reference
from collectors.timestamps import BadTime, parse
from collectors.urls import in_text

_MENTION = re.compile(r"\[(id|club|public|event)(\d+)(?::[\w-]*)?\|([^\[\]|]*)\]")
_TAG = re.compile(r"#(\w+)(?:@\w+)?")
_MEDIA: dict[str, MediaKind] = {"photo": "photo", "video": "video", "audio": "audio", "doc": "document"}


def sniff(item: Any) -> bool:
    """Tell whether an item is an answer of the interface, or a post as it gives them."""
    if not isinstance(item, dict):
        return False
    answer = item.get("response")
    if isinstance(answer, dict) and isinstance(answer.get("items"), list):
        return True
    return _is_post(item) or (isinstance(item.get("items"), list) and "profiles" in item and "groups" in item)


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the accounts, then the posts and comments of an answer, those that were reposted included."""
    item = dict_of(item)
    answer = dict_of(item.get("response")) or item
    for profile in dicts_of(answer.get("profiles")):
        yield from _profile(profile, context)
    for group in dicts_of(answer.get("groups")):
        yield from _group(group, context)
    if "items" in answer:
        for one in dicts_of(answer["items"]):
            yield from _item(one, context)
        yield Other(kind="answer")
    elif _is_post(answer):
        yield from _item(answer, context)


def _is_post(value: dict[str, Any]) -> bool:
    owner = value.get("owner_id", value.get("to_id"))
    return isinstance(owner, int) and {"id", "from_id", "date", "text"} <= value.keys()


def _item(one: dict[str, Any], context: Context) -> Iterator[Item]:
    if one.get("deleted") is True:
        yield Other(kind="deleted comment")
    elif "post_id" in one and one.get("post_type") is None:
        yield from _comment(one, context)
    else:
        yield from _chain([one, *dicts_of(one.get("copy_history"))], context)


def _chain(posts: list[dict[str, Any]], context: Context) -> Iterator[Item]:
    """Yield a post and those it repeats: each is a repost of the next (via), the last is the root."""
    root = posts[-1]
    for at, one in enumerate(posts):
        native, author = _native(one), _author(one)
        when = _moment(one)
        if native is None or author is None or when is None:
            yield skipped("no id" if native is None else "no author" if author is None else "no time", native or "")
            continue
        references = tuple(_repeats(one, posts[at + 1] if at + 1 < len(posts) else None, root))
        yield _post(one, root, native, author, when, references, context)


def _repeats(one: dict[str, Any], before: dict[str, Any] | None, root: dict[str, Any]) -> Iterator[Reference]:
    if before is None:
        return
    roles = (("root", root),) if before is root else (("root", root), ("via", before))
    for role, target in roles:
        native, author = _native(target), _author(target)
        yield Reference(
            kind="repost" if not text_of(one.get("text")) else "quote",
            target_post_id=f"vk:{native}" if native else None,
            target_actor_id=f"vk:{author}" if author else None,
            role="root" if role == "root" else "via",
        )


def _post(
    one: dict[str, Any],
    root: dict[str, Any],
    native: str,
    author: str,
    at: int,
    references: tuple[Reference, ...],
    context: Context,
) -> Post:
    """Return a post; one that repeats without a word of its own has the words and links of its root."""
    own = text_of(one.get("text"))
    shown = one if own or not references else root
    text = _plain(text_of(shown.get("text")))
    kind = PostKind.POST if not references else PostKind.QUOTE if own else PostKind.REPOST
    return Post(
        post_id=f"vk:{native}",
        platform="vk",
        actor_id=f"vk:{author}",
        kind=kind,
        published_lo=at,
        published_hi=at,
        published_source="platform",
        text=text,
        url=f"https://vk.com/wall{native}",
        edited_at=moment_of(number_of(one.get("edited"))),
        references=references + _mentions(one),
        urls=urls_of([*_links(shown), *in_text(text or "")]),
        tags=tuple(dict.fromkeys(_TAG.findall(text or ""))),
        media=tuple(_media(shown)),
        metrics=metrics_of(
            (
                ("likes", dict_of(one.get("likes")).get("count")),
                ("reposts", dict_of(one.get("reposts")).get("count")),
                ("replies", dict_of(one.get("comments")).get("count")),
                ("views", dict_of(one.get("views")).get("count")),
            ),
            context.retrieved_at,
        ),
    )  # fmt: skip


def _comment(one: dict[str, Any], context: Context) -> Iterator[Item]:
    owner, number, author = word_of(one.get("owner_id")), word_of(one.get("id")), word_of(one.get("from_id"))
    post, at = word_of(one.get("post_id")), _moment(one)
    if owner is None or number is None or author is None or at is None:
        yield skipped(
            "no id" if owner is None or number is None else "no author" if author is None else "no time", number or ""
        )
        return
    parent = word_of(one.get("reply_to_comment")) or post
    text = _plain(text_of(one.get("text")))
    yield Post(
        post_id=f"vk:{owner}_{number}",
        platform="vk",
        actor_id=f"vk:{author}",
        kind=PostKind.COMMENT,
        published_lo=at,
        published_hi=at,
        published_source="platform",
        text=text,
        url=f"https://vk.com/wall{owner}_{post}?reply={number}" if post else None,
        conversation_id=f"vk:{owner}_{post}" if post else None,
        references=(Reference(kind="reply", target_post_id=f"vk:{owner}_{parent}"), *_mentions(one)) if parent else (),
        urls=urls_of([*_links(one), *in_text(text or "")]),
        media=tuple(_media(one)),
        metrics=metrics_of((("likes", dict_of(one.get("likes")).get("count")),), context.retrieved_at),
    )  # fmt: skip
    for reply in dicts_of(dict_of(one.get("thread")).get("items")):
        yield from _item(reply, context)


def _native(one: dict[str, Any]) -> str | None:
    owner, number = word_of(one.get("owner_id", one.get("to_id"))), word_of(one.get("id"))
    return f"{owner}_{number}" if owner and number else None


def _author(one: dict[str, Any]) -> str | None:
    """Return who wrote: a person's number, or a group's with a minus sign."""
    return word_of(one.get("from_id")) or word_of(one.get("owner_id", one.get("to_id")))


def _moment(one: dict[str, Any]) -> int | None:
    try:
        return parse(number_of(one.get("date")), None).lo
    except BadTime:
        return None


def _plain(text: str | None) -> str | None:
    """Return a text in which `[id5|Name]` reads as Name."""
    return _MENTION.sub(r"\3", text) if text else text


def _mentions(one: dict[str, Any]) -> tuple[Reference, ...]:
    found = dict.fromkeys(
        f"vk:{number if kind == 'id' else '-' + number}"
        for kind, number, _ in _MENTION.findall(str(one.get("text") or ""))
    )
    return tuple(Reference(kind="mention", target_actor_id=one) for one in found)


def _links(one: dict[str, Any]) -> Iterator[str | None]:
    for attachment in dicts_of(one.get("attachments")):
        if attachment.get("type") == "link":
            yield text_of(dict_of(attachment.get("link")).get("url"))


def _media(one: dict[str, Any]) -> Iterator[Media]:
    for attachment in dicts_of(one.get("attachments")):
        kind = word_of(attachment.get("type")) or ""
        if kind in _MEDIA:
            held = dict_of(attachment.get(kind))
            owner, number = word_of(held.get("owner_id")), word_of(held.get("id"))
            largest = max(dicts_of(held.get("sizes")), key=lambda size: number_of(size.get("width")) or 0, default={})
            yield Media(
                kind=_MEDIA[kind],
                url=text_of(largest.get("url")) or text_of(held.get("url")),
                hash=f"vk:{kind}{owner}_{number}" if owner and number else None,
            )


def _profile(profile: dict[str, Any], context: Context) -> Iterator[Item]:
    if number := word_of(profile.get("id")):
        names = (text_of(profile.get("first_name")), text_of(profile.get("last_name")))
        yield Actor(
            actor_id=f"vk:{number}",
            platform="vk",
            handle=text_of(profile.get("screen_name")),
            name=" ".join(one for one in names if one) or None,
            observed_at=context.retrieved_at,
        )
        yield Other(kind="user")


def _group(group: dict[str, Any], context: Context) -> Iterator[Item]:
    if number := word_of(group.get("id")):
        yield Actor(
            actor_id=f"vk:-{number}",
            platform="vk",
            handle=text_of(group.get("screen_name")),
            name=text_of(group.get("name")),
            followers=number_of(group.get("members_count")),
            observed_at=context.retrieved_at,
        )
        yield Other(kind="user")


FORMATS = (Format(name="vk", version=1, container="json", sniff=sniff, read=read),)
