"""Where short links lead: asked only when the analyst says so, of the shorteners alone, and bounded.

bit.example/a --GET, no body--> Location: t.example/b --GET--> Location: north.example/story   stop: no shortener
                                                                         (that page itself is never asked for)
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import msgspec
import requests

from collectors.guard import Forbidden, guarded_session
from collectors.platforms.base import Access
from collectors.urls import canonical
from collectors.urls.hosts import host

_AGENT = "Whence/1"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRIED_AGAIN = frozenset({"too many requests", "no answer"})


class ShortLink(msgspec.Struct, frozen=True, kw_only=True):
    """A short address and where it leads, None with the reason where that cannot be found."""

    canonical: str
    target: str | None
    hops: int
    reason: str | None = None

    @property
    def is_settled(self) -> bool:
        """Tell whether the answer is kept for ever; one that did not come is asked for again another time."""
        return self.reason not in _TRIED_AGAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How far a search for targets may go. `pause` are seconds between two requests to one shortener."""

    links: int = 1000
    hops: int = 5
    seconds: float = 10.0
    pause: float = 0.5


def is_short(address: str) -> bool:
    """Tell whether an address (without scheme) is one of a known shortener."""
    found = host(address.partition("/")[0].lower())
    return found is not None and found.kind == "short"


class Resolver:
    """Asks shorteners where their links lead, never following on its own."""

    def __init__(
        self, access: Access, bounds: Bounds, *, sleep: Callable[[float], None], session: requests.Session | None = None
    ) -> None:
        self._web = session or guarded_session(access)[0]
        self._web.headers["User-Agent"] = _AGENT
        self._bounds, self._sleep, self._clock = bounds, sleep, access.clock
        self._asked: dict[str, int] = {}
        self.requests = 0

    def resolve(self, addresses: Iterable[str]) -> Iterator[ShortLink]:
        """Yield where each address leads, up to the bound on their number."""
        for number, address in enumerate(addresses):
            if number >= self._bounds.links:
                return
            yield self._one(address)

    def _one(self, address: str) -> ShortLink:
        url, seen = f"https://{address}", set[str]()
        for hop in range(1, self._bounds.hops + 1):
            seen.add(url)
            found = self._location(url)
            if found.reason is not None:
                return ShortLink(canonical=address, target=None, hops=hop, reason=found.reason)
            url = found.url
            page = canonical(url)
            if page is None or url in seen:
                reason = "leads in a circle" if page else "leads to no web page"
                return ShortLink(canonical=address, target=None, hops=hop, reason=reason)
            if not is_short(page.url):
                return ShortLink(canonical=address, target=url, hops=hop)
        return ShortLink(canonical=address, target=None, hops=self._bounds.hops, reason="leads on and on")

    def _location(self, url: str) -> "_Location":
        self._wait(url)
        self.requests += 1
        try:
            answer = self._web.get(url, allow_redirects=False, stream=True, timeout=self._bounds.seconds)
            answer.close()
        except Forbidden:
            return _Location("", "not a public host")
        except (requests.RequestException, ValueError):
            return _Location("", "no answer")
        if answer.status_code == 429 or answer.status_code >= 500:
            return _Location("", "too many requests" if answer.status_code == 429 else "no answer")
        where = answer.headers.get("Location")
        if answer.status_code not in _REDIRECTS or not where:
            return _Location("", "leads nowhere")
        return _Location(urljoin(url, _text(where)))

    def _wait(self, url: str) -> None:
        """Leave a shortener some time between two requests."""
        name = url.partition("://")[2].partition("/")[0]
        last, now = self._asked.get(name), self._clock()
        if last is not None and (left := self._bounds.pause - (now - last) / 1000) > 0:
            self._sleep(left)
        self._asked[name] = self._clock()


class _Location(msgspec.Struct, frozen=True):
    url: str
    reason: str | None = None


def _text(header: str) -> str:
    """Return a header's address as UTF-8, which servers send and requests reads as Latin-1."""
    try:
        return header.encode("latin-1").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return header
