"""What stops a collection before its end: each budget, a person, another run of the same case."""

import json
import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from loopback import Answer, Asked, Fault, Loopback
from speaking import pages_of
from test_platforms import Scene

import whence as wh
from collectors.errors import Busy
from collectors.limits import Budget

SPEAKER = import_module("speak_x").SPEAKER
PAGES = pages_of(5)


@pytest.mark.parametrize(
    ("budget", "pages"),
    [
        (Budget(posts=15), 2),
        (Budget(requests=3), 3),
        (Budget(seconds=100), 3),
        (Budget(millionths=350_000), 1),
        (Budget(millionths=450_000), 3),
    ],
    ids=["posts", "requests", "seconds", "little money", "money"],
)
def test_every_budget_pauses_the_run(budget: Budget, pages: int, tmp_path: Path) -> None:
    """A page takes forty seconds and costs 0.06 USD; 0.30 must be left, which ten posts cost at most."""
    scene = Scene(SPEAKER, tmp_path)

    def slowly(page: Answer) -> Answer:
        scene.now += 40_000
        return page

    slow: list[Fault | None] = [slowly] * 5
    outcome = scene.run(PAGES, slow, budget=budget)
    assert (outcome.state, outcome.pages, len(scene.asked)) == ("paused", pages, pages)
    assert outcome.cost == pytest.approx(0.06 * pages)
    assert budget.millionths is None or 1e6 * outcome.cost <= budget.millionths
    assert scene.run(PAGES).state == "done"
    assert scene.texts() == scene.expected(PAGES)


def test_a_pause_beyond_the_budget_of_time_is_not_waited_for(tmp_path: Path) -> None:
    """The server wants 90 seconds where 60 are left: the run says so at once."""
    scene = Scene(SPEAKER, tmp_path)
    limited: Fault = lambda _: SPEAKER.limited(scene.now + 90_000)  # noqa: E731
    outcome = scene.run(PAGES, [None, limited], budget=Budget(seconds=60))
    assert (outcome.state, scene.waits) == ("paused", [])
    assert outcome.reason == "the server wants 90 seconds of pause, more than is left of 60 seconds"


def test_ctrl_c_stops_after_the_page_and_one_run_a_case_at_a_time(tmp_path: Path) -> None:
    """While the second page is being made another run is refused and Ctrl-C comes: that page is kept, none after it."""
    study, running = tmp_path / "study", list[subprocess.Popen[str]]()
    refused: list[str] = []
    wh.Case.create(study).close()

    def speak(asked: Asked) -> Answer:
        at = SPEAKER.place(asked)
        assert at is not None
        if at == 1:
            try:
                wh.Case.open(study).collect(wh.Asked(platform="x", queries=("harbour",)))
            except Busy as busy:
                refused.append(str(busy))
            running[0].send_signal(signal.SIGINT)
        return SPEAKER.page(PAGES[at], at, at + 1 if at < 4 else None)

    with Loopback(speak).running() as server:
        own = {f"WHENCE_{name}": value for name, value in SPEAKER.secrets.items()}
        there = {"WHENCE_X_URL": server.url, "WHENCE_STATE": str(tmp_path), "PYTHONPATH": ":".join(sys.path)}
        command = [sys.executable, "-m", "whence", "collect", str(study), "x", "harbour", "--json"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        running.append(subprocess.Popen(command, text=True, env={**os.environ, **own, **there}, **pipes))  # type: ignore[call-overload]
        out, err = running[0].communicate(timeout=60)
    found = json.loads(out)
    assert (running[0].returncode, found["state"], found["reason"]) == (0, "paused", "you asked to stop"), err
    assert (found["posts"], len(server.asked)) == (20, 2)
    assert len(refused) == 1 and "in use" in refused[0]
