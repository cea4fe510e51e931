"""The seam between collecting and storing: whatever keeps records implements Sink.

begin(run) -> Progress       a new run, or one that was interrupted
write(batch) -> Ledger       records, archive part and ledger in one transaction
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
from xxhash import xxh3_64_intdigest

from collectors.archive import Part
from collectors.ledger import Ledger
from collectors.records import Actor, Post, Skipped, Tombstone

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


class Observed(msgspec.Struct, frozen=True, gc=False):
    """A post as one raw item showed it.

    `key` is a hash of its id; `digest` one of its content in the high half and of its metrics' values in the low half
    (when they were looked at is not part of it).
    """

    post: Post
    raw_ref: str
    version: int
    key: int
    digest: int


class Batch:
    """Records on their way to one transaction; `position` counts the run's raw items up to its end."""

    def __init__(self, run_id: str) -> None:
        self.run_id = run_id
        self.posts: list[Observed] = []
        self.actors: dict[str, Actor] = {}
        self.tombstones: list[Tombstone] = []
        self.skipped: list[tuple[str, Skipped]] = []
        self.part: Part | None = None
        self.position = 0
        self.ledger = Ledger()
        self.ended_at: int | None = None
        self.checkpoint: Checkpoint | None = None

    def add_post(self, post: Post, raw_ref: str, version: int) -> None:
        """Take a post; raise UnicodeEncodeError, TypeError or OverflowError where it cannot be written."""
        key = xxh3_64_intdigest(post.post_id.encode())
        self.posts.append(Observed(post, raw_ref, version, key, digest_of(post)))

    def add_actor(self, actor: Actor) -> None:
        """Take an actor; what the later observation leaves open is filled from the earlier one."""
        known = self.actors.get(actor.actor_id)
        if known is None or known == actor:
            self.actors[actor.actor_id] = actor
        else:
            self.actors[actor.actor_id] = _merged(known, actor)

    def weed(self) -> tuple[list[Observed], list[Actor]]:
        """Take out and return the posts and actors with a value of the wrong type, or beyond 64 bits."""
        posts = [one for one in self.posts if not _is_storable(one.post)]
        actors = [one for one in self.actors.values() if not _is_storable(one)]
        self.posts = [one for one in self.posts if _is_storable(one.post)]
        for one in actors:
            del self.actors[one.actor_id]
        return posts, actors


class Sink(Protocol):
    """Where records go."""

    @property
    def gone(self) -> Callable[[str], bool] | None:
        """Tell, by id, what must not come in; None where nothing was ever forgotten."""

    def begin(self, run: Run, *, anew: bool = False) -> Progress:
        """Return the interrupted run of this identity to go on with, or start one (`anew`: always)."""

    def write(self, batch: Batch) -> Ledger:
        """Keep a batch as one transaction, close the run where `ended_at` is set; return the ledger, brought on."""


def digest_of(post: Post) -> int:
    """Return the digest of Observed for a post."""
    content = _encode(
        (
            post.kind, post.actor_id, post.published_lo, post.published_hi, post.published_source, post.text,
            post.title, post.lang, post.url, post.conversation_id, post.edited_at, post.deleted_at,
            post.superseded_by, post.earlier_versions, post.withheld, post.references, post.urls, post.tags, post.media,
        )
    )  # fmt: skip
    counts = _encode([(one.name, one.value) for one in post.metrics])
    return (xxh3_64_intdigest(content) & 0xFFFFFFFF) << 32 | (xxh3_64_intdigest(counts) & 0xFFFFFFFF)


def _merged(known: Actor, later: Actor) -> Actor:
    if (later.observed_at or 0) < (known.observed_at or 0):
        known, later = later, known
    return Actor(
        **{name: value if (value := getattr(later, name)) is not None else getattr(known, name) for name in _ACTOR}
    )


def _is_storable(record: Post | Actor) -> bool:
    try:
        msgspec.msgpack.decode(_encode(record), type=type(record))
    except (msgspec.ValidationError, ValueError, TypeError, OverflowError):
        return False
    return _is_in_range(msgspec.to_builtins(record))


def _is_in_range(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_in_range, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_in_range, value))
    return not isinstance(value, int) or -(2**63) <= value < 2**63


_encode = msgspec.msgpack.Encoder().encode
_ACTOR = Actor.__struct_fields__
