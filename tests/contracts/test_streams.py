"""Streams through the real clients: what comes is kept, breaks are mended, and what was passed over is recorded."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import stamina
from loopback import Answer, Asked, Loopback
from speak_bluesky import DID
from speak_mastodon import post as status
from speak_x import post
from speaking import FIRST_DAY, answer, sample
from websockets.sync.server import ServerConnection, serve

from collectors import registry
from collectors.checkpoint import Request
from collectors.limits import Budget
from collectors.means import Means, Patience
from collectors.outcome import Outcome
from collectors.platforms.base import Access, Secrets
from collectors.runner import collect
from graphs.store import Store
from graphs.store.collecting import CollectingSink


@pytest.fixture(autouse=True)
def without_backoff() -> Iterator[None]:
    stamina.set_testing(True, attempts=8, cap=True)
    yield
    stamina.set_testing(False)


class Ticking:
    """A clock that goes on by a second each time it is looked at."""

    def __init__(self) -> None:
        self.now = FIRST_DAY

    def __call__(self) -> int:
        self.now += 1000
        return self.now


def run(
    folder: Path, name: str, target: str | tuple[str, ...], url: str, posts: int, secrets: dict[str, str]
) -> Outcome:
    """Follow a stream until so many posts have come."""
    clock, platform = Ticking(), registry.named(name)
    session = registry.connect(platform, Access(secrets=Secrets(secrets), clock=clock, base_url=url, timeout=5))
    try:
        with Store(folder / "case.duckdb", read_only=False, threads=1) as store:
            return collect(
                CollectingSink(store), folder / "raw", platform, session, registry.kind_of(platform, "stream"),
                Request(platform=name, kind="stream", targets=(target,) if isinstance(target, str) else target),
                Means(
                    clock=clock, wait=lambda seconds: None, budget=Budget(posts=posts),
                    patience=Patience(commit_seconds=0),
                ),
            )  # fmt: skip
    finally:
        session.close()


def rows(folder: Path, query: str) -> list[Any]:
    with Store(folder / "case.duckdb") as store:
        return store.connection.execute(query).fetchall()


def test_the_filtered_stream_of_x_is_opened_again_and_its_gap_recorded(tmp_path: Path) -> None:
    """Lines of our rule are kept, those of others' rules are not, the rule is made and taken back, the gap is known."""
    opened: list[int] = []

    def speak(asked: Asked) -> Answer:
        if asked.path.endswith("/rules"):
            wanted = json.loads(asked.body or b"{}")
            if "add" in wanted:
                return answer({"data": [{"id": "77", "value": "harbour"}], "meta": {"sent": "x"}}, 201)
            return answer({"meta": {"sent": "x"}})
        opened.append(1)
        first = 1000 + 10 * len(opened)
        ours = [{"data": post(sample(first + n)), "matching_rules": [{"id": "77"}]} for n in range(2)]
        other = {"data": post(sample(first + 5)), "matching_rules": [{"id": "1"}]}
        return Answer(body=b"\r\n".join(json.dumps(one).encode() for one in (*ours, other)) + b"\r\n")

    with Loopback(speak).running() as server:
        outcome = run(tmp_path, "x", "harbour", server.url, 4, {"X_BEARER_TOKEN": "planted-secret"})
        deleted = [asked for asked in server.asked if b"delete" in asked.body]
    assert outcome.state == "paused"
    assert rows(tmp_path, "select post_id from post order by 1") == [(f"x:{n}",) for n in (1010, 1011, 1020, 1021)]
    assert [since < until for since, until in rows(tmp_path, "select since, until from gap")] == [True]
    assert deleted
    assert outcome.cost == pytest.approx(4 * 0.005)


def test_the_stream_of_a_mastodon_tag_is_kept(tmp_path: Path) -> None:
    """New and edited posts are kept, other events are not; a broken connection leaves a gap record."""
    opened: list[int] = []

    def speak(asked: Asked) -> Answer:
        if "streaming" not in asked.path:
            return answer({"urls": {"streaming_api": "wss://sea.example"}, "version": "4.5.0"})
        opened.append(1)
        one = json.dumps(status(sample(1000 + len(opened))))
        text = f":thump\nevent: update\ndata: {one}\n\nevent: delete\ndata: 5\n\n"
        return Answer(body=text.encode(), headers={"Content-Type": "text/event-stream"})

    with Loopback(speak).running() as server:
        outcome = run(tmp_path, "mastodon", "sea.example/#harbour", server.url, 2, {})
    assert outcome.state == "paused"
    assert len(rows(tmp_path, "select * from post")) == 2
    assert len(rows(tmp_path, "select * from gap")) == 1


