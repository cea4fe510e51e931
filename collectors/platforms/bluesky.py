"""Bluesky by atproto: search, author feeds, threads, quotes, who reposted, and Jetstream.

atproto's models refuse what a newer server adds, so answers are taken as they come and read by our importer. Without
an account the public view is asked, which may refuse searches.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from collectors.platforms.base import Access, Ask, Kind, Need, Page, Platform, Rate, Refused, cursor_of, knowing
from collectors.wire import Answer, json_of, judge, remaining_of, reset_of
from collectors.wire_httpx import Line

_PUBLIC, _OWN = "https://public.api.bsky.app", "https://bsky.social"
_LIMIT = Rate(requests=3000, seconds=300)
_SITE = "https://bsky.app/profile/"


class Bluesky:
    """The AppView's methods, one request a call."""

    def __init__(self, access: Access) -> None:
        from atproto import Client, Request

        self._access, self._line = access, Line(access)
        self._account = access.secrets.get("BLUESKY_HANDLE"), access.secrets.get("BLUESKY_APP_PASSWORD")
        base = access.base_url or (_OWN if all(self._account) else _PUBLIC)
        self._client = Client(base_url=base, request=Request(**self._line.options))
        self._is_known = False

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Make one request of a kind; the first one of an account signs in."""
        self._sign_in()
        name, params, items = _question(ask)
        answer = self._asked(name, {**params, **({"cursor": cursor} if cursor else {})})
        found = json_of("Bluesky", answer)
        with knowing(answer.body):
            following = cursor_of(found.get("cursor")) if found[items] else None
        return Page(
            body=answer.body,
            format="bluesky",
            cursor=following,
            more=bool(following),
            source=f"Bluesky {name}",
            remaining=remaining_of(answer.headers),
            reset=reset_of(answer.headers, self._access.clock()),
        )

    def stream(self, ask: Ask, cursor: str | None) -> Iterator[Page]:
        """Yield what Jetstream has of posts and reposts, of everybody (`*`) or of the accounts named."""
        from collectors.platforms.bluesky_stream import stream

        return stream(self._access, ask, cursor)

    def close(self) -> None:
        """Let go of connections."""
        self._client.request.close()

    def _sign_in(self) -> None:
        handle, password = self._account
        if self._is_known or not (handle and password):
            return
        answer = self._line.asked("Bluesky", lambda: self._client.login(handle, password, fetch_bsky_profile=False))
        judge("Bluesky", answer, self._access.clock)
        self._is_known = True

    def _asked(self, name: str, params: dict[str, Any]) -> Answer:
        from atproto import models

        checked = getattr(models, f"AppBskyFeed{name[0].upper()}{name[1:]}").Params(**params)
        answer = self._line.asked("Bluesky", lambda: self._client.invoke_query(f"app.bsky.feed.{name}", params=checked))
        judge("Bluesky", answer, self._access.clock)
        return answer


def _question(ask: Ask) -> tuple[str, dict[str, Any], str]:
    """Return the method, its parameters, and the field of the answer that holds what was asked for."""
    most = max(1, min(100, ask.most or 100))
    if ask.kind == "search":
        ends = {"since": ask.since, "until": ask.until}
        times = {name: _iso(at) for name, at in ends.items() if at is not None}
        return "searchPosts", {"q": ask.target, "limit": most, "sort": "latest", **times}, "posts"
    if ask.kind == "feed":
        actor = ask.target.removeprefix("bluesky:").removeprefix("@")
        return "getAuthorFeed", {"actor": actor, "limit": most, "filter": "posts_with_replies"}, "feed"
    uri = _uri(ask.target)
    if ask.kind == "thread":
        return "getPostThread", {"uri": uri, "depth": 1000, "parent_height": 1000}, "thread"
    if ask.kind == "quotes":
        return "getQuotes", {"uri": uri, "limit": most}, "posts"
    return "getRepostedBy", {"uri": uri, "limit": most}, "repostedBy"


def _uri(target: str) -> str:
    """Return the at-URI of a post given as such, as our id, or as an address of bsky.app."""
    if target.startswith("at://"):
        return target
    named = target.removeprefix("bluesky:")
    if named.startswith("did:"):
        return f"at://{named}"
    who, _, post = target.removeprefix(_SITE).partition("/post/")
    if target.startswith(_SITE) and who and post:
        return f"at://{who}/app.bsky.feed.post/{post.partition('?')[0]}"
    raise Refused(f"{target} is no post of Bluesky. Give its at:// address or its address on bsky.app")


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_POST = "a post's at:// address, or its address on bsky.app"
PLATFORM = Platform(
    name="bluesky",
    version=1,
    extra="bluesky",
    connect=Bluesky,
    needs=(
        Need(name="BLUESKY_HANDLE", what="the handle of an account to sign in with", secret=False, required=False),
        Need(name="BLUESKY_APP_PASSWORD", what="an app password of that account", required=False),
    ),
    kinds=(
        Kind(name="search", target="words", rate=_LIMIT, spans=True),
        Kind(name="feed", target="an account's handle or DID", rate=_LIMIT, newest_first=True, of_case="actors"),
        Kind(name="thread", target=_POST, rate=_LIMIT, of_case="posts"),
        Kind(name="quotes", target=_POST, rate=_LIMIT, newest_first=True, of_case="posts"),
        Kind(name="reposted-by", target=_POST, rate=_LIMIT, of_case="posts"),
        Kind(name="stream", target="* or DIDs", rate=Rate(requests=20, seconds=60), streams=True, follows=True),
    ),
)
