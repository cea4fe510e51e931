"""Reddit through praw: search, new posts of a subreddit, what a user wrote, a post with all its comments.

Access is by approval since November 2025; older material comes as dumps (docs/formats.md, Reddit).

comments   the first page has some hundred comments; where it says "more", the ids (or a thread) are asked for next
cursor     of a listing: the last post's name; of comments: {"ids": [...], "threads": [...]}, what is still to come
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from collectors.platforms.base import Access, Ask, Kind, Need, Page, Platform, Rate, cursor_of, knowing
from collectors.wire import Answer, asked, json_of, judge, remaining_of, reset_of, web_session

_SIZE = 100
_LIMIT = Rate(requests=100, seconds=60)


class Left(msgspec.Struct, frozen=True, omit_defaults=True):
    """Comments that were named and not shown: by their ids, and threads that go deeper under a comment."""

    ids: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()


class Once:
    """praw's way of asking again, which is to leave it to us."""

    def sleep(self) -> None:
        """Do not wait."""

    def should_retry_on_failure(self) -> bool:
        """Return False."""
        return False

    def consume_available_retry(self) -> "Once":
        """Return itself."""
        return self


class Reddit:
    """The client, on our wire, without its own pauses and repetitions."""

    def __init__(self, access: Access) -> None:
        import praw

        self._access = access
        self._web, self._wire = web_session(access)
        self._reddit = praw.Reddit(
            client_id=access.secrets["REDDIT_CLIENT_ID"],
            client_secret=access.secrets["REDDIT_CLIENT_SECRET"],
            user_agent=access.secrets.get("REDDIT_USER_AGENT", "python:whence:1 (research)"),
            check_for_updates=False,
            requestor_kwargs={"session": self._web},
        )
        core: Any = self._reddit._core
        core._retry_strategy_class = Once
        core._rate_limiter.delay = lambda: None
        core._rate_limiter.update = lambda **_: None

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Ask for one page."""
        return self._comments(ask, cursor) if ask.kind == "comments" else self._listed(ask, cursor)

    def close(self) -> None:
        """Let go of connections."""
        self._web.close()

    def _listed(self, ask: Ask, cursor: str | None) -> Page:
        path, query = _question(ask)
        answer = self._ask(path, {**query, "raw_json": 1, "limit": _SIZE, **({"after": cursor} if cursor else {})})
        judge("Reddit", answer, self._access.clock)
        found = json_of("Reddit", answer)
        with knowing(answer.body):
            children, following = found["data"]["children"], cursor_of(found["data"].get("after"))
        return self._page(answer, following, f"{path} after {cursor}", has_posts=bool(children))

    def _comments(self, ask: Ask, cursor: str | None) -> Page:
        """Ask for a post with its first comments, then for those that it names and does not show."""
        post = ask.target.removeprefix("t3_")
        left = msgspec.json.decode(cursor, type=Left) if cursor else Left()
        if left.ids:
            named, left = left.ids[:_SIZE], Left(ids=left.ids[_SIZE:], threads=left.threads)
            query: dict[str, str | int] = {
                "link_id": f"t3_{post}", "children": ",".join(named), "api_type": "json", "raw_json": 1,
            }  # fmt: skip
            path = "api/morechildren"
        else:
            path = f"comments/{post}" + (f"/_/{left.threads[0]}" if left.threads else "")
            query, left = {"raw_json": 1, "limit": 500}, Left(threads=left.threads[1:])
        answer = self._ask(path, query)
        judge("Reddit", answer, self._access.clock)
        found = json_of("Reddit", answer)
        with knowing(answer.body):
            things = found["json"]["data"]["things"] if isinstance(found, dict) else found[1]["data"]["children"]
            left = _with_more(left, things)
        following = None if left == Left() else msgspec.json.encode(left).decode()
        return self._page(answer, following, path)

    def _page(self, answer: Answer, following: str | None, source: str, *, has_posts: bool = True) -> Page:
        return Page(
            body=answer.body if has_posts else b"",
            format="reddit",
            cursor=following,
            more=following is not None,
            source=source,
            remaining=remaining_of(answer.headers),
            reset=reset_of(answer.headers, self._access.clock()),
        )

    def _ask(self, path: str, query: dict[str, str | int]) -> Answer:
        """Return the answer as it came; a refused token is renewed once."""

        def request() -> Any:
            return self._reddit.request(method="GET", path=path, params=query)

        answer = asked("Reddit", self._wire, request)
        return asked("Reddit", self._wire, request) if answer.status == 401 else answer


def _question(ask: Ask) -> tuple[str, dict[str, str | int]]:
    if ask.kind == "search":
        return "search", {"q": ask.target, "sort": "new", "type": "link"}
    if ask.kind == "new":
        return f"r/{ask.target.removeprefix('r/').strip('/')}/new", {}
    return f"user/{ask.target.removeprefix('u/').strip('/')}/overview", {"sort": "new"}


def _with_more(left: Left, things: list[dict[str, Any]]) -> Left:
    """Add what an answer names and does not show; a "more" without ids is a thread that goes on deeper."""
    ids, threads = list(left.ids), list(left.threads)
    for more in _mores(things):
        ids += [str(one) for one in more.get("children") or ()]
        if not more.get("children") and str(more.get("parent_id")).startswith("t1_"):
            threads.append(str(more["parent_id"]).removeprefix("t1_"))
    return Left(ids=tuple(dict.fromkeys(ids)), threads=tuple(dict.fromkeys(threads)))


def _mores(things: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    waiting = list(reversed(things))
    while waiting:
        thing = waiting.pop()
        replies = thing["data"].get("replies")
        if thing["kind"] == "more":
            yield thing["data"]
        elif isinstance(replies, dict):
            waiting += reversed(replies["data"]["children"])


PLATFORM = Platform(
    name="reddit",
    version=1,
    kinds=(
        Kind(name="search", target="words", rate=_LIMIT, newest_first=True),
        Kind(name="new", target="a subreddit", rate=_LIMIT, newest_first=True),
        Kind(name="user", target="a user name", rate=_LIMIT, newest_first=True),
        Kind(name="comments", target="the id of a post", rate=_LIMIT, page=500, of_case="posts"),
    ),
    needs=(
        Need(name="REDDIT_CLIENT_ID", what="the id of your Reddit application"),
        Need(name="REDDIT_CLIENT_SECRET", what="its secret"),
        Need(name="REDDIT_USER_AGENT", what="how you introduce yourself", secret=False, required=False),
    ),
    connect=Reddit,
    extra="reddit",
)
