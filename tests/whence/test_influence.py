"""`whence influence` from posts to the report, and what it refuses."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

FIRST = datetime(2023, 1, 2, tzinfo=UTC)
BOTH = ("--by", "country=XN", "--by", "country=XE")


def _case(study: Path, folder: Path, whence: Callable[..., Any], posts: list[tuple[str, str, str]]) -> Path:
    """Import (id, author, time) of posts; authors n… are of XN, e… of XE."""
    with (folder / "posts.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["post_id", "platform", "actor_id", "published_at", "text"])
        table.writerows([name, "x", author, at, "the harbour"] for name, author, at in posts)
    authors = sorted({author for _, author, _ in posts})
    rows = [f"{author},x,blogger,{'XN' if author[0] == 'n' else 'XE'}" for author in authors]
    (folder / "actors.csv").write_text("\n".join(["actor_id,platform,role,country", *rows]), encoding="utf-8")
    assert whence("import", study, folder / "posts.csv").status == 0
    assert whence("actors", study, folder / "actors.csv").status == 0
    return study


@pytest.fixture
def led(study: Path, tmp_path: Path, whence: Callable[..., Any]) -> Path:
    """Give a case of seventy days in which every other post of XN sets off one of XE within half an hour or so."""
    rng = np.random.default_rng(8)
    north, own = rng.random(2500) * 24 * 70, rng.random(1500) * 24 * 70
    answers = north[rng.random(2500) < 0.5]
    east = np.concatenate([own, answers + rng.exponential(0.6, len(answers))])
    posts = []
    for letter, hours in (("n", north), ("e", east)):
        for number, hour in enumerate(hours):
            at = (FIRST + timedelta(hours=float(hour))).isoformat(timespec="seconds")
            posts.append((f"{letter}{number}", f"{letter}{number % 9}", at))
    return _case(study, tmp_path, whence, posts)


def test_a_planted_influence_is_shown_one_way_and_reported(
    led: Path, tmp_path: Path, whence: Callable[..., Any]
) -> None:
    """About 45 in a hundred posts of XE answer XN, none the other way; the same bytes twice; a section follows."""
    said = whence("influence", led, *BOTH, "--bandwidth", "48", "--json")
    assert said.status == 0
    rows = {(row["source"], row["target"]): row for row in said.json}
    there, back = rows["country=XN", "country=XE"], rows["country=XE", "country=XN"]
    assert there["shown"] and there["low90"] < 0.455 < there["high90"]
    assert not back["shown"] and back["share"] is None and back["reason"]
    assert whence("influence", led, *BOTH, "--bandwidth", "48", "--json").out == said.out
    text = whence("influence", led, *BOTH, "--bandwidth", "48")
    assert "come in answer to posts of country=XN, as far as timing can tell" in text.out
    assert whence("report", led, "-o", tmp_path / "report.html").status == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert 'id="influence"' in page and "Share of the posts of country=XE set off by country=XN" in page


def test_days_are_not_hours(study: Path, tmp_path: Path, whence: Callable[..., Any]) -> None:
    """Where posts have bare dates nothing is fitted, and the reason counts them."""
    posts = []
    for number in range(1200):
        moment = FIRST + timedelta(hours=number * 1.5)
        bare = number % 2 == 0
        posts.append(
            (
                str(number),
                f"{'ne'[number % 3 == 0]}{number % 5}",
                moment.date().isoformat() if bare else moment.isoformat(),
            )
        )
    said = whence("influence", _case(study, tmp_path, whence, posts), *BOTH, "--json")
    assert said.status == 0 and not any(row["shown"] for row in said.json)
    assert "not known to a quarter of an hour" in said.json[0]["reason"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--by", "country=XN"), "two groups or more"),
        (("--by", "country=XN", "--by", "country=XN"), "two groups or more"),
        ((*BOTH, "--bandwidth", "0.1"), "1 to 1680 hours"),
        ((*BOTH, "--narrative", "w-none"), "no narrative"),
        ((*BOTH, "--topic", "a", "--narrative", "b"), "one of them"),
        ((*BOTH, "--topic", " "), "topic is empty"),
        ((*BOTH, "--events", "none.csv"), "none.csv"),
        (BOTH, "no posts"),
    ],
)
def test_a_request_that_cannot_be_met_writes_nothing(
    study: Path, whence: Callable[..., Any], options: tuple[str, ...], said: str
) -> None:
    """One sentence, status 2."""
    answer = whence("influence", study, *options)
    assert answer.status == 2 and said in answer.sentence and answer.out == ""


def test_few_posts_cannot_tell(study: Path, tmp_path: Path, whence: Callable[..., Any]) -> None:
    """Two days of posts: every pair has the reason, and the status is nought."""
    posts = [(str(n), f"{'ne'[n % 2]}1", (FIRST + timedelta(hours=n)).isoformat()) for n in range(48)]
    said = whence("influence", _case(study, tmp_path, whence, posts), *BOTH, "--json")
    assert said.status == 0
    assert all("Cannot tell" in row["reason"] and row["share"] is None for row in said.json)
