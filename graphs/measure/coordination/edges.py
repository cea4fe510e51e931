"""Account pairs with what joins them: weights, deltas, posts of either side, and which are heavy."""

import numpy as np
import pyarrow as pa

from graphs.kernels import kernel
from graphs.measure.coordination.pairs import Pairs
from graphs.measure.coordination.shares import Shares
from graphs.narratives.arrays import F64, I32, I64, Flags, laid, numbers

_FAST = "_fast"
_MEASURES = {
    "weight": pa.int64(),
    "avg_time_delta": pa.float64(),
    "n_content_id": pa.int64(),
    "n_content_id_y": pa.int64(),
    "edge_symmetry_score": pa.float64(),
}


def edge_table(found: Pairs, *, quantile: float, as_published: bool) -> pa.Table:
    """Return one row an account pair, in order of names; columns that end in `_fast` count the faster pairs alone.

    Each side counts its own posts, unless `as_published` asks for CooRTweet 2.1.3, which puts the accounts in order and
    leaves the posts where they were. O(pairs · log pairs); names are looked up for the edges alone.
    """
    shares = found.shares
    one, other = shares.account[found.older].astype(np.int64), shares.account[found.newer].astype(np.int64)
    turned = one > other
    key = np.minimum(one, other) * shares.accounts + np.maximum(one, other)
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    bounds = np.append(starts, len(order)).astype(np.int64)
    swap = turned & ~np.bool_(as_published)
    sides = np.where(swap, found.newer, found.older)[order], np.where(swap, found.older, found.newer)[order]
    posts = shares.content[sides[0]], shares.content[sides[1]]
    objects, every = shares.object[found.older][order], np.ones(len(order), dtype=np.bool_)
    delta, fast = found.delta[order], found.fast[order]
    columns = {
        "account_id": shares.account_names.take(laid(key[starts] // max(shares.accounts, 1))),
        "account_id_y": shares.account_names.take(laid(key[starts] % max(shares.accounts, 1))),
        **_measures(bounds, delta, posts, every, ""),
        "objects": laid(distinct(bounds, objects, every)),
        "layers": _layers(shares, objects, starts),
        **_measures(bounds, delta, posts, fast, _FAST),
    }
    for suffix in ("", _FAST):
        columns[f"weight_threshold{suffix}"] = _heavy(columns[f"weight{suffix}"], quantile)
    return pa.table(columns)


def _measures(bounds: I64, delta: I64, sides: tuple[I32, I32], counted: Flags, suffix: str) -> dict[str, pa.Array]:
    if not counted.any():
        return {f"{name}{suffix}": pa.nulls(len(bounds) - 1, kind) for name, kind in _MEASURES.items()}
    weight = _sums(counted.astype(np.int64), bounds)
    total = _sums(np.where(counted, delta, 0), bounds)
    one, other = (distinct(bounds, side, counted) for side in sides)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean, symmetry = total / 1_000 / weight, np.minimum(one, other) / np.maximum(one, other)
    none = weight == 0
    values: dict[str, I64 | F64] = {
        "weight": weight,
        "avg_time_delta": mean,
        "n_content_id": one,
        "n_content_id_y": other,
        "edge_symmetry_score": symmetry,
    }
    return {
        f"{name}{suffix}": pa.array(value, mask=none) if none.any() else laid(value) for name, value in values.items()
    }


def _sums(values: I64, bounds: I64) -> I64:
    return np.diff(np.concatenate([[0], np.cumsum(values)])[bounds])


def _heavy(weight: pa.Array, quantile: float) -> pa.Array:
    """Mark weights above the quantile of all (type 7, as R's); null where there is no weight."""
    known = numbers(weight.drop_null())
    bar = np.quantile(known, quantile) if len(known) else 0.0
    if not weight.null_count:
        return laid((known > bar).astype(np.int64))
    absent = np.asarray(weight.is_null())
    return pa.array((np.asarray(weight.fill_null(0)) > bar).astype(np.int64), mask=absent)


def _layers(shares: Shares, objects: I32, starts: I64) -> pa.Array:
    """Name the kinds of object of each edge, in order of names."""
    if not len(objects):
        return pa.array([], pa.string())
    if len(shares.layers) == 1:
        return _repeated(shares.layers[0].encode(), len(starts))
    masks = np.bitwise_or.reduceat(np.int64(1) << shares.layer[objects].astype(np.int64), starts)
    kinds, place = np.unique(masks, return_inverse=True)
    named = sorted(enumerate(shares.layers), key=lambda pair: pair[1])
    said = [" ".join(name for bit, name in named if mask >> bit & 1) for mask in kinds]
    return pa.array(said, pa.string()).take(pa.array(place))


def _repeated(text: bytes, times: int) -> pa.Array:
    offsets = np.arange(times + 1, dtype=np.int32) * np.int32(len(text))
    return pa.StringArray.from_buffers(times, pa.py_buffer(offsets), pa.py_buffer(text * times))


@kernel
def distinct(bounds: I64, values: I32, counted: Flags) -> I64:
    """Count the different values among the counted rows of each run."""
    counts = np.zeros(len(bounds) - 1, dtype=np.int64)
    for run in range(len(bounds) - 1):
        low, high = bounds[run], bounds[run + 1]
        if high - low == 1:
            counts[run] = counted[low]
            continue
        part = np.sort(values[low:high][counted[low:high]])
        for place in range(len(part)):
            counts[run] += place == 0 or part[place] != part[place - 1]
    return counts
