"""What finding pairs costs: beside coordination-network-toolkit on a million shares, on a viral object, on ten million.

    python benchmarks/coordination_speed.py [--toolkit VENV/bin/python] [--write]

The toolkit wants a venv of its own: `python -m venv VENV && VENV/bin/pip install coordination-network-toolkit==1.5.2`.
Both are given the same file of shares and must give the same account pairs with the same number of posts on either
side (its `weight` from a to b counts the posts of a). Every figure is the CPU time (user and system, children included)
and the peak memory of a process of its own, from opening the file to the table of account pairs: the toolkit's lies in
its database then, ours in memory. Beside it stands the whole process with its imports. Kernels are compiled before, as
after a first use; loading them counts.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).parent
WINDOW = 60
TOOLKIT = """
import csv, json, resource, sqlite3, sys
from coordination_network_toolkit.preprocess import preprocess_data
from coordination_network_toolkit.compute_networks import compute_co_link_network
def messages():
    with open(sys.argv[1], newline="") as file:
        for row in csv.DictReader(file):
            yield (row["content_id"], row["account_id"], row["account_id"], None, None, "", row["timestamp_share"],
                   [row["object_id"]])
if __name__ == "__main__":
    begun = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    preprocess_data(sys.argv[2], messages())
    compute_co_link_network(sys.argv[2], int(sys.argv[3]), n_threads=2, min_edge_weight=1)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(u.ru_utime + u.ru_stime for u in used)
    print(json.dumps({"cpu": cpu - begun, "process": cpu, "rss": max(u.ru_maxrss for u in used) / 1024}))
