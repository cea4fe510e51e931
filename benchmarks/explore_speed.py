"""What an exploration of a large case costs: how long each page takes, and the memory of the server.

    python benchmarks/explore_speed.py [--posts 1000000] [--case FOLDER] [--write]

The case is made once and imported and built as any other (with `--case` it is kept there for the next run): invented
texts of which four in ten are edited copies, three in ten reposts, articles of 300 sites that posts cite, accounts of
which a few are very busy, and one page that six posts in a hundred link to. Then `whence explore` runs in a process of
its own. `first` answers a page that nobody has asked for, `again` is the median of three more; CPU is of the server.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from import_speed import machine
from planted_words import plant

import whence as wh

HERE = Path(__file__).parent
LARGEST = "select narrative_id, posts from narrative order by posts desc, narrative_id limit 1"
MIDDLING = (
    "select narrative_id, posts from narrative where level = 'words' and posts <= 1000 "
    "order by posts desc, narrative_id limit 1"
)
BUSIEST = "select actor_id, count(*), min(rowid) from post where platform = 'x' group by 1 order by 2 desc, 1 limit 1"
ANY = "select post_id, text, rowid from post where kind = 'post' order by post_id limit 1 offset 999"
COUNTS = "select (select count(*) from post), (select count(*) from link), (select count(*) from narrative)"
SEED = 11
OUTLETS = 300
AGAIN = 3
MAY_1 = 1_714_521_600
_LINK = re.compile(r'href="((?:narrative|post|actor)\?[^"]*)"')


def posts(count: int) -> pa.Table:
    """Return an interchange table of invented posts in order of time."""
    rng = np.random.default_rng(SEED)
    planted = plant(count, copies=0.4, of_copies=True, seed=SEED)
    numbers = np.arange(count)
    accounts = max(20, count // 5)
    author = np.minimum((rng.pareto(0.9, count) * 40).astype(np.int64), accounts - 1)
    article = rng.random(count) < 0.05
    article[0] = True
    addresses = [
        f"o{number % OUTLETS}.example/2024/story-{number}" if one else ""
        for number, one in zip(numbers.tolist(), article.tolist(), strict=True)
    ]
    post_id = [address or f"{number}" for number, address in enumerate(addresses)]
    source = np.where(planted.source >= 0, planted.source, 0)
    repost = (planted.source >= 0) & ~article & (rng.random(count) < 0.75)
    cited = np.searchsorted(np.flatnonzero(article), numbers, "left") - 1
    places = np.flatnonzero(article)
    cites = ~article & ~repost & (rng.random(count) < 0.2) & (cited >= 0)
    viral = ~article & ~repost & (rng.random(count) < 0.1)
    page = places[np.maximum(0, (cited * rng.random(count)).astype(np.int64))]
    urls = [
        "https://o0.example/2024/story-0" if hot else f"https://{addresses[at]}" if tied else None
        for hot, tied, at in zip(viral.tolist(), cites.tolist(), page.tolist(), strict=True)
    ]
    texts = planted.texts.combine_chunks() if planted.texts.num_chunks == 1 else planted.texts
    whole = pc.if_else(pa.array(repost), texts.take(pa.array(source)), texts)
    return pa.table(
        {
            "post_id": post_id,
            "platform": np.where(article, "web", "x").tolist(),
            "actor_id": [
                f"o{number % OUTLETS}.example" if one else f"{who}"
                for number, one, who in zip(numbers.tolist(), article.tolist(), author.tolist(), strict=True)
            ],
            "published_at": (MAY_1 + numbers * 7_776_000 // count).tolist(),
            "kind": np.where(article, "article", np.where(repost, "repost", "post")).tolist(),
            "text": whole,
            "url": [f"https://{address}" if address else None for address in addresses],
            "urls": urls,
            "repost_of": [
                _qualified(post_id[at]) if one else None
                for one, at in zip(repost.tolist(), source.tolist(), strict=True)
            ],
        }
    )


def _qualified(post_id: str) -> str:
    return f"x:{post_id}" if post_id.isdecimal() else f"web:{post_id}"


def make(folder: Path, count: int) -> None:
    """Make the case in `folder`."""
    os.environ["WHENCE_CASE_KEY"] = "nobody to protect"
    with tempfile.TemporaryDirectory() as scratch:
        given = Path(scratch) / "posts.parquet"
        pq.write_table(posts(count), given)
        outlets = Path(scratch) / "outlets.csv"
        rows = "".join(f"o{number}.example,Outlet {number},XN,private,invented\n" for number in range(OUTLETS))
        outlets.write_text("domain,name,country,ownership,source\n" + rows, encoding="utf-8")
        with wh.Case.create(folder) as case:
            case.import_files([given], timezone="UTC")
            case.set_outlets(outlets)
            case.build()


def serve(folder: Path) -> tuple["subprocess.Popen[str]", str]:
    """Start the server; return its process and address."""
    command = [sys.executable, "-m", "whence", "explore", str(folder), "--json"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert running.stdout
    return running, json.loads(running.stdout.readline())["url"]


def timed(process: psutil.Process, url: str) -> tuple[float, float, int]:
    """Fetch a page; return seconds, the server's CPU seconds, bytes."""
    before, start = process.cpu_times(), time.perf_counter()
    with urllib.request.urlopen(url, timeout=300) as answer:
        size = len(answer.read())
    after = process.cpu_times()
    return time.perf_counter() - start, after.user + after.system - before.user - before.system, size


