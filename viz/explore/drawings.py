"""Maps on demand: lanes, network and flows of one narrative, and the neighbourhood of one actor."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graphs.evidence import Evidence
from viz.explore.actors import actor_asked
from viz.explore.door import Asked
from viz.explore.room import Room
from viz.graph_map import CaseGraph, scene_of
from viz.maps import map_narrative, page
from viz.narrative_map import Request
from viz.network import Ties
from viz.page import Page
from viz.scene import EVIDENCES, Omission
from viz.story import Ints, codes_of, describe

MOST_NEIGHBOURS = 150
MOST_SAMPLES = 400


def drawn(room: Room, asked: Asked) -> Page:
    """Draw a narrative, or the neighbourhood of an actor; the page is that of `whence map`."""
    if asked.text("around"):
        return neighbourhood(room, actor_asked(room, asked))
    view = asked.text("view") or "lanes"
    return map_narrative(room.store, room.people, asked.text("narrative"), view=view, seed=room.seed)


def neighbourhood(room: Room, actor_id: str) -> Page:
    """Draw an actor, those it has most links with, and the links among all of them; timing alone is left out."""
    ties = room.rows("explore/neighbours", actor=actor_id)
    near = _nearest([tie for tie in ties if tie["evidence"] != Evidence.TIMING], actor_id)
    ids = sorted([actor_id, *near[:MOST_NEIGHBOURS]])
    among = [tie for tie in room.rows("explore/among", ids=ids) if tie["evidence"] != Evidence.TIMING]
    found = CaseGraph(describe(room.store, room.people, ids), _ties(among, ids), _samples(among))
    left = len(near) - MOST_NEIGHBOURS
    rule = f"the {MOST_NEIGHBOURS} neighbours with most links"
    omitted = (Omission(what="actors", count=left, of=len(near) + 1, rule=rule),) if left > 0 else ()
    request = Request(view="network", seed=room.seed)
    title = f"Around {room.people.label(actor_id)}"
    subject = room.people.actor(actor_id)
    return page(scene_of(room.store, room.people, found, request, title=title, subject=subject, left_out=omitted))


def _nearest(ties: Sequence[Mapping[str, Any]], actor_id: str) -> list[str]:
    """Return the other actors, those with most links first."""
    weight: dict[str, int] = {}
    for tie in ties:
        weight[tie["other"]] = weight.get(tie["other"], 0) + tie["weight"]
    weight.pop(actor_id, None)
    return sorted(weight, key=lambda other: (-weight[other], other))


def _ties(among: Sequence[Mapping[str, Any]], ids: Sequence[str]) -> Ties:
    codes: Ints = codes_of([tie["evidence"] for tie in among], EVIDENCES)
    return Ties(
        codes_of([tie["origin"] for tie in among], ids),
        codes_of([tie["taker"] for tie in among], ids),
        codes,
        np.array([tie["weight"] for tie in among], np.float64),
        np.array([tie["probability"] for tie in among], np.float64),
        np.zeros(len(among), np.int64),
        np.zeros(len(among), np.int64),
    )


def _samples(among: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    """Return taker, origin and a post of the heaviest ties: the page holds their texts."""
    heaviest = sorted(among, key=lambda tie: (-tie["weight"], tie["origin"], tie["taker"], tie["evidence"]))
    return [(tie["taker"], tie["origin"], tie["post_id"]) for tie in heaviest[:MOST_SAMPLES]]
