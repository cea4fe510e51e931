"""What is forgotten is nowhere in the case's folder, does not come back, and leaves a chain that can be checked."""

import base64
import contextlib
import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard

import whence as wh
from collectors.archive import Part, lines_of, verify
from collectors.errors import RequestError
from graphs.store import Store

DAY = 86_400_000
NOW = 1_720_000_000_000
SECRET = "The harbour council of Eastmere will close the old fish market for good"
MARTA = "1700000000000000001"
NEEDLES = ("marta_k", "Marta Kell", MARTA, "55500501", SECRET[:30])


def tweet(number: int, author: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"17000000000000000{number:02d}",
        "author_id": author,
        "text": text,
        "created_at": f"2024-05-01T08:{number:02d}:00.000Z",
        **more,
    }


def refers(kind: str, target: str) -> dict[str, Any]:
    return {"referenced_tweets": [{"type": kind, "id": target}]}


def page() -> dict[str, Any]:
    """Give a page of X in which one account wrote, was reposted, answered, quoted and named."""
    first = tweet(1, "55500501", SECRET)
    answer = refers("replied_to", MARTA)
    link = f"https://x.com/marta_k/status/{MARTA}"
    return {
        "data": [
            first,
            tweet(2, "55500502", f"RT @marta_k: {SECRET[:40]}…", **refers("retweeted", MARTA)),
            tweet(3, "55500503", f"@marta_k sure? {link}", in_reply_to_user_id="55500501", **answer),
            tweet(4, "55500503", "An unrelated note on the weather in Eastmere", conversation_id=MARTA),
            tweet(5, "55500504", "Look at what she says", **refers("quoted", MARTA)),
        ],
        "includes": {
            "users": [
                {"id": "55500501", "username": "marta_k", "name": "Marta Kell"},
                *({"id": f"5550050{n}", "username": f"user{n}", "name": f"N{n}"} for n in (2, 3, 4)),
            ],
            "tweets": [first],
        },
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a case with that page, a post of another, a build, a trace, pages drawn, and one output with names."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "page.json").write_text(json.dumps(page()), encoding="utf-8")
    other = {"post_id": "x:90", "platform": "x", "actor_id": "x:80", "published_at": "2024-06-02T01:00:00Z"}
    (folder / "other.jsonl").write_text(json.dumps({**other, "text": "see marta"}) + "\n", encoding="utf-8")
    with wh.Case.create(folder / "study", clock=lambda: NOW) as case:
        case.import_files([folder / "page.json"])
        case.import_files([folder / "other.jsonl"])
        case.build()
        case.trace(source="actor=x:55500501", target="actor=x:55500503")
        wh.map_narrative(case).save(case.path / "out" / "lanes.html")
        wh.report(case, identify=True).save(case.path / "out" / "report.html")
        case.graph("links", level="post", identify=True).write(case.path / "out" / "links.graphml")
        case.explain(f"x:{MARTA}", identify=True)
    return folder


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Iterator[wh.Case]:
    """Give a copy of it to change."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    with wh.Case.open(tmp_path / "study", clock=lambda: NOW) as opened:
        yield opened


def texts(path: Path) -> Iterator[bytes]:
    """Yield all that a file holds, unpacked."""
    data = path.read_bytes()
    if path.suffix == ".zst":
        data = zstandard.ZstdDecompressor().stream_reader(data).read()
    yield data
    for found in re.finditer(rb"base64[^>]*>([A-Za-z0-9+/=]+)<", data):
        yield gzip.decompress(base64.b64decode(found[1]))


def left(folder: Path, needles: tuple[str, ...] = NEEDLES) -> list[tuple[str, str]]:
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return [(file.name, one) for file in files for text in texts(file) for one in needles if one.encode() in text]


def chains(case: wh.Case) -> dict[str, list[Part]]:
    runs: dict[str, list[Part]] = {}
    for run_id, *facts in case.sql("select run_id, part, items, bytes, sha256 from archive_part").fetchall():
        runs.setdefault(run_id, []).append(Part(**dict(zip(("part", "items", "bytes", "sha256"), facts, strict=True))))
    return runs


def tables(case: wh.Case) -> dict[str, list[tuple[Any, ...]]]:
    names = [one for (one,) in case.sql("select table_name from duckdb_tables() where not temporary").fetchall()]
    return {name: case.sql(f'select * from "{name}" order by all').fetchall() for name in names}


def test_a_forgotten_account_is_nowhere_in_the_case(case: wh.Case) -> None:
    """Ids, name, handle and words are in no table, archived line, page or log, nor in the file's free blocks."""
    assert {name for name, _ in left(case.path)} >= {
        "case.duckdb",
        "000001.jsonl.zst",
        "report.html",
        "links.graphml",
        "identified.jsonl",
    }
    case.forget(["x:55500501"])
    case.close()
    assert left(case.path) == []


def test_others_keep_what_is_theirs(case: wh.Case) -> None:
    """A repost goes with its original; answers and quotes stay, what they point at is left open."""
    case.forget(["x:55500501"])
    rows = case.sql("select post_id[-2:], kind, text from post where post_id like 'x:17%' order by 1").fetchall()
    assert rows == [
        ("03", "reply", "@[forgotten] sure? [forgotten]"),
        ("04", "post", "An unrelated note on the weather in Eastmere"),
        ("05", "quote", "Look at what she says"),
    ]
    assert case.sql("select distinct target_post_id, target_actor_id from reference").fetchall() == [(None, None)]


def test_the_archive_can_still_be_checked_and_read(case: wh.Case) -> None:
    """Every hash of the chain holds, each change is on record, and the cut page gives the other posts as before."""
    before = chains(case)
    case.forget(["x:55500501"])
    after = chains(case)
    assert verify(case.path / "raw", after) == []
    run_id = next(iter(sorted(after)))
    logged = case.sql("select run_id, part, marked, cut, sha256_before, sha256_after from archive_rewrite").fetchall()
    assert logged == [(run_id, 1, 0, 1, before[run_id][0].sha256, after[run_id][0].sha256)]
    _, line = lines_of(case.path / "raw", run_id, 1)
    assert [one["id"][-2:] for one in json.loads(line)["data"]] == ["03", "04", "05"]


def test_a_later_part_rests_on_the_new_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one part of several changes, the hashes of those after it change too and hold; those before it stay."""
    monkeypatch.setattr("collectors.ingest.MOST_POSTS", 2)
    rows = [
        {
            "post_id": str(n),
            "platform": "x",
            "actor_id": f"a{n}",
            "published_at": "2024-05-01T08:00:00Z",
            "text": f"word {n}",
        }
        for n in range(10000, 10010)
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    with wh.Case.create(tmp_path / "study") as case:
        case.import_files([tmp_path / "rows.jsonl"])
        before = next(iter(chains(case).values()))
        case.forget(["x:10005"])
        after = next(iter(chains(case).values()))
        assert verify(case.path / "raw", chains(case)) == []
        same = [one.sha256 == other.sha256 for one, other in zip(before, after, strict=True)]
        assert 0 < same.index(False) < len(same) - 1
        assert not any(same[same.index(False) :])
        assert case.sql("select sum(marked), sum(cut), count(*) from archive_rewrite").fetchall() == [
            (1, 0, same.count(False))
        ]


def test_the_forgotten_do_not_come_in_again(case: wh.Case, tmp_path: Path) -> None:
    """The same file, read again, is counted and balanced, and brings nothing back, not even into the archive."""
    case.forget(["x:55500501"])
    ledger = case.import_files([tmp_path / "page.json"])
    assert ledger.is_balanced() and ledger.kept == 0 and ledger.skipped == {"forgotten": 3}
    assert case.import_files([tmp_path / "page.json"]).updated == 0
    case.close()
    assert left(case.path) == []


def test_an_id_that_was_never_seen_can_be_forgotten(tmp_path: Path) -> None:
    """It is kept out from then on; the marks in the tables do not show it."""
    (tmp_path / "page.json").write_text(json.dumps(page()), encoding="utf-8")
    with wh.Case.create(tmp_path / "study") as case:
        assert case.forget([f"https://x.com/marta_k/status/{MARTA}"]).is_empty
        assert case.import_files([tmp_path / "page.json"]).skipped == {"forgotten": 3}
        case.close()
        assert left(case.path, (MARTA, SECRET[:30])) == []


def test_an_import_that_was_interrupted_goes_on_after_forgetting(
    case: wh.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was screened before the interruption is recognised afterwards, so that nothing is read twice."""
    monkeypatch.setattr("collectors.ingest.MOST_POSTS", 1)
    case.forget(["x:55500501"])
    (tmp_path / "two.jsonl").write_text(
        json.dumps(page()) + "\n" + json.dumps({"data": [tweet(9, "55500509", "More")]}) + "\n", encoding="utf-8"
    )

    def stop(ledger: wh.Ledger) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        case.import_files([tmp_path / "two.jsonl"], progress=stop)
    runs = case.sql("select count(*) from run").fetchall()
    case.import_files([tmp_path / "two.jsonl"])
    assert case.sql("select count(*) from run").fetchall() == runs
    assert verify(case.path / "raw", chains(case)) == []


@pytest.mark.parametrize("step", range(0, 60, 4))
def test_an_erasure_that_was_stopped_is_finished_by_the_next(
    case: wh.Case, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Broken off at any statement or renaming, the same call ends as an undisturbed one does."""
    calls = 0

    def broken(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step + 1:
                raise KeyboardInterrupt
            return original(*args, **named)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Store, "sql", broken(Store.sql))
        patch.setattr(Path, "replace", broken(Path.replace))
        patch.setattr(Path, "unlink", broken(Path.unlink))
        with contextlib.suppress(KeyboardInterrupt):
            case.forget(["x:55500501"])
    case.forget(["x:55500501"])
    held = tables(case)
    assert verify(case.path / "raw", chains(case)) == []
    assert len(held["post"]) == 4 and held["actor"][0][0] == "x:55500502"
    assert held["link"] == held["finding"] == held["derived"] == []
    case.close()
    assert left(case.path) == []
    assert not list(case.path.rglob("*.new")) and not list(case.path.rglob("*.erasing"))


def test_an_id_without_a_platform_is_refused(case: wh.Case) -> None:
    """Nothing is erased; the sentence shows what to write."""
    with pytest.raises(RequestError, match="x:1700"):
        case.forget([MARTA])
    assert case.sql("select count(*) from erasure").fetchall() == [(0,)]


def test_a_build_after_forgetting_starts_from_what_is_left(case: wh.Case) -> None:
    """All steps run again, and the findings of before are gone."""
    case.forget(["x:55500501"])
    assert case.sql("select count(*) from finding").fetchall() == [(0,)]
    summary = case.build()
    assert summary.reused == () and summary.posts == 4


def notices(*ids: str) -> str:
    return "".join(
        json.dumps(
            {
                "id": one,
                "action": "delete",
                "created_at": "2024-05-01T08:00:00.000Z",
                "redacted_at": "2024-06-01T08:00:00.000Z",
                "reason": "deleted",
            }
        )
        + "\n"
        for one in ids
    )


def test_comply_takes_the_content_and_leaves_the_skeleton(case: wh.Case, tmp_path: Path) -> None:
    """After a compliance job the words are gone from tables, archive and pages; who answered whom stays known."""
    (tmp_path / "job.jsonl").write_text(notices(MARTA), encoding="utf-8")
    found = case.comply([tmp_path / "job.jsonl"])
    assert found.erased["post"] == 1 and "report.html" in found.pages
    assert case.sql(f"select text, deleted_at is not null from post where post_id = 'x:{MARTA}'").fetchall() == [
        (None, True)
    ]
    assert case.sql("select count(*) from reference where target_post_id is not null").fetchall() == [(3,)]
    case.close()
    assert left(case.path, (SECRET[:30],)) == []
    with wh.Case.open(case.path) as again:
        assert verify(again.path / "raw", chains(again)) == []


def test_comply_twice_changes_nothing(case: wh.Case, tmp_path: Path) -> None:
    """The second time there is nothing to take, and the notices are still in the archive."""
    (tmp_path / "job.jsonl").write_text(notices(MARTA, "55500504"), encoding="utf-8")
    case.comply([tmp_path / "job.jsonl"])
    before = tables(case)
    assert case.comply().is_empty
    assert tables(case) == before
    assert any(MARTA.encode() in line for run in chains(case) for line in lines_of(case.path / "raw", run, 1))


def test_a_withheld_post_loses_its_words(tmp_path: Path) -> None:
    """It is not deleted: it stays in the analyses as a post without text."""
    held = tweet(1, "55500501", SECRET, withheld={"country_codes": ["XE"], "copyright": False})
    (tmp_path / "page.json").write_text(json.dumps({"data": [held]}), encoding="utf-8")
    with wh.Case.create(tmp_path / "study") as case:
        case.import_files([tmp_path / "page.json"])
        case.comply()
        assert case.sql("select text, deleted_at, withheld from post").fetchall() == [(None, None, "XE")]
        case.close()
        assert left(case.path, (SECRET[:30],)) == []


def test_the_retention_limit_is_applied_by_the_build(case: wh.Case) -> None:
    """Posts beyond the days of case.toml go, from the archive too; the summary says how many rows that were."""
    limit = (NOW - 1_714_560_000_000) // DAY
    (case.path / "case.toml").write_text(f'name = "study"\n[retention]\ndays = {limit - 1}\n', encoding="utf-8")
    path = case.path
    case.close()
    with wh.Case.open(path, clock=lambda: NOW) as opened:
        assert opened.build().erased["post"] == 5
        assert opened.sql("select post_id from post").fetchall() == [("x:90",)]
        assert opened.sql("select kind from erasure").fetchall() == [("retention",)]
        assert opened.build().erased == opened.comply().erased == {}
    assert left(path) == []


def test_a_limit_that_is_no_number_is_refused(case: wh.Case) -> None:
    """The sentence shows the line as it should be."""
    (case.path / "case.toml").write_text('[retention]\ndays = "a year"\n', encoding="utf-8")
    with pytest.raises(RequestError, match="days = 365"):
        wh.Case.open(case.path)


def test_the_commands_say_what_was_taken(case: wh.Case, whence: Callable[..., Any]) -> None:
    """Both print as JSON how many rows of each table went or changed; what is no id is refused."""
    case.close()
    said = whence("forget", case.path, "x:55500501", "--json")
    assert said.status == 0 and said.json["erased"]["post"] == 4
    assert whence("comply", case.path, "--json").json["erased"] == {}
    assert whence("forget", case.path, "nonsense").status == 2


def test_a_forgotten_article_is_out_of_what_cites_it(tmp_path: Path) -> None:
    """Its page, its address in feeds, in posts and behind a short link go; the posts that cited it stay."""
    address = "https://north.example/2024/05/market-to-close"
    html = f"<html><body><article><p>{SECRET}. {SECRET} again, says the notice on the door.</p></article></body></html>"
    kept = {"article_page": 1, "url": address, "final_url": address, "retrieved_at": NOW, "headers": {}, "html": html}
    (tmp_path / "page.jsonl").write_text(json.dumps(kept) + "\n", encoding="utf-8")
    rows = [
        {"post_id": "9001", "platform": "x", "actor_id": "a1", "published_at": "2024-05-02T08:00:00Z"}
        | {"text": f"look {address}?utm_source=x now", "urls": [f"{address}?utm_source=x"]},
        {"post_id": "9002", "platform": "x", "actor_id": "a2", "published_at": "2024-05-02T09:00:00Z", "text": "rain"},
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    with wh.Case.create(tmp_path / "study", clock=lambda: NOW) as case:
        case.import_files([tmp_path / "page.jsonl", tmp_path / "rows.jsonl"])
        case.build()
        assert left(case.path, ("market-to-close",))
        case.forget([address])
        found = case.sql("select post_id, text from post order by 1").fetchall()
        assert found == [("x:9001", "look [forgotten] now"), ("x:9002", "rain")]
        assert verify(case.path / "raw", chains(case)) == []
        case.import_files([tmp_path / "page.jsonl", tmp_path / "rows.jsonl"])
        case.close()
        assert left(case.path, ("market-to-close", SECRET[:30])) == []
