"""What sampled ancestries cost: CPU time and peak memory of 200 trees, beside reading the same columns once.

    python benchmarks/ancestry_speed.py [--sizes 10000,100000] [--small 500] [--write]

One narrative of so many posts, a third with a documented parent, one time in twenty known to a day; then many of
twelve posts. Everything that `whence trace` measures of a narrative is in it, both directions. The yardstick is one
pass of numpy over the same columns (their sums).
"""

import argparse
import resource
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from import_speed import machine

from graphs.trace.ancestry import Contacts, Parameters
from graphs.trace.finding import Coverage
from graphs.trace.measured import BLOCKS, SAMPLES, measure
from graphs.trace.rows import Links, Tree

HERE = Path(__file__).parent
CONTACTS = Contacts(keys=np.zeros(0, dtype=np.int64), since=np.zeros(0, dtype=np.int64), authors=1)
DRAWN = [Parameters()] * BLOCKS


def tree(posts: int, rng: np.random.Generator) -> Tree:
    """Return a narrative of random times, sides, followers and documented parents."""
    lo = np.sort((rng.gamma(1.5, 30, posts) * 3.6e6).astype(np.int64))
    hi = lo + np.where(rng.random(posts) < 0.05, 86_400_000, 0)
    order = np.argsort(lo + hi, kind="stable")
    child = np.flatnonzero(rng.random(posts) < 0.3)
    child = child[child > 0]
    no = np.zeros(posts, dtype=bool)
    side = rng.choice(3, posts, p=[0.1, 0.6, 0.3])
    ones = np.ones(len(child))
    zeros = np.zeros(posts, dtype=np.int64)
    return Tree(
        narrative_id=f"w-{posts}", level="words", flags=(), base=0, part=zeros, post=np.arange(posts), unseen=no,
        actor=rng.integers(0, posts // 2 + 1, posts), lo=lo[order], hi=hi[order], repost=no, article=no, agency=no,
        widely=no, wording=np.zeros(posts, dtype=np.uint64), words=zeros, letters=zeros, source=side == 0,
        target=side == 1, via=no, organisation=no, printer=no, followers=np.exp(rng.normal(5, 1.5, posts)),
        selected_by_source=no, selected_by_target=no, quotes_page=no,
        links=Links(
            parent=(rng.random(len(child)) * child).astype(np.int64), child=child,
            evidence=np.zeros(len(child), dtype=np.int64), probability=ones, p_order=ones,
            documented=np.ones(len(child), dtype=bool),
        ),
    )  # fmt: skip


def seconds(trees: list[Tree]) -> tuple[float, float]:
    """Return the CPU seconds of measuring these narratives, and of one pass over their columns."""
    start = time.process_time()
    for one in trees:
        measure(one, DRAWN, CONTACTS, Coverage(), 0)
    measured = time.process_time() - start
    start = time.process_time()
    for _ in range(20):
        for one in trees:
            for column in (one.lo, one.hi, one.actor, one.followers, one.source, one.target):
                column.sum()
    return measured, (time.process_time() - start) / 20


def main() -> None:
    """Measure; print, and with --write keep."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--small", type=int, default=500)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    rng = np.random.default_rng(1)
    seconds([tree(50, rng)])
    plans = [("1", size, [tree(size, rng)]) for size in map(int, asked.sizes.split(","))]
    plans.append((str(asked.small), 12, [tree(12, rng) for _ in range(asked.small)]))
    rows = []
    for narratives, posts, trees in plans:
        took, read = seconds(trees)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        each = 1e6 * took / (posts * len(trees) * SAMPLES)
        rows.append(f"| {narratives} | {posts} | {took:.1f} | {each:.2f} | {took / max(read, 1e-9):.0f} | {peak} |")
        print(rows[-1], flush=True)
    where = machine()
    page = (
        f"# Speed of sampled ancestries\n\n{where['processor']}, {where['cores']} cores, Python {where['python']}, "
        f"commit {where['commit']}. {SAMPLES} trees a narrative, both directions.\n\n"
        "| narratives | posts each | CPU s | µs a post and tree | times one read of the columns | peak MB |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
    )
    if asked.write:
        (HERE / "results" / "ancestry_speed.md").write_text(page + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
