"""Killed at any moment, an import loses nothing and doubles nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

KILLS = int(os.environ.get("WHENCE_KILLS", "8"))


def test_a_killed_import_ends_in_the_same_tables(tmp_path: Path) -> None:
    """Killed by SIGKILL at random moments and steps, then run again: every table and archived byte is as if never.

    `WHENCE_KILLS=50` kills more often.
    """
    script = Path(__file__).with_name("killed_import.py")
    killed = 0
    for seed in range(KILLS):
        if killed >= KILLS:
            break
        folder = tmp_path / str(seed)
        folder.mkdir()
        command = [sys.executable, str(script), str(folder), str(min(8, KILLS - killed)), str(seed)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        found = json.loads(done.stdout)
        assert (found["differing"], found["archive_differs"], found["wrong"], found["status"]) == ([], False, [], 0)
        assert found["posts"] > 100
        assert found["parts"] > 10
        assert found["ledger"]["updated"] > 0
        killed += found["killed"]
