"""An archive written anew without what is forgotten, its hash chain along with it.

    000002.jsonl.zst --screen--> 000002.jsonl.zst.new --the tables name its hash--> renamed over the old part

A part that changes has a new hash, and so has every later part of its run. What the hashes were before is for the
caller to keep. Killed anywhere, the next call finishes: a `.new` whose hash the tables name is renamed, any other one
is made again.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from collectors.archive import Chain, Part, PartWriter, lines_of, part_path
from collectors.errors import RequestError
from collectors.importers.base import Context, Format
from collectors.screening.lines import MARKER, clean_heading, clean_line, clean_unread
from collectors.screening.secrets import Hints, Secrets
from collectors.sources.items import BadItem, decode, unwrap

_ENDING = ".new"


class Rewriting(NamedTuple):
    """What became of a part: its hash before, itself after, items turned into markers, items cut."""

    before: str
    after: Part
    marked: int
    cut: int


class Cleaner:
    """Cleans the lines of one run in their order: each source's first line names the format of those after it.

    `ids` are what goes; a line that holds no part of any of them is passed over. With `strict` they must not be named
    anywhere; else only posts and accounts go, and what speaks of them stays.
    """

    def __init__(
        self, formats: Sequence[Format], gone: Callable[[str], bool], ids: Collection[str], *, strict: bool
    ) -> None:
        self._formats, self._gone, self._strict = formats, gone, strict
        natives = [one.partition(":")[2] for one in ids]
        self._hints = Hints(natives)
        self._secrets = Secrets(natives if strict else ())
        self._format: Format | None = None
        self._context = Context()

    def clean(self, line: bytes) -> bytes:
        """Return the line as it may stay."""
        if line.startswith(b'{"$source"'):
            self._begin(line)
            return clean_heading(line, self._secrets)
        if line == MARKER or not self._hints.may_be_in(line):
            return line
        format = self._format_of(line)
        if format is None:
            return clean_unread(line, self._gone, self._secrets)
        return clean_line(line, format, self._context, self._gone, self._secrets, posts_only=not self._strict)

    def _begin(self, line: bytes) -> None:
        facts = unwrap(line)
        name = facts.get("format") if isinstance(facts, dict) else None
        if isinstance(facts, dict):
            self._context = Context(file_name=str(facts.get("name", "")), retrieved_at=facts.get("retrieved_at"))
        self._format = next((one for one in self._formats if one.name == name), None)

    def _format_of(self, line: bytes) -> Format | None:
        own = self._format
        if own is not None and own.container != "json":
            return own
        try:
            inner = unwrap(line)
            value = inner if isinstance(inner, dict) else decode(inner)
        except BadItem:
            return None
        if own is not None and own.sniff(value):
            return own
        return next((one for one in self._formats if one.container == "json" and one.sniff(value)), None)


def rewrite(folder: Path, parts: Sequence[Part], cleaner: Cleaner) -> list[Rewriting]:
    """Write the changed parts of a run beside the old ones; return the parts whose hash changes.

    `settle` puts them in place, once the tables name the new hashes.
    """
    changed: list[Rewriting] = []
    previous = ""
    for part in parts:
        found = _rewritten(folder, part, previous, cleaner, is_moved=bool(changed))
        if found is not None:
            changed.append(found)
        previous = found.after.sha256 if found else part.sha256
    return changed


def settle(folder: Path, parts: Iterable[Part]) -> None:
    """Rename each new part whose hash is the one that the tables name over the old one; drop any other."""
    previous = ""
    for part in parts:
        new = part_path(folder, part.part, _ENDING)
        if new.exists():
            if _hash_of(folder, part.part, previous) == part.sha256:
                new.replace(part_path(folder, part.part))
            else:
                new.unlink()
        previous = part.sha256


def _rewritten(folder: Path, part: Part, previous: str, cleaner: Cleaner, *, is_moved: bool) -> Rewriting | None:
    """Go through a part; write it beside itself where a line changes, else only hash it anew where it must be."""
    chain, writer = Chain(part.part, previous), None
    marked = cut = 0
    for position, line in enumerate(lines_of(folder.parent, folder.name, part.part)):
        kept = cleaner.clean(line)
        if kept != line and writer is None:
            writer = _begun(folder, part, previous, position)
        marked += kept != line and kept == MARKER
        cut += kept != line and kept != MARKER
        (writer or chain).add(kept)
    if writer is not None:
        return Rewriting(part.sha256, writer.close(), marked, cut)
    return Rewriting(part.sha256, chain.close(), 0, 0) if is_moved else None


def _begun(folder: Path, part: Part, previous: str, position: int) -> PartWriter:
    """Return a writer that holds the lines before a position, which stay as they are."""
    writer = PartWriter(folder, part.part, previous, ending=_ENDING)
    for at, line in enumerate(lines_of(folder.parent, folder.name, part.part)):
        if at == position:
            break
        writer.add(line)
    return writer


def _hash_of(folder: Path, number: int, previous: str) -> str:
    chain = Chain(number, previous)
    try:
        for line in lines_of(folder.parent, folder.name, number, ending=_ENDING):
            chain.add(line)
    except RequestError:
        return ""
    return chain.close().sha256
