"""Who starts, bridges and is late in one narrative, over and over with times and uncertain links drawn anew."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F64, I64, U8, U64, Flags
from graphs.trace.sampler import uniform

NEVER, ALWAYS = np.iinfo(np.int64).max, np.iinfo(np.int64).min
LATE = 0.75  # share of a narrative's posts after which an actor who comes in is late
LEAST = 5  # posts; in smaller narratives nobody is late
STARTS, BRIDGES, LATER = 0, 1, 2


@kernel
def play(
    seat: I64, lo: I64, hi: I64, repost: Flags, unseen: Flags, parent: I64, child: I64, probability: F64,
    certain: Flags, seats: int, groups: U8, number: int, kind: I64, kinds: int, draws: int, state: U64,
) -> tuple[F64, F64]:  # fmt: skip
    """Return each seat's share of draws in each part (seats x 3), and each kind's seats, draw by draw.

    Posts, seats and links are those of one narrative, numbered from 0. A draw takes a time for each post, uniform in
    its interval, and keeps each link with its probability; a link whose order is not certain needs its parent to be
    drawn earlier. O(draws · (posts · log posts + groups · links)).
    """
    share, count = np.zeros((seats, 3)), np.zeros((draws, kinds, 3))
    at, use = np.empty(len(lo), dtype=np.int64), np.empty(len(parent), dtype=np.bool_)
    for d in range(draws):
        for i in range(len(lo)):
            at[i] = lo[i] + np.int64(uniform(state) * float(hi[i] - lo[i] + 1)) if hi[i] > lo[i] else lo[i]
        for k in range(len(parent)):
            kept = probability[k] >= 1.0 or uniform(state) < probability[k]
            use[k] = kept and (certain[k] or unseen[parent[k]] or at[parent[k]] <= at[child[k]])
        _add(first_of(seat, at, unseen, seats), STARTS, share, count, kind, d)
        bridging = bridges(seat, at, unseen, parent, child, use, seats, groups, number)
        _add(bridging, BRIDGES, share, count, kind, d)
        _add(late(seat, at, repost, unseen, child, use, seats), LATER, share, count, kind, d)
    return share / draws, count


@kernel
def _add(amount: F64, part: int, share: F64, count: F64, kind: I64, draw: int) -> None:
    for s in range(len(amount)):
        share[s, part] += amount[s]
        if kind[s] >= 0:
            count[draw, kind[s], part] += amount[s]


@kernel
def first_of(seat: I64, at: I64, unseen: Flags, seats: int) -> F64:
    """Give 1 to the seat of the earliest collected post; equal instants share."""
    out, least, ties = np.zeros(seats), NEVER, 0
    for i in range(len(at)):
        if not unseen[i] and at[i] <= least:
            ties = ties + 1 if at[i] == least else 1
            least = at[i]
    for i in range(len(at)):
        if not unseen[i] and at[i] == least:
            out[seat[i]] += 1.0 / ties
    return out


@kernel
def late(seat: I64, at: I64, repost: Flags, unseen: Flags, child: I64, use: Flags, seats: int) -> F64:
    """Give 1 to seats whose first post comes after LATE of all posts, if one of their posts passes on another."""
    out = np.zeros(seats)
    own = np.sort(at[~unseen])
    if len(own) < LEAST:
        return out
    cut = own[int(np.ceil(LATE * len(own))) - 1]
    first, passes = np.full(seats, NEVER), repost & ~unseen
    for k in range(len(child)):
        passes[child[k]] |= use[k]
    for i in range(len(at)):
        if not unseen[i]:
            first[seat[i]] = min(first[seat[i]], at[i])
    for i in range(len(at)):
        if passes[i] and first[seat[i]] > cut:
            out[seat[i]] = 1.0
    return out


@kernel
def bridges(
    seat: I64, at: I64, unseen: Flags, parent: I64, child: I64, use: Flags, seats: int, groups: U8, number: int
) -> F64:
    """Give 1 to seats through which one group's story reaches another by a path that respects time.

    A link takes the story from the parent's author, when the parent is posted, to the child's author, when the child
    is. Who has it can pass it on from then on, with any post. A seat bridges if the story arrives there from a group
    no later than it leaves there for another group. A page that nobody collected has no time: it can open a path, and
    passes on nothing that arrived.
    """
    out = np.zeros(seats)
    if number < 2 or len(parent) == 0:
        return out
    order = np.argsort(at[child])
    arrives, leaves = np.full((number, seats), NEVER), np.full((number, seats), ALWAYS)
    for g in range(number):
        _arrivals(seat, at, unseen, parent, child, use, groups, g, order, arrives[g])
        _departures(seat, at, unseen, parent, child, use, groups, g, order, leaves[g])
    for s in range(seats):
        for g in range(number):
            for h in range(number):
                if g != h and arrives[g, s] != NEVER and arrives[g, s] <= leaves[h, s]:
                    out[s] = 1.0
    return out


@kernel
def _sent(at: I64, unseen: Flags, parent: int, child: int) -> int:
    return ALWAYS if unseen[parent] else min(at[parent], at[child])


@kernel
def _arrivals(
    seat: I64, at: I64, unseen: Flags, parent: I64, child: I64, use: Flags, groups: U8, group: int, order: I64, out: I64
) -> None:  # fmt: skip
    """Note the earliest time at which each seat has the group's story from another."""
    changed = True
    while changed:
        changed = False
        for k in order:
            u, v = seat[parent[k]], seat[child[k]]
            if not use[k] or u == v:
                continue
            has = groups[u] >> np.uint8(group) & np.uint8(1) or out[u] <= _sent(at, unseen, parent[k], child[k])
            if has and at[child[k]] < out[v]:
                out[v] = at[child[k]]
                changed = True


@kernel
def _departures(
    seat: I64, at: I64, unseen: Flags, parent: I64, child: I64, use: Flags, groups: U8, group: int, order: I64, out: I64
) -> None:  # fmt: skip
    """Note the latest time at which each seat can pass the story on so that it reaches the group."""
    changed = True
    while changed:
        changed = False
        for k in order[::-1]:
            u, v = seat[parent[k]], seat[child[k]]
            if not use[k] or u == v:
                continue
            reaches = groups[v] >> np.uint8(group) & np.uint8(1) or out[v] >= at[child[k]]
            sent = _sent(at, unseen, parent[k], child[k])
            if reaches and sent > out[u]:
                out[u] = sent
                changed = True
