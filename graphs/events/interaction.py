"""Two changes against each other in one test: group against group, year against year, with an interval.

Two separate tests, of which one is significant and the other not, say nothing about their difference.
"""

from dataclasses import dataclass

import numpy as np

from graphs.events.placebo import LEAST_WEEKS, Draws, draw, weeks
from graphs.events.profiles import Floats, Ints, Layout

MOST_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class Difference:
    """How much greater one mean change is, with its 90 % interval and two-sided p."""

    value: float
    low90: float
    high90: float
    p: float


def between_series(one: Floats, other: Floats, days: Ints, draws: Draws) -> Difference | None:
    """Return by how much the mean change of one series exceeds another's at the same events.

    Series have shape (valid days); both meet the same placebo days. None where they never differ.
    """
    gap = one - other
    return _difference(float(gap[days].mean()), draws.means(gap), draws.least)


def between_years(
    statistic: Floats, days: Ints, spans: tuple[range, range], layout: Layout, rng: np.random.Generator
) -> Difference | None:
    """Return by how much the mean change at the events of the second span exceeds that of the first.

    `spans` are the valid days of the two years; placebo days stay within each. None where either year has under 20
    weeks or no event.
    """
    placed = [_within(days, span, layout, rng) for span in spans]
    if placed[0] is None or placed[1] is None:
        return None
    (first, early), (second, late) = placed[0], placed[1]
    pairs = _pairs(len(early.days), len(late.days), rng)
    before, after = (drawn.means(statistic) for drawn in (early, late))
    value = float(statistic[second].mean() - statistic[first].mean())
    return _difference(value, after[pairs[1]] - before[pairs[0]], 1 / (early.distinct * late.distinct))


def spans_of(years: Ints) -> dict[int, range]:
    """Return the places of each year among days in order, of which `years` holds the years."""
    found, starts = np.unique(years, return_index=True)
    ends = [*starts[1:].tolist(), len(years)]
    return {int(year): range(int(start), end) for year, start, end in zip(found, starts, ends, strict=True)}


def _within(days: Ints, span: range, layout: Layout, rng: np.random.Generator) -> tuple[Ints, Draws] | None:
    """Return the events of a year and placebo days of that year, as places in the whole series."""
    inside = days[(days >= span.start) & (days < span.stop)]
    if weeks(len(span)) < LEAST_WEEKS or not len(inside):
        return None
    drawn = draw(inside - span.start, len(span), layout, rng)
    return inside, Draws(days=drawn.days + span.start, joint=drawn.joint, distinct=drawn.distinct)


def _pairs(early: int, late: int, rng: np.random.Generator) -> Ints:
    """Pair the draws of two years: every pair where these are few, else some at random."""
    if early * late <= MOST_PAIRS:
        return np.indices((early, late)).reshape(2, -1)
    return np.stack([rng.integers(0, size, MOST_PAIRS // 4) for size in (early, late)])


def _difference(value: float, null: Floats, least: float) -> Difference | None:
    centre = float(null.mean())
    low, high = (float(one) for one in np.quantile(null, (0.05, 0.95)))
    if high - low < 1e-9:
        return None
    far = int((np.abs(null - centre) >= abs(value - centre) - 1e-9).sum())
    return Difference(value=value, low90=value - high, high90=value - low, p=max((far + 1) / (len(null) + 1), least))
