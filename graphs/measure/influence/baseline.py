"""What each stream would post by itself: a slow level, times the hour of the week, times the hours after known events.

    level     hat functions, `bandwidth` hours apart        week      168 hours, mean 1
    after     a factor for 0-1, 1-3, 3-6, 6-12, 12-24 h after an event of the list, where there is one

Each is updated by the EM step that leaves the likelihood no smaller; hours with few posts are drawn to their day.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WEEK_HOURS = 168
AFTER = (0, 1, 3, 6, 12, 24)
PRIOR = 20.0  # posts
PRIOR_WEEKS = 156
FLOOR = 1e-12
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Clock:
    """For each hour of a series: its hour of the week, and its place after the last known event (0: none)."""

    week: Ints
    after: Ints

    @property
    def cells(self) -> int:
        """Give the number of hours."""
        return len(self.week)

    def reversed(self) -> "Clock":
        """Return the clock of the series run backwards."""
        return Clock(self.week[::-1].copy(), self.after[::-1].copy())

    def first(self, cells: int) -> "Clock":
        """Return the clock of the first hours."""
        return Clock(self.week[:cells], self.after[:cells])


def clock(cells: int, first_hour: int = 0, events: Floats | None = None) -> Clock:
    """Return the clock of so many hours from an hour of the week on; `events` are hours from the start."""
    hours = np.arange(cells)
    since = np.full(cells, np.inf)
    for event in np.sort(events) if events is not None else ():
        ahead = hours - np.floor(event)
        since = np.where(ahead >= 0, ahead, since)
    after = np.searchsorted(AFTER, since, side="right")
    return Clock((hours + first_hour) % WEEK_HOURS, np.where(after == len(AFTER), 0, after).astype(np.int64))


@dataclass(frozen=True, slots=True)
class Baseline:
    """The parts for each stream: heights of hats (streams, hats), week (streams, 168), after (streams, 6)."""

    heights: Floats
    week: Floats
    after: Floats


def start(counts: Ints, when: Clock, bandwidth: float) -> Baseline:
    """Return a flat baseline that accounts for half of each stream's posts."""
    streams = len(counts)
    hats = int(np.ceil(when.cells / bandwidth)) + 1
    heights = np.repeat(0.5 * counts[:, None] / when.cells, hats, axis=1)
    return Baseline(heights, np.ones((streams, WEEK_HOURS)), np.ones((streams, len(AFTER))))


def rates(parts: Baseline, when: Clock, bandwidth: float) -> Floats:
    """Return the rate of each stream in each hour."""
    left, share = _hats(when.cells, bandwidth)
    level = parts.heights[:, left] * (1 - share) + parts.heights[:, left + 1] * share
    return np.maximum(level * parts.week[:, when.week] * parts.after[:, when.after], FLOOR)


def update(
    parts: Baseline, spontaneous: Floats, when: Clock, bandwidth: float, *, level_only: bool = False
) -> Baseline:
    """Return the baseline that fits the expected spontaneous posts (streams, hours) better: level, week, after."""
    left, share = _hats(when.cells, bandwidth)
    level = parts.heights[:, left] * (1 - share) + parts.heights[:, left + 1] * share
    factor = parts.week[:, when.week] * parts.after[:, when.after]
    per = spontaneous / np.maximum(level, FLOOR)
    size = parts.heights.shape[1]
    taken, exposed = (_spread(values, left, share, size) for values in (per, factor))
    heights = np.maximum(parts.heights * taken / np.maximum(exposed, FLOOR), FLOOR)
    if level_only:
        return Baseline(heights, parts.week, parts.after)
    level = heights[:, left] * (1 - share) + heights[:, left + 1] * share
    week = _week(spontaneous, level * parts.after[:, when.after], when.week)
    after = _after(spontaneous, level * week[:, when.week], when.after)
    return Baseline(heights, week, after)


def _hats(cells: int, bandwidth: float) -> tuple[Ints, Floats]:
    """Return, for the middle of each hour, the hat on its left and how far it is to the next."""
    at: Floats = (np.arange(cells, dtype=np.float64) + 0.5) / np.float64(bandwidth)
    left = at.astype(np.int64)
    share: Floats = at - left
    return left, share


def _spread(values: Floats, left: Ints, share: Floats, size: int) -> Floats:
    """Sum values by hour (streams, hours) over the hats, by their part in each."""
    found = np.zeros((len(values), size))
    for at, row in enumerate(values):
        found[at] = np.bincount(left, row * (1 - share), size) + np.bincount(left + 1, row * share, size)
    return found


def _week(spontaneous: Floats, expected: Floats, hours: Ints) -> Floats:
    """Return the hours of the week, each drawn to hour of day times day of week as if that were three years of data.

    An hour fitted by itself takes in the very posts whose cause is asked: in n weeks, one nth of their excess.
    """
    weight = len(hours) / (len(hours) + PRIOR_WEEKS * WEEK_HOURS)
    week = np.empty((len(spontaneous), WEEK_HOURS))
    for at, (found, due) in enumerate(zip(spontaneous, expected, strict=True)):
        seen, expect = (np.bincount(hours, values, WEEK_HOURS).reshape(7, 24) for values in (found, due))
        whole = max(float(seen.sum()) / max(float(expect.sum()), FLOOR), FLOOR)
        day = (seen.sum(axis=0) + 1) / (expect.sum(axis=0) * whole + 1)
        weekday = (seen.sum(axis=1) + 1) / ((expect * day).sum(axis=1) * whole + 1)
        product = weekday[:, None] * day[None, :]
        ratio = (seen + PRIOR) / (expect * product * whole + PRIOR)
        shape = product * (1 + weight * (ratio - 1))
        week[at] = (shape / shape.mean()).ravel()
    return week


def _after(spontaneous: Floats, expected: Floats, places: Ints) -> Floats:
    """Return the factor after events; the place that is after none stays 1."""
    after = np.ones((len(spontaneous), len(AFTER)))
    for at, (found, due) in enumerate(zip(spontaneous, expected, strict=True)):
        seen, expect = (np.bincount(places, values, len(AFTER)) for values in (found, due))
        after[at, 1:] = (seen[1:] + 1) / (expect[1:] + 1)
    return after
