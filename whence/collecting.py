"""Live collection into a case: the request understood, credentials found, a plan made or the runner started.

words of the analyst --> Request, Budget --dry run--> Plan
                                         --else-----> runner --> Outcome
"""

import os
import sys
from collections.abc import Callable, MutableMapping
from contextlib import closing
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from collectors import credentials, registry
from collectors.checkpoint import Request
from collectors.errors import RequestError
from collectors.limits import Budget, dollars, prices
from collectors.means import Means
from collectors.outcome import Outcome, Report
from collectors.platforms.base import Access, Ask, Changed, Kind, Platform, Secrets, Session, Trouble
from collectors.runner import collect
from collectors.shared import shared_levels, state_folder
from collectors.timestamps import BadTime, parse
from graphs.store import Store

if TYPE_CHECKING:
    from whence.folder import Clock


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a collection would ask and cost, at most; nothing was collected.

    `posts` is what the platform says beforehand, else what the budget allows, else None: it cannot be told. `requests`
    are the fewest that bring that many posts, of which the platform allows `limit_requests` in `limit_seconds`. `cost`
    is in US dollars by prices of the day `prices`.
    """

    platform: str
    kind: str
    targets: int
    first_targets: tuple[str, ...]
    since: int | None
    until: int | None
    posts: int | None
    is_counted: bool
    requests: int
    limit_requests: int
    limit_seconds: float
    cost: float | None
    prices: str
    note: str


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What an analyst asks for: a platform, a kind (None: its first), queries, or what the case itself names.

    Times are texts as people write them, in UTC where they name no zone; a date as `until` is still included.
    """

    platform: str
    queries: tuple[str, ...] = ()
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    from_citations: bool = False
    of_case: bool = False
    anew: bool = False
    budget: Budget = Budget()


def plan(asked: Asked, store: Store, clock: "Clock") -> Plan:
    """Say what the collection would ask and cost; asks the platform only to count, where it can."""
    platform, kind, request = _understood(asked, store)
    secrets, counted, note = None, None, ""
    try:
        secrets = credentials.read(platform)
    except RequestError as missing:
        note = str(missing)
    if secrets is not None:
        with (
            credentials.redacting(secrets),
            closing(_session(platform, _access(platform, secrets, clock, {}))) as session,
        ):
            try:
                counted = _counted(session, kind, request)
            except Trouble as trouble:
                said = "the answer has an unknown shape" if isinstance(trouble, Changed) else str(trouble)
                note = f"Posts could not be counted: {credentials.redactor(secrets)(said)}."
    return _plan(platform, kind, request, asked.budget, counted, note)


def run(
    asked: Asked, store: Store, archive_root: Path, clock: "Clock", progress: Callable[[Report], None] | None
) -> Outcome:
    """Collect; the same request goes on where it stopped."""
    from graphs.store.collecting import CollectingSink, Remembered

    platform, kind, request = _understood(asked, store)
    secrets = credentials.read(platform)
    memory = Remembered(store, f"{platform.name} for {secrets.owner()}")
    access = _access(platform, secrets, clock, memory)
    means = Means(
        clock=clock,
        budget=asked.budget,
        progress=progress,
        levels=shared_levels(state_folder(), clock()),
        credential=f"{secrets.owner()} at {access.base_url or platform.name}",
        redacted=credentials.redactor(secrets),
    )
    with credentials.redacting(secrets), closing(_session(platform, access)) as session:
        sink = CollectingSink(store)
        return collect(sink, archive_root, platform, session, kind, request, means, anew=asked.anew)


def _understood(asked: Asked, store: Store) -> tuple[Platform, Kind, Request]:
    platform = registry.named(asked.platform)
    asked = _with_kind(asked, platform)
    kind = registry.kind_of(platform, asked.kind)
    _check_times(asked, platform, kind)
    since, until = _moment("--since", asked.since), _moment("--until", asked.until, is_end=True)
    if since is not None and until is not None and since >= until:
        raise RequestError(f"--since {asked.since} is not before --until {asked.until}. Turn them round.")
    request = Request(
        platform=platform.name,
        kind=kind.name,
        targets=_targets(asked, platform, kind, store),
        since=since,
        until=until,
        from_case=asked.from_citations or asked.of_case,
    )
    return platform, kind, request


