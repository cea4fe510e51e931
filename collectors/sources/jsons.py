"""JSON lines and JSON documents as raw items; a broken document gives its whole elements first."""

import json
from collections.abc import Iterable, Iterator

import msgspec

from collectors.sources.items import BadItem, Raw, decode, wrap
from collectors.sources.streams import BrokenOff, lines

_BOM = b"\xef\xbb\xbf"
_SPACE = b" \t\r\n"


def json_lines(stream: Iterable[bytes]) -> Iterator[Raw]:
    """Yield each line that is not blank, or its elements where it is an array; a last line that is cut is damage."""
    previous: bytes | None = None
    try:
        for line in lines(stream):
            if previous is not None:
                if previous.startswith(b"["):
                    yield from _elements(previous, None)
                else:
                    yield Raw(previous)
            previous = line.strip(_SPACE).removeprefix(_BOM) or None
    except BrokenOff as cut:
        yield from _last(previous)
        yield from _rest(cut)
        return
    if previous is not None:
        yield from _last(previous)


def json_document(stream: Iterable[bytes]) -> Iterator[Raw]:
    """Yield the elements of a top-level array, or the whole document as one item."""
    held: list[bytes] = []
    cut = None
    try:
        held.extend(stream)
    except BrokenOff as broken:
        cut = broken
    data = b"".join(held).strip(_SPACE).removeprefix(_BOM).strip(_SPACE)
    if data.startswith(b"["):
        yield from _elements(data, cut)
    elif cut is None and _is_whole(data):
        yield Raw(data)
    elif data or cut:
        yield Raw(wrap(data), damage=cut.reason if cut else "not valid JSON")


def _last(line: bytes | None) -> Iterator[Raw]:
    if line is None:
        return
    if line.startswith(b"["):
        yield from _elements(line, None)
    else:
        yield Raw(line) if _is_whole(line) else Raw(wrap(line), damage="truncated record")


def _rest(cut: BrokenOff) -> Iterator[Raw]:
    """Yield the record in which a stream broke off, where it is whole after all, and the one word that it did."""
    rest = cut.rest.strip(_SPACE)
    if rest and _is_whole(rest):
        yield Raw(rest)
        rest = b""
    yield Raw(wrap(rest), damage=cut.reason)


def _is_whole(data: bytes) -> bool:
    try:
        decode(data)
    except BadItem:
        return False
    return True


def _elements(data: bytes, cut: BrokenOff | None) -> Iterator[Raw]:
    try:
        found = msgspec.json.decode(data, type=list[msgspec.Raw]) if cut is None else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found = None
    if found is None:
        yield from _scanned(data, cut)
        return
    for element in found:
        yield Raw(bytes(element))


def _scanned(data: bytes, cut: BrokenOff | None) -> Iterator[Raw]:
    """Yield element after element until one cannot be read; the remainder is one damaged item."""
    text, at = data.decode("utf-8", "surrogateescape"), 1
    scanner = json.JSONDecoder(strict=False)
    while True:
        at = _after_space(text, at)
        if text[at : at + 1] == "]" and cut is None:
            return
        try:
            _, end = scanner.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        yield Raw(text[at:end].encode("utf-8", "surrogateescape"))
        at = _after_space(text, end)
        if text[at : at + 1] != ",":
            if text[at : at + 1] == "]" and cut is None:
                return
            break
        at += 1
    rest = text[at:].encode("utf-8", "surrogateescape")
    yield Raw(wrap(rest), damage=cut.reason if cut else "truncated record")


def _after_space(text: str, at: int) -> int:
    while text[at : at + 1] in tuple(" \t\r\n"):
        at += 1
    return at
