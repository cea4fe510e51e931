"""What `case.resolve` does: ask shorteners outside the lock, write what they said in small portions."""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
import requests

from collectors.platforms.base import Access, Secrets
from collectors.shortlinks import Bounds, Resolver, ShortLink
from graphs.short_links import count_pending, keep, pending

if TYPE_CHECKING:
    from whence.case import Case

_PORTION = 25
_LARGEST = 64 << 10


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """What became of short links: asked about, found, not found by reason, rows changed, not yet asked."""

    asked: int
    found: int
    failed: dict[str, int]
    rows: int
    requests: int
    left: int


def resolve(
    case: "Case",
    bounds: Bounds,
    *,
    sleep: Callable[[float], None] = time.sleep,
    session: requests.Session | None = None,
) -> Resolved:
    """Ask where the short links of a case lead, the most cited first, within the bounds."""
    access = Access(secrets=Secrets({}), clock=case._clock, timeout=bounds.seconds, largest=_LARGEST)
    resolver = Resolver(access, bounds, sleep=sleep, session=session)
    found: list[ShortLink] = []
    rows = 0
    for portion in _portions(resolver, pending(case.store, bounds.links)):
        with case._writing() as store:
            rows += keep(store, [one for one in portion if one.is_settled], case._clock())
        found += portion
    failed: dict[str, int] = {}
    for one in found:
        if one.reason:
            failed[one.reason] = failed.get(one.reason, 0) + 1
    return Resolved(
        asked=len(found),
        found=sum(one.target is not None for one in found),
        failed=dict(sorted(failed.items())),
        rows=rows,
        requests=resolver.requests,
        left=count_pending(case.store),
    )


def _portions(resolver: Resolver, addresses: Sequence[str]) -> Iterator[list[ShortLink]]:
    found = resolver.resolve(addresses)
    while portion := list(islice(found, _PORTION)):
        yield portion
