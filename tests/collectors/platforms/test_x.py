"""What X is asked, kind by kind, by tweepy's real client; and the traps of both."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from loopback import Answer, Asked, Fault, Loopback, status
from speak_x import page, post
from speaking import answer, sample

from collectors.platforms.base import Access, Ask, Exhausted, NotThere, Page, Secrets, TryLater
from collectors.platforms.x import X

NOW = 1_714_521_600_000
HARBOUR = [sample(1000 + n) for n in range(3)]


@contextmanager
def x(speak: Callable[[Asked], Answer], faults: Sequence[Fault | None] = ()) -> Iterator[tuple[X, Loopback]]:
    with Loopback(speak, faults).running() as server:
        session = X(Access(secrets=Secrets({"X_BEARER_TOKEN": "t"}), clock=lambda: NOW, base_url=server.url))
        yield session, server
        session.close()


def some(asked: Asked) -> Answer:
    return page(HARBOUR, 0, 1)


@pytest.mark.parametrize(
    ("kind", "target", "path", "wanted"),
    [
        ("search", "harbour", "/2/tweets/search/recent", {"query": "harbour", "max_results": "100"}),
        ("search-all", "harbour", "/2/tweets/search/all", {"query": "harbour", "max_results": "500"}),
        ("timeline", "x:7", "/2/users/7/tweets", {"max_results": "100"}),
        ("quotes", "x:12", "/2/tweets/12/quote_tweets", {"max_results": "100"}),
        ("reposts", "https://x.com/mole/status/12?s=20", "/2/tweets/12/retweets", {"max_results": "100"}),
        ("replies", "12", "/2/tweets/search/recent", {"query": "conversation_id:12"}),
        ("replies-all", "12", "/2/tweets/search/all", {"query": "conversation_id:12"}),
    ],
)
def test_each_kind_asks_its_endpoint_with_every_field(
    kind: str, target: str, path: str, wanted: dict[str, str]
) -> None:
    """Path, query and expansions are those of the documentation; reposts come as posts with their times."""
    with x(some) as (session, server):
        found = session.fetch(Ask(kind=kind, target=target), None)
    asked = server.asked[0]
    assert asked.path == path
    assert wanted.items() <= asked.query.items()
    assert "referenced_tweets.id.author_id" in asked.query["expansions"].split(",")
    assert {"note_tweet", "edit_history_tweet_ids"} <= set(asked.query["tweet.fields"].split(","))
    assert asked.query["user.fields"].split(",")[0] == "created_at"
    assert found.charged == {"x.post": 3, "x.user": 1}
    assert found.more


def test_a_timeline_looks_a_name_up_once_and_goes_on_by_number() -> None:
    """The cursor keeps the number, so that a resumed run does not look the name up again."""
    user = answer({"data": {"id": "7", "username": "mole", "name": "Mole"}})
    with x(lambda asked: user if "by/username" in asked.path else some(asked)) as (session, server):
        ask = Ask(kind="timeline", target="@mole", since=NOW - 1000, until=NOW)
        first = session.fetch(ask, None)
        second = session.fetch(ask, first.cursor)
        third = session.fetch(ask, second.cursor)
    assert (first.cursor, second.cursor, third.cursor) == ("7:", "7:t1", "7:t1")
    assert [asked.path for asked in server.asked] == ["/2/users/by/username/mole", *["/2/users/7/tweets"] * 2]
    assert server.asked[2].query["pagination_token"] == "t1"
    assert server.asked[1].query["end_time"] == "2024-05-01T00:00:00Z"


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (status(429, b'{"title":"UsageCapExceeded","detail":"Usage cap exceeded: Monthly product cap"}'), Exhausted),
        (status(429, b"[]", x_rate_limit_reset="soon"), TryLater),
        (status(429, b'"slow down"'), TryLater),
        (status(402, b'{"title":"CreditsDepleted"}'), Exhausted),
        (status(404, b'{"title":"Not Found Error"}'), NotThere),
        (status(200, b'{"errors":[{"title":"Not Found Error","type":"/2/problems/resource-not-found"}]}'), NotThere),
    ],
)
def test_refusals_are_told_apart(fault: Fault, trouble: type[Exception]) -> None:
    """A used-up cap is no rate limit; odd headers and bodies, on which tweepy itself fails, change nothing."""
    with x(some, [fault]) as (session, _), pytest.raises(trouble):
        session.fetch(Ask(kind="search", target="harbour"), None)


def test_counting_adds_up_the_pages_of_counts() -> None:
    """Counts before a search, through all pages of the counts endpoint."""

    def speak(asked: Asked) -> Answer:
        more = {} if "next_token" in asked.query else {"next_token": "n"}
        return answer({"data": [], "meta": {"total_tweet_count": 21, **more}})

    with x(speak) as (session, server):
        assert session.count(Ask(kind="search-all", target="harbour")) == 42
        assert session.count(Ask(kind="timeline", target="7")) is None
    assert {asked.path for asked in server.asked} == {"/2/tweets/counts/all"}


def test_a_compliance_job_is_made_sent_waited_for_and_fetched() -> None:
    """Step by step, each resumable: the addresses of the job are in no cursor and no archived page."""
    states = iter(["created", "in_progress", "complete"])
    sent: list[bytes] = []

    def speak(asked: Asked) -> Answer:
        if asked.path.startswith("/upload"):
            sent.append(asked.body)
            return answer({})
        if asked.path.startswith("/download"):
            gone = {"id": "12", "action": "delete", "created_at": "2024-05-01T00:00:00.000Z", "reason": "deleted"}
            return Answer(body=json.dumps(gone).encode() + b"\n")
        job = {"id": "5", "status": "created" if asked.method == "POST" else next(states)}
        addresses = {
            "upload_url": "https://store.example/upload?sig=1",
            "download_url": "https://store.example/download",
        }
        return answer({"data": {**job, **addresses}})

    ask = Ask(kind="compliance-posts", target="x:12 x:13")
    with x(speak) as (session, _):
        made = session.fetch(ask, None)
        uploaded = session.fetch(ask, made.cursor)
        with pytest.raises(TryLater):
            session.fetch(ask, uploaded.cursor)
        result = session.fetch(ask, uploaded.cursor)
    assert (made.cursor, uploaded.cursor) == ("made 5", "sent 5")
    assert sent == [b"12\n13"]
    assert (result.more, b'"action": "delete"' in result.body) == (False, True)
    assert not any(b"sig=1" in one.body for one in (made, uploaded, result))


def test_the_size_of_a_page_follows_what_is_still_wanted() -> None:
    """No more is asked, and paid, than the budget wants; ten is the least that X gives."""

    def sizes(most: int | None) -> Any:
        with x(some) as (session, server):
            got: Page = session.fetch(Ask(kind="search", target="harbour", most=most), None)
            assert got.format == "twitter_v2"
        return server.asked[0].query["max_results"]

    assert [sizes(most) for most in (None, 3, 45, 1000)] == ["100", "10", "45", "100"]
    assert post(HARBOUR[0])["id"] == "1000"
