"""The bytes of a file in blocks, unpacked; a stream that breaks off says so after its last readable byte."""

import codecs
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

import zstandard

Blocks = Callable[[], Iterator[bytes]]
BLOCK = 1 << 18
_PIECE = 1 << 14
_MOST_LAYERS = 3


class BrokenOff(Exception):
    """Say that a stream ended too early or cannot be unpacked further; `rest` is the record it broke off in."""

    def __init__(self, reason: str, rest: bytes = b"") -> None:
        super().__init__(reason)
        self.reason, self.rest = reason, rest


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """Yield the blocks of an open file."""
    while block := file.read(BLOCK):
        yield block


def unpacked(given: Blocks) -> Iterator[bytes]:
    """Yield the content of a stream, through up to three layers of gzip or Zstandard; raise BrokenOff at bad ends."""
    stream = given()
    for _ in range(_MOST_LAYERS):
        head, stream = _peek(stream, 4)
        make = next((make for magic, make in _PACKERS if head.startswith(magic)), None)
        if make is None:
            break
        stream = _unpack(make, stream)
    return stream


def lines(stream: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines without their line feed; BrokenOff passes through with the line it cut."""
    held: list[bytes] = []
    try:
        for block in stream:
            start, end = 0, block.find(b"\n")
            while end >= 0:  # for long lines `find` is many times faster than `split`
                line = block[start:end]
                if held:
                    line = b"".join((*held, line))
                    held = []
                yield line
                start = end + 1
                end = block.find(b"\n", start)
            held.append(block[start:])
    except BrokenOff as cut:
        raise BrokenOff(cut.reason, b"".join(held)) from None
    if last := b"".join(held):
        yield last


def transcoded(stream: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield UTF-8 for a stream in another encoding; what cannot be read becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for block in stream:
        yield decoder.decode(block).encode()
    yield decoder.decode(b"", final=True).encode()


def head_of(given: Blocks, size: int) -> tuple[bytes, str]:
    """Return up to `size` first bytes of the unpacked content, and why it broke off before that (or "")."""
    held, length = [], 0
    try:
        for block in unpacked(given):
            held.append(block)
            length += len(block)
            if length >= size:
                break
    except BrokenOff as cut:
        return b"".join(held)[:size], cut.reason
    return b"".join(held)[:size], ""


def _peek(stream: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    held = b""
    try:
        while len(held) < size:
            held += next(stream)
    except StopIteration:
        return held, iter((held,) if held else ())
    except BrokenOff as cut:
        return held, _broken(held, cut)
    return held, chain((held,), stream)


def _broken(held: bytes, cut: BrokenOff) -> Iterator[bytes]:
    if held:
        yield held
    raise BrokenOff(cut.reason, cut.rest)


def _unpack(make: Callable[[], Any], stream: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack members or frames one after another, in pieces so small that none can grow beyond memory."""
    machine, is_fresh = make(), True
    for block in stream:
        for start in range(0, len(block), _PIECE):
            piece = block[start : start + _PIECE]
            while piece:
                try:
                    data = machine.decompress(piece)
                except (zlib.error, zstandard.ZstdError) as error:
                    raise BrokenOff("damaged compression") from error
                is_fresh = False
                if data:
                    yield data
                piece = b""
                if machine.eof:
                    piece, machine, is_fresh = machine.unused_data.lstrip(b"\0"), make(), True
    if not is_fresh:
        raise BrokenOff("truncated file")


def _gzip() -> Any:
    return zlib.decompressobj(zlib.MAX_WBITS | 16)


def _zstd() -> Any:
    return zstandard.ZstdDecompressor(max_window_size=1 << 31).decompressobj()


_PACKERS: tuple[tuple[bytes, Callable[[], Any]], ...] = ((b"\x1f\x8b", _gzip), (b"\x28\xb5\x2f\xfd", _zstd))
