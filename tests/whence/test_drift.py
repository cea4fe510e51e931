"""The command drift: its rows, its page, what it refuses."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import whence as wh

PAGE = "https://harbourdaily.example/2026/05/01/norvale-bridge-repairs"
COLUMNS = "post_id,platform,actor_id,published_at,kind,quote_of,text,lang,url,urls\n"
ROWS = (
    f"web:{PAGE[8:]},web,web:harbourdaily.example,2026-05-01T08:00:00Z,article,,"
    f'"Mayor Orla Venn said the bridge will not close. Repairs will cost 12 million crowns.",en,{PAGE},\n'
    "x:101,x,x:1,2026-05-01T09:00:00Z,post,,"
    f'"Мэр Орла Венн заявила, что мост закроют. Ремонт обойдётся в 21 млн крон. @orla_fan",ru,,{PAGE}\n'
    "x:102,x,x:2,2026-05-01T10:00:00Z,quote,x:101,"
    f'"Мост закроют. Ремонт обойдётся в 21 млн крон. @orla_fan",ru,,{PAGE}\n'
)


@pytest.fixture
def case(tmp_path: Path, whence: Callable[..., Any]) -> tuple[Path, str]:
    """Give a built case of three posts and the id of its narrative."""
    folder, posts = tmp_path / "case", tmp_path / "posts.csv"
    posts.write_text(COLUMNS + ROWS, encoding="utf-8")
    for arguments in (("new", folder), ("import", folder, posts), ("build", folder)):
        assert whence(*arguments).status == 0
    with wh.Case.open(folder) as opened:
        (row,) = list(opened.narratives(level="link"))
    return folder, row["narrative_id"]


def test_the_rows_have_the_documented_keys(case: tuple[Path, str], whence: Callable[..., Any]) -> None:
    """Each change is a row with parent, child, slot, before, after and the pair of languages; twice the same bytes."""
    folder, narrative = case
    said, again = whence("drift", folder, narrative, "--json"), whence("drift", folder, narrative, "--json")
    assert said.status == 0 and said.out == again.out
    assert {"parent_id", "child_id", "slot", "before", "after", "language_pair"} <= said.json[0].keys()
    found = {(row["slot"], row["before"], row["after"]) for row in said.json if row["language_pair"] == "en-ru"}
    assert found == {("negation", "not", None), ("number", "12 million crowns", "21 млн крон")}
    assert "x:101" not in said.out and "orla_fan" not in said.out


def test_the_primary_document_and_the_page(case: tuple[Path, str], whence: Callable[..., Any], tmp_path: Path) -> None:
    """The page is one offline file with the changed words marked; people on it are pseudonyms."""
    folder, narrative = case
    minutes, page = tmp_path / "minutes.txt", tmp_path / "drift.html"
    minutes.write_text("The bridge will not close. Repairs will cost 12 million crowns.", encoding="utf-8")
    said = whence("drift", folder, narrative, "--primary", minutes, "-o", page, "--json")
    assert {row["toward_primary"] for row in said.json if row["slot"] == "number"} >= {"departs"}
    written = page.read_text(encoding="utf-8")
    assert re.search(r'<mark class="slot replaced" data-slot="number">21 млн крон</mark>', written)
    assert "Against minutes.txt" in written and "orla_fan" not in written
    assert not re.search(r"(src|href)=\"http", written.replace("https://harbourdaily.example", ""))


def test_the_public_sees_no_words_of_individuals(
    case: tuple[Path, str], whence: Callable[..., Any], tmp_path: Path
) -> None:
    """Words of a hop with an individual at either end are in neither rows nor page."""
    folder, narrative = case
    page = tmp_path / "public.html"
    said = whence("drift", folder, narrative, "--audience", "public", "-o", page, "--json")
    assert said.status == 0 and said.json
    assert all(row["before"] is None and row["after"] is None for row in said.json)
    assert "млн" not in page.read_text(encoding="utf-8")


def test_the_report_has_a_section_once_a_narrative_was_compared(
    case: tuple[Path, str], whence: Callable[..., Any]
) -> None:
    """The result is kept in the case without words; the report cuts them from the posts."""
    folder, narrative = case
    with wh.Case.open(folder) as opened:
        assert 'id="drift"' not in wh.report(opened).html
        opened.drift(narrative)
        written = wh.report(opened).html
        public = wh.report(opened, audience="public").html
    assert 'id="drift"' in written and "21 млн крон" in written
    assert 'id="drift"' in public and "млн" not in public.split('id="drift"')[1].split("<section")[0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("w-none",), "no narrative w-none"),
        (("NARRATIVE", "--primary", "nowhere.txt"), "nowhere.txt cannot be read"),
        (("NARRATIVE", "--nli", "nobody/no-such-model"), "--fetch"),
    ],
)
def test_a_request_that_cannot_be_met_is_one_sentence(
    case: tuple[Path, str],
    whence: Callable[..., Any],
    arguments: tuple[str, ...],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit 2, one line, nothing kept."""
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    folder, narrative = case
    said = whence("drift", folder, *(narrative if one == "NARRATIVE" else one for one in arguments))
    assert said.status == 2 and told in said.sentence
    with wh.Case.open(folder) as opened:
        assert opened.sql("select * from analysis").fetchall() == []
