"""Choose a window where the analyst names none: the widest at which repeated meetings are hardly ever chance."""

from typing import NamedTuple

import numpy as np

from graphs.measure.coordination.controls import repeated, shuffle_times
from graphs.measure.coordination.detect import Settings
from graphs.measure.coordination.meetings import slot_pairs
from graphs.measure.coordination.shares import Shares

WINDOWS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600)
DEFAULT = 60.0
_DRAWS, _LEAST, _CHANCE, _BUDGET = 5, 3.0, 0.1, 400_000_000


class Choice(NamedTuple):
    """The window in seconds, why it was chosen, and how many were tried (each p is multiplied by that)."""

    window: float
    reason: str
    tries: int


def choose_window(shares: Shares, least: int, rng: np.random.Generator) -> Choice:
    """Take the window at which most account pairs meet on three objects beyond what five shuffles give.

    Only windows count where shuffles give at most a tenth of the pairs observed: wider ones find more pairs, but more
    of them by chance. Windows finer than the times themselves, and those that hold too many pairs to count, are left
    out. Where none is left with three pairs more than shuffles give, 60 s is taken and the reason says so.
    """
    tried = [window for window in WINDOWS if window >= _grain(shares) and _affordable(shares, window)]
    if not tried:
        return Choice(DEFAULT, f"Every window holds too many pairs to compare; {DEFAULT:g} s is the default.", 1)
    dealt = [shuffle_times(shares, rng) for _ in range(_DRAWS)]
    best, most, told = DEFAULT, 0.0, ""
    for window in tried:
        asked = Settings(window=window, min_participation=least)
        observed = int(repeated(shares, asked)[1])
        mean = float(np.mean([repeated(other, asked)[1] for other in dealt]))
        if observed - mean > max(most, _LEAST) and mean <= _CHANCE * observed:
            best, most = float(window), observed - mean
            told = f"{observed:,} account pairs met on three or more objects where shuffled times give {mean:.1f}"
    listed = ", ".join(map(str, tried))
    if told:
        reason = f"At {best:g} s {told}; of the windows tried ({listed} s) none finds more that is as rarely chance."
    else:
        reason = (
            f"At none of {listed} s do clearly more account pairs meet on three objects than with shuffled times; "
            f"{DEFAULT:g} s is the default."
        )
    return Choice(best, reason, len(tried))


def _grain(shares: Shares) -> float:
    """Return how coarse the times are: one minute or one hour where all lie on it, else nothing."""
    for grain in (3_600, 60):
        if len(shares) and not np.any(shares.time % (grain * 1_000)):
            return float(grain)
    return 0.0


def _affordable(shares: Shares, window: float) -> bool:
    return int(slot_pairs(shares.starts, shares.time, round(window * 1_000)).sum()) <= _BUDGET
