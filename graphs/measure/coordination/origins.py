"""When an object really appeared: its first share is late by chance, and by whom it is shared first.

Outlets that print a wire after fixed delays meet each time, yet the delay since the first print varies with who else
prints. So delays and origins are fitted together over the objects of a pair, by the accounts other than the pair:

    moment of account x on object o = origin of o + delay of x + rest      (medians over x, means over o, in turns)
"""

import numpy as np

from graphs.kernels import kernel
from graphs.measure.coordination.together import Common, View
from graphs.narratives.arrays import F64, I32

ROUNDS, FEWEST, MOST = 3, 3, 2_000
"""Turns of the fit; accounts with two of the objects that place an origin; the earliest shares that are looked at."""


@kernel
def fit_origins(
    seen: View, a: int, b: int, wide: int, common: Common, count: int, origin: F64, total: F64, times: I32
) -> None:
    """Write where each object's origin lies, counted from its first share; all of them are off by one constant.

    Shares more than `wide` after the first say nothing of the origin. Where fewer than `FEWEST` other accounts have two
    of the objects, the first share stays the origin. `total` and `times` are left as zeros.
    """
    rest = np.empty(MOST)
    origin[:count] = 0.0
    for _ in range(ROUNDS):
        for place in range(count):
            _add(seen, a, b, wide, common.object[place], origin[place], total, times)
        for place in range(count):
            o = common.object[place]
            found = 0
            for i in range(seen.starts[o], min(seen.starts[o + 1], seen.starts[o] + MOST)):
                x, since = seen.account[i], seen.time[i] - seen.time[seen.starts[o]]
                if times[x] >= 2 and since <= wide:
                    rest[found] = since - total[x] / times[x]
                    found += 1
            origin[place] = np.median(rest[:found]) if found >= FEWEST else 0.0
        for place in range(count):
            o = common.object[place]
            for i in range(seen.starts[o], min(seen.starts[o + 1], seen.starts[o] + MOST)):
                total[seen.account[i]], times[seen.account[i]] = 0.0, 0


@kernel
def _add(seen: View, a: int, b: int, wide: int, o: int, origin: float, total: F64, times: I32) -> None:
    """Add the delays of an object's accounts, without those of the pair."""
    for i in range(seen.starts[o], min(seen.starts[o + 1], seen.starts[o] + MOST)):
        x, since = seen.account[i], seen.time[i] - seen.time[seen.starts[o]]
        if x != a and x != b and since <= wide:
            total[x] += since - origin
            times[x] += 1
