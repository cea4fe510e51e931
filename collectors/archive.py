"""Raw items as they came: raw/<run_id>/000001.jsonl.zst, one part a batch, each part's hash resting on the last.

    sha256(part n) = SHA-256(sha256(part n-1) as hexadecimal text, then the lines of part n, each with its line feed)

A part is written under a temporary name, brought to disk, then renamed: a part that has its name is whole. It counts
once the tables name it, which happens in the transaction that stores its records.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
import zstandard

from collectors.errors import RequestError
from collectors.sources.items import unwrap

_LEVEL = 1
_BUFFER = 1 << 18


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a run's archive: how many items and bytes (unpacked) it holds, and the head of the hash chain."""

    part: int
    items: int
    bytes: int
    sha256: str


class Chain:
    """The hash of one part, growing line by line."""

    def __init__(self, number: int, previous: str) -> None:
        self.number = number
        self._hash = hashlib.sha256(previous.encode())
        self._held: list[bytes] = []
        self._size = 0
        self.items = 0
        self.bytes = 0

    def add(self, line: bytes) -> None:
        """Take one line, given without its line feed."""
        self._held.append(line)
        self._size += len(line) + 1
        self.items += 1
        if self._size >= _BUFFER:
            self._take()

    def close(self) -> Part:
        """Return the part that these lines make."""
        self._take()
        return Part(part=self.number, items=self.items, bytes=self.bytes, sha256=self._hash.hexdigest())

    def _take(self) -> bytes:
        if not self._held:
            return b""
        self._held.append(b"")
        data = b"\n".join(self._held)
        self._hash.update(data)
        self.bytes += len(data)
        self._held, self._size = [], 0
        return data


class PartWriter(Chain):
    """A part being written; nothing shows under its name until it is closed."""

    def __init__(self, folder: Path, number: int, previous: str, *, ending: str = "") -> None:
        super().__init__(number, previous)
        self._path = part_path(folder, number, ending)
        self._temporary = self._path.with_suffix(".tmp")
        folder.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = self._temporary.open("wb")
        self._packer = zstandard.ZstdCompressor(level=_LEVEL).compressobj()

    @property
    def size(self) -> int:
        """Return the bytes taken so far, before packing."""
        return self.bytes + self._size

    def close(self) -> Part:
        """Bring the part to disk under its name."""
        part = super().close()
        self._file.write(self._packer.flush())
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._temporary.replace(self._path)
        _sync_folder(self._path.parent)
        return part

    def discard(self) -> None:
        """Leave no trace."""
        self._file.close()
        self._temporary.unlink(missing_ok=True)

    def _take(self) -> bytes:
        data = super()._take()
        if data:
            self._file.write(self._packer.compress(data))
        return data


def part_path(folder: Path, number: int, ending: str = "") -> Path:
    """Return where a part of a run lies; with an ending, where it waits to take that place."""
    return folder / f"{number:06d}.jsonl.zst{ending}"


def lines_of(archive_root: Path, run_id: str, number: int, ending: str = "") -> Iterator[bytes]:
    """Yield the lines of a part as they are archived, without their line feed."""
    path = part_path(archive_root / run_id, number, ending)
    try:
        with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as unpacked:
            held = b""
            while block := unpacked.read(_BUFFER):
                *whole, held = (held + block).split(b"\n")
                yield from whole
    except FileNotFoundError:
        raise RequestError(f"{path} is missing from the archive. Put it back from a copy of the case.") from None
    except zstandard.ZstdError as error:
        raise RequestError(f"{path} is damaged ({error}). Put it back from a copy of the case.") from None


def read(archive_root: Path, run_id: str, number: int, item: int) -> bytes | dict[str, object]:
    """Return one raw item as it came: its bytes, or the row of a table as a dict by column."""
    for position, line in enumerate(lines_of(archive_root, run_id, number)):
        if position == item:
            return unwrap(line)
    raise RequestError(f"Part {number} of {run_id} has no item {item}.")


def verify(archive_root: Path, parts: dict[str, Sequence[Part]]) -> list[str]:
    """Return what is wrong with the archive, one sentence a part; an empty list when every hash holds."""
    wrong = []
    for run_id in sorted(parts):
        previous = ""
        for part in sorted(parts[run_id], key=lambda one: one.part):
            problem = _problem(archive_root, run_id, part, previous)
            if problem:
                wrong.append(problem)
            previous = part.sha256
    return wrong


def _problem(archive_root: Path, run_id: str, part: Part, previous: str) -> str:
    chain = Chain(part.part, previous)
    try:
        for line in lines_of(archive_root, run_id, part.part):
            chain.add(line)
    except RequestError as error:
        return str(error)
    if chain.close() == part:
        return ""
    return f"{part_path(archive_root / run_id, part.part)} does not hold what was archived: its hash differs."


def clear_after(folder: Path, last: int) -> None:
    """Remove what an interrupted run left beyond the parts that the tables know."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            number = path.name.removesuffix(".jsonl.zst")
            if path.suffix == ".tmp" or (number.isdecimal() and int(number) > last):
                path.unlink()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
