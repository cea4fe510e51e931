"""One source: the first arrival at each actor, over links in order of departure."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import I32
from graphs.reach.seeking import place_of


@kernel
def follow_one(
    source: I32, target: I32, departs: I32, arrives: I32, leaving: I32, leaves_from: I32, rank: I32
) -> None:  # fmt: skip
    """Lower `rank` of each actor to that of the first arrival.

    A link that arrives no later than it departs (by its intervals, or in a tie) may serve departures that were read
    already; these are followed from a stack.
    """
    stack = np.empty(len(source), dtype=np.int32)
    for k in range(len(source)):
        if rank[source[k]] <= departs[k] and arrives[k] < rank[target[k]]:
            rank[target[k]] = arrives[k]
            if arrives[k] <= departs[k]:
                _again(k, departs[k], target, departs, arrives, leaving, leaves_from, rank, stack)


@kernel
def _again(
    first: int, now: int, target: I32, departs: I32, arrives: I32, leaving: I32, leaves_from: I32, rank: I32,
    stack: I32,
) -> None:  # fmt: skip
    """Follow the departures up to `now` that the arrival by link `first` allows, and those that these allow."""
    stack[0], size = first, 1
    while size:
        size -= 1
        v, since = target[stack[size]], arrives[stack[size]]
        for at in range(place_of(departs, leaving, leaves_from[v], leaves_from[v + 1], since), leaves_from[v + 1]):
            k = leaving[at]
            if departs[k] > now:
                break
            if arrives[k] < rank[target[k]]:
                rank[target[k]] = arrives[k]
                stack[size], size = k, size + 1