def test_streams_of_several_instances_run_side_by_side(tmp_path: Path) -> None:
    """Neither waits for the other's end; each keeps its place, and pages of an open connection are no requests."""
    opened: list[str] = []

    def speak(asked: Asked) -> Answer:
        if "streaming" not in asked.path:
            return answer({"urls": {"streaming_api": "wss://sea.example"}, "version": "4.5.0"})
        tag = asked.query["tag"]
        opened.append(tag)
        ones = [json.dumps(status(sample(1000 + 10 * len(opened) + n))) for n in range(3)]
        text = "".join(f"event: update\ndata: {one}\n\n" for one in ones)
        return Answer(body=text.encode(), headers={"Content-Type": "text/event-stream"})

    with Loopback(speak).running() as server:
        targets = ("sea.example/#harbour", "isle.example/#ferry")
        outcome = run(tmp_path, "mastodon", targets, server.url, 9, {})
    assert (outcome.state, len(rows(tmp_path, "select * from post")) >= 9) == ("paused", True)
    assert opened[:2] == ["harbour", "ferry"]
    assert outcome.requests == len(opened)
    ((cursor,),) = rows(tmp_path, 'select "cursor" from checkpoint')
    assert set(json.loads(cursor)) == set(targets)
    assert {target for (target,) in rows(tmp_path, "select target from gap")} <= set(targets)


def event(seq: int) -> dict[str, Any]:
    payload = {
        "$type": "network.bsky.jetstream.subscribeEvents#commit",
        "seq": seq,
        "did": DID,
        "time": "2024-05-01T00:00:00.000000Z",
        "operation": "create",
        "collection": "app.bsky.feed.post",
        "rkey": f"3k{seq}",
        "record": {
            "$type": "app.bsky.feed.post",
            "text": f"Berth {seq} of Ambria",
            "createdAt": "2024-05-01T00:00:00.000Z",
            "embed": {"$type": "example.invented.unknown", "what": ["no", "model", "knows"]},
        },
    }
    return {"$type": "message", "payload": payload}


@contextmanager
def jetstream(asked: list[str], batches: list[list[int]]) -> Iterator[str]:
    """Serve Jetstream v2: a batch of events a connection, from the cursor on; then it breaks."""

    def handle(connection: ServerConnection) -> None:
        assert connection.request is not None
        asked.append(connection.request.path)
        for seq in batches[min(len(asked), len(batches)) - 1]:
            connection.send(json.dumps(event(seq)))
        connection.socket.close()

    with serve(handle, "127.0.0.1", 0, subprotocols=["xrpc.v1.json"]) as server:  # type: ignore[list-item]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.socket.getsockname()[1]}"
        server.shutdown()
        thread.join()


def test_a_fast_stream_waits_for_no_limit(tmp_path: Path) -> None:
    """All pages of one connection take one token: the limit is for opening, not for what flows."""
    asked: list[str] = []
    with jetstream(asked, [list(range(1, 3_001))]) as url:
        outcome = run(tmp_path, "bluesky", "*", url, 3_000, {})
    assert (outcome.state, outcome.posts, len(asked), outcome.requests) == ("paused", 3_000, 1, 1)
    assert outcome.pages >= 6


def test_jetstream_goes_on_from_its_cursor_without_loss_or_double(tmp_path: Path) -> None:
    """The connection breaks, another run begins: the cursor is the seq, no event comes twice, no gap."""
    asked: list[str] = []
    with jetstream(asked, [[1, 2, 3], [3, 4, 5], [5, 6]]) as url:
        first = run(tmp_path, "bluesky", "*", url, 5, {})
        second = run(tmp_path, "bluesky", "*", url, 1, {})
    assert (first.state, second.state, second.resumed) == ("paused", "paused", True)
    texts = [text for (text,) in rows(tmp_path, "select text from post order by post_id")]
    assert texts == [f"Berth {seq} of Ambria" for seq in range(1, 7)]
    assert ["cursor" in path for path in asked[:3]] == [False, True, True]
    assert "cursor=3" in asked[1]
    assert rows(tmp_path, "select * from gap") == []
    assert second.ledger.duplicates == 0
