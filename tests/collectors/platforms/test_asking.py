"""What Mastodon, Bluesky and Telegram are asked, kind by kind, by the real clients of their libraries."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from loopback import Answer, Asked, Loopback
from speak_bluesky import DID
from speak_bluesky import post as view
from speak_mastodon import ACCOUNT
from speak_mastodon import post as a_status
from speak_telegram import Connection, aside, history, message, request_of
from speaking import answer, sample
from telethon.tl import functions

from collectors.platforms.base import Access, Ask, NotThere, Page, Refused, Secrets
from collectors.platforms.bluesky import Bluesky
from collectors.platforms.mastodon import Mastodon, bucket, target_of
from collectors.platforms.telegram import Telegram

NOW = 1_714_521_600_000


def access(url: str, **secrets: str) -> Access:
    return Access(secrets=Secrets(secrets), clock=lambda: NOW, base_url=url, timeout=10)


@pytest.mark.parametrize(
    ("kind", "target", "instance", "what"),
    [
        ("tag", "sea.example/#harbour", "sea.example", "#harbour"),
        ("search", "ferry timetable", "", "ferry timetable"),
        ("search", "ferry/timetable", "", "ferry/timetable"),
        ("account", "@mole@sea.example", "sea.example", "@mole"),
        ("account", "isle.example/@mole@sea.example", "isle.example", "@mole@sea.example"),
        ("context", "https://sea.example/@mole/12", "sea.example", "@mole/12"),
        ("context", "mastodon:sea.example/users/mole/statuses/12", "sea.example", "users/mole/statuses/12"),
    ],
)
def test_a_target_names_its_instance(kind: str, target: str, instance: str, what: str) -> None:
    """In front, in an address, in an account's name; or not at all."""
    assert target_of(Ask(kind=kind, target=target)) == (instance, what)
    assert bucket(Ask(kind=kind, target=target)) == instance


def test_no_instance_is_a_sentence() -> None:
    """Without a setting a target must name one."""
    session = Mastodon(access("http://127.0.0.1:9"))
    with pytest.raises(Refused, match="No instance is named"):
        session.fetch(Ask(kind="tag", target="harbour"), None)


def speak_mastodon(asked: Asked) -> Answer:
    if "/instance" in asked.path:
        return answer({"version": "2.7.2" if asked.headers.get("authorization") == "Bearer old" else "4.5.0"})
    if asked.path.endswith("/lookup"):
        return answer(ACCOUNT)
    if asked.path.endswith("/search"):
        found = [] if asked.query.get("offset") == "1" else [a_status(sample(1001))]
        return answer({"accounts": [], "statuses": found, "hashtags": []})
    if asked.path.endswith("/context"):
        return answer({"ancestors": [a_status(sample(1001))], "descendants": []})
    return answer([a_status(sample(1002))])


def test_searches_contexts_and_accounts_of_an_instance() -> None:
    """A search pages by offset to its end, an account is looked up once, a context is one page, spans become ids."""
    with Loopback(speak_mastodon).running() as server:
        session = Mastodon(access(server.url, MASTODON_INSTANCE="sea.example", MASTODON_TOKENS="sea.example=t"))
        first = session.fetch(Ask(kind="search", target="ferry"), None)
        second = session.fetch(Ask(kind="search", target="ferry"), first.cursor)
        ask = Ask(kind="account", target="@mole", since=NOW, until=NOW + 1000)
        account = session.fetch(ask, None)
        posts = session.fetch(ask, account.cursor)
        context = session.fetch(Ask(kind="context", target="https://sea.example/@mole/12"), None)
        session.close()
    assert (first.cursor, first.more, second.more) == ("1", True, False)
    assert (account.cursor, posts.more, context.more) == ("7:", False, False)
    queries = [asked.query for asked in server.asked if asked.path.endswith("/7/statuses")]
    assert [(query["since_id"], query["max_id"]) for query in queries] == [(str(NOW << 16), str((NOW + 1000) << 16))]
    assert server.asked[-1].path.rstrip("/") == "/api/v1/statuses/12/context"
    assert server.asked[0].headers["authorization"] == "Bearer t"


