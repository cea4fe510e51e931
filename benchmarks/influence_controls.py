"""Influence: what independent streams under common shocks show, and whether a planted influence is recovered.

    python benchmarks/influence_controls.py [--runs 20] [--write]

Three streams of 1 to 1.5 spontaneous posts an hour for 120 days, a daily rhythm, 20 common shocks that multiply all
rates by up to 7 and fade; each post sets off 0.2 posts in its own stream. Planted: 0.3 posts of the second for each of
the first, half of them within half an hour.
"""

import argparse
import time
from pathlib import Path

import numpy as np
from event_study import table, wilson
from import_speed import machine

from graphs.measure.influence.baseline import clock
from graphs.measure.influence.controls import controlled
from graphs.measure.influence.fit import Streams

HERE = Path(__file__).parent
CELLS = 24 * 120
OFF = ~np.eye(3, dtype=bool)
ALONE = np.diag([0.2, 0.2, 0.2])
LED = np.array([[0.2, 0.0, 0.0], [0.3, 0.1, 0.0], [0.0, 0.0, 0.2]])
WORLDS = {
    "independent, shocks of 1 h": (ALONE, 20, 1.0, (1, 1, 1)),
    "independent, shocks of 4 h": (ALONE, 20, 4.0, (1, 1, 1)),
    "independent, shocks of 4 h, of other size in each": (ALONE, 20, 4.0, (1, 0.5, 2)),
    "independent, shocks of 12 h": (ALONE, 20, 12.0, (1, 1, 1)),
    "planted, no shocks": (LED, 0, 4.0, (1, 1, 1)),
    "planted, shocks of 4 h": (LED, 20, 4.0, (1, 1, 1)),
}


def draw(seed: int, weights: np.ndarray, shocks: int, decay: float, sizes: tuple[float, ...]) -> Streams:
    """Draw spontaneous posts, then generation after generation of those they set off."""
    rng = np.random.default_rng(seed)
    hours = np.arange(CELLS)
    rate = np.outer([1.2, 1.0, 1.5], np.exp(0.6 * np.sin(2 * np.pi * hours / 24)))
    for start in rng.integers(0, CELLS, shocks):
        shape = np.where(hours >= start, np.exp(-np.maximum(hours - start, 0) / decay), 0)
        rate *= 1 + 6 * np.outer(sizes, shape)
    counts = rng.poisson(rate)
    times = np.concatenate([np.repeat(hours, row) for row in counts]) + rng.random(int(counts.sum()))
    born = [(times, np.repeat(np.arange(3), counts.sum(axis=1)))]
    while len(born[-1][0]):
        times, marks = born[-1]
        children = [rng.poisson(weights[i][marks]) for i in range(3)]
        gaps = [rng.exponential(0.5 / np.log(2), int(one.sum())) for one in children]
        later = np.concatenate([np.repeat(times, one) + gap for one, gap in zip(children, gaps, strict=True)])
        born.append((later, np.repeat(np.arange(3), [len(gap) for gap in gaps])))
    times, marks = (np.concatenate([one[part] for one in born]) for part in (0, 1))
    inside = np.flatnonzero(times < CELLS)
    order = inside[np.argsort(times[inside], kind="stable")]
    return Streams(times[order], marks[order].astype(np.int64), clock(CELLS), 72.0, 3)


def main() -> None:
    """Measure; with --write keep the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    began, rows = time.process_time(), []
    for name, (weights, *shape) in WORLDS.items():
        naive = false = found_it = right = 0
        nets = []
        for seed in range(asked.runs):
            found = controlled(draw(seed, weights, *shape), 72, np.random.default_rng(seed))
            ok = found.forward.half_life < 18 and np.nanmax(found.discrepancy) <= 0.05
            above = found.weight.above(6)
            shown = above & found.against_reversed.above(6) & found.against_redrawn.above(6) & ok
            none = OFF & (weights == 0)
            naive += bool((above & none).any())
            false += bool((shown & none).any())
            found_it += bool(shown[1, 0])
            low, high = found.against_reversed.interval()[0][1, 0], found.weight.interval()[1][1, 0]
            right += low <= 0.3 <= high
            nets.append(found.against_reversed.value[1, 0])
        planted = weights[1, 0] > 0
        rows.append(
            [
                name,
                wilson(naive / asked.runs, asked.runs),
                wilson(false / asked.runs, asked.runs),
                wilson(found_it / asked.runs, asked.runs) if planted else "",
                wilson(right / asked.runs, asked.runs) if planted else "",
                f"{np.mean(nets):.3f} ± {np.std(nets):.3f}" if planted else "",
            ]
        )
        print(rows[-1], flush=True)
    where = machine()
    head = [
        "world",
        "false: weight alone",
        "false: all checks",
        "planted pair shown",
        "interval holds 0.3",
        "net weight, mean ± sd",
    ]
    text = (
        f"# Influence: controls\n\n{where['processor']}, {where['cores']} cores, Python {where['python']}, commit "
        f"{where['commit']}; {asked.runs} seeds a world, {time.process_time() - began:.0f} CPU seconds.\nMade by "
        "`python benchmarks/influence_controls.py`; see there what is drawn. False: a run in which any direction that "
        "does not exist is shown. Shares with their 95 % Wilson interval.\n\n" + table(head, rows) + "\n"
    )
    print(text)
    if asked.write:
        (HERE / "results" / "influence_controls.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
