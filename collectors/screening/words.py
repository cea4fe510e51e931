"""Running text without what leads to a forgotten post or account."""

import re
from collections.abc import Callable, Collection

from collectors.urls import canonical, in_text, platform_actor, platform_post

PLACEHOLDER = "[forgotten]"
_HANDLE = re.compile(r"(?<![\w@/.])@([\w.-]*\w)(?:@[\w.-]*\w)?")


def is_gone_address(address: str, gone: Callable[[str], bool]) -> bool:
    """Tell whether an address is a forgotten page, post or account, or a post of a forgotten account."""
    page = canonical(address)
    if page is None:
        return False
    post, actor = platform_post(address), platform_actor(address)
    return gone(f"web:{page.url}") or bool(post and gone(post)) or bool(actor and gone(low_handle(actor)))


def low_handle(actor_id: str) -> str:
    """Return `platform:handle` in the one form in which handles are compared."""
    platform, _, handle = actor_id.partition(":")
    return f"{platform}:{handle.removeprefix('@').lower()}"


def cleaned(text: str, gone: Callable[[str], bool], platforms: Collection[str]) -> str:
    """Put a placeholder for forgotten addresses, and for @names of forgotten accounts of the platforms."""
    for address in in_text(text):
        if is_gone_address(address, gone):
            text = text.replace(address, PLACEHOLDER).replace(address.removeprefix("https://"), PLACEHOLDER)
    if "@" not in text:
        return text
    return _HANDLE.sub(lambda found: _name(found, gone, platforms), text)


def _name(found: re.Match[str], gone: Callable[[str], bool], platforms: Collection[str]) -> str:
    name = found[1].lower()
    return f"@{PLACEHOLDER}" if any(gone(f"{one}:{name}") for one in platforms) else found[0]
