"""The way from files to tables: ledgers, requests that are refused, runs that go on, strings of every kind."""

import gzip
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectors import ingest
from collectors.archive import Part, verify
from collectors.archive import read as read_archived
from collectors.errors import RequestError
from collectors.importers.base import Context
from collectors.ledger import Ledger
from graphs.store import Store
from graphs.store.ingest import StoreSink

Import = Callable[..., Ledger]
TABLES = ("post", "actor", "reference", "post_url", "metric", "tag", "media", "tombstone", "edit", "skipped")


@pytest.fixture
def take(case_store: Store, tmp_path: Path) -> Import:
    """Give `take(paths...)`, which imports into the case's tables."""
    ticks = itertools.count(1_000, 10)

    def run(*paths: Path | str, format: str | None = None, zone: str | None = None, clock: Any = None) -> Ledger:
        context = Context(zone=ZoneInfo(zone) if zone else None)
        ledger = ingest.import_files(
            StoreSink(case_store), tmp_path / "raw", [str(path) for path in paths],
            format=format, context=context, clock=clock or (lambda: next(ticks)),
        )  # fmt: skip
        assert ledger.is_balanced()
        return ledger

    return run


def tweet(number: int, **more: Any) -> dict[str, Any]:
    fields = {"id": str(number), "author_id": "7", "text": f"text {number}", "created_at": "2024-05-01T10:00:00.000Z"}
    return {**fields, **more}


def written(path: Path, *values: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in values))
    return path


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    return store.connection.execute(query).fetchall()


def content(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    return {table: rows(store, f"select * from {table} order by all") for table in TABLES}


def test_a_second_import_keeps_nothing_new(take: Import, case_store: Store, tmp_path: Path) -> None:
    """All its records are duplicates, the tables stay as they were, and it is a run of its own."""
    path = written(tmp_path / "posts.jsonl", *(tweet(n) for n in range(1, 6)), tweet(3))
    first = take(path)
    assert (first.read, first.kept, first.duplicates) == (6, 5, 1)
    before = content(case_store)
    again = take(path)
    assert (again.read, again.kept, again.duplicates) == (6, 0, 6)
    assert content(case_store) == before
    assert rows(case_store, "select run_id from run order by all") == [("r0001-twitter_v2",), ("r0002-twitter_v2",)]


def test_damage_is_counted_and_kept_raw(take: Import, case_store: Store, tmp_path: Path) -> None:
    """Each damaged line is one record set aside with its reason, findable in the archive byte for byte."""
    bad = b'{"id": "9", "text": "\xff"}'
    path = written(tmp_path / "posts.jsonl", tweet(1), bad, b'{"id": "10', b"", {"some": "thing"}, tweet(2))
    ledger = take(path)
    assert (ledger.read, ledger.kept) == (5, 2)
    assert ledger.skipped == {"not valid JSON": 1, "not valid UTF-8": 1, "record of no known format": 1}
    (found,) = rows(case_store, "select run_id, raw_ref from skipped where reason = 'not valid UTF-8'")
    part, item = map(int, found[1].split("/"))
    assert read_archived(tmp_path / "raw", found[0], part, item) == bad


def test_every_post_leads_to_its_raw_line(take: Import, case_store: Store, tmp_path: Path) -> None:
    """A post's raw_ref names the archived line it was read from."""
    take(written(tmp_path / "posts.jsonl", tweet(1), tweet(2, text="κόσμε")))
    for post_id, run_id, raw_ref in rows(case_store, "select post_id, run_id, raw_ref from post"):
        part, item = map(int, raw_ref.split("/"))
        raw = read_archived(tmp_path / "raw", run_id, part, item)
        assert isinstance(raw, bytes)
        assert f"x:{json.loads(raw)['id']}" == post_id


def test_lines_of_several_formats_are_read_each_by_its_own(take: Import, case_store: Store, tmp_path: Path) -> None:
    """Posts of two interfaces, users, counts and deletions in one file all find their reader."""
    old = {"id_str": "5", "user": {"id_str": "8"}, "text": "old", "created_at": "Wed Oct 10 20:19:24 +0000 2018"}
    user = {"data": [{"id": "7", "username": "ann", "name": "Ann"}]}
    count = {"data": [{"tweet_count": 4, "start": "", "end": ""}]}
    gone = {"id": "6", "action": "delete", "reason": "deleted"}
    ledger = take(written(tmp_path / "mixed.jsonl", count, tweet(1), old, user, gone))
    assert (ledger.kept, ledger.skipped) == (2, {})
    assert ledger.other == {"compliance": 1, "count": 1, "user": 1}
    assert rows(case_store, "select id from tombstone") == [("x:6",)]


def test_a_folder_is_one_run_and_unknown_files_in_it_are_skipped(
    take: Import, case_store: Store, tmp_path: Path
) -> None:
    """Files of a folder come in by name; what nobody knows is counted and named."""
    written(tmp_path / "in" / "b.jsonl", tweet(2))
    written(tmp_path / "in" / "a.jsonl", tweet(1))
    written(tmp_path / "in" / "notes.txt", b"nothing to see")
    written(tmp_path / "in" / "picture.bin", bytes(range(256)))
    (tmp_path / "in" / "empty.jsonl").touch()
    ledger = take(tmp_path / "in")
    assert (ledger.read, ledger.kept, ledger.skipped) == (4, 2, {"file of no known format": 2})
    assert rows(case_store, "select detail from skipped order by all") == [("in/notes.txt",), ("in/picture.bin",)]
    assert rows(case_store, "select query, collector from run") == [("in", "twitter_v2")]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.bin", bytes(range(256)), "a.bin is of no known format"),
        ("a.jsonl", b'{"what": 1}\n{"what": 2}\n', "a.jsonl is of no known format"),
        ("a.csv", b"colour,size\nred,1\n", r"no format knows.*--map.*colour, size"),
        ("a.txt", b"just words\nand more words\n", "a.txt is of no known format"),
    ],
)
def test_a_single_file_of_no_known_format_is_refused(
    take: Import, case_store: Store, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    """One sentence that says what to do, and nothing is written, not even of the files beside it."""
    (tmp_path / name).write_bytes(data)
    good = written(tmp_path / "good.jsonl", tweet(1))
    with pytest.raises(RequestError, match=sentence):
        take(good, tmp_path / name)
    assert rows(case_store, "select count(*) from run") == [(0,)]
    assert not (tmp_path / "raw").exists()


def test_formats_can_be_named(take: Import, tmp_path: Path) -> None:
    """A format that does not exist, or reads other files, is refused with what there is."""
    path = written(tmp_path / "posts.jsonl", tweet(1))
    assert take(path, format="twitter_v2").kept == 1
    with pytest.raises(RequestError, match=r"nonsense is not a format. The formats are: .*twitter_v1"):
        take(path, format="nonsense")
    with pytest.raises(RequestError, match="is not a file of the format rss"):
        take(path, format="rss")


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b'{"meta": {"result_count": 0}}\n', b"post_id,platform,actor_id,published_at,text\n"]
)
def test_what_is_empty_is_done_with_nothing_kept(take: Import, tmp_path: Path, data: bytes) -> None:
    """An empty file, a page without results, a table of a header alone."""
    (tmp_path / "empty").write_bytes(data)
    ledger = take(tmp_path / "empty")
    assert (ledger.read, ledger.kept) == (0, 0)


