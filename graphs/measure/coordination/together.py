"""What two accounts have in common: the objects both shared, how often, how soon, and where they were near."""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.measure.coordination.shares import Shares
from graphs.narratives.arrays import F64, I32, I64

HOURS, DELAYS = 24, 18
_HOUR = 3_600_000


class View(NamedTuple):
    """The shares as the kernels need them: with the hour of the day, the class of delay, and an order by account."""

    starts: I64
    object: I32
    account: I32
    time: I64
    hour: I32
    delay: I32
    by_account: I64
    bounds: I64


class Common(NamedTuple):
    """Room for the objects of one pair: each with its shares by either and their delays where these came nearest."""

    object: I64
    times_a: I64
    times_b: I64
    late_a: F64
    late_b: F64
    apart: I64


def view(shares: Shares, window: int) -> View:
    """Return the view; delays since an object's first share double from class to class, the first ends at the window.

    Hours are those of UTC, so that an account's zone does not matter.
    """
    first = shares.time[np.minimum(shares.starts[:-1], max(len(shares) - 1, 0))][shares.object]
    delay = np.ceil(np.log2(1 + (shares.time - first) / max(window, 1_000)))
    by_account = np.argsort(shares.account, kind="stable")
    return View(
        shares.starts,
        shares.object,
        shares.account,
        shares.time,
        (shares.time // _HOUR % HOURS).astype(np.int32),
        np.minimum(delay, DELAYS - 1).astype(np.int32),
        by_account,
        np.searchsorted(shares.account[by_account], np.arange(shares.accounts + 1)).astype(np.int64),
    )


def room(seen: View) -> Common:
    """Return room for the pair with most objects in common."""
    most = int(np.max(np.diff(seen.bounds), initial=1))
    whole, late = [np.empty(most, np.int64) for _ in range(4)], [np.empty(most) for _ in range(2)]
    return Common(whole[0], whole[1], whole[2], late[0], late[1], whole[3])


@kernel
def meet(seen: View, a: int, b: int, common: Common) -> int:
    """Write what accounts `a` and `b` have in common and return the number of objects."""
    i, end_i, j, end_j = seen.bounds[a], seen.bounds[a + 1], seen.bounds[b], seen.bounds[b + 1]
    count = 0
    while i < end_i and j < end_j:
        o, other = seen.object[seen.by_account[i]], seen.object[seen.by_account[j]]
        if o < other:
            i += 1
        elif o > other:
            j += 1
        else:
            last_i, last_j = i, j
            while last_i < end_i and seen.object[seen.by_account[last_i]] == o:
                last_i += 1
            while last_j < end_j and seen.object[seen.by_account[last_j]] == o:
                last_j += 1
            common.object[count] = o
            common.times_a[count], common.times_b[count] = last_i - i, last_j - j
            _nearest(seen, i, last_i, j, last_j, count, common)
            count += 1
            i, j = last_i, last_j
    return count


@kernel
def _nearest(seen: View, i: int, end_i: int, j: int, end_j: int, place: int, common: Common) -> None:
    """Write the delays of the two shares of an object that came nearest to each other."""
    first = seen.time[seen.starts[common.object[place]]]
    common.apart[place] = np.int64(1) << np.int64(62)
    while i < end_i and j < end_j:
        one, other = seen.time[seen.by_account[i]], seen.time[seen.by_account[j]]
        if abs(one - other) < common.apart[place]:
            common.apart[place] = abs(one - other)
            common.late_a[place], common.late_b[place] = one - first, other - first
        if one <= other:
            i += 1
        else:
            j += 1
