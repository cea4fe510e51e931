"""GDELT's answers are cut at 250 articles without a word: windows are halved until nothing is lost."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Answer, Asked, Loopback
from speaking import FIRST_DAY, Moving, answer

from collectors import registry
from collectors.checkpoint import Request
from collectors.means import Means, Patience
from collectors.outcome import Outcome
from collectors.platforms.base import Access, Ask, Secrets, TryLater, Unreachable
from collectors.platforms.gdelt import MOST, PLATFORM, Gdelt
from collectors.runner import collect
from graphs.store import Store
from graphs.store.collecting import CollectingSink

DAY, QUARTER = 86_400_000, 900_000
NOW = FIRST_DAY + 10 * DAY


def stamp(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y%m%d%H%M%S")


def collected(folder: Path, server: Loopback, kind: str, target: str, since: int, until: int) -> tuple[Outcome, Store]:
    access = Access(secrets=Secrets({}), clock=lambda: NOW, base_url=server.url)
    clock, store = Moving(NOW), Store(folder / "case.duckdb", read_only=False)
    request = Request(platform="gdelt", kind=kind, targets=(target,), since=since, until=until)
    session, asked = PLATFORM.connect(access), registry.kind_of(PLATFORM, kind)
    outcome = collect(
        CollectingSink(store), folder / "raw", PLATFORM, session, asked, request,
        Means(clock=clock, wait=clock.wait, patience=Patience(commit_seconds=1e9)),
    )  # fmt: skip
    return outcome, store


def corpus(seed: int) -> dict[str, int]:
    """Return articles by address: a quiet week with bursts of hundreds in two hours."""
    draw = random.Random(seed)
    times = [FIRST_DAY + draw.randrange(7 * 96) * QUARTER for _ in range(600)]
    for _ in range(3):
        burst = FIRST_DAY + draw.randrange(7 * 24) * 4 * QUARTER
        times += [burst + draw.randrange(8) * QUARTER for _ in range(400)]
    return {f"https://north.example/2024/story-number-{n}": at for n, at in enumerate(times)}


@pytest.mark.parametrize("seed", range(3))
def test_windows_are_split_until_nothing_is_cut_off(tmp_path: Path, seed: int) -> None:
    """Of 1,800 articles, bursts beyond the cap among them, each arrives once, with requests in proportion."""
    articles = corpus(seed)

    def speak(asked: Asked) -> Answer:
        lo, hi = asked.query["startdatetime"], asked.query["enddatetime"]
        found = sorted((at, url) for url, at in articles.items() if lo <= stamp(at) <= hi)[:MOST]
        rows = [{"url": url, "title": url[-6:], "seendate": stamp(at), "domain": "north.example"} for at, url in found]
        return answer({"articles": rows} if rows else {})

    with Loopback(speak).running() as server:
        outcome, store = collected(tmp_path, server, "articles", "harbour", FIRST_DAY, FIRST_DAY + 7 * DAY)
    with store:
        kept = {one for (one,) in store.connection.execute("select url from post").fetchall()}
        gaps = store.connection.execute("select count(*) from gap").fetchall()
    assert outcome.state == "done" and kept == articles.keys() and gaps == [(0,)]
    assert outcome.ledger.duplicates == 0
    assert outcome.requests < 120


def test_a_quarter_beyond_the_cap_is_a_gap(tmp_path: Path) -> None:
    """Where even the shortest window is cut off, what came is kept and the span is on record as a gap."""
    at = FIRST_DAY + 5 * QUARTER

    def speak(asked: Asked) -> Answer:
        if not asked.query["startdatetime"] <= stamp(at) <= asked.query["enddatetime"]:
            return answer({})
        rows = [
            {
                "url": f"https://north.example/2024/story-number-{n}",
                "title": "t",
                "seendate": stamp(at),
                "domain": "north.example",
            }
            for n in range(MOST)
        ]
        return answer({"articles": rows})

    with Loopback(speak).running() as server:
        outcome, store = collected(tmp_path, server, "articles", "harbour", FIRST_DAY, FIRST_DAY + DAY)
    with store:
        assert store.connection.execute("select count(*) from post").fetchall() == [(MOST,)]
        ((since, until),) = store.connection.execute("select since, until from gap").fetchall()
    assert outcome.state == "done" and since <= at < until and until - since <= QUARTER


def test_files_of_the_graph_are_taken_quarter_by_quarter(tmp_path: Path, data: Path) -> None:
    """Each file is unpacked and read; one that was never made is a gap, not an end."""
    packed = (data / "payloads" / "gdelt_gkg" / "20230702153000.gkg.csv.zip").read_bytes()
    start = 1_688_311_800_000  # 2023-07-02T15:30:00Z

    def speak(asked: Asked) -> Answer:
        if asked.path.endswith("20230702153000.gkg.csv.zip"):
            return Answer(body=packed, headers={"Content-Type": "application/zip"})
        return Answer(body=b"", status=404)

    with Loopback(speak).running() as server:
        outcome, store = collected(tmp_path, server, "gkg", "english", start - QUARTER, start + QUARTER)
    with store:
        assert store.connection.execute("select since, until from gap").fetchall() == [(start - QUARTER, start)]
    assert outcome.state == "done" and outcome.ledger.kept > 500
    assert [one.path[-26:] for one in server.asked] == [
        "/20230702151500.gkg.csv.zip"[-26:],
        "/20230702153000.gkg.csv.zip"[-26:],
    ]


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (b"Please limit requests to one every 5 seconds or contact us.", TryLater),
        (b"<!DOCTYPE html><html>overloaded</html>", Unreachable),
        (b'{"articles": [{"url": "https://', Unreachable),
    ],
)
def test_what_gdelt_says_in_plain_text_is_understood(body: bytes, trouble: type[Exception]) -> None:
    """It answers with status 200 whatever is the matter."""
    with Loopback(lambda asked: Answer(body=body)).running() as server:
        session = Gdelt(Access(secrets=Secrets({}), clock=lambda: NOW, base_url=server.url))
        with pytest.raises(trouble):
            session.fetch(Ask(kind="articles", target="harbour"), None)
