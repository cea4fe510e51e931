"""Runs of numbers, one a text, laid end to end: take some of them."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import I64, U32


def take(values: U32, starts: I64, chosen: I64) -> tuple[U32, I64]:
    """Return the runs of the chosen texts, in their order, and the length of each; O(values returned)."""
    lengths = (starts[1:] - starts[:-1])[chosen]
    out = np.empty(int(lengths.sum()), dtype=np.uint32)
    _take(values, starts, chosen, out)
    return out, lengths


@kernel
def _take(values: U32, starts: I64, chosen: I64, out: U32) -> None:
    count = 0
    for text in chosen:
        for i in range(starts[text], starts[text + 1]):
            out[count] = values[i]
            count += 1
