"""Groups of things that pairs tie together."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt


def joined(count: int, pairs: Iterable[tuple[int, int]]) -> npt.NDArray[np.int64]:
    """Return for each of `count` things the least member of its group."""
    root = list(range(count))

    def find(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for a, b in pairs:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    return np.array([find(one) for one in range(count)], dtype=np.int64)