"""


def shares(count: int, seed: int, tail: float = 1.7) -> pa.Table:
    """Return shares of many objects in bursts over 30 days: accounts of unequal activity, objects of unequal reach."""
    rng = np.random.default_rng(seed)
    objects, accounts = count // 5, count // 20
    reach = rng.pareto(tail, objects) + 0.5
    thing = np.sort(rng.choice(objects, count, p=reach / reach.sum()))
    active = rng.gamma(0.7, 1.0, accounts) + 0.05
    account = rng.choice(accounts, count, p=active / active.sum())
    born = rng.uniform(0, 30 * 86_400, objects)
    at = 1_714_521_600 + born[thing] + 1_800 * np.exp(rng.normal(0, 2.0, count))
    return table(thing, account, at)


def viral(seed: int) -> pa.Table:
    """Return one object that 100,000 accounts share within an hour, beside three shares of each of 100,000 others."""
    rng = np.random.default_rng(seed)
    accounts = np.arange(100_000)
    thing = np.concatenate([np.zeros(len(accounts), np.int64), rng.integers(1, 100_000, 3 * len(accounts))])
    at = np.concatenate([rng.uniform(0, 3_600, len(accounts)), rng.uniform(0, 7 * 86_400, 3 * len(accounts))])
    return table(thing, np.concatenate([accounts, np.repeat(accounts, 3)]), 1_714_521_600 + at)


def table(thing: np.ndarray, account: np.ndarray, at: np.ndarray) -> pa.Table:
    """Name everything, as a file of shares does."""
    order = np.random.default_rng(0).permutation(len(thing))
    return pa.table(
        {
            "object_id": pa.array([f"o{number}" for number in thing[order].tolist()]),
            "account_id": pa.array([f"a{number}" for number in account[order].tolist()]),
            "content_id": pa.array([f"p{number}" for number in range(len(thing))]),
            "timestamp_share": pa.array(at[order].astype(np.int64)),
        }
    )


def alone(source: str, options: dict[str, float], out: str) -> None:
    """Find pairs and edges of one file and print what that took; runs in a process of its own."""
    from graphs.measure.coordination.detect import Settings, edges, flag_speed, pairs
    from graphs.measure.coordination.reading import read

    asked = Settings(**options)  # type: ignore[arg-type]
    started, begun = time.perf_counter(), spent()
    found, _ = read(source)
    listed = flag_speed(found, pairs(found, asked), asked)
    made = edges(listed, asked)
    facts = {"shares": len(found), "pairs": len(listed), "edges": len(made)} | used(started, begun)
    pq.write_table(made, out)
    print(json.dumps(facts))


def whole(source: str) -> None:
    """Do all that `whence coordination` does with a file, controls included, and print what that took."""
    from graphs.measure.coordination import coordinated

    started, begun = time.perf_counter(), spent()
    summary = coordinated(source, WINDOW).summary
    facts = {"shares": summary.shares, "pairs": summary.pairs, "edges": summary.edges}
    print(json.dumps(facts | used(started, begun)))


def spent() -> float:
    """Return the CPU time of this process in seconds."""
    return float(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))


def used(started: float, begun: float) -> dict[str, float]:
    """Return what was used since, and by the whole process with its imports."""
    held = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
    peak = int(held) / 1024  # ru_maxrss would count what the process that started this one held
    return {"wall": time.perf_counter() - started, "cpu": spent() - begun, "process": spent(), "rss": peak}


def measured(what: str, *arguments: object) -> dict[str, object]:
    """Run one of the above in a process of its own and return its figures under a name."""
    done = subprocess.run([sys.executable, __file__, *map(str, arguments)], check=True, capture_output=True, text=True)
    facts = {"what": what, **json.loads(done.stdout.splitlines()[-1])}
    print(facts, file=sys.stderr)
    return facts


def beside_toolkit(folder: Path, python: str) -> list[dict[str, object]]:
    """Give both the same million shares; return the figures, and raise where the account pairs differ."""
    given = shares(1_000_000, 1)
    source, made, database = folder / "million.csv", folder / "edges.parquet", folder / "toolkit.db"
    duckdb.from_arrow(given).write_csv(str(source))
    first = measured(
        "ours, pairs and edges", "--alone", source, json.dumps({"window": WINDOW, "min_participation": 1}), made
    )
    script = folder / "toolkit.py"
    script.write_text(TOOLKIT, encoding="utf-8")
    done = subprocess.run([python, script, source, database, str(WINDOW)], check=True, capture_output=True, text=True)
    second = {"what": "coordination-network-toolkit", "shares": 1_000_000, **json.loads(done.stdout.splitlines()[-1])}
    second["edges"] = same_pairs(database, made)
    second["ratio"] = second["cpu"] / first["cpu"]
    second["whole"] = second["process"] / first["process"]
    print(second, file=sys.stderr)
    return [first, second]


def same_pairs(database: Path, made: Path) -> int:
    """Return the number of account pairs of the toolkit; raise where one differs from ours."""
    import sqlite3

    rows = sqlite3.connect(database).execute(
        "select user_1, user_2, weight from co_link_network where user_1 <> user_2 order by user_1, user_2"
    )
    theirs = {(one, other): weight for one, other, weight in rows}
    ours = {}
    for row in pq.read_table(
        made, columns=["account_id", "account_id_y", "n_content_id", "n_content_id_y"]
    ).to_pylist():
        ours[row["account_id"], row["account_id_y"]] = row["n_content_id"]
        ours[row["account_id_y"], row["account_id"]] = row["n_content_id_y"]
    if ours != theirs:
        raise SystemExit(f"the account pairs differ: {len(ours)} against {len(theirs)}")
    return len(theirs) // 2


def on_viral(folder: Path) -> list[dict[str, object]]:
    """Measure a viral object within a minute and within a day; raise where an account pair is missing or too many."""
    given, source, made = viral(2), folder / "viral.parquet", folder / "viral_edges.parquet"
    pq.write_table(given, source)
    facts = []
    for window, name in ((WINDOW, "a minute"), (86_400, "a day")):
        options = json.dumps({"window": window, "min_participation": 2, "min_objects": 2})
        facts.append(measured(f"100,000 shares in an hour, within {name}", "--alone", source, options, made))
        found = duckdb.sql(f"select account_id, account_id_y, objects from '{made}' order by all").fetchall()
        expected = duckdb.sql(ORACLE, params={"source": str(source), "window": window}).fetchall()
        if found != expected:
            raise SystemExit(f"the account pairs of the viral object differ: {len(found)} against {len(expected)}")
    return facts


ORACLE = """
with share as (select object_id as o, account_id as a, timestamp_share as t from read_parquet($source)),
light as (
    select distinct x.o, x.a, y.a as b from share x join share y
      on x.o = y.o and x.o <> 'o0' and x.a < y.a and abs(x.t - y.t) <= $window
),
met as (select a, b, count(*) as objects from light group by a, b),
all_met as (
    select met.a, met.b, objects + (abs(x.t - y.t) <= $window)::integer as objects
    from met join share x on x.a = met.a and x.o = 'o0' join share y on y.a = met.b and y.o = 'o0'
)
select a, b, objects from all_met where objects >= 2 order by all
"""
COLUMNS = {"what": "", "shares": "shares", "pairs": "pairs", "edges": "account pairs", "cpu": "CPU s", "wall": "wall s"}
COLUMNS |= {"rss": "peak MB", "ratio": "times ours", "process": "CPU s with imports", "whole": "times ours"}


def machine() -> str:
    """Say where the figures come from."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True)
    cpus = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    name = cpus[0].partition(":")[2].strip()
    return f"{name}, {len(cpus)} cores, Python {platform.python_version()}, commit {commit.stdout.strip()}"


