"""Files into a sink: open and check everything, then batch by batch archive, read, store.

paths --> Job (source, format) --entries--> archived line + value --read--> records --> Batch --> Sink
                                                                                |
                        a run that was interrupted: skip what it committed <----+
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from collectors import importers
from collectors.archive import Chain, Part, PartWriter, clear_after
from collectors.entries import Entry, entries
from collectors.errors import WorkError
from collectors.importers.base import Append, Context, Format
from collectors.jobs import Job, identity, plan
from collectors.ledger import Ledger
from collectors.records import Actor, Other, Post, Skipped, Tombstone
from collectors.screening import screened
from collectors.sink import Batch, Progress, Run, Sink

if TYPE_CHECKING:
    from collectors.checkpoint import Checkpoint

MOST_POSTS = 20_000
MOST_BYTES = 64 << 20
_PARTS_A_COLLECTION = 10
Clock = Callable[[], int]


def import_files(
    sink: Sink,
    archive_root: Path,
    paths: Sequence[str],
    *,
    format: str | None,
    context: Context,
    clock: Clock,
    progress: Callable[[Ledger], None] | None = None,
    formats: Sequence[Format] | None = None,
) -> Ledger:
    """Read files into the sink and return the account of it; `clock` gives milliseconds since 1970.

    Raise RequestError before anything is written where the request cannot be met. A request that was interrupted goes
    on where it stopped when it is made again, and its ledger covers both attempts.
    """
    known = importers.formats() if formats is None else formats
    jobs = plan(paths, format, context, known)
    run = _run(paths, jobs, context, clock())
    with _quiet_collector():
        done = sink.begin(run)
        if done.position and not _is_same_input(_entries(jobs, sink), done.parts):
            done = sink.begin(run, anew=True)
        clear_after(archive_root / done.run_id, len(done.parts))
        return Intake(sink, archive_root, done, clock, progress).take(jobs)


class Intake:
    """One run under way: entries come in, batches go to the sink."""

    def __init__(
        self,
        sink: Sink,
        archive_root: Path,
        done: Progress,
        clock: Clock,
        progress: Callable[[Ledger], None] | None,
    ) -> None:
        self._sink, self._clock, self._progress = sink, clock, progress
        self._folder = archive_root / done.run_id
        self._run_id = done.run_id
        self._position = done.position
        self._last = done.parts[-1] if done.parts else Part(part=0, items=0, bytes=0, sha256="")
        self._ledger = done.ledger
        self._started, self._seconds_before = clock(), done.ledger.seconds
        self._part: PartWriter | None = None
        self._batch = Batch(self._run_id)

    def take(self, jobs: Sequence[Job]) -> Ledger:
        """Go through the input from where the run stands; return the ledger of the whole run."""
        stream = entries(jobs)
        for _ in range(self._position):
            next(stream)
        try:
            for entry in stream:
                self.take_entry(entry)
                if self.is_full():
                    self.flush(is_last=False)
            self.flush(is_last=True)
        except OSError as error:
            raise WorkError(
                f"The import stopped: {error}. What was committed stands; run it again to go on from there."
            ) from error
        finally:
            self.discard()
        return self._ledger

    @property
    def ledger(self) -> Ledger:
        """Give the account so far; what is not yet flushed counts in `read` only."""
        return self._ledger

    @property
    def held(self) -> int:
        """Give the number of posts that wait for the next flush."""
        return len(self._batch.posts)

    def latest_since(self, held: int) -> int | None:
        """Return the latest time that a post may have which came when so many were held; None where none came."""
        return self._batch.posts.latest(held)

    def note(self, other: Other) -> None:
        """Count something that is no post and has no line of its own."""
        self._ledger.note(other.kind)

    def discard(self) -> None:
        """Leave no trace of what was not flushed."""
        if self._part is not None:
            self._part.discard()

    def is_full(self) -> bool:
        """Tell whether a batch holds as much as should go into one transaction."""
        part = self._part
        return len(self._batch.posts) >= MOST_POSTS or (part is not None and part.size >= MOST_BYTES)

    def take_entry(self, entry: Entry) -> None:
        """Archive one line and read its records into the batch, without what is forgotten."""
        if self._sink.gone is not None:
            entry = screened(entry, self._sink.gone)
        if self._part is None:
            self._part = PartWriter(self._folder, self._last.part + 1, self._last.sha256)
        part = self._part
        raw_ref = f"{part.number}/{part.items}"
        part.add(entry.line)
        if entry.damage:
            self._skip(raw_ref, Skipped(reason=entry.damage, detail=entry.name))
        elif entry.format is not None:
            self._read(entry, entry.format, raw_ref)

    def _read(self, entry: Entry, format: Format, raw_ref: str) -> None:
        try:
            if format.append is None or not self._append(entry, format.append, format.version, raw_ref):
                self._read_records(entry, format, raw_ref)
        except Exception as error:  # an importer's mistake costs its item, never the run
            self._skip(raw_ref, Skipped(reason=f"unreadable: {type(error).__name__}", detail=str(error)[:200]))

    def _append(self, entry: Entry, append: Append, version: int, raw_ref: str) -> int:
        """Return how many posts went straight into rows; what that way trips over is left to records, as a whole."""
        batch = self._batch
        before = len(batch.posts)
        try:
            count = append(entry.value, entry.context, batch, raw_ref, version)
        except Exception:
            batch.posts.cut(before)
            batch.others.clear()
            return 0
        self._ledger.read += count
        while batch.others:
            self._ledger.note(batch.others.pop().kind)
        return count

    def _read_records(self, entry: Entry, format: Format, raw_ref: str) -> None:
        batch, ledger = self._batch, self._ledger
        for record in format.read(entry.value, entry.context):
            kind = type(record)
            if kind is Post:
                batch.add_post(record, raw_ref, format.version)  # type: ignore[arg-type]
                ledger.read += 1
            elif kind is Actor:
                batch.add_actor(record)  # type: ignore[arg-type]
            elif kind is Other:
                ledger.note(record.kind)  # type: ignore[union-attr]
            elif kind is Skipped:
                self._skip(raw_ref, record)  # type: ignore[arg-type]
            elif kind is Tombstone:
                batch.tombstones.append(record)  # type: ignore[arg-type]

    def _skip(self, raw_ref: str, skipped: Skipped) -> None:
        self._batch.skipped.append((raw_ref, skipped))
        self._ledger.skip(skipped.reason)

    def flush(self, *, is_last: bool, checkpoint: "Checkpoint | None" = None) -> None:
        """Close the archive part, store its records and, with them, where a collection stands."""
        batch, self._batch = self._batch, Batch(self._run_id)
        part, self._part = self._part, None
        if part is not None:
            self._last = batch.part = part.close()
            self._position += self._last.items
        now = self._clock()
        batch.position, batch.checkpoint = self._position, checkpoint
        batch.ended_at = now if is_last else None
        batch.ledger = self._ledger
        batch.ledger.seconds = round(self._seconds_before + (now - self._started) / 1000, 3)
        self._ledger = self._write(batch)
        if self._last.part % _PARTS_A_COLLECTION == 0:
            gc.collect()
        if self._progress is not None:
            self._progress(self._ledger)

    def _write(self, batch: Batch) -> Ledger:
        """Store a batch; where a column refuses a value, without the records that hold such values."""
        try:
            return self._sink.write(batch)
        except (TypeError, ValueError, OverflowError):
            posts, actors = batch.weed()
            if not posts and not actors:
                raise
        for raw_ref, post_id in posts:
            skipped = Skipped(reason="value that no column holds", detail=post_id)
            batch.skipped.append((raw_ref, skipped))
            batch.ledger.read -= 1
            batch.ledger.skip(skipped.reason)
        for _ in range(actors):
            batch.ledger.note("damaged user")
        return self._sink.write(batch)


def _run(paths: Sequence[str], jobs: Sequence[Job], context: Context, now: int) -> Run:
    found = {job.format.name: job.format.version for job in jobs if job.format is not None}
    return Run(
        collector="+".join(sorted(found)) or "unknown",
        version=max(found.values(), default=0),
        query=", ".join(Path(path).name or path for path in paths),
        identity=identity(jobs, context),
        started_at=now,
    )


def _entries(jobs: Sequence[Job], sink: Sink) -> Iterator[Entry]:
    """Yield the raw items as they were archived: without what is forgotten."""
    gone = sink.gone
    return entries(jobs) if gone is None else (screened(entry, gone) for entry in entries(jobs))


def _is_same_input(stream: Iterator[Entry], parts: Sequence[Part]) -> bool:
    """Tell whether the input begins with what the parts hold, by their hashes."""
    previous = ""
    for part in parts:
        chain = Chain(part.part, previous)
        for _ in range(part.items):
            entry = next(stream, None)
            if entry is None:
                return False
            chain.add(entry.line)
        if chain.close() != part:
            return False
        previous = part.sha256
    return True


@contextmanager
def _quiet_collector() -> Iterator[None]:
    """Collect cycles once in some batches instead of all the time; records have none."""
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
