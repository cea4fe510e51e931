"""Where events might as well have been: joint shifts by whole weeks, and weekday-matched placebo sets.

    real events   ..|..|.........|....          one cluster keeps its inner spacing
    joint shift   .......|..|.........|         all by the same weeks, circular within the days that can be compared
    placebo set   ....|..|......|.....          each cluster by weeks of its own

Events whose days around them overlap form a cluster, so that their dependence is kept in the null.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphs.events.profiles import WEEK, Floats, Ints, Layout

LEAST_WEEKS = 20
SETS = 1000
LEAST_SETS = 200
TRIES = 10
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Draws:
    """Placebo days of shape (draws, events), as places among the valid days; the real days are not among the rows.

    The first `joint` rows are joint shifts, the others placebo sets. `distinct` is how many placements the clusters
    allow, the real one included; no p goes below its inverse.
    """

    days: Ints
    joint: int
    distinct: float

    @property
    def least(self) -> float:
        """Give the least p that these draws allow."""
        return max(1 / (len(self.days) + 1), 1 / self.distinct)

    @property
    def least_joint(self) -> float:
        """Give the least p that joint shifts allow."""
        return 1 / (self.joint + 1)

    def means(self, values: Floats) -> Floats:
        """Return the mean over the events of each draw of values a day (any leading axes, valid days last).

        Sets lose the spacing of the events, on which the variance of a mean depends (a baseline may hold another
        event); joint shifts keep it. The sets' means are therefore stretched to the spread of the joint shifts' means.
        """
        means: Floats = values[..., self.days].mean(axis=-1)
        shifts, sets = means[..., : self.joint], means[..., self.joint :]
        if sets.shape[-1]:
            centre, width, own = sets.mean(-1, keepdims=True), sets.std(-1), shifts.std(-1)
            stretch = np.where(width > TINY, own / np.where(width > TINY, width, 1.0), 1.0)
            sets = shifts.mean(-1, keepdims=True) + (sets - centre) * stretch[..., None]
        return np.concatenate([shifts, sets], axis=-1)


def clusters(days: Ints, layout: Layout) -> Ints:
    """Return the number of each event's cluster: events nearer than the days around them reach are together."""
    breaks = np.diff(days, prepend=days[:1]) > layout.gap + layout.reach
    return np.cumsum(breaks, dtype=np.int64)


def weeks(valid: int) -> int:
    """Return how many whole weeks the valid days hold."""
    return valid // WEEK


def draw(days: Ints, valid: int, layout: Layout, rng: np.random.Generator, sets: int = SETS) -> Draws:
    """Draw placebo days for events on these valid days (in order): all joint shifts, and at least 200 placebo sets.

    Clusters that are apart stay apart in a set; where the list is too dense for that, other sets fill up. A list of
    one cluster has no other sets than its joint shifts.
    """
    cluster, count = clusters(days, layout), weeks(valid)
    groups = int(cluster.max(initial=-1)) + 1
    joint = shifted(days, np.arange(1, count)[:, None], count)
    if groups < 2:
        return Draws(days=joint, joint=len(joint), distinct=float(count))
    wanted = max(LEAST_SETS, sets)
    own = rng.integers(0, count, size=(TRIES * wanted, groups))
    placed = shifted(days, own[:, cluster], count)
    best = placed[np.argsort(~_apart(placed, groups, layout), kind="stable")[:wanted]]
    return Draws(days=np.concatenate([joint, best]), joint=len(joint), distinct=float(count) ** groups)


def shifted(days: Ints, shifts: Ints, count: int) -> Ints:
    """Move days forward by weeks, circular within `count` weeks; the weekday stays."""
    moved: npt.NDArray[np.int64] = (days + WEEK * shifts) % (WEEK * count)
    return moved


def _apart(placed: Ints, groups: int, layout: Layout) -> npt.NDArray[np.bool_]:
    """Tell of each placement whether its days form at least as many clusters as there are."""
    breaks = np.diff(np.sort(placed, axis=1), axis=1) > layout.gap + layout.reach
    apart: npt.NDArray[np.bool_] = breaks.sum(axis=1) + 1 >= groups
    return apart
