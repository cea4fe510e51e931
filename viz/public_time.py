"""Time for the public: when individuals wrote is told only to spans in which ten or more of their crowd did.

    posts of a crowd by bin --ten people--> spans of bins --> ties and histogram

What outlets and organisations published keeps its own bin. A crowd's span runs from bin to bin until ten different
people of it have written; the last takes a short tail along. Its ties are of the whole span, in flows of its middle;
its posts are spread evenly over it.
"""

from dataclasses import dataclass, replace

import numpy as np

from graphs.propagation.native import arrow
from graphs.store import Store
from viz.crowds import CROWD, chunks
from viz.histogram import Bins
from viz.network import Ties
from viz.story import Actors, Floats, Ints, codes_of


@dataclass(frozen=True, slots=True)
class Spans:
    """By crowd and bin, the first and the last bin of the span; a last row, of those with a name, is each bin alone.

    `named` is how many of the shown actors have a name: they stand first. `posts` is the histogram.
    """

    named: int
    first: Ints
    last: Ints
    posts: Floats

    def rows(self, shown: Ints) -> Ints:
        """Return the row of each of the shown actors."""
        return np.where(shown < self.named, -1, shown - self.named)


def spans(store: Store, actors: Actors, place: Ints, shown: Actors, bins: Bins) -> Spans:
    """Return the spans of the shown actors, crowds among them; `place` is that of each of `actors` among `shown`."""
    table = arrow(store, "scene/actor_bins", ids=actors.id, start=int(bins.start), step=int(bins.step))
    who = codes_of(table["actor_id"].to_pylist(), actors.id)
    at = np.clip(np.asarray(table["bin"].to_numpy(), np.int64), 0, bins.count - 1)
    posts = np.asarray(table["posts"].to_numpy(), np.float64)
    named, each = int(shown.named.sum()), np.arange(bins.count)
    own = place[who]
    alone = (own >= 0) & (own < named)
    low, high, total = [], [], _counted(at[alone], posts[alone], bins)
    for crowd in range(named, len(shown)):
        rows = np.flatnonzero(own == crowd)
        rows = rows[np.argsort(at[rows], kind="stable")]
        first, last = _spans(who[rows], at[rows], len(actors), bins.count)
        total += _spread(first, last, _counted(at[rows], posts[rows], bins))
        low.append(first)
        high.append(last)
    return Spans(named, np.array([*low, each]), np.array([*high, each]), total)


def coarsened(ties: Ties, known: Spans) -> Ties:
    """Give each tie the span of who took: the time of a tie is that of the taker's post."""
    row = known.rows(ties.target)
    return replace(ties, first=known.first[row, ties.first], last=known.last[row, ties.last])


def centred(ties: Ties) -> Ties:
    """Put each tie into the middle bin of its span, for what counts a tie once."""
    middle = (ties.first + ties.last) // 2
    return replace(ties, first=middle, last=middle)


def _spans(who: Ints, at: Ints, actors: int, count: int) -> tuple[Ints, Ints]:
    """Return the first and last bin of the span of each bin, given a crowd's people by bin, in order of time.

    Where a span ends within a bin, that bin belongs to both; so does a bin between two spans, in which nobody wrote.
    """
    if not len(who):
        return np.zeros(count, np.int64), np.full(count, count - 1, np.int64)
    run = chunks(who, CROWD, 1, actors)
    starts = np.flatnonzero(np.diff(run, prepend=-1))
    ends = np.append(starts[1:], len(run)) - 1
    low, high = at[starts], at[ends]
    low[0], high[-1] = 0, count - 1
    before = np.searchsorted(high, np.arange(count), side="left")
    after = np.searchsorted(low, np.arange(count), side="right") - 1
    return low[np.minimum(before, after)], high[np.maximum(before, after)]


def _counted(at: Ints, posts: Floats, bins: Bins) -> Floats:
    found: Floats = np.bincount(at, posts, bins.count).astype(np.float64)
    return found


def _spread(first: Ints, last: Ints, posts: Floats) -> Floats:
    """Spread what stands in each bin evenly over the span of the bin."""
    edges = np.zeros(len(posts) + 1)
    share = posts / (last - first + 1)
    np.add.at(edges, first, share)
    np.add.at(edges, last + 1, -share)
    spread: Floats = np.cumsum(edges)[:-1]
    return np.maximum(spread, 0.0)
