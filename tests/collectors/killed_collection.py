"""Collect, be killed, collect again: as killed_import, for pages from a local server, through tweepy.

    python killed_collection.py FOLDER KILLS SEED PAGES

Prints one line of JSON.
"""

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "contracts"))

from killed_import import TABLES, count_steps, forked, is_finished, left_behind
from loopback import Answer, Asked, Loopback
from speak_x import SPEAKER
from speaking import FIRST_DAY, pages_of

from collectors.checkpoint import Request
from collectors.means import Means, Patience
from collectors.platforms.base import Access, Secrets
from collectors.registry import connect, kind_of
from collectors.runner import collect
from graphs.store import Store
from graphs.store.collecting import CollectingSink

ALL_TABLES = (*TABLES, "checkpoint", "followed", "gap")
STEPS_A_PAGE = 24


def speaking(count: int) -> Callable[[Asked], Answer]:
    """Return a server of so many pages of eight posts."""
    pages = pages_of(count, size=8)

    def speak(asked: Asked) -> Answer:
        at = SPEAKER.place(asked)
        assert at is not None
        return SPEAKER.page(pages[at], at, at + 1 if at + 1 < count else None)

    return speak


def attempt(url: str, case: Path) -> None:
    """Collect, a transaction a page, until it is done."""
    case.mkdir(exist_ok=True)
    platform, kind = SPEAKER.platform, kind_of(SPEAKER.platform, None)
    session = connect(platform, Access(secrets=Secrets(SPEAKER.secrets), clock=lambda: FIRST_DAY, base_url=url))
    request = Request(platform="x", kind=kind.name, targets=("harbour",))
    with Store(case / "case.duckdb", read_only=False, threads=1) as store:
        outcome = collect(
            CollectingSink(store), case / "raw", platform, session, kind, request,
            Means(clock=lambda: FIRST_DAY, patience=Patience(commit_seconds=0)),
        )  # fmt: skip
    assert outcome.state == "done", outcome.reason


def main(folder: Path, kills: int, seed: int, pages: int) -> dict[str, Any]:
    """Make a clean collection and one that is killed again and again; say how they compare."""
    draw = random.Random(seed)
    clean, killed = folder / "clean", folder / "killed"
    with Loopback(speaking(pages)).running() as server:
        status, seconds = forked(lambda: attempt(server.url, clean))
        assert status == 0
        died, status = 0, 1
        while status != 0:
            if died == kills:
                status, _ = forked(lambda: attempt(server.url, killed))
            elif died % 2:
                status, _ = forked(lambda: attempt(server.url, killed), draw.uniform(0, seconds))
            else:
                limit = draw.randrange(1, STEPS_A_PAGE * pages // 3)
                status, _ = forked(lambda limit=limit: (count_steps(limit), attempt(server.url, killed)))  # type: ignore[misc]
            died += status != 0
            if status != 0 and is_finished(killed):
                status = 0
    one, two = left_behind(clean, ALL_TABLES), left_behind(killed, ALL_TABLES)
    return {
        "killed": died,
        "status": status,
        "posts": len(one["tables"]["post"]),
        "parts": len(one["tables"]["archive_part"]),
        "differing": [name for name in ALL_TABLES if one["tables"][name] != two["tables"][name]],
        "archive_differs": one["files"] != two["files"],
        "wrong": one["wrong"] + two["wrong"],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), *map(int, sys.argv[2:]))) + "\n")
