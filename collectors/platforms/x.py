"""X by tweepy: searches, timelines, quotes, replies, reposts, counts, the filtered stream, batch compliance.

What tweepy would do by itself is off or replaced: it has no timeout (a Wire has), its `wait_on_rate_limit` asks again
without a pause where the reset is absent or past (the runner waits), and its exceptions fail on odd headers and bodies
(the answer is judged as it came).
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import msgspec

from collectors.platforms.base import (
    Access,
    Ask,
    Exhausted,
    Kind,
    Need,
    NotThere,
    Page,
    Platform,
    Rate,
    Refused,
    cursor_of,
    knowing,
)
from collectors.wire import Answer, Wire, asked, json_of, judge, remaining_of, reset_of, web_session

_EXPANSIONS = [
    *("author_id", "referenced_tweets.id", "referenced_tweets.id.author_id", "in_reply_to_user_id"),
    *("entities.mentions.username", "attachments.media_keys"),
]
_TWEET = [
    *("created_at", "conversation_id", "referenced_tweets", "entities", "note_tweet", "lang", "public_metrics"),
    *("edit_history_tweet_ids", "attachments", "withheld", "author_id", "in_reply_to_user_id"),
]
_USER = ["created_at", "public_metrics", "verified", "verified_type"]
_MEDIA = ["media_key", "type", "url", "preview_image_url"]
FIELDS: dict[str, Any] = {
    "expansions": _EXPANSIONS,
    "tweet_fields": _TWEET,
    "user_fields": _USER,
    "media_fields": _MEDIA,
}
_QUARTER = 900.0
_IDS_A_JOB = 100_000
_CAPS = ("usagecapexceeded", "usage-capped", "usage cap")
_A_POST = {"x.post": 2, "x.user": 2}  # an answer may hold an original, and two accounts, for each post


class X:
    """The API v2, one request a call."""

    def __init__(self, access: Access) -> None:
        import requests
        import tweepy

        self._access = access
        session, self._wire = web_session(access)
        self._client = tweepy.Client(
            access.secrets["X_BEARER_TOKEN"], return_type=requests.Response, wait_on_rate_limit=False
        )
        self._client.session = session
        self._asking: dict[str, Callable[[Ask, str | None], Page]] = {
            "search": self._search(self._client.search_recent_tweets, 100),
            "search-all": self._search(self._client.search_all_tweets, 500),
            "timeline": self._timeline,
            "quotes": self._of_post("quotes", self._client.get_quote_tweets),
            "replies": self._replies(self._client.search_recent_tweets, 100),
            "replies-all": self._replies(self._client.search_all_tweets, 500),
            "reposts": self._of_post("reposts", self._retweets),
            "compliance-posts": self._compliance("tweets"),
            "compliance-actors": self._compliance("users"),
        }

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Make one request of a kind."""
        return self._asking[ask.kind](ask, cursor)

    def stream(self, ask: Ask, cursor: str | None) -> Iterator[Page]:
        """Yield what the filtered stream has for a rule, the target."""
        from collectors.platforms.x_stream import stream

        return stream(self._access, ask, cursor)

    def count(self, ask: Ask) -> int | None:
        """Return how many posts a search would bring; asks the counts endpoint, page by page."""
        if not ask.kind.startswith("search"):
            return None
        asking = self._client.get_all_tweets_count if ask.kind == "search-all" else self._client.get_recent_tweets_count
        total = 0
        more: dict[str, str] = {}
        while True:
            answer = self._answer(partial(asking, ask.target, granularity="day", **_times(ask), **more))
            found = json_of("X", answer)
            with knowing(answer.body):
                total += int(found["meta"]["total_tweet_count"])
                following = found["meta"].get("next_token")
            if not following:
                return total
            more = {"next_token": following}

    def close(self) -> None:
        """Let go of connections."""
        self._client.session.close()

    # -- kinds ----------------------------------------------------------------------------------------------------

    def _search(self, asking: Callable[..., Any], page: int) -> Callable[[Ask, str | None], Page]:
        def ask_for(ask: Ask, cursor: str | None) -> Page:
            more = {"next_token": cursor} if cursor else {}
            return self._page(
                f"X {ask.kind}",
                lambda: asking(ask.target, max_results=_size(ask, page), **_times(ask), **FIELDS, **more),
            )

        return ask_for

    def _replies(self, asking: Callable[..., Any], page: int) -> Callable[[Ask, str | None], Page]:
        searching = self._search(asking, page)

        def ask_for(ask: Ask, cursor: str | None) -> Page:
            return searching(msgspec.structs.replace(ask, target=f"conversation_id:{_post(ask.target)}"), cursor)

        return ask_for

    def _of_post(self, name: str, asking: Callable[..., Any]) -> Callable[[Ask, str | None], Page]:
        def ask_for(ask: Ask, cursor: str | None) -> Page:
            more = {"pagination_token": cursor} if cursor else {}
            size = _size(ask, 100)
            return self._page(f"X {name}", lambda: asking(_post(ask.target), max_results=size, **FIELDS, **more))

        return ask_for

    def _retweets(self, post: str, **params: Any) -> Any:
        """Ask for reposts as posts, with their times, for which tweepy has no method."""
        flat = {name.replace("_fields", ".fields"): _joined(value) for name, value in params.items()}
        return self._client.request("GET", f"/2/tweets/{post}/retweets", params=flat)

    def _timeline(self, ask: Ask, cursor: str | None) -> Page:
        """Look the account up first where it is a name; the cursor keeps its number: `number:token`."""
        target = ask.target.removeprefix("x:").removeprefix("@")
        if cursor is None and not target.isdecimal():
            return self._looked_up(target)
        number, _, token = (cursor or f"{target}:").partition(":")
        more = {"pagination_token": token} if token else {}
        page = self._page(
            "X timeline",
            lambda: self._client.get_users_tweets(number, max_results=_size(ask, 100), **_times(ask), **FIELDS, **more),
        )
        return msgspec.structs.replace(page, cursor=page.cursor and f"{number}:{page.cursor}")

    def _looked_up(self, name: str) -> Page:
        page = self._page("X account", lambda: self._client.get_user(username=name, user_fields=_USER))
        with knowing(page.body):
            number = str(msgspec.json.decode(page.body)["data"]["id"])
        return msgspec.structs.replace(page, cursor=f"{number}:", more=True, charged={"x.user": 1})

    def _compliance(self, type: str) -> Callable[[Ask, str | None], Page]:
        from collectors.platforms.x_compliance import step

        return lambda ask, cursor: step(self._client, self._answer, self._access, type, ask.target, cursor)

    # -- answers --------------------------------------------------------------------------------------------------

    def _page(self, source: str, asking: Callable[[], Any]) -> Page:
        answer = self._answer(asking)
        found = json_of("X", answer)
        with knowing(answer.body):
            meta, includes = found.get("meta") or {}, found.get("includes") or {}
            _none_of_ours_failed(found)
            following = cursor_of(meta.get("next_token"))
            return Page(
                body=answer.body,
                format="twitter_v2",
                cursor=following,
                more=following is not None,
                source=source,
                charged={
                    "x.post": len(_listed(found.get("data"))) + len(includes.get("tweets", ())),
                    "x.user": len(includes.get("users", ())),
                },
                remaining=remaining_of(answer.headers),
                reset=reset_of(answer.headers, self._access.clock()),
            )

    def _answer(self, asking: Callable[[], Any]) -> Answer:
        return answer_of(self._wire, self._access, asking)


