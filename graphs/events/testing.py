"""The study of a stack of daily series: what is done once the days of the events and the counts are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from graphs.events.coincidence import Rates, rates
from graphs.events.interaction import Difference, between_series, between_years, spans_of
from graphs.events.permutation import Tested, adjusted, against_placebo
from graphs.events.placebo import LEAST_WEEKS, SETS, Draws, draw, weeks
from graphs.events.profiles import Changes, Floats, Ints, Layout, changes, profiles

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was computed for one series: its changes at the events, its tests, rates and course.

    `tested` and `lead` are None where the series is too short for a null; `q` and `q_lead` have the shape of the
    statistics (windows, events), the pooled ones (windows).
    """

    changes: Changes
    tested: Tested | None = None
    lead: Tested | None = None
    q: Floats | None = None
    q_lead: Floats | None = None
    pooled_q: Floats | None = None
    pooled_q_lead: Floats | None = None
    rates: Rates | None = None
    course: tuple[Floats, Floats, Floats] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Every series of a study against one set of placebo days; differences by the pairs they compare."""

    days: Ints
    weeks: int
    draws: Draws | None
    outcomes: tuple[Outcome, ...]
    across: dict[tuple[int, int], Difference | None]
    over_years: dict[tuple[int, int, int], Difference | None]


def study_stack(
    counts: Floats,
    days: Ints,
    layout: Layout,
    *,
    seed: int,
    pairs: Sequence[Pair] = (),
    years: Ints | None = None,
    sets: int = SETS,
) -> Stack:
    """Test all series (shape: series, days) at the same event days (places among the valid days, in order).

    `pairs` are the series to compare with each other; `years` the year of each valid day. Without 20 weeks of placebo
    days only the changes are given.
    """
    shapes = [profiles(series, layout) for series in counts]
    found = [changes(shape, layout) for shape in shapes]
    valid = len(shapes[0]) if shapes else 0
    count = weeks(valid)
    if count < LEAST_WEEKS or not len(days):
        bare = tuple(Outcome(changes=one) for one in found)
        return Stack(days=days, weeks=count, draws=None, outcomes=bare, across={}, over_years={})
    draws = draw(days, valid, layout, np.random.default_rng([seed, 1]), sets)
    outcomes = [
        Outcome(
            changes=one,
            tested=against_placebo(one.change, days, draws, count),
            lead=against_placebo(one.lead, days, draws, count),
            rates=rates(shape[:, layout.gap], days, draws, layout.windows[0]),
            course=_course(shape, days, draws),
        )
        for one, shape in zip(found, shapes, strict=True)
    ]
    across = {(a, b): between_series(found[a].change[0], found[b].change[0], days, draws) for a, b in pairs}
    over_years = dict(_over_years(found, days, layout, seed, years)) if years is not None else {}
    adjusted_all = tuple(_adjusted(outcomes, draws))
    return Stack(days=days, weeks=count, draws=draws, outcomes=adjusted_all, across=across, over_years=over_years)


def group_pairs(topics: int, groups: int) -> list[Pair]:
    """Return the pairs of series that show one topic in two groups."""
    return [(t * groups + a, t * groups + b) for t in range(topics) for a, b in combinations(range(groups), 2)]


def _over_years(
    found: Sequence[Changes], days: Ints, layout: Layout, seed: int, years: Ints
) -> Iterator[tuple[tuple[int, int, int], Difference | None]]:
    spans = spans_of(years)
    with_events = [year for year, span in spans.items() if ((days >= span.start) & (days < span.stop)).any()]
    for place, one in enumerate(found):
        for early, late in pairwise(with_events):
            rng = np.random.default_rng([seed, 2, place, early])
            yield (place, early, late), between_years(one.change[0], days, (spans[early], spans[late]), layout, rng)


def _adjusted(outcomes: Sequence[Outcome], draws: Draws) -> Iterator[Outcome]:
    """Give each outcome its max-T p over all series, events and windows."""
    tests = [(one.tested, one.lead) for one in outcomes if one.tested and one.lead]
    peak = np.max([one.peak for one, _ in tests], axis=0)
    peak_lead = np.max([lead.peak for _, lead in tests], axis=0)
    for one, (tested, lead) in zip(outcomes, tests, strict=True):
        yield Outcome(
            changes=one.changes,
            tested=tested,
            lead=lead,
            q=adjusted(tested.t, peak, draws.least_joint),
            q_lead=adjusted(lead.t, peak_lead, draws.least_joint),
            pooled_q=adjusted(tested.pooled_t, peak, draws.least_joint),
            pooled_q_lead=adjusted(lead.pooled_t, peak_lead, draws.least_joint),
            rates=one.rates,
            course=one.course,
        )


def _course(shape: Floats, days: Ints, draws: Draws) -> tuple[Floats, Floats, Floats]:
    """Return the mean course at the events and the bounds of nine tenths of the placebo courses, day by day."""
    low, high = np.quantile(draws.means(shape.T), (0.05, 0.95), axis=1)
    return shape[days].mean(axis=0), low, high
