"""How far a live collection is; saved in the transaction that stores the pages before it."""

import hashlib
from typing import Protocol

import msgspec

from collectors.sink import Run, Sink


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a platform, target by target.

    `from_case`: the targets were found in the case, so that an interrupted run goes on with those that are found now,
    instead of at its old place in the old list.
    """

    platform: str
    kind: str
    targets: tuple[str, ...]
    since: int | None = None
    until: int | None = None
    from_case: bool = False

    def identity(self) -> str:
        """Return what two attempts at one request have in common."""
        targets = () if self.from_case else self.targets
        facts = ["collection", self.platform, self.kind, targets, self.since, self.until, self.from_case]
        return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A span of time, in milliseconds, that a stream did not cover; None is an end that nobody knows."""

    target: str
    since: int | None
    until: int | None
    reason: str


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where a run stands: the target it is at and the cursor there, and what it has used.

    `state` is new, running, paused, stopped or done. `ends` are the cursors at which targets of kinds that follow were
    left, to be taken up by the next run.
    """

    identity: str
    target: int = 0
    cursor: str | None = None
    pages: int = 0
    requests: int = 0
    millionths: int = 0
    state: str = "new"
    reason: str = ""
    ends: tuple[tuple[str, str], ...] = ()
    gaps: tuple[Gap, ...] = ()


class CollectionSink(Sink, Protocol):
    """A sink that keeps checkpoints: a Batch with a `checkpoint` is written with it in one transaction."""

    def checkpoint(self, run: Run, run_id: str) -> Checkpoint:
        """Return where the run stands; a new run stands at the beginning."""

    def withdraw(self, run_id: str) -> None:
        """Forget a run that brought nothing, not even a page to archive."""

    def ended(self, identity: str, target: str) -> str | None:
        """Return the cursor at which a finished run of this identity left a target."""
