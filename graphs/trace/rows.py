"""The posts and links of all narratives as columns, one row a post in a narrative, read from the case once."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from collectors.errors import RequestError
from graphs.evidence import DOCUMENTED, Evidence
from graphs.groups import Group, materialise
from graphs.store.database import Store
from graphs.trace.pages import mark_widely_cited
from graphs.trace.selection import selected
from graphs.trace.thresholds import Thresholds

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
HOUR = 3_600_000
HORIZON = 14 * 24 * HOUR
MEMBER, AROUND, OUTSIDE = 0, 1, 2
CLASSES = tuple(Evidence)
ORGANISATIONS = ("outlet", "agency", "aggregator", "official", "organisation")
_NEVER = 1 << 52
_MOST_AROUND = 2000
_MOST_TIED = 20  # narratives that one page may tie to one story
_CLOSURE = 3  # documented parents of documented parents of documented parents


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Actors:
    """What is known of the authors of the rows; `codes` are their numbers in the case, in order."""

    codes: Ints
    ids: npt.NDArray[np.object_]
    roles: npt.NDArray[np.object_]
    names: npt.NDArray[np.object_]
    followers: Floats
    source: Bools
    target: Bools
    via: Bools
    organisation: Bools
    overlap: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Links:
    """Links of one narrative by child, then parent; rows are numbered within the narrative."""

    parent: Ints
    child: Ints
    evidence: Ints
    probability: Floats
    p_order: Floats
    documented: Bools

    def part(self, first: int, last: int, base: int) -> "Links":
        """Return the links first to last with rows counted from `base`."""
        return Links(
            parent=self.parent[first:last] - base,
            child=self.child[first:last] - base,
            evidence=self.evidence[first:last],
            probability=self.probability[first:last],
            p_order=self.p_order[first:last],
            documented=self.documented[first:last],
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tree:
    """One narrative's rows in order of time (the middle of the interval, then id), and its links.

    `base` is the number of its first row among all. `part` tells its own posts from those around it (the rest of the
    story, as far as it has words) and from documented parents outside. `source` and `target` say on which side an
    author stands; an actor of both groups stands on neither. `lo` and `hi` are ms; an unseen post has the time of its
    earliest citer. `words` is -1 for a post of no words narrative.
    """

    narrative_id: str
    level: str
    flags: tuple[str, ...]
    base: int
    part: Ints
    unseen: Bools
    actor: Ints
    lo: Ints
    hi: Ints
    repost: Bools
    agency: Bools
    widely: Bools
    wording: npt.NDArray[np.uint64]
    words: Ints
    source: Bools
    target: Bools
    via: Bools
    organisation: Bools
    printer: Bools
    followers: Floats
    selected_by_source: Bools
    selected_by_target: Bools
    quotes_page: Bools
    links: Links

    def __len__(self) -> int:
        return len(self.part)

    @property
    def member(self) -> Bools:
        """Tell which rows are posts of the narrative itself."""
        return np.equal(self.part, MEMBER)

    def swapped(self) -> "Tree":
        """Return the tree with the two sides exchanged."""
        return replace(
            self,
            source=self.target,
            target=self.source,
            selected_by_source=self.selected_by_target,
            selected_by_target=self.selected_by_source,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """The columns of all narratives that were read; `tree` cuts them. `stories` ties narratives that tell one story."""

    actors: Actors
    narratives: list[tuple[str, str, str, int]]
    stories: dict[int, frozenset[int]]
    columns: dict[str, npt.NDArray[Any]]
    links: Links
    offsets: Ints
    link_offsets: Ints

    def tree(self, place: int) -> Tree:
        """Return one narrative, by its place in `narratives`."""
        narrative_id, level, flags, _ = self.narratives[place]
        first, last = int(self.offsets[place]), int(self.offsets[place + 1])
        links = self.links.part(int(self.link_offsets[place]), int(self.link_offsets[place + 1]), first)
        cut = {name: column[first:last] for name, column in self.columns.items()}
        return Tree(narrative_id=narrative_id, level=level, flags=tuple(flags.split()), base=first, links=links, **cut)


def read(
    store: Store,
    *,
    source: Group,
    target: Group,
    via: Group | None,
    narrative: str | None,
    levels: tuple[str, ...],
    thresholds: Thresholds,
) -> Rows:
    """Read the narratives of these levels that have posts of either group; ten thousand cost as few queries as one."""
    _gather(store, source, target, via, narrative, levels, thresholds)
    actors = _actors(store)
    narratives = store.sql("trace/narrative_columns").fetchall()
    nodes = _columns(store, "node_columns")
    columns = _sides(nodes, actors, thresholds) | selected(store, nodes["run_id"])
    offsets = np.searchsorted(nodes["place"], np.arange(len(narratives) + 1)).astype(np.int64)
    links = _links(store)
    return Rows(
        actors=actors,
        narratives=narratives,
        stories=_stories(store),
        columns=columns,
        links=links,
        offsets=offsets,
        link_offsets=np.searchsorted(links.child, offsets).astype(np.int64),
    )


def _gather(
    store: Store,
    source: Group,
    target: Group,
    via: Group | None,
    narrative: str | None,
    levels: tuple[str, ...],
    thresholds: Thresholds,
) -> None:
    """Fill the temporary tables that the columns are read from."""
    materialise(store, source, "trace_source")
    materialise(store, target, "trace_target")
    materialise(store, via or source, "trace_via")
    if via is None:
        store.connection.execute("delete from trace_via")
    documented = [str(one) for one in DOCUMENTED]
    store.sql("trace/actors")
    store.sql("trace/narratives", levels=list(levels), narrative=narrative)
    if narrative is not None and not _known(store, narrative):
        raise RequestError(f"There is no narrative {narrative}. `whence narratives CASE` lists those that there are.")
    store.sql("trace/members")
    store.sql("trace/story", least=thresholds.actors, citers=thresholds.widely_citers, most=_MOST_TIED)
    store.sql("trace/around", most=_MOST_AROUND)
    for _ in range(_CLOSURE):
        store.sql("trace/outside", documented=documented, horizon=HORIZON)
    store.sql("trace/quoted_pages")
    mark_widely_cited(store, thresholds)
    store.sql("trace/nodes", never=_NEVER)


def _known(store: Store, narrative: str) -> bool:
    return any(narrative == row[0] for row in store.sql("trace/narrative_columns").fetchall())


def _actors(store: Store) -> Actors:
    found = _columns(store, "actor_columns")
    both = found["in_source"] & found["in_target"]
    followers = found["followers"].astype(np.float64)
    followers[followers < 0] = np.nan
    return Actors(
        codes=found["code"],
        ids=found["actor_id"],
        roles=found["role"],
        names=found["name"],
        followers=followers,
        source=found["in_source"] & ~both,
        target=found["in_target"] & ~both,
        via=found["in_via"] & ~found["in_source"] & ~found["in_target"],
        organisation=np.isin(found["role"].astype(str), ORGANISATIONS),
        overlap=int(store.scalar("trace/overlap")),
    )


def _sides(nodes: dict[str, npt.NDArray[Any]], actors: Actors, thresholds: Thresholds) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of `Tree` but for selection; `actor` becomes a place among `actors`, -1 where unknown."""
    known = nodes["actor"] >= 0
    actor = np.where(known, np.searchsorted(actors.codes, nodes["actor"]), 0)

    def of(column: npt.NDArray[Any]) -> npt.NDArray[Any]:
        if not len(column):
            return np.zeros(len(actor), dtype=column.dtype)
        return np.where(known, column[actor], np.zeros(1, dtype=column.dtype))

    told = nodes["letters"] >= thresholds.wording_letters
    printer = np.isin(actors.roles.astype(str), ("outlet", "agency"))
    plain = ("unseen", "repost", "agency", "widely", "quotes_page", "lo", "hi")
    return {name: nodes[name] for name in plain} | {
        "part": nodes["part"].astype(np.int64),
        "actor": np.where(known, actor, -1).astype(np.int64),
        "wording": np.where(told, nodes["wording"], 0).astype(np.uint64),
        "words": nodes["words"].astype(np.int64),
        "source": of(actors.source),
        "target": of(actors.target),
        "via": of(actors.via),
        "organisation": of(actors.organisation),
        "printer": of(printer),
        "followers": np.where(known, of(actors.followers), np.nan),
    }


def _stories(store: Store) -> dict[int, frozenset[int]]:
    """Return for each narrative that could be led the words narratives of its story, both by place."""
    found: dict[int, set[int]] = {}
    for place, words in store.sql("trace/story_columns").fetchall():
        found.setdefault(place, set()).add(words)
    return {place: frozenset(words) for place, words in found.items()}


def _links(store: Store) -> Links:
    found = _columns(store, "link_columns")
    codes = {str(name): code for code, name in enumerate(CLASSES)}
    evidence = np.array([codes.get(name, len(CLASSES) - 1) for name in found["evidence"]], dtype=np.int64)
    return Links(
        parent=found["parent"],
        child=found["child"],
        evidence=evidence,
        probability=found["probability"],
        p_order=found["p_order"],
        documented=evidence < len(DOCUMENTED),
    )


def _columns(store: Store, name: str) -> dict[str, npt.NDArray[Any]]:
    return {key: np.asarray(column) for key, column in store.sql(f"trace/{name}").fetchnumpy().items()}
