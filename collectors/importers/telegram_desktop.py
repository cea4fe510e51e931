"""Messages as Telegram Desktop exports them (result.json)."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from collectors.importers.fields import (
    dict_of,
    dicts_of,
    kind_of,
    list_of,
    moment_of,
    number_of,
    skipped,
    text_of,
    urls_of,
    word_of,
)
from collectors.importers.telegram_ids import actor, bare, handle, post
from collectors.records import Actor, Item, Media, MediaKind, Other, Post, Reference
from collectors.timestamps import BadTime, Interval, NoZone, parse
from collectors.urls import in_text

_PRIVATE = frozenset({"personal_chat", "bot_chat", "saved_messages", "verify_codes", "replies"})
_PEER = re.compile(r"(user|channel|chat|group)?(-?\d+)", re.ASCII)
_LINKS = frozenset({"link", "text_link"})
_MEDIA: dict[str, MediaKind] = {
    "video_file": "video",
    "video_message": "video",
    "animation": "video",
    "audio_file": "audio",
    "voice_message": "audio",
}


class _Part(NamedTuple):
    kind: str
    text: str
    href: str | None
    user: str | None


def is_chat(item: dict[str, Any]) -> bool:
    """Tell whether an item is one exported chat."""
    return "id" in item and "type" in item and isinstance(item.get("messages"), list) and "_" not in item


def chat(item: dict[str, Any], zone: ZoneInfo | None) -> Iterator[Item]:
    """Yield the channel as an actor and its messages as posts; private conversations are set aside."""
    number = bare(item.get("id"))
    private = str(item.get("type")) in _PRIVATE
    if number and not private and "channel" in str(item.get("type")):
        yield Actor(actor_id=actor(number), platform="telegram", name=text_of(item.get("name")))
    for message in list_of(item.get("messages")):
        if isinstance(message, dict) and message.get("type") == "service":
            yield Other(kind="service message")
        elif not isinstance(message, dict) or number is None:
            yield skipped("not a message", message)
        elif private:
            yield skipped("private conversation")
        else:
            yield from _message(message, number, zone)


def _message(message: dict[str, Any], chat_id: str, zone: ZoneInfo | None) -> Iterator[Item]:
    number = word_of(message.get("id"))
    if number is None:
        yield skipped("no id", message.get("date"))
        return
    try:
        when = _when(message, zone)
    except NoZone:
        yield skipped("a date without zone: name it with --timezone", f"{chat_id}/{number}")
        return
    except BadTime as error:
        yield skipped("no time", error)
        return
    author = _peer(message.get("from_id")) or chat_id
    if author != chat_id:
        yield Actor(actor_id=actor(author), platform="telegram", name=text_of(message.get("from")))
    yield _post(message, chat_id, number, author, when)


def _post(message: dict[str, Any], chat_id: str, number: str, author: str, when: Interval) -> Post:
    parts = _parts(message)
    text = "".join(part.text for part in parts)
    references = _references(message, chat_id)
    if not any(one.kind == "repost" for one in references):
        references += _mentions(parts)
    return Post(
        post_id=post(chat_id, number),
        platform="telegram",
        actor_id=actor(author),
        kind=kind_of(references),
        published_lo=when.lo,
        published_hi=when.hi,
        published_source="platform",
        text=text or None,
        edited_at=moment_of(message.get("edited_unixtime")),
        references=references,
        urls=urls_of((*_links(parts), *in_text(text))),
        tags=tuple(dict.fromkeys(part.text.removeprefix("#") for part in parts if part.kind == "hashtag")),
        media=_media(message),
    )


def _when(message: dict[str, Any], zone: ZoneInfo | None) -> Interval:
    """Return the time: `date` is the local time of the machine that exported, `date_unixtime` is not."""
    exact = message.get("date_unixtime")
    return parse(message.get("date") if exact in (None, "") else exact, zone)


def _peer(value: Any) -> str | None:
    match = _PEER.fullmatch(word_of(value) or "")
    return bare(match[2]) if match else None


def _parts(message: dict[str, Any]) -> list[_Part]:
    """Return the runs of a text, from `text_entities` or from the older mixed list or string in `text`."""
    runs = dicts_of(message.get("text_entities"))
    if not runs:
        given = message.get("text")
        mixed = given if isinstance(given, list) else [given]
        runs = [one if isinstance(one, dict) else {"type": "plain", "text": one} for one in mixed]
    return [
        _Part(
            str(one.get("type")), text_of(one.get("text")) or "", text_of(one.get("href")), word_of(one.get("user_id"))
        )
        for one in runs
    ]


def _links(parts: list[_Part]) -> Iterator[str]:
    for part in parts:
        if part.kind in _LINKS:
            address = part.href or part.text
            yield address if "://" in address else f"https://{address}"


def _references(message: dict[str, Any], chat_id: str) -> tuple[Reference, ...]:
    found = []
    if "forwarded_from" in message or "forwarded_from_id" in message:
        source = _peer(message.get("forwarded_from_id"))
        found.append(Reference(kind="repost", target_actor_id=actor(source) if source else None))
    if parent := word_of(message.get("reply_to_message_id")):
        where = _peer(message.get("reply_to_peer_id")) or chat_id
        found.append(Reference(kind="reply", target_post_id=post(where, parent)))
    return tuple(found)


def _mentions(parts: list[_Part]) -> tuple[Reference, ...]:
    named = [handle(part.text) for part in parts if part.kind == "mention"]
    numbered = [actor(part.user) for part in parts if part.kind == "mention_name" and part.user]
    return tuple(Reference(kind="mention", target_actor_id=one) for one in dict.fromkeys(named + numbered))


def _media(message: dict[str, Any]) -> tuple[Media, ...]:
    if message.get("photo"):
        return (Media(kind="photo"),)
    kind = _MEDIA.get(str(message.get("media_type")))
    if kind is None and message.get("file") and number_of(dict_of(message).get("file_size")) != 0:
        kind = "document"
    return (Media(kind=kind),) if kind else ()
