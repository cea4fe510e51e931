"""`wh.explore` and the command serve a case as it is, and leave it as it was."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

import whence as wh
from collectors.errors import Busy


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Give a small case."""
    posts = tmp_path / "posts.csv"
    posts.write_text(
        "post_id,platform,actor_id,published_at,text\n1,x,7,2024-05-01T10:00:00Z,the tram depot moves to Low Quay\n",
        encoding="utf-8",
    )
    with wh.Case.create(tmp_path / "study") as case:
        case.import_files([posts])
        case.build()
    return tmp_path / "study"


def test_a_case_is_served_and_not_changed(study: Path) -> None:
    """The page is there under its address, the tables keep their bytes, and writing meanwhile gets Busy."""
    before = hashlib.sha256((study / "case.duckdb").read_bytes()).digest()
    with wh.Case.open(study) as case, wh.explore(case) as pages:
        with urllib.request.urlopen(pages.url + "search?q=tram") as answer:
            assert "Low Quay" in answer.read().decode()
        with pytest.raises(Busy):
            case.build()
    assert hashlib.sha256((study / "case.duckdb").read_bytes()).digest() == before
    with wh.Case.open(study) as case:
        case.build()


def test_two_explorations_have_two_tokens(study: Path) -> None:
    """The token is made anew, and long."""
    with wh.Case.open(study) as case, wh.explore(case) as one, wh.explore(case) as other:
        tokens = {pages.url.split("/")[3] for pages in (one, other)}
    assert len(tokens) == 2
    assert all(len(token) == 32 for token in tokens)


def test_identify_is_noted_in_the_case(study: Path) -> None:
    """Showing people by name leaves its note, as in every output."""
    with wh.Case.open(study) as case, wh.explore(case, identify=True):
        pass
    assert json.loads((study / "identified.jsonl").read_text(encoding="utf-8"))["output"] == "explore"


def test_the_command_prints_its_address_and_ends_on_interrupt(study: Path) -> None:
    """The address comes at once on stdout, serves, and Ctrl-C ends it with exit 0 and no traceback."""
    command = [sys.executable, "-m", "whence", "explore", str(study), "--json"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    assert running.stdout
    url = json.loads(running.stdout.readline())["url"]
    with urllib.request.urlopen(url) as answer:
        assert answer.status == 200
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "Traceback" not in said
