"""Pages of the open web, asked for as a polite guest: named, guarded, within robots.txt.

url --robots.txt of its host--> allowed? --guarded connection--> Answer, or the Trouble that it stands for
"""

from collections.abc import Mapping
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import requests
import urllib3

from collectors.guard import Forbidden, guarded_session
from collectors.platforms.base import Access, NotThere, TryLater, Unreachable
from collectors.wire import Answer, TooLarge, reaching, reset_of

AGENT = "Whence"
_LONGEST_DELAY = 60.0
_MOST_RULES = 4096
_ROBOTS_BYTES = 512 << 10


class Sites:
    """One guest on many sites; keeps what each robots.txt said."""

    def __init__(self, access: Access, contact: str = "") -> None:
        self._access = access
        self._web, self._wire = guarded_session(access)
        self._web.headers["User-Agent"] = f"{AGENT}/1 ({contact})" if contact else f"{AGENT}/1"
        self._rules: dict[str, RobotFileParser] = {}
        self._last: dict[str, int] = {}

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return what a site answers, after its redirects; raise NotThere where it has no such page for us.

        A site that asks for more time between two requests gets it (TryLater).
        """
        host = host_of(url)
        rules = self._rules_of(url)
        if not rules.can_fetch(AGENT, url):
            raise NotThere(f"robots.txt of {host} does not allow it")
        self._wait_for(host, rules)
        answer = self._ask(url, headers)
        self._last[host] = self._access.clock()
        return self._judged(host, answer)

    def close(self) -> None:
        """Let go of connections."""
        self._web.close()

    def _ask(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        host = host_of(url)
        try:
            with reaching(host):
                self._web.get(url, headers=dict(headers or {}))
        except Forbidden as forbidden:
            raise NotThere(str(forbidden)) from None
        except Unreachable as unreachable:
            if _is_hopeless(unreachable.__context__):
                raise NotThere(f"{host} is no host that can be reached") from None
            if isinstance(unreachable.__context__, TooLarge):
                raise NotThere(f"{host} has something there that is too large for a page of text") from None
            raise
        return self._wire.answer

    def _judged(self, host: str, answer: Answer) -> Answer:
        said = f"{host} answered {answer.status}"
        if answer.status == 429:
            raise TryLater(said, reset_of(answer.headers, self._access.clock()))
        if answer.status >= 500 or answer.status in (408, 425):
            raise Unreachable(said)
        if answer.status >= 400:
            raise NotThere(said)
        return answer

    def _wait_for(self, host: str, rules: RobotFileParser) -> None:
        asked = rules.crawl_delay(AGENT)
        last = self._last.get(host)
        if asked and last is not None:
            until = last + round(1000 * min(float(asked), _LONGEST_DELAY))
            if self._access.clock() < until:
                raise TryLater(f"{host} wants {asked} seconds between two requests", until)

    def _rules_of(self, url: str) -> RobotFileParser:
        """Return a host's rules; one without robots.txt allows everything, one in trouble is asked again."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            if len(self._rules) >= _MOST_RULES:
                self._rules.clear()
            self._rules[site] = self._asked_rules(f"{site}/robots.txt")
        return self._rules[site]

    def _asked_rules(self, address: str) -> RobotFileParser:
        rules = RobotFileParser(address)
        answer = self._ask(address)
        if answer.status == 429 or answer.status >= 500:
            self._judged(host_of(address), answer)
        text = answer.body[:_ROBOTS_BYTES].decode("utf-8", "replace") if answer.status < 400 else ""
        rules.parse(text.splitlines())
        return rules


def host_of(url: str) -> str:
    """Return the host of an address, for sentences and for limits."""
    try:
        return urlsplit(url).hostname or "?"
    except ValueError:
        return "?"


def _is_hopeless(error: BaseException | None) -> bool:
    """Tell a name that nobody knows, a broken certificate, an endless redirect from a server that is down for now."""
    if isinstance(error, requests.TooManyRedirects | requests.exceptions.SSLError | requests.exceptions.InvalidURL):
        return True
    reason = (
        getattr(error.args[0], "reason", None) if isinstance(error, requests.ConnectionError) and error.args else None
    )
    return isinstance(reason, urllib3.exceptions.NameResolutionError)
