"""One erasure from beginning to end, in an order in which it can be killed anywhere and called again.

    marks --> archive, run by run --> pages --> rows (one transaction) --> the file of the tables

Until the rows go, the same call finds the same scope again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from collectors import importers
from collectors.archive import Part
from collectors.screening import Rewriting, rewrite
from collectors.screening.parts import Cleaner, settle
from graphs.erase.pages import remove_pages
from graphs.erase.scope import Scope, asked_for, gone_by_word, older_than
from graphs.erase.tables import blank, empty_derived, remove
from graphs.people import People
from graphs.store.database import Store
from graphs.store.forgotten import gone_for, remember

Kind = Literal["forget", "comply", "retention"]
DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case keeps what an erasure must reach beside its tables."""

    archive: Path
    pages: Path
    notes: Path
    people: People


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What an erasure took: rows by table, archived items left as a marker or cut, files removed and not readable."""

    kind: Kind
    erased: dict[str, int] = msgspec.field(default_factory=dict)
    archived: dict[str, int] = msgspec.field(default_factory=dict)
    pages: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there was nothing to take."""
        return not any(self.erased.values()) and not any(self.archived.values()) and not self.pages


def forget(store: Store, place: Place, ids: Iterable[str], *, salt: str, at: int) -> Erased:
    """Erase posts and accounts, an account's posts and all that repeats them; they do not come in again."""
    scope = asked_for(store, ids)
    with store.transaction():
        remember(store, scope.ids, salt)
    return _erase(store, place, scope, "forget", at)


def comply(store: Store, place: Place, *, at: int) -> Erased:
    """Take the content of what the platforms say is deleted, suspended or withheld; the skeleton stays."""
    return _erase(store, place, gone_by_word(store), "comply", at)


def expire(store: Store, place: Place, days: int, *, at: int) -> Erased:
    """Erase the posts that are older than a number of days."""
    return _erase(store, place, older_than(store, at - days * DAY), "retention", at)


def finish(store: Store, place: Place) -> None:
    """Put in place what an earlier erasure had written when it was stopped."""
    for run_id, parts in _runs(store).items():
        settle(place.archive / run_id, parts)


def _erase(store: Store, place: Place, scope: Scope, kind: Kind, at: int) -> Erased:
    finish(store, place)
    number = int(store.scalar("erase/number"))
    archived = _clean_archive(store, place, scope, kind, number) if scope.ids else {}
    pages = remove_pages(place.pages, _shown(store, place.people, scope)) if scope.ids else ((), ())
    _clean_notes(place.notes, scope)
    with store.transaction():
        counts = blank(store) if kind == "comply" else remove(store, scope)
        if any(counts.values()):
            counts |= empty_derived(store)
        erased = Erased(
            kind=kind,
            erased={name: count for name, count in sorted(counts.items()) if count},
            archived=archived,
            pages=tuple(pages[0]),
            unread=tuple(pages[1]),
        )
        if kind == "forget" or not erased.is_empty:
            told = msgspec.json.encode({"erased": erased.erased, "archived": erased.archived}).decode()
            store.sql("erase/record", erasure_id=number, kind=kind, at=at, counts=told)
    return erased


def _clean_archive(store: Store, place: Place, scope: Scope, kind: Kind, number: int) -> dict[str, int]:
    """Write every run's archive anew where it holds what goes; each run's hashes change in one transaction."""
    formats, marks = importers.formats(), gone_for(store)

    def gone(qualified: str) -> bool:
        return scope(qualified) or (kind == "forget" and marks is not None and marks(qualified))

    counts = {"marked": 0, "cut": 0, "parts": 0}
    for run_id, parts in _runs(store).items():
        cleaner = Cleaner(formats, gone, scope.ids, strict=kind != "comply")
        changed = rewrite(place.archive / run_id, parts, cleaner)
        if changed:
            _log(store, run_id, changed, number)
            new = {one.after.part: one.after for one in changed}
            settle(place.archive / run_id, [new.get(one.part, one) for one in parts])
            counts["parts"] += sum(bool(one.marked or one.cut) for one in changed)
            counts["marked"] += sum(one.marked for one in changed)
            counts["cut"] += sum(one.cut for one in changed)
    return counts


def _log(store: Store, run_id: str, changed: Sequence[Rewriting], number: int) -> None:
    with store.transaction():
        for one in changed:
            after = one.after
            store.sql(
                "erase/moved_part", run_id=run_id, part=after.part, items=after.items, bytes=after.bytes,
                sha256=after.sha256,
            )  # fmt: skip
            store.sql(
                "erase/log_rewrite", erasure_id=number, run_id=run_id, part=after.part, marked=one.marked, cut=one.cut,
                before=one.before, after=after.sha256,
            )  # fmt: skip


def _runs(store: Store) -> dict[str, list[Part]]:
    runs: dict[str, list[Part]] = {}
    for run_id, number, items, size, sha256 in store.sql("erase/archived").fetchall():
        runs.setdefault(run_id, []).append(Part(part=number, items=items, bytes=size, sha256=sha256))
    return runs


def _shown(store: Store, people: People, scope: Scope) -> set[str]:
    """Return every form in which a page may show what goes: ids, pseudonyms, names, the first words of texts."""
    posts, actors = sorted(scope.posts), sorted(scope.actors)
    shown = {one.partition(":")[2] for one in scope.ids} | set(people.posts(posts)) | set(people.actors(actors))
    for words in store.sql("erase/words").fetchall():
        shown.update(one for one in words if one)
    return shown


def _clean_notes(path: Path, scope: Scope) -> None:
    """Take the lines out of the log of identified outputs that name what goes."""
    if not path.exists():
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not any(one in line for one in scope.ids)]
    if len(kept) < len(lines):
        path.write_text("".join(kept), encoding="utf-8")