def asked(folder: Path) -> dict[str, str]:
    """Return the pages to measure, by what they show."""
    with wh.Case.open(folder) as case:
        (largest,) = case.sql(LARGEST).fetchall()
        (middling,) = case.sql(MIDDLING).fetchall()
        ((_, wrote, row),) = case.sql(BUSIEST).fetchall()
        ((native, text, at),) = case.sql(ANY).fetchall()
        shown = case.people().post(native)
    rare = max(text.split(), key=len)
    common = min(text.split(), key=len)
    return {
        "the list of narratives": "",
        "its twentieth page": "?page=19",
        f"the largest narrative ({largest[1]:,} posts)": f"narrative?id={largest[0]}",
        "a page in its middle": f"narrative?id={largest[0]}&page={largest[1] // 100}",
        f"a narrative of {middling[1]:,} posts": f"narrative?id={middling[0]}",
        "a post with its evidence": f"post?n={at}",
        "a search for a rare word": f"search?q={rare}",
        "a search for a common string": f"search?q={common[:2]}",
        "an outlet with its neighbours": "actor?id=web:o0.example",
        f"an account of {wrote:,} posts with its neighbours": f"actor?n={row}",
        "its neighbourhood as a network": f"draw?around=yes&n={row}",
        f"lanes of {middling[1]:,} posts": f"draw?view=lanes&narrative={middling[0]}",
        f"lanes of {largest[1]:,} posts": f"draw?view=lanes&narrative={largest[0]}",
        "a post by its pseudonym": f"search?q={shown}",
    }


def measure(folder: Path) -> list[dict[str, object]]:
    """Ask for each page, once and again; the last row is the server's memory."""
    pages = asked(folder)
    running, url = serve(folder)
    try:
        process = psutil.Process(running.pid)
        facts = []
        for what, address in pages.items():
            first = timed(process, url + address)
            more = [timed(process, url + address) for _ in range(AGAIN)]
            again, spent = (statistics.median(one[at] for one in more) for at in (0, 1))
            memory = process.memory_info().rss >> 20
            waited = {"first": first[0], "cpu": first[1], "again": again, "spent": spent}
            facts.append({"page": what, **waited, "kb": first[2] >> 10, "mb": memory})
            print(facts[-1], file=sys.stderr)
        return facts
    finally:
        running.terminate()
        running.wait()


def table(facts: list[dict[str, object]], where: dict[str, object], about: str) -> str:
    """Return the figures as a page of Markdown."""
    head = ("page", "first, s", "CPU of it, s", "again, s", "CPU of it, s", "page, kB", "server after it, MB")
    rows = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    rows += [
        f"| {one['page']} | {one['first']:.2f} | {one['cpu']:.2f} | {one['again']:.2f} | {one['spent']:.2f} | "
        f"{one['kb']} | {one['mb']} |"
        for one in facts
    ]
    return (
        f"# Exploring a large case\n\n{where['processor']}, {where['cores']} cores, Python {where['python']}, commit "
        f"{where['commit']}. {about}\nMade by `python benchmarks/explore_speed.py`; see there what is measured.\n\n"
        + "\n".join(rows)
        + "\n"
    )


def main() -> None:
    """Make the case where it is missing, measure, print the table and, with --write, keep it under results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.case or Path(scratch) / "case"
        if not folder.exists():
            make(folder, given.posts)
        with wh.Case.open(folder) as case:
            ((count, links, narratives),) = case.sql(COUNTS).fetchall()
        size = (folder / "case.duckdb").stat().st_size >> 20
        about = f"{count:,} posts, {links:,} links, {narratives:,} narratives; tables of {size:,} MB."
        text = table(measure(folder), machine(), about)
    print(text)
    if given.write:
        (HERE / "results" / "explore_speed.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
