"""`whence events` from a file of events to the report, and what it refuses."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

KEYS = {"event_id", "window", "group", "change", "p", "q", "lead", "lag"}
FIRST = date(2023, 1, 2)
DATES = [60, 97, 139, 190, 222, 260, 301]


@pytest.fixture(scope="module")
def rows() -> tuple[list[list[str]], list[list[str]]]:
    """Give a year of posts by two groups, of which one writes thrice as much after seven dates."""
    rng = np.random.default_rng(1)
    posts, number = [["post_id", "platform", "actor_id", "published_at", "text"]], 0
    for day in range(365):
        lifted = any(0 <= day - date < 4 for date in DATES)
        for group, mean in (("north", 9 * (3 if lifted else 1)), ("south", 9)):
            for _ in range(rng.poisson(mean * (0.6 if day % 7 > 4 else 1))):
                number += 1
                at = f"{FIRST + timedelta(days=day)}T{rng.integers(24):02d}:00:00Z"
                posts.append([str(number), "x", f"{group}{rng.integers(9)}", at, "the harbour talks of Eastmere"])
    actors = [["actor_id", "platform", "role", "country"]]
    actors += [
        [f"{name}{i}", "x", "blogger", country]
        for name, country in (("north", "XN"), ("south", "XE"))
        for i in range(9)
    ]
    return posts, actors


@pytest.fixture
def case(
    tmp_path: Path, study: Path, whence: Callable[..., Any], rows: tuple[list[list[str]], list[list[str]]]
) -> Path:
    for name, table in zip(("posts", "actors"), rows, strict=True):
        with (tmp_path / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(table)
    assert whence("import", study, tmp_path / "posts.csv").status == 0
    assert whence("actors", study, tmp_path / "actors.csv").status == 0
    return study


@pytest.fixture
def small(tmp_path: Path, study: Path, whence: Callable[..., Any]) -> Path:
    """Give a case with a post a day in two months."""
    lines = [f"{day},x,ann,{date(2023, 5, 1) + timedelta(days=day)}T10:00:00Z,harbour" for day in range(60)]
    (tmp_path / "few.csv").write_text(
        "\n".join(["post_id,platform,actor_id,published_at,text", *lines]), encoding="utf-8"
    )
    assert whence("import", study, tmp_path / "few.csv").status == 0
    return study


def _events(folder: Path, days: list[int], *more: str) -> Path:
    path = folder / "events.csv"
    listed = [f"meeting{at},{FIRST + timedelta(days=day)}" for at, day in enumerate(days)]
    path.write_text("\n".join(["event_id,date", *listed, *more]) + "\n", encoding="utf-8")
    return path


def test_a_rise_of_one_group_is_found_and_told_from_the_other(
    case: Path, tmp_path: Path, whence: Callable[..., Any]
) -> None:
    """The lifted group rises, the other does not, one interaction test says so; asked twice, the bytes are the same."""
    file = _events(tmp_path, DATES, "later,2031-01-01")
    asked = ("events", case, file, "--topic", "harbour talks", "--by", "country=XN", "--by", "country=XE", "--json")
    said = whence(*asked)
    assert said.status == 0 and all(row.keys() >= KEYS for row in said.json)
    pooled = {row["group"]: row for row in said.json if row["kind"] == "pooled" and row["window"] == 3}
    assert pooled["country=XN"]["p"] <= 0.01 and pooled["country=XN"]["q"] <= 0.05
    assert pooled["country=XN"]["change"] > 0.8 and pooled["country=XE"]["p"] > 0.05
    between = [row for row in said.json if row["kind"] == "groups"]
    assert len(between) == 1 and between[0]["p"] <= 0.01 and between[0]["low90"] > 0.5
    outside = [row for row in said.json if row["event_id"] == "later"]
    assert {row["reason"] for row in outside} == {"outside the series"} and outside[0]["p"] is None
    assert len(said.json[0]["list_sha256"]) == 64 and said.json[0]["list_sha256"] in said.err
    assert whence(*asked).out == said.out


def test_the_report_shows_the_study_and_a_changed_list(case: Path, tmp_path: Path, whence: Callable[..., Any]) -> None:
    """Both studies stand in the report; the second list says that it came after a first look."""
    assert "first list" in whence("events", case, _events(tmp_path, DATES)).err
    assert "changed after a first look" in whence("events", case, _events(tmp_path, DATES[:-1])).err
    assert whence("report", case, "-o", tmp_path / "report.html").status == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count('<svg class="course"') == 2 and "1 removed" in page
    assert "a rise beyond placebo dates" in page


def test_a_short_series_cannot_tell(small: Path, tmp_path: Path, whence: Callable[..., Any]) -> None:
    """Two months of posts: every row says why there is no p, and the status is nought."""
    path = tmp_path / "events.csv"
    path.write_text("event_id,date\na,2023-06-20\n", encoding="utf-8")
    said = whence("events", small, path, "--json")
    assert said.status == 0
    assert {row["p"] for row in said.json} == {None} and all(row["reason"] for row in said.json)
    assert "Cannot tell" in whence("events", small, path).out


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        ("event_id,date\na,2023-05-01T10:00\n", (), "--timezone"),
        ("name,date\na,2023-05-01\n", (), "no column event_id"),
        ("event_id,date\na,1990-05-01\n", (), "None of the 1 events lies between"),
        ("event_id,date\na,2023-05-01\n", ("--by", "nobody"), "no group"),
        ("event_id,date\na,2023-05-01\n", ("--narrative", "w-none"), "no narrative"),
        ("event_id,date\na,2023-05-01\n", ("--topic", " "), "topic is empty"),
        ("event_id,date\na,2023-05-01\n", ("--window", "90"), "0 to 28 days"),
        ("event_id,date\na,2023-05-01\n", ("--timezone", "Nowhere/Land"), "not a time zone"),
    ],
)
def test_a_request_that_cannot_be_met_writes_nothing(
    small: Path, tmp_path: Path, whence: Callable[..., Any], table: str, options: tuple[str, ...], said: str
) -> None:
    """One sentence, status 2, and the case holds no list and no study."""
    (tmp_path / "bad.csv").write_text(table, encoding="utf-8")
    answer = whence("events", small, tmp_path / "bad.csv", *options)
    assert answer.status == 2 and said in answer.sentence and answer.out == ""
    import whence as wh

    with wh.Case.open(small) as opened:
        assert opened.sql("select count(*) from analysis").fetchall() == [(0,)]


def test_a_missing_file_is_named(small: Path, tmp_path: Path, whence: Callable[..., Any]) -> None:
    """Status 2 and the path."""
    answer = whence("events", small, tmp_path / "none.csv")
    assert answer.status == 2 and "none.csv" in answer.sentence