def _targets(asked: Asked, platform: Platform, kind: Kind, store: Store) -> tuple[str, ...]:
    queries = (query.strip().removeprefix(f"{platform.name}:") for query in asked.queries)
    named = tuple(dict.fromkeys(filter(None, queries)))
    if asked.from_citations:
        named += _found(store, "collect/cited")
    if asked.of_case:
        named += _of_case(platform, kind, store)
    if named:
        return named
    if asked.from_citations or asked.of_case:
        raise RequestError(f"The case names nothing that {platform.name} could be asked for. Import or collect first.")
    raise RequestError(f"{platform.name} {kind.name} needs to know what to ask for. Give {kind.target}.")


def _of_case(platform: Platform, kind: Kind, store: Store) -> tuple[str, ...]:
    """Return what the case has that the kind can be asked about, so many together as it takes."""
    if not kind.of_case:
        able = ", ".join(one.name for one in platform.kinds if one.of_case) or "no kind"
        raise RequestError(f"{platform.name} {kind.name} asks about nothing that a case has. Those that do: {able}.")
    queries = {"actors": "authors", "posts": "originals" if kind.together == 1 else "every_post"}
    found = _found(store, f"collect/{queries[kind.of_case]}", platform=platform.name)
    return tuple(kind.apart.join(found[at : at + kind.together]) for at in range(0, len(found), kind.together))


def _with_kind(asked: Asked, platform: Platform) -> Asked:
    """Read `reposts --of-case` as `--kind reposts --of-case`: where the case is asked, a first word can be a kind."""
    is_kind = asked.queries and asked.queries[0] in {kind.name for kind in platform.kinds}
    if asked.kind is not None or not is_kind or not (asked.of_case or asked.from_citations):
        return asked
    return msgspec.structs.replace(asked, kind=asked.queries[0], queries=asked.queries[1:])


def _check_times(asked: Asked, platform: Platform, kind: Kind) -> None:
    """Refuse a time that nobody would heed."""
    if kind.spans or (asked.since is None and asked.until is None):
        return
    if not kind.newest_first:
        raise RequestError(
            f"{platform.name} {kind.name} cannot be asked for a time. Leave --since and --until out; "
            "what comes has its times."
        )
    if asked.until is not None:
        raise RequestError(
            f"{platform.name} {kind.name} lists from the newest on and cannot begin elsewhere. Leave --until out."
        )


def _found(store: Store, name: str, **values: str) -> tuple[str, ...]:
    return tuple(target for (target,) in store.sql(name, **values).fetchall())


def _moment(option: str, text: str | None, *, is_end: bool = False) -> int | None:
    if text is None:
        return None
    try:
        when = parse(text, UTC)
    except BadTime as error:
        raise RequestError(f"{option} {text} cannot be used: {error}. Write e.g. {option} 2026-05-01.") from None
    return when.hi + 1 if is_end and when.hi > when.lo else when.lo


def _access(platform: Platform, secrets: Secrets, clock: "Clock", memory: MutableMapping[str, str]) -> Access:
    base_url = os.environ.get(f"{credentials.PREFIX}{platform.name.upper()}_URL") or None
    return Access(secrets=secrets, clock=clock, base_url=base_url, memory=memory)


def _session(platform: Platform, access: Access) -> Session:
    return registry.connect(platform, access)


def _counted(session: Session, kind: Kind, request: Request) -> int | None:
    count = getattr(session, "count", None)
    if count is None:
        return None
    asks = (Ask(kind=kind.name, target=target, since=request.since, until=request.until) for target in request.targets)
    numbers = [count(ask) for ask in asks]
    return None if None in numbers else sum(numbers)


def _plan(platform: Platform, kind: Kind, request: Request, budget: Budget, counted: int | None, note: str) -> Plan:
    listed = prices()
    a_post = listed.of(kind.charges)
    by_requests = None if budget.requests is None or kind.streams else budget.requests * kind.page
    posts = min((one for one in (counted, budget.posts, by_requests) if one is not None), default=None)
    cost = 0 if not a_post else None if posts is None else posts * a_post
    if cost is not None and budget.millionths is not None:
        cost = min(cost, budget.millionths)
    elif cost is None:
        cost = budget.millionths
    return Plan(
        platform=platform.name,
        kind=kind.name,
        targets=len(request.targets),
        first_targets=request.targets[:5],
        since=request.since,
        until=request.until,
        posts=posts,
        is_counted=counted is not None,
        requests=min(max(len(request.targets), -(-(posts or 0) // kind.page)), budget.requests or sys.maxsize),
        limit_requests=kind.rate.requests,
        limit_seconds=kind.rate.seconds,
        cost=None if cost is None else dollars(cost),
        prices=listed.dated,
        note=note,
    )
