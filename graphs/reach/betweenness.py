"""Through whom the shortest paths that respect time pass, from the actors of one group to those of another."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F64, I32, I64, Flags
from graphs.reach.links import Bound, TimedLinks, ordered

MOST_SOURCES = 256


def betweenness(
    links: TimedLinks, sources: I64, targets: I64, bound: Bound = "possible", seed: int = 0
) -> tuple[F64, float, int]:
    """Return each actor's share of the pairs that shortest paths join, the number of pairs, and the sources used.

    For a source s and a target t that some path joins, an actor gets the part of the paths with the fewest links from
    s to t that pass through it; the sum over pairs is divided by their number, so that 0.5 means half of the paths.
    Paths respect time as in `arrivals`, without a limit of waiting (shortest temporal betweenness: Buss, Molter,
    Niedermeier and Rymar 2020, doi:10.1145/3394486.3403259). Above MOST_SOURCES a seeded sample of sources is used.
    O(sources · links · log links).
    """
    chosen = np.unique(sources)
    if len(chosen) > MOST_SOURCES:
        chosen = np.sort(np.random.default_rng(seed).choice(chosen, MOST_SOURCES, replace=False))
    inside = np.zeros(links.actors, dtype=np.bool_)
    inside[targets] = True
    line = ordered(links, bound)
    by_source = np.lexsort((np.arange(len(line.source)), line.departs, line.source))
    through, pairs = np.zeros(links.actors), 0.0
    if len(by_source):
        source, target = line.source[by_source], line.target[by_source]
        departs, arrives = line.departs[by_source], line.arrives[by_source]
        start = np.searchsorted(source, np.arange(links.actors + 1))
        by_arrival = np.lexsort((arrives, target))
        pairs = _through(target, departs, arrives, start, by_arrival, chosen, inside, through)
    return through / pairs if pairs else through, pairs, len(chosen)


@kernel
def _through(
    target: I32, departs: I32, arrives: I32, start: I64, by_arrival: I64, sources: I64, inside: Flags, through: F64
) -> float:  # fmt: skip
    """Add every source's part to `through` and return the number of pairs; links are in order of source and departure.

    A link is at level l if the fewest links from the source up to and with it are l. Its departures are opened once,
    by the first level from which they can be reached, so that each link is looked at once a source.
    """
    count, actors = len(target), len(start) - 1
    place = np.empty(count, dtype=np.int64)
    place[by_arrival] = np.arange(count)
    ways, owed, queue = np.zeros(count), np.zeros(count), np.empty(count, dtype=np.int64)
    bundles = np.empty((count, 5), dtype=np.int64)
    opened, depth, total = start[1:].copy(), np.zeros(actors, dtype=np.int64), np.zeros(actors)
    pairs = 0.0
    for s in sources:
        opened[:], depth[:], total[:] = start[1:], 0, 0.0
        number = _outward(
            s, target, departs, arrives, start, by_arrival, place, ways, opened, depth, total, queue, bundles
        )
        depth[s] = 0
        for v in range(actors):
            pairs += 1.0 if inside[v] and depth[v] > 0 else 0.0
        _inward(s, target, departs, arrives, ways, owed, depth, total, queue, bundles[:number], inside, through)
    return pairs


@kernel
def _outward(
    s: int, target: I32, departs: I32, arrives: I32, start: I64, by_arrival: I64, place: I64, ways: F64, opened: I64,
    depth: I64, total: F64, queue: I64, bundles: I64,
) -> int:  # fmt: skip
    """Count the ways to each link, level by level; return how many bundles there are.

    A bundle is the links of one level that arrive at one actor, in order of arrival, with the departures that they
    open: rows of `bundles` are its first and last place in the queue, its departures from and to, and its level.
    """
    head, tail, level, number = 0, 0, 1, 0
    for k in range(start[s], start[s + 1]):
        ways[k], queue[tail], tail = 1.0, k, tail + 1
    opened[s] = start[s]
    while head < tail:
        end = tail
        queue[head:end] = by_arrival[np.sort(place[queue[head:end]])]
        while head < end:
            v, last = target[queue[head]], head + 1
            while last < end and target[queue[last]] == v:
                last += 1
            if depth[v] == 0:
                depth[v], total[v] = level, ways[queue[head:last]].sum()
            low = _open(v, head, last, departs, arrives, start, ways, opened, queue)
            for d in range(low, opened[v]):
                queue[tail], tail = d, tail + 1
            bundles[number, 0], bundles[number, 1], bundles[number, 2] = head, last, low
            bundles[number, 3], bundles[number, 4] = opened[v], level
            opened[v], head, number = low, last, number + 1
        level += 1
    return number


@kernel
def _open(
    v: int, head: int, last: int, departs: I32, arrives: I32, start: I64, ways: F64, opened: I64, queue: I64
) -> int:  # fmt: skip
    """Give the ways to each departure that a bundle is the first to reach, and return the first of these."""
    low = opened[v]
    while low > start[v] and departs[low - 1] >= arrives[queue[head]]:
        low -= 1
    came, sum_ = head, 0.0
    for d in range(low, opened[v]):
        while came < last and arrives[queue[came]] <= departs[d]:
            sum_ += ways[queue[came]]
            came += 1
        ways[d] = sum_
    return int(low)


@kernel
def _inward(
    s: int, target: I32, departs: I32, arrives: I32, ways: F64, owed: F64, depth: I64, total: F64, queue: I64,
    bundles: I64, inside: Flags, through: F64,
) -> None:  # fmt: skip
    """Share out each pair among the links of its paths, from the last level back, and add up what passes actors."""
    for number in range(len(bundles) - 1, -1, -1):
        head, last, low, high, level = bundles[number]
        v, d, beyond = target[queue[head]], high - 1, 0.0
        ends = inside[v] and v != s and depth[v] == level
        for at in range(last - 1, head - 1, -1):
            k = queue[at]
            while d >= low and departs[d] >= arrives[k]:
                beyond += owed[d] / ways[d]
                d -= 1
            passed = ways[k] * beyond
            owed[k] = passed + (ways[k] / total[v] if ends else 0.0)
            if v != s:
                through[v] += passed
