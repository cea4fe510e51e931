"""Timeline: how many posts of each group a bin, and what the strongest link that leads to each of them is.

counts[group, class, bin]   classes are those of `scene.EVIDENCES`, and last the posts that nothing leads to
"""

from collections.abc import Sequence

import numpy as np

from graphs.propagation.native import arrow
from graphs.store import Store
from viz.histogram import Bins, bins_between, counts
from viz.scene import EVIDENCES, Lane
from viz.story import Floats, Ints, Story
from viz.words import ROLES, counted, heading, sort_of

CLASSES = len(EVIDENCES) + 1
GROUPS = 8
_TIMING = EVIDENCES.index("timing")


def timeline(story: Story, lane: Ints, groups: int, bins: Bins) -> Floats:
    """Count a narrative's posts by lane, strongest link that leads to them, and bin; timing alone leads nowhere."""
    posts, links = story.posts, story.links
    strongest = np.full(len(posts), CLASSES - 1, np.int64)
    told = links.evidence != _TIMING
    np.minimum.at(strongest, links.child[told], links.evidence[told])
    key = lane[posts.actor] * CLASSES + strongest
    found = np.zeros((groups * CLASSES, bins.count))
    for which in np.unique(key).tolist():
        rows = np.flatnonzero(key == which)
        found[which] = counts(posts.lo[rows], posts.hi[rows], posts.behind[rows], bins)
    return found.ravel()


def bins_of_case(store: Store) -> Bins:
    """Return the bins that hold every post of the case."""
    first, last = store.sql("scene/span").fetchone() or (None, None)
    return Bins() if first is None else bins_between(float(first), float(last))


def timeline_of_case(store: Store, bins: Bins) -> tuple[tuple[Lane, ...], Floats]:
    """Count all posts of the case by role and country, strongest link and bin; past GROUPS the smallest are one."""
    if not bins.count:
        return (), np.zeros(0)
    classes = [name for name in EVIDENCES if name not in ("timing", "coshare")]
    table = arrow(store, "scene/case_bins", classes=classes, start=int(bins.start), step=int(bins.step))
    known = (table[name].to_pylist() for name in ("role", "country", "platform"))
    sorts = [sort_of(*each) for each in zip(*known, strict=True)]
    order = _largest(sorts, table["role"].to_pylist(), np.asarray(table["posts"].to_numpy(), np.float64))
    place = {name: number for number, name in enumerate(order)}
    group = np.array([place.get(name, len(order)) for name in sorts], np.int64)
    kind = np.asarray(table["class"].to_numpy(), np.int64)
    at = np.clip(np.asarray(table["bin"].to_numpy(), np.int64), 0, bins.count - 1)
    rows = len(order) + int((group == len(order)).any())
    found = np.zeros((rows, CLASSES, bins.count))
    np.add.at(found, (group, kind, at), np.asarray(table["posts"].to_numpy(), np.float64))
    total = found.sum(axis=(1, 2)).astype(np.int64).tolist()
    names = [*(heading(name) for name in order), heading("others")]
    lanes = tuple(Lane(label=names[row], detail=counted(count, "post")) for row, count in enumerate(total))
    return lanes, found.ravel()


def _largest(sorts: Sequence[str], roles: Sequence[str], posts: Floats) -> list[str]:
    role = dict(zip(sorts, roles, strict=True))
    total = dict.fromkeys(sorted(role), 0.0)
    for name, count in zip(sorts, posts.tolist(), strict=True):
        total[name] += count
    kept = sorted(total, key=lambda name: (-total[name], name))[: GROUPS if len(total) <= GROUPS else GROUPS - 1]
    return sorted(kept, key=lambda name: (ROLES.index(role[name]) if role[name] in ROLES else len(ROLES), name))
