"""Pages of the open web, asked for as a polite guest: named, guarded, within robots.txt.

url --robots.txt of its host--> allowed? --guarded connection--> Answer, or the Trouble that it stands for
 ^                                                              |
 +--------------------------- redirect -------------------------+
"""

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
import urllib3

from collectors.guard import Forbidden, guarded_session
from collectors.platforms.base import Access, NotThere, TryLater, Unreachable
from collectors.wire import Answer, TooLarge, reaching, reset_of

AGENT = "Whence"
_LONGEST_DELAY = 60.0
_MOST_HOPS = 8
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
        self._wait_for(host, self._allowing(url))
        for _ in range(_MOST_HOPS):
            answer, following = self._ask(url, headers, follow=False)
            self._last[host] = self._access.clock()
            if following is None:
                return self._judged(host_of(url), answer)
            self._allowing(following)
            url = following
        raise NotThere(f"{host} leads from page to page and to none")

    def close(self) -> None:
        """Let go of connections."""
        self._web.close()

    def _allowing(self, url: str) -> RobotFileParser:
        """Return the rules of a host if they allow an address; each address of a redirect is asked for by itself."""
        rules = self._rules_of(url)
        if not rules.can_fetch(AGENT, url):
            raise NotThere(f"robots.txt of {host_of(url)} does not allow it")
        return rules

    def _ask(
        self, url: str, headers: Mapping[str, str] | None = None, *, follow: bool = True
    ) -> tuple[Answer, str | None]:
        """Return an answer, and where it leads if it is a redirect that is not to be followed here."""
        host = host_of(url)
        try:
            with reaching(host):
                came = self._web.get(url, headers=dict(headers or {}), allow_redirects=follow)
        except Forbidden as forbidden:
            raise NotThere(str(forbidden)) from None
        except Unreachable as unreachable:
            if _is_hopeless(unreachable.__context__):
                raise NotThere(f"{host} is no host that can be reached") from None
            if isinstance(unreachable.__context__, TooLarge):
                raise NotThere(f"{host} has something there that is too large for a page of text") from None
            raise
        where = self._web.get_redirect_target(came)
        return self._wire.answer, None if where is None else _joined(url, where)

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
        answer, _ = self._ask(address)
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


def _joined(url: str, where: str) -> str:
    """Return the address that a redirect names, whole."""
    try:
        found = str(requests.utils.requote_uri(urljoin(url, where)))
    except ValueError:
        raise NotThere(f"{host_of(url)} leads to what is no address") from None
    if urlsplit(found).scheme not in ("http", "https"):
        raise NotThere(f"{host_of(url)} leads out of the web")
    return found


def _is_hopeless(error: BaseException | None) -> bool:
    """Tell a name that nobody knows, a broken certificate, an endless redirect from a server that is down for now."""
    if isinstance(error, requests.TooManyRedirects | requests.exceptions.SSLError | requests.exceptions.InvalidURL):
        return True
    reason = (
        getattr(error.args[0], "reason", None) if isinstance(error, requests.ConnectionError) and error.args else None
    )
    return isinstance(reason, urllib3.exceptions.NameResolutionError)
