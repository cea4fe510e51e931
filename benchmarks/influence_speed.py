"""What influence costs: CPU time of a whole run (fit, reversed, redrawn, held out, intervals) on a million posts.

    python benchmarks/influence_speed.py [--posts 1000000] [--write]

Three groups, a year, a planted influence of one on another; kernels are compiled before the clock starts.
"""

import argparse
import resource
from pathlib import Path

import numpy as np
from import_speed import machine

from graphs.measure.influence.baseline import clock
from graphs.measure.influence.controls import controlled
from graphs.measure.influence.fit import Streams

HERE = Path(__file__).parent
CELLS = 24 * 365
WEIGHTS = np.array([[0.2, 0.0, 0.0], [0.3, 0.1, 0.0], [0.0, 0.0, 0.2]])
HALF_LIFE = 0.5


def planted(posts: int, seed: int) -> Streams:
    """Draw spontaneous posts with a daily rhythm, then generation after generation of those they set off."""
    rng = np.random.default_rng(seed)
    hour = np.arange(CELLS)
    shape = np.exp(0.6 * np.sin(2 * np.pi * hour / 24))
    counts = rng.poisson(np.outer(np.array([1.2, 1.0, 1.5]), shape / shape.mean()) * posts / CELLS / 5.2)
    marks = np.repeat(np.arange(3), counts.sum(axis=1))
    times = np.concatenate([np.repeat(hour, row) for row in counts]) + rng.random(int(counts.sum()))
    found = [(times, marks)]
    while len(found[-1][0]):
        times, marks = found[-1]
        children = [rng.poisson(WEIGHTS[i][marks]) for i in range(3)]
        gaps = [rng.exponential(HALF_LIFE / np.log(2), int(one.sum())) for one in children]
        born = np.concatenate([np.repeat(times, one) + gap for one, gap in zip(children, gaps, strict=True)])
        found.append((born, np.repeat(np.arange(3), [len(gap) for gap in gaps])))
    times, marks = (np.concatenate([one[part] for one in found]) for part in (0, 1))
    inside = np.flatnonzero(times < CELLS)
    order = inside[np.argsort(times[inside], kind="stable")]
    return Streams(times[order], marks[order], clock(CELLS), 72.0, 3)


def cpu() -> float:
    """Return the CPU seconds, user and system, of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure; with --write keep the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    controlled(planted(5_000, 1), 72, np.random.default_rng(0))
    streams = planted(asked.posts, 2)
    start = cpu()
    found = controlled(streams, 72, np.random.default_rng(0))
    spent = cpu() - start
    low, high = found.weight.interval()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    where = machine()
    text = (
        f"# Influence: speed\n\n{where['processor']}, {where['cores']} cores, Python {where['python']}, commit "
        f"{where['commit']}.\nMade by `python benchmarks/influence_speed.py`; see there what is measured.\n\n"
        "| posts | groups | hours | CPU s | peak MB | planted weight | found (90 % interval) | half-life h |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
        f"| {len(streams.times):,} | 3 | {CELLS} | {spent:.1f} | {peak:.0f} | 0.30 | "
        f"{found.forward.weights[1, 0]:.3f} ({low[1, 0]:.3f} to {high[1, 0]:.3f}) | {found.forward.half_life:.2f} |\n"
    )
    print(text)
    if asked.write:
        (HERE / "results" / "influence_speed.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
