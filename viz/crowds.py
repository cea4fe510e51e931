"""For the public, people are shown only in crowds of at least ten: no dot, line or number stands for fewer.

    individuals --sort--> crowds of ten or more --time--> one row for each ten or more people

Individuals of a sort that is rarer than that join the rest; if the rest are still too few they are left out.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from graphs.kernels import kernel
from viz.story import Actors, Flags, Ints, Links, Posts, Story, pick
from viz.words import heading

CROWD = 10
ROWS = 150
REST = "others"


@dataclass(frozen=True, slots=True)
class Crowded:
    """A story in which individuals are crowds, and how many posts were left out because their people were too few."""

    story: Story
    left_out: int


def crowd(story: Story, kind: int) -> Crowded:
    """Put crowds in the place of individuals; `kind` is the code of a row that stands for a crowd."""
    actors, place = crowded_actors(story.actors, _writing(story))
    posts, row_of = _merge_posts(story.posts, story.actors, place, kind)
    links = _merge_links(story.links, row_of)
    left_out = int(story.posts.behind[row_of < 0].sum())
    return Crowded(Story(posts, links, actors, story.outside), left_out)


def crowded_actors(actors: Actors, writing: Ints) -> tuple[Actors, Ints]:
    """Return named actors and crowds, and the place of each former actor among them (-1: left out).

    `writing` lists the actors to count, each once; the others go where their sort goes, or nowhere.
    """
    counted = np.zeros(len(actors), np.bool_)
    counted[writing] = True
    groups = _groups(actors.sort, ~actors.named & counted)
    named = np.flatnonzero(actors.named)
    place = np.full(len(actors), -1, np.int64)
    place[named] = np.arange(len(named))
    for number, (_, members) in enumerate(groups):
        place[members] = len(named) + number
    return _with_crowds(actors, named, groups), place


def _writing(story: Story) -> Ints:
    return np.unique(story.posts.actor[story.posts.behind > 0])


def _groups(sorts: list[str], counted: Flags) -> list[tuple[str, Ints]]:
    """Return the sorts with at least CROWD people, and the rest together where they are that many."""
    by_sort: dict[str, list[int]] = {}
    for row in np.flatnonzero(counted).tolist():
        by_sort.setdefault(sorts[row], []).append(row)
    large = [(name, np.array(rows)) for name, rows in sorted(by_sort.items()) if len(rows) >= CROWD]
    rest = [row for _, rows in sorted(by_sort.items()) if len(rows) < CROWD for row in rows]
    return [*large, ("", np.array(rest))] if len(rest) >= CROWD else large


def _with_crowds(actors: Actors, named: Ints, crowds: list[tuple[str, Ints]]) -> Actors:
    sizes = [len(members) for _, members in crowds]
    ids = [f"crowd-{number}" for number in range(1, len(crowds) + 1)]
    labels = [f"{heading(name or REST)} ({size})" for (name, _), size in zip(crowds, sizes, strict=True)]
    return Actors(
        id=pick(actors.id, named) + ids,
        shown=pick(actors.shown, named) + ids,
        label=pick(actors.label, named) + labels,
        sort=pick(actors.sort, named) + [name or REST for name, _ in crowds],
        role=pick(actors.role, named) + [_common(actors.role, members, "unknown") for _, members in crowds],
        country=pick(actors.country, named) + [_common(actors.country, members, "") for _, members in crowds],
        language=pick(actors.language, named) + [""] * len(crowds),
        platform=pick(actors.platform, named) + [""] * len(crowds),
        named=np.concatenate([np.ones(len(named), np.bool_), np.zeros(len(crowds), np.bool_)]),
        people=np.concatenate([actors.people[named], np.array(sizes, np.int64)]),
    )


def _common(values: list[str], members: Ints, otherwise: str) -> str:
    """Return what all members have in common, else the other word."""
    found = set(pick(values, members))
    return found.pop() if len(found) == 1 else otherwise


def _merge_posts(posts: Posts, actors: Actors, place: Ints, kind: int) -> tuple[Posts, Ints]:
    """Merge each crowd's posts into rows of CROWD or more people; return them and the new row of each former one."""
    own = np.flatnonzero(actors.named[posts.actor])
    parts = [_renamed(posts.take(own), place)]
    row_of = np.full(len(posts), -1, np.int64)
    row_of[own] = np.arange(len(own))
    total = len(own)
    lonely = ~actors.named[posts.actor]
    for group in np.unique(place[posts.actor[lonely]]).tolist():
        if group < 0:
            continue
        members = np.flatnonzero(lonely & (place[posts.actor] == group))
        chunk = chunks(posts.actor[members], CROWD, max(1, len(members) // ROWS), len(actors))
        parts.append(_chunked(posts, members, chunk, group, kind))
        row_of[members] = total + chunk
        total += int(chunk[-1]) + 1
    merged = Posts(**{name: _joined([getattr(part, name) for part in parts]) for name in Posts.__slots__})
    order = np.lexsort((merged.hi, merged.lo))
    back = np.full(total + 1, -1, np.int64)  # its last place answers for row -1
    back[order] = np.arange(total)
    return merged.take(order), back[row_of]


@kernel
def chunks(actor: Ints, people: int, posts: int, actors: int) -> Ints:
    """Return the run of each row; runs have at least `people` actors and `posts` rows, a short tail joins the last.

    One pass; `actors` is one more than the largest actor.
    """
    last = np.full(actors, -1, np.int64)
    number = np.empty(len(actor), np.int64)
    current, different, size = 0, 0, 0
    for row in range(len(actor)):
        if different >= people and size >= posts:
            current, different, size = current + 1, 0, 0
        if last[actor[row]] != current:
            last[actor[row]] = current
            different += 1
        number[row] = current
        size += 1
    if different < people and current > 0:
        for row in range(len(actor)):
            number[row] = min(number[row], current - 1)
    return number


def _renamed(posts: Posts, place: Ints) -> Posts:
    return replace(posts, actor=place[posts.actor])


def _chunked(posts: Posts, members: Ints, chunk: Ints, group: int, kind: int) -> Posts:
    count = int(chunk[-1]) + 1
    starts = np.searchsorted(chunk, np.arange(count))
    return Posts(
        id=[f"crowd-{group}-{number}" for number in range(1, count + 1)],
        reason=[""] * count,
        lang=[""] * count,
        actor=np.full(count, group, np.int64),
        kind=np.full(count, kind, np.int64),
        lo=np.minimum.reduceat(posts.lo[members], starts),
        hi=np.maximum.reduceat(posts.hi[members], starts),
        reposts=np.bincount(chunk, posts.reposts[members], count).astype(np.float64),
        views=np.bincount(chunk, posts.views[members], count).astype(np.float64),
        behind=np.bincount(chunk, posts.behind[members], count).astype(np.int64),
    )


def _merge_links(links: Links, row_of: Ints) -> Links:
    """Carry links over to the merged rows; links of one evidence between the same rows become one, the surest."""
    parent, child = row_of[links.parent], row_of[links.child]
    rows = np.flatnonzero((parent >= 0) & (child >= 0) & (parent != child))
    return merge(links.take(rows), parent[rows], child[rows])


def merge(links: Links, parent: Ints, child: Ints) -> Links:
    """Give the links new ends and merge those that became alike: counts add up, probabilities keep their largest."""
    width = max(int(parent.max(initial=0)), int(child.max(initial=0))) + 1
    key = (parent * width + child) * 16 + links.evidence
    distinct, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    probability, order = np.zeros(len(distinct)), np.zeros(len(distinct))
    np.maximum.at(probability, inverse, links.probability)
    np.maximum.at(order, inverse, links.order)
    behind = np.bincount(inverse, links.behind, len(distinct)).astype(np.int64)
    alone = behind == 1
    detail = [links.detail[row] if single else "" for row, single in zip(first.tolist(), alone.tolist(), strict=True)]
    return Links(parent[first], child[first], links.evidence[first], probability, order, behind, detail)


def _joined(parts: list[Any]) -> Any:
    if isinstance(parts[0], list):
        return [item for part in parts for item in part]
    return np.concatenate(parts)