def test_an_old_server_that_the_library_refuses_is_no_page() -> None:
    """The library looks at the version and gives up: its look at the instance is never taken for a page."""
    with Loopback(speak_mastodon).running() as server:
        session = Mastodon(access(server.url, MASTODON_TOKENS="old.example=old"))
        with pytest.raises(Refused, match="version"):
            session.fetch(Ask(kind="search", target="old.example/ferry"), "40")
        session.close()


@pytest.mark.parametrize(
    ("kind", "target", "method", "field"),
    [
        ("feed", "@mole.example", "getAuthorFeed", "feed"),
        ("thread", f"bluesky:{DID}/app.bsky.feed.post/1", "getPostThread", "thread"),
        ("quotes", "https://bsky.app/profile/mole.example/post/3k?x=1", "getQuotes", "posts"),
        ("reposted-by", f"at://{DID}/app.bsky.feed.post/1", "getRepostedBy", "repostedBy"),
    ],
)
def test_each_kind_of_bluesky_asks_its_method(kind: str, target: str, method: str, field: str) -> None:
    """Without an account no sign-in; the page is the answer as it came, unknown embeds and all."""
    held: Any = {"post": view(sample(1001))} if field == "thread" else [{"post": view(sample(1001))}]
    with Loopback(lambda asked: answer({field: held, "cursor": "c"})).running() as server:
        session = Bluesky(access(server.url))
        found: Page = session.fetch(Ask(kind=kind, target=target), None)
        session.close()
    assert [asked.path for asked in server.asked] == [f"/xrpc/app.bsky.feed.{method}"]
    assert found.cursor == "c"


def test_telegram_resolves_a_channel_once_and_follows_from_its_last_message() -> None:
    """Comments of two posts resolve once; a followed channel, whose cursor is kept, is not resolved at all."""
    asked: list[Any] = []

    def speak(came: Asked) -> Answer:
        request = request_of(came)
        asked.append(request)
        if isinstance(request, functions.contacts.ResolveUsernameRequest):
            return aside(came)
        return history([message(sample(1001))] if not request.offset_id else [])

    with Loopback(speak).running() as server:
        there = access(server.url, TELEGRAM_API_ID="1", TELEGRAM_API_HASH="h", TELEGRAM_SESSION="")
        session = Telegram(there, Connection(there))
        start = session.fetch(Ask(kind="comments", target="t.me/ambria/12"), None)
        session.fetch(Ask(kind="comments", target="t.me/ambria/12"), start.cursor)
        session.fetch(Ask(kind="comments", target="t.me/ambria/13"), None)
        session.close()
        later = Telegram(there, Connection(there))
        page = later.fetch(Ask(kind="history", target="ambria"), "1500:7:0:98000:0")
        end = later.fetch(Ask(kind="history", target="ambria"), page.cursor)
        later.close()
    names = [type(one).__name__ for one in asked]
    assert names == ["ResolveUsernameRequest", *["GetRepliesRequest"] * 2, *["GetHistoryRequest"] * 2]
    assert [one.msg_id for one in asked[1:3]] == [12, 13]
    assert asked[3].min_id == 98000
    assert (end.more, end.cursor) == (False, "1500:7:0:98999:0")


def test_a_channel_that_is_not_there_is_noted() -> None:
    """A name that nobody has is a target that is not there, not a failure of the run."""
    with Loopback(lambda asked: Answer(body=b"USERNAME_NOT_OCCUPIED", status=401)).running() as server:
        there = access(server.url, TELEGRAM_API_ID="1", TELEGRAM_API_HASH="h", TELEGRAM_SESSION="")
        session = Telegram(there, Connection(there))
        with pytest.raises(NotThere):
            session.fetch(Ask(kind="history", target="nobody"), None)
        session.close()


def test_telegram_is_asked_from_within_a_loop_that_runs() -> None:
    """A notebook's thread has a loop of its own that runs; a session is no worse for it."""

    async def in_a_notebook(url: str) -> Page:
        there = access(url, TELEGRAM_API_ID="1", TELEGRAM_API_HASH="h", TELEGRAM_SESSION="")
        session = Telegram(there, Connection(there))
        page = session.fetch(Ask(kind="history", target="ambria"), "1500:7:0:98000:0")
        session.close()
        return page

    with Loopback(lambda asked: history([message(sample(1001))])).running() as server, ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, in_a_notebook(server.url)).result().body
