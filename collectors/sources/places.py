"""From what the user named to files that can be read, again and again: folders walked, zips opened, stdin spooled."""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from collectors.errors import RequestError
from collectors.sources import zips
from collectors.sources.streams import Blocks, BrokenOff, blocks, head_of, unpacked
from collectors.sources.zips import MAGIC, Opener, is_hidden

_MOST_ZIPS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """One file, wherever it lies.

    `named`: the user named it, rather than a folder or an archive around it. `blocks` gives its bytes from the start;
    `opener`, where it lies on disk as it is, an open file of the same bytes.
    """

    name: str
    size: int
    named: bool
    blocks: Blocks
    opener: Opener | None = None


def places(path: str) -> Iterator[Place]:
    """Yield the files behind a path or `-`, in the order of their names; raise RequestError where there is none."""
    try:
        for place in _named(path):
            yield from unzipped(place)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise RequestError(f"{path!r} cannot be read: {why}. Check the name and its permissions.") from None


def as_file(place: Place) -> Opener:
    """Return a way to open the unpacked content as a file that can seek, copied to a temporary file where needed."""
    first = next(place.blocks(), b"")[:4]
    if place.opener is not None and head_of(place.blocks, 4)[0] == first:
        return place.opener
    return _spool(_readable(unpacked(place.blocks)))


def _named(path: str) -> Iterator[Place]:
    if path == "-":
        yield _spooled("-", blocks(sys.stdin.buffer))
        return
    here = Path(path)
    if here.is_dir():
        name = here.resolve().name
        for file in _files(here):
            yield _file(file, f"{name}/{file.relative_to(here).as_posix()}", named=False)
    elif here.is_file():
        here.open("rb").close()
        yield _file(here, here.name, named=True)
    elif here.exists():
        yield _spooled(here.name, _read(here))
    else:
        raise RequestError(f"{path} does not exist. Check the name, and where you are.")


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its folders by name; links and hidden files are left alone."""
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_symlink() or is_hidden(entry.name):
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file():
            yield entry


def _file(path: Path, name: str, *, named: bool) -> Place:
    return Place(name, path.stat().st_size, named, lambda: _read(path), lambda: path.open("rb"))


def _read(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from blocks(file)
    except OSError as error:
        raise BrokenOff("unreadable file") from error


def _spooled(name: str, stream: Iterable[bytes]) -> Place:
    opener = _spool(stream)
    with opener() as file:
        size = file.seek(0, 2)
    return Place(name, size, True, lambda: _all_of(opener), opener)


def _all_of(opener: Opener) -> Iterator[bytes]:
    with opener() as file:
        yield from blocks(file)


def _spool(stream: Iterable[bytes]) -> Opener:
    """Copy a stream to a temporary file that goes when its opener does."""
    spool = tempfile.NamedTemporaryFile(prefix="whence-")  # noqa: SIM115 (it lives as long as the opener)
    for block in stream:
        spool.write(block)
    spool.flush()
    return lambda: cast(BinaryIO, Path(spool.name).open("rb"))


def _readable(stream: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what can be read of a stream; that it broke off shows in what is missing at its end."""
    try:
        yield from stream
    except BrokenOff:
        return


def unzipped(place: Place, depth: int = 0) -> Iterator[Place]:
    """Yield the place itself or, where it holds a zip, what is in it."""
    if depth == _MOST_ZIPS or not head_of(place.blocks, 4)[0].startswith(MAGIC):
        yield place
        return
    inside = zips.members(as_file(place))
    for member in inside:
        named = place.named and len(inside) == 1
        yield from unzipped(Place(f"{place.name}/{member.name}", member.size, named, member.blocks), depth + 1)
