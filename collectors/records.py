"""The records that travel through the house.

    Actor --wrote--> Post --Reference(kind)--> Post or Actor
                      |
                      +--cites--> PostUrl --published by--> Actor (outlet)
                      +-- Tag, Media, Metric

    Tombstone: the platform says that a post or an actor is gone.   Edit: one post is a version of another.
    Skipped, Other: what was not kept, and why.

All are closed, frozen and keyword-only. What is not modelled stays in the raw archive, reachable by `raw_ref`.
Times are milliseconds since 1970 in UTC; a publication time is an interval [lo, hi] with the source of its bounds.
"""

from enum import StrEnum
from typing import Literal

import msgspec


class PostKind(StrEnum):
    """What a post is, the strongest relation first (a forward is a repost)."""

    REPOST = "repost"
    QUOTE = "quote"
    REPLY = "reply"
    ARTICLE = "article"
    COMMENT = "comment"
    POST = "post"


ReferenceKind = Literal["repost", "quote", "reply", "mention"]
ReferenceRole = Literal["root", "via", "unknown"]
MetricName = Literal["likes", "reposts", "replies", "views", "quotes", "followers"]
MediaKind = Literal["photo", "video", "audio", "document", "other"]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Stand at the root of all records."""


class Actor(Record, frozen=True, kw_only=True, gc=False):
    """An account, channel or outlet as one input described it."""

    actor_id: str
    platform: str
    handle: str | None = None
    name: str | None = None
    followers: int | None = None
    verified: bool | None = None
    created_at: int | None = None
    observed_at: int | None = None


class Reference(Record, frozen=True, kw_only=True, gc=False):
    """One relation of a post to another post or to an actor; either target may be unknown.

    `role` says whether a repost points at the root of the cascade or at the post it was truly taken from (via).
    """

    kind: ReferenceKind
    target_post_id: str | None = None
    target_actor_id: str | None = None
    role: ReferenceRole = "unknown"


class PostUrl(Record, frozen=True, kw_only=True, gc=False):
    """A link in a post as the input gave it; canonical form and domain are added when it is stored."""

    raw: str
    expanded: str | None = None


class Metric(Record, frozen=True, kw_only=True, gc=False):
    """A count that the platform showed at one moment (unknown moment: None)."""

    name: MetricName
    value: int
    observed_at: int | None = None


class Media(Record, frozen=True, kw_only=True, gc=False):
    """A picture, video or file of a post."""

    kind: MediaKind
    url: str | None = None
    hash: str | None = None


class Post(Record, frozen=True, kw_only=True, gc=False):
    """A post, article or comment, with everything that travels with it.

    `published_source` says where the time comes from: `platform`, `page`, `feed`, `file`, `id`, `seen` (a bound only).
    `superseded_by` is the id of a later version of the same post, `earlier_versions` are those that this one replaces;
    `withheld` lists country codes, space-separated.
    `lang` is what the input declared; a build tells the language from the words.
    """

    post_id: str
    platform: str
    actor_id: str
    kind: PostKind
    published_lo: int
    published_hi: int
    published_source: str
    text: str | None = None
    title: str | None = None
    lang: str | None = None
    url: str | None = None
    conversation_id: str | None = None
    edited_at: int | None = None
    deleted_at: int | None = None
    superseded_by: str | None = None
    earlier_versions: tuple[str, ...] = ()
    withheld: str | None = None
    references: tuple[Reference, ...] = ()
    urls: tuple[PostUrl, ...] = ()
    tags: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    metrics: tuple[Metric, ...] = ()


class Tombstone(Record, frozen=True, kw_only=True, gc=False):
    """The platform's word that a post or actor is gone; `id` is qualified like any other id."""

    id: str
    at: int | None
    source: str


class Skipped(Record, frozen=True, kw_only=True, gc=False):
    """A post that was offered and not kept; `reason` is a short stable phrase, `detail` the value that did it."""

    reason: str
    detail: str = ""


class Other(Record, frozen=True, kw_only=True, gc=False):
    """Something that is not a post: `user`, `error`, `compliance`, `count`, `list`, `like` ..."""

    kind: str


Item = Post | Actor | Tombstone | Skipped | Other
