"""What independent streams under common shocks show, and whether planted influence is found: over seeds."""

from collections.abc import Callable

import numpy as np

from graphs.measure.influence.controls import controlled, redrawn
from graphs.measure.influence.fit import Streams

ALONE = np.diag([0.2, 0.2, 0.2])
LED = np.array([[0.2, 0.0, 0.0], [0.3, 0.1, 0.0], [0.0, 0.0, 0.2]])
OFF = ~np.eye(3, dtype=bool)


def test_independent_streams_under_common_shocks_show_no_influence(planted: Callable[..., Streams]) -> None:
    """Weights alone look like influence in every one of three worlds; with the controls no pair of any is left.

    The benchmark influence_controls.py asks more kinds of shocks, with more seeds.
    """
    fooled = 0
    for seed in range(3):
        found = controlled(planted(seed, ALONE, shocks=12, days=75), 72, np.random.default_rng(seed))
        fooled += bool((found.weight.above(6) & OFF).any())
        shown = found.weight.above(6) & found.against_reversed.above(6) & found.against_redrawn.above(6)
        assert not (shown & OFF).any()
    assert fooled == 3


def test_a_planted_influence_is_recovered_within_its_interval(planted: Callable[..., Streams]) -> None:
    """Shown in each of four worlds, no other pair in any, the interval right in three or more."""
    right = 0
    for seed in range(4):
        found = controlled(planted(seed, LED, days=75), 72, np.random.default_rng(seed))
        shown = found.weight.above(6) & found.against_reversed.above(6) & found.against_redrawn.above(6)
        assert (shown & OFF).sum() == 1 and shown[1, 0]
        low, high = found.against_reversed.interval()[0][1, 0], found.weight.interval()[1][1, 0]
        right += low <= 0.3 <= high
        assert np.nanmax(found.discrepancy) < 0.05 and found.forward.half_life < 18
    assert right >= 3


def test_a_rhythm_that_the_baseline_cannot_hold_does_not_fit_held_out_posts(planted: Callable[..., Streams]) -> None:
    """One post every twenty minutes, by the clock, is no such process: the distance is far over the limit."""
    streams = planted(3, ALONE, days=60)
    clockwork = streams.marks == 2
    times = np.where(clockwork, np.floor(streams.times * 3) / 3, streams.times)
    kept = ~clockwork | (np.diff(times, prepend=-1.0) > 0)
    order = np.argsort(times[kept], kind="stable")
    changed = Streams(times[kept][order], streams.marks[kept][order], streams.when, 72.0, 3)
    found = controlled(changed, 72, np.random.default_rng(0))
    assert found.discrepancy[2] > 0.05


def test_redrawn_times_stay_in_their_cells(planted: Callable[..., Streams]) -> None:
    """Each stream keeps its counts per cell, in order of time; only the order within a cell is new."""
    streams = planted(4, LED, days=10)
    other = redrawn(streams, 3.0, np.random.default_rng(0))
    assert (np.diff(other.times) >= 0).all()
    for stream in range(3):
        before, after = (
            np.bincount((one.times[one.marks == stream] // 3).astype(int), minlength=80) for one in (streams, other)
        )
        assert (before == after).all()
    assert not np.allclose(streams.times, other.times)
