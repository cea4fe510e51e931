"""Walk a narrative hop by hop and say which hop changed which slot."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from collectors.errors import RequestError
from graphs.drift.changes import Change, Comparison, compare
from graphs.drift.hops import Library, Post, Step, posts_of, steps_of
from graphs.drift.judging import Judge
from graphs.drift.result import PRIMARY, Aligned, Drift, Hop, Opinion
from graphs.drift.telling import Telling, read_telling
from graphs.facts import facts_digest
from graphs.store.database import Store

METHOD = 1
MOST_HOPS = 5_000


class Primary(NamedTuple):
    """The document that a story should agree with: its name (shown), its words, its language where it is known."""

    name: str
    text: str
    language: str | None = None


def drift(
    store: Store,
    narrative: str,
    *,
    primary: Primary | None = None,
    judge: Judge | None = None,
    most: int = MOST_HOPS,
) -> Drift:
    """Compare each post of a narrative with its parent, and each with the primary document where one is given.

    Nothing is drawn by chance. Each distinct pair of texts is compared once; beyond `most` hops the rest, latest
    first, is left out and counted. Raises RequestError for a narrative that the case does not hold.
    """
    posts, worded, ids = store.sql("drift/posts", narrative=narrative).fetchall()[0]
    if not posts:
        raise RequestError(f"There is no narrative {narrative} in this case. List them with `whence narratives CASE`.")
    steps = steps_of(store, narrative)
    read = _Reader(store, primary, judge)
    hops = read.hops(steps[:most])
    return Drift(
        narrative_id=narrative,
        hops=hops,
        from_primary=read.from_primary(ids[:most] if ids else ()),
        primary=primary.name if primary else None,
        posts=posts,
        worded=worded,
        orphans=worded - len({step.child_id for step in steps} & set(ids or ())),
        left_out=max(0, len(steps) - most),
        model=judge.name if judge else None,
        version=f"{METHOD}.{facts_digest()[:12]}",
    )


class _Reader:
    """Texts read and compared, each once."""

    def __init__(self, store: Store, primary: Primary | None, judge: Judge | None) -> None:
        self._store, self._judge, self._library = store, judge, Library()
        self._primary = read_telling(primary.text, primary.language) if primary else None
        self._compared: dict[tuple[str, str, int | None, int | None], Comparison] = {}

    def hops(self, steps: list[Step]) -> tuple[Hop, ...]:
        posts = posts_of(self._store, {post for step in steps for post in step[:2]})
        return tuple(
            self._hop(step, self._read(posts[step.parent_id]), self._read(posts[step.child_id])) for step in steps
        )

    def from_primary(self, ids: Iterable[str]) -> tuple[Hop, ...]:
        """Compare the primary document with each post that has a statement of it."""
        if self._primary is None:
            return ()
        posts = posts_of(self._store, set(ids))
        made = (
            self._hop(Step(PRIMARY, post, "", 1.0, traced=False), self._primary, self._read(posts[post]))
            for post in ids
            if post in posts
        )
        return tuple(
            msgspec.structs.replace(hop, evidence=None, probability=None) for hop in made if hop.aligned or hop.same
        )

    def _read(self, post: Post) -> Telling:
        return self._library.telling(post)

    def _hop(self, step: Step, parent: Telling, child: Telling) -> Hop:
        same = parent.text == child.text
        found = Comparison((), ()) if same else self._compare(parent, child)
        return Hop(
            parent_id=step.parent_id,
            child_id=step.child_id,
            evidence=step.evidence,
            probability=step.probability,
            traced=step.traced,
            language_pair=f"{parent.language}-{child.language}",
            same=same,
            statements=(len(parent.statements), len(child.statements)),
            aligned=self._aligned(found, parent, child),
            changes=found.changes,
            toward=self._toward(found.changes) if self._primary is not None and step.parent_id != PRIMARY else (),
        )

    def _compare(self, parent: Telling, child: Telling) -> Comparison:
        key = (parent.text, child.text, parent.day, child.day)
        if key not in self._compared:
            self._compared[key] = compare(parent, child)
        return self._compared[key]

    def _aligned(self, found: Comparison, parent: Telling, child: Telling) -> tuple[Aligned, ...]:
        rows = [
            Aligned(
                tuple((parent.statements[i].start, parent.statements[i].end) for i in group.parent),
                tuple((child.statements[j].start, child.statements[j].end) for j in group.child),
                group.score,
                any(parent.statements[i].quoted for i in group.parent)
                or any(child.statements[j].quoted for j in group.child),
            )
            for group in found.groups
        ]
        if self._judge is None or not rows:
            return tuple(rows)
        pairs = [(_words(parent.text, row.parent), _words(child.text, row.child)) for row in rows]
        opinions = [Opinion(*opinion) for opinion in self._judge.judge(pairs)]
        return tuple(msgspec.structs.replace(row, opinion=one) for row, one in zip(rows, opinions, strict=True))

    def _toward(self, changes: tuple[Change, ...]) -> tuple[str | None, ...]:
        held: set[tuple[str, str]] = (
            {(fact.kind, fact.value) for fact in self._primary.facts} if self._primary else set()
        )
        return tuple(_direction(change, held) for change in changes)


def _direction(change: Change, held: set[tuple[str, str]]) -> str | None:
    before, after = (change.slot, change.before_value) in held, (change.slot, change.after_value) in held
    if before == after:
        return None
    return "departs" if before else "returns"


def _words(text: str, places: tuple[tuple[int, int], ...]) -> str:
    return " ".join(text[start:end] for start, end in places)
