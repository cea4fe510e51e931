"""Account pairs with what joins them: weights, deltas, posts of either side, and which are heavy."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphs.kernels import kernel
from graphs.narratives.arrays import F64, I64, Flags

_FAST = "_fast"


def edge_table(found: pa.Table, *, quantile: float, as_published: bool) -> pa.Table:
    """Return one row an account pair, in order of names; columns that end in `_fast` count the faster pairs alone.

    Each side counts its own posts, unless `as_published` asks for CooRTweet 2.1.3, which puts the accounts in order and
    leaves the posts where they were. O(pairs · log pairs).
    """
    one, other = _numbers(found, "account"), _numbers(found, "account_y")
    turned = one > other
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((high, low))
    starts = np.flatnonzero(np.diff(low[order], prepend=-1) | np.diff(high[order], prepend=-1))
    bounds = np.append(starts, len(order)).astype(np.int64)
    first = order[starts]
    posts = _numbers(found, "content"), _numbers(found, "content_y")
    swap = turned & ~np.bool_(as_published)
    sides = np.where(swap, posts[1], posts[0])[order], np.where(swap, posts[0], posts[1])[order]
    delta = np.rint(found.column("time_delta").to_numpy() * 1_000).astype(np.int64)[order]
    fast = found.column("fast").to_numpy()[order]
    columns = {
        "account_id": _names(found, first, turned[first]),
        "account_id_y": _names(found, first, ~turned[first]),
        **_measures(bounds, delta, sides, np.ones(len(order), dtype=np.bool_), ""),
        "objects": pa.array(distinct(bounds, _numbers(found, "object")[order], np.ones(len(order), dtype=np.bool_))),
        "layers": _layers(found, order, starts),
        **_measures(bounds, delta, sides, fast, _FAST),
    }
    for suffix in ("", _FAST):
        columns[f"weight_threshold{suffix}"] = _heavy(columns[f"weight{suffix}"], quantile)
    return pa.table(columns)


def _measures(bounds: I64, delta: I64, sides: tuple[I64, I64], counted: Flags, suffix: str) -> dict[str, pa.Array]:
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
    return {f"{name}{suffix}": pa.array(value, mask=none) for name, value in values.items()}


def _sums(values: I64, bounds: I64) -> I64:
    return np.diff(np.concatenate([[0], np.cumsum(values)])[bounds])


def _heavy(weight: pa.Array, quantile: float) -> pa.Array:
    """Mark weights above the quantile of all (type 7, as R's); null where there is no weight."""
    known = weight.drop_null().to_numpy()
    bar = np.quantile(known, quantile) if len(known) else 0.0
    absent = np.asarray(weight.is_null())
    return pa.array((np.asarray(weight.fill_null(0)) > bar).astype(np.int64), mask=absent)


def _names(found: pa.Table, first: I64, second_side: Flags) -> pa.Array:
    rows = pa.array(first)
    one, other = (found.column(side).take(rows).combine_chunks() for side in ("account_id", "account_id_y"))
    return pc.if_else(pa.array(second_side), other, one)


def _layers(found: pa.Table, order: I64, starts: I64) -> pa.Array:
    """Name the kinds of object of each edge."""
    coded = found.column("layer").combine_chunks().dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    names = coded.dictionary.to_pylist()
    if not len(order):
        return pa.array([], pa.string())
    masks = np.bitwise_or.reduceat(np.int64(1) << coded.indices.to_numpy().astype(np.int64)[order], starts)
    kinds, place = np.unique(masks, return_inverse=True)
    said = [
        " ".join(name for bit, name in sorted(enumerate(names), key=lambda n: n[1]) if mask >> bit & 1)
        for mask in kinds
    ]
    return pa.array(said, pa.string()).take(pa.array(place))


def _numbers(found: pa.Table, name: str) -> I64:
    return np.asarray(found.column(f"number_{name}").to_numpy(), dtype=np.int64)


@kernel
def distinct(bounds: I64, values: I64, counted: Flags) -> I64:
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
