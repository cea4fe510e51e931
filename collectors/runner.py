"""A request, target by target and page by page, until it is done, stopped or used up.

target --> Asker (limits, retries) --> page --> Keeper (archive, importer, tables, checkpoint)
   ^                                     |
   +------- next one, at the end <-------+--- more: from the cursor that follows

Kill it anywhere: what is not committed is asked for again, what is committed is not.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

from collectors.archive import clear_after
from collectors.asking import Asker, Paused
from collectors.checkpoint import CollectionSink, Request
from collectors.errors import RequestError, WhenceError
from collectors.ingest import Intake
from collectors.keeping import Keeper
from collectors.limits import dollars, prices
from collectors.means import Means
from collectors.outcome import Outcome, Report
from collectors.platforms.base import (
    Ask,
    Changed,
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
from collectors.sink import Run
from collectors.streams import Streams, together
from collectors.trail import Trail

_CHANGED = (
    "answered in a shape that this version does not know; the page is in the archive. "
    "Update Whence and run the same command again"
)
_STALE = "If it no longer takes the cursor of the last run, --anew begins the request again"
REPEATED = "the server gave the same cursor again"
_MOST_NOTES = 3


def collect(
    sink: CollectionSink,
    archive_root: Path,
    platform: Platform,
    session: Session,
    kind: Kind,
    request: Request,
    means: Means,
    *,
    anew: bool = False,
) -> Outcome:
    """Collect what is asked into the sink and say how it ended; the same request goes on where it stopped.

    `anew`: begin from the start, whatever an interrupted run has left. Raise RequestError where the platform does not
    understand the request and nothing was collected.
    """
    run = Run(
        collector=platform.name,
        version=platform.version,
        query=f"{kind.name}: {', '.join(request.targets)}"[:1000],
        identity=request.identity(),
        started_at=means.clock(),
    )
    so_far = sink.begin(run, anew=anew)
    clear_after(archive_root / so_far.run_id, len(so_far.parts))
    intake = Intake(sink, archive_root, so_far, means.clock, None)
    at = sink.checkpoint(run, so_far.run_id)
    collection = Collection(Keeper(sink, intake, kind, at, clock=means.clock), platform, session, kind, request, means)
    try:
        with means.interrupt.listening():
            return collection.run(so_far.run_id, resumed=at.state != "new")
    except RequestError:
        sink.withdraw(so_far.run_id)
        raise
    finally:
        intake.discard()
        collection.leave()


class Collection:
    """One run under way."""

    def __init__(
        self, keeper: Keeper, platform: Platform, session: Session, kind: Kind, request: Request, means: Means
    ) -> None:
        self._keeper, self._platform, self._kind = keeper, platform, kind
        self._request, self._means = request, means
        self._streams = Streams(cast(Streaming, session)) if kind.streams else None
        self._source = self._streams or session
        self._a_post = prices().of(kind.charges)
        self._asker = Asker(means, keeper.spent, before_wait=keeper.commit, told=self._tell)

    def run(self, run_id: str, *, resumed: bool) -> Outcome:
        """Go through the targets from where the run stands; return how it ended."""
        keeper = self._keeper
        state, reason = self._to_the_end()
        reason = self._means.redacted(reason)
        keeper.move(state=state, reason=reason)
        keeper.commit(is_last=state == "done")
        self._tell()
        return Outcome(
            run_id=run_id,
            state=state,
            reason=reason,
            posts=keeper.kept,
            pages=keeper.pages,
            requests=keeper.spent.requests,
            cost=dollars(keeper.spent.millionths),
            resumed=resumed,
            ledger=keeper.ledger,
        )

    def leave(self) -> None:
        """Close what streams."""
        if self._streams is not None:
            self._streams.close()

    def _to_the_end(self) -> tuple[str, str]:
        at = self._keeper.at
        notes: dict[str, None] = {}
        try:
            for target in self._targets_left():
                notes.update(dict.fromkeys(self._walk(target)))
        except Paused as pause:
            return "paused", str(pause)
        except Refused as refused:
            if self._keeper.at.state == "new":
                raise RequestError(self._means.redacted(str(refused))) from None
            is_stale = at.cursor is not None and self._keeper.pages == 0
            return "stopped", f"{refused}. {_STALE}" if is_stale else str(refused)
        except Changed as changed:
            self._keeper.keep_unknown(changed, self._platform.name)
            return "stopped", f"{self._platform.name} {_CHANGED}"
        except Trouble as trouble:
            if trouble.__cause__ is not None and os.environ.get("WHENCE_DEBUG"):
                raise
            return "stopped", str(trouble)
        return "done", _together(list(notes))

    def _targets_left(self) -> Iterator[str]:
        keeper, targets = self._keeper, self._request.targets
        if self._streams is not None:
            targets = together(targets)
        if self._request.from_case:
            keeper.move(target=0, cursor=None)
        while keeper.at.target < len(targets):
            yield targets[keeper.at.target]
            keeper.move(target=keeper.at.target + 1, cursor=None)
            self._commit_in_time()  # together with the last page, lest a kill between has it asked for again

    def _walk(self, target: str) -> Iterator[str]:
        """Take the pages of a target; yield a sentence where there was something to say.

        Servers have been seen to hand out one cursor for ever, to say that there is more when there is not, and to
        lose what they had: a cursor that comes again ends the target.
        """
        trail = Trail()
        cursor = self._keeper.at.cursor or self._keeper.followed(target)
        while True:
            try:
                page = self._asked(target, cursor)
            except (NotThere, Unreachable, Changed) as absence:
                yield f"{target}: {self._left_out(absence, target)}"
                return
            latest = self._keeper.take(page, target if self._streams is None else self._streams.at)
            if not page.more or page.cursor is None or self._is_before(latest):
                self._keeper.leave(target, page.cursor)
                return
            if self._streams is None and trail.has(page.cursor):
                yield f"{target}: {REPEATED}"
                return
            cursor = page.cursor
            self._commit_in_time()

    def _asked(self, target: str, cursor: str | None) -> Page:
        spent, streams = self._keeper.count(), self._streams
        if self._means.interrupt.is_asked:
            raise Paused("you asked to stop")
        if reason := spent.stops(self._means.budget, self._kind.smallest * self._a_post):
            raise Paused(reason)
        bucket = f"{self._means.credential}/{self._platform.name}/{self._kind.bucket(self._ask(target))}"
        is_open = None if streams is None else (lambda: streams.is_open(target))
        return self._asker.ask(bucket, self._kind.rate, self._fetch(target, cursor), is_open=is_open)

    def _ask(self, target: str) -> Ask:
        request, most = self._request, self._keeper.spent.most(self._means.budget, self._a_post)
        return Ask(kind=self._kind.name, target=target, since=request.since, until=request.until, most=most)

    def _fetch(self, target: str, cursor: str | None) -> Callable[[], Page]:
        ask = self._ask(target)

        def fetch() -> Page:
            try:
                return self._source.fetch(ask, cursor)
            except (Trouble, WhenceError):
                raise
            except Exception as error:  # a mistake of the library's or of the session's own; its text may hold secrets
                why = f"the collector of {self._platform.name} failed ({type(error).__name__})"
                raise Trouble(f"{why}; WHENCE_DEBUG=1 shows where") from error

        return fetch

    def _left_out(self, absence: Trouble, target: str) -> str:
        """Note that a target brought nothing, and why; raise where that stops the run."""
        if not isinstance(absence, NotThere) and not self._kind.many_sites:
            raise absence
        if isinstance(absence, Changed):
            self._keeper.keep_unknown(absence, self._platform.name)
        else:
            self._keeper.miss(target)
        return str(absence)

    def _is_before(self, latest: int | None) -> bool:
        """Tell whether a list that begins with the newest has come to where nothing is wanted any more."""
        since = self._request.since
        return self._kind.newest_first and since is not None and latest is not None and latest < since

    def _commit_in_time(self) -> None:
        self._keeper.commit_in_time(self._means.patience.commit_seconds)
        self._tell()

    def _tell(self, waits: float = 0.0, trouble: str = "") -> None:
        if self._means.progress is None:
            return
        spent, at = self._keeper.count(), self._keeper.at
        self._means.progress(
            Report(
                target=at.target,
                targets=len(self._request.targets),
                pages=self._keeper.pages,
                requests=spent.requests,
                posts=spent.posts,
                seconds=spent.seconds,
                millionths=spent.millionths,
                budget=self._means.budget,
                waits=waits,
                trouble=self._means.redacted(trouble),
            )
        )


def _together(notes: Sequence[str]) -> str:
    """Return some of the notes, and how many more there are."""
    more = len(notes) - _MOST_NOTES
    return "; ".join([*notes[:_MOST_NOTES], *([f"and {more} more"] if more > 0 else [])])
