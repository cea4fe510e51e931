"""Each day of a series against the same weekdays of the four weeks before: log(1 + n), so that it compares rates."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WEEK = 7
WEEKS_BEFORE = 4
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """The days around an event that are compared: `gap` days before it, `reach` days after it.

    The baseline is the four weeks that end `gap` days before the event; `gap` is whole weeks and at least the longest
    window, so that no lead lies in the baseline.
    """

    windows: tuple[int, ...]

    @property
    def reach(self) -> int:
        """Give the longest window in days after the event's own day."""
        return max(self.windows)

    @property
    def gap(self) -> int:
        """Give the days between baseline and event: the longest window, rounded up to whole weeks."""
        return WEEK * max(1, -(-self.reach // WEEK))

    @property
    def offsets(self) -> range:
        """Give the days relative to an event that a profile holds."""
        return range(-self.gap, self.reach + 1)

    def valid(self, days: int) -> tuple[int, int]:
        """Return the first day of a series that has a whole profile, and how many such days there are."""
        first = self.gap + WEEK * WEEKS_BEFORE
        return first, max(0, days - self.reach - first)


@dataclass(frozen=True, slots=True)
class Changes:
    """Statistics of every day that could be an event's: arrays of shape (windows, days), the first valid day first.

    `change` is the mean over [0, w], `lead` over [-w, -1], `lag` over [1, w] (both undefined for w = 0).
    """

    change: Floats
    lead: Floats
    lag: Floats


def profiles(counts: Floats, layout: Layout) -> Floats:
    """Return, for every valid day d and offset j, log(1 + n) of day d + j minus the mean of its baseline weekdays.

    Shape (valid days, offsets). The baseline of offset j are the four days of its weekday in the four weeks that end
    `gap` days before d.
    """
    logs = np.log1p(counts)
    first, valid = layout.valid(len(counts))
    days = first + np.arange(valid)
    profile = np.empty((valid, len(layout.offsets)))
    for at, offset in enumerate(layout.offsets):
        nearest = (offset + layout.gap) // WEEK + 1
        back = days[:, None] + offset - WEEK * (nearest + np.arange(WEEKS_BEFORE))
        profile[:, at] = logs[days + offset] - logs[back].mean(axis=1)
    return profile


def changes(profile: Floats, layout: Layout) -> Changes:
    """Average profiles over the windows."""
    parts = [_averages(profile, layout, windows) for windows in _spans(layout.windows)]
    return Changes(*parts)


def _spans(windows: Sequence[int]) -> tuple[list[tuple[int, int]], ...]:
    return [(0, w) for w in windows], [(-w, -1) for w in windows], [(1, w) for w in windows]


def _averages(profile: Floats, layout: Layout, spans: list[tuple[int, int]]) -> Floats:
    sums = np.concatenate([np.zeros((len(profile), 1)), np.cumsum(profile, axis=1)], axis=1)
    found = np.full((len(spans), len(profile)), np.nan)
    for at, (low, high) in enumerate(spans):
        if high >= low:
            found[at] = (sums[:, high + layout.gap + 1] - sums[:, low + layout.gap]) / (high - low + 1)
    return found
