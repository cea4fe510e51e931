"""Messages in the shape of Telethon's `to_dict`, and of 4CAT, which writes the type as `_type`."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from collectors.importers.fields import (
    dict_of,
    dicts_of,
    flag_of,
    kind_of,
    metrics_of,
    moment_of,
    number_of,
    skipped,
    text_of,
    urls_of,
    word_of,
)
from collectors.importers.telegram_ids import actor, bare, handle, post
from collectors.records import Actor, Item, Media, MediaKind, Metric, Other, Post, Reference, Skipped
from collectors.timestamps import BadTime, parse
from collectors.urls import in_text

_PEERS = ("channel_id", "chat_id", "user_id")
_PRIVATE = "PeerUser"


def is_message(item: dict[str, Any]) -> bool:
    """Tell whether an item is a message, service message or empty message."""
    named = _type(item).startswith("Message") and not _type(item).startswith(("MessageMedia", "MessageEntity"))
    shaped = "message" in item and "date" in item and isinstance(item.get("peer_id") or item.get("to_id"), dict)
    return "id" in item and (named or shaped)


def page(item: dict[str, Any]) -> Iterator[Item]:
    """Yield the accounts and messages of a page."""
    for one in (*dicts_of(item.get("chats")), *dicts_of(item.get("users"))):
        yield from _account(one)
    for one in dicts_of(item.get("messages")):
        yield from message(one)


def message(item: dict[str, Any]) -> Iterator[Item]:
    """Yield one message and what it says of its chat and sender."""
    if _type(item) == "MessageService" or item.get("action"):
        yield Other(kind="service message")
        return
    if _type(item) == "MessageEmpty":
        yield Other(kind="empty message")
        return
    for name in ("_chat", "_sender", "chat", "sender"):
        yield from _account(dict_of(item.get(name)))
    yield _post(item)


def _post(item: dict[str, Any]) -> Post | Skipped:
    peer = dict_of(item.get("peer_id") or item.get("to_id"))
    chat, number = _peer(peer), word_of(item.get("id"))
    if _type(peer) == _PRIVATE or (chat and "user_id" in peer):
        return skipped("private conversation")
    if chat is None or number is None:
        return skipped("no id", item.get("id"))
    try:
        when = parse(item.get("date"), UTC)
    except BadTime as error:
        return skipped("no time", error)
    text = text_of(item.get("message"))
    references = _references(item, chat)
    if not any(one.kind == "repost" for one in references):
        references += _mentions(item, text or "")
    username = text_of(dict_of(item.get("_chat") or item.get("chat")).get("username"))
    return Post(
        post_id=post(chat, number),
        platform="telegram",
        actor_id=actor(_peer(item.get("from_id")) or chat),
        kind=kind_of(references),
        published_lo=when.lo,
        published_hi=when.hi,
        published_source="platform",
        text=text,
        url=f"https://t.me/{username}/{number}" if username else None,
        edited_at=moment_of(item.get("edit_date")),
        references=references,
        urls=urls_of((*_links(item, text or ""), *in_text(text or ""))),
        tags=_spans(item, text or "", "MessageEntityHashtag"),
        media=_media(dict_of(item.get("media"))),
        metrics=_metrics(item),
    )


def _type(item: dict[str, Any]) -> str:
    return str(item.get("_") or item.get("_type") or "")


def _peer(value: Any) -> str | None:
    """Return the number of a peer, given as a dict or as a plain number."""
    if isinstance(value, dict):
        return next((found for name in _PEERS if (found := bare(value.get(name)))), None)
    return bare(value)


def _references(item: dict[str, Any], chat: str) -> tuple[Reference, ...]:
    found = _forward(dict_of(item.get("fwd_from")))
    reply = dict_of(item.get("reply_to"))
    if parent := word_of(reply.get("reply_to_msg_id")) or word_of(item.get("reply_to_msg_id")):
        where = _peer(reply.get("reply_to_peer_id")) or chat
        found.append(Reference(kind="reply", target_post_id=post(where, parent)))
    return tuple(found)


def _forward(header: dict[str, Any]) -> list[Reference]:
    """Return the first post of a forward and, where the header has it, the message it was taken from (`via`)."""
    if not header:
        return []
    source, number = _peer(header.get("from_id")) or bare(header.get("channel_id")), word_of(header.get("channel_post"))
    root = post(source, number) if source and number else None
    found = [
        Reference(
            kind="repost",
            target_post_id=root,
            target_actor_id=actor(source) if source else None,
            role="root" if root else "unknown",
        )
    ]
    place, saved = _peer(header.get("saved_from_peer")), word_of(header.get("saved_from_msg_id"))
    if place and saved and post(place, saved) != root:
        found.append(
            Reference(kind="repost", target_post_id=post(place, saved), target_actor_id=actor(place), role="via")
        )
    return found


def _entities(item: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in dicts_of(item.get("entities")) if _type(one) == kind]


def _spans(item: dict[str, Any], text: str, kind: str) -> tuple[str, ...]:
    """Return the texts under the entities of a kind; their offsets count UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    found = []
    for one in _entities(item, kind):
        start, length = number_of(one.get("offset")), number_of(one.get("length"))
        if start is not None and length is not None and start >= 0 and length > 0:
            span = units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")
            found.append(span.removeprefix("#"))
    return tuple(dict.fromkeys(one for one in found if one))


def _links(item: dict[str, Any], text: str) -> Iterator[str]:
    yield from (found for one in _entities(item, "MessageEntityTextUrl") if (found := text_of(one.get("url"))))
    for written in _spans(item, text, "MessageEntityUrl"):
        yield written if "://" in written else f"https://{written}"
    page = dict_of(dict_of(item.get("media")).get("webpage"))
    if address := text_of(page.get("url")):
        yield address


def _mentions(item: dict[str, Any], text: str) -> tuple[Reference, ...]:
    named = [handle(one) for one in _spans(item, text, "MessageEntityMention")]
    numbers = (_peer(one.get("user_id")) for one in _entities(item, "MessageEntityMentionName"))
    everyone = dict.fromkeys(named + [actor(one) for one in numbers if one])
    return tuple(Reference(kind="mention", target_actor_id=one) for one in everyone)


def _media(media: dict[str, Any]) -> tuple[Media, ...]:
    if isinstance(media.get("photo"), dict):
        return (Media(kind="photo", hash=_file(media["photo"])),)
    document = dict_of(media.get("document"))
    if not document:
        return ()
    main = str(document.get("mime_type") or "").partition("/")[0]
    kind: MediaKind = "video" if main == "video" else "audio" if main == "audio" else "document"
    return (Media(kind=kind, hash=_file(document)),)


def _file(node: dict[str, Any]) -> str | None:
    """Return the server's number of a file, which its forwards keep."""
    number = word_of(node.get("id"))
    return f"telegram:{number}" if number else None


def _metrics(item: dict[str, Any]) -> tuple[Metric, ...]:
    replies = item.get("replies")
    return metrics_of(
        (
            ("views", item.get("views")),
            ("reposts", item.get("forwards")),
            ("replies", replies.get("replies") if isinstance(replies, dict) else replies),
        )
    )


def _account(node: dict[str, Any]) -> Iterator[Actor]:
    number = bare(node.get("id"))
    if number is None:
        return
    names = [text_of(node.get(name)) for name in ("title", "first_name", "last_name")]
    yield Actor(
        actor_id=actor(number),
        platform="telegram",
        handle=text_of(node.get("username")),
        name=" ".join(one for one in names if one) or None,
        followers=number_of(node.get("participants_count")),
        verified=flag_of(node.get("verified")),
    )
