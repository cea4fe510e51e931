"""The posts and links of all narratives as columns, one row a post in a narrative."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from graphs.evidence import Evidence

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
HOUR = 3_600_000
MEMBER, OUTSIDE = 0, 2
CLASSES = tuple(Evidence)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Actors:
    """What is known of the authors of the rows; `codes` are their numbers in the case, in order."""

    codes: Ints
    ids: npt.NDArray[np.object_]
    roles: npt.NDArray[np.object_]
    names: npt.NDArray[np.object_]
    platforms: npt.NDArray[np.object_]
    posts: Ints
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
    """One narrative's (or story's) rows in order of time (the middle of the interval, then id), and its links.

    `base` is the number of its first row among all. `part` tells its own posts from documented parents outside; `post`
    is a number that a post has in every narrative and story. `source` and `target` say on which side an
    author stands; an actor of both groups stands on neither. `lo` and `hi` are ms; an unseen post has the time of its
    earliest citer. `words` is -1 for a post of no words narrative.
    """

    narrative_id: str
    level: str
    flags: tuple[str, ...]
    base: int
    part: Ints
    post: Ints
    unseen: Bools
    actor: Ints
    lo: Ints
    hi: Ints
    repost: Bools
    article: Bools
    agency: Bools
    widely: Bools
    wording: npt.NDArray[np.uint64]
    words: Ints
    letters: Ints
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
    """The columns of all narratives that were read, then of their stories; `tree` and `story` cut them.

    `story_of` gives for each narrative the place of its story, which is its own place where no other tells the same.
    """

    actors: Actors
    narratives: list[tuple[str, str, str, int]]
    story_of: Ints
    columns: dict[str, npt.NDArray[Any]]
    links: Links
    offsets: Ints
    link_offsets: Ints

    def tree(self, place: int) -> Tree:
        """Return one narrative, by its place in `narratives`."""
        narrative_id, level, flags, _ = self.narratives[place]
        return self._cut(place, narrative_id, level, tuple(flags.split()))

    def stories(self) -> dict[int, list[int]]:
        """Return the places of each story's narratives, by the story's place."""
        found: dict[int, list[int]] = {}
        for place, story in enumerate(self.story_of.tolist()):
            found.setdefault(story, []).append(place)
        return found

    def story(self, story: int, places: Sequence[int]) -> Tree:
        """Return a story by its place and those of its narratives, under the id of the largest one in words."""
        worded = [place for place in places if self.narratives[place][1] != "link"]
        narrative_id, level, _, _ = self.narratives[(worded or list(places))[0]]
        return self._cut(story, narrative_id, level, ())

    def _cut(self, place: int, narrative_id: str, level: str, flags: tuple[str, ...]) -> Tree:
        first, last = int(self.offsets[place]), int(self.offsets[place + 1])
        links = self.links.part(int(self.link_offsets[place]), int(self.link_offsets[place + 1]), first)
        cut = {name: column[first:last] for name, column in self.columns.items()}
        return Tree(narrative_id=narrative_id, level=level, flags=flags, base=first, links=links, **cut)
