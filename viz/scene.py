"""All that a page knows, as plain data with a version: words in JSON, numbers in typed arrays, texts apart.

    scene (JSON)      headings, groups, names of those who have one; says where each column lies
    geometry          the columns, little-endian, one after the other: `post.*` `link.*` (post to post)
                      `actor.*` `node.*` `edge.*` (actor to actor) `flow.*` `timeline.*` `histogram.*`
    texts (JSON)      what posts and links say, within a budget of its own

`scene.schema.json` beside this file is the schema of the JSON parts; the page's own copy of the names is
`web/src/scene.ts`. A change that an older page could not read raises VERSION.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

VERSION = 2
KINDS = ("post", "repost", "quote", "reply", "article", "comment", "unseen", "crowd")
EVIDENCES = ("reference", "citation", "attribution", "copy", "fact", "claim", "timing", "coshare")
VIEWS = ("lanes", "timeline", "network", "matrix", "flows", "table")
DELTA = (
    "edge.source",
    "edge.target",
    "edge.first",
    "edge.span",
    "node.x",
    "node.y",
    "node.actor",
    "node.community",
    "actor.text",
)
Array = npt.NDArray[Any]


class Plain(msgspec.Struct, frozen=True, kw_only=True):
    """Stand at the root of the parts of a scene."""


class Column(Plain, frozen=True, kw_only=True):
    """Where an array lies in the geometry block: byte offset, number of items, and item type (f4 f8 u1 u2 u4).

    Coding `delta` means: the differences of neighbours, folded to be positive, one plane for each byte of them.
    """

    name: str
    type: str
    coding: str
    offset: int
    length: int


class Omission(Plain, frozen=True, kw_only=True):
    """What is not drawn: so many of so many of these things, by this rule."""

    what: str
    count: int
    of: int
    rule: str


class Lane(Plain, frozen=True, kw_only=True):
    """A band of the lanes view: its heading, and how many actors it holds, of what sort."""

    label: str
    detail: str


class Dimension(Plain, frozen=True, kw_only=True):
    """One way to aggregate: groups and the people in each; its cells are the columns `flow.N.*`."""

    name: str
    groups: tuple[str, ...]
    actors: tuple[int, ...]


class PostTexts(Plain, frozen=True, kw_only=True):
    """The texts of the posts, one entry a post; empty where there is none to show."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    url: tuple[str, ...]
    lang: tuple[str, ...]
    source: tuple[str, ...]
    reason: tuple[str, ...]


class Texts(Plain, frozen=True, kw_only=True):
    """The block `texts`: what the posts say, and what each link says of itself."""

    posts: PostTexts
    details: tuple[str, ...]


class ActorTexts(Plain, frozen=True, kw_only=True):
    """The words of the actors; `actor.role` and its like number the lists of names.

    Ids and labels stand here for the actors in `actor.text`; the id of any other is `p-` and its two halves in
    `actor.high` and `actor.low`, and its label the word for its role with the first six digits.
    """

    id: tuple[str, ...]
    label: tuple[str, ...]
    roles: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    platforms: tuple[str, ...]


class Facts(Plain, frozen=True, kw_only=True):
    """The figures of the heading; times are milliseconds, UTC, and absent where the scene has none."""

    posts: int
    actors: int
    languages: tuple[str, ...]
    first: int | None
    last: int | None


class Scene(Plain, frozen=True, kw_only=True):
    """All that a page knows, but for the geometry."""

    version: int
    title: str
    level: str
    subject: str
    view: str
    views: tuple[str, ...]
    audience: str
    identified: bool
    seed: int
    size: str
    evidences: tuple[str, ...]
    kinds: tuple[str, ...]
    facts: Facts
    omitted: tuple[Omission, ...]
    lanes: tuple[Lane, ...]
    timeline: tuple[Lane, ...]
    extent: tuple[float, float, float]
    posts: tuple[str, ...]
    actors: ActorTexts
    dimensions: tuple[Dimension, ...]
    findings: tuple[dict[str, Any], ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A scene with its two other blocks."""

    scene: Scene
    geometry: bytes
    texts: Texts

    def blocks(self) -> dict[str, bytes]:
        """Return the page's data blocks by element id."""
        return {
            "scene": msgspec.json.encode(self.scene),
            "geometry": self.geometry,
            "texts": msgspec.json.encode(self.texts),
        }


def pack(arrays: Mapping[str, Array]) -> tuple[tuple[Column, ...], bytes]:
    """Lay the arrays one after the other, each at a multiple of eight bytes; return where they lie, and the bytes."""
    columns, parts, offset = [], [], 0
    for name, array in arrays.items():
        kind = f"{array.dtype.kind}{array.dtype.itemsize}"
        coding = "delta" if name in DELTA else "plain"
        coded = folded(array) if coding == "delta" else array
        raw = np.ascontiguousarray(coded, dtype=coded.dtype.newbyteorder("<")).tobytes()
        columns.append(Column(name=name, type=kind, coding=coding, offset=offset, length=len(array)))
        padded = raw + b"\0" * (-len(raw) % 8)
        parts.append(padded)
        offset += len(padded)
    return tuple(columns), b"".join(parts)


def folded(array: Array) -> Array:
    """Return the differences of neighbours as bytes: 0, -1, 1, -2 ... become 0, 1, 2, 3 ..., all lowest bytes first."""
    size = array.dtype.itemsize
    signed = np.diff(array.astype(np.int64), prepend=np.int64(0)).astype(np.int64)
    wide = ((signed << 1) ^ (signed >> 63)).astype("<u8")
    planes: Array = wide.view(np.uint8).reshape(-1, 8)[:, : size + 1].T.copy().ravel()
    return planes


def quantised(x: Array, y: Array) -> tuple[Array, Array, tuple[float, float, float]]:
    """Return places in steps of 1/65535 of the longer side, and [left, top, step] to bring them back."""
    if not len(x):
        return x.astype(np.uint16), y.astype(np.uint16), (0.0, 0.0, 1.0)
    left, top = float(x.min()), float(y.min())
    step = max(float(np.ptp(x)), float(np.ptp(y)), 1e-6) / 65_535
    across, down = np.round((x - left) / step), np.round((y - top) / step)
    return across.astype(np.uint16), down.astype(np.uint16), (left, top, step)


def schema() -> dict[str, Any]:
    """Return the JSON schema of a scene and of its texts."""
    found, parts = msgspec.json.schema_components((Scene, Texts), ref_template="#/$defs/{name}")
    return {"anyOf": list(found), "$defs": parts}


if __name__ == "__main__":
    import json
    from pathlib import Path

    text = json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True)
    Path(__file__).with_name("scene.schema.json").write_text(text + "\n", encoding="utf-8")
