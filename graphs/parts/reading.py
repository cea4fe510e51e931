"""What the parts of actors are worked out from: posts, seats, links and groups, as columns."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from collectors.errors import RequestError
from graphs.evidence import DOCUMENTED, Evidence
from graphs.groups import Group, materialise
from graphs.narratives.arrays import F64, I64, U8, Flags
from graphs.narratives.listing import LEVELS
from graphs.store import Store

EVIDENCE = [str(one) for one in (*DOCUMENTED, Evidence.COPY)]
MOST_GROUPS = 8


class Told(NamedTuple):
    """Posts in order of narrative and time; `seat` numbers the pairs of narrative and actor.

    Posts of narrative k are rows `starts[k]:starts[k + 1]`, its links `link_starts[k]:link_starts[k + 1]`, with rows
    as parent and child. `posts` counts the collected posts of a seat, `groups` are the groups of its actor as bits.
    """

    narratives: tuple[str, ...]
    starts: I64
    seat: I64
    lo: I64
    hi: I64
    repost: Flags
    unseen: Flags
    parent: I64
    child: I64
    probability: F64
    certain: Flags
    link_starts: I64
    actor: tuple[str, ...]
    seat_narrative: I64
    posts: I64
    role: tuple[str, ...]
    country: tuple[str | None, ...]
    groups: U8


def read(store: Store, narrative: str | None, level: str, groups: Sequence[Group]) -> Told:
    """Read the narratives of a level, or one narrative; raises RequestError where there is none, or too many groups."""
    if len(groups) > MOST_GROUPS:
        raise RequestError(f"{len(groups)} groups are too many at once. Name at most {MOST_GROUPS}.")
    if level not in LEVELS:
        raise RequestError(f"There are no narratives at a level {level!r}. There are: {', '.join(LEVELS)}.")
    store.sql("parts/posts", narrative=narrative, level=level, evidence=EVIDENCE)
    rows = store.sql("parts/rows").fetchnumpy()
    if narrative is not None and not len(rows["lo"]):
        raise RequestError(f"There is no narrative {narrative}. `whence narratives CASE` lists those that there are.")
    links = store.sql("parts/links", evidence=EVIDENCE).fetchnumpy()
    names, place = np.unique(_text(rows["narrative_id"]), return_inverse=True)
    actors, who = np.unique(_text(rows["actor_id"]), return_inverse=True)
    pairs, seat = np.unique(np.column_stack([place, who]), axis=0, return_inverse=True)
    starts = np.searchsorted(place, np.arange(len(names) + 1))
    known = {actor: (role, country) for actor, role, country in store.sql("parts/actors").fetchall()}
    sitting = tuple(str(actors[at]) for at in pairs[:, 1])
    child = links["child"].astype(np.int64)
    return Told(
        narratives=tuple(map(str, names)),
        starts=starts,
        seat=seat.astype(np.int64).ravel(),
        lo=rows["lo"].astype(np.int64),
        hi=rows["hi"].astype(np.int64),
        repost=rows["repost"].astype(np.bool_),
        unseen=rows["unseen"].astype(np.bool_),
        parent=links["parent"].astype(np.int64),
        child=child,
        probability=links["probability"].astype(np.float64),
        certain=links["p_order"].astype(np.float64) >= 1.0,
        link_starts=np.searchsorted(child, starts),
        actor=sitting,
        seat_narrative=pairs[:, 0].astype(np.int64),
        posts=np.bincount(seat.ravel()[~rows["unseen"].astype(np.bool_)], minlength=len(pairs)).astype(np.int64),
        role=tuple(known[actor][0] for actor in sitting),
        country=tuple(known[actor][1] for actor in sitting),
        groups=_bits(store, groups, sitting),
    )


def _text(column: Any) -> "np.typing.NDArray[np.str_]":
    return np.asarray(column, dtype=object).astype(np.str_)


def _bits(store: Store, groups: Sequence[Group], actors: Sequence[str]) -> U8:
    bits = np.zeros(len(actors), dtype=np.uint8)
    for number, group in enumerate(groups):
        materialise(store, group, "part_group")
        members = {actor for (actor,) in store.sql("parts/members").fetchall()}
        bits |= np.array([actor in members for actor in actors], dtype=np.uint8) << np.uint8(number)
    return bits


__all__ = ["EVIDENCE", "MOST_GROUPS", "Told", "read"]
