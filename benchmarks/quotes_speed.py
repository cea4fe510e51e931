"""What quoted phrases cost and find: posts per CPU second, memory, and the clusters of planted variants.

    python benchmarks/quotes_speed.py [--posts 1000000] [--write]

One post in five quotes one of the planted speeches, cut and with words changed; the others quote nothing or a name.
Read: places, hashes, tables. Set in order: the containment graph. Both in CPU time (user and system, all threads).
Beside it: recall of the parents that comparing all pairs gives, on a small part; hostile marks, 100 MB each.
"""

import argparse
import platform
import resource
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

from graphs.quotes import find_quotes
from graphs.quotes.phrases import find_phrases
from graphs.store import Store

HERE = Path(__file__).parent
LETTERS = np.array(list("aeioubdgklmnprst"))
QUOTES = ("“{}”", '"{}"', "«{}»", "„{}“")
HOSTILE = {
    "« without end": "«",
    "straight marks without end": '"',
    "straight marks that only open": '"a ',
    "two kinds crossed": "«“",
    "dialogue without verbs": "— a, — b\n",
    "short quotations without end": '"a b" ',
}


def words_of(numbers: np.ndarray) -> list[str]:
    """Return an invented word for each number, the same for the same number."""
    return ["".join(LETTERS[(number >> (4 * k)) & 15] for k in range(5)) for number in numbers]


def posts(count: int, seed: int) -> pa.Table:
    """Return posts of which one in five quotes a planted speech."""
    rng = np.random.default_rng(seed)
    lexicon = words_of(rng.integers(0, 1 << 20, 20_000))
    speeches = [rng.integers(0, len(lexicon), int(rng.integers(8, 40))) for _ in range(max(count // 2000, 10))]
    popular = rng.zipf(1.3, count) % len(speeches)
    texts = []
    for number in range(count):
        plain = " ".join(lexicon[w] for w in rng.integers(0, len(lexicon), int(rng.integers(10, 25))))
        if rng.random() < 0.2:
            speech = speeches[popular[number]]
            low = int(rng.integers(0, len(speech) - 5))
            part = speech[low : low + int(rng.integers(5, len(speech) - low + 1))].copy()
            if rng.random() < 0.5:
                part[rng.integers(len(part))] = rng.integers(0, len(lexicon))
            plain += " " + QUOTES[number % 4].format(" ".join(lexicon[w] for w in part)) + " said somebody."
        texts.append(plain)
    at = np.arange(count, dtype=np.int64) * 1000
    rows = {name: pa.array(["x"] * count) for name in ("platform", "kind", "published_source", "run_id", "raw_ref")}
    rows["kind"] = pa.array(["post"] * count)
    rows["post_id"] = pa.array([f"x:{number}" for number in range(count)])
    rows["actor_id"] = pa.array([f"x:a{number % 5000}" for number in range(count)])
    rows["importer_version"] = pa.array(np.ones(count, np.int32))
    return pa.table(rows | {"published_lo": at, "published_hi": at, "text": pa.array(texts)})


def measure(count: int) -> list[tuple[str, str]]:
    """Read and order the phrases of that many posts, in a case of its own."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "case.duckdb", read_only=False) as store:
        _warm(store)
        table = posts(count, 1)
        store.connection.register("planted", table)
        columns = ", ".join(table.column_names)
        store.connection.execute(f"insert into post ({columns}) select {columns} from planted")
        store.connection.unregister("planted")
        del table
        begin = _cpu()
        phrases = find_phrases(store, 0)
        first = _cpu() - begin
        begin = _cpu()
        find_phrases(store, 0)
        again = _cpu() - begin
        clusters = store.connection.execute("select count(distinct cluster) from phrase").fetchall()[0][0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        ("posts", f"{count:,}"),
        ("phrases", f"{phrases:,}"),
        ("clusters", f"{clusters:,}"),
        ("CPU seconds, all posts new", f"{first:.1f}"),
        ("posts per CPU second", f"{count / first:,.0f}"),
        ("CPU seconds, no post new", f"{again:.1f}"),
        ("peak memory of the process, planting included", f"{peak:,.0f} MB"),
    ]


def recall() -> list[tuple[str, str]]:
    """Compare the parents found with those of all pairs, on 4,000 phrases of 40 speeches."""
    from graphs.narratives.arrays import I64, U32
    from graphs.quotes import containment

    rng = np.random.default_rng(7)
    speeches = [rng.integers(2, 5000, int(rng.integers(8, 40))) for _ in range(40)]
    variants = set()
    while len(variants) < 4000:
        speech = speeches[rng.integers(len(speeches))]
        low = int(rng.integers(0, len(speech) - 5))
        part = speech[low : low + int(rng.integers(4, len(speech) - low + 1))].copy()
        for _ in range(int(rng.integers(0, 4))):
            part[rng.integers(len(part))] = rng.integers(2, 5000)
        variants.add(tuple(part.tolist()))
    ordered = sorted(variants, key=lambda phrase: (-len(phrase), phrase))
    words: U32 = np.array([word for phrase in ordered for word in phrase], dtype=np.uint32)
    starts: I64 = np.concatenate([[0], np.cumsum([len(phrase) for phrase in ordered])]).astype(np.int64)
    tree = containment.best_parents(words, starts, np.ones(len(ordered), dtype=np.int64))
    row = np.empty(64, dtype=np.int32)
    best = np.array([
        max((containment.held(words, starts, p, q, row, True) for q in range(p)), default=0.0)
        for p in range(len(ordered))
    ])  # fmt: skip
    has = best > 0
    return [
        ("phrases compared with all others", f"{len(ordered):,}, of which {int(has.sum()):,} have a parent"),
        ("of these given a parent", f"{(tree.parent[has] >= 0).mean():.4f}"),
        ("given one that holds as much as the best", f"{(tree.score[has] >= best[has] - 1e-12).mean():.4f}"),
        ("given one where all pairs give none", f"{int((tree.parent[~has] >= 0).sum())}"),
    ]


def hostile(size: int) -> list[tuple[str, str]]:
    """Read texts that are nothing but marks."""
    find_quotes("“a”")
    rows = []
    for name, unit in HOSTILE.items():
        text = unit * (size // len(unit.encode()))
        begin = _cpu()
        find_quotes(text)
        rows.append((name, f"{_cpu() - begin:.1f} CPU s"))
    return rows


def _warm(store: Store) -> None:
    find_phrases(store, 0)
    store.connection.execute("delete from derived")


def _cpu() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime


def _commit() -> str:
    asked = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE)
    return asked.stdout.strip() or "unknown"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true", help="write results/quotes_speed.md")
    options = parser.parse_args()
    begin = time.strftime("%Y-%m-%d")
    parts = [
        ("Reading and ordering", measure(options.posts)),
        ("Parents against all pairs", recall()),
        ("100 MB of marks", hostile(100_000_000)),
    ]
    lines = ["# Quoted phrases", "", f"`python benchmarks/quotes_speed.py`, commit {_commit()}, {begin}, "
             f"{platform.processor() or platform.machine()}, Python {platform.python_version()}.", ""]  # fmt: skip
    for heading, rows in parts:
        lines += [f"## {heading}", "", "| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), ""]
    text = "\n".join(lines)
    print(text)
    if options.write:
        (HERE / "results" / "quotes_speed.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
