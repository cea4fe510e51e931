"""What a platform is: a record of what can be asked, and one function that connects.

Trouble              an answer that is no page; its text is one sentence without secrets
 +-- TryLater        too many requests; asked again at `until`, or when the limiter thinks fit
 +-- Unreachable     server error, timeout, broken or foreign body; asked again with backoff and jitter
 +-- Exhausted       credit spent, cap reached, credential refused: the run stops and can be resumed
 +-- NotThere        this target is gone, private or unknown: it is noted, and the next one is asked
 +-- Refused         the request itself is wrong: the run stops and says so
 +-- Changed         an answer of a shape that nobody here knows: it is archived, and the run stops before it
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

Clock = Callable[[], int]
_SHORTEST_SECRET = 6


class Trouble(Exception):
    """Stand at the root of what a server can answer instead of a page."""


class TryLater(Trouble):
    """Say that the server wants a pause until a moment (milliseconds; None: it did not say how long)."""

    def __init__(self, sentence: str, until: int | None = None) -> None:
        super().__init__(sentence)
        self.until = until


class Unreachable(Trouble):
    """Say that no whole answer came, though one may come soon."""


class Exhausted(Trouble):
    """Say that the platform gives no more for now: pay, wait for the new period, or renew the credential."""


class NotThere(Trouble):
    """Say that what was named is gone, private or was never there."""


class Refused(Trouble):
    """Say that the platform does not understand the request or does not allow it."""


class Changed(Trouble):
    """Say that an answer has another shape than the platform documents; it goes into the archive as it is."""

    def __init__(self, body: bytes, why: str) -> None:
        super().__init__(why)
        self.body = body


@contextmanager
def knowing(body: bytes) -> Iterator[None]:
    """Turn what goes wrong while an answer is taken apart into Changed."""
    try:
        yield
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise Changed(body, type(error).__name__) from error


def cursor_of(value: object) -> str | None:
    """Return a cursor that an answer names, None where it names none; raise TypeError where it can be none."""
    if value is None or value == "":
        return None
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise TypeError("a cursor is a text")


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to ask for: a kind of the platform, and its target (words, an id, an address).

    `since` and `until` are milliseconds, `until` exclusive. `most` is how many posts are still wanted, a hint for the
    size of a page.
    """

    kind: str
    target: str
    since: int | None = None
    until: int | None = None
    most: int | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One answer as it came.

    `body` is the answer's bytes, read as a file of the format named `format` would be: JSON, JSON lines, XML, a table,
    a zip. `cursor` is where the next request begins; `more` tells whether there is anything to ask for now (a cursor
    without more is kept for the next run, of kinds that `follow`). `source` says where the page came from, without
    secrets. `charged` counts what the platform charges for, by the names of `collectors/data/prices.toml`.
    `remaining` and `reset` (milliseconds) are what the answer said of its rate limit. `gap` is a time span, in
    milliseconds, that a stream passed over before this page.
    """

    body: bytes
    format: str
    cursor: str | None = None
    more: bool = True
    source: str = ""
    charged: Mapping[str, int] = msgspec.field(default_factory=dict)
    remaining: int | None = None
    reset: int | None = None
    gap: tuple[int | None, int | None] | None = None


class Secrets(Mapping[str, str]):
    """Settings by their names, those that are `hidden` (all, where none are named) shown nowhere."""

    def __init__(self, values: Mapping[str, str], hidden: Iterable[str] | None = None) -> None:
        self._values = dict(values)
        self._hidden = frozenset(values if hidden is None else hidden)

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Secrets({', '.join(sorted(self._values))})"

    def hidden_values(self) -> set[str]:
        """Return what must not be shown: each secret, and the words and the right-hand sides in it."""
        whole = {value for name, value in self._values.items() if name in self._hidden}
        words = {word for value in whole for word in value.split()}
        parts = whole | words | {word.partition("=")[2] for word in words}
        return {part for part in parts if len(part) >= _SHORTEST_SECRET}

    def owner(self) -> str:
        """Return a name for whose credentials these are, from which they cannot be told."""
        return hashlib.sha256(repr(sorted(self._values.items())).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """All that reaches a library: credentials, clock, and how to find the server.

    `base_url` replaces the platform's own address (tests, instances, mirrors); `timeout` bounds a whole answer, in
    seconds; `largest` its bytes. `memory` outlives the run: what a platform should not be asked twice.
    """

    secrets: Secrets
    clock: Clock
    base_url: str | None = None
    timeout: float = 60.0
    largest: int = 64 << 20
    memory: MutableMapping[str, str] = field(default_factory=dict)


class Session(Protocol):
    """A connected platform."""

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Ask once, from where the cursor points (None: from the start); raise a Trouble where no page came."""

    def close(self) -> None:
        """Let go of connections."""


class Streaming(Session, Protocol):
    """A session of a platform that has kinds that stream."""

    def stream(self, ask: Ask, cursor: str | None) -> Iterator[Page]:
        """Yield pages as they come, until the connection ends; raise a Trouble where it broke."""


class Counting(Session, Protocol):
    """A session that can say beforehand how much there is."""

    def count(self, ask: Ask) -> int | None:
        """Return how many posts the ask would bring, or None where the platform does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many requests in so many seconds."""

    requests: int
    seconds: float


def by_kind(ask: Ask) -> str:
    """Return the bucket of a platform whose limits count by endpoint."""
    return ask.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Something that can be asked of a platform.

    `target` tells what its target is, for help and errors. `rate` holds for each credential and each `bucket`. `page`
    is the most posts an answer holds; `charges` what one such answer is charged at most. `streams`: `stream` is called
    instead of `fetch`. `follows`: a run begins where the last finished run of the same request ended. `many_sites`:
    targets lie on different servers, so that one that stays down, or shows what nobody can read, stops no other.
    `spans`: the server is asked for the time that is wanted. `newest_first`: it is not, but lists the newest first, so
    that a page with nothing but older posts than wanted is the last. `of_case`: what of a case can be asked about,
    `posts` or `actors`; so many of these as `together` says make one target, with `apart` between them.
    """

    name: str
    target: str
    rate: Rate
    page: int = 100
    smallest: int = 1
    charges: Mapping[str, int] = field(default_factory=dict)
    bucket: Callable[[Ask], str] = by_kind
    streams: bool = False
    follows: bool = False
    many_sites: bool = False
    spans: bool = False
    newest_first: bool = False
    of_case: str = ""
    together: int = 1
    apart: str = ","


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A setting of a platform, e.g. `X_BEARER_TOKEN`: read from WHENCE_X_BEARER_TOKEN or the keyring.

    What is `secret` is never shown; what is not `required` may stay unset.
    """

    name: str
    what: str
    secret: bool = True
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One live source. `kinds` begin with the one that is meant when none is named.

    `connect` imports the library (of the extra `extra`) when it is called, not before.
    """

    name: str
    version: int
    kinds: tuple[Kind, ...]
    connect: Callable[[Access], Session]
    needs: tuple[Need, ...] = ()
    extra: str | None = None
