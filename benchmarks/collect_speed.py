"""What a live collection costs beside the network: posts a second, CPU time and memory of runner, importer and tables.

    python benchmarks/collect_speed.py [--posts 1000000] [--write]

A server in a process of its own gives pages of 500 invented posts, each with an author and words of its own, in the
shape of X API v2; the platform X collects them with tweepy's real client over HTTP. The limits of X are lifted and
nothing is waited for: what is left is what the machine must do for each post. Memory is that of the collecting process,
looked at after each page, and taken apart.
"""

import argparse
import ctypes
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
import psutil

HERE = Path(__file__).parent
PAGE = 500
FIRST = 10_000_000_000
WORDS = ("harbour", "berth", "ferry", "quay", "mole", "crane", "pilot", "tide", "lock", "buoy", "signal", "cargo")


def page(at: int, pages: int) -> bytes:
    """Return a page of posts; every tenth is a repost of one that travels beside it."""
    posts, beside = [], []
    for number in range(at * PAGE, (at + 1) * PAGE):
        text = " ".join(WORDS[(number * step + step) % len(WORDS)] for step in range(3, 17)) + f" {number:x}"
        post: dict[str, object] = {
            "id": str(FIRST + 4 * number),
            "author_id": str(number % 50_000),
            "text": text,
            "created_at": "2024-05-01T10:00:00.000Z",
            "public_metrics": {"like_count": number % 7, "retweet_count": number % 3},
            "edit_history_tweet_ids": [str(FIRST + 4 * number)],
        }
        if number % 10 == 0:
            original = str(FIRST + 4 * number + 1)
            post["referenced_tweets"] = [{"type": "retweeted", "id": original}]
            beside.append({**post, "id": original, "referenced_tweets": None, "edit_history_tweet_ids": [original]})
        posts.append(post)
    users = [{"id": str(n), "username": f"u{n}", "name": f"n{n}"} for n in range(at % 100, at % 100 + 200)]
    meta = {"result_count": PAGE} | ({"next_token": str(at + 1)} if at + 1 < pages else {})
    return msgspec.json.encode({"data": posts, "includes": {"users": users, "tweets": beside}, "meta": meta})


def serve(pages: int) -> None:
    """Serve pages on a free port, which is printed, until killed."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 20

        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            body = page(int(query.get("next_token", ["0"])[0]), pages)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


class _Heap(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_size_t)
        for name in ["arena", "ord", "sm", "hblks", "hblkhd", "usm", "fsm", "uord", "ford", "keep"]
    ]


def heap() -> int:
    """Return the bytes that are in use of glibc's heap: Python, msgspec, requests; not DuckDB, which has its own."""
    library = ctypes.CDLL("libc.so.6")
    library.mallinfo2.restype = _Heap
    found = library.mallinfo2()
    return int(found.uord) + int(found.hblkhd)


def collect(port: int, folder: Path) -> dict[str, object]:
    """Collect everything into a new case; return the figures."""
    from collectors.checkpoint import Request
    from collectors.means import Means
    from collectors.outcome import Report
    from collectors.platforms.base import Access, Rate, Secrets
    from collectors.platforms.x import PLATFORM
    from collectors.registry import connect, kind_of
    from collectors.runner import collect as run
    from graphs.store import Store
    from graphs.store.collecting import CollectingSink

    process, marks, peak = psutil.Process(), {}, 0

    def look(report: Report) -> None:
        nonlocal peak
        peak = max(peak, process.memory_info().rss)
        if (mark := report.posts // 100_000) not in marks:
            pool = store.connection.execute("select sum(memory_usage_bytes) from duckdb_memory()").fetchall()[0][0]
            marks[mark] = [peak >> 20, int(pool) >> 20, heap() >> 20]

    def clock() -> int:
        return time.time_ns() // 1_000_000

    access = Access(secrets=Secrets({"X_BEARER_TOKEN": "none"}), clock=clock, base_url=f"http://127.0.0.1:{port}")
    kind = replace(kind_of(PLATFORM, "search-all"), rate=Rate(requests=10**9, seconds=1))
    request = Request(platform="x", kind=kind.name, targets=("harbour",))
    started, wall = time.process_time(), time.monotonic()
    with Store(folder / "case.duckdb", read_only=False) as store:
        outcome = run(
            CollectingSink(store), folder / "raw", PLATFORM, connect(PLATFORM, access), kind, request,
            Means(clock=clock, progress=look),
        )  # fmt: skip
    return {
        "state": outcome.state,
        "posts": outcome.ledger.read,
        "cpu": time.process_time() - started,
        "wall": time.monotonic() - wall,
        "marks": {str(100_000 * mark): held for mark, held in sorted(marks.items())},
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
    }


def measure(posts: int) -> dict[str, object]:
    """Start the server, collect in a process of its own."""
    server = subprocess.Popen(
        [sys.executable, __file__, "--serve", str(posts // PAGE)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [sys.executable, __file__, "--collect", port, folder], capture_output=True, text=True, check=True
            )
    finally:
        server.kill()
        server.wait()
    found = msgspec.json.decode(done.stdout)
    assert isinstance(found, dict)
    return found


def report(found: dict[str, object]) -> str:
    """Write the figures as a page."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE)
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    posts, seconds = int(str(found["posts"])), float(str(found["cpu"]))
    marks = found["marks"]
    assert isinstance(marks, dict)
    step = max(1, len(marks) // 12)
    rows = "\n".join(
        f"| {int(mark):,} | {peak} | {pool} | {heap} |" for mark, (peak, pool, heap) in list(marks.items())[::step]
    )
    return (
        f"# Speed of live collection\n\n{cpu}, Python {platform.python_version()}, commit {commit.stdout.strip()}.\n"
        "Made by `python benchmarks/collect_speed.py`; see there what is measured.\n\n"
        f"{posts:,} posts read ({found['state']}) in {seconds:.1f} seconds of CPU time (user and system, all threads): "
        f"**{posts / seconds:,.0f} posts a CPU second**, {1e6 * seconds / posts:.0f} µs a post; "
        f"{float(str(found['wall'])):.0f} seconds on the wall, on a machine with other work.\n\n"
        f"Peak memory {found['peak']} MB. After so many posts: the highest so far of the whole process; of it what "
        "DuckDB holds of the tables (statements share the 64 MB of `graphs/store/queries/collect/bounded.sql`, what is "
        "packed at a checkpoint comes on top until the next batch); and what is in use of the heap of Python and its "
        "libraries.\n\n"
        f"| posts | process, MB | tables, MB | heap, MB |\n| --- | --- | --- | --- |\n{rows}\n"
    )


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--serve", type=int)
    parser.add_argument("--collect", nargs=2)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve)
    elif given.collect:
        print(msgspec.json.encode(collect(int(given.collect[0]), Path(given.collect[1]))).decode())
    else:
        text = report(measure(given.posts))
        print(text)
        if given.write:
            (HERE / "results" / "collect_speed.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
