"""What the dossier knows: read once from the store, with people already disguised for its audience."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from collectors.errors import RequestError
from graphs.people import People
from graphs.store.database import Store, Value
from graphs.trace.finding import Finding, disclose, document
from graphs.trace.keep import saved
from viz.page import escape, isolate, link
from viz.report.words import VERDICTS, shortened
from viz.words import heading, spoken

MOST_FINDINGS = 24
MOST_UNDECIDED = 4
UNDECIDED = ("separate", "cannot tell")
LEAST_CROWD = 10
"""The fewest individuals that a page for the public counts together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One finding as a page shows it.

    `shown` is the finding's document with people disguised, without its lists of posts and actors; `native` has those,
    with the case's own ids, of which only what the audience may see is shown.
    """

    key: str
    shown: Mapping[str, Any]
    native: Mapping[str, Any]
    narrative: Mapping[str, Any]

    @property
    def verdict(self) -> str:
        """Name the verdict."""
        return str(self.shown["verdict"])

    @property
    def pair(self) -> tuple[str, str, str | None]:
        """Name the two groups and the relay group, as headings."""
        via = self.shown.get("via_group")
        return (heading(str(self.shown["source_group"])), heading(str(self.shown["target_group"])), _named(via))


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Everything that the sections are written from."""

    store: Store
    people: People
    public: bool
    totals: Mapping[str, Any]
    views: tuple[View, ...]
    narratives: Mapping[str, Mapping[str, Any]]
    spread: tuple[Mapping[str, Any], ...]
    maps: Mapping[str, str]

    @property
    def told(self) -> tuple[View, ...]:
        """Return the findings that have a section of their own: the decided ones, and the largest of the others."""
        decided = [view for view in self.views if view.verdict not in UNDECIDED][:MOST_FINDINGS]
        others = [view for view in self.views if view.verdict in UNDECIDED]
        others.sort(key=lambda view: -view.narrative.get("posts", 0))
        chosen = {view.key for view in (*decided, *others[: min(MOST_UNDECIDED, MOST_FINDINGS - len(decided))])}
        return tuple(view for view in self.views if view.key in chosen)

    @cached_property
    def places(self) -> frozenset[str]:
        """Name the findings to which a link can lead."""
        return frozenset(view.key for view in self.told)

    def linked(self, view: View) -> str:
        """Return what a finding's narrative is called, as a link to its section where it has one."""
        label = self.label(view.narrative)
        return f'<a href="#{view.key}">{label}</a>' if view.key in self.places else label

    def rows(self, name: str, **values: Value) -> list[dict[str, Any]]:
        """Run a query of `queries/report` and return its rows."""
        return rows(self.store, name, **values)

    def label(self, narrative: Mapping[str, Any]) -> str:
        """Return what a narrative is called, escaped: its own words in quotation marks where they may be shown."""
        words = narrative.get("words")
        name = escape(narrative["narrative_id"])
        return f"“{isolate(shortened(str(words)))}”" if words else f"narrative {name}"

    def actor(self, actor_id: str) -> str:
        """Return the label of an actor, escaped."""
        return isolate(self.people.label(actor_id))


def read(store: Store, people: People, *, public: bool, maps: Mapping[str, str], top: int) -> Dossier:
    """Read the case: totals, saved findings in the order of the page, the `top` narratives of each level."""
    documents = [(_plain(document(disclose(_spoken(finding), people))), document(finding)) for finding in saved(store)]
    spread = rows(store, "spread", top=top)
    ids = sorted({str(native["narrative_id"]) for _, native in documents} | {row["narrative_id"] for row in spread})
    narratives = _narratives(store, people, ids, public=public)
    documents.sort(key=lambda pair: _order(pair[1], narratives))
    views = tuple(
        View(
            key=f"finding-{place}",
            shown=shown,
            native=native,
            narrative=narratives.get(str(native["narrative_id"]), {"narrative_id": native["narrative_id"]}),
        )
        for place, (shown, native) in enumerate(documents, start=1)
    )
    return Dossier(
        store=store,
        people=people,
        public=public,
        totals=rows(store, "totals")[0],
        views=views,
        narratives=narratives,
        spread=tuple(narratives[row["narrative_id"]] for row in spread),
        maps={name: relative(address) for name, address in maps.items()},
    )


def rows(store: Store, name: str, **values: Value) -> list[dict[str, Any]]:
    """Run a query of `queries/report` and return its rows as dictionaries."""
    found = store.sql(f"report/{name}", **values)
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def relative(address: str) -> str:
    """Return a link to a file beside the page, quoted; anything that could lead elsewhere raises RequestError."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith(("/", "\\")) or not address.strip():
        raise RequestError(f"{address!r} is not a path relative to the report. Give the map's path beside it.")
    return quote(parts.path.replace("\\", "/"))


def source_link(url: str | None, text: str) -> str:
    """Return text as a link to what it speaks of, where there is an address."""
    return link(url, text) if url else isolate(text)


def _spoken(finding: Finding) -> Finding:
    """Return a finding without its lists of posts and actors, which are disguised only where a section shows them."""
    return msgspec.structs.replace(finding, paths=(), relays=(), rests_on=())


def _plain(shown: dict[str, Any]) -> dict[str, Any]:
    """Let the words of a finding call its groups as a reader would: `local_bloggers` reads `local bloggers`."""
    groups = {str(shown[name]) for name in ("source_group", "target_group", "via_group") if shown.get(name)}
    for field in ("sentence", "paragraph", "reason"):
        shown[field] = spoken(str(shown[field]), groups)
    return shown


def _narratives(store: Store, people: People, ids: list[str], *, public: bool) -> dict[str, dict[str, Any]]:
    """Return narratives by id, each with `words`: its label with people disguised.

    The public is shown words only of named actors, never those of an individual.
    """
    known = {row["narrative_id"]: row for row in rows(store, "labels", ids=ids)}
    heard = rows(store, "spoken", ids=ids) if public else []
    spoken = {row["narrative_id"]: row["words"] for row in heard if people.named(row["actor_id"])}
    for narrative_id, row in known.items():
        words = spoken.get(narrative_id) if public else row["label"]
        row["words"] = people.text(words) if words else None
    return known


def _named(group: object) -> str | None:
    return heading(str(group)) if group else None


def _order(native: Mapping[str, Any], narratives: Mapping[str, Mapping[str, Any]]) -> tuple[Any, ...]:
    verdict = str(native["verdict"])
    rank = VERDICTS.index(verdict) if verdict in VERDICTS else len(VERDICTS)
    posts = narratives.get(str(native["narrative_id"]), {}).get("posts", 0)
    return (rank, -posts, *(str(part or "") for part in _identity(native)))


def _identity(native: Mapping[str, Any]) -> tuple[Any, ...]:
    return (native["narrative_id"], native["source_group"], native["target_group"], native.get("via_group") or None)
