"""One archived line without what is forgotten.

only forgotten posts in it        a marker takes its place
others beside them                it is cut, and read again to see that just the others are left; else a marker
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from collectors.entries import Entry
from collectors.importers.base import Context, Format
from collectors.importers.rss import pieces
from collectors.records import Actor, Item, Post, Reference
from collectors.screening.records import clean, is_gone_actor, is_gone_post
from collectors.screening.secrets import Secrets
from collectors.screening.values import DROPPED, Walker
from collectors.screening.words import PLACEHOLDER, cleaned
from collectors.sources.items import decode, unwrap, wrap, wrap_row, wrap_source

MARKER = msgspec.json.encode({"$forgotten": {"reason": "forgotten"}})
NONE = Secrets(())
_DEEPEST = 4
Gone = Callable[[str], bool]


def screened(entry: Entry, gone: Gone) -> Entry:
    """Return an entry as an import may archive and read it; forgotten posts come out of it as skipped."""
    if entry.format is None:
        return entry._replace(line=clean_unread(entry.line, gone))
    line = clean_line(entry.line, entry.format, entry.context, gone)
    return entry._replace(line=line, format=_screened_format(entry.format, gone))


def clean_line(
    line: bytes, format: Format, context: Context, gone: Gone, secrets: Secrets = NONE, *, posts_only: bool = False
) -> bytes:
    """Return the line itself where nothing in it is forgotten, a cut one, or the marker.

    `secrets` must not be left in it, beside those that reading it shows. With `posts_only` a line that holds neither
    posts nor accounts, such as a notice of a deletion, stays as it is.
    """
    try:
        return _Screen(format, context, gone).clean(line, _value(line, format), secrets, posts_only=posts_only)
    except Exception:  # what an importer cannot read is not cut
        return clean_unread(line, gone, secrets)


def clean_unread(line: bytes, gone: Gone, secrets: Secrets = NONE) -> bytes:
    """Return a line that no format reads, or the marker where an address or a secret in it is forgotten."""
    text = line.decode("utf-8", "replace")
    return MARKER if secrets.are_in(text) or cleaned(text, gone, ()) != text else line


def clean_heading(line: bytes, secrets: Secrets) -> bytes:
    """Return the line that names a source, its name replaced where it holds a secret."""
    facts = unwrap(line)
    if not isinstance(facts, dict) or not secrets.are_in(str(facts.get("name"))):
        return line
    return wrap_source(**{**facts, "name": PLACEHOLDER})


def _screened_format(format: Format, gone: Gone) -> Format:
    def read(value: Any, context: Context) -> Iterator[Item]:
        return clean(format.read(value, context), gone)

    return replace(format, read=read, append=None)


def _value(line: bytes, format: Format) -> Any:
    inner = unwrap(line)
    if isinstance(inner, dict):
        return inner
    if format.container == "json":
        return decode(inner)
    text = inner.decode()
    return text.split("\t") if format.container == "tsv" else text


def _line(value: Any, format: Format) -> bytes:
    if format.container == "table":
        return wrap_row(value)
    if format.container == "json":
        return msgspec.json.encode(value)
    return wrap(("\t".join(value) if format.container == "tsv" else value).encode())


@dataclass(frozen=True, slots=True)
class _Found:
    """What reading an item shows: the posts to go, those to stay, the platforms, and what must not be left."""

    gone: frozenset[str]
    others: frozenset[str]
    platforms: frozenset[str]
    secrets: Secrets
    is_notice: bool


class _Screen:
    def __init__(self, format: Format, context: Context, gone: Gone) -> None:
        self._format, self._context, self._gone = format, context, gone

    def clean(self, line: bytes, value: Any, secrets: Secrets, *, posts_only: bool) -> bytes:
        before = self._look(value)
        if posts_only and before.is_notice:
            return line
        if before.gone and not before.others:
            return MARKER
        cut = self._cut(value, before)
        if cut is DROPPED or any(one.are_in(_text(cut)) for one in (before.secrets, secrets)):
            return MARKER
        if cut is value:
            return line
        after = self._look(cut)
        return _line(cut, self._format) if after.others == before.others and not after.gone else MARKER

    def _look(self, value: Any) -> _Found:
        records = list(self._format.read(value, self._context))
        posts = [one for one in records if isinstance(one, Post)]
        gone = {one.post_id for one in posts if is_gone_post(one, self._gone)}
        return _Found(
            frozenset(gone),
            frozenset(one.post_id for one in posts) - gone,
            frozenset(one.platform for one in records if isinstance(one, Post | Actor)),
            Secrets(_secrets(records, self._gone)),
            not any(isinstance(one, Post | Actor) for one in records),
        )

    def _cut(self, value: Any, before: _Found) -> Any:
        if isinstance(value, str):
            return self._cut_document(value, before)
        cut = Walker(self._gone, before.platforms).clean(value)
        if cut is DROPPED or not before.gone:
            return cut
        return self._without_elements(cut, before.gone)

    def _without_elements(self, value: Any, gone: frozenset[str]) -> Any:
        """Return the item without those elements of its lists that, on their own, still show a post to go."""
        for path, elements in list(_lists(value, ())):
            nothing = self._look(_put(value, path, [])).gone
            if not (self._look(value).gone & gone) - nothing:
                continue
            kept = [one for one in elements if not (self._look(_put(value, path, [one])).gone & gone) - nothing]
            value = _put(value, path, kept)
        return value

    def _cut_document(self, text: str, before: _Found) -> str:
        """Return a feed without its forgotten entries."""
        kept, at = [], 0
        spans = list(pieces(text)) if before.gone else []
        for start, end in spans:
            alone = text[: spans[0][0]] + text[start:end] + text[spans[-1][1] :]
            kept.append(text[at : start if self._look(alone).gone else end])
            at = end
        whole = "".join((*kept, text[at:]))
        found = cleaned(whole, self._gone, before.platforms)
        return text if found == text else found


def _secrets(records: Iterable[Item], gone: Gone) -> Iterator[str]:
    """Yield ids and first words of what must go."""
    for one in records:
        if isinstance(one, Actor) and is_gone_actor(one, gone):
            yield one.actor_id.partition(":")[2]
        elif isinstance(one, Post):
            if is_gone_post(one, gone):
                yield from (one.post_id.partition(":")[2], one.text or "", one.title or "")
            yield from _targets(one.references, gone)


def _targets(references: Iterable[Reference], gone: Gone) -> Iterator[str]:
    for one in references:
        for target in (one.target_post_id, one.target_actor_id):
            if target and gone(target):
                yield target.partition(":")[2]


def _text(value: Any) -> str:
    """Return all texts and numbers of an item, one a line, as they read when decoded."""
    if isinstance(value, dict):
        return "\n".join(_text(one) for one in value.values())
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    return str(value)


def _lists(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], list[Any]]]:
    """Yield the lists of objects in an item, the outer ones first."""
    if len(path) > _DEEPEST:
        return
    if isinstance(value, list):
        if any(isinstance(one, dict | list) for one in value):
            yield path, value
        return
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _lists(one, (*path, name))


def _put(value: Any, path: tuple[str | int, ...], found: Any) -> Any:
    if not path:
        return found
    head, *rest = path
    return {**value, head: _put(value[head], tuple(rest), found)}