def test_a_file_that_is_all_broken_is_told_as_such(take: Import, tmp_path: Path) -> None:
    """Nothing whole is in it; that it broke off is the one record set aside."""
    whole = gzip.compress(json.dumps({"data": [tweet(1)]}).encode())
    (tmp_path / "page.jsonl.gz").write_bytes(whole[:-30])
    assert take(tmp_path / "page.jsonl.gz").skipped == {"truncated file": 1}


def test_a_time_without_zone_refuses_all_files_of_the_request(take: Import, case_store: Store, tmp_path: Path) -> None:
    """The check goes through every row of every file before the first is stored."""
    good = written(tmp_path / "a.jsonl", tweet(1))
    bad = tmp_path / "b.csv"
    bad.write_text(
        "post_id,platform,actor_id,published_at,text\n"
        + "1,x,a,2024-05-01T10:00:00Z,t\n" * 3000
        + "2,x,a,2024-05-01 10:00:00,t\n"
    )
    with pytest.raises(RequestError, match="--timezone"):
        take(good, bad)
    assert rows(case_store, "select count(*) from post") == [(0,)]
    assert take(good, bad, zone="Asia/Tokyo").kept == 2


def test_batches_do_not_show(take: Import, case_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the input falls into batches, the tables but for the archive's parts are the same."""
    versions = [
        tweet(n % 7 + 1, text=f"version {n // 9}", lang="en", public_metrics={"like_count": n % 5}) for n in range(60)
    ]
    path = written(tmp_path / "posts.jsonl", *versions)
    found = []
    for most in (1, 7, 20_000):
        monkeypatch.setattr(ingest, "MOST_POSTS", most)
        with Store(tmp_path / f"case{most}.duckdb", read_only=False) as store:
            ledger = ingest.import_files(
                StoreSink(store), tmp_path / f"raw{most}", [str(path)], format=None, context=Context(), clock=lambda: 0
            )
            tables = {name: content(store)[name] for name in TABLES if name != "post"}
            tables["post"] = rows(store, "select * exclude (raw_ref) from post order by all")
            found.append((ledger, tables))
    assert found[0] == found[1] == found[2]
    assert found[0][0].updated > 0


def stop_after(calls: int) -> Callable[[], int]:
    """Return a clock that is interrupted, as a user's ctrl-C would."""
    left = iter(range(calls))

    def clock() -> int:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return 1_000

    return clock


@pytest.mark.parametrize("calls", [3, 4, 6])
def test_an_interrupted_import_goes_on(
    take: Import, case_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    """Run again, the same request finishes the same run, and its ledger covers both attempts."""
    monkeypatch.setattr(ingest, "MOST_POSTS", 10)
    written(tmp_path / "in" / "a.jsonl", *(tweet(n) for n in range(1, 36)))
    written(tmp_path / "in" / "b.jsonl", *(tweet(n) for n in range(30, 61)))
    with pytest.raises(KeyboardInterrupt):
        take(tmp_path / "in", clock=stop_after(calls))
    (position,) = rows(case_store, "select position from run")[0]
    ledger = take(tmp_path / "in")
    assert (ledger.read, ledger.kept, ledger.duplicates) == (66, 60, 6)
    assert 0 < position < 68
    assert len(rows(case_store, "select * from run")) == 1
    parts = [
        Part(part=n, items=i, bytes=b, sha256=h) for _, n, i, b, h in rows(case_store, "select * from archive_part")
    ]
    assert verify(tmp_path / "raw", {"r0001-twitter_v2": parts}) == []
    assert sorted(path.name for path in (tmp_path / "raw").rglob("*.*")) == [
        f"{part.part:06d}.jsonl.zst" for part in parts
    ]


def test_an_interrupted_import_of_a_file_that_has_changed_starts_anew(
    take: Import, case_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the archived lines are not those of the input any more, nothing is skipped on their word."""
    monkeypatch.setattr(ingest, "MOST_POSTS", 10)
    padding = "x" * 4000
    lines = [tweet(n, text=f"{n} {padding}") for n in range(10, 60)]
    path = written(tmp_path / "posts.jsonl", *lines)
    with pytest.raises(KeyboardInterrupt):
        take(path, clock=stop_after(5))
    lines[19] = tweet(99, text=f"99 {padding}")
    written(path, *lines)
    ledger = take(path)
    assert ledger.read == 50
    assert len(rows(case_store, "select * from run")) == 2
    assert len(rows(case_store, "select * from post where post_id = 'x:99'")) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.text(max_size=10))
def test_strings_of_every_kind_go_through(take: Import, case_store: Store, tmp_path: Path, text: str, tag: str) -> None:
    """NUL, control characters, astral letters and lone surrogates neither stop an import nor lose a record."""
    known = rows(case_store, "select count(*) from post")[0][0]
    entities = {"hashtags": [{"tag": tag}], "urls": [{"url": text, "expanded_url": "https://a.example/" + text}]}
    line = tweet(known + 1, text=text or "-", entities=entities, author={"id": "7", "username": tag, "name": text})
    assert take(written(tmp_path / "hostile.jsonl", line)).kept == 1
    assert rows(case_store, "select count(*) from post")[0][0] == known + 1


def test_hostile_names_make_no_paths(take: Import, case_store: Store, tmp_path: Path) -> None:
    """A file's name does not reach the archive's folders."""
    path = written(tmp_path / "..;drop table post; '\"$(x)\n.jsonl", tweet(1))
    assert take(path).kept == 1
    assert [entry.name for entry in (tmp_path / "raw").iterdir()] == ["r0001-twitter_v2"]
    assert rows(case_store, "select query from run") == [(path.name,)]


def test_numbers_beyond_all_measure_cost_their_record(take: Import, tmp_path: Path) -> None:
    """A count that no column holds sets its post aside, not the import."""
    many, more = ({"public_metrics": {"like_count": count}} for count in (10**30, 2**63))
    followed = tweet(4, author={"id": "7", "public_metrics": {"followers_count": 2**63}})
    ledger = take(written(tmp_path / "posts.jsonl", tweet(1), tweet(2, **many), tweet(3, **more), followed))
    assert (ledger.kept, sum(ledger.skipped.values()), ledger.other) == (2, 2, {"damaged user": 1})


def test_lone_surrogates_go_through(take: Import, case_store: Store, tmp_path: Path) -> None:
    """Half a letter becomes U+FFFD, wherever it stands."""
    half = "\ud83d"
    take(written(tmp_path / "posts.jsonl", tweet(1, text=f"a{half}b", entities={"hashtags": [{"tag": half}]})))
    assert rows(case_store, "select text, tag from post join tag using (post_id)") == [("a\ufffdb", "\ufffd")]
