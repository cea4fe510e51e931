"""Bursts of posts whose times are intervals: the share of drawn times in which each post lies in a burst."""

from typing import NamedTuple

import numpy as np

from graphs.narratives.arrays import F64, I64
from graphs.narratives.timeline.bursts import burst_states

DRAWS = 100


class Bursting(NamedTuple):
    """For each post the share of draws in which its state is above the mean rate, and its mean state."""

    share: F64
    level: F64


def bursting(lo: I64, hi: I64, *, rng: np.random.Generator, draws: int = DRAWS) -> Bursting:
    """Draw each post's time uniformly from [lo, hi], again and again, and run the automaton on each drawing.

    A bare date is a whole day, so twenty posts of one date make no burst within that day, only against other days.
    Where all times are instants, one run says all. O(draws · n · (states + log n)).
    """
    turns = draws if (lo < hi).any() else 1
    share, level = np.zeros(len(lo)), np.zeros(len(lo))
    for _ in range(turns):
        times = rng.integers(lo, hi, endpoint=True) if turns > 1 else lo
        order = np.argsort(times, kind="stable")
        states = burst_states(times[order])
        share[order] += states > 0
        level[order] += states
    return Bursting(share / turns, level / turns)
