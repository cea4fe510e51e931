"""What becomes of a page, and where the run stands after it; both are stored in one transaction.

page --> archive part --> importer --> records --+
                                                 +-- commit
          checkpoint: target, cursor, cost, gaps +
"""

from collections.abc import Sequence

import msgspec

from collectors import importers
from collectors.checkpoint import Checkpoint, CollectionSink, Gap
from collectors.entries import UNKNOWN_FILE, UNKNOWN_RECORD, Entry
from collectors.importers.base import Context, Format
from collectors.ingest import Intake
from collectors.ledger import Ledger
from collectors.limits import Spent, prices
from collectors.pages import page_entries
from collectors.platforms.base import Changed, Clock, Kind, Page
from collectors.records import Other
from collectors.sources.items import wrap


class Keeper:
    """Bring pages into the sink; know where the run stands (`at`) and what this attempt has used (`spent`)."""

    def __init__(self, sink: CollectionSink, intake: Intake, kind: Kind, at: Checkpoint, *, clock: Clock) -> None:
        self._sink, self._intake, self._kind, self._clock = sink, intake, kind, clock
        self.at, self._before = at, at
        self.spent = Spent()
        self._started = clock()
        self._read_before, self._kept_before = intake.ledger.read, intake.ledger.kept
        self._prices = prices()
        self._formats: Sequence[Format] = importers.formats()
        self._uncommitted_since: int | None = None

    @property
    def ledger(self) -> Ledger:
        """Give the account of the whole run."""
        return self._intake.ledger

    @property
    def pages(self) -> int:
        """Give the pages of this attempt."""
        return self.at.pages - self._before.pages

    @property
    def kept(self) -> int:
        """Give the new posts of this attempt, as far as they are committed."""
        return self._intake.ledger.kept - self._kept_before

    def count(self) -> Spent:
        """Return what this attempt has used until now."""
        self.spent.posts = self._intake.ledger.read - self._read_before
        self.spent.seconds = (self._clock() - self._started) / 1000
        return self.spent

    def followed(self, target: str) -> str | None:
        """Return where the last finished run left a target, for kinds that follow."""
        return self._sink.ended(self.at.identity, target) if self._kind.follows else None

    def take(self, page: Page, target: str) -> int | None:
        """Bring a page on its way; one of an unknown shape is archived, and Changed is raised.

        Return the latest time, in milliseconds, that a post of the page may have; None where it has no post.
        """
        cost = self._prices.of(page.charged)
        self.spent.millionths += cost
        unknown, held = _unknown(self._intake.ledger), self._intake.held
        if page.body:
            for entry in page_entries(page, self._formats, self._clock()):
                self._intake.take_entry(entry)
        self.move(state="running", pages=self.at.pages + bool(page.body), millionths=self.at.millionths + cost)
        if _unknown(self._intake.ledger) > unknown and not self._kind.many_sites:
            raise Changed(b"", page.source)
        gaps = () if page.gap is None else (Gap(target=target, since=page.gap[0], until=page.gap[1], reason="stream"),)
        self.move(cursor=page.cursor if page.more else self.at.cursor, gaps=self.at.gaps + gaps)
        return self._intake.latest_since(held)

    def keep_unknown(self, changed: Changed, name: str) -> None:
        """Archive an answer that nobody can read."""
        self.move(state="running")
        if changed.body:
            self._intake.take_entry(Entry(wrap(changed.body), None, None, UNKNOWN_RECORD, name, Context()))

    def miss(self, target: str) -> None:
        """Count a target that is not there; a site's page is put on record, lest it be asked for again unnamed."""
        self._intake.note(Other(kind="not there"))
        if self._kind.many_sites:
            missed = Gap(target=target, since=None, until=None, reason="not there")
            self.move(state="running", gaps=(*self.at.gaps, missed))

    def leave(self, target: str, cursor: str | None) -> None:
        """Remember where a target was left, for kinds that follow."""
        if self._kind.follows and cursor is not None:
            self.move(ends=(*self.at.ends, (target, cursor)))

    def move(self, **changes: object) -> None:
        """Say where the run stands now."""
        self.at = msgspec.structs.replace(self.at, **changes)

    def commit_in_time(self, seconds: float) -> None:
        """Commit what has waited for so long, or fills a transaction."""
        if self._uncommitted_since is None:
            self._uncommitted_since = self._clock()
        age = (self._clock() - self._uncommitted_since) / 1000
        if age >= seconds or self._intake.is_full():
            self.commit()

    def commit(self, *, is_last: bool = False) -> None:
        """Store what has come and where the run stands."""
        self.move(requests=self._before.requests + self.spent.requests)
        self._intake.flush(is_last=is_last, checkpoint=self.at)
        self.move(ends=(), gaps=())
        self._uncommitted_since = None


def _unknown(ledger: Ledger) -> int:
    return ledger.skipped.get(UNKNOWN_FILE, 0) + ledger.skipped.get(UNKNOWN_RECORD, 0)
