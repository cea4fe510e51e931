"""A collector of your own: a site with a paged JSON interface, registered by an entry point.

In the pyproject.toml of your package:

    [project.entry-points."whence.platforms"]
    harbour = "own_platform:PLATFORM"

Then: whence collect CASE harbour "ferry timetable"
"""

import msgspec

from collectors.platforms.base import Access, Ask, Kind, Need, Page, Platform, Rate, cursor_of, knowing
from collectors.wire import json_of, judge, reaching, web_session


class Harbour:
    """The invented bulletin board of Port Ambria: /posts?q=...&after=... -> {"posts": [...], "after": "..."}."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._web, self._wire = web_session(access)
        self._web.headers["X-Key"] = access.secrets["HARBOUR_KEY"]

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Ask for one page; its posts become rows of an interchange file."""
        with reaching("harbour"):
            self._web.get("https://board.ambria.example/posts", params={"q": ask.target, "after": cursor})
        answer = self._wire.answer
        judge("harbour", answer, self._access.clock)
        found = json_of("harbour", answer)
        with knowing(answer.body):
            rows, following = [{"platform": "harbour", **post} for post in found["posts"]], cursor_of(found["after"])
        body = msgspec.json.encode(rows) if rows else b""
        return Page(body=body, format="interchange", cursor=following, source=f"/posts after {cursor}")

    def close(self) -> None:
        """Let go of connections."""
        self._web.close()


PLATFORM = Platform(
    name="harbour",
    version=1,
    kinds=(Kind(name="search", target="words", rate=Rate(requests=60, seconds=60)),),
    needs=(Need(name="HARBOUR_KEY", what="a key from the harbour master"),),
    connect=Harbour,
)
