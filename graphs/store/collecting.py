"""Checkpoints of live collections beside the records that they follow, and what platforms were asked once for all."""

from collections.abc import Iterator, MutableMapping

import duckdb

from collectors.checkpoint import Checkpoint
from collectors.ledger import Ledger
from collectors.sink import Batch, Run
from graphs.store.database import Store
from graphs.store.ingest import StoreSink


class CollectingSink(StoreSink):
    """Write batches and, in the same transaction, the checkpoint that follows them.

    The statements of a batch share 64 MB of memory, and have all that there is where a page is too large for that.
    Committing is never bounded: DuckDB packs all texts of 2,048 posts at once, and when memory is short there the
    database is lost to the process.
    """

    def checkpoint(self, run: Run, run_id: str) -> Checkpoint:
        """Return where the run stands; a new run stands at the beginning."""
        row = self._store.sql("collect/checkpoint", run_id=run_id).fetchone()
        if row is None:
            return Checkpoint(identity=run.identity)
        target, cursor, pages, requests, millionths, state, reason = row
        return Checkpoint(
            identity=run.identity,
            target=target,
            cursor=cursor,
            pages=pages,
            requests=requests,
            millionths=millionths,
            state=state,
            reason=reason,
        )

    def withdraw(self, run_id: str) -> None:
        """Forget a run that brought nothing, not even a page to archive."""
        self._store.sql("collect/withdraw", run_id=run_id)

    def ended(self, identity: str, target: str) -> str | None:
        """Return the cursor at which a finished run of this identity left a target."""
        found = self._store.scalar("collect/ended", identity=identity, target=target)
        return None if found is None else str(found)

    def _written(self, batch: Batch) -> Ledger:
        try:
            self._store.script("collect/bounded")
            return super()._written(batch)
        except duckdb.OutOfMemoryException:
            self._store.script("collect/unbounded")
            return super()._written(batch)
        finally:
            self._store.script("collect/unbounded")

    def _advance(self, batch: Batch, ledger: Ledger) -> None:
        super()._advance(batch, ledger)
        if batch.checkpoint is not None:
            self._save(batch.run_id, batch.checkpoint)
        self._store.script("collect/unbounded")

    def _save(self, run_id: str, at: Checkpoint) -> None:
        self._store.sql("collect/forget_checkpoint", run_id=run_id)
        self._store.sql(
            "collect/save_checkpoint",
            run_id=run_id,
            identity=at.identity,
            target=at.target,
            cursor=at.cursor,
            pages=at.pages,
            requests=at.requests,
            millionths=at.millionths,
            state=at.state,
            reason=at.reason,
        )
        for target, cursor in at.ends:
            self._store.sql("collect/forget_end", identity=at.identity, target=target)
            self._store.sql("collect/save_end", identity=at.identity, target=target, cursor=cursor)
        for gap in at.gaps:
            self._store.sql(
                "collect/save_gap",
                run_id=run_id,
                target=gap.target,
                since=gap.since,
                until=gap.until,
                reason=gap.reason,
            )


class Remembered(MutableMapping[str, str]):
    """What a platform said once and need not be asked again, such as the number behind a channel's name.

    It is kept in the case beside the places where targets were left, so that `forget` finds it there.
    """

    def __init__(self, store: Store, identity: str) -> None:
        self._store, self._identity = store, identity

    def __getitem__(self, name: str) -> str:
        found = self._store.scalar("collect/ended", identity=self._identity, target=name)
        if found is None:
            raise KeyError(name)
        return str(found)

    def __setitem__(self, name: str, value: str) -> None:
        with self._store.transaction():
            self._forget(name)
            self._store.sql("collect/save_end", identity=self._identity, target=name, cursor=value)

    def __delitem__(self, name: str) -> None:
        self[name]  # a name that is not there is an error
        self._forget(name)

    def __iter__(self) -> Iterator[str]:
        return (name for (name,) in self._store.sql("collect/remembered", identity=self._identity).fetchall())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _forget(self, name: str) -> None:
        self._store.sql("collect/forget_end", identity=self._identity, target=name)
