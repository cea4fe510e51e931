"""Flows: how much went from which group to which, by lane, role and country, language or platform.

Only counts of groups are here, never a person. For the public the story holds crowds in the place of people before it
comes here, so that no count is of fewer than ten.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from viz.crowds import REST
from viz.network import Ties
from viz.scene import Array, Dimension
from viz.story import Actors, Floats, Ints, Links, Posts, codes_of
from viz.words import heading, sort_of

GROUPS = 12
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to aggregate: its groups, and a tie for each pair of them, class of evidence and bin."""

    dimension: Dimension
    cells: Ties

    def columns(self, number: int) -> dict[str, Array]:
        """Return the cells as columns `flow.N.*`, N being the place among the ways."""
        return {
            f"flow.{number}.from": self.cells.source.astype(np.uint8),
            f"flow.{number}.to": self.cells.target.astype(np.uint8),
            f"flow.{number}.evidence": self.cells.evidence.astype(np.uint8),
            f"flow.{number}.bin": self.cells.first.astype(np.uint8),
            f"flow.{number}.count": np.round(self.cells.weight).astype(np.uint32),
        }


def by_actors(name: str, values: Sequence[str], actors: Actors, ties: Ties) -> Way:
    """Aggregate ties by a word about each actor; past GROUPS words the smallest are one group."""
    groups, code = _grouped(values, actors.people.astype(np.float64))
    people = np.bincount(code, actors.people, len(groups)).astype(np.int64)
    return _way(name, groups, people, ties.between(code[ties.source], code[ties.target]))


def by_language(posts: Posts, links: Links, actors: Actors, ties: Ties) -> Way:
    """Aggregate links by the language of the posts at their ends; actors who write in several count in each.

    `ties` are the links one by one.
    """
    groups, code = _grouped(posts.lang, posts.behind.astype(np.float64))
    width = max(len(actors), 1)
    writer = np.unique(code * width + posts.actor)
    people = np.bincount(writer // width, actors.people[writer % width], len(groups)).astype(np.int64)
    return _way("language", groups, people, ties.between(code[links.parent], code[links.child]))


def told_apart(actors: Actors, ties: Ties, *, grouped: bool) -> list[Way]:
    """Return the ways that follow from what is known of actors: by lane if any were given, role and country, each."""
    known = zip(actors.role, actors.country, actors.platform, strict=True)
    sorts = [(sort_of(role, country, where), sort_of(role, "", where)) for role, country, where in known]
    ways = [("lane", [heading(name) for name in actors.sort])] if grouped else []
    ways += [("sort", [sort for sort, _ in sorts]), ("role", [role for _, role in sorts]), ("country", actors.country)]
    return [by_actors(name, values, actors, ties) for name, values in ways]


def several(ways: Sequence[Way]) -> list[Way]:
    """Leave out ways of a single group, but keep the first."""
    return [way for number, way in enumerate(ways) if number == 0 or len(way.dimension.groups) > 1]


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


def _way(name: str, groups: list[str], people: Ints, ends: Ties) -> Way:
    key = ((ends.source * GROUPS + ends.target) * 16 + ends.evidence) * 256 + ends.first
    distinct, row, inverse = np.unique(key, return_index=True, return_inverse=True)
    cells = ends.take(row)
    weight = np.bincount(inverse, ends.weight, len(distinct)).astype(np.float64)
    told = Ties(cells.source, cells.target, cells.evidence, weight, cells.probability, cells.first, cells.last)
    return Way(Dimension(name=name, groups=tuple(groups), actors=tuple(people.tolist())), told)
