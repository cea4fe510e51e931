"""Ids of Telegram as the interface writes them: bare numbers, whatever form a client gives them."""

import re
from typing import Any

from collectors.importers.fields import word_of

_NUMBER = re.compile(r"-?\d+", re.ASCII)


def bare(value: Any) -> str | None:
    """Return a peer's number without the marks that clients add (-100… for channels, - for groups), or None."""
    number = word_of(value) or ""
    if not _NUMBER.fullmatch(number):
        return None
    if number.startswith("-100") and len(number) > 12:
        return number[4:]
    return number.removeprefix("-")


def actor(number: str) -> str:
    """Return the id of a channel or user."""
    return f"telegram:{number}"


def handle(name: str) -> str:
    """Return the id of an account known by its @name alone."""
    return f"telegram:{name.strip().removeprefix('@')}"


def post(chat: str, number: str) -> str:
    """Return the id of a message in a chat."""
    return f"telegram:{chat}/{number}"
