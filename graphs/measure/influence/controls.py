"""What must hold before a weight is shown: direction, shared shocks, speed, fit to posts that were held out.

forward - backward     the same fit on time reversed: what looks the same both ways is no influence
forward - redrawn      times redrawn within cells of a few half-lives: shocks stay, order within them goes
half-life              under a quarter of the bandwidth, else the baseline could have taken it
rescaled               held-out posts, on the clock of their own intensity, are a Poisson process
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from graphs.measure.influence.baseline import Floats, Ints, rates
from graphs.measure.influence.fit import Fit, HalfLife, Streams, best_half_life, influences, refit_level, settled
from graphs.measure.influence.kernels import rescaled

LEVEL = 0.90
FAMILY = 0.05
CELL_HALF_LIVES = 6
LEAST_BLOCKS = 20
TRAINED = 2 / 3


@dataclass(frozen=True, slots=True)
class Spread:
    """An estimate with its standard error, both (i, j), and the degrees of freedom of that error."""

    value: Floats
    error: Floats
    freedom: int

    def interval(self, level: float = LEVEL) -> tuple[Floats, Floats]:
        """Return the two-sided interval."""
        half = stats.t.ppf(0.5 + level / 2, self.freedom) * self.error
        return self.value - half, self.value + half

    def above(self, many: int) -> npt.NDArray[np.bool_]:
        """Tell where the interval lies above nought, at 5 % over this many pairs together."""
        low, _ = self.interval(1 - 2 * FAMILY / max(1, many))
        above: npt.NDArray[np.bool_] = low > 0
        return above


@dataclass(frozen=True, slots=True)
class Controlled:
    """Fits of the streams as they are, reversed and redrawn, with the spread of the weight and of both differences."""

    forward: Fit
    weight: Spread
    against_reversed: Spread
    against_redrawn: Spread
    discrepancy: Floats
    held_out: Ints


def controlled(streams: Streams, width: int, rng: np.random.Generator) -> Controlled:
    """Fit the streams and run every control; blocks of `width` hours carry the intervals."""
    search = best_half_life(streams)
    half_life = search.value
    forward = settled(streams, half_life)
    backward_streams = streams.reversed()
    backward = settled(backward_streams, half_life)
    shaken_streams = redrawn(streams, CELL_HALF_LIVES * half_life, rng)
    shaken = settled(shaken_streams, half_life)
    own = influences(streams, forward, width)
    turned = influences(backward_streams, backward, width)[::-1]
    shaken_own = influences(shaken_streams, shaken, width)
    discrepancy, held_out = held_out_discrepancy(streams, half_life)
    return Controlled(
        forward=forward,
        weight=_widened(_spread(forward.weights, own), search),
        against_reversed=_spread(forward.weights - backward.weights, own - turned),
        against_redrawn=_spread(forward.weights - shaken.weights, own - shaken_own),
        discrepancy=discrepancy,
        held_out=held_out,
    )


def redrawn(streams: Streams, cell: float, rng: np.random.Generator) -> Streams:
    """Redraw each time uniformly within its cell of so many hours; what lasts longer than a cell stays."""
    first = np.floor(streams.times / cell) * cell
    last = np.minimum(first + cell, streams.when.cells)
    times = first + (last - first) * rng.random(len(first))
    order = np.argsort(times, kind="stable")
    return Streams(times[order], streams.marks[order], streams.when, streams.bandwidth, streams.count)


def held_out_discrepancy(streams: Streams, half_life: float) -> tuple[Floats, Ints]:
    """Return, by stream, the Kolmogorov distance of held-out rescaled gaps from exponential, and how many there are.

    Weights and week are fitted to the first two thirds of the time; on the last third only the level is fitted anew.
    """
    cut = int(streams.when.cells * TRAINED)
    trained = settled(streams.first(cut), half_life)
    tested = refit_level(streams, trained)
    base = rates(tested.baseline, streams.when, streams.bandwidth)
    passed = rescaled(streams.times, streams.marks, base, tested.weights, tested.rate)
    late = streams.times >= cut
    distance, counts = np.full(streams.count, np.nan), np.zeros(streams.count, dtype=np.int64)
    for stream in range(streams.count):
        gaps = np.diff(passed[late & (streams.marks == stream)])
        counts[stream] = len(gaps)
        if len(gaps):
            distance[stream] = stats.kstest(-np.expm1(-gaps), "uniform").statistic
    return distance, counts


def _widened(found: Spread, search: HalfLife) -> Spread:
    """Add to the error what the half-life's own adds."""
    return Spread(found.value, np.sqrt(found.error**2 + search.slope**2 * search.variance), found.freedom)


def _spread(value: Floats, moved: Floats) -> Spread:
    blocks = len(moved)
    return Spread(value, np.sqrt(blocks / max(1, blocks - 1) * (moved**2).sum(axis=0)), max(1, blocks - 1))
