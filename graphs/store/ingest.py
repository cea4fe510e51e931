"""The case's tables as a Sink: one transaction a batch, upsert by id, tombstones and edits honoured.

key and digest of each post, against `observation`
    unknown key                      kept: inserted
    known key, digest seen before    duplicate: nothing
    known key, new content           updated: later wins, nulls never erase, child rows follow
    known key, new counts only       updated: metric rows are added
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb
import msgspec

from collectors.archive import Part
from collectors.errors import WorkError
from collectors.ledger import Ledger
from collectors.records import Post
from collectors.sink import Batch, Observed, Progress, Run
from graphs.store import columns
from graphs.store.database import Store
from graphs.store.forgotten import gone_for

_CHILDREN = ("reference", "post_url", "tag", "media")
_NAME = 20


class StoreSink:
    """Write batches to the tables of a case that is open for writing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.script("ingest/one_writer")
        self._has_tombstones = bool(store.scalar("ingest/any_tombstone"))
        self._has_edits = bool(store.scalar("ingest/any_edit"))
        self.gone = gone_for(store)

    def begin(self, run: Run, *, anew: bool = False) -> Progress:
        """Return the interrupted run of this identity to go on with, or start one (`anew`: always)."""
        found = None if anew else self._store.sql("ingest/unfinished", identity=run.identity).fetchone()
        if found:
            run_id, position, ledger = found
            parts = self._store.sql("ingest/parts", run_id=run_id).fetchall()
            return Progress(
                run_id=run_id,
                position=position,
                parts=tuple(Part(part=n, items=i, bytes=b, sha256=h) for n, i, b, h in parts),
                ledger=msgspec.json.decode(ledger, type=Ledger),
            )
        number = self._store.scalar("ingest/runs") + 1
        run_id = f"r{number:04d}-{run.collector[:_NAME]}"
        self._store.sql(
            "ingest/start",
            run_id=run_id,
            collector=run.collector,
            version=run.version,
            query=run.query,
            identity=run.identity,
            started_at=run.started_at,
            ledger=_text(Ledger()),
        )
        return Progress(run_id=run_id, position=0, parts=(), ledger=Ledger())

    def write(self, batch: Batch) -> Ledger:
        """Keep a batch as one transaction, close the run where `ended_at` is set; return the ledger, brought on.

        Raise WorkError where the tables cannot be written, e.g. because the disk is full.
        """
        try:
            return self._written(batch)
        except duckdb.Error as error:
            raise WorkError(
                f"The tables could not be written: {str(error).splitlines()[0]}. "
                "What was committed stands; run the import again to go on from there."
            ) from error

    def _written(self, batch: Batch) -> Ledger:
        ledger = batch.ledger.copy()
        with self._store.transaction():
            self._keep_actors(batch)
            self._keep_posts(batch, ledger)
            self._append("skipped", columns.skipped_table(batch.skipped, batch.run_id))
            if batch.part is not None:
                self._append("archive_part", columns.part_table(batch.part, batch.run_id))
            ledger.sort()
            self._advance(batch, ledger)
        return ledger

    def _advance(self, batch: Batch, ledger: Ledger) -> None:
        """Say how far the run is, as the last statement of its transaction."""
        self._store.sql(
            "ingest/advance",
            run_id=batch.run_id,
            position=batch.position,
            ledger=_text(ledger),
            ended_at=batch.ended_at,
        )

    def _keep_posts(self, batch: Batch, ledger: Ledger) -> None:
        sorted_out = self._sort_out(batch.posts)
        ledger.kept += len(sorted_out.new)
        ledger.updated += sorted_out.updated
        ledger.duplicates += len(batch.posts) - len(sorted_out.new) - sorted_out.updated
        self._insert(sorted_out.new, batch.run_id)
        for changed in sorted_out.changed:
            self._change(changed, batch.run_id)
        self._append("metric", columns.metric_table([one.post for one in sorted_out.counted]))
        self._append("observation", columns.observation_table(sorted_out.pairs))
        self._follow_edits([one.post for one in sorted_out.counted])
        self._bury(batch, [one.post for one in sorted_out.counted])

    def _sort_out(self, posts: Sequence[Observed]) -> "_SortedOut":
        """Tell new posts from changed and known ones; of two versions in one batch the second is a change."""
        result = _SortedOut()
        seen = self._digests(posts)
        turns: dict[int, int] = {}
        for one in posts:
            known = seen.get(one.key)
            if known is None:
                seen[one.key] = {one.digest}
                result.new.append(one)
            elif one.digest in known:
                continue
            else:
                result.updated += 1
                if all(digest >> 32 != one.digest >> 32 for digest in known):
                    turn = turns[one.key] = turns.get(one.key, -1) + 1
                    result.put(turn, one)
                known.add(one.digest)
            result.counted.append(one)
            result.pairs.append((one.key, one.digest))
        return result

    def _digests(self, posts: Sequence[Observed]) -> dict[int, set[int]]:
        seen: dict[int, set[int]] = {}
        with self._incoming("incoming_key", columns.key_table([one.key for one in posts])):
            for key, digest in self._store.sql("ingest/known").fetchall():
                seen.setdefault(key, set()).add(digest)
        return seen

    def _insert(self, observed: Sequence[Observed], run_id: str) -> None:
        self._append("post", columns.post_table(observed, run_id))
        for table, rows in _children([one.post for one in observed]):
            self._append(table, rows)

    def _change(self, observed: Sequence[Observed], run_id: str) -> None:
        with self._incoming("incoming_post", columns.post_table(observed, run_id)):
            self._store.sql("ingest/update_post")
        for table, rows in _children([one.post for one in observed]):
            if rows.num_rows:
                with self._incoming("incoming_child", rows):
                    self._store.sql(f"ingest/drop_{table}")
                self._append(table, rows)

    def _keep_actors(self, batch: Batch) -> None:
        if batch.actors:
            with self._incoming("incoming_actor", columns.actor_table(list(batch.actors.values()))):
                self._store.sql("ingest/update_actor")
                self._store.sql("ingest/insert_actor")

    def _follow_edits(self, posts: Sequence[Post]) -> None:
        """Mark the versions that a later one replaces, whichever of the two came in first."""
        edits = columns.edit_table(posts)
        if edits.num_rows:
            self._has_edits = True
            with self._incoming("incoming_edit", edits):
                self._store.sql("ingest/supersede")
                self._store.sql("ingest/insert_edit")
        if self._has_edits:
            with self._incoming("incoming_id", columns.id_table(posts)):
                self._store.sql("ingest/supersede_known")

    def _bury(self, batch: Batch, posts: Sequence[Post]) -> None:
        """Erase the words of posts that the platform says are gone, those that come in later included."""
        if batch.tombstones:
            self._has_tombstones = True
            with self._incoming("incoming_tombstone", columns.tombstone_table(batch.tombstones)):
                self._store.sql("ingest/insert_tombstone")
                self._store.sql("ingest/bury_all")
        elif self._has_tombstones:
            with self._incoming("incoming_id", columns.id_table(posts)):
                self._store.sql("ingest/bury")

    def _append(self, table: str, rows: Any) -> None:
        if rows.num_rows:
            with self._incoming("incoming_row", rows):
                self._store.sql(f"ingest/append_{table}")

    @contextmanager
    def _incoming(self, name: str, rows: Any) -> Iterator[None]:
        self._store.connection.register(name, rows)
        try:
            yield
        finally:
            self._store.connection.unregister(name)


@dataclass(slots=True)
class _SortedOut:
    """The posts of a batch by what is to be done with them."""

    new: list[Observed] = field(default_factory=list)
    changed: list[list[Observed]] = field(default_factory=list)
    counted: list[Observed] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    updated: int = 0

    def put(self, turn: int, one: Observed) -> None:
        """Take a change; those of one turn are of different posts."""
        if turn == len(self.changed):
            self.changed.append([])
        self.changed[turn].append(one)


def _children(posts: Sequence[Post]) -> Iterator[tuple[str, Any]]:
    yield "reference", columns.reference_table(posts)
    yield "post_url", columns.url_table(posts)
    yield "tag", columns.tag_table(posts)
    yield "media", columns.media_table(posts)


def _text(ledger: Ledger) -> str:
    return msgspec.json.encode(ledger).decode()
