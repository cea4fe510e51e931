"""Limits that all runs of a user share: two processes keep one rate, and nothing can be read from what they keep."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from collectors.limits import Bucket, OwnLevels
from collectors.platforms.base import Rate
from collectors.shared import SharedLevels, shared_levels, state_folder

NOW = 1_714_521_600_000
RATE = Rate(requests=40, seconds=1000)
TAKER = """
import sys
from pathlib import Path
from collectors.limits import Bucket
from collectors.platforms.base import Rate
from collectors.shared import shared_levels
levels = shared_levels(Path(sys.argv[1]), 1714521600000)
bucket = Bucket(Rate(requests=40, seconds=1000), lambda: 1714521600000, levels, "planted-owner/search")
print(sum(bucket.take() == 0 for _ in range(40)))
"""


def test_processes_at_the_same_time_share_a_bucket(tmp_path: Path) -> None:
    """Three at once want forty tokens each; together they get the forty that there are."""
    command = [sys.executable, "-c", TAKER, str(tmp_path / "state")]
    environment = {"PYTHONPATH": ":".join(sys.path)}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for _ in range(3)
    ]
    said = [one.communicate(timeout=60) for one in running]
    assert sum(int(out) for out, _ in said) == 40, said


def test_a_refusal_that_one_run_gets_holds_for_the_other(tmp_path: Path) -> None:
    """The server's word is shared; another key is another matter."""
    mine, yours = (shared_levels(tmp_path, NOW) for _ in range(2))
    Bucket(RATE, lambda: NOW, mine, "owner/search").hold(NOW + 30_000)
    assert Bucket(RATE, lambda: NOW, yours, "owner/search").take() == 30
    assert Bucket(RATE, lambda: NOW, yours, "owner/other").take() == 0


def test_nothing_can_be_read_from_the_file(tmp_path: Path) -> None:
    """Neither keys nor hosts are in it, the same key has another name in another file, and only the user reads it."""
    names = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        Bucket(RATE, lambda: NOW, shared_levels(folder, NOW), "planted-owner/north.example").take()
        path = folder / "limits.sqlite"
        assert b"planted" not in path.read_bytes() and b"north" not in path.read_bytes()
        assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
        names.append(sqlite3.connect(path).execute("select name from level").fetchall())
    assert names[0] != names[1]


def test_levels_of_long_ago_are_dropped(tmp_path: Path) -> None:
    """A month later a bucket is full, whatever its rate: its row is not needed."""
    Bucket(RATE, lambda: NOW, SharedLevels(tmp_path / "l", NOW), "owner/search").take()
    SharedLevels(tmp_path / "l", NOW + 40 * 86_400_000)
    assert sqlite3.connect(tmp_path / "l").execute("select count(*) from level").fetchall() == [(0,)]


def test_without_a_file_each_run_counts_for_itself(tmp_path: Path) -> None:
    """A folder that cannot be made, a file that is none of ours, one that breaks under way: no run fails for it."""
    (tmp_path / "file").write_text("no folder")
    assert isinstance(shared_levels(tmp_path / "file" / "state", NOW), OwnLevels)
    (tmp_path / "limits.sqlite").write_bytes(b"no database of anybody" * 100)
    assert isinstance(shared_levels(tmp_path, NOW), OwnLevels)
    levels = SharedLevels(tmp_path / "fine", NOW)
    (tmp_path / "fine").write_bytes(b"no database of anybody" * 100)
    bucket = Bucket(Rate(requests=1, seconds=10), lambda: NOW, levels, "owner/search")
    assert [bucket.take(), bucket.take()] == [0, 10]


def test_the_state_folder_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """WHENCE_STATE goes before XDG_STATE_HOME, and that before the home."""
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.delenv("WHENCE_STATE", raising=False)
    assert state_folder() == Path.home() / ".local" / "state" / "whence"
    monkeypatch.setenv("XDG_STATE_HOME", "/x")
    assert state_folder() == Path("/x/whence")
    monkeypatch.setenv("WHENCE_STATE", "/w")
    assert state_folder() == Path("/w")
