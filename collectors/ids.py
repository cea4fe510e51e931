"""Ids are strings, `platform:native`; this file alone decides what counts as qualified."""

import re

PLATFORMS = frozenset({"x", "bluesky", "mastodon", "telegram", "reddit", "youtube", "vk", "web"})
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+]\d+")


def qualify(native: str, platform: str) -> str:
    """Return `platform:native`; keep an id whose first word is a known platform or the row's own."""
    head, colon, _ = native.partition(":")
    if colon and (head in PLATFORMS or head == platform):
        return native
    return f"{platform}:{native}"


def split(qualified: str) -> tuple[str, str]:
    """Return the platform and the native id of a qualified id."""
    platform, _, native = qualified.partition(":")
    return platform, native


def is_scientific(native: str) -> bool:
    """Tell whether a spreadsheet has turned the id into scientific notation, so that digits are lost."""
    return _SCIENTIFIC.fullmatch(native.strip()) is not None
