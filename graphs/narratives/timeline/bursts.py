"""When a stream of events comes faster than its own rate: Kleinberg's burst automaton, for times known as intervals.

Kleinberg, "Bursty and Hierarchical Structure in Streams", Data Mining and Knowledge Discovery 7 (2003),
doi:10.1023/A:1024940629314; doi:10.1145/775047.775061.
"""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F64, I64

FASTER = 2.0  # each state expects gaps this many times shorter than the one below
STEP_COST = 1.0  # the price of a step up, times the logarithm of the number of events
STATES = 12
LEAST = 5  # fewer events than these have no bursts


def burst_states(times: I64, *, states: int = STATES) -> I64:
    """Return the state (0: its own mean rate) of each event; `times` are sorted milliseconds.

    The cheapest sequence of states for the gaps between events: state i expects exponential gaps `FASTER**i` times
    shorter than the mean, a step up costs `STEP_COST · ln n` a state, a step down nothing. Event k has the state of
    the gap that ends with it, the first event that of the gap after it. Gaps under a second count as a second. Of
    equal costs the lower state is taken. O(n · states).
    """
    if len(times) < LEAST or times[-1] == times[0]:
        return np.zeros(len(times), dtype=np.int64)
    gaps = np.maximum(np.diff(times), 1000) / 1000.0
    found = gap_states(gaps, states=states)
    either: I64 = np.maximum(np.append(found, 0), np.append(0, found))
    return either


def gap_states(gaps: F64, *, states: int = STATES) -> I64:
    """Return the state of each gap, of positive lengths."""
    return _viterbi(gaps, gaps.mean(), min(states, _useful(gaps)), FASTER, STEP_COST * np.log(len(gaps)))


def _useful(gaps: F64) -> int:
    """Return how many states can differ: the fastest expects gaps no shorter than the shortest."""
    return int(np.ceil(1 + np.log(max(gaps.mean() / gaps.min(), 1.0)) / np.log(FASTER))) + 1


@kernel
def _viterbi(gaps: F64, mean: float, states: int, faster: float, step: float) -> I64:
    n = len(gaps)
    came = np.empty((n, states), dtype=np.int8)
    cost, before = np.full(states, np.inf), np.empty(states)
    cost[0] = 0.0
    for k in range(n):
        before[:] = cost
        best, source = np.inf, 0
        for i in range(states):  # up, or staying: the best lower start, dearer by a step a state
            best += step
            if before[i] < best:
                best, source = before[i], i
            cost[i], came[k, i] = best, source
        best, source = np.inf, 0
        for i in range(states - 1, -1, -1):  # down costs nothing
            if before[i] <= best:
                best, source = before[i], i
            if best < cost[i]:
                cost[i], came[k, i] = best, source
        for i in range(states):
            rate = faster**i / mean
            cost[i] += rate * gaps[k] - np.log(rate)
    out = np.empty(n, dtype=np.int64)
    at = int(np.argmin(cost))
    for k in range(n - 1, -1, -1):
        out[k] = at
        at = came[k, at]
    return out
