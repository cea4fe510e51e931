"""Which post came first, when times are known only as intervals."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import F64, I64

MOST = 120  # candidates; beyond, the later ones (by the end of their interval) are left out
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(MOST // 2 + 1)


def first_shares(lo: I64, hi: I64) -> F64:
    """Return for each post the probability that it is the earliest, times independent and uniform in [lo, hi].

    Equal instants share. Exact: between two ends of intervals the density of the minimum is a polynomial, which
    Gauss's rule integrates without error. Of more than MOST posts that could be the first, the rest get 0.
    """
    out = np.zeros(len(lo))
    if len(lo) == 0:
        return out
    able = np.flatnonzero(lo <= hi.min())
    able = able[np.lexsort((able, lo[able], hi[able]))][:MOST]
    base, span = int(lo[able].min()), float(max(hi[able].max() - lo[able].min(), 1))
    low, high = (lo[able] - base) / span, (hi[able] - base) / span
    stop = high.min()
    ends = np.unique(np.concatenate([low, high]))
    out[able] = _integrate(low, high, ends[ends <= stop], stop, _NODES, _WEIGHTS)
    return out


@kernel
def _integrate(low: F64, high: F64, ends: F64, stop: float, nodes: F64, weights: F64) -> F64:
    out = np.zeros(len(low))
    for cell in range(len(ends) - 1):
        half, middle = (ends[cell + 1] - ends[cell]) / 2.0, (ends[cell + 1] + ends[cell]) / 2.0
        for k in range(len(nodes)):
            at = middle + half * nodes[k]
            later = _all_later(low, high, at)
            for i in range(len(low)):
                if low[i] < at < high[i]:
                    out[i] += weights[k] * half * later / (high[i] - at)
    instants = 0
    for i in range(len(low)):
        instants += low[i] == high[i] and low[i] == stop
    for i in range(len(low)):
        if instants and low[i] == high[i] and low[i] == stop:
            out[i] += _all_later(low, high, stop) / instants
    return out


@kernel
def _all_later(low: F64, high: F64, at: float) -> float:
    """Return the probability that every post that is no instant comes after `at`; instants lie at the end or beyond."""
    out = 1.0
    for i in range(len(low)):
        if low[i] < at:
            out *= (high[i] - at) / (high[i] - low[i])
    return out
