"""Restless paths: a story that rests with an actor for longer than a limit is not passed on from there any more."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import I32, I64, U64, Bits
from graphs.reach.bits import having, lowest
from graphs.reach.links import ALWAYS, NONE

OLD = np.int32(-1)
HEAD, MIDDLE, TAIL, BACK = 0, 1, 2, 3  # the columns of a queue


@kernel
def rest_one(
    source: I32, departs: I32, arrives: I32, needs: I32, coming: I32, coming_to: I32, coming_at: I32,
    coming_time: I64, coming_fresh: I32, found: I64,
) -> None:  # fmt: skip
    """Lower the times of one source, where the last arrival is the freshest; passes are repeated for ties only."""
    count = len(source)
    start = np.where(found == ALWAYS, NONE, OLD).astype(np.int32)
    carried = np.zeros(count, dtype=np.bool_)
    again = True
    while again:
        again, j, latest = False, 0, start.copy()
        for i in range(count + 1):
            while j < count and (i == count or coming_at[j] <= departs[i]):
                if carried[coming[j]]:
                    latest[coming_to[j]] = max(latest[coming_to[j]], coming_fresh[j])
                    found[coming_to[j]] = min(found[coming_to[j]], coming_time[j])
                j += 1
            if i < count and not carried[i] and latest[source[i]] >= needs[i]:
                carried[i] = True
                again |= arrives[i] <= departs[i]


@kernel
def rest_all(
    source: I32, departs: I32, arrives: I32, needs: I32, coming: I32, coming_to: I32, coming_at: I32,
    coming_time: I64, coming_fresh: I32, found: I64,
) -> None:  # fmt: skip
    """Lower the times of up to 64 sources, a bit a source, where the last arrival is the freshest.

    What is still fresh at an actor is the union of what arrived within the limit: a queue an actor, whose union two
    stacks keep up to date in constant time an event. Passes are repeated for ties only.
    """
    count, own = len(source), having(found)
    begin = _begins(coming_to, len(found))
    carried, kept = np.zeros(count, dtype=np.uint64), np.zeros((count, 2), dtype=np.uint64)
    queue = np.empty((len(found), 4), dtype=np.uint64)
    again = True
    while again:
        again, j, ever = False, 0, own.copy()
        for v in range(len(queue)):
            queue[v, HEAD], queue[v, MIDDLE], queue[v, TAIL], queue[v, BACK] = begin[v], begin[v], begin[v], 0
        for i in range(count + 1):
            while j < count and (i == count or coming_at[j] <= departs[i]):
                brought = carried[coming[j]]
                if brought:
                    _push(coming_to[j], brought, coming_fresh[j], queue, kept)
                    _first(coming_to[j], brought, coming_time[j], ever, found)
                j += 1
            if i < count:
                fresh = own[source[i]] | _fresh(source[i], np.uint64(needs[i]), queue, kept)
                again |= (fresh & ~carried[i]) != 0 and arrives[i] <= departs[i]
                carried[i] |= fresh


@kernel
def _begins(coming_to: I32, actors: int) -> I64:
    """Return where each actor's queue begins, which has room for all that ever arrives there."""
    begin = np.zeros(actors, dtype=np.int64)
    for v in coming_to:
        if v + 1 < actors:
            begin[v + 1] += 1
    return np.cumsum(begin)


@kernel
def _push(v: int, brought: Bits, fresh: int, queue: U64, kept: U64) -> None:
    """Put an arrival at the end of an actor's queue: what it brought, and how fresh that is."""
    at = np.int64(queue[v, TAIL])
    kept[at, 0], kept[at, 1] = brought, np.uint64(fresh)
    queue[v, TAIL] = np.uint64(at + 1)
    queue[v, BACK] |= brought


@kernel
def _fresh(u: int, oldest: Bits, queue: U64, kept: U64) -> Bits:
    """Drop what is too old from an actor's queue and return the union of the rest.

    Up to the middle, `kept` holds the union of each place and those after it; from there on the union is at BACK.
    """
    head, tail = np.int64(queue[u, HEAD]), np.int64(queue[u, TAIL])
    while head < tail and kept[head, 1] < oldest:
        head += 1
    if head >= np.int64(queue[u, MIDDLE]):
        for at in range(tail - 2, head - 1, -1):
            kept[at, 0] |= kept[at + 1, 0]
        queue[u, MIDDLE], queue[u, BACK] = np.uint64(tail), np.uint64(0)
    queue[u, HEAD] = np.uint64(head)
    return queue[u, BACK] | (kept[head, 0] if head < np.int64(queue[u, MIDDLE]) else np.uint64(0))


@kernel
def _first(v: int, brought: Bits, time: int, ever: U64, found: I64) -> None:
    new = brought & ~ever[v]
    ever[v] |= new
    while new:
        s = lowest(new)
        found[v, s] = min(found[v, s], time)
        new &= new - np.uint64(1)


@kernel
def rest_any(
    source: I32, departs: I32, arrives: I32, needs: I32, coming: I32, coming_to: I32, coming_at: I32,
    coming_time: I64, coming_fresh: I32, found: I64,
) -> None:  # fmt: skip
    """Lower the times of any sources where intervals of different widths let an earlier arrival be the fresher one.

    The freshest arrival so far is kept for each actor and source. Passes are repeated while something that arrived
    before it departed brings more.
    """
    count, sources = len(source), found.shape[1]
    start = np.where(found == ALWAYS, NONE, OLD).astype(np.int32)
    carried = np.zeros((count, sources), dtype=np.bool_)
    again = True
    while again:
        again, j, latest = False, 0, start.copy()
        for i in range(count + 1):
            while j < count and (i == count or coming_at[j] <= departs[i]):
                k, v = coming[j], coming_to[j]
                for s in range(sources):
                    if carried[k, s]:
                        latest[v, s] = max(latest[v, s], coming_fresh[j])
                        found[v, s] = min(found[v, s], coming_time[j])
                j += 1
            if i < count:
                more = False
                for s in range(sources):
                    fresh = latest[source[i], s] >= needs[i]
                    more |= fresh and not carried[i, s]
                    carried[i, s] |= fresh
                again |= more and arrives[i] <= departs[i]
