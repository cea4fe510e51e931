"""All that a page knows, as plain data with a version: texts in JSON, geometry in typed arrays.

    Scene (JSON) --columns say where--> arrays, little-endian, one after the other
      posts, actors   texts by row; numbers in the columns `post.*`, `actor.*`
      columns `link.*` (post to post) and `edge.*` (actor to actor)

`scene.schema.json` beside this file is the schema of the JSON part; the page's own copy of the names is
`web/src/scene.ts`. A change that an older page could not read raises VERSION.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

VERSION = 1
KINDS = ("post", "repost", "quote", "reply", "article", "comment", "unseen", "crowd")
EVIDENCES = ("reference", "citation", "attribution", "copy", "fact", "claim", "timing", "coshare")
VIEWS = ("lanes", "network", "flows", "table")
Array = npt.NDArray[Any]


class Plain(msgspec.Struct, frozen=True, kw_only=True):
    """Stand at the root of the parts of a scene."""


class Column(Plain, frozen=True, kw_only=True):
    """Where an array lies in the geometry block: byte offset, number of items, and item type (f4 f8 u1 u2 u4)."""

    name: str
    type: str
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
    """One way to aggregate: groups, the people in each, and cells [from, to, evidence, links]."""

    name: str
    groups: tuple[str, ...]
    actors: tuple[int, ...]
    cells: tuple[tuple[int, int, int, int], ...]


class PostTexts(Plain, frozen=True, kw_only=True):
    """The texts of the posts, one entry a post; empty where there is none to show."""

    id: tuple[str, ...]
    title: tuple[str, ...]
    text: tuple[str, ...]
    url: tuple[str, ...]
    lang: tuple[str, ...]
    source: tuple[str, ...]
    reason: tuple[str, ...]


class ActorTexts(Plain, frozen=True, kw_only=True):
    """The texts of the actors, one entry an actor."""

    id: tuple[str, ...]
    label: tuple[str, ...]
    role: tuple[str, ...]
    country: tuple[str, ...]


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
    posts: PostTexts
    actors: ActorTexts
    details: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    findings: tuple[dict[str, Any], ...]
    columns: tuple[Column, ...]


def pack(arrays: Mapping[str, Array]) -> tuple[tuple[Column, ...], bytes]:
    """Lay the arrays one after the other, each at a multiple of eight bytes; return where they lie, and the bytes."""
    columns, parts, offset = [], [], 0
    for name, array in arrays.items():
        raw = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).tobytes()
        kind = f"{array.dtype.kind}{array.dtype.itemsize}"
        columns.append(Column(name=name, type=kind, offset=offset, length=len(array)))
        padded = raw + b"\0" * (-len(raw) % 8)
        parts.append(padded)
        offset += len(padded)
    return tuple(columns), b"".join(parts)


def blocks(scene: Scene, geometry: bytes) -> dict[str, bytes]:
    """Return the page's data blocks by element id."""
    return {"scene": msgspec.json.encode(scene), "geometry": geometry}


def schema() -> dict[str, Any]:
    """Return the JSON schema of a scene."""
    return msgspec.json.schema(Scene)


if __name__ == "__main__":
    import json
    from pathlib import Path

    text = json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True)
    Path(__file__).with_name("scene.schema.json").write_text(text + "\n", encoding="utf-8")
