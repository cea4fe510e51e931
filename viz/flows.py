"""Flows: how much went from which group to which, by lane, role and country, language or platform.

Only counts of groups are here, never a person. For the public the story holds crowds in the place of people before it
comes here, so that no count is of fewer than ten.
"""

from collections.abc import Sequence

import numpy as np

from viz.crowds import REST
from viz.network import Ties, summed
from viz.scene import Dimension
from viz.story import Actors, Floats, Ints, Links, Posts, codes_of

GROUPS = 12
UNKNOWN = "unknown"


def by_actors(name: str, values: Sequence[str], actors: Actors, ties: Ties) -> Dimension:
    """Aggregate ties by a word about each actor; past GROUPS words the smallest are one group."""
    groups, code = _grouped(values, actors.people.astype(np.float64))
    people = np.bincount(code, actors.people, len(groups)).astype(np.int64)
    ends = Ties(code[ties.source], code[ties.target], ties.evidence, ties.weight, ties.probability)
    return _dimension(name, groups, people, ends)


def by_language(posts: Posts, links: Links, actors: Actors) -> Dimension:
    """Aggregate links by the language of the posts at their ends; actors who write in several count in each."""
    groups, code = _grouped(posts.lang, posts.behind.astype(np.float64))
    width = max(len(actors), 1)
    writer = np.unique(code * width + posts.actor)
    people = np.bincount(writer // width, actors.people[writer % width], len(groups)).astype(np.int64)
    weight = links.behind.astype(np.float64)
    return _dimension(
        "language", groups, people, Ties(code[links.parent], code[links.child], links.evidence, weight, weight)
    )


def several(dimensions: Sequence[Dimension]) -> tuple[Dimension, ...]:
    """Leave out dimensions of a single group, but keep the first."""
    return tuple(way for number, way in enumerate(dimensions) if number == 0 or len(way.groups) > 1)


def _grouped(values: Sequence[str], size: Floats) -> tuple[list[str], Ints]:
    """Give each value a number, the largest first; past GROUPS they are the rest; an empty value is unknown."""
    named = [value or UNKNOWN for value in values]
    distinct = sorted(set(named))
    code = codes_of(named, distinct)
    total = np.bincount(code, size, len(distinct))
    rank = np.lexsort((np.arange(len(distinct)), -total))
    place = np.empty(len(distinct), np.int64)
    place[rank] = np.arange(len(distinct))
    if len(distinct) <= GROUPS:
        return [distinct[row] for row in rank.tolist()], place[code]
    kept = [distinct[row] for row in rank[: GROUPS - 1].tolist()]
    return [*kept, REST], np.minimum(place, GROUPS - 1)[code]


def _dimension(name: str, groups: list[str], people: Ints, ends: Ties) -> Dimension:
    ties = summed(ends)
    cells = zip(*(column.tolist() for column in (ties.source, ties.target, ties.evidence, ties.weight)), strict=True)
    return Dimension(
        name=name,
        groups=tuple(groups),
        actors=tuple(people.tolist()),
        cells=tuple((a, b, evidence, round(weight)) for a, b, evidence, weight in cells),
    )
