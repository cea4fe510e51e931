"""What timelines and actors' parts cost: CPU time on narratives of a million posts altogether.

    python benchmarks/parts_speed.py [--posts 1000000] [--write]

Burst automaton: one stream, exact times, and the same with a day's uncertainty in half of them (a hundred drawings).
First posts: a hundred posts of one date. Parts: narratives of 50 posts with links between them, two groups, half of
the narratives with bare dates (two hundred drawings). CPU time is user and system, all threads, compilation left out.
"""

import argparse
import platform
import resource
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from graphs.narratives.timeline import burst_states, first_shares
from graphs.narratives.timeline.draws import bursting
from graphs.parts.playing import play

HERE = Path(__file__).parent
DAY = 86_400_000
SIZE = 50  # posts of a narrative


def stream(count: int) -> np.ndarray:
    """Return sorted times with bursts of very different speed."""
    rng = np.random.default_rng(1)
    speed = np.exp(rng.normal(0, 2, count // 1000 + 1)).repeat(1000)[:count]
    return np.cumsum(rng.exponential(1000.0, count) * speed).astype(np.int64)


def told(narratives: int, draws: int) -> Callable[[], None]:
    """Return a call that plays that many narratives, every second one with bare dates."""
    rng = np.random.default_rng(2)
    lo = np.sort(rng.integers(0, 10 * DAY, SIZE))
    child = np.arange(1, SIZE)
    parent = (rng.random(SIZE - 1) * child).astype(np.int64)
    none, sure = np.zeros(SIZE, dtype=np.bool_), np.ones(SIZE - 1, dtype=np.bool_)
    groups = rng.integers(0, 4, SIZE).astype(np.uint8)

    def run() -> None:
        for k in range(narratives):
            hi = lo + (DAY if k % 2 else 0)
            play(
                np.arange(SIZE), lo, hi, none, none, parent, child, np.ones(SIZE - 1), sure,
                SIZE, groups, 2, np.full(SIZE, -1), 1, draws if k % 2 else 1, np.array([k], dtype=np.uint64),
            )  # fmt: skip

    return run


def seconds(run: Callable[[], object]) -> float:
    """Return the CPU seconds of a call."""
    begin = resource.getrusage(resource.RUSAGE_SELF)
    run()
    end = resource.getrusage(resource.RUSAGE_SELF)
    return end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime


def measure(posts: int) -> list[tuple[str, str]]:
    """Return what was measured, after one small run of everything."""
    burst_states(stream(1000))
    first_shares(np.zeros(100, dtype=np.int64), np.full(100, DAY))
    told(2, 2)()
    at = stream(posts)
    some = at[: posts // 100]
    hi = some + np.where(np.arange(len(some)) % 2, DAY, 0)
    rows = []
    for name, number, run in (
        ("burst automaton, exact times", posts, lambda: burst_states(at)),
        ("burst automaton, half bare dates", len(some), lambda: bursting(some, hi, rng=np.random.default_rng(3))),
        ("first posts, a hundred of one date", 100, lambda: first_shares(np.zeros(100, np.int64), np.full(100, DAY))),
        ("parts, half bare dates", posts // 10 // SIZE * SIZE, told(posts // 10 // SIZE, 200)),
    ):
        spent = seconds(run)
        rows.append((name, f"{number:,}", f"{spent:.2f}", f"{number / max(spent, 1e-9):,.0f}"))
    return rows


def main() -> None:
    """Measure, print, and write on demand."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true", help="write results/parts_speed.md")
    options = parser.parse_args()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE).stdout
    rows = measure(options.posts)
    head = f"`python benchmarks/parts_speed.py`, commit {commit.strip()}, {time.strftime('%Y-%m-%d')}, "
    lines = ["# Timelines and parts", "", f"{head}{platform.machine()}, Python {platform.python_version()}.", ""]
    lines += ["| what | posts | CPU s | posts per CPU second |", "|---|--:|--:|--:|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    text = "\n".join([*lines, ""])
    print(text)
    if options.write:
        (HERE / "results" / "parts_speed.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
