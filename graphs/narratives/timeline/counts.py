"""Posts a step of time, each spread evenly over the interval in which it was published."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F64, I64

HOUR = 3_600_000
DAY = 24 * HOUR
STEPS = tuple(HOUR * hours for hours in (1, 2, 3, 6, 12)) + tuple(DAY * days for days in (1, 2, 7, 14, 28, 91, 364))
MOST = 60  # steps of a series, where the longest step allows
VAGUE = HOUR  # a post known to an hour or better is counted in steps of hours


def step_for(lo: I64, hi: I64) -> int:
    """Return the shortest step, in ms, that gives at most MOST steps; a day at least where most times are vague."""
    least = DAY if (hi - lo > VAGUE).mean() > 0.5 else HOUR
    span = int(hi.max() - lo.min())
    return next((step for step in STEPS if step >= least and span <= step * MOST), STEPS[-1])


def counts(lo: I64, hi: I64, start: int, step: int, steps: int) -> F64:
    """Return the expected number of posts in each of `steps` steps from `start` on."""
    out = np.zeros(steps)
    _spread(lo, hi, start, step, out)
    return out


@kernel
def _spread(lo: I64, hi: I64, start: int, step: int, out: F64) -> None:
    for i in range(len(lo)):
        first, last = (lo[i] - start) // step, (hi[i] - start) // step
        first, last = min(max(first, 0), len(out) - 1), min(max(last, 0), len(out) - 1)
        if first == last:
            out[first] += 1.0
            continue
        width = float(hi[i] - lo[i])
        for k in range(first, last + 1):
            begin, end = max(lo[i], start + k * step), min(hi[i], start + (k + 1) * step)
            out[k] += (end - begin) / width
