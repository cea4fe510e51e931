"""The dossier says what the case and its saved findings say, to the right audience, and nothing else."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from planted_dossier import KEY, Outline, plain, plant, written

from collectors.errors import RequestError
from graphs.people import People
from graphs.store.database import Store
from viz.report import report


def test_the_same_case_gives_the_same_bytes(case: Store) -> None:
    """Nothing of the clock, the run's times or the order of rows gets into the page."""
    case.connection.execute("set threads = 1")
    once = written(case)
    case.connection.execute("set threads = 4")
    assert written(case) == once
    assert "12345678" not in once


def test_the_order_of_rows_does_not_show(tmp_path: Path, case: Store) -> None:
    """The same rows, stored the other way round, make the same page."""
    with Store(tmp_path / "turned.duckdb", read_only=False) as store:
        store.connection.execute(f"attach '{case.path}' as other (read_only)")
        for (table,) in store.connection.execute(
            "select table_name from duckdb_tables() where database_name = 'other'"
        ).fetchall():
            if table != "migration":
                store.connection.execute(f"insert into {table} select * from other.{table} order by rowid desc")
        assert written(store) == written(case)


def test_headings_go_down_one_at_a_time_and_links_arrive(case: Store) -> None:
    """There is one first-level heading, no level is skipped, ids are unique, and every inner link has its place."""
    outline = Outline(written(case))
    levels = [int(tag[1]) for tag in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(outline.ids) == len(set(outline.ids))
    assert {target[1:] for target in outline.targets if target.startswith("#")} <= set(outline.ids)


def test_every_table_has_a_caption_and_scoped_headings(case: Store) -> None:
    """A listener hears what a table is about and which heading a cell belongs to."""
    page = written(case)
    assert page.count("<table") == page.count("<caption>")
    assert not re.findall(r"<th(?![^>]*scope=)(?!ead)[^>]*>", page)
    assert "style=" not in page


def test_the_summary_counts_verdicts_and_repeats_sentences(case: Store) -> None:
    """The first section has the case in a sentence, verdicts per pair, and the findings' own sentences."""
    words = plain(written(case))
    assert "The case holds 192 posts by 32 authors on 2 platforms, 1 to 2 May 2024." in words
    assert re.search(r"Of 6 narratives traced, in 2 the evidence supports that +Outlets abroad +led, in 1", words)
    assert "Sentence 0." in words and "too few actors follow" in words


def test_decided_findings_come_first(case: Store) -> None:
    """The order is by verdict, then by size, then by name."""
    words = re.findall(r"Paragraph (\d)\.", written(case))
    assert words == ["0", "5", "4", "2", "3", "1"]


def test_a_finding_shows_its_numbers(case: Store) -> None:
    """Bounds, ledger, fragility, checks and versions of a finding are on the page."""
    words = plain(written(case))
    for said in (
        "38 %",
        "50 to 62 %",
        "64",
        "3 unseen earlier posts",
        "6.5 hours",
        "probability 0.97",
        "2026-1",
        "2.6 hours",
    ):
        assert said in words
    assert "not known" in words


def test_a_path_names_outlets_and_hides_people(case: Store) -> None:
    """Outlets are named and linked to what they published; people have pseudonyms and no link."""
    page = written(case)
    assert 'href="https://north-times.example/0"' in page
    assert re.search(r"blogger [0-9a-f]{4}", page)
    assert "secret_handle" not in page and "Secret Name" not in page
    assert not re.search(r"\bx:\d{3}", page)
    assert "(not collected)" in page


def test_people_are_named_when_asked(case: Store) -> None:
    """With `identify` handles are shown and the page is marked."""
    page = written(case, identify=True)
    assert "secret_handle_1" in page and "Shows people by name" in page


def test_the_public_reads_no_individual(case: Store) -> None:
    """For the public no individual is quoted, linked or shown alone, and inputs are not named."""
    page = written(case, audience="public")
    assert "Personal words" not in page and "Printed headline" in page
    assert not re.search(r"(blogger|journalist|account) [0-9a-f]{4}", page)
    assert "posts.jsonl" not in page
    words = plain(page)
    assert "1 path through individuals not shown" in words
    assert "fewer than ten individuals" in words
    assert re.search(r"blogger +Westhaven", words) and not re.search(r"journalist +Westhaven", words)


def test_the_machine_does_not_show(case: Store) -> None:
    """Inputs are listed by file name, without the folders they lay in."""
    page = written(case)
    assert "posts.jsonl" in page and "/home/me" not in page


def test_what_was_set_aside_is_told(case: Store) -> None:
    """Runs, reasons, archive heads and fingerprints are on the page."""
    words = plain(written(case))
    for said in ("no time", "35", "twitter_v2", "bb", "f00d"):
        assert said in words


def test_a_case_without_findings_says_how_to_trace(tmp_path: Path) -> None:
    """Without findings the report says so; an empty case has a report as well."""
    with Store(plant(tmp_path / "untraced.duckdb", findings=0)) as store:
        assert "whence trace CASE --from GROUP --to GROUP" in plain(written(store))
    with Store(tmp_path / "empty.duckdb", read_only=False) as store:
        page = report(store, People(store, KEY), title="Empty")
        assert "holds no posts yet" in page.html and page.summary == {"narratives": 0}


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    """Of many findings the first have a section, more have a row, and the page says how many have neither."""
    with Store(plant(tmp_path / "many.duckdb", narratives=3, findings=160)) as store:
        page = report(store, People(store, KEY), title="Many")
    words = plain(page.html)
    assert page.html.count('<article class="finding"') == 24
    outline = Outline(page.html)
    assert {target[1:] for target in outline.targets if target.startswith("#")} <= set(outline.ids)
    assert "136 further findings have no section" in words and "10 further findings are not shown" in words


def test_maps_are_linked_beside_the_report(case: Store) -> None:
    """A map under a narrative's id is linked from its finding; names and paths are made safe."""
    page = written(case, maps={"w-000000000000": "maps/lanes 1.html", "All <b>": "network.html"})
    assert page.count('href="maps/lanes%201.html"') == 2
    assert "All &lt;b&gt;" in page


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://x.example/", "//x.example/", "/etc/passwd", "\\\\x", " "]
)
def test_a_map_elsewhere_is_refused(case: Store, address: str) -> None:
    """Only files beside the report are linked as maps."""
    with pytest.raises(RequestError, match="not a path relative to the report"):
        written(case, maps={"a": address})


def test_hostile_words_add_no_element(hostile: Store, case: Store) -> None:
    """A case full of markup makes the same elements as the same case without it."""
    for audience in ("analyst", "public"):
        with_markup = Outline(written(hostile, audience=audience, identify=True)).tags
        assert [tag for tag in with_markup if tag in ("script", "img", "iframe")] == ["script"]  # our own
        assert len(with_markup) == len(Outline(written(case, audience=audience, identify=True)).tags)
