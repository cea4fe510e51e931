"""What the command line says of one narrative: its quotes, its timeline, and the parts of its actors."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import whence as wh

Run = Callable[..., Any]
PEOPLE = ("person", "realhandle", "Real Name")


def narrative(study: Path) -> str:
    with wh.Case.open(study) as case:
        return str(next(iter(case.narratives(level="words")))["narrative_id"])


def test_a_timeline_is_one_document(told: Path, whence: Run) -> None:
    """Phases, first posts and series with their keys; the same bytes twice; a table for a person."""
    asked = ("narratives", told, "--timeline", narrative(told), "--by", "role=blogger")
    said = whence(*asked, "--json")
    assert set(said.json) == {"narrative_id", "posts", "dated", "step_hours", "phases", "first", "series"}
    assert said.json["first"][0]["actor"] == "North Times"
    assert {row["name"] for row in said.json["series"]} >= {"all", "role=blogger"}
    assert whence(*asked, "--json").out == said.out
    assert "p_first" in whence(*asked).out


def test_parts_name_outlets_and_count_people(told: Path, whence: Run) -> None:
    """No person in any form, a row of bloggers, and the result kept for the report."""
    asked = ("parts", told, "--by", "role=outlet", "--by", "role=blogger")
    said = whence(*asked, "--json")
    rows = {row["name"]: row for row in said.json["rows"]}
    assert rows["North Times"]["starts"]["share"] == 1.0
    assert rows["blogger, XE"]["actors"] > 1
    assert not any(word in said.out + whence(*asked).out for word in PEOPLE)
    assert whence(*asked, "--json").out == said.out
    page = told / "report.html"
    assert whence("report", told, "-o", page).status == 0
    text = page.read_text(encoding="utf-8")
    assert "Who starts, who bridges, who comes late" in text
    assert "When it was told" in text
    assert not any(word in text for word in PEOPLE[1:])


def test_quotes_of_a_narrative_without_any_are_an_empty_list(told: Path, whence: Run) -> None:
    """Nothing quoted is a result."""
    asked = ("narratives", told, "--quotes", narrative(told))
    assert whence(*asked, "--json").json == []
    assert "no quoted phrases" in whence(*asked).out


def test_what_does_not_exist_is_refused_in_a_sentence(told: Path, whence: Run) -> None:
    """An unknown narrative, level or group is the request's mistake: exit 2."""
    for asked in (
        ("narratives", told, "--timeline", "w-0"),
        ("narratives", told, "--quotes", "w-0"),
        ("parts", told, "--narrative", "w-0"),
        ("parts", told, "--level", "nonsense"),
        ("parts", told, "--by", "nobody"),
    ):
        said = whence(*asked)
        assert said.status == 2
        assert said.sentence


def test_the_public_is_not_told_when_an_individual_posted(told: Path, whence: Run) -> None:
    """Where a blogger is the earliest observed, the page for the public keeps the moment to itself."""
    with wh.Case.open(told) as case, case._writing() as store:
        store.connection.execute("update post set published_lo = 0, published_hi = 0 where post_id = 'x:101'")
    page = told / "public.html"
    assert whence("report", told, "-o", page, "--audience", "public").status == 0
    text = page.read_text(encoding="utf-8")
    assert "an individual’s and is not shown" in text
