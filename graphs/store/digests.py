"""What tells a post that comes again from one that has changed: hashes of its id, its content and its counts.

They are taken from columns, so that the way in which a post came (as a record, or straight into columns) leaves no
trace in them. Fields are kept apart by marks that no stored text holds.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from xxhash import xxh3_64_intdigest

_TEXT = pa.string()
_FIELD, _ROW, _NOTHING = "\x1f", "\x1e", "\x00"
_COMMON = ("kind", "actor_id", "published_lo", "published_hi", "published_source", "text", "lang", "conversation_id")
_RARE = ("title", "url", "edited_at", "deleted_at", "superseded_by", "withheld")
_HIGH, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


def keys_of(post_ids: Any) -> Any:
    """Return the hash of each id."""
    return _hashes(post_ids)


def digests_of(posts: Any, rows: dict[str, Any], counts: Any) -> Any:
    """Return one digest a post: of its content in the high half, of its counts in the low half.

    `posts` is a table with a row a post; the tables in `rows` and `counts` name theirs by `place`, in ascending order.
    When counts were looked at is not part of the digest.
    """
    parts = [posts[name] for name in _COMMON]
    parts += [_grouped(rows[name], len(posts)) for name in sorted(rows)]
    content = _hashes(_joined([*parts, *_rare(posts)], _FIELD))
    counted = _hashes(_grouped(counts.drop_columns(["observed_at"]), len(posts)))
    return (content & _LOW) << _HIGH | (counted & _LOW)


def _rare(posts: Any) -> list[Any]:
    """Return the fields that few posts have; where none has any, what stands for that."""
    columns = [posts[name] for name in _RARE]
    if all(one.null_count == len(posts) for one in columns):
        return [pa.scalar(_FIELD.join([_NOTHING] * len(_RARE)))]
    return columns


def _grouped(table: Any, count: int) -> Any:
    """Return for each post its rows as one text, empty where it has none."""
    places = table["place"].to_numpy()
    columns = [table[name] for name in table.column_names if name != "place"]
    if not len(places):
        return pa.scalar("")
    ends = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(places, minlength=count), out=ends[1:])
    rows = columns[0] if len(columns) == 1 else _joined(columns, _FIELD)
    rows = rows.combine_chunks() if isinstance(rows, pa.ChunkedArray) else rows
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(ends), rows), _ROW)


def _joined(columns: list[Any], mark: str) -> Any:
    texts = [one if one.type == _TEXT else one.cast(_TEXT) for one in columns]
    return pc.binary_join_element_wise(*texts, mark, null_handling="replace", null_replacement=_NOTHING)


def _hashes(texts: Any) -> Any:
    if isinstance(texts, pa.Scalar):
        return np.uint64(xxh3_64_intdigest(texts.as_py().encode()))
    return np.array([xxh3_64_intdigest(one) for one in texts.cast(pa.binary()).to_pylist()], dtype=np.uint64)
