"""Where a time stands among the departures of an actor."""

from graphs.kernels import kernel
from graphs.narratives.arrays import I32


@kernel
def place_of(departs: I32, leaving: I32, low: int, high: int, rank: int) -> int:
    """Return the first place from `low` to `high` in `leaving` whose link departs at `rank` or later."""
    while low < high:
        middle = (low + high) // 2
        if departs[leaving[middle]] < rank:
            low = middle + 1
        else:
            high = middle
    return low
