"""Reddit through praw: search, new posts of a subreddit, what a user wrote, a post with its comments.

Access is by approval since November 2025; older material comes as dumps (docs/formats.md, Reddit).
"""

from typing import Any

from collectors.platforms.base import Access, Ask, Kind, Need, Page, Platform, Rate, knowing
from collectors.wire import Answer, asked, json_of, judge, remaining_of, reset_of, web_session

_SIZE = 100


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
        path, query = _question(ask)
        answer = self._ask(path, {**query, "raw_json": 1, "limit": _SIZE, **({"after": cursor} if cursor else {})})
        judge("Reddit", answer, self._access.clock)
        found = json_of("Reddit", answer)
        with knowing(answer.body):
            listing = (found[-1] if isinstance(found, list) else found)["data"]
            children, following = listing["children"], listing.get("after")
        has_posts = bool(children) or isinstance(found, list)
        return Page(
            body=answer.body if has_posts else b"",
            format="reddit",
            cursor=following,
            more=following is not None,
            source=f"{path} after {cursor}",
            remaining=remaining_of(answer.headers),
            reset=reset_of(answer.headers, self._access.clock()),
        )

    def close(self) -> None:
        """Let go of connections."""
        self._web.close()

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
    if ask.kind == "user":
        return f"user/{ask.target.removeprefix('u/').strip('/')}/overview", {"sort": "new"}
    return f"comments/{ask.target.removeprefix('t3_')}", {}


PLATFORM = Platform(
    name="reddit",
    version=1,
    kinds=(
        Kind(name="search", target="words", rate=Rate(requests=100, seconds=60)),
        Kind(name="new", target="a subreddit", rate=Rate(requests=100, seconds=60)),
        Kind(name="user", target="a user name", rate=Rate(requests=100, seconds=60)),
        Kind(name="comments", target="the id of a post", rate=Rate(requests=100, seconds=60), page=500),
    ),
    needs=(
        Need(name="REDDIT_CLIENT_ID", what="the id of your Reddit application"),
        Need(name="REDDIT_CLIENT_SECRET", what="its secret"),
        Need(name="REDDIT_USER_AGENT", what="how you introduce yourself", secret=False, required=False),
    ),
    connect=Reddit,
    extra="reddit",
)
