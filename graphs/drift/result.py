"""What drift hands over: every hop, its aligned statements and the slots that changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from graphs.drift.changes import Change
from graphs.facts import SLOTS

if TYPE_CHECKING:
    from graphs.people import People

PRIMARY = "primary"
"""What stands for the primary document where a parent's id would."""
Place = tuple[int, int]
Rewrite = Callable[["Hop", Change], Change]


class Opinion(msgspec.Struct, frozen=True):
    """What a model of natural language inference holds of two statements; the three add up to 1."""

    entailment: float
    neutral: float
    contradiction: float


class Aligned(msgspec.Struct, frozen=True):
    """Statements of parent and child that say one thing: their places in the texts, and how well they fit (0 to 1)."""

    parent: tuple[Place, ...]
    child: tuple[Place, ...]
    score: float
    quoted: bool
    opinion: Opinion | None = None


class Hop(msgspec.Struct, frozen=True, kw_only=True):
    """One parent and child: how they are tied, which statements align, and what changed.

    `statements` counts those of the parent and of the child. A hop that is `same` has one text on both sides. With a
    primary document, `toward[i]` says whether change i leaves what it says (`departs`), comes back to it (`returns`) or
    neither (None).
    """

    parent_id: str
    child_id: str
    evidence: str | None
    probability: float | None
    traced: bool
    language_pair: str
    same: bool
    statements: tuple[int, int]
    aligned: tuple[Aligned, ...]
    changes: tuple[Change, ...]
    toward: tuple[str | None, ...] = ()

    def alignment(self, change: Change) -> Aligned | None:
        """Return the aligned statements in which a change is."""
        for aligned in self.aligned:
            if _holds(aligned.parent, change.before_at) or _holds(aligned.child, change.after_at):
                return aligned
        return None


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """What a narrative's statements became on their way.

    `hops` go from post to post; `from_primary` compare the primary document with each post that says something of it.
    `posts` are those of the narrative, `worded` those with words, `orphans` those of them without a collected parent,
    `left_out` the hops that were too many to read.
    """

    narrative_id: str
    hops: tuple[Hop, ...]
    from_primary: tuple[Hop, ...]
    primary: str | None
    posts: int
    worded: int
    orphans: int
    left_out: int
    model: str | None
    version: str

    def counts(self) -> dict[str, int]:
        """Count the changes of all hops by slot, every slot named."""
        found = [change.slot for hop in self.hops for change in hop.changes]
        return {slot: found.count(slot) for slot in SLOTS}


def _holds(places: tuple[Place, ...], at: Place | None) -> bool:
    return at is not None and any(start <= at[0] < end for start, end in places)


def wordless(drift: Drift) -> Drift:
    """Return the result without any words of a text: what is kept in the case, where a text can be erased."""
    return _with_changes(drift, lambda hop, change: _bare(change))


def worded(drift: Drift, texts: dict[str, str]) -> Drift:
    """Return a kept result with its words again, cut from the texts of the posts (and PRIMARY) at their places."""

    def again(hop: Hop, change: Change) -> Change:
        before = _cut(texts.get(hop.parent_id), change.before_at)
        return msgspec.structs.replace(change, before=before, after=_cut(texts.get(hop.child_id), change.after_at))

    return _with_changes(drift, again)


def disclose(drift: Drift, people: "People", authors: dict[str, str], *, public: bool) -> Drift:
    """Return the result as an output may show it: individuals' posts under pseudonyms, words masked.

    For the public, words of a hop are shown only where both ends are posts of named outlets, offices and bodies.
    """
    if people.identify and not public:
        return drift

    def shown(hop: Hop, change: Change) -> Change:
        if public and not all(_is_open(post, people, authors) for post in (hop.parent_id, hop.child_id)):
            return _bare(change)
        return msgspec.structs.replace(
            change,
            before=None if change.before is None else people.text(change.before),
            after=None if change.after is None else people.text(change.after),
        )

    return _with_ids(_with_changes(drift, shown), people)


def _is_open(post_id: str, people: "People", authors: dict[str, str]) -> bool:
    return post_id == PRIMARY or people.named(authors.get(post_id, ""))


def _with_ids(drift: Drift, people: "People") -> Drift:
    ids = sorted({post for hop in (*drift.hops, *drift.from_primary) for post in (hop.parent_id, hop.child_id)})
    names = dict(zip(ids, people.posts(ids), strict=True)) | {PRIMARY: PRIMARY}

    def renamed(hop: Hop) -> Hop:
        return msgspec.structs.replace(hop, parent_id=names[hop.parent_id], child_id=names[hop.child_id])

    return msgspec.structs.replace(
        drift, hops=tuple(map(renamed, drift.hops)), from_primary=tuple(map(renamed, drift.from_primary))
    )


def _with_changes(drift: Drift, change: Rewrite) -> Drift:
    def rewritten(hop: Hop) -> Hop:
        return msgspec.structs.replace(hop, changes=tuple(change(hop, one) for one in hop.changes))

    return msgspec.structs.replace(
        drift, hops=tuple(map(rewritten, drift.hops)), from_primary=tuple(map(rewritten, drift.from_primary))
    )


def _bare(change: Change) -> Change:
    return msgspec.structs.replace(change, before=None, after=None, before_value=None, after_value=None)


def _cut(text: str | None, place: Place | None) -> str | None:
    return text[slice(*place)] if text is not None and place is not None else None
