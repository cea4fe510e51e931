"""Lanes: which band each actor stands in, which row of the band, and which posts are drawn when there are too many.

An actor keeps one row of its band, so a row reads as a person's or outlet's course through time; rows are dealt by
the golden ratio in order of first appearance, which keeps neighbours in time apart. The row means nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from graphs.groups import Group, members
from graphs.store import Store
from viz.crowds import REST, merge
from viz.scene import KINDS, Lane, Omission
from viz.story import Actors, Floats, Ints, Posts, Story, codes_of
from viz.words import ROLES, counted, heading

BUDGET = 3_000
LANES = 8
_GOLDEN = 0.618033988749895


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the lanes show: posts and links, the lane of every actor, and what was left out."""

    story: Story
    lanes: tuple[Lane, ...]
    lane: Ints
    row: Floats
    omitted: tuple[Omission, ...]


def draw(story: Story, order: Sequence[str] = (), *, budget: int = BUDGET) -> Drawn:
    """Choose lanes and the posts to draw, at most `budget` of them; `order` lists sorts that each have a lane."""
    names, lane = _lanes(story, order or _largest(story))
    folded, omitted = fold(story, budget)
    return Drawn(folded, _headings(names, lane, story), lane, rows(story, lane), omitted)


def grouped(store: Store, actors: Actors, groups: Sequence[Group]) -> Actors:
    """Let the first group that has an actor be its sort; the others are of the last sort, REST."""
    sort = [REST] * len(actors)
    for group in reversed(groups):
        inside = codes_of(actors.id, members(store, group)) >= 0
        for row in np.flatnonzero(inside).tolist():
            sort[row] = group.name
    return replace(actors, sort=sort)


def rows(story: Story, lane: Ints) -> Floats:
    """Return each actor's height in its lane, in (0, 1)."""
    first = np.full(len(story.actors), np.iinfo(np.int64).max)
    np.minimum.at(first, story.posts.actor, story.posts.lo)
    order = np.lexsort((np.arange(len(first)), first, lane))
    starts = np.searchsorted(lane[order], np.arange(int(lane.max(initial=0)) + 1))
    rank = np.empty(len(first), np.int64)
    rank[order] = np.arange(len(first)) - starts[lane[order]]
    height: Floats = np.mod(0.32 + rank * _GOLDEN, 1.0)
    return height


def fold(story: Story, budget: int) -> tuple[Story, tuple[Omission, ...]]:
    """Return a story of at most `budget` posts: first reposts go into their originals, then the least linked go."""
    total = int(story.posts.behind.sum())
    if len(story.posts) <= budget:
        return story, ()
    folded = _fold_reposts(story)
    rule = "reposts folded into their originals"
    if len(folded.posts) > budget:
        folded = _most_linked(folded, budget)
        rule += f"; of the rest the {budget:,} with most links"
    shown = int((folded.posts.behind > 0).sum())
    return folded, (Omission(what="posts", count=total - shown, of=total, rule=rule),)


def _fold_reposts(story: Story) -> Story:
    """Let the original stand for its reposts; what hung on a repost hangs on the original."""
    posts, links = story.posts, story.links
    home = np.arange(len(posts))
    is_repost = posts.kind == KINDS.index("repost")
    observed = np.flatnonzero((links.evidence == 0) & is_repost[links.child])
    home[links.child[observed][::-1]] = links.parent[observed][::-1]
    for _ in range(64):
        further = home[home]
        if np.array_equal(further, home):
            break
        home = further
    behind = np.bincount(home, posts.behind, len(posts)).astype(np.int64)
    keep = np.flatnonzero(home == np.arange(len(posts)))
    return _keep(story, posts, behind, home, keep)


def _most_linked(story: Story, budget: int) -> Story:
    posts, links = story.posts, story.links
    degree = np.bincount(links.parent, links.behind, len(posts)) + np.bincount(links.child, links.behind, len(posts))
    keep = np.sort(np.lexsort((np.arange(len(posts)), -posts.reposts, -degree))[:budget])
    return _keep(story, posts, posts.behind, np.arange(len(posts)), keep)


def _keep(story: Story, posts: Posts, behind: Ints, home: Ints, keep: Ints) -> Story:
    row = np.full(len(posts), -1, np.int64)
    row[keep] = np.arange(len(keep))
    parent, child = row[home[story.links.parent]], row[home[story.links.child]]
    links = np.flatnonzero((parent >= 0) & (child >= 0) & (parent != child))
    kept = merge(story.links.take(links), parent[links], child[links])
    return Story(replace(posts, behind=behind).take(keep), kept, story.actors, story.outside)


def _lanes(story: Story, order: Sequence[str]) -> tuple[list[str], Ints]:
    """Give a number to the lanes that have an actor; who is of no listed sort stands in a last lane."""
    lane = codes_of(story.actors.sort, order)
    lane[lane < 0] = len(order)
    used = np.unique(lane)
    names = [*order, REST]
    return [names[number] for number in used.tolist()], np.searchsorted(used, lane)


def _largest(story: Story) -> list[str]:
    """Return the sorts with most posts, in the order of their roles, then of their first posts."""
    actors, posts = story.actors, story.posts
    distinct = sorted(set(actors.sort))
    sort = codes_of(actors.sort, distinct)
    count = np.bincount(sort[posts.actor], np.maximum(posts.behind, 1), len(distinct))
    rank = np.lexsort((np.arange(len(distinct)), -count))
    kept = rank if len(distinct) <= LANES else rank[: LANES - 1]
    first = np.full(len(distinct), np.iinfo(np.int64).max)
    np.minimum.at(first, sort[posts.actor], posts.lo)
    place = {role: number for number, role in enumerate(ROLES)}
    role = {name: place.get(role, len(ROLES)) for name, role in zip(actors.sort, actors.role, strict=True)}
    return [distinct[which] for which in sorted(kept.tolist(), key=lambda n: (role[distinct[n]], int(first[n]), n))]


def _headings(names: list[str], lane: Ints, story: Story) -> tuple[Lane, ...]:
    people = np.bincount(lane, story.actors.people, len(names)).astype(np.int64)
    posts = np.bincount(lane[story.posts.actor], story.posts.behind, len(names)).astype(np.int64)
    return tuple(
        Lane(label=heading(name), detail=f"{counted(count, 'actor')} · {counted(amount, 'post')}")
        for name, count, amount in zip(names, people.tolist(), posts.tolist(), strict=True)
    )
