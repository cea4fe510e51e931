"""How long the facts of short posts take, and how long it takes to compare two of them.

    python benchmarks/facts_speed.py [--write]

CPU time of this process, the best of five rounds, over the invented texts of the chains; the time of the regular
expression that cuts the words alone is given beside it, because all figures move with the load of the machine.
"""

import argparse
import platform
import subprocess
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from graphs.drift import compare, read_telling
from graphs.facts import find_anchors, find_facts
from graphs.facts.tokens import _TOKEN

HERE = Path(__file__).resolve().parent
CHAINS = HERE.parent / "tests" / "graphs" / "drift" / "chains"
ROUNDS = 5


def texts() -> list[tuple[str, str]]:
    """Return language and text of every line of the open chains and the parallel statements."""
    lines = [line for name in ("open", "parallel") for line in (CHAINS / f"{name}.txt").read_text("utf-8").splitlines()]
    return [(line[:2], line[4:]) for line in lines if line[2:4] == ": "]


def microseconds(work: Callable[[], object], items: int) -> float:
    """Return the CPU time of one item, the best of the rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best / items * 1e6


def main() -> None:
    """Measure and print; with --write, keep the table in results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    told = texts()
    count = len(told)
    rows = [
        ("cutting words (regular expression alone)", lambda: [sum(1 for _ in _TOKEN.finditer(t)) for _, t in told]),
        ("find_anchors", lambda: [find_anchors(text, language) for language, text in told]),
        ("find_facts", lambda: [find_facts(text, language) for language, text in told]),
        ("reading and comparing a pair", lambda: [_pair(*two) for two in pairwise(told)]),
    ]
    length = sum(len(text) for _, text in told) / count
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE).stdout
    table = "\n".join(f"| {name} | {microseconds(work, count):.1f} |" for name, work in rows)
    page = (
        f"# Facts and drift\n\n{count} texts of {length:.0f} characters on average; µs of CPU each, best of {ROUNDS}.\n"
        f"{platform.machine()}, Python {platform.python_version()}, commit {commit.strip()}.\n\n"
        f"| step | µs |\n|---|---|\n{table}\n"
    )
    print(page)
    if parser.parse_args().write:
        (HERE / "results" / "facts_speed.md").write_text(page, encoding="utf-8")


def _pair(one: tuple[str, str], other: tuple[str, str]) -> object:
    return compare(read_telling(one[1], one[0]), read_telling(other[1], other[0]))


if __name__ == "__main__":
    main()
