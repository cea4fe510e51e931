"""Read the posts and links of all narratives and their stories from the case, once."""

from typing import Any

import numpy as np
import numpy.typing as npt

from collectors.errors import RequestError
from graphs.evidence import DOCUMENTED
from graphs.groups import Group, materialise
from graphs.store.database import Store
from graphs.trace.pages import mark_widely_cited
from graphs.trace.rows import CLASSES, HOUR, Actors, Ints, Links, Rows
from graphs.trace.selection import selected
from graphs.trace.stories import find_stories
from graphs.trace.thresholds import Thresholds

HORIZON = 14 * 24 * HOUR
ORGANISATIONS = ("outlet", "agency", "aggregator", "official", "organisation")
_NEVER = 1 << 52
_CLOSURE = 3  # documented parents of documented parents of documented parents


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
    story_of = _gather(store, source, target, via, narrative, levels, thresholds)
    actors = _actors(store)
    narratives = store.sql("trace/narrative_columns").fetchall()
    nodes = _columns(store, "node_columns")
    columns = _sides(nodes, actors, thresholds) | selected(store, nodes["run_id"])
    places = max(len(narratives), int(story_of.max(initial=-1)) + 1)
    offsets = np.searchsorted(nodes["place"], np.arange(places + 1)).astype(np.int64)
    links = _links(store)
    return Rows(
        actors=actors,
        narratives=narratives,
        story_of=story_of,
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
) -> Ints:
    """Fill the temporary tables that the columns are read from; return the story of each narrative."""
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
    mark_widely_cited(store, thresholds)
    story_of = find_stories(store, thresholds)
    for _ in range(_CLOSURE):
        store.sql("trace/outside", documented=documented, horizon=HORIZON)
    store.sql("trace/quoted_pages")
    store.sql("trace/nodes", never=_NEVER)
    return story_of


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
        platforms=found["platform"],
        posts=found["posts"].astype(np.int64),
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
    plain = ("unseen", "repost", "article", "agency", "widely", "quotes_page", "lo", "hi")
    return {name: nodes[name] for name in plain} | {
        "part": nodes["part"].astype(np.int64),
        "post": nodes["post"].astype(np.int64),
        "actor": np.where(known, actor, -1).astype(np.int64),
        "wording": np.where(told, nodes["wording"], 0).astype(np.uint64),
        "words": nodes["words"].astype(np.int64),
        "letters": nodes["letters"].astype(np.int64),
        "source": of(actors.source),
        "target": of(actors.target),
        "via": of(actors.via),
        "organisation": of(actors.organisation),
        "printer": of(printer),
        "followers": np.where(known, of(actors.followers), np.nan),
    }


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
