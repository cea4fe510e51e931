"""The words level on planted text: CPU time beside four MinHash libraries, recall, precision, memory, growth.

    python benchmarks/words_level.py --peers PYTHON [--posts 1000000] [--large 10000000] [--write]

PYTHON is an interpreter that has rensa, datasketch, gaoya, daft and pyarrow (`pip install` them in an environment of
their own). The planted text and its edits: see `planted_words.py`. Every figure is the CPU time (user and system, all
threads) of a process of its own, kernels compiled before.

*Whence*: texts to words, shingles, 128 minima, 32 bands of four, winnowed phrases, comparison, stars. *A peer*: the
CPU time of its own 128 minima over word pairs, then the same bands, phrases, comparison and stars, from the same words.
rensa and datasketch are given lists of word pairs, in bulk; daft and gaoya split the raw text themselves. gaoya does
not hand out its minima: its bulk insertion stands for them. datasketch is timed on every tenth text. The systems take
turns for three rounds (the slow ones, datasketch and gaoya, for one) and the least of each counts: other work on the
machine can only add. A last row replaces nothing but our minima by rensa's, on word pairs that we have hashed: then all
that is compared is the arithmetic of 128 functions.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

HERE = Path(__file__).parent
PEERS = ("rensa", "datasketch", "gaoya", "daft", "rensa on our word pairs")
_fold: Any = None  # compiled when first needed: the peers' interpreter has no numba
SLOW = ("datasketch", "gaoya")
SMALL = 2_000  # posts on which kernels are compiled before the clock starts


def main() -> None:
    """Run everything, print the page and, with --write, keep it under results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", help="an interpreter that has the four libraries")
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--alone", nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.alone:
        print(json.dumps(ALONE[asked.alone[0]](*asked.alone[1:])))
        return
    with tempfile.TemporaryDirectory() as folder:
        text = page(*everything(Path(folder), asked))
    print(text)
    if asked.write:
        (HERE / "results" / "words_level.md").write_text(text, encoding="utf-8")


