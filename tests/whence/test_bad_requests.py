"""A request that cannot be met ends with exit 2, one sentence that says what to do, and nothing written."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import whence as wh

HEADER = "post_id,platform,actor_id,published_at,text\n"


def tables(case: Path) -> str:
    """Digest everything that the case's tables hold."""
    digest = hashlib.sha256()
    with wh.Case.open(case) as opened:
        names = opened.sql("select table_name from duckdb_tables() order by 1").fetchall()
        for (name,) in names:
            digest.update(repr((name, opened.sql(f'select * from "{name}" order by all').fetchall())).encode())
    return digest.hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    made = {
        "naive.csv": HEADER + "0,x,a,2024-05-01T10:00:00Z,fine\n1,x,a,2024-05-01 10:00:00,hello\n",
        "nocolumn.csv": "post_id,platform,published_at,text\n1,x,2024-05-01T10:00:00Z,hello\n",
        "foreign.csv": "when,who,what\n2024-05-01T10:00:00Z,me,hello\n",
        "good.csv": HEADER + "0,x,a,2024-05-01T10:00:00Z,fine\n",
        "noise.bin": "",
        "broken.toml": "[columns\n",
        "wrong.toml": 'platform = "x"\n[columns]\npost_id = "nowhere"\nactor_id = "who"\n'
        'published_at = "when"\ntext = "what"\n',
    }
    for name, text in made.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 40)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.jsonl"], "nowhere.jsonl"),
        (["noise.bin"], "noise.bin"),
        (["foreign.csv"], "--map"),
        (["naive.csv"], "--timezone"),
        (["good.csv", "naive.csv"], "--timezone"),
        (["nocolumn.csv"], "actor_id"),
        (["good.csv", "--timezone", "Mars/Phobos"], "Mars/Phobos"),
        (["good.csv", "--format", "nonsense"], "nonsense"),
        (["foreign.csv", "--map", "absent.toml"], "absent.toml"),
        (["foreign.csv", "--map", "broken.toml"], "broken.toml"),
        (["foreign.csv", "--map", "wrong.toml"], "nowhere"),
    ],
)
def test_an_import_that_cannot_be_met_writes_nothing(
    arguments: list[str], says: str, study: Path, files: Path, whence: Callable[..., object]
) -> None:
    """Exit 2, one sentence with the value or the remedy, tables and archive as they were."""
    before = tables(study)
    paths = [str(files / a) if a.endswith((".csv", ".bin", ".toml", ".jsonl")) else a for a in arguments]
    said = whence("import", study, *paths)
    assert (said.status, says in said.sentence) == (2, True), said
    assert tables(study) == before
    assert [path for path in (study / "raw").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["trace", "CASE", "--from", "nogroup", "--to", "role=blogger"], "nogroup"),
        (["trace", "CASE", "--from", "colour=red", "--to", "role=blogger"], "colour"),
        (["trace", "CASE", "--from", "role=outlet", "--to", "role=blogger", "--coverage", "x=2"], "0 to 1"),
        (["trace", "CASE", "--from", "role=outlet", "--to", "role=blogger", "--coverage", "half"], "GROUP=SHARE"),
        (["trace", "CASE", "--from", "role=outlet", "--to", "role=blogger", "--narrative", "w-none"], "w-none"),
        (["graph", "CASE", "friendships"], "friendships"),
        (["graph", "CASE", "reposts", "--level", "village"], "village"),
        (["graph", "CASE", "reposts", "-o", "graph.docx"], ".docx"),
        (["measure", "CASE", "friendships"], "friendships"),
        (["narratives", "CASE", "--level", "feeling"], "feeling"),
        (["narratives", "CASE", "--explain", "x:nobody"], "x:nobody"),
        (["map", "CASE", "--view", "globe", "-o", "x.html"], "globe"),
        (["map", "CASE", "--renderer", "crayon", "-o", "x.html"], "crayon"),
        (["map", "CASE", "--narrative", "w-none", "-o", "x.html"], "w-none"),
        (["map", "CASE", "--view", "network", "--graph", "friendships", "-o", "x.html"], "friendships"),
        (["map", "CASE", "--lanes", "nogroup", "-o", "x.html"], "nogroup"),
        (["actors", "CASE", "absent.csv"], "absent.csv"),
        (["outlets", "CASE", "absent.csv"], "absent.csv"),
        (["new", "CASE"], "not empty"),
        (["simulate", "nowhere", "-o", "x"], "nowhere"),
    ],
)
def test_a_request_that_cannot_be_met_says_so_in_a_sentence(
    arguments: list[str],
    says: str,
    told: Path,
    tmp_path: Path,
    whence: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit 2, one sentence, and no file appears."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    said = whence(*[told if a == "CASE" else a for a in arguments])
    assert said.status == 2, said
    assert says in said.sentence
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("command", ["import CASE x.csv", "build CASE", "graph CASE reposts", "report CASE -o r.html"])
def test_a_folder_that_is_no_case_is_named(command: str, tmp_path: Path, whence: Callable[..., object]) -> None:
    """The sentence gives the folder and how to make a case."""
    said = whence(*command.replace("CASE", str(tmp_path / "nothing")).split())
    assert said.status == 2
    assert "nothing" in said.sentence and "whence new" in said.sentence


def test_a_case_of_a_newer_version_is_refused(study: Path, whence: Callable[..., object]) -> None:
    """The tables are not touched; the remedy is to upgrade."""
    with wh.Case.open(study) as case, case._writing() as store:
        store.connection.execute("insert into migration values (9999)")
    said = whence("build", study)
    assert said.status == 2
    assert "newer" in said.sentence


def test_a_broken_case_toml_is_named(study: Path, whence: Callable[..., object]) -> None:
    """A mistake in the settings is the analyst's to mend, and the sentence says where."""
    (study / "case.toml").write_text("[groups\n", encoding="utf-8")
    said = whence("build", study)
    assert said.status == 2
    assert "case.toml" in said.sentence


def test_a_second_writer_gets_one_sentence(study: Path, tmp_path: Path, whence: Callable[..., object]) -> None:
    """While one process writes, another's write ends with exit 1 and says to try again."""
    (tmp_path / "good.csv").write_text(HEADER + "0,x,a,2024-05-01T10:00:00Z,fine\n", encoding="utf-8")
    holder = f"import whence as wh\nwith wh.Case.open({str(study)!r})._writing(): print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        said = whence("import", study, tmp_path / "good.csv")
        other.communicate("\n")
    assert said.status == 1
    assert "Try again" in said.sentence
    assert whence("import", study, tmp_path / "good.csv").status == 0


def test_two_readers_share_a_case(told: Path, whence: Callable[..., object]) -> None:
    """A case that is open for reading answers another reader."""
    with wh.Case.open(told) as case:
        assert case.sql("select count(*) from post").fetchone() == (12,)
        assert whence("narratives", told, "--json").status == 0


def test_an_empty_file_is_done_with_nothing_kept(study: Path, tmp_path: Path, whence: Callable[..., object]) -> None:
    """Nothing offered is not an error."""
    (tmp_path / "empty.json").touch()
    said = whence("import", study, tmp_path / "empty.json", "--json")
    assert said.status == 0
    assert said.json["read"] == said.json["kept"] == 0


def test_an_unknown_file_inside_a_folder_is_skipped(study: Path, files: Path, whence: Callable[..., object]) -> None:
    """A folder's good files come in, the unknown one is counted."""
    folder = files / "folder"
    folder.mkdir()
    for name in ("good.csv", "noise.bin"):
        shutil.copy(files / name, folder / name)
    said = whence("import", study, folder, "--json")
    assert said.status == 0
    assert (said.json["kept"], sum(said.json["skipped"].values())) == (1, 1)


def test_a_usage_mistake_exits_two(whence: Callable[..., object]) -> None:
    """An unknown option is a bad request, too."""
    assert whence("build", "--colour").status == 2