def page(facts: list[dict[str, object]]) -> str:
    """Return the figures as a page of Markdown."""
    rows = [tuple(COLUMNS.values()), ("---",) * len(COLUMNS)]
    rows += [tuple(shown(one.get(name)) for name in COLUMNS) for one in facts]
    body = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return (
        f"# Speed of coordination\n\n{machine()}.\nMade by `python benchmarks/coordination_speed.py`; see there what "
        f"is measured. The account pairs of the toolkit and those of a plain SQL join are the same as ours; else the "
        f"run stops.\n\n{body}\n"
    )


def shown(value: object) -> str:
    """Write a number for a table."""
    return (
        ""
        if value is None
        else f"{value:,.1f}"
        if isinstance(value, float)
        else f"{value:,}"
        if isinstance(value, int)
        else str(value)
    )


def main() -> None:
    """Measure everything; print the table and, with --write, keep it under results."""
    if sys.argv[1:2] == ["--alone"]:
        alone(sys.argv[2], json.loads(sys.argv[3]), sys.argv[4])
        return
    if sys.argv[1:2] == ["--whole"]:
        whole(sys.argv[2])
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("--toolkit", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    facts: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        pq.write_table(shares(20_000, 0), folder / "small.parquet")
        for participation, objects in ((1, 1), (2, 2)):
            options = {"window": WINDOW, "min_participation": participation, "min_objects": objects}
            measured(
                "compiling", "--alone", folder / "small.parquet", json.dumps(options), folder / "small_edges.parquet"
            )
        if asked.toolkit and asked.only in "toolkit":
            facts += beside_toolkit(folder, asked.toolkit)
        if asked.only in "viral":
            facts += on_viral(folder)
        if asked.only in "ten":
            source = folder / "ten.parquet"
            pq.write_table(shares(10_000_000, 3, tail=2.2), source)
            options = {"window": WINDOW, "min_participation": 2}
            facts.append(
                measured(
                    "ten million, pairs and edges", "--alone", source, json.dumps(options), folder / "ten_edges.parquet"
                )
            )
            facts.append(measured("ten million, the whole command with its controls", "--whole", source))
    text = page(facts)
    print(text)
    if asked.write:
        (HERE / "results" / "coordination_speed.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