def everything(folder: Path, asked: argparse.Namespace) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of both tables: times beside the peers, and whole steps at several sizes."""
    planted = folder / "planted.arrow"
    told(alone("plant", planted, asked.posts, 0))
    times = beside_peers(folder, planted, asked)
    steps = []
    sizes = [(asked.posts // 10, 0), (asked.posts, 0), (asked.posts, 1), *([(asked.large, 0)] if asked.large else [])]
    for posts, of_copies in sizes:
        case = folder / f"case_{posts}_{of_copies}.duckdb"
        told(alone("plant", planted, posts, of_copies))
        told(alone("load", planted, case))
        steps.append(told(alone("step", case)) | alone("judge", planted, case) | {"of_copies": of_copies})
        case.unlink()
    return times, steps


def beside_peers(folder: Path, planted: Path, asked: argparse.Namespace) -> list[dict[str, Any]]:
    """Return the rows of the first table: the least of several rounds, in which the systems take turns."""
    best: dict[str, dict[str, Any]] = {}
    for turn in range(asked.rounds):
        rows = [told(alone("whence", planted))]
        for peer in PEERS if asked.peers else ():
            if peer in SLOW and turn:
                continue
            minima = told(alone("peer", peer, planted, folder / "minima.npy", python=asked.peers))["minima"]
            rows.append(told(alone("rest", peer, planted, folder / "minima.npy", minima)))
        for row in rows:
            best[row["name"]] = min(row, best.get(row["name"], row), key=lambda one: one["total"])
    return list(best.values())


def alone(*what: object, python: str = sys.executable) -> dict[str, Any]:
    """Run one part in a process of its own."""
    command = [python, __file__, "--alone", *map(str, what)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """Show facts as they come."""
    print(facts, file=sys.stderr, flush=True)
    return facts


def plant_file(path: str, posts: str, of_copies: str) -> dict[str, Any]:
    """Write the planted posts, half a million a batch."""
    from planted_words import plant

    found = plant(int(posts), copies=0.3, of_copies=bool(int(of_copies)), seed=1)
    fields = {"text": pa.string(), "source": pa.int64(), "family": pa.int64(), "held": pa.float64()}
    with pa.OSFile(path, "wb") as sink, pa.ipc.new_file(sink, pa.schema(fields)) as writer:
        low = 0
        for chunk in found.texts.chunks:
            part = slice(low, low + len(chunk))
            columns = [chunk, *(pa.array(column[part]) for column in (found.source, found.family, found.held))]
            writer.write_batch(pa.record_batch(columns, names=list(fields)))
            low += len(chunk)
    return {"posts": low, "copies": int((found.source >= 0).sum()), "held": float((found.held >= 0.5).sum())}


def read_texts(path: str) -> pa.Array:
    """Return the planted texts."""
    with pa.memory_map(path) as file:
        return pa.ipc.open_file(file).read_all()["text"].combine_chunks()


def whence_alone(path: str) -> dict[str, Any]:
    """Time our own way from texts to narratives; leave the hashed word pairs for the libraries that want them."""
    from graphs.narratives.candidates import Comparer
    from graphs.narratives.fingerprints import band_keys
    from graphs.narratives.tokens import tokenise

    def bands(comparer: Any) -> Iterator[Any]:
        return band_keys(comparer.shingles, np.random.default_rng(0))

    texts = read_texts(path)
    _grouped(texts[:SMALL], bands)
    seconds = _grouped(texts, bands)
    facts = {"name": "Whence", "total": seconds, "rss": peak()}
    words = tokenise(texts)
    found = Comparer(words.words, words.starts).shingles
    start = time.process_time()
    for _ in band_keys(found, np.random.default_rng(0)):
        pass
    np.save(f"{path}.values.npy", found.values)
    np.save(f"{path}.starts.npy", found.starts)
    return facts | {"minima": time.process_time() - start}


def _grouped(texts: pa.Array, bands: Callable[[Any], Iterator[Any]]) -> float:
    """Return the CPU seconds from texts to stars, given how the keys of the bands are made."""
    from graphs.narratives.candidates import Comparer, meetings
    from graphs.narratives.clusters import cluster
    from graphs.narratives.tokens import tokenise

    start = time.process_time()
    words = tokenise(texts)
    comparer = Comparer(words.words, words.starts)
    cluster(comparer, np.ones(len(texts), np.int64), meetings(comparer, bands(comparer)))
    return time.process_time() - start


def peer_alone(peer: str, path: str, out: str) -> dict[str, Any]:
    """Time a library's minima and write them; runs under the peers' interpreter."""
    texts = read_texts(path)
    ways = {"daft": _by_daft, "gaoya": _by_gaoya, "rensa": _by_rensa, "datasketch": _by_datasketch}
    if peer in ways:
        ways[peer](texts[:100])
        seconds, found = ways[peer](texts)
    else:
        seconds, found = _by_rensa_of_hashes(np.load(f"{path}.values.npy"), np.load(f"{path}.starts.npy"))
    np.save(out, found)
    return {"name": peer, "minima": seconds}


def _by_daft(texts: pa.Array) -> tuple[float, Any]:
    """Return seconds and minima; daft splits the text at white space itself."""
    import daft

    start = time.process_time()
    frame = daft.from_arrow(pa.table({"text": texts}))
    minima = daft.col("text").minhash(num_hashes=128, ngram_size=2, seed=1, hash_function="xxhash")
    column = frame.select(minima).to_arrow().column(0)
    return time.process_time() - start, column.combine_chunks().flatten().to_numpy().reshape(-1, 128)


def _by_gaoya(texts: pa.Array) -> tuple[float, Any]:
    """Return the seconds of its bulk insertion; its minima stay inside."""
    from gaoya.minhash import MinHashStringIndex

    start = time.process_time()
    index = MinHashStringIndex(32, 0.5, 32, 4, None, "word", True, (2, 2), "vec")
    index.par_bulk_insert_docs(list(range(len(texts))), texts.to_pylist())
    return time.process_time() - start, np.zeros((0, 128), np.uint32)


def _word_pairs(texts: pa.Array) -> Iterator[list[str]]:
    for text in texts.to_pylist():
        words = text.split()
        yield [f"{one} {two}" for one, two in pairwise(words)]


def _by_rensa(texts: pa.Array) -> tuple[float, Any]:
    """Return seconds and minima from lists of word pairs, all at once; taking them out is not counted."""
    from rensa import RMinHash

    start = time.process_time()
    matrix = RMinHash.digest_matrix_from_token_sets(_word_pairs(texts), 128, 1)
    return time.process_time() - start, np.array(matrix.to_rows(), dtype=np.uint32)


def _by_rensa_of_hashes(values: Any, starts: Any) -> tuple[float, Any]:
    """Return seconds and minima from our word pairs, hashed already."""
    from rensa import RMinHash

    values, starts = values.astype(np.uint64), starts.astype(np.uint64)
    start = time.process_time()
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(values, starts, 128, 1)
    return time.process_time() - start, np.array(matrix.to_rows(), dtype=np.uint32)


def _by_datasketch(texts: pa.Array) -> tuple[float, Any]:
    """Return ten times the seconds that lists of word pairs of every tenth text take, all at once."""
    from datasketch import MinHash

    start = time.process_time()
    MinHash.bulk(
        [[pair.encode() for pair in pairs] for pairs in _word_pairs(texts.take(pa.array(range(0, len(texts), 10))))],
        num_perm=128,
    )
    return 10 * (time.process_time() - start), np.zeros((0, 128), np.uint32)


def rest_alone(peer: str, path: str, minima: str, seconds: str) -> dict[str, Any]:
    """Time what follows a peer's minima: the same words, bands, phrases, comparison and stars."""
    from graphs.narratives.candidates import Comparer
    from graphs.narratives.fingerprints import band_keys
    from graphs.narratives.tokens import tokenise

    texts, found = read_texts(path), np.ascontiguousarray(np.load(minima))
    if not len(found):  # no minima were given: our keys stand in, made before the clock starts
        words = tokenise(texts)
        keys = list(band_keys(Comparer(words.words, words.starts).shingles, np.random.default_rng(0)))
        few = [key[:SMALL] for key in keys]
        _grouped(texts[:SMALL], lambda _: iter(few))
        rest = _grouped(texts, lambda _: iter(keys))
    else:
        _grouped(texts[:SMALL], lambda _: _bands(found[:SMALL]))
        rest = _grouped(texts, lambda _: _bands(found))
    return {"name": peer, "minima": float(seconds), "total": float(seconds) + rest}


