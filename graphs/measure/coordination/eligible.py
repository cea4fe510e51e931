"""How many account pairs could have been found: all that share two objects or more, near in time or not."""

from typing import NamedTuple

import numpy as np

from graphs.kernels import kernel
from graphs.measure.coordination.chance import Incidence
from graphs.narratives.arrays import I32, I64

REPEATED = 2
"""Accounts that share fewer objects cannot be near each other repeatedly."""
BUDGET = 4_000_000_000
"""Steps that counting may take; beyond, the number is bounded from above."""


class Eligible(NamedTuple):
    """The number of eligible pairs, and whether it was counted or bounded from above."""

    pairs: int
    counted: bool


def eligible_pairs(use: Incidence, objects: int) -> Eligible:
    """Count the account pairs with `REPEATED` objects in common; a bound makes all q-values larger, never smaller."""
    account = np.repeat(np.arange(len(use.bounds) - 1, dtype=np.int32), np.diff(use.bounds))
    order = np.argsort(use.object, kind="stable")
    sharers, starts = account[order], np.searchsorted(use.object[order], np.arange(objects + 1)).astype(np.int64)
    sizes = np.diff(starts)
    heaviest = int(np.argmax(sizes)) if objects else -1
    if int(np.sum(sizes.astype(np.float64) ** 2) - float(sizes.max(initial=0)) ** 2) > BUDGET:
        able = int(np.sum(np.diff(use.bounds) >= REPEATED))
        return Eligible(able * (able - 1) // 2, False)
    return Eligible(_count(use.bounds, use.object, starts, sharers, heaviest), True)


@kernel
def _count(bounds: I64, object_: I32, starts: I64, sharers: I32, heaviest: int) -> int:
    """Sweep account by account; the object most shared makes no pair alone and is only looked up."""
    accounts = len(bounds) - 1
    met, touched = np.zeros(accounts, dtype=np.int32), np.empty(accounts, dtype=np.int32)
    in_heaviest = np.zeros(accounts, dtype=np.bool_)
    if heaviest >= 0:
        for place in range(starts[heaviest], starts[heaviest + 1]):
            in_heaviest[sharers[place]] = True
    count = 0
    for a in range(accounts):
        partners = 0
        for place in range(bounds[a], bounds[a + 1]):
            o = object_[place]
            if o == heaviest:
                continue
            for other in range(starts[o], starts[o + 1]):
                b = sharers[other]
                if b > a:
                    if met[b] == 0:
                        touched[partners] = b
                        partners += 1
                    met[b] += 1
        for place in range(partners):
            b = touched[place]
            count += met[b] >= 2 or (in_heaviest[a] and in_heaviest[b])
            met[b] = 0
    return count
