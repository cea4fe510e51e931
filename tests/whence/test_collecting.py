"""What an analyst asks for is understood: what a case is asked about, times that nobody heeds, platforms of others."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import whence as wh
from collectors.errors import RequestError
from collectors.limits import Budget
from collectors.outcome import Report
from graphs.store import Store
from whence.cli.collect import _Progress

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def case(tmp_path: Path, plant: Callable[..., None]) -> Path:
    """Give a case with two posts of X, a repost, and a post of VK."""
    folder = tmp_path / "study"
    wh.Case.create(folder).close()
    at = "2024-05-01T10:00:00Z"
    posts = [
        {"post_id": "x:1", "at": at, "actor_id": "x:7", "metrics": {"reposts": 2}},
        {"post_id": "x:2", "at": at, "actor_id": "x:8", "metrics": {"reposts": 9}},
        {"post_id": "x:3", "at": at, "actor_id": "x:8", "kind": "repost", "repost_of": "x:1"},
        {"post_id": "vk:-5_3", "at": at, "actor_id": "vk:-5"},
    ]
    with Store(folder / "case.duckdb", read_only=False) as store:
        plant(store, posts=posts)
    return folder


@pytest.mark.parametrize(
    ("platform", "kind", "targets"),
    [
        ("x", "reposts", ("2", "1")),
        ("x", "timeline", ("8", "7")),
        ("x", "compliance-posts", ("1 2 3",)),
        ("x", "compliance-actors", ("8 7",)),
        ("vk", "comments", ("-5_3",)),
        ("vk", "wall", ("-5",)),
    ],
)
def test_each_kind_is_asked_about_what_it_understands(
    case: Path, platform: str, kind: str, targets: tuple[str, ...]
) -> None:
    """Posts or accounts, in the platform's own form, the most reposted first; ids that a job takes together as one."""
    with wh.Case.open(case) as opened:
        for asked in (
            wh.Asked(platform=platform, kind=kind, of_case=True),
            wh.Asked(platform=platform, queries=(kind,), of_case=True),
        ):
            plan = opened.plan_collection(asked)
            assert (plan.kind, plan.first_targets) == (kind, targets)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            wh.Asked(platform="x", kind="search", of_case=True),
            "asks about nothing that a case has. Those that do: time",
        ),
        (wh.Asked(platform="x", kind="quotes", queries=("1",), since="2024-05-01"), "cannot be asked for a time"),
        (wh.Asked(platform="reddit", kind="new", queries=("a",), until="2024-05-01"), "Leave --until out"),
    ],
)
def test_what_nobody_would_heed_is_refused(case: Path, asked: wh.Asked, said: str) -> None:
    """A kind that knows no case, a time that the server is not asked for: one sentence, and nothing is written."""
    with wh.Case.open(case) as opened, pytest.raises(RequestError, match=said):
        opened.plan_collection(asked)


def test_an_installed_platform_of_others_is_collected_from(tmp_path: Path) -> None:
    """The example as a package: found by its entry point, named among the platforms, planned and looked up."""
    installed = tmp_path / "site"
    about = installed / "own_platform-1.0.dist-info"
    about.mkdir(parents=True)
    (installed / "own_platform.py").write_bytes((EXAMPLES / "own_platform.py").read_bytes())
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: own-platform\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[whence.platforms]\nharbour = own_platform:PLATFORM\n")
    wh.Case.create(tmp_path / "study").close()

    def whence(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {"PYTHONPATH": ":".join([*sys.path, str(installed)]), "WHENCE_STATE": str(tmp_path / "state")}
        return subprocess.run(
            [sys.executable, "-m", "whence", *words], capture_output=True, text=True, env=environment, check=False
        )

    planned = whence("collect", str(tmp_path / "study"), "harbour", "ferry", "--dry-run", "--json")
    found = json.loads(planned.stdout)
    assert (found["platform"], found["kind"], found["targets"]) == ("harbour", "search", 1)
    assert "WHENCE_HARBOUR_KEY" in found["note"]
    unknown = whence("collect", str(tmp_path / "study"), "nowhere", "x")
    assert (unknown.returncode, "harbour" in unknown.stderr, "Traceback" in unknown.stderr) == (2, True, False)
    assert "WHENCE_HARBOUR_KEY" in whence("doctor").stdout


def test_the_estimate_is_of_the_bound_that_is_reached_first(capsys: pytest.CaptureFixture[str]) -> None:
    """A budget of posts, of money, or the targets that are left since this attempt began; without a bound, none."""
    at = Report(target=2, targets=12, pages=1, requests=9, posts=100, seconds=10.0, millionths=0, budget=Budget())
    said = []
    for first, report in [
        (0, replace(at, targets=1, target=0)),
        (2, replace(at, budget=Budget(posts=400))),
        (2, replace(at, millionths=500_000, budget=Budget(posts=400, millionths=1_000_000))),
        (1, replace(at, target=6)),
    ]:
        progress = _Progress()
        progress(replace(at, target=first, seconds=0.0))
        capsys.readouterr()
        progress._said = 0.0
        progress(report)
        said.append(capsys.readouterr().err.partition(", about ")[2].strip())
    assert said == ["", "30 s to the budget", "10 s to the budget", "12 s to the last target"]


def test_a_dry_run_says_each_thing_on_a_line(case: Path, whence: Callable[..., Any]) -> None:
    """What is not counted is not called free of posts; what is not charged is; the limit is named."""
    said = whence("collect", case, "bluesky", "harbour", "--dry-run")
    assert said.out.splitlines() == [
        "bluesky search would ask for: harbour",
        "  time      any",
        "  posts     cannot be told beforehand; --max-posts bounds them",
        "  requests  1 or more; the limit is 3,000 in 5 min",
        "  cost      none: the platform charges nothing",
        "Nothing was collected.",
    ]


def test_a_dry_run_heeds_every_budget(case: Path, whence: Callable[..., Any]) -> None:
    """Posts, requests and money each bound what is said, and what is missing is named last."""
    lines = whence(
        "collect", case, "x", "reposts", "--of-case", "--max-requests", 1, "--max-cost", 2, "--dry-run"
    ).out.splitlines()
    assert lines[0] == "x reposts would ask for: 2, 1"
    assert lines[2:5] == [
        "  posts     at most 100, by the budget",
        "  requests  1 or more; the limit is 75 in 15 min",
        "  cost      at most 2.00 USD, by the prices of 2026-11-01",
    ]
    assert lines[5].startswith("Nothing was collected. x needs the bearer token")
