"""Addresses as people write them in running text."""

import re

from collectors.urls.hosts import has_known_suffix

# Scripts written without spaces end an address, as does punctuation of any script that is not part of one.
_STOP = (
    r"\s<>\"'`«»“”‘’„|\\^{}\u2026\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    r"\u060c\u061b\u061f\u06d4\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
)
_ADDRESS = re.compile(
    r"(?:(?<![a-z])(?P<scheme>https?://)|(?<![\w@/.-])(?:(?P<www>www\.)|(?=[\w-]+\.[\w.-]*[a-z]/)))"
    rf"(?P<rest>[^{_STOP}]+)",
    re.IGNORECASE,
)
_TAIL = ".,;:!?*_~"
_PAIRS = {")": "(", "]": "["}


def in_text(text: str) -> list[str]:
    """Return the web addresses in a text, in order, each with its scheme (https where the text gives none).

    Beside `http(s)://` and `www.`, a host with a public suffix and a path counts (`t.me/channel/5`). Punctuation that
    closes the sentence, and a bracket that was opened before the address, are not part of it.
    """
    if "." not in text:
        return []
    found = []
    for match in _ADDRESS.finditer(text):
        address = _trimmed(match["rest"])
        if match["scheme"]:
            found.append(match["scheme"] + address)
        elif match["www"] and "." in address:
            found.append("https://www." + address)
        elif not match["www"] and has_known_suffix(address.partition("/")[0].lower()):
            found.append("https://" + address)
    return [one for one in found if not one.endswith("://")]


def _trimmed(address: str) -> str:
    """Cut at a bracket that closes more than the address opens, then punctuation off the end."""
    opened = dict.fromkeys(_PAIRS.values(), 0)
    for place, mark in enumerate(address):
        if mark in opened:
            opened[mark] += 1
        elif mark in _PAIRS:
            opened[_PAIRS[mark]] -= 1
            if opened[_PAIRS[mark]] < 0:
                address = address[:place]
                break
    return address.rstrip(_TAIL + "".join(opened))
