"""Which accounts meet on several objects: exact, however viral an object is, and for windows of days.

    Shares --prune--> accounts and objects that can count --defer--> the k-1 objects with most pairs set apart
                                                                |
                 sweep, an account at a time: partners on the light objects, verified on the deferred ones

An account pair that meets on k distinct objects meets on at least one that is not among the k-1 deferred ones. So the
sweep misses none, and costs the pairs of the light objects only. Memory is that of the accounts and of what is kept.
"""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.measure.coordination.near import allowed
from graphs.measure.coordination.shares import Shares
from graphs.narratives.arrays import I32, I64, Flags

NO_WINDOW = 1 << 62
"""A window that holds everything: two accounts meet on each object that both shared."""
_ROUNDS = 6


class Slots(NamedTuple):
    """The shares as the kernels need them; account a's lie at `by_account[bounds[a]:bounds[a + 1]]`, by object."""

    starts: I64
    object: I32
    account: I32
    content: I32
    time: I64
    own: I32
    counted: Flags
    by_account: I64
    bounds: I64


class Meetings(NamedTuple):
    """Account pairs (`one` < `other`) with the number of distinct objects on which they met."""

    one: I32
    other: I32
    objects: I32


def meetings(shares: Shares, counted: Flags, window: int, *, least: int, loops: bool = False) -> Meetings:
    """Return all account pairs that meet on at least `least` distinct objects, in order."""
    rows = _prune(shares, least)
    slots = _slots(shares.only(rows), counted[rows])
    deferred = _defer(slots, window, least)
    room = 1 << 16
    while True:
        found = np.empty((3, room), dtype=np.int32)
        count = _sweep(slots, deferred, window, least, loops, found)
        if count <= room:
            return Meetings(found[0, :count].copy(), found[1, :count].copy(), found[2, :count].copy())
        room = count


def pairs_of(shares: Shares, counted: Flags, window: int, met: Meetings, *, loops: bool = False) -> tuple[I64, I64]:
    """Return the rows of all pairs of posts behind account pairs, the older first."""
    slots, nothing = _slots(shares, counted), np.zeros(0, dtype=np.int64)
    count = _behind(slots, met.one, met.other, window, loops, nothing, nothing)
    older, newer = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    _behind(slots, met.one, met.other, window, loops, older, newer)
    return older, newer


def _slots(shares: Shares, counted: Flags) -> Slots:
    by_account = np.argsort(shares.account, kind="stable")
    bounds = np.searchsorted(shares.account[by_account], np.arange(shares.accounts + 1)).astype(np.int64)
    arrays = (shares.starts, shares.object, shares.account, shares.content, shares.time, shares.own)
    return Slots(*arrays, counted, by_account, bounds)


def _prune(shares: Shares, least: int) -> Flags:
    """Mark the shares of accounts with `least` objects or more, objects that two such accounts shared or more."""
    rows = np.ones(len(shares), dtype=np.bool_)
    if least < 2:
        return rows
    key = shares.account.astype(np.int64) * shares.objects + shares.object
    use = np.unique(key)
    account, object_ = use // shares.objects, use % shares.objects
    kept: Flags = np.ones(len(use), dtype=np.bool_)
    for _ in range(_ROUNDS):
        sharers = np.bincount(object_[kept], minlength=shares.objects)
        busy = kept & (sharers[object_] >= 2)
        shared = np.bincount(account[busy], minlength=shares.accounts)
        left = busy & (shared[account] >= least)
        if left.sum() == kept.sum():
            break
        kept = left
    wanted: Flags = np.bincount(object_[kept], minlength=shares.objects) >= 2
    able: Flags = np.bincount(account[kept], minlength=shares.accounts) >= least
    return wanted[shares.object] & able[shares.account]


def _defer(slots: Slots, window: int, least: int) -> Flags:
    """Mark the `least` - 1 objects with most pairs of shares inside the window."""
    sizes = slot_pairs(slots.starts, slots.time, window)
    heavy = np.zeros(len(sizes), dtype=np.bool_)
    heaviest = np.argsort(-sizes, kind="stable")[: max(least - 1, 0)]
    heavy[heaviest[sizes[heaviest] > 0]] = True
    return heavy


