"""What drift finds on the hand-written chains, half by half, and on the parallel statements.

    python -m benchmarks.drift_chains [--write]      (from the root of the repository)

Precision and recall of each slot with 95 % Wilson intervals. Nothing is drawn by chance.
"""

import argparse
import subprocess
from itertools import combinations
from math import sqrt
from pathlib import Path

from graphs.drift import Change, compare, read_telling
from graphs.facts import SLOTS
from tests.graphs.drift.chains import Count, chains, score

HERE = Path(__file__).resolve().parent
Z = 1.959964
HALVES = ("open", "frozen", "fresh", "sealed", "last", "third")


def found(parent: tuple[str, str], child: tuple[str, str]) -> list[Change]:
    """Return the changes between two texts, each given as language and text."""
    return list(compare(read_telling(parent[1], parent[0]), read_telling(child[1], child[0])).changes)


def share(hits: int, of: int) -> str:
    """Write a share with its Wilson interval."""
    if not of:
        return "–"
    p, d = hits / of, 1 + Z * Z / of
    middle, half = (p + Z * Z / (2 * of)) / d, Z * sqrt(p * (1 - p) / of + Z * Z / (4 * of * of)) / d
    return f"{p:.2f} ({max(0.0, middle - half):.2f}–{min(1.0, middle + half):.2f})"


def row(half: str, slot: str, counts: Count) -> str:
    """Write one row of the table."""
    precision, recall = share(counts.hit, counts.hit + counts.false), share(counts.hit, counts.hit + counts.missed)
    return f"| {half} | {slot} | {counts.hit} | {counts.false} | {counts.missed} | {precision} | {recall} |"


def main() -> None:
    """Measure and print; with --write, keep the table in results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE).stdout
    lines = ["| half | slot | found | false | missed | precision | recall |", "|---|---|---|---|---|---|---|"]
    for half in HALVES:
        counts = score(half, found)
        lines += [row(half, slot, counts.get(slot, Count(0, 0, 0))) for slot in SLOTS]
    pairs = [pair for chain in chains("parallel") for pair in combinations(chain.texts, 2)]
    changed = sum(bool(found(*pair)) for pair in pairs)
    page = (
        f"# Drift on the chains\n\nChains: {', '.join(f'{len(chains(half))} {half}' for half in HALVES)}. "
        "The errors on all of them have been read, so this is what the method does on what it was tuned on; "
        "what each half gave before that is in docs/methods/drift.md. "
        f"Intervals are 95 % (Wilson). Commit {commit.strip()}.\n\n" + "\n".join(lines) + "\n\n"
        f"Of {len(pairs)} pairs of parallel statements in two languages, {changed} show a change that is none.\n"
    )
    print(page)
    if parser.parse_args().write:
        (HERE / "results" / "drift_chains.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
