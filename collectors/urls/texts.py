"""Addresses as people write them in running text."""

import re

from collectors.urls.hosts import has_known_suffix

# Scripts written without spaces end an address, as does punctuation of any script that is not part of one.
_STOP = (
    r"\s<>\"'`«»“”‘’„|\\^{}\u2026\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    r"\u060c\u061b\u061f\u06d4"
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
    """Cut punctuation off the end, and brackets that close more than the address opens."""
    while address:
        last = address[-1]
        if last not in _TAIL and (last not in _PAIRS or address.count(last) <= address.count(_PAIRS[last])):
            break
        address = address[:-1]
    return address
