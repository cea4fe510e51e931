"""Sum up judged stories: a row a world, a bin a tenth of the estimate, each figure with its interval."""

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
from scipy.special import ndtri

from graphs.calibrate.design import Design
from graphs.calibrate.judge import Judged

Interval = tuple[float | None, float | None]
LED = "source led"
_BINS = 10


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One world: what the verdicts were, and how they stand to the truth.

    `false_led` counts stories called source led in a world where that is not acceptable (None where it is), with the
    95 % Wilson interval of its rate; `false_target` likewise for target led. `power` is the share of stories that got
    the verdict planted, None in worlds without a lead. `cover90` is the share of intervals that hold the planted share,
    among the `intervals` stories that have one; `width` is their mean width.
    """

    world: str
    runs: int
    verdicts: dict[str, int]
    false_led: int | None
    false_led_low: float | None
    false_led_high: float | None
    false_target: int | None
    power: float | None
    power90: Interval
    cannot_tell: float
    cannot_tell90: Interval
    cover90: float | None
    cover90_90: Interval
    width: float | None
    width90: Interval
    intervals: int


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Stories whose estimate lies between `low` and `high`: how many, the mean estimate, the mean planted share."""

    low: float
    high: float
    stories: int
    estimate: float
    planted: float
    planted90: Interval


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """A whole calibration: its design, the version of the thresholds, a row a world, the reliability curve."""

    runs: int
    posts: int
    stories_a_case: int
    seed: int
    thresholds: str
    worlds: tuple[Row, ...]
    reliability: tuple[Bin, ...]


def summarise(design: Design, judged: Sequence[Judged], thresholds: str) -> Calibration:
    """Return the table and the curve of all judged stories."""
    return Calibration(
        runs=design.runs,
        posts=design.posts,
        stories_a_case=design.stories_a_case,
        seed=design.seed,
        thresholds=thresholds,
        worlds=tuple(row(world, [one for one in judged if one.world == world]) for world in design.worlds),
        reliability=reliability(judged),
    )


def row(world: str, judged: Sequence[Judged]) -> Row:
    """Sum up one world; figures that its stories do not have are None."""
    count = len(judged)
    known = [one for one in judged if one.covered is not None]
    covered = sum(bool(one.covered) for one in known)
    widths = np.array([one.high - one.low for one in known if one.high is not None and one.low is not None])
    said = Counter(one.verdict for one in judged)
    led = _wrong(judged, LED)
    told = judged[0].direction != "separate" if judged else False
    right = sum(one.verdict == one.direction for one in judged)
    low, high = wilson(led, count, 0.95) if led is not None else (None, None)
    return Row(
        world=world,
        runs=count,
        verdicts=dict(sorted(said.items())),
        false_led=led,
        false_led_low=low,
        false_led_high=high,
        false_target=_wrong(judged, "target led"),
        power=right / count if told and count else None,
        power90=wilson(right, count) if told and count else (None, None),
        cannot_tell=said["cannot tell"] / count if count else 0.0,
        cannot_tell90=wilson(said["cannot tell"], count),
        cover90=covered / len(known) if known else None,
        cover90_90=wilson(covered, len(known)),
        width=float(widths.mean()) if len(widths) else None,
        width90=_mean_interval(widths),
        intervals=len(known),
    )


def reliability(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Return what was planted where the sampled ancestries estimate so much, in tenths."""
    known = [one for one in judged if one.estimate is not None]
    estimate = np.array([one.estimate for one in known], dtype=np.float64)
    planted = np.array([one.share for one in known], dtype=np.float64)
    at = np.minimum((estimate * _BINS).astype(np.int64), _BINS - 1)
    return tuple(
        Bin(
            low=k / _BINS,
            high=(k + 1) / _BINS,
            stories=int((at == k).sum()),
            estimate=float(estimate[at == k].mean()),
            planted=float(planted[at == k].mean()),
            planted90=_mean_interval(planted[at == k]),
        )
        for k in np.unique(at).tolist()
    )


def wilson(hits: int, count: int, confidence: float = 0.9) -> Interval:
    """Return Wilson's interval of a rate (doi:10.1080/01621459.1927.10502953); None without trials."""
    if not count:
        return (None, None)
    z = float(ndtri(0.5 + confidence / 2))
    p = hits / count
    centre, half = p + z * z / (2 * count), z * np.sqrt(p * (1 - p) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return (float(max(0.0, (centre - half) / scale)), float(min(1.0, (centre + half) / scale)))


def _wrong(judged: Sequence[Judged], verdict: str) -> int | None:
    """Count stories with a verdict that is not acceptable in their world; None where it is."""
    if not judged or verdict in judged[0].expected:
        return None
    return sum(one.verdict == verdict for one in judged)


def _mean_interval(values: np.ndarray) -> Interval:
    """Return the 90 % interval of a mean by its normal approximation, cut to [0, 1]."""
    if len(values) < 2:
        return (None, None)
    half = float(ndtri(0.95)) * float(values.std(ddof=1)) / float(np.sqrt(len(values)))
    return (max(0.0, float(values.mean()) - half), min(1.0, float(values.mean()) + half))
