"""Telegram: exports of Telegram Desktop, and messages as Telethon (or 4CAT, which uses it) writes them as JSON.

result.json: one chat {id, type, messages}, or everything {chats: {list: [...]}}
Telethon: a message {_: "Message", ...}, or a page {messages, chats, users}
"""

from collections.abc import Iterator
from typing import Any

from collectors.importers import telegram_desktop, telegram_telethon
from collectors.importers.base import Context, Format
from collectors.importers.fields import dict_of, dicts_of, list_of
from collectors.records import Item, Other


def sniff(item: Any) -> bool:
    """Tell whether an item is a chat or export of Telegram Desktop, or a message or page of Telethon."""
    if not isinstance(item, dict):
        return False
    return telegram_desktop.is_chat(item) or bool(_chats(item)) or telegram_telethon.is_message(item) or _is_page(item)


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield every message of the item as a post, a forward as a repost; service messages are `Other`."""
    if not isinstance(item, dict):
        yield Other(kind="not a message")
    elif telegram_telethon.is_message(item):
        yield from telegram_telethon.message(item)
    elif telegram_desktop.is_chat(item):
        yield from telegram_desktop.chat(item, context.zone)
    elif chats := _chats(item):
        for one in chats:
            yield from telegram_desktop.chat(one, context.zone)
    else:
        yield from telegram_telethon.page(item)


def _chats(item: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the chats of a full export; left chats stand beside those still followed."""
    held = [dict_of(item.get(name)) for name in ("chats", "left_chats")]
    return [one for part in held for one in dicts_of(part.get("list")) if telegram_desktop.is_chat(one)]


def _is_page(item: dict[str, Any]) -> bool:
    messages = list_of(item.get("messages"))
    return bool(messages) and all(isinstance(one, dict) and telegram_telethon.is_message(one) for one in messages[:3])


FORMATS = (Format(name="telegram", version=1, container="json", sniff=sniff, read=read),)
