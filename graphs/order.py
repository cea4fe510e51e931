"""The probability that one time came before another, when both are known only as intervals."""

import numpy as np
import numpy.typing as npt

from graphs.kernels import kernel

Times = npt.NDArray[np.int64]


@kernel
def p_order(a_lo: int, a_hi: int, b_lo: int, b_hi: int) -> float:
    """Return P(a before b) for independent times, each uniform in its closed interval [lo, hi] of milliseconds.

    Equal instants count one half. Exact: a lies before b's interval, or inside the overlap, where b is later too
    (one time in two) or above it; no term is a difference of squares, so nothing cancels. `build/p_order.sql` is
    the same expression as a SQL macro; a test holds the two together.
    """
    if a_hi == a_lo and b_hi == b_lo:
        return 1.0 if a_lo < b_lo else (0.5 if a_lo == b_lo else 0.0)
    low, high = max(a_lo, b_lo), min(a_hi, b_hi)
    if low > high:
        return 1.0 if a_hi < b_lo else 0.0
    a_width, b_width = float(a_hi - a_lo), float(b_hi - b_lo)
    overlap = float(high - low)
    before = float(low - a_lo) / a_width if a_width > 0 else 0.0
    inside = overlap / a_width if a_width > 0 else 1.0
    above = float(b_hi - high) / b_width if b_width > 0 else 0.0
    within = overlap / b_width if b_width > 0 else 1.0
    return before + inside * (above + 0.5 * within)


@kernel
def p_orders(a_lo: Times, a_hi: Times, b_lo: Times, b_hi: Times) -> npt.NDArray[np.float64]:
    """Return `p_order` row by row for four arrays of one length."""
    out = np.empty(len(a_lo), dtype=np.float64)
    for i in range(len(a_lo)):
        out[i] = p_order(a_lo[i], a_hi[i], b_lo[i], b_hi[i])
    return out
