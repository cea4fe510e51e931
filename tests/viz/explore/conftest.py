"""An exploration of the planted fish market, and a reader who walks through it."""

import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin

import pytest

from graphs.people import People
from graphs.store import Store
from viz.explore import Exploration, Room, serve

TOKEN = "a-token-for-tests"


class Reader:
    """Fetch pages of an exploration; `pages` keeps what was seen, by address."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pages: dict[str, str] = {}

    def get(self, address: str = "", **headers: str) -> tuple[int, str]:
        """Return status and text of a page."""
        request = urllib.request.Request(urljoin(self.url, address), headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def page(self, address: str = "") -> str:
        """Return the text of a page that must be there."""
        status, text = self.get(address)
        assert status == 200, (address, text[-600:])
        self.pages[address] = text
        return text

    def walk(self, most: int) -> dict[str, str]:
        """Follow links from the first page until all or `most` pages were seen."""
        waiting = [""]
        while waiting and len(self.pages) < most:
            address = waiting.pop(0)
            if address not in self.pages:
                waiting += links(self.page(address))
        return self.pages


def links(text: str) -> list[str]:
    """Return the addresses inside the exploration that a page links to."""
    return [unescape(one) for one in re.findall(r'href="([^"#]*)"', text) if "//" not in one]


@pytest.fixture
def explored(case_store: Store) -> Iterator[Callable[..., Reader]]:
    """Give `explored(**settings)`, which serves what was planted and returns a reader."""
    running: list[Exploration] = []

    def begin(*, identify: bool = False, seconds: float = 60.0) -> Reader:
        people = People(case_store, b"a key for tests", identify=identify)
        running.append(serve(Room(case_store, people, "Fish & chips", seconds=seconds), token=TOKEN))
        return Reader(running[-1].url)

    yield begin
    for one in running:
        one.close()
