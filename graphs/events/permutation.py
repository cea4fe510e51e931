"""p of each statistic against its placebo days, and max-T over all that was looked at."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphs.events.placebo import TINY, Draws
from graphs.events.profiles import WEEK, Floats, Ints


@dataclass(frozen=True, slots=True)
class Tested:
    """Statistics of one series: per window and event, and per window over all events; nan where not defined.

    `t` are in standard deviations of the placebo days, `peak` the greatest t of each joint shift over all of them.
    """

    observed: Floats
    p: Floats
    t: Floats
    pooled: Floats
    pooled_p: Floats
    pooled_t: Floats
    low: Floats
    high: Floats
    peak: Floats


def against_placebo(statistic: Floats, days: Ints, draws: Draws, count: int) -> Tested:
    """Test whether a statistic is greater on the event days than on placebo days.

    `statistic` has shape (windows, valid days); only the first `count` weeks of the valid days hold placebo days. An
    event alone is ranked among all days of its weekday; the mean over events among the draws. `low` and `high` bound
    the middle nine tenths of the pooled placebo values.
    """
    weekday = statistic[:, : WEEK * count].reshape(len(statistic), count, WEEK)
    mean, spread = weekday.mean(axis=1), weekday.std(axis=1)
    observed = statistic[:, days]
    own = days % WEEK
    greater = (weekday[:, :, own] >= observed[:, None, :] - TINY).sum(axis=1)
    inside = days < WEEK * count
    extreme = greater - inside  # the event's own day is among its weekday's days, unless it lies in the odd last days
    p = (extreme + 1) / (count + np.where(inside, 0, 1))
    means = draws.means(statistic)
    pooled = observed.mean(axis=1)
    pooled_p = np.maximum(((means >= pooled[:, None] - TINY).sum(axis=1) + 1) / (means.shape[1] + 1), draws.least)
    centre, width = means.mean(axis=1), means.std(axis=1)
    t = _scaled(observed, mean[:, own], spread[:, own])
    pooled_t = _scaled(pooled, centre, width)
    joint = statistic[:, draws.days[: draws.joint]]
    cells = _scaled(joint, mean[:, own][:, None, :], spread[:, own][:, None, :])
    peak = np.maximum(
        _peak(cells, (0, 2)), _peak(_scaled(means[:, : draws.joint], centre[:, None], width[:, None]), (0,))
    )
    low, high = np.quantile(means, (0.05, 0.95), axis=1)
    p, pooled_p = np.where(np.isnan(t), np.nan, p), np.where(np.isnan(pooled_t), np.nan, pooled_p)
    return Tested(observed, p, t, pooled, pooled_p, pooled_t, low, high, peak)


def adjusted(t: Floats, peak: Floats, least: float) -> Floats:
    """Return the share of joint shifts whose greatest t over everything looked at reaches t: the max-T p."""
    if not len(peak):
        return np.full(t.shape, np.nan)
    ranked = np.sort(peak)
    reached = len(ranked) - np.searchsorted(ranked, t - TINY, side="left")
    q: npt.NDArray[np.float64] = np.where(np.isnan(t), np.nan, np.maximum((reached + 1) / (len(peak) + 1), least))
    return q


def _scaled(values: Floats, mean: Floats, spread: Floats) -> Floats:
    """Return values in standard deviations; nan where there is no variation."""
    return np.where(spread > TINY, (values - mean) / np.where(spread > TINY, spread, 1.0), np.nan)


def _peak(t: Floats, axes: tuple[int, ...]) -> Floats:
    """Return the greatest t over these axes, minus infinity where none is defined."""
    found: Floats = np.where(np.isnan(t), -np.inf, t).max(axis=axes)
    return found
