"""Import, be killed, import again: a process that forks imports, kills them, and compares what is left.

    python killed_import.py FOLDER KILLS SEED

Each attempt is a child of its own, killed by SIGKILL: by turns after a random while, and at a random step (before or
after a file is brought to disk or renamed, before or after a statement). When all kills are spent the last
attempt is left alone. Then every table and every archived byte must be what one clean import makes of the same input.
Prints one line of JSON.
"""

import gzip
import io
import json
import os
import random
import signal
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from collectors import ingest
from collectors.archive import Part, verify
from collectors.importers.base import Context
from collectors.language import detect
from graphs.store import Store
from graphs.store.ingest import StoreSink

TABLES = (
    *("post", "actor", "reference", "post_url", "metric", "tag", "media", "tombstone", "edit"),
    *("run", "archive_part", "skipped", "observation"),
)


def write_input(folder: Path, draw: random.Random) -> None:
    """Write a folder of plain, packed and broken files: posts new, repeated, changed, edited and deleted."""
    folder.mkdir()
    for name in ("a.jsonl", "b.jsonl.gz", "c.zip", "d.jsonl"):
        data = b"".join(json.dumps(line).encode() + b"\n" for line in _lines(draw, 220))
        if name == "d.jsonl":
            data = b"not json\n\n" + data[:-30]
        if name.endswith(".gz"):
            data = gzip.compress(data, mtime=0)[:-200]
        if name.endswith(".zip"):
            held = io.BytesIO()
            with zipfile.ZipFile(held, "w") as archive:
                archive.writestr("inner/one.jsonl", data[: len(data) // 2])
                archive.writestr("two.jsonl", data[len(data) // 2 :])
            data = held.getvalue()
        (folder / name).write_bytes(data)


def _lines(draw: random.Random, count: int) -> Iterator[dict[str, Any]]:
    for _ in range(count):
        number = draw.randrange(1000, 1400)
        if draw.random() < 0.05:
            yield {"id": str(number), "action": "delete", "reason": "deleted"}
            continue
        post: dict[str, Any] = {
            "id": str(number),
            "author_id": str(number % 17),
            "author": {"id": str(number % 17), "username": f"u{number % 17}", "name": f"n{draw.randrange(3)}"},
            "text": f"words of {number} {'again' * draw.randrange(3)}",
            "created_at": "2024-05-01T10:00:00.000Z",
            "public_metrics": {"like_count": draw.randrange(4)},
            "entities": {
                "hashtags": [{"tag": f"t{draw.randrange(4)}"}],
                "urls": [{"url": f"https://a.example/{number}"}],
            },
        }
        if draw.random() < 0.1:
            post["edit_history_tweet_ids"] = [str(number - 1), str(number)]
        if draw.random() < 0.3:
            post["referenced_tweets"] = [{"type": "replied_to", "id": str(number - 5)}]
        yield post


def attempt(source: Path, case: Path) -> None:
    """Import in small batches."""
    ingest.MOST_POSTS = 40
    case.mkdir(exist_ok=True)
    with Store(case / "case.duckdb", read_only=False, threads=1) as store:
        ingest.import_files(
            StoreSink(store), case / "raw", [str(source)], format=None, context=Context(), clock=lambda: 1000
        )


def forked(work: Callable[[], None], seconds: float | None = None) -> tuple[int, float]:
    """Run work in a child; kill it after so many seconds, if given; return its status and how long it lived."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    timer = threading.Timer(seconds, os.kill, (child, signal.SIGKILL)) if seconds is not None else None
    if timer:
        timer.start()
    _, status = os.waitpid(child, 0)
    if timer:
        timer.cancel()
        timer.join()
    return status, time.monotonic() - started


def count_steps(limit: int | None) -> list[int]:
    """Count steps that reach the disk, each from before and after; at the limit kill this process."""
    taken = [0]

    def step() -> None:
        taken[0] += 1
        if taken[0] == limit:
            os.kill(os.getpid(), signal.SIGKILL)

    for owner, name in ((Store, "sql"), (os, "fsync"), (Path, "replace")):
        setattr(owner, name, _stepping(getattr(owner, name), step))
    return taken


def _stepping(function: Any, step: Callable[[], None]) -> Any:
    def stepping(*args: Any, **named: Any) -> Any:
        step()
        result = function(*args, **named)
        step()
        return result

    return stepping


def is_finished(case: Path) -> bool:
    """Tell whether the last commit was made; after that there is nothing left to interrupt."""
    if not (case / "case.duckdb").exists():
        return False
    with Store(case / "case.duckdb", read_only=False) as store:
        return bool(store.connection.execute("select count(*) from run where ended_at is not null").fetchone()[0])  # type: ignore[index]


def left_behind(case: Path, names: tuple[str, ...] = TABLES) -> dict[str, Any]:
    """Return all rows of all tables, the bytes of the archive, and what is wrong with its chain."""
    with Store(case / "case.duckdb") as store:
        tables = {name: store.connection.execute(f"select * from {name} order by all").fetchall() for name in names}
    parts: dict[str, list[Part]] = {}
    for run_id, number, items, size, digest in tables["archive_part"]:
        parts.setdefault(run_id, []).append(Part(part=number, items=items, bytes=size, sha256=digest))
    files = {str(path.relative_to(case)): path.read_bytes() for path in sorted((case / "raw").rglob("*.*"))}
    return {"tables": tables, "files": files, "wrong": verify(case / "raw", parts)}


def main(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """Make a clean import and one that is killed again and again; say how they compare."""
    detect("warm the tables of the language detector before the first fork")
    draw = random.Random(seed)
    source, clean, killed = folder / "input", folder / "clean", folder / "killed"
    write_input(source, draw)
    reader, writer = os.pipe()
    status, seconds = forked(lambda: _counted_attempt(source, clean, writer))
    steps = int(os.read(reader, 20))
    died, status = 0, 1
    while status != 0:
        if died == kills:
            status, _ = forked(lambda: attempt(source, killed))
        elif died % 2:
            status, _ = forked(lambda: attempt(source, killed), draw.uniform(0, seconds))
        else:
            limit = draw.randrange(1, steps // 3)
            status, _ = forked(lambda limit=limit: (count_steps(limit), attempt(source, killed)))  # type: ignore[misc]
        died += status != 0
        if status != 0 and is_finished(killed):
            status = 0
    one, two = left_behind(clean), left_behind(killed)
    differing = [name for name in TABLES if one["tables"][name] != two["tables"][name]]
    return {
        "killed": died,
        "status": status,
        "posts": len(one["tables"]["post"]),
        "parts": len(one["tables"]["archive_part"]),
        "ledger": json.loads(one["tables"]["run"][0][8]),
        "differing": differing,
        "archive_differs": one["files"] != two["files"],
        "wrong": one["wrong"] + two["wrong"],
    }


def _counted_attempt(source: Path, case: Path, writer: int) -> None:
    taken = count_steps(None)
    attempt(source, case)
    os.write(writer, str(taken[0]).encode())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))) + "\n")
