"""Killed at any moment, a live collection loses nothing and doubles nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

KILLS = int(os.environ.get("WHENCE_KILLS", "4"))


def test_a_killed_collection_ends_in_the_same_tables(tmp_path: Path) -> None:
    """Fifty pages, killed by SIGKILL at random moments and steps, then run again: tables and archive are as if never.

    `WHENCE_KILLS=100` kills more often.
    """
    script = Path(__file__).with_name("killed_collection.py")
    killed = seed = 0
    while killed < KILLS:
        folder = tmp_path / str(seed)
        folder.mkdir()
        command = [sys.executable, str(script), str(folder), str(min(8, KILLS - killed)), str(seed)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        found = json.loads(done.stdout)
        assert (found["differing"], found["archive_differs"], found["wrong"], found["status"]) == ([], False, [], 0)
        assert (found["posts"], found["parts"]) == (400, 50)
        assert found["killed"] > 0
        killed += found["killed"]
        seed += 1
