"""What erasing costs: N posts, some deleted by word of the platform, an account forgotten, the older half expired.

python benchmarks/erasing.py [--posts N] [--write]
"""

import argparse
import json
import platform
import re
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import zstandard

import whence as wh

DAY = 86_400_000
START = 1_714_521_600
SUSPENDED = 9_000_006
RESULTS = Path(__file__).parent / "results" / "erasing.md"


def write_posts(path: Path, posts: int) -> None:
    """Write posts of a thousand accounts, one in ten a reply, in pages of a hundred as X gives them, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for first in range(0, posts, 100):
            data = [tweet(number) for number in range(first, min(posts, first + 100))]
            users = [{"id": str(9_000_000 + n), "username": f"user{n}", "name": f"N {n}"} for n in range(1000)]
            named = {one["author_id"] for one in data}
            file.write(json.dumps({"data": data, "includes": {"users": [u for u in users if u["id"] in named]}}) + "\n")


def tweet(number: int) -> dict[str, Any]:
    """Return a post, a minute after the one before."""
    at = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(START + 60 * number))
    one = {
        "id": str(10**18 + number),
        "author_id": str(9_000_000 + number * 7919 % 1000),
        "text": f"The harbour opens berth {number} today, says the council of Eastmere in its notice {number * 31}",
        "created_at": at,
    }
    if number % 10 == 9:
        one["referenced_tweets"] = [{"type": "replied_to", "id": str(10**18 + number - 7)}]
    if number % 1000 == 3:
        one["withheld"] = {"country_codes": ["XA"], "copyright": False}
    return one


def write_notices(path: Path, posts: int) -> list[int]:
    """Write X's notices that one post in 600 is deleted and an account suspended; return the posts whose words go."""
    gone = [{"id": str(10**18 + number), "reason": "deleted"} for number in range(0, posts, 600)]
    gone.append({"id": str(SUSPENDED), "reason": "suspended"})
    at = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(START + 60 * posts))
    path.write_text("".join(json.dumps({**one, "action": "delete", "redacted_at": at}) + "\n" for one in gone))
    return [
        number
        for number in range(posts)
        if number % 600 == 0 or number % 1000 == 3 or tweet(number)["author_id"] == str(SUSPENDED)
    ]


def measured(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU seconds of some work, and its result."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    result = work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, result


def ids_and_texts(account: int, posts: int) -> set[str]:
    """Return all by which an account and its posts could be told."""
    own = [one for one in range(posts) if tweet(one)["author_id"] == str(account)]
    return {str(account), *(str(10**18 + one) for one in own), *(f"berth {one} today" for one in own)}


def left(case: wh.Case, needles: set[str]) -> tuple[int, int]:
    """Return how many of some ids and texts are found in all that a case holds, and the bytes looked through.

    Archives are unpacked, tables written out as text beside the bytes of their file, in which texts may be packed.
    """
    looks_like = re.compile(rb"(?<!\d)(?:9\d{6}|10{10}\d{8})(?!\d)|berth \d+ today|\buser\d+\b")
    found: set[str] = set()
    size = 0
    for data in everything(case):
        size += len(data)
        found |= needles & {one.decode() for one in looks_like.findall(data)}
    return len(found), size


def everything(case: wh.Case) -> Iterator[bytes]:
    """Yield all that a case holds, unpacked."""
    tables = [one for (one,) in case.sql("select table_name from duckdb_tables() where not temporary").fetchall()]
    for name in tables:
        rows = case.sql(f'select * from "{name}"')
        while some := rows.fetchmany(10_000):
            yield repr(some).encode()
    for path in sorted(one for one in case.path.rglob("*") if one.is_file()):
        data = path.read_bytes()
        yield zstandard.ZstdDecompressor().stream_reader(data).read() if path.suffix == ".zst" else data


def run(folder: Path, posts: int) -> list[str]:
    """Return the lines of the table."""
    write_posts(folder / "posts.jsonl", posts)
    end = (START + 60 * posts) * 1000
    lines = []
    with wh.Case.create(folder / "study", clock=lambda: end) as case:
        seconds, _ = measured(lambda: case.import_files([folder / "posts.jsonl"]))
        lines.append(f"| import | {posts:,} posts | {seconds:.1f} |")
        deleted = {f"berth {one} today" for one in write_notices(folder / "notices.jsonl", posts)}
        deleted |= {f"user{SUSPENDED - 9_000_000}"}
        before, _ = left(case, deleted)
        case.import_files([folder / "notices.jsonl"])
        seconds, found = measured(case.comply)
        what = f"{found.erased['post']:,} posts, {found.archived['cut']:,} pages cut"
        lines.append(f"| comply: deleted, withheld, an account suspended | {what} | {seconds:.1f} |")
        after, size = left(case, deleted)
        what = f"their texts and the account's name in {size / 1e6:,.0f} MB, unpacked"
        lines.append(f"| {what} | {before:,} found before, **{after} after** | |")
        seconds, found = measured(case.comply)
        lines.append(f"| comply again | {sum(found.erased.values())} rows | {seconds:.1f} |")
        forgotten = ids_and_texts(9_000_005, posts)
        before, _ = left(case, forgotten)
        seconds, found = measured(lambda: case.forget(["x:9000005"]))
        lines.append(
            f"| forget one account | {found.erased['post']} posts, {found.archived['cut']} pages cut | {seconds:.1f} |"
        )
    with wh.Case.open(folder / "study", clock=lambda: end) as case:
        after, size = left(case, forgotten)
        what = f"its ids and texts in {size / 1e6:,.0f} MB, unpacked"
        lines.append(f"| {what} | {before} found before, **{after} after** | |")
        seconds, ledger = measured(lambda: case.import_files([folder / "posts.jsonl"]))
        lines.append(f"| import again, screened | {ledger.skipped['forgotten']} kept out | {seconds:.1f} |")
        toml = case.path / "case.toml"
        days = max(1, posts // 2 // 1440)
        toml.write_text(toml.read_text() + f"\n[retention]\ndays = {days}\n", encoding="utf-8")
    with wh.Case.open(folder / "study", clock=lambda: end) as case:
        seconds, found = measured(case.comply)
        gone = f"{found.erased['post']:,} posts, {found.archived['marked']:,} pages gone, {found.archived['cut']} cut"
        lines.append(f"| retention, about the older half | {gone} | {seconds:.1f} |")
    return lines


def main() -> None:
    """Measure and print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = run(Path(folder), options.posts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    text = "\n".join(
        [
            "# What erasing costs",
            "",
            f"Python {platform.python_version()}, {platform.machine()}, commit {commit}. Peak memory {peak:.0f} MB.",
            "",
            "| step | what | CPU s |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )
    print(text)
    if options.write:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
