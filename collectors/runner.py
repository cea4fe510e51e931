"""A request, target by target and page by page, until it is done, stopped or used up.

page --> archive part --> importer --> upsert --+
                                                +-- one transaction
                     checkpoint that follows ---+

Kill it anywhere: what is not committed is asked for again, what is committed is not.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

import msgspec

from collectors import importers
from collectors.archive import clear_after
from collectors.asking import Asker, Patience, Paused
from collectors.checkpoint import Checkpoint, CollectionSink, Gap, Request
from collectors.entries import UNKNOWN_FILE, UNKNOWN_RECORD, Entry
from collectors.errors import RequestError, WhenceError
from collectors.importers.base import Context, Format
from collectors.ingest import Intake
from collectors.interrupt import Interrupt
from collectors.ledger import Ledger
from collectors.limits import Budget, Prices, Spent, dollars, prices
from collectors.pages import page_entries
from collectors.platforms.base import (
    Ask,
    Changed,
    Clock,
    Kind,
    NotThere,
    Page,
    Platform,
    Refused,
    Session,
    Streaming,
    Trouble,
    Unreachable,
)
from collectors.records import Other
from collectors.sink import Run
from collectors.sources.items import wrap

_CHANGED = (
    "answered in a shape that this version does not know; the page is in the archive. "
    "Update Whence and run the same command again"
)
REPEATED = "the server gave the same cursor again"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Where a run stands, for people: totals of this attempt, and the ledger of the whole run."""

    target: int
    targets: int
    pages: int
    requests: int
    posts: int
    seconds: float
    millionths: int
    budget: Budget


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a run ended. `state`: done; paused (a budget, or you); stopped (the platform gives no more for now).

    `posts`, `pages`, `requests` and `cost` (US dollars, at most) are of this attempt, `ledger` of the whole run.
    """

    run_id: str
    state: str
    reason: str
    posts: int
    pages: int
    requests: int
    cost: float
    resumed: bool
    ledger: Ledger


def collect(
    sink: CollectionSink,
    archive_root: Path,
    platform: Platform,
    session: Session,
    kind: Kind,
    request: Request,
    *,
    clock: Clock,
    budget: Budget | None = None,
    patience: Patience | None = None,
    interrupt: Interrupt | None = None,
    sleep: Callable[[float], None] | None = None,
    progress: Callable[[Report], None] | None = None,
    credential: str = "",
    redacted: Callable[[str], str] = str,
) -> Outcome:
    """Collect what is asked into the sink and say how it ended; the same request goes on where it stopped.

    `credential` names, without showing it, whose limits are used up; `redacted` hides secrets in what is said. Raise
    RequestError where the platform does not understand the request and nothing was collected.
    """
    interrupt = interrupt or Interrupt()
    run = Run(
        collector=platform.name,
        version=platform.version,
        query=f"{kind.name}: {', '.join(request.targets)}"[:1000],
        identity=request.identity(),
        started_at=clock(),
    )
    progress_so_far = sink.begin(run)
    clear_after(archive_root / progress_so_far.run_id, len(progress_so_far.parts))
    intake = Intake(sink, archive_root, progress_so_far, clock, None)
    at = sink.checkpoint(run, progress_so_far.run_id)
    collection = Collection(
        sink, intake, platform, session, kind, request,
        at=at, clock=clock, budget=budget or Budget(), patience=patience or Patience(), interrupt=interrupt,
        sleep=sleep or interrupt.sleep, progress=progress, credential=credential, redacted=redacted,
    )  # fmt: skip
    try:
        with interrupt.listening():
            return collection.run(progress_so_far.run_id, resumed=at.state != "new")
    except RequestError:
        sink.withdraw(progress_so_far.run_id)
        raise
    finally:
        intake.discard()


class Collection:
    """One run under way."""

    def __init__(
        self,
        sink: CollectionSink,
        intake: Intake,
        platform: Platform,
        session: Session,
        kind: Kind,
        request: Request,
        *,
        at: Checkpoint,
        clock: Clock,
        budget: Budget,
        patience: Patience,
        interrupt: Interrupt,
        sleep: Callable[[float], None],
        progress: Callable[[Report], None] | None,
        credential: str,
        redacted: Callable[[str], str],
    ) -> None:
        self._sink, self._intake, self._platform, self._session = sink, intake, platform, session
        self._kind, self._request, self._at, self._clock = kind, request, at, clock
        self._budget, self._patience, self._interrupt = budget, patience, interrupt
        self._progress, self._credential, self._redacted = progress, credential, redacted
        self._spent, self._started = Spent(), clock()
        self._read_before = intake.ledger.read
        self._before = at
        self._prices: Prices = prices()
        self._formats: Sequence[Format] = importers.formats()
        self._uncommitted_since: int | None = None
        self._asker = Asker(
            clock=clock, sleep=sleep, interrupt=interrupt, budget=budget, spent=self._spent, patience=patience,
            before_wait=self._commit,
        )  # fmt: skip

    def run(self, run_id: str, *, resumed: bool) -> Outcome:
        """Go through the targets from where the run stands; return how it ended."""
        kept_before = self._intake.ledger.kept
        state, reason = self._to_the_end()
        reason = self._redacted(reason)
        self._at = msgspec.structs.replace(self._at, state=state, reason=reason)
        self._commit(is_last=state == "done")
        if self._progress:
            self._progress(self._report())
        return Outcome(
            run_id=run_id,
            state=state,
            reason=reason,
            posts=self._intake.ledger.kept - kept_before,
            pages=self._at.pages - self._before.pages,
            requests=self._spent.requests,
            cost=dollars(self._spent.millionths),
            resumed=resumed,
            ledger=self._intake.ledger,
        )

    def _to_the_end(self) -> tuple[str, str]:
        try:
            notes = [note for target in self._targets_left() for note in self._walk(target)]
        except Paused as pause:
            return "paused", str(pause)
        except Refused as refused:
            if self._at.state == "new":
                raise RequestError(self._redacted(str(refused))) from None
            return "stopped", str(refused)
        except Changed as changed:
            self._keep_unknown(changed)
            return "stopped", f"{self._platform.name} {_CHANGED}"
        except Trouble as trouble:
            if trouble.__cause__ is not None and os.environ.get("WHENCE_DEBUG"):
                raise
            return "stopped", str(trouble)
        return "done", "; ".join(dict.fromkeys(notes))

    def _targets_left(self) -> Iterator[str]:
        targets = self._request.targets
        if self._request.from_case:
            self._at = msgspec.structs.replace(self._at, target=0, cursor=None)
        while self._at.target < len(targets):
            yield targets[self._at.target]
            self._move(target=self._at.target + 1, cursor=None)
            self._commit_in_time()  # together with the last page, lest a kill between has it asked for again

    def _walk(self, target: str) -> Iterator[str]:
        """Take the pages of a target; yield a sentence where there was something to say.

        Servers have been seen to hand out one cursor for ever, to say that there is more when there is not, and to
        lose what they had: a cursor that comes again ends the target.
        """
        source: Session = _Streamed(cast(Streaming, self._session)) if self._kind.streams else self._session
        seen: set[str] = set()
        cursor = self._at.cursor or self._followed(target)
        while True:
            self._check()
            try:
                page = self._asker.ask(self._bucket(target), self._kind.rate, self._fetch(source, target, cursor))
            except (NotThere, Unreachable) as absence:
                if isinstance(absence, Unreachable) and not self._kind.many_sites:
                    raise
                self._intake.note(Other(kind="not there"))
                self._miss(target)
                yield f"{target}: {absence}"
                return
            except Changed as changed:
                if not self._kind.many_sites:
                    raise
                self._keep_unknown(changed)
                yield f"{target}: {changed}"
                return
            self._take(page, target)
            if not page.more or page.cursor is None:
                self._leave(target, page.cursor)
                return
            if page.cursor in seen and not self._kind.streams:
                yield f"{target}: {REPEATED}"
                return
            seen.add(page.cursor)
            cursor = page.cursor
            self._commit_in_time()

    def _miss(self, target: str) -> None:
        """Put a site's page that could not be had on record, so that it is not asked for again without being named."""
        if self._kind.many_sites:
            missed = Gap(target=target, since=None, until=None, reason="not there")
            self._move(state="running", gaps=(*self._at.gaps, missed))

    def _check(self) -> None:
        if self._interrupt.is_asked:
            raise Paused("you asked to stop")
        self._spent.posts = self._intake.ledger.read - self._read_before
        self._spent.seconds = (self._clock() - self._started) / 1000
        reason = self._spent.stops(self._budget, self._kind.smallest * self._prices.of(self._kind.charges))
        if reason:
            raise Paused(reason)

    def _bucket(self, target: str) -> str:
        return f"{self._credential}/{self._kind.bucket(self._ask(target))}"

    def _ask(self, target: str) -> Ask:
        request, most = self._request, self._spent.most(self._budget, self._prices.of(self._kind.charges))
        return Ask(kind=self._kind.name, target=target, since=request.since, until=request.until, most=most)

    def _fetch(self, source: Session, target: str, cursor: str | None) -> Callable[[], Page]:
        ask = self._ask(target)

        def fetch() -> Page:
            try:
                return source.fetch(ask, cursor)
            except (Trouble, WhenceError):
                raise
            except Exception as error:  # a mistake of the library's or of the session's own; its text may hold secrets
                why = f"the collector of {self._platform.name} failed ({type(error).__name__})"
                raise Trouble(f"{why}; WHENCE_DEBUG=1 shows where") from error

        return fetch

    def _followed(self, target: str) -> str | None:
        return self._sink.ended(self._at.identity, target) if self._kind.follows else None

    def _take(self, page: Page, target: str) -> None:
        """Bring a page on its way; one of an unknown shape is archived, and the run stops before it."""
        cost = self._prices.of(page.charged)
        self._spent.millionths += cost
        unknown = _unknown(self._intake.ledger)
        if page.body:
            for entry in page_entries(page, self._formats, self._clock()):
                self._intake.take_entry(entry)
        self._move(state="running", pages=self._at.pages + bool(page.body), millionths=self._at.millionths + cost)
        if _unknown(self._intake.ledger) > unknown and not self._kind.many_sites:
            raise Changed(b"", page.source)
        gaps = () if page.gap is None else (Gap(target=target, since=page.gap[0], until=page.gap[1], reason="stream"),)
        self._move(cursor=page.cursor if page.more else self._at.cursor, gaps=self._at.gaps + gaps)

    def _keep_unknown(self, changed: Changed) -> None:
        self._move(state="running")
        if changed.body:
            line = wrap(changed.body)
            self._intake.take_entry(Entry(line, None, None, UNKNOWN_RECORD, self._platform.name, Context()))

    def _leave(self, target: str, cursor: str | None) -> None:
        if self._kind.follows and cursor is not None:
            self._move(ends=(*self._at.ends, (target, cursor)))

    def _move(self, **changes: object) -> None:
        self._at = msgspec.structs.replace(self._at, **changes)

    def _commit_in_time(self) -> None:
        if self._uncommitted_since is None:
            self._uncommitted_since = self._clock()
        age = (self._clock() - self._uncommitted_since) / 1000
        if age >= self._patience.commit_seconds or self._intake.is_full():
            self._commit()
        if self._progress:
            self._progress(self._report())

    def _commit(self, *, is_last: bool = False) -> None:
        """Store what has come and where the run stands."""
        self._at = msgspec.structs.replace(self._at, requests=self._before.requests + self._spent.requests)
        self._intake.flush(is_last=is_last, checkpoint=self._at)
        self._at = msgspec.structs.replace(self._at, ends=(), gaps=())
        self._uncommitted_since = None

    def _report(self) -> Report:
        return Report(
            target=self._at.target,
            targets=len(self._request.targets),
            pages=self._at.pages - self._before.pages,
            requests=self._spent.requests,
            posts=self._intake.ledger.read - self._read_before,
            seconds=(self._clock() - self._started) / 1000,
            millionths=self._spent.millionths,
            budget=self._budget,
        )


class _Streamed:
    """A stream as something to fetch from: the next page of the open connection, or the first of a new one."""

    def __init__(self, session: Streaming) -> None:
        self._session = session
        self._pages: Iterator[Page] | None = None

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Return the next page; raise Unreachable where the stream ended, so that it is opened again."""
        if self._pages is None:
            self._pages = self._session.stream(ask, cursor)
        try:
            page = next(self._pages)
        except StopIteration:
            self._pages = None
            raise Unreachable(f"{ask.target}: the stream ended") from None
        except Trouble:
            self._pages = None
            raise
        return page

    def close(self) -> None:
        """Leave the stream."""
        with suppress(AttributeError):
            self._pages.close()  # type: ignore[union-attr]


def _unknown(ledger: Ledger) -> int:
    return ledger.skipped.get(UNKNOWN_FILE, 0) + ledger.skipped.get(UNKNOWN_RECORD, 0)