def answer_of(wire: Wire, access: Access, asking: Callable[[], Any]) -> Answer:
    """Let tweepy ask; return the answer, or raise the Trouble that it stands for."""
    answer = asked("X", wire, asking)
    judged(answer, access)
    return answer


def judged(answer: Answer, access: Access) -> None:
    """Raise what a refusal of X stands for: a used-up cap comes as 429 and is no matter of waiting."""
    text = answer.body[:2000].decode("utf-8", "replace").lower()
    if answer.status == 429 and any(word in text for word in _CAPS):
        raise Exhausted(
            "X says that the usage cap of this period is reached. Wait for the next period or raise the cap, "
            "then run the same command again to go on"
        )
    judge("X", answer, access.clock)


def _none_of_ours_failed(found: dict[str, Any]) -> None:
    """Refuse an answer that is nothing but an error, as for a post that is gone."""
    errors = found.get("errors")
    if errors and "data" not in found and "meta" not in found:
        raise NotThere(str(errors[0].get("title") or "X knows nothing of it"))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _size(ask: Ask, page: int) -> int:
    return max(10, min(page, ask.most or page))


def _times(ask: Ask) -> dict[str, str]:
    ends = {"start_time": ask.since, "end_time": ask.until}
    return {name: _iso(at) for name, at in ends.items() if at is not None}


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _joined(value: Any) -> Any:
    return ",".join(value) if isinstance(value, list) else value


def _post(target: str) -> str:
    number = target.removeprefix("x:")
    if not number.isdecimal():
        number = number.partition("?")[0].rstrip("/").rpartition("/")[2]
    if not number.isdecimal():
        raise Refused(f"{target} is no post of X. Give its number or its address")
    return number


def _kind(name: str, target: str, requests: int, *, spans: bool = False, of_case: str = "") -> Kind:
    rate = Rate(requests=requests, seconds=_QUARTER)
    return Kind(
        name=name, target=target, rate=rate, smallest=10, charges=_A_POST, spans=spans, of_case=of_case
    )  # fmt: skip


def _archive(name: str, target: str, of_case: str = "") -> Kind:
    """Return a kind of the full archive, of which one request a second is asked for."""
    rate = Rate(requests=1, seconds=1.0)
    return Kind(
        name=name, target=target, rate=rate, page=500, smallest=10, charges=_A_POST, spans=True, of_case=of_case
    )  # fmt: skip


def _compliance(name: str, target: str, of_case: str) -> Kind:
    """Return a kind of batch compliance, whose jobs are few and hold many ids."""
    rate = Rate(requests=150, seconds=_QUARTER)
    return Kind(name=name, target=target, rate=rate, of_case=of_case, together=_IDS_A_JOB, apart=" ")


_OF_POST = "a post's number or address"
PLATFORM = Platform(
    name="x",
    version=1,
    extra="x",
    needs=(Need(name="X_BEARER_TOKEN", what="the bearer token of an app with access to the API v2"),),
    connect=X,
    kinds=(
        _kind("search", "a query, of the last seven days", 450, spans=True),
        _archive("search-all", "a query, of the full archive"),
        _kind("timeline", "an account's name or number", 900, spans=True, of_case="actors"),
        _kind("quotes", _OF_POST, 75, of_case="posts"),
        _kind("replies", _OF_POST, 450, spans=True, of_case="posts"),
        _archive("replies-all", _OF_POST, "posts"),
        _kind("reposts", _OF_POST, 75, of_case="posts"),
        Kind(name="stream", target="a rule", rate=Rate(requests=50, seconds=_QUARTER), charges=_A_POST, streams=True),
        _compliance("compliance-posts", "ids of posts, apart by spaces", "posts"),
        _compliance("compliance-actors", "ids of accounts, apart by spaces", "actors"),
    ),
)
