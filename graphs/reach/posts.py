"""One post that was taken and is taken from: its two ends are in order, however wide its interval is."""

from typing import NamedTuple

import numpy as np

from graphs.narratives.arrays import I64
from graphs.reach.links import TimedLinks


class Threaded(NamedTuple):
    """Links among actors and posts; `author` is the actor of each node, actors first."""

    links: TimedLinks
    author: I64


def threaded(links: TimedLinks, parent: I64, child: I64) -> Threaded:
    """Add a node for each post of uncertain time that some link takes and another takes from.

    `parent` and `child` number the posts of each link. What was taken by such a post can go on with it for certain,
    while the post's interval alone would not say so: it would have to end before it begins. The node is reached when
    the post was there at the latest, and whoever takes from it does so no sooner.
    """
    width = np.zeros(max(int(max(parent.max(), child.max())) + 1, 1) if len(parent) else 1, dtype=np.int64)
    width[child] = links.taken_hi - links.taken_lo
    both = np.intersect1d(parent, child)
    posts = both[width[both] > 0]
    into, out = np.flatnonzero(np.isin(child, posts)), np.flatnonzero(np.isin(parent, posts))
    inside = out[np.isin(child[out], posts)]
    at_in, at_out, at_both = (
        links.actors + np.searchsorted(posts, ids) for ids in (child[into], parent[out], parent[inside])
    )
    settled = np.zeros(len(width), dtype=np.int64)
    settled[child] = links.taken_hi
    rows = np.concatenate([np.arange(len(parent)), into, out, inside])
    source = np.concatenate([links.source, links.source[into], at_out, at_both])
    ends = np.concatenate(
        [links.target, at_in, links.target[out], links.actors + np.searchsorted(posts, child[inside])]
    )
    posted_lo, posted_hi = links.posted_lo[rows], links.posted_hi[rows]
    taken_lo, taken_hi = links.taken_lo[rows], links.taken_hi[rows]
    from_post, to_post = source >= links.actors, ends >= links.actors
    posted_lo[from_post] = posted_hi[from_post] = settled[parent[rows[from_post]]]
    taken_lo[to_post] = taken_hi[to_post] = settled[child[rows[to_post]]]
    taken_lo[from_post] = np.maximum(taken_lo[from_post], posted_hi[from_post])
    taken_hi[from_post] = np.maximum(taken_hi[from_post], posted_hi[from_post])
    author = np.concatenate([np.arange(links.actors), np.zeros(len(posts), dtype=np.int64)])
    author[at_in] = links.target[into]
    return Threaded(
        TimedLinks(
            links.actors + len(posts), source.astype(np.int32), ends.astype(np.int32), posted_lo, posted_hi, taken_lo,
            taken_hi,
        ),
        author,
    )  # fmt: skip
