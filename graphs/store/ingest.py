"""The case's tables as a Sink: one transaction a batch, upsert by id, tombstones and edits honoured.

key and digest of each post, against `observation`
    unknown key                      kept: inserted
    known key, digest seen before    duplicate: nothing
    known key, new content           updated: later wins, nulls never erase, child rows follow
    known key, new counts only       updated: metric rows are added
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb
import msgspec
import numpy as np

from collectors.archive import Part
from collectors.errors import WorkError
from collectors.ledger import Ledger
from collectors.sink import Batch, Progress, Run
from graphs.store import columns
from graphs.store.columns import Held
from graphs.store.database import Store
from graphs.store.forgotten import gone_for

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
        posts = columns.held(batch.posts, batch.run_id)
        with self._store.transaction():
            self._keep_actors(batch)
            self._keep_posts(batch, posts, ledger)
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

    def _keep_posts(self, batch: Batch, posts: Held, ledger: Ledger) -> None:
        sorted_out = self._sort_out(posts)
        counted = sorted_out.counted
        ledger.kept += len(sorted_out.new)
        ledger.updated += sorted_out.updated
        ledger.duplicates += len(batch.posts) - len(sorted_out.new) - sorted_out.updated
        self._insert(posts, sorted_out.new)
        for changed in sorted_out.changed:
            self._change(posts, changed)
        self._append("metric", posts.rows_at("metric", counted))
        self._append("observation", columns.observation_table(posts.keys[counted], posts.digests[counted]))
        self._follow_edits(posts, counted)
        self._bury(batch, posts, counted)

    def _sort_out(self, posts: Held) -> "_SortedOut":
        """Tell new posts from changed and known ones; of two versions in one batch the second is a change.

        Only posts whose key the tables know, or that come twice, are looked at one by one.
        """
        seen = self._digests(posts.keys)
        _, turn, times = np.unique(posts.keys, return_inverse=True, return_counts=True)
        known = np.fromiter(seen, dtype=np.uint64, count=len(seen))
        doubtful = (times[turn] > 1) | np.isin(posts.keys, known)
        result = _SortedOut(new=np.flatnonzero(~doubtful).tolist(), counted=np.flatnonzero(~doubtful).tolist())
        turns: dict[int, int] = {}
        for place in np.flatnonzero(doubtful).tolist():
            self._place(place, int(posts.keys[place]), int(posts.digests[place]), seen, turns, result)
        result.new.sort()
        result.counted.sort()
        return result

    def _place(
        self,
        place: int,
        key: int,
        digest: int,
        seen: dict[int, set[int]],
        turns: dict[int, int],
        result: "_SortedOut",
    ) -> None:
        known = seen.get(key)
        if known is None:
            seen[key] = {digest}
            result.new.append(place)
        elif digest in known:
            return
        else:
            result.updated += 1
            if all(one >> 32 != digest >> 32 for one in known):
                turns[key] = turns.get(key, -1) + 1
                result.put(turns[key], place)
            known.add(digest)
        result.counted.append(place)

    def _digests(self, keys: Any) -> dict[int, set[int]]:
        seen: dict[int, set[int]] = {}
        with self._incoming("incoming_key", columns.key_table(keys)):
            for key, digest in self._store.sql("ingest/known").fetchall():
                seen.setdefault(key, set()).add(digest)
        return seen

    def _insert(self, posts: Held, places: list[int]) -> None:
        self._append("post", posts.posts_at(places))
        for table in columns.CHILDREN:
            self._append(table, posts.rows_at(table, places))

    def _change(self, posts: Held, places: list[int]) -> None:
        with self._incoming("incoming_post", posts.posts_at(places)):
            self._store.sql("ingest/update_post")
        for table in columns.CHILDREN:
            rows = posts.rows_at(table, places)
            if rows.num_rows:
                with self._incoming("incoming_child", rows):
                    self._store.sql(f"ingest/drop_{table}")
                self._append(table, rows)

    def _keep_actors(self, batch: Batch) -> None:
        if batch.actors:
            with self._incoming("incoming_actor", columns.actor_table(list(batch.actors.values()))):
                self._store.sql("ingest/update_actor")
                self._store.sql("ingest/insert_actor")

    def _follow_edits(self, posts: Held, counted: list[int]) -> None:
        """Mark the versions that a later one replaces, whichever of the two came in first."""
        edits = posts.rows_at("edit", counted)
        if edits.num_rows:
            self._has_edits = True
            with self._incoming("incoming_edit", edits):
                self._store.sql("ingest/supersede")
                self._store.sql("ingest/insert_edit")
        if self._has_edits:
            with self._incoming("incoming_id", posts.ids_at(counted)):
                self._store.sql("ingest/supersede_known")

    def _bury(self, batch: Batch, posts: Held, counted: list[int]) -> None:
        """Erase the words of posts that the platform says are gone, those that come in later included."""
        if batch.tombstones:
            self._has_tombstones = True
            with self._incoming("incoming_tombstone", columns.tombstone_table(batch.tombstones)):
                self._store.sql("ingest/insert_tombstone")
                self._store.sql("ingest/bury_all")
        elif self._has_tombstones:
            with self._incoming("incoming_id", posts.ids_at(counted)):
                self._store.sql("ingest/bury")

    def _append(self, table: str, rows: Any) -> None:
        if rows.num_rows:
            with self._incoming("incoming_row", rows):
                self._store.sql(f"ingest/append_{table}")

    @contextmanager
    def _incoming(self, name: str, rows: Any) -> Iterator[None]:
        """Give rows a name; where a statement fails, that of the transaction goes with it, and its error is told."""
        self._store.connection.register(name, rows)
        yield
        self._store.connection.unregister(name)


@dataclass(slots=True)
class _SortedOut:
    """The posts of a batch by what is to be done with them, each as its place."""

    new: list[int]
    counted: list[int]
    changed: list[list[int]] = field(default_factory=list)
    updated: int = 0

    def put(self, turn: int, place: int) -> None:
        """Take a change; those of one turn are of different posts."""
        if turn == len(self.changed):
            self.changed.append([])
        self.changed[turn].append(place)


def _text(ledger: Ledger) -> str:
    return msgspec.json.encode(ledger).decode()
