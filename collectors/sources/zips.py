"""Members of a zip file, streamed; a zip that was cut short gives what its local headers still tell."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from collectors.sources.streams import BLOCK, Blocks, BrokenOff, blocks

Opener = Callable[[], BinaryIO]
MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_LOCAL = struct.Struct("<4s5H3I2H")
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_LINK = 0o120000


class Member(NamedTuple):
    """One file in a zip: its name as written there (never used as a path), its size, its content."""

    name: str
    size: int
    blocks: Blocks


def members(opener: Opener) -> list[Member]:
    """Return the files of a zip by name; without a directory at its end, those that can still be made out."""
    try:
        with opener() as file, zipfile.ZipFile(file) as archive:
            found = [_member(opener, info) for info in archive.infolist() if not info.is_dir() and not _is_link(info)]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        found = list(_salvaged(opener))
    return sorted((one for one in found if not is_hidden(one.name)), key=lambda one: one.name)


def is_hidden(name: str) -> bool:
    """Tell whether a name belongs to the file system's own bookkeeping."""
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))


def _is_link(info: zipfile.ZipInfo) -> bool:
    return (info.external_attr >> 16) & 0o170000 == _LINK


def _member(opener: Opener, info: zipfile.ZipInfo) -> Member:
    def content() -> Iterator[bytes]:
        try:
            with opener() as file, zipfile.ZipFile(file) as archive, archive.open(info) as member:
                yield from blocks(member)  # type: ignore[arg-type]
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise BrokenOff("damaged zip member") from error
        except (RuntimeError, NotImplementedError) as error:
            raise BrokenOff("encrypted or unknown zip member") from error

    return Member(info.filename, info.file_size, content)


def _salvaged(opener: Opener) -> Iterator[Member]:
    """Walk the local headers of a zip without a directory, the member that was cut included."""
    at: int | None = 0
    while at is not None:
        with opener() as file:
            file.seek(at)
            header = file.read(_LOCAL.size)
            if len(header) < _LOCAL.size or not header.startswith(MAGIC[0]):
                return
            _, _, flags, method, _, _, _, packed, size, name_length, extra = _LOCAL.unpack(header)
            name = file.read(name_length).decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        start = at + _LOCAL.size + name_length + extra
        known = None if flags & _SIZES_FOLLOW else packed
        if not name.endswith("/"):
            yield Member(name, size, _local_content(opener, start, flags, method, known))
        at = start + known if known is not None else _end_of(opener, start, flags, method)


def _local_content(opener: Opener, start: int, flags: int, method: int, known: int | None) -> Blocks:
    def content() -> Iterator[bytes]:
        if flags & _ENCRYPTED or method not in (0, 8):
            raise BrokenOff("encrypted or unknown zip member")
        with opener() as file:
            file.seek(start)
            yield from _stored(file, known) if method == 0 else _inflated(file)

    return content


def _stored(file: BinaryIO, known: int | None) -> Iterator[bytes]:
    left = known if known is not None else -1
    while left and (block := file.read(min(BLOCK, left) if left > 0 else BLOCK)):
        yield block
        left -= len(block) if left > 0 else 0
    if left:
        raise BrokenOff("truncated file")


def _inflated(file: BinaryIO) -> Iterator[bytes]:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    while not machine.eof and (block := file.read(1 << 14)):
        try:
            data = machine.decompress(block)
        except zlib.error as error:
            raise BrokenOff("damaged compression") from error
        if data:
            yield data
    if not machine.eof:
        raise BrokenOff("truncated file")


def _end_of(opener: Opener, start: int, flags: int, method: int) -> int | None:
    """Return where the next header begins after a member of unknown length, or None where that cannot be told."""
    if flags & _ENCRYPTED or method != 8:
        return None
    machine, at = zlib.decompressobj(-zlib.MAX_WBITS), start
    with opener() as file:
        file.seek(start)
        while not machine.eof:
            block = file.read(1 << 14)
            if not block:
                return None
            try:
                machine.decompress(block)
            except zlib.error:
                return None
            at += len(block)
        at -= len(machine.unused_data)
        file.seek(at)
        mark = file.read(4)
    return at + (16 if mark == b"PK\x07\x08" else 12)
