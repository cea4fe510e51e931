"""The rows of a batch as Arrow tables, one for each table of the case, and those of some of its posts.

Rows --held--> Held: post, reference, post_url, tag, media, metric, edit (each row with the place of its post)
Held --rows of chosen posts--> what is appended, canonical addresses filled in
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from collectors.archive import Part
from collectors.records import Actor, Skipped, Tombstone
from collectors.rows import COUNTS, FIGURE, LINK, NUMBERS, PICTURE, POST, REFERENCE, TAG, VERSION, Rows
from collectors.urls import RULES_VERSION, canonical
from graphs.store.digests import digests_of, keys_of

_TEXT, _LONG, _INT, _KEY = pa.string(), pa.int64(), pa.int32(), pa.uint64()
CHILDREN = ("reference", "post_url", "tag", "media")
_NUMBERED = ("post_url", "media")


@dataclass(frozen=True, slots=True)
class Held:
    """The posts of a batch: `post` has a row each, `rows` the tables that hang on them; hashes as numpy arrays."""

    post: Any
    rows: dict[str, Any]
    keys: Any
    digests: Any

    def posts_at(self, places: Sequence[int]) -> Any:
        """Return rows of `post` for the posts at the given places (ascending), the canonical address filled in."""
        found = self.post if len(places) == len(self.post) else self.post.take(pa.array(places, _LONG))
        pages = map(_canonical, found["url"].to_pylist()) if found["url"].null_count < len(found) else ()
        canonical_urls = pa.array(list(pages), _TEXT) if pages else pa.nulls(len(found), _TEXT)
        return found.append_column("url_canonical", canonical_urls)

    def rows_at(self, table: str, places: Sequence[int]) -> Any:
        """Return the rows of a table that hang on the posts at the given places (ascending)."""
        found = self.rows[table]
        if len(places) < len(self.post):
            chosen = np.zeros(len(self.post), dtype=bool)
            chosen[places] = True
            found = found.filter(pa.array(chosen[found["place"].to_numpy()]))
        if table in _NUMBERED:
            found = found.append_column("position", _positions(found["place"].to_numpy()))
        if table == "post_url":
            found = _with_pages(found)
        owners = self.post["post_id"].take(found["place"])
        return found.drop_columns(["place"]).append_column("later_id" if table == "edit" else "post_id", owners)

    def ids_at(self, places: Sequence[int]) -> Any:
        """Return a table of the ids of the posts at the given places."""
        return pa.table({"post_id": self.post["post_id"].take(pa.array(places, _LONG))})


def held(rows: Rows, run_id: str) -> Held:
    """Bring the posts of a batch into Arrow; raise TypeError, ValueError or OverflowError where one does not fit."""
    post = _posts(rows, run_id)
    tables = {
        "reference": _table(REFERENCE, rows.references),
        "post_url": _table(LINK, rows.links),
        "tag": _table(TAG, rows.tags),
        "media": _table(PICTURE, rows.pictures),
        "edit": _table(VERSION, rows.versions),
    }
    metric = _metrics(rows)
    keys, digests = keys_of(post["post_id"]), digests_of(post, tables, metric)
    return Held(post, {**tables, "metric": metric}, keys, digests)


def _table(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Any:
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pa.table({name: pa.array(one, _kind(name)) for name, one in zip(names, columns, strict=True)})


def _kind(name: str) -> Any:
    return _INT if name == "importer_version" else _LONG if name in NUMBERS else _TEXT


def _posts(rows: Rows, run_id: str) -> Any:
    post = _table(POST, rows.posts)
    declared = post["lang"]
    return (
        post.append_column("lang_declared", declared)
        .append_column("lang_detector", pc.if_else(declared.is_valid(), "declared", pa.scalar(None, _TEXT)))
        .append_column("run_id", pa.repeat(pa.scalar(run_id, _TEXT), len(post)))
    )


def _metrics(rows: Rows) -> Any:
    """Return rows of `metric`: single figures and those shown together, by the place of their post."""
    single = _table(FIGURE, rows.figures)
    if not rows.counts:
        return single
    together = _apart(_table(COUNTS, rows.counts))
    if not rows.figures:
        return together
    whole = pa.concat_tables([single, together]).combine_chunks()
    return whole.take(pa.array(np.argsort(whole["place"].to_numpy(), kind="stable")))


def _apart(counts: Any) -> Any:
    """Return a row for each figure, post after post, without what was not shown."""
    names = counts.column_names[2:]
    values = [counts[name] for name in names]
    shown = np.column_stack([one.is_valid().to_numpy() for one in values]).ravel()
    flat = np.column_stack([one.fill_null(0).to_numpy() for one in values]).ravel()
    at = pa.array(np.repeat(np.arange(len(counts)), len(names))[shown])
    which = pa.array(np.tile(np.arange(len(names)), len(counts))[shown])
    return pa.table(
        {
            "place": counts["place"].take(at),
            "name": pa.array(names, _TEXT).take(which),
            "value": pa.array(flat[shown]),
            "observed_at": counts["observed_at"].take(at),
        }
    )


def _with_pages(links: Any) -> Any:
    """Return rows of `post_url`, each with the page that the address stands for."""
    pages = [
        canonical(expanded or raw)
        for raw, expanded in zip(links["raw"].to_pylist(), links["expanded"].to_pylist(), strict=True)
    ]
    return (
        links.append_column("canonical", pa.array([page.url if page else None for page in pages], _TEXT))
        .append_column("domain", pa.array([page.domain if page else None for page in pages], _TEXT))
        .append_column("article", pa.array([page.article if page else None for page in pages], pa.bool_()))
        .append_column("rules_version", pa.repeat(pa.scalar(RULES_VERSION, _INT), len(pages)))
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


def key_table(keys: Any) -> Any:
    """Return a table of post keys."""
    return pa.table({"post_key": pa.array(keys, _KEY)})


def observation_table(keys: Any, digests: Any) -> Any:
    """Return rows of `observation`."""
    return pa.table({"post_key": pa.array(keys, _KEY), "digest": pa.array(digests, _KEY)})


def _positions(places: Any) -> Any:
    """Return which row of its post each row is, from 0 on."""
    return pa.array((np.arange(len(places)) - np.searchsorted(places, places)).astype(np.int32))


def _canonical(url: str | None) -> str | None:
    page = canonical(url) if url else None
    return page.url if page else None
