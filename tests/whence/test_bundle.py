"""A bundle holds no individual, is the same again, draws its figures from its tables, and shows every change."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import whence as wh
from collectors.errors import RequestError
from graphs.bundle.treatment import TABLES
from graphs.store import Store

SECRETS = re.compile(r"realhandle|Real Name|person\d|x:\d")
Command = Callable[..., Any]


@pytest.fixture
def traced(told: Path, whence: Command) -> Path:
    """Give a case with findings of the invented story."""
    assert whence("trace", told, "--from", "role=outlet", "--to", "role=blogger").status == 0
    assert whence("parts", told, "--by", "role=outlet", "--by", "role=blogger").status == 0
    return told


@pytest.fixture
def bundle(traced: Path, tmp_path: Path) -> Path:
    """Give its bundle."""
    with wh.Case.open(traced) as case:
        return Path(wh.export(case, tmp_path / "bundle").folder)


def relist(folder: Path) -> None:
    """Write the list of hashes anew, as a forger would."""
    files = sorted(
        p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != "SHA256SUMS"
    )
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def test_a_bundle_is_the_same_again_and_holds(traced: Path, bundle: Path, tmp_path: Path, whence: Command) -> None:
    """Two exports have one hash; the command checks it, draws every page again, and ends well."""
    said = whence("export", traced, "-o", tmp_path / "again", "--json")
    assert said.status == 0
    checked = whence("verify", bundle, "--case", traced, "--json")
    assert checked.status == 0
    assert (
        checked.json["sha256"]
        == said.json["sha256"]
        == hashlib.sha256((bundle / "SHA256SUMS").read_bytes()).hexdigest()
    )
    assert checked.json["files"] == said.json["files"]
    pages = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*.html")}
    assert set(checked.json["rebuilt"]) == pages
    assert "report.html" in pages
    assert any(name.startswith("maps/lanes-") for name in pages)


def test_no_individual_is_in_any_table_or_page(bundle: Path) -> None:
    """Neither native id, handle nor name of a person is in any value of any table, nor in the text of any file."""
    for path in sorted(bundle.rglob("*.parquet")):
        for row in pq.read_table(path).to_pylist():
            shown = [str(value) for name, value in row.items() if name not in ("raw_ref", "run_id", "ledger")]
            assert [value for value in shown if SECRETS.search(value)] == [], path.name
    for path in bundle.rglob("*.html"):
        assert not SECRETS.search(path.read_text(encoding="utf-8"))
    posts = pq.read_table(bundle / "tables" / "post.parquet").to_pylist()
    assert {row["post_id"] for row in posts if row["kind"] == "article"} == {"web:north-times.example/2024/story"}
    assert all(re.fullmatch(r"x:post-[0-9a-f]{16}", row["post_id"]) for row in posts if row["kind"] != "article")


def test_pseudonyms_are_those_of_the_case(traced: Path, bundle: Path) -> None:
    """The bundle's report names people as the case's own report does."""
    with wh.Case.open(traced) as case:
        own = wh.report(case).html
        labels = case.people().labels([f"x:person{n}" for n in range(12)])
    report = (bundle / "report.html").read_text(encoding="utf-8")
    used = [label for label in labels if label in own]
    assert [label for label in used if label not in report] == []


@pytest.mark.parametrize("name", ["report.html", "tables/post.parquet", "bundle.json", "README.txt"])
def test_a_changed_file_is_named(bundle: Path, whence: Command, name: str) -> None:
    """One byte more in any file is found, and the status is 1."""
    (bundle / name).write_bytes((bundle / name).read_bytes() + b" ")
    said = whence("verify", bundle, "--json")
    assert said.status == 1
    assert [one for one in said.json["wrong"] if one.startswith(name)]


def test_what_is_missing_added_or_leads_out_is_named(bundle: Path, tmp_path: Path) -> None:
    """A file that is gone, one that nobody listed and a link to elsewhere are each named."""
    (bundle / "README.txt").unlink()
    (bundle / "more.txt").write_text("more", encoding="utf-8")
    (tmp_path / "elsewhere").write_text("secret", encoding="utf-8")
    (bundle / "link.txt").symlink_to(tmp_path / "elsewhere")
    with (bundle / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(f"{hashlib.sha256(b'secret').hexdigest()}  ../elsewhere\n")
    wrong = " ".join(wh.verify(bundle).wrong)
    for said in ("README.txt is missing", "more.txt is not in", "link.txt is not in", "../elsewhere leads out"):
        assert said in wrong


def test_a_figure_that_its_tables_do_not_give_is_found(bundle: Path) -> None:
    """A page changed together with the list of hashes is still not what the tables give."""
    page = bundle / "report.html"
    page.write_text(page.read_text(encoding="utf-8").replace("North Times", "South Times"), encoding="utf-8")
    relist(bundle)
    found = wh.verify(bundle)
    assert found.wrong == ("report.html is not what its tables give when it is drawn again.",)


def test_a_table_that_is_none_is_a_sentence(bundle: Path) -> None:
    """A file that is no table, listed as if it were one, is a RequestError."""
    (bundle / "tables" / "post.parquet").write_bytes(b"not a table")
    relist(bundle)
    with pytest.raises(RequestError, match="post"):
        wh.verify(bundle)


def test_the_archive_goes_along_only_with_names(traced: Path, tmp_path: Path, whence: Command) -> None:
    """Raw items need --identify; with it they are checked by their chain, and a changed part is named."""
    refused = whence("export", traced, "-o", tmp_path / "raw", "--archive")
    assert refused.status == 2
    assert not (tmp_path / "raw").exists()
    assert whence("export", traced, "-o", tmp_path / "raw", "--archive", "--identify").status == 0
    assert wh.verify(tmp_path / "raw").wrong == ()
    part = next((tmp_path / "raw" / "raw").rglob("*.zst"))
    part.write_bytes(b"")
    relist(tmp_path / "raw")
    assert [one for one in wh.verify(tmp_path / "raw").wrong if part.name in one]


def test_a_case_is_checked_by_its_archive(traced: Path, bundle: Path, whence: Command) -> None:
    """A whole archive holds; after a change both the case and the bundle made from it say so."""
    assert whence("verify", traced, "--json").json["wrong"] == []
    next((traced / "raw").rglob("*.zst")).unlink()
    assert whence("verify", traced).status == 1
    with wh.Case.open(traced) as case:
        assert [one for one in wh.verify(bundle, case=case).wrong if "missing from the archive" in one]


def test_for_the_public_there_are_figures_alone(traced: Path, tmp_path: Path) -> None:
    """No rows of individuals, no words of theirs; the check says that nothing was drawn again."""
    with wh.Case.open(traced) as case:
        folder = Path(wh.export(case, tmp_path / "public", audience="public").folder)
    assert not (folder / "tables").exists()
    found = wh.verify(folder)
    assert found.wrong == ()
    assert found.rebuilt == ()
    assert "no tables" in found.notes[0]


def test_a_folder_with_something_in_it_is_refused(traced: Path, tmp_path: Path, whence: Command) -> None:
    """Nothing of it is touched, and no half of a bundle stays beside it."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    assert whence("export", traced, "-o", tmp_path / "full").status == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert whence("verify", tmp_path / "full").status == 2


def test_every_column_that_must_be_there_is_handed_on(case_store: Store) -> None:
    """The list of what may go names real columns, and all that may not be null."""
    for name, treatments in TABLES.items():
        rows = case_store.connection.execute(
            "select column_name, is_nullable from duckdb_columns() where table_name = ?", [name]
        ).fetchall()
        assert treatments.keys() <= {column for column, _ in rows}
        assert {column for column, nullable in rows if not nullable} <= treatments.keys()
