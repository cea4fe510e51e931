"""How the contract talks to a platform: a Speaker knows how its server writes posts, limits and refusals."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from loopback import JSON, Answer, Asked

from collectors.platforms.base import Platform

FIRST_DAY = 1_714_521_600_000  # 2024-05-01


@dataclass(frozen=True)
class Sample:
    """An invented post."""

    number: int
    text: str
    at: int

    @property
    def iso(self) -> str:
        """Give its time as platforms write it."""
        return datetime.fromtimestamp(self.at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Moving:
    """A clock that moves only when somebody waits."""

    def __init__(self, now: int = FIRST_DAY) -> None:
        self.now = now
        self.waits: list[float] = []

    def __call__(self) -> int:
        return self.now

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.waits.append(seconds)
        self.now += round(1000 * seconds)


Pages = Sequence[Sequence[Sample]]


def sample(number: int, text: str | None = None, minutes: int | None = None) -> Sample:
    """Make a post."""
    return Sample(
        number=number,
        text=text or f"The harbour of Ambria opens berth {number} today",
        at=FIRST_DAY + 60_000 * (number if minutes is None else minutes),
    )


def pages_of(count: int, size: int = 10) -> list[list[Sample]]:
    """Make so many pages of posts."""
    return [[sample(1000 + size * page + place) for place in range(size)] for page in range(count)]


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """A platform and its server.

    `targets(count)` is what to ask for so many pages (one target where pages follow each other by cursor, else one a
    page). `place(asked)` says which page a request is for, None where it is for something else, which `aside` answers.
    `page(samples, at, following)` is page number `at`; its cursor leads to page number `following` (None: the end).
    `post_id(sample)` is the id in the tables. `limited(until)` is a refusal that names a moment (milliseconds; None: no
    moment); `waits_long` is false where an absurd one ends the run instead. `spent` is the refusal when there is no
    credit left, `denied` that of a revoked credential; None: a bare 402 and 401. `has_no_http`: there are no statuses.
    `changed` is a page of a shape that nobody knows. `most` is how many posts a page can hold at all, `before` how many
    requests go before the first page, `column` where the texts are kept. `limit_note` says which refusals the platform
    does not have.
    """

    platform: Platform
    targets: Callable[[int], tuple[str, ...]]
    place: Callable[[Asked], int | None]
    page: Callable[[Sequence[Sample], int, int | None], Answer]
    post_id: Callable[[Sample], str]
    kind: str | None = None
    secrets: Mapping[str, str] = field(default_factory=dict)
    aside: Callable[[Asked], Answer] | None = None
    limited: Callable[[int | None], Answer] | None = None
    spent: Answer | None = None
    denied: Answer | None = None
    changed: bytes = b'{"entries": {"of": "another age"}}'
    follows_cursors: bool = True
    most: int | None = None
    before: int = 0
    column: str = "coalesce(text, title)"
    waits_long: bool = True
    limit_note: str = ""
    has_no_http: bool = False


def answer(value: object, status: int = 200, **headers: str) -> Answer:
    """Make an answer of JSON."""
    named = {**JSON, **{name.replace("_", "-"): text for name, text in headers.items()}}
    return Answer(body=json.dumps(value, ensure_ascii=False).encode(), status=status, headers=named)


def retry_after(until: int | None) -> Answer:
    """Refuse as most servers do: Retry-After as an HTTP date."""
    if until is None:
        return answer({"error": "too many requests"}, 429)
    date = datetime.fromtimestamp(until / 1000, UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return answer({"error": "too many requests"}, 429, Retry_After=date)
