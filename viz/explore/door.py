"""Who may come in: requests that name this machine as their host, know the token, and only ask to read.

A page elsewhere can make a browser send requests to loopback, also under a host name that it has pointed here (DNS
rebinding): such a request names another host. It cannot know the token, and no answer carries leave to be read there.
"""

import hmac
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

MOST_LETTERS = 4_096
METHODS = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a request that is not admitted is told."""

    status: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was admitted: the name of the page, and what it is asked with."""

    page: str
    values: dict[str, str]

    def text(self, name: str, most: int = 300) -> str:
        """Return a value, or nothing; what is longer than `most` characters is cut."""
        return self.values.get(name, "")[:most].strip()

    def number(self, name: str, default: int) -> int:
        """Return a value that counts something, or the default where it does not."""
        value = self.values.get(name, "")
        return int(value) if value.isdecimal() and len(value) < 16 else default


def admit(method: str, target: str, host: str | None, *, token: str, port: int) -> Asked | Refusal:
    """Return what is asked, or why it is refused; the token is compared in constant time."""
    if host not in (f"127.0.0.1:{port}", f"localhost:{port}"):
        return Refusal(421, "This page is only for this machine, under the address that Whence printed.")
    if method not in METHODS:
        return Refusal(405, "This page can only be read.")
    if len(target) > MOST_LETTERS:
        return Refusal(414, "This address is too long.")
    address = urlsplit(target)
    first, _, page = address.path.removeprefix("/").partition("/")
    if not hmac.compare_digest(first.encode(), token.encode()):
        return Refusal(403, "This address lacks the token of this exploration. Use the address that Whence printed.")
    return Asked(page, {name: values[0] for name, values in parse_qs(address.query, max_num_fields=20).items()})
