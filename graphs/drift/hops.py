"""From which post to which a statement passed: the traced ways first, then each post's best parent."""

from typing import NamedTuple

from graphs.drift.telling import Telling, read_telling
from graphs.evidence import DOCUMENTED, Evidence
from graphs.store.database import Store
from graphs.trace.keep import saved

CLASSES = tuple(str(one) for one in (*DOCUMENTED, Evidence.COPY, Evidence.FACT, Evidence.CLAIM))


class Step(NamedTuple):
    """A parent and a child, the class and probability of what ties them, and whether a trace went this way."""

    parent_id: str
    child_id: str
    evidence: str
    probability: float
    traced: bool


class Post(NamedTuple):
    """What is read of a post: its words, language, day (since 1970; None unless known to a day), author and time."""

    words: str
    language: str | None
    day: int | None
    actor_id: str
    published: int


def steps_of(store: Store, narrative: str) -> list[Step]:
    """Return the steps of a narrative's traced ways, then the best parent of every other post, by the child's time.

    Documented parents go before inferred ones. A parent that nobody has collected has no words to compare and gives no
    step; nor does order in time alone.
    """
    traced = _traced(store, narrative)
    told = {step.child_id for step in traced}
    rows = store.sql("drift/links", narrative=narrative, classes=list(CLASSES)).fetchall()
    return [*traced, *(Step(row[0], row[1], row[2], row[3], traced=False) for row in rows if row[1] not in told)]


def posts_of(store: Store, ids: set[str]) -> dict[str, Post]:
    """Return what is read of each live post that has words."""
    rows = store.sql("drift/texts", ids=sorted(ids)).fetchall()
    return {row[0]: Post(*row[1:]) for row in rows if row[1] and row[1].strip()}


class Library:
    """Readings of texts, each made once however many posts carry the same words on the same day."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str | None, int | None], Telling] = {}

    def telling(self, post: Post) -> Telling:
        """Return the reading of a post's words."""
        key = (post.words, post.language, post.day)
        if key not in self._read:
            self._read[key] = read_telling(post.words, post.language, post.day)
        return self._read[key]


def _traced(store: Store, narrative: str) -> list[Step]:
    """Return the steps of the ways kept in findings, each child once."""
    steps: dict[str, Step] = {}
    for finding in saved(store, narrative):
        for way in finding.paths:
            for parent, child, evidence in zip(way.posts, way.posts[1:], way.evidence, strict=False):
                steps.setdefault(child, Step(parent, child, evidence, way.probability, traced=True))
    held = posts_of(store, {post for step in steps.values() for post in step[:2]})
    kept = [step for step in steps.values() if step.parent_id in held and step.child_id in held]
    return sorted(kept, key=lambda step: (held[step.child_id].published, step.child_id))
