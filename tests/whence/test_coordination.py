"""The command and the method: a file's ids come back, a case's people are pseudonyms, bad requests are one sentence."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import whence as wh

HEADER = "object_id,account_id,content_id,timestamp_share\n"
ROWS = [
    f"o{k % 3},{name},p{name}{k},{1_714_521_600 + 10_000 * k + late}"
    for k in range(6)
    for name, late in (("ann", 0), ("ben", 20), ("cat", 500))
]


@pytest.fixture
def shares(tmp_path: Path) -> Path:
    """Give a file in which two accounts meet six times on three objects and a third comes late."""
    path = tmp_path / "shares.csv"
    path.write_text(HEADER + "\n".join(ROWS) + "\n", encoding="utf-8")
    return path


def test_a_file_gives_its_own_ids_and_every_table(shares: Path, tmp_path: Path, whence: Callable[..., Any]) -> None:
    """Six pairs, one edge; running it twice gives the same bytes."""
    said = [whence("coordination", shares, "--window", 60, "-o", tmp_path / out, "--json").json for out in ("a", "b")]
    assert (said[0]["pairs"], said[0]["accounts"], said[0]["edges"], said[0]["significant"]) == (6, 2, 1, None)
    with (tmp_path / "a" / "edges.csv").open(newline="", encoding="utf-8") as file:
        edge = next(csv.DictReader(file))
    assert (edge["account_id"], edge["account_id_y"], edge["weight"], edge["objects"]) == ("ann", "ben", "6", "3")
    names = ("pairs", "edges", "accounts", "groups", "communities", "periods")
    for name in names:
        assert (tmp_path / "a" / f"{name}.csv").read_bytes() == (tmp_path / "b" / f"{name}.csv").read_bytes()


def test_tables_of_all_kinds_are_read_alike(shares: Path) -> None:
    """A path, pandas, polars, Arrow, dictionaries, and ISO times with an offset."""
    rows = [dict(zip(HEADER.strip().split(","), row.split(","), strict=True)) for row in ROWS]
    iso = [
        row | {"timestamp_share": pd.Timestamp(int(row["timestamp_share"]), unit="s", tz="UTC").isoformat()}
        for row in rows
    ]
    frame = pd.DataFrame(rows).astype({"timestamp_share": "int64"})
    given = (shares, rows, iso, frame, pl.DataFrame(rows), pl.DataFrame(rows).to_arrow())
    found = [wh.coordinated(posts, 60).pairs.to_arrow() for posts in given]
    assert all(table == found[0] for table in found)
    assert len(found[0]) == 6


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        (HEADER + "o,a,c,2024-05-01 10:00:00\n", (), "time zone"),
        ("object_id,account_id\no,a\n", (), "no column content_id"),
        ("", (), "empty"),
        (HEADER + "o,a,c,1\n", ("--object", "url"), "Leave out --object"),
        (HEADER + "o,a,c,1\n", ("--subgraph", "2"), "--speed"),
        (HEADER + "o,a,c,1\n", ("--edge-weight", "2"), "quantile"),
    ],
)
def test_what_cannot_be_met_is_said_and_nothing_is_written(
    text: str, options: tuple[str, ...], says: str, tmp_path: Path, whence: Callable[..., Any]
) -> None:
    """Exit 2, one sentence, no folder."""
    path = tmp_path / "shares.csv"
    path.write_text(text, encoding="utf-8")
    said = whence("coordination", path, "--window", 60, *options, "-o", tmp_path / "out")
    assert said.status == 2
    assert says in said.sentence
    assert not (tmp_path / "out").exists()


def test_unreadable_rows_are_counted_and_a_file_without_shares_is_done(
    tmp_path: Path, whence: Callable[..., Any]
) -> None:
    """A bad time and a missing account are set aside; nothing left is no error."""
    path = tmp_path / "shares.csv"
    path.write_text(HEADER + "o,a,c,soon\no,,d,5\n", encoding="utf-8")
    said = whence("coordination", path, "--window", 60, "--significance", "--json")
    assert said.status == 0
    assert said.json["skipped"] == {"no readable time": 1, "no account_id": 1}
    assert said.json["pairs"] == 0


def test_a_case_shows_pseudonyms_and_the_report_has_the_section(told: Path, whence: Callable[..., Any]) -> None:
    """No handle in any table; with --identify they are there; the report shows what was kept."""
    out = told.parent / "out"
    asked = ("coordination", told, "--window", 7200, "--min-participation", 1, "-o", out)
    said = whence(*asked, "--json")
    assert said.status == 0, said.err
    assert said.json["pairs"] > 0
    assert "person" not in "".join(file.read_text(encoding="utf-8") for file in out.iterdir())
    named = whence(*asked, "--identify")
    assert named.status == 0
    assert "x:person" in (out / "edges.csv").read_text(encoding="utf-8")
    page = told.parent / "report.html"
    assert whence("report", told, "-o", page).status == 0
    assert "Shared together" in page.read_text(encoding="utf-8")


def test_texts_and_links_of_a_case_are_layers(told: Path) -> None:
    """Narratives of words count as objects after a build; layers are stacked and named; an unknown kind is refused."""
    with wh.Case.open(told) as case:
        found = case.coordination(["url", "text"], 7200, 1)
        assert set(found.pairs.to_arrow().column("layer").to_pylist()) == {"url", "text"}
        assert "text url" in found.edges.to_arrow().column("layers").to_pylist()
        with pytest.raises(wh.RequestError, match="--object nonsense"):
            case.coordination(["nonsense"])
