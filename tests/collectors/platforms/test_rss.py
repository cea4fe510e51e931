"""A feed that has not changed is not sent again."""

from pathlib import Path

from loopback import Answer, Asked, Loopback
from speaking import FIRST_DAY, Moving

from collectors import registry
from collectors.checkpoint import Request
from collectors.means import Means
from collectors.outcome import Outcome
from collectors.platforms.base import Access, Secrets
from collectors.platforms.rss import PLATFORM
from collectors.runner import collect
from graphs.store import Store
from graphs.store.collecting import CollectingSink

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>North Times</title><item><title>Market</title>
<link>https://north.example/2024/market</link>
<pubDate>Wed, 01 May 2024 10:00:00 +0000</pubDate></item></channel></rss>"""


class Newspaper:
    """A server with one feed, which knows its edition."""

    def __init__(self) -> None:
        self.edition = '"one"'

    def speak(self, asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return Answer(body=b"", status=404)
        if asked.headers.get("if-none-match") == self.edition:
            return Answer(body=b"", status=304, headers={})
        return Answer(body=FEED.encode(), headers={"Content-Type": "text/xml", "ETag": self.edition})


def test_the_next_run_asks_only_for_what_changed(tmp_path: Path) -> None:
    """The edition of the last run is named in the next one's request; an unchanged feed leaves no page behind."""
    paper, clock = Newspaper(), Moving()
    with Loopback(paper.speak).running() as server:

        def run() -> Outcome:
            access = Access(secrets=Secrets({}), clock=lambda: FIRST_DAY, base_url=server.url)
            request = Request(platform="rss", kind="feeds", targets=("https://north.example/feed",))
            with Store(tmp_path / "case.duckdb", read_only=False) as store:
                return collect(
                    CollectingSink(store), tmp_path / "raw", PLATFORM, PLATFORM.connect(access),
                    registry.kind_of(PLATFORM, None), request,
                    Means(clock=clock, wait=clock.wait),
                )  # fmt: skip

        outcomes = [run(), run()]
        paper.edition = '"two"'
        outcomes.append(run())
    assert [one.posts for one in outcomes] == [1, 0, 0]
    assert [one.ledger.duplicates for one in outcomes] == [0, 0, 1]
    asked = [one.headers.get("if-none-match") for one in server.asked if one.path == "/feed"]
    assert asked == [None, '"one"', '"one"']
