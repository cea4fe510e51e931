"""Killed at any moment, a live collection loses nothing and doubles nothing."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from speaking import pages_of
from test_platforms import Scene

from collectors.ledger import Ledger
from collectors.sink import Batch
from graphs.store.collecting import CollectingSink

KILLS = int(os.environ.get("WHENCE_KILLS", "4"))
PAGES = 50 if "WHENCE_KILLS" in os.environ else 16


def test_a_killed_collection_ends_in_the_same_tables(tmp_path: Path) -> None:
    """Sixteen pages, killed by SIGKILL at random moments and steps, then run again: tables and archive are as if never.

    `WHENCE_KILLS=100` kills so often, in runs of fifty pages.
    """
    script = Path(__file__).with_name("killed_collection.py")
    killed = seed = 0
    while killed < KILLS:
        folder = tmp_path / str(seed)
        folder.mkdir()
        command = [sys.executable, str(script), str(folder), str(min(8, KILLS - killed)), str(seed), str(PAGES)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        found = json.loads(done.stdout)
        assert (found["differing"], found["archive_differs"], found["wrong"], found["status"]) == ([], False, [], 0)
        assert (found["posts"], found["parts"]) == (8 * PAGES, PAGES)
        assert found["killed"] > 0
        killed += found["killed"]
        seed += 1


@pytest.mark.parametrize("after", range(1, 6))
def test_a_run_that_ends_after_any_commit_asks_for_no_page_again(
    after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off right after each of its commits, the last page's included: nothing is fetched twice."""
    speaker, pages, commits = import_module("speak_x").SPEAKER, pages_of(4), 0
    write = CollectingSink.write

    def cut(self: CollectingSink, batch: Batch) -> Ledger:
        nonlocal commits
        done, commits = write(self, batch), commits + 1
        if commits == after:
            raise KeyboardInterrupt
        return done

    scene = Scene(speaker, tmp_path)
    monkeypatch.setattr(CollectingSink, "write", cut)
    with pytest.raises(KeyboardInterrupt):
        scene.run(pages)
    if after < 5:
        again = scene.run(pages)
        assert (again.state, again.resumed, again.ledger.duplicates) == ("done", True, 0)
    assert len(scene.asked) == 4
    assert scene.texts() == scene.expected(pages)
