"""The seam between collecting and storing: whatever keeps records implements Sink.

begin(run) -> Progress       a new run, or one that was interrupted
write(batch) -> Ledger       records, archive part and ledger in one transaction
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from collectors.archive import Part
from collectors.ledger import Ledger
from collectors.records import Actor, Other, Post, Skipped, Tombstone
from collectors.rows import POST, Rows, are_fit

if TYPE_CHECKING:
    from collectors.checkpoint import Checkpoint


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked: `identity` is equal for two attempts at the same thing."""

    collector: str
    version: int
    query: str
    identity: str
    started_at: int


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run is: raw items committed, the parts that hold them, the ledger so far."""

    run_id: str
    position: int
    parts: tuple[Part, ...]
    ledger: Ledger


class Batch:
    """Records on their way to one transaction; `position` counts the run's raw items up to its end."""

    def __init__(self, run_id: str) -> None:
        self.run_id = run_id
        self.posts = Rows()
        self.actors: dict[str, Actor] = {}
        self.shown: dict[str, tuple[Any, int | None]] = {}
        self.others: list[Other] = []
        self.tombstones: list[Tombstone] = []
        self.skipped: list[tuple[str, Skipped]] = []
        self.part: Part | None = None
        self.position = 0
        self.ledger = Ledger()
        self.ended_at: int | None = None
        self.checkpoint: Checkpoint | None = None

    def add_post(self, post: Post, raw_ref: str, version: int) -> None:
        """Take a post, or nothing of it where it is not made as a post should be."""
        before = len(self.posts)
        try:
            self.posts.add(post, raw_ref, version)
        except Exception:
            self.posts.cut(before)
            raise

    def add_actor(self, actor: Actor) -> None:
        """Take an actor; what the later observation leaves open is filled from the earlier one."""
        self.shown.clear()
        self._add(actor)

    def add_shown(self, native: str, actor: Actor, description: Any) -> None:
        """Take an actor and remember in `shown` from which description and moment it was read.

        What says no more than the description that is remembered need not be read again.
        """
        self.shown[native] = description, actor.observed_at
        self._add(actor)

    def _add(self, actor: Actor) -> None:
        known = self.actors.get(actor.actor_id)
        if known is None or known == actor:
            self.actors[actor.actor_id] = actor
        else:
            self.actors[actor.actor_id] = _merged(known, actor)

    def weed(self) -> tuple[list[tuple[str, str]], int]:
        """Take out what has a value of the wrong type or beyond 64 bits.

        Return the raw_ref and id of each post that went, and the number of accounts.
        """
        places = self.posts.unfit()
        posts = [(str(self.posts.posts[place][_RAW_REF]), _shown(self.posts.posts[place][0])) for place in places]
        if places:
            self.posts = self.posts.without(frozenset(places))
        actors = [key for key, one in self.actors.items() if not are_fit(_ACTOR, msgspec.structs.astuple(one))]
        for key in actors:
            del self.actors[key]
        return posts, len(actors)


class Sink(Protocol):
    """Where records go."""

    @property
    def gone(self) -> Callable[[str], bool] | None:
        """Tell, by id, what must not come in; None where nothing was ever forgotten."""

    def begin(self, run: Run, *, anew: bool = False) -> Progress:
        """Return the interrupted run of this identity to go on with, or start one (`anew`: always)."""

    def write(self, batch: Batch) -> Ledger:
        """Keep a batch as one transaction, close the run where `ended_at` is set; return the ledger, brought on."""


def _merged(known: Actor, later: Actor) -> Actor:
    if (later.observed_at or 0) < (known.observed_at or 0):
        known, later = later, known
    return Actor(
        **{name: value if (value := getattr(later, name)) is not None else getattr(known, name) for name in _ACTOR}
    )


def _shown(post_id: object) -> str:
    return str(post_id).encode("utf-8", "replace").decode()


_ACTOR = Actor.__struct_fields__
_RAW_REF = POST.index("raw_ref")
