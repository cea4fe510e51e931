"""The links of a case, or of one narrative, with their times, and the actors at their ends."""

from typing import Any, NamedTuple

import numpy as np

from collectors.errors import RequestError
from graphs.evidence import DOCUMENTED, Evidence
from graphs.groups import Group, materialise
from graphs.narratives.arrays import I64, Flags
from graphs.reach.links import NEVER, UNKNOWN, TimedLinks
from graphs.store import Store

EVIDENCE = [str(one) for one in (*DOCUMENTED, Evidence.COPY)]


class Contacts(NamedTuple):
    """All links with the posts they join, those that are documented, and the actors at their ends, in order of id."""

    links: TimedLinks
    parent: I64
    child: I64
    documented: Flags
    actor: tuple[str, ...]
    role: tuple[str, ...]
    country: tuple[str | None, ...]
    source: I64
    target: I64


def contacts(store: Store, narrative: str | None, source: Group, target: Group | None) -> Contacts:
    """Read the links; a page that nobody collected was posted some time before it was taken.

    Raises RequestError where there is no such narrative.
    """
    if narrative is not None and not store.sql("reach/known", narrative=narrative).fetchall():
        raise RequestError(f"There is no narrative {narrative}. `whence narratives CASE` lists those that there are.")
    kinds = [str(one) for one in DOCUMENTED]
    rows = store.sql("reach/links", narrative=narrative, evidence=EVIDENCE, documented=kinds).fetchnumpy()
    ends = [_text(rows[name]) for name in ("source", "target")]
    actors, place = np.unique(np.concatenate(ends), return_inverse=True)
    _, post = np.unique(np.concatenate([_text(rows["parent"]), _text(rows["child"])]), return_inverse=True)
    unseen, latest = np.ma.getmaskarray(rows["posted_lo"]), _times(rows["taken_hi"])
    links = TimedLinks(
        actors=len(actors),
        source=place[: len(unseen)].astype(np.int32),
        target=place[len(unseen) :].astype(np.int32),
        posted_lo=np.where(unseen, UNKNOWN, _times(rows["posted_lo"])),
        posted_hi=np.where(unseen, latest, _times(rows["posted_hi"])),
        taken_lo=_times(rows["taken_lo"]),
        taken_hi=latest,
    )
    materialise(store, source, "reach_source")
    materialise(store, target or source, "reach_target")
    known = store.sql("reach/actors", actors=actors.tolist()).fetchall()
    return Contacts(
        links=links,
        parent=post[: len(unseen)],
        child=post[len(unseen) :],
        documented=np.asarray(rows["documented"], dtype=np.bool_),
        actor=tuple(row[0] for row in known),
        role=tuple(row[1] for row in known),
        country=tuple(row[2] for row in known),
        source=np.flatnonzero([row[3] for row in known]),
        target=np.flatnonzero([row[4] and target is not None for row in known]),
    )


def _text(column: Any) -> "np.typing.NDArray[np.str_]":
    return np.asarray(column, dtype=object).astype(np.str_)


def _times(column: Any) -> I64:
    return np.asarray(np.ma.filled(column, NEVER)).astype(np.int64)
