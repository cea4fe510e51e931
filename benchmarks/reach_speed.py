"""What reach along paths that respect time costs, against a streaming read of the same bytes.

    python benchmarks/reach_speed.py [--links 2000000] [--actors 100000] [--write]

Links are made with a heavy tail of actors, delays around an hour, and exact times; then with times that are known to
ten minutes. The yardstick adds up the same columns from the first to the last byte, one column after the other. CPU
time is user and system, the least of five; putting links in order and compilation are left out and told beside it.
"""

import argparse
import platform
import resource
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from graphs.reach.betweenness import betweenness
from graphs.reach.links import TimedLinks, ordered
from graphs.reach.spreading import spread

HERE = Path(__file__).parent
HOUR, MINUTE, MONTH = 3_600_000, 60_000, 30 * 86_400_000
REPEATS = 5
MANY = 100


def made(links: int, actors: int, width: int) -> TimedLinks:
    """Return links of a month between actors of very different activity, with times known to `width` ms."""
    rng = np.random.default_rng(7)
    weight = 1 / np.arange(1, actors + 1) ** 0.8
    ends = rng.choice(actors, (2, links), p=weight / weight.sum()).astype(np.int32)
    posted = rng.integers(0, MONTH, links)
    taken = posted + (rng.lognormal(0, 1.5, links) * HOUR).astype(np.int64) + 1
    return TimedLinks(actors, ends[0], ends[1], posted, posted + width, taken, taken + width)


def seconds(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the least CPU seconds of a call."""
    spent = []
    for _ in range(repeats):
        begin = resource.getrusage(resource.RUSAGE_SELF)
        run()
        end = resource.getrusage(resource.RUSAGE_SELF)
        spent.append(end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime)
    return min(spent)


def read(*columns: np.ndarray) -> Callable[[], int]:
    """Return a call that reads every byte of the columns once."""
    words = [column.view(np.uint8)[: column.nbytes // 8 * 8].view(np.uint64) for column in columns]
    return lambda: sum(int(np.bitwise_xor.reduce(word)) for word in words)


def rows(links: TimedLinks, name: str) -> list[tuple[str, ...]]:
    """Return what each kind of reach costs over these links."""
    line, waiting = ordered(links, "possible"), ordered(links, "possible", 24 * HOUR)
    plain = seconds(read(line.source, line.target, line.departs, line.arrives))
    resting = seconds(
        read(waiting.source, waiting.departs, waiting.arrives, waiting.needs, waiting.coming, waiting.coming_to,
             waiting.coming_at, waiting.coming_time, waiting.coming_fresh)
    )  # fmt: skip
    out = [_row(f"{name}: to put in order", 1, seconds(lambda: ordered(links, "possible"), 1), plain)]
    chosen = np.random.default_rng(0).choice(links.actors, MANY, replace=False)
    for sources in (chosen[:1], chosen):
        groups = [np.array([one]) for one in sources]
        spread(line, groups)
        spread(waiting, groups, restless=True)
        out.append(_row(f"{name}: earliest arrival", len(groups), seconds(lambda g=groups: spread(line, g)), plain))
        spent = seconds(lambda g=groups: spread(waiting, g, restless=True), 2)
        out.append(_row(f"{name}: rests for a day at most", len(groups), spent, resting))
    return out


def between(links: int, actors: int) -> tuple[str, ...]:
    """Return what betweenness from a hundred sources to a thousand targets costs, for a tenth of links and actors."""
    some = made(links // 10, actors // 10, 0)
    betweenness(made(100, 10, 0), np.arange(2), np.arange(2))
    spent = seconds(lambda: betweenness(some, np.arange(100), np.arange(1000)), 1)
    reading = seconds(read(some.source, some.target, some.posted_lo, some.taken_lo))
    return _row("a tenth of the links: betweenness", 100, spent, reading)


def _row(what: str, sources: int, spent: float, reading: float) -> tuple[str, ...]:
    return what, str(sources), f"{spent * 1000:.1f}", f"{reading * 1000:.2f}", f"{spent / reading / sources:.2f}"


def main() -> None:
    """Measure, print, and write on demand."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--links", type=int, default=2_000_000)
    parser.add_argument("--actors", type=int, default=100_000)
    parser.add_argument("--write", action="store_true", help="write results/reach_speed.md")
    options = parser.parse_args()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE).stdout
    found = rows(made(options.links, options.actors, 0), "exact times")
    found += rows(made(options.links, options.actors, 10 * MINUTE), "times known to ten minutes")
    found.append(between(options.links, options.actors))
    head = f"`python benchmarks/reach_speed.py`, commit {commit.strip()}, {time.strftime('%Y-%m-%d')}, "
    lines = ["# Reach along paths that respect time", ""]
    lines += [f"{head}{platform.machine()}, Python {platform.python_version()}.", ""]
    lines += [f"{options.links:,} links between {options.actors:,} actors; `reads` is per source.", ""]
    lines += ["| what | sources | CPU ms | a read, ms | reads |", "|---|--:|--:|--:|--:|"]
    lines += [f"| {' | '.join(row)} |" for row in found]
    text = "\n".join([*lines, ""])
    print(text)
    if options.write:
        (HERE / "results" / "reach_speed.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
