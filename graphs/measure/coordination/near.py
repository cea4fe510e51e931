"""Which posts about one object lie within the window: CooRTweet's table of pairs, without ever a quadratic step.

    Shares --take_part--> of active accounts --met--> which contents meet another --lasting--> which of them count
                                                                                      |
                                                                    count, list_pairs: rows (older, newer)

After Giglietto et al. (2020, DOI 10.1080/1369118X.2020.1739732) as CooRTweet 2.1.3 computes it.
"""

import numpy as np

from graphs.kernels import kernel
from graphs.measure.coordination.shares import Shares
from graphs.narratives.arrays import I32, I64, Flags


def take_part(shares: Shares, least: int) -> Shares:
    """Return the shares of accounts with at least `least` rows in the layer."""
    scoped = _scoped(shares, shares.account, shares.accounts)
    counts = np.bincount(scoped)
    return shares.only(counts[scoped] >= least)


def lasting(shares: Shares, window: int, least: int, *, loops: bool) -> Flags:
    """Return a mark for each share: does its content belong to an account that meets others at least `least` times?

    Meeting is to have another account's share of the same object within `window` milliseconds, both ends included.
    O(n), however many pairs there are.
    """
    if least < 1:
        return np.ones(len(shares), dtype=np.bool_)
    met = np.zeros(len(shares), dtype=np.bool_)
    _met(shares.starts, shares.account, shares.content, shares.time, shares.own, window, loops, met)
    contents = _scoped(shares, shares.content, len(shares.content_names))
    accounts = _scoped(shares, shares.account, shares.accounts)
    meeting = _marked(contents, met)
    counts = np.bincount(accounts[meeting[contents]], minlength=int(accounts.max(initial=0)) + 1)
    counted = meeting[contents] & (counts[accounts] >= least)
    return _marked(contents, counted)[contents]


def list_pairs(shares: Shares, counted: Flags, window: int, *, loops: bool, most: int) -> tuple[I64, I64]:
    """Return the rows of all pairs, the older first; raise OverflowError when there are more than `most`."""
    arrays = (shares.starts, shares.account, shares.content, shares.time, shares.own, counted, window, loops)
    count = _pairs(*arrays, most, np.zeros(0, np.int64), np.zeros(0, np.int64))
    if count > most:
        raise OverflowError(count)
    older, newer = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    _pairs(*arrays, most, older, newer)
    return older, newer


def _scoped(shares: Shares, numbers: I32, count: int) -> I64:
    """Return numbers of accounts or contents that differ from layer to layer."""
    return shares.layer[shares.object].astype(np.int64) * count + numbers


def _marked(numbers: I64, marks: Flags) -> Flags:
    found = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.bool_)
    found[numbers[marks]] = True
    return found


@kernel
def allowed(account: I32, content: I32, own: int, i: int, j: int, loops: bool) -> bool:
    """Tell whether two shares of an object make a pair: with `loops` any two do."""
    return loops or (account[i] != account[j] and content[i] != content[j] and content[i] != own and content[j] != own)


@kernel
def _met(starts: I64, account: I32, content: I32, time: I64, own: I32, window: int, loops: bool, met: Flags) -> None:
    """Mark each share that has a partner; a run of one account's shares is passed over in one step."""
    n = len(time)
    before, after = np.empty(n, np.int64), np.empty(n, np.int64)
    for o in range(len(starts) - 1):
        low, high = starts[o], starts[o + 1]
        for i in range(low, high):
            same = i > low and account[i] == account[i - 1]
            before[i] = before[i - 1] if same else i - 1
        for i in range(high - 1, low - 1, -1):
            same = i < high - 1 and account[i] == account[i + 1]
            after[i] = after[i + 1] if same else i + 1
        for i in range(low, high):
            j = i - 1
            while not met[i] and j >= low and time[i] - time[j] <= window:
                met[i] = allowed(account, content, own[o], i, j, loops)
                j = before[j] if account[j] == account[i] and not loops else j - 1
            j = i + 1
            while not met[i] and j < high and time[j] - time[i] <= window:
                met[i] = allowed(account, content, own[o], i, j, loops)
                j = after[j] if account[j] == account[i] and not loops else j + 1


@kernel
def _pairs(
    starts: I64,
    account: I32,
    content: I32,
    time: I64,
    own: I32,
    counted: Flags,
    window: int,
    loops: bool,
    most: int,
    older: I64,
    newer: I64,
) -> int:
    """Count the pairs, and write them where there is room; stop counting beyond `most`."""
    count = 0
    for o in range(len(starts) - 1):
        for i in range(starts[o], starts[o + 1]):
            for j in range(i + 1, starts[o + 1]):
                if time[j] - time[i] > window:
                    break
                if (counted[i] or counted[j]) and allowed(account, content, own[o], i, j, loops):
                    if count < len(older):
                        older[count], newer[count] = i, j
                    count += 1
            if count > most:
                return count
    return count