def _bands(minima: Any) -> Iterator[Any]:
    """Yield one key a text for each band of four minima, by the hash that our own bands use."""
    from numba import njit

    from graphs.narratives.fingerprints import ROWS, run_hash

    global _fold
    if _fold is None:

        @njit(nogil=True)
        def fold(minima: Any, keys: Any) -> None:
            for text in range(len(minima)):
                for band in range(len(keys)):
                    keys[band, text] = run_hash(minima[text], band * ROWS, ROWS)

        _fold = fold
    keys = np.empty((minima.shape[1] // ROWS, len(minima)), dtype=np.uint32)
    _fold(minima, keys)
    yield from keys


def load(path: str, case: str) -> dict[str, Any]:
    """Put the planted posts into the tables of an empty case, one a second, 5,000 authors."""
    from graphs.store import Store

    with Store(Path(case), read_only=False) as store, pa.memory_map(path) as file:
        reader, low = pa.ipc.open_file(file), 0
        for i in range(reader.num_record_batches):
            batch = reader.get_batch(i)
            number = pa.array(np.arange(low, low + batch.num_rows))
            store.connection.register("planted", pa.table({"n": number, "text": batch.column(0)}))
            store.connection.execute(LOAD)
            store.connection.unregister("planted")
            low += batch.num_rows
    return {"loaded": low}


LOAD = """
    insert into post by name
    select 'forum:' || n as post_id, 'forum' as platform, 'forum:a' || (n % 5000) as actor_id, 'post' as kind,
           1000 * n as published_lo, 1000 * n as published_hi, 'file' as published_source, text, 'planted' as run_id,
           'planted' as raw_ref, 1 as importer_version
    from planted
"""


def step(case: str) -> dict[str, Any]:
    """Time the whole step as `whence build` runs it, tables read and written."""
    from graphs.narratives import find_words_level
    from graphs.store import Store

    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "small.duckdb", read_only=False) as store:
        store.connection.register("planted", pa.table({"n": [1, 2, 3], "text": ["one two three four five six"] * 3}))
        store.connection.execute(LOAD)
        find_words_level(store, 0)
    with Store(Path(case), read_only=False) as store:
        posts = store.connection.execute("select count(*) from post").fetchall()[0][0]
        start = time.process_time()
        with store.transaction():
            rows = find_words_level(store, 0)
        return {"posts": posts, "rows": rows, "cpu": time.process_time() - start, "rss": peak()}


def judge(path: str, case: str) -> dict[str, Any]:
    """Return recall over (text, edit) pairs and precision over all pairs that the narratives make."""
    from graphs.store import Store

    with pa.memory_map(path) as file, Store(Path(case)) as store:
        planted = pa.ipc.open_file(file).read_all().drop_columns(["text"])
        numbered = planted.append_column("n", pa.array(np.arange(planted.num_rows)))
        store.connection.register("planted", numbered)
        names = ("pairs", "held", "recall", "recall_all", "precision", "grouped")
        return dict(zip(names, store.connection.execute(JUDGE).fetchall()[0], strict=True))


JUDGE = """
    with home as (select substr(post_id, 7)::bigint as n, narrative_id from narrative_post),
    judged as (
        select p.held >= 0.5 as held, coalesce(a.narrative_id = b.narrative_id, false) as found
        from planted p left join home a on a.n = p.n left join home b on b.n = p.source
        where p.source >= 0
    ),
    sizes as (select narrative_id, family, count(*) as n from home join planted using (n) group by all),
    grouped as (
        select sum(right_pairs) as right_pairs, sum(all_pairs) as all_pairs
        from (select sum(n * (n - 1) / 2) as right_pairs, sum(n) * (sum(n) - 1) / 2 as all_pairs
              from sizes group by narrative_id)
    )
    select count(*), count(*) filter (held), avg(found::int) filter (held), avg(found::int),
           any_value(right_pairs / all_pairs), any_value(all_pairs)
    from judged, grouped
"""


def page(times: list[dict[str, Any]], steps: list[dict[str, Any]]) -> str:
    """Return both tables as Markdown, the machine above them."""
    peers = [row["total"] for row in times[1:5]]
    said = f"Whence takes {times[0]['total'] / min(peers):.2f} of the fastest peer" if peers else ""
    said += f", {times[0]['total'] / times[-1]['total']:.2f} of its own way with rensa's minima.\n" if peers else ""
    return (
        f"# The words level\n\n{machine()}\nMade by `python benchmarks/words_level.py`; see there what is measured.\n\n"
        f"## Beside MinHash libraries\n\n{table(times, ('name', 'minima', 'total', 'rss'))}\n{said}\n"
        f"`minima`: CPU s for 128 minima a text (ours from shingles, daft's from raw text, gaoya's with its index); "
        f"`total`: CPU s to narratives; `rss`: peak MB, the texts included.\n\n"
        f"## The whole step, tables read and written\n\n{table(steps, STEP_COLUMNS)}\n"
        f"`of_copies`: 0 where every copy is of an original, 1 where copies of copies of copies occur. `held`: (text, "
        f"edit) pairs with a containment of 0.5 or more; `recall`: share of them that end in one narrative; "
        f"`recall_all`: of all such pairs; `precision`: share of right ones among all pairs that narratives make.\n"
    )


STEP_COLUMNS = ("posts", "of_copies", "cpu", "rss", "pairs", "held", "recall", "recall_all", "grouped", "precision")


def table(rows: list[dict[str, Any]], names: tuple[str, ...]) -> str:
    """Return rows as a Markdown table."""
    lines = [names, ("---",) * len(names), *(tuple(_shown(row.get(name)) for name in names) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4f}" if value <= 1 else f"{value:.1f}"
    return "" if value is None else str(value)


def machine() -> str:
    """Say where the figures come from."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True)
    models = [
        line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    return f"{models[0]}, {len(models)} cores, Python {platform.python_version()}, commit {commit.stdout.strip()}."


def peak() -> float:
    """Return this process's peak memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


ALONE = {
    "plant": plant_file,
    "whence": whence_alone,
    "peer": peer_alone,
    "rest": rest_alone,
    "load": load,
    "step": step,
    "judge": judge,
}

if __name__ == "__main__":
    main()
