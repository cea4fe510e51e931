"""Event coincidence rates: how many events a burst follows, how many bursts an event precedes.

After Donges et al., "Event coincidence analysis", doi:10.1140/epjst/e2015-50233-y; the null is that of the study.
"""

from dataclasses import dataclass

import numpy as np

from graphs.events.placebo import Draws
from graphs.events.profiles import Floats, Ints

BURST = 0.95


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares with their one-sided p: events with a burst in [0, w], bursts with an event in the w days up to them."""

    bursts: int
    trigger: float
    p_trigger: float
    precursor: float
    p_precursor: float


def rates(own_day: Floats, days: Ints, draws: Draws, window: int) -> Rates | None:
    """Count coincidences of events and bursts: the days whose own change is in the top twentieth of all valid days.

    None where no day stands out.
    """
    burst = own_day > max(np.quantile(own_day, BURST), 0.0)
    if not burst.any():
        return None
    trigger, precursor = _rates(burst, days[None, :], window)
    null_trigger, null_precursor = _rates(burst, draws.days, window)
    return Rates(
        bursts=int(burst.sum()),
        trigger=float(trigger[0]),
        p_trigger=_p(trigger[0], null_trigger, draws),
        precursor=float(precursor[0]),
        p_precursor=_p(precursor[0], null_precursor, draws),
    )


def _rates(burst: np.ndarray, days: Ints, window: int) -> tuple[Floats, Floats]:
    """Return both rates for each row of event days."""
    follows = np.zeros(len(burst), dtype=bool)
    for ahead in range(window + 1):
        follows[: len(burst) - ahead] |= burst[ahead:]
    near = np.zeros((len(days), len(burst)), dtype=bool)
    rows = np.arange(len(days))[:, None]
    for after in range(window + 1):
        at = days + after
        np.logical_or.at(near, (rows, np.minimum(at, len(burst) - 1)), at < len(burst))
    return follows[days].mean(axis=1), near[:, burst].mean(axis=1)


def _p(observed: float, null: Floats, draws: Draws) -> float:
    return max((int((null >= observed - 1e-9).sum()) + 1) / (len(null) + 1), draws.least)
