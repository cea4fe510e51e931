"""Records into columns: one Arrow table for each table of the case, canonical addresses filled in."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from collectors.archive import Part
from collectors.records import Actor, Post, Skipped, Tombstone
from collectors.sink import Observed
from collectors.urls import RULES_VERSION, canonical

_TEXT, _LONG, _INT, _KEY = pa.string(), pa.int64(), pa.int32(), pa.uint64()


def post_table(observed: Sequence[Observed], run_id: str) -> Any:
    """Return rows of `post`; the language is what the input declared, until a build reads the words."""
    posts = [one.post for one in observed]
    declared = pa.array([one.lang for one in posts], _TEXT)
    return pa.table(
        {
            "post_id": pa.array([one.post_id for one in posts], _TEXT),
            "platform": pa.array([one.platform for one in posts], _TEXT),
            "actor_id": pa.array([one.actor_id for one in posts], _TEXT),
            "kind": pa.array([one.kind for one in posts], _TEXT),
            "published_lo": pa.array([one.published_lo for one in posts], _LONG),
            "published_hi": pa.array([one.published_hi for one in posts], _LONG),
            "published_source": pa.array([one.published_source for one in posts], _TEXT),
            "text": pa.array([one.text for one in posts], _TEXT),
            "title": pa.array([one.title for one in posts], _TEXT),
            "lang": declared,
            "lang_declared": declared,
            "lang_detector": pc.if_else(declared.is_valid(), "declared", pa.scalar(None, _TEXT)),
            "url": pa.array([one.url for one in posts], _TEXT),
            "url_canonical": pa.array([_canonical(one.url) for one in posts], _TEXT),
            "conversation_id": pa.array([one.conversation_id for one in posts], _TEXT),
            "edited_at": pa.array([one.edited_at for one in posts], _LONG),
            "deleted_at": pa.array([one.deleted_at for one in posts], _LONG),
            "superseded_by": pa.array([one.superseded_by for one in posts], _TEXT),
            "withheld": pa.array([one.withheld for one in posts], _TEXT),
            "run_id": pa.repeat(pa.scalar(run_id, _TEXT), len(posts)),
            "raw_ref": pa.array([one.raw_ref for one in observed], _TEXT),
            "importer_version": pa.array([one.version for one in observed], _INT),
        }
    )


def reference_table(posts: Sequence[Post]) -> Any:
    """Return rows of `reference`."""
    rows = [one for post in posts for one in post.references]
    return pa.table(
        {
            "post_id": _owners(posts, [len(post.references) for post in posts]),
            "kind": pa.array([one.kind for one in rows], _TEXT),
            "target_post_id": pa.array([one.target_post_id for one in rows], _TEXT),
            "target_actor_id": pa.array([one.target_actor_id for one in rows], _TEXT),
            "role": pa.array([one.role for one in rows], _TEXT),
        }
    )


def url_table(posts: Sequence[Post]) -> Any:
    """Return rows of `post_url`, each with the page that the address stands for."""
    rows = [(post.post_id, at, one) for post in posts for at, one in enumerate(post.urls)]
    pages = [canonical(one.expanded or one.raw) for _, _, one in rows]
    return pa.table(
        {
            "post_id": pa.array([post_id for post_id, _, _ in rows], _TEXT),
            "position": pa.array([at for _, at, _ in rows], _INT),
            "raw": pa.array([one.raw for _, _, one in rows], _TEXT),
            "expanded": pa.array([one.expanded for _, _, one in rows], _TEXT),
            "canonical": pa.array([page.url if page else None for page in pages], _TEXT),
            "domain": pa.array([page.domain if page else None for page in pages], _TEXT),
            "article": pa.array([page.article if page else None for page in pages], pa.bool_()),
            "rules_version": pa.repeat(pa.scalar(RULES_VERSION, _INT), len(rows)),
        }
    )


def tag_table(posts: Sequence[Post]) -> Any:
    """Return rows of `tag`."""
    rows = [(post.post_id, tag) for post in posts for tag in post.tags]
    return pa.table(
        {
            "post_id": pa.array([post_id for post_id, _ in rows], _TEXT),
            "tag": pa.array([tag for _, tag in rows], _TEXT),
        }
    )


def media_table(posts: Sequence[Post]) -> Any:
    """Return rows of `media`."""
    rows = [(post.post_id, at, one) for post in posts for at, one in enumerate(post.media)]
    return pa.table(
        {
            "post_id": pa.array([post_id for post_id, _, _ in rows], _TEXT),
            "position": pa.array([at for _, at, _ in rows], _INT),
            "kind": pa.array([one.kind for _, _, one in rows], _TEXT),
            "url": pa.array([one.url for _, _, one in rows], _TEXT),
            "hash": pa.array([one.hash for _, _, one in rows], _TEXT),
        }
    )


def metric_table(posts: Sequence[Post]) -> Any:
    """Return rows of `metric`."""
    rows = [one for post in posts for one in post.metrics]
    return pa.table(
        {
            "post_id": _owners(posts, [len(post.metrics) for post in posts]),
            "observed_at": pa.array([one.observed_at for one in rows], _LONG),
            "name": pa.array([one.name for one in rows], _TEXT),
            "value": pa.array([one.value for one in rows], _LONG),
        }
    )


def edit_table(posts: Sequence[Post]) -> Any:
    """Return rows of `edit`."""
    rows = [(earlier, post.post_id) for post in posts for earlier in post.earlier_versions]
    return pa.table(
        {
            "earlier_id": pa.array([earlier for earlier, _ in rows], _TEXT),
            "later_id": pa.array([later for _, later in rows], _TEXT),
        }
    )


def actor_table(actors: Sequence[Actor]) -> Any:
    """Return rows of `actor`."""
    return pa.table(
        {
            "actor_id": pa.array([one.actor_id for one in actors], _TEXT),
            "platform": pa.array([one.platform for one in actors], _TEXT),
            "handle": pa.array([one.handle for one in actors], _TEXT),
            "name": pa.array([one.name for one in actors], _TEXT),
            "followers": pa.array([one.followers for one in actors], _LONG),
            "verified": pa.array([one.verified for one in actors], pa.bool_()),
            "created_at": pa.array([one.created_at for one in actors], _LONG),
            "observed_at": pa.array([one.observed_at for one in actors], _LONG),
        }
    )


def tombstone_table(tombstones: Sequence[Tombstone]) -> Any:
    """Return rows of `tombstone`."""
    return pa.table(
        {
            "id": pa.array([one.id for one in tombstones], _TEXT),
            "at": pa.array([one.at for one in tombstones], _LONG),
            "source": pa.array([one.source for one in tombstones], _TEXT),
        }
    )


def skipped_table(skipped: Sequence[tuple[str, Skipped]], run_id: str) -> Any:
    """Return rows of `skipped`."""
    return pa.table(
        {
            "run_id": pa.repeat(pa.scalar(run_id, _TEXT), len(skipped)),
            "raw_ref": pa.array([raw_ref for raw_ref, _ in skipped], _TEXT),
            "reason": pa.array([one.reason for _, one in skipped], _TEXT),
            "detail": pa.array([one.detail or None for _, one in skipped], _TEXT),
        }
    )


def part_table(part: Part, run_id: str) -> Any:
    """Return the row of `archive_part`."""
    return pa.table(
        {
            "run_id": pa.array([run_id], _TEXT),
            "part": pa.array([part.part], _INT),
            "items": pa.array([part.items], _LONG),
            "bytes": pa.array([part.bytes], _LONG),
            "sha256": pa.array([part.sha256], _TEXT),
        }
    )


def key_table(keys: Sequence[int]) -> Any:
    """Return a table of post keys."""
    return pa.table({"post_key": pa.array(keys, _KEY)})


def id_table(posts: Sequence[Post]) -> Any:
    """Return a table of post ids."""
    return pa.table({"post_id": pa.array([one.post_id for one in posts], _TEXT)})


def observation_table(pairs: Sequence[tuple[int, int]]) -> Any:
    """Return rows of `observation`."""
    return pa.table(
        {
            "post_key": pa.array([key for key, _ in pairs], _KEY),
            "digest": pa.array([digest for _, digest in pairs], _KEY),
        }
    )


def _owners(posts: Sequence[Post], counts: Sequence[int]) -> Any:
    """Return the id of each post as often as it has rows."""
    places = np.repeat(np.arange(len(posts)), np.asarray(counts, dtype=np.int64))
    return pa.array([one.post_id for one in posts], _TEXT).take(pa.array(places))


def _canonical(url: str | None) -> str | None:
    page = canonical(url) if url else None
    return page.url if page else None
