"""Checkpoints of live collections beside the records that they follow."""

from collectors.checkpoint import Checkpoint
from collectors.ledger import Ledger
from collectors.sink import Batch, Run
from graphs.store.ingest import StoreSink


class CollectingSink(StoreSink):
    """Write batches and, in the same transaction, the checkpoint that follows them."""

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

    def _advance(self, batch: Batch, ledger: Ledger) -> None:
        super()._advance(batch, ledger)
        if batch.checkpoint is not None:
            self._save(batch.run_id, batch.checkpoint)

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
