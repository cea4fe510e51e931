"""Graphs: CPU seconds to build, measure and write one of a million edges, and ratios to networkx and igraph.

Run: python benchmarks/bench_graphs.py [EDGES]; the numbers go to benchmarks/results/graphs.json.
"""

import json
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pyarrow as pa

from graphs.measure.cascades import cascades
from graphs.measure.measures import measure
from graphs.people import People
from graphs.propagation import SUFFIXES, PropagationGraph, graph
from graphs.store import Store

RESULTS = Path(__file__).parent / "results" / "graphs.json"
BESIDE = 100_000
"""Edges of the graph on which networkx and igraph are timed beside us; a million would take them minutes."""


def main(edges: int) -> None:
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        with planted(Path(folder) / "large.duckdb", edges) as store:
            people = People(store, b"key")
            made = timed(seconds, "graph", lambda: graph(store, "reposts", "actor", people))
            summary = timed(seconds, "summary", made.summary)
            for suffix in SUFFIXES:
                timed(seconds, f"write {suffix}", lambda suffix=suffix: made.write(Path(folder) / f"g{suffix}"))
            timed(seconds, "to_igraph", made.to_igraph)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            timed(seconds, "measure", lambda: measure(store, "reposts", people))
            timed(seconds, "cascades", lambda: cascades(store, people))
            timed(seconds, "coshares", lambda: graph(store, "coshares", "actor", people))
        with planted(Path(folder) / "small.duckdb", BESIDE) as store:
            ratios = beside(graph(store, "reposts", "actor", People(store, b"key")), Path(folder))
    told = {
        "edges": summary["edges"],
        "nodes": summary["nodes"],
        "cpu_seconds": {name: round(value, 2) for name, value in seconds.items()},
        "peak_mb_graph_and_files": peak,
        "peak_mb_all": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "times_slower_than_whence": ratios,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("duckdb", "igraph", "networkx", "pyarrow")},
    }
    RESULTS.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=2))


def planted(path: Path, edges: int) -> Store:
    """Fill tables with reposts: sources even, targets by a power law, each post with its original and its time."""
    rng = np.random.default_rng(0)
    actors = max(edges * 2 // 5, 10)
    who, whom = rng.integers(0, actors, edges * 6 // 5), rng.zipf(1.3, edges * 6 // 5) % actors
    acts = pa.table({"n": np.arange(len(who)), "who": who, "whom": whom, "ms": rng.integers(0, 10**9, len(who)) * 1000})
    store = Store(path, read_only=False)
    store.connection.register("acts", acts)
    common = "'x' as platform, 'file' as published_source, 'r' as run_id, 'r' as raw_ref, 1 as importer_version"
    store.connection.execute(
        "insert into post by name select 'x:r' || n as post_id, 'x:' || who as actor_id, 'repost' as kind, "
        f"ms as published_lo, ms as published_hi, {common} from acts"
    )
    store.connection.execute(
        "insert into post by name select distinct 'x:o' || whom as post_id, 'x:' || whom as actor_id, 'post' as kind, "
        f"0 as published_lo, 0 as published_hi, {common} from acts"
    )
    store.connection.execute("insert into reference select 'x:r' || n, 'repost', 'x:o' || whom, null, 'root' from acts")
    store.connection.unregister("acts")
    return store


def beside(made: PropagationGraph, folder: Path) -> dict[str, float]:
    """Time networkx and igraph on the same graph; a ratio of 5 means five times our CPU time."""
    other, third = made.to_networkx(), made.to_igraph()
    for attribute in ("country", "language"):  # igraph writes no None
        del third.vs[attribute]
    rivals: dict[str, tuple[str, Callable[[], Any]]] = {
        "networkx graphml": (".graphml", lambda: nx.write_graphml(other, folder / "n.graphml")),
        "networkx gexf": (".gexf", lambda: nx.write_gexf(other, folder / "n.gexf")),
        "networkx gml": (".gml", lambda: nx.write_gml(other, folder / "n.gml")),
        "igraph graphml": (".graphml", lambda: third.write_graphml(str(folder / "i.graphml"))),
        "igraph gml": (".gml", lambda: third.write_gml(str(folder / "i.gml"))),
    }
    ratios = {}
    for name, (suffix, write) in rivals.items():
        seconds: dict[str, float] = {}
        timed(seconds, "theirs", write)
        timed(seconds, "ours", lambda suffix=suffix: made.write(folder / f"g{suffix}"))
        ratios[name] = round(seconds["theirs"] / seconds["ours"], 1)
    return ratios


def timed(seconds: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    started = time.process_time()
    done = work()
    seconds[name] = time.process_time() - started
    return done


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