@kernel
def slot_pairs(starts: I64, time: I64, window: int) -> I64:
    """Count, object by object, the pairs of shares at most `window` apart, whoever shared. O(n)."""
    counts = np.zeros(len(starts) - 1, dtype=np.int64)
    for o in range(len(starts) - 1):
        first = starts[o]
        for i in range(starts[o], starts[o + 1]):
            while time[i] - time[first] > window:
                first += 1
            counts[o] += i - first
    return counts


@kernel
def _pair(slots: Slots, i: int, j: int, window: int, loops: bool) -> bool:
    """Tell whether two shares of one object make a pair that counts."""
    if abs(slots.time[j] - slots.time[i]) > window or not (slots.counted[i] or slots.counted[j]):
        return False
    return allowed(slots.account, slots.content, slots.own[slots.object[i]], i, j, loops)


@kernel
def _sweep(slots: Slots, deferred: Flags, window: int, least: int, loops: bool, found: I32) -> int:
    """Write (account, later account, objects) for pairs that meet on `least` objects; return how many there are."""
    accounts = len(slots.bounds) - 1
    met, seen = np.zeros(accounts, dtype=np.int32), np.full(accounts, -1, dtype=np.int32)
    touched = np.empty(accounts, dtype=np.int32)
    heavy, count = np.sum(deferred), 0
    for a in range(accounts):
        partners = 0
        for place in range(slots.bounds[a], slots.bounds[a + 1]):
            i = slots.by_account[place]
            if not deferred[slots.object[i]]:
                partners = _partners(slots, a, i, window, loops, met, seen, touched, partners)
        for b in np.sort(touched[:partners]):
            objects = met[b]
            met[b], seen[b] = 0, -1
            if heavy and objects + heavy >= least:
                objects += _joint(slots, deferred, window, loops, a, b)
            if objects >= least:
                if count < found.shape[1]:
                    found[0, count], found[1, count], found[2, count] = a, b, objects
                count += 1
    return count


@kernel
def _partners(
    slots: Slots, a: int, i: int, window: int, loops: bool, met: I32, seen: I32, touched: I32, partners: int
) -> int:
    """Count the object of share `i` for each later account that meets it there; return how many are touched."""
    o = slots.object[i]
    for way in (-1, 1):
        j = i + way
        while slots.starts[o] <= j < slots.starts[o + 1] and abs(slots.time[j] - slots.time[i]) <= window:
            b = slots.account[j]
            if (b > a or (loops and b == a)) and seen[b] != o and _pair(slots, i, j, window, loops):
                if met[b] == 0:
                    touched[partners] = b
                    partners += 1
                seen[b] = o
                met[b] += 1
            j += way
    return partners


@kernel
def _joint(slots: Slots, deferred: Flags, window: int, loops: bool, a: int, b: int) -> int:
    """Count the deferred objects on which two accounts meet."""
    joint, last = 0, -1
    for place in range(slots.bounds[a], slots.bounds[a + 1]):
        i = slots.by_account[place]
        o = slots.object[i]
        if not deferred[o] or o == last:
            continue
        k = _first_at(slots, b, o)
        while k < slots.bounds[b + 1] and slots.object[slots.by_account[k]] == o:
            j = slots.by_account[k]
            if i != j and _pair(slots, i, j, window, loops):
                joint += 1
                last = o
                break
            k += 1
    return joint


@kernel
def _first_at(slots: Slots, account: int, o: int) -> int:
    """Return the first place of an account's shares, in order of objects, that is at object `o` or later."""
    low, high = slots.bounds[account], slots.bounds[account + 1]
    while low < high:
        middle = (low + high) // 2
        if slots.object[slots.by_account[middle]] < o:
            low = middle + 1
        else:
            high = middle
    return int(low)


@kernel
def _behind(slots: Slots, one: I32, other: I32, window: int, loops: bool, older: I64, newer: I64) -> int:
    count = 0
    for pair in range(len(one)):
        a, b = one[pair], other[pair]
        first = slots.bounds[b]
        for place in range(slots.bounds[a], slots.bounds[a + 1]):
            i = slots.by_account[place]
            while first < slots.bounds[b + 1] and slots.object[slots.by_account[first]] < slots.object[i]:
                first += 1
            k = first
            while k < slots.bounds[b + 1] and slots.object[slots.by_account[k]] == slots.object[i]:
                j = slots.by_account[k]
                if (a != b or i < j) and _pair(slots, i, j, window, loops):
                    if count < len(older):
                        older[count], newer[count] = min(i, j), max(i, j)
                    count += 1
                k += 1
    return count
