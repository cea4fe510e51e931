"""Posts as rows of plain tuples: what a batch holds between the importers and the tables.

    posts         one a post, in the order of POST
    references, links, tags, pictures, figures, versions, counts      rows of their own, each led by its post's place

An importer gives records, which `add` takes apart. One that knows its commonest shape by heart may append the tuples
itself and spare an object for each thing: a million of them are most of what an import costs.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from collectors.records import Post

Word: TypeAlias = str | None
Number: TypeAlias = int | None
PostRow: TypeAlias = tuple[
    str, str, str, str, int, int, str, Word, Word, Word, Word, Word, Number, Number, Word, Word, str, int
]  # fmt: skip

POST = (
    "post_id", "platform", "actor_id", "kind", "published_lo", "published_hi", "published_source", "text", "title",
    "lang", "url", "conversation_id", "edited_at", "deleted_at", "superseded_by", "withheld",
    "raw_ref", "importer_version",
)  # fmt: skip
REFERENCE = ("place", "kind", "target_post_id", "target_actor_id", "role")
LINK = ("place", "raw", "expanded")
TAG = ("place", "tag")
PICTURE = ("place", "kind", "url", "hash")
FIGURE = ("place", "name", "value", "observed_at")
VERSION = ("place", "earlier_id")
COUNTS = ("place", "observed_at", "likes", "reposts", "replies", "views", "quotes")
_HI = POST.index("published_hi")
NUMBERS = frozenset(
    {"place", "published_lo", "published_hi", "importer_version", "edited_at", "deleted_at", "observed_at", "value"}
    | {"likes", "reposts", "replies", "views", "quotes", "followers", "created_at"}
)


@dataclass(slots=True)
class Rows:
    """The posts of a batch in the order in which they came; `counts` are figures that a post shows all together."""

    posts: list[PostRow] = field(default_factory=list)
    references: list[tuple[int, str, Word, Word, str]] = field(default_factory=list)
    links: list[tuple[int, str, Word]] = field(default_factory=list)
    tags: list[tuple[int, str]] = field(default_factory=list)
    pictures: list[tuple[int, str, Word, Word]] = field(default_factory=list)
    figures: list[tuple[int, str, int, Number]] = field(default_factory=list)
    versions: list[tuple[int, str]] = field(default_factory=list)
    counts: list[tuple[int, Number, Number, Number, Number, Number, Number]] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of posts."""
        return len(self.posts)

    def add(self, post: Post, raw_ref: str, version: int) -> None:
        """Append a post and all that hangs on it."""
        place = len(self.posts)
        self.posts.append(
            (
                post.post_id, post.platform, post.actor_id, post.kind, post.published_lo, post.published_hi,
                post.published_source, post.text, post.title, post.lang, post.url, post.conversation_id,
                post.edited_at, post.deleted_at, post.superseded_by, post.withheld, raw_ref, version,
            )
        )  # fmt: skip
        for one in post.references:
            self.references.append((place, one.kind, one.target_post_id, one.target_actor_id, one.role))
        for link in post.urls:
            self.links.append((place, link.raw, link.expanded))
        for tag in post.tags:
            self.tags.append((place, tag))
        for picture in post.media:
            self.pictures.append((place, picture.kind, picture.url, picture.hash))
        for figure in post.metrics:
            self.figures.append((place, figure.name, figure.value, figure.observed_at))
        for earlier in post.earlier_versions:
            self.versions.append((place, earlier))

    def latest(self, count: int) -> int | None:
        """Return the latest time that a post after the first `count` may have; None where there is none."""
        times = (row[_HI] for row in self.posts[count:])
        return max((one for one in times if isinstance(one, int)), default=None)

    def cut(self, count: int) -> None:
        """Drop all posts after the first `count`, and what hangs on them or on a post that never came."""
        del self.posts[count:]
        for _, _, rows in self._hanging():
            while rows and rows[-1][0] >= count:
                rows.pop()

    def unfit(self) -> list[int]:
        """Return the places of posts with a value that no column holds: of another type, or beyond 64 bits."""
        found = {place for place, row in enumerate(self.posts) if not are_fit(POST, row)}
        for _, names, rows in self._hanging():
            found.update(row[0] for row in rows if not are_fit(names, row))
        return sorted(found)

    def without(self, places: Container[int]) -> "Rows":
        """Return the posts but for those at the given places."""
        kept = [place for place in range(len(self)) if place not in places]
        moved = {place: at for at, place in enumerate(kept)}
        result = Rows(posts=[self.posts[place] for place in kept])
        for name, _, rows in self._hanging():
            setattr(result, name, [(moved[row[0]], *row[1:]) for row in rows if row[0] in moved])
        return result

    def _hanging(self) -> list[tuple[str, tuple[str, ...], list[Any]]]:
        return [
            ("references", REFERENCE, self.references),
            ("links", LINK, self.links),
            ("tags", TAG, self.tags),
            ("pictures", PICTURE, self.pictures),
            ("figures", FIGURE, self.figures),
            ("versions", VERSION, self.versions),
            ("counts", COUNTS, self.counts),
        ]


def are_fit(names: Iterable[str], values: Iterable[object]) -> bool:
    """Tell whether columns of these names can hold these values."""
    return all(value is None or _fits(name, value) for name, value in zip(names, values, strict=True))


def _fits(name: str, value: object) -> bool:
    if name in NUMBERS:
        return isinstance(value, int) and -(2**63) <= value < 2**63
    if name == "verified":
        return isinstance(value, bool)
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
