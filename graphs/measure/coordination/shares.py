"""Shares as arrays: who shared which object when, in what post, sorted so that one object's shares lie together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from graphs.kernels import kernel
from graphs.measure.coordination.names import Letters, encode, ranked
from graphs.narratives.arrays import I32, I64, Flags, laid, numbers

_FEW = 40
"""Up to so many shares of an object are put in order by insertion."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shares:
    """n shares, those of object o at `starts[o]:starts[o + 1]` in order of time (milliseconds), then of account.

    Objects and accounts are numbered in order of their names, so that the order of the input decides nothing.
    `own[o]` is the number of the content that has the object's own name (-1: none); `layer[o]` is the place of the
    object's kind in `layers`.
    """

    starts: I64
    object: I32
    account: I32
    content: I32
    time: I64
    layer: I32
    own: I32
    layers: tuple[str, ...]
    object_names: pa.Array
    account_names: pa.Array
    content_names: pa.Array

    def __len__(self) -> int:
        return len(self.time)

    @property
    def objects(self) -> int:
        """Count the objects."""
        return len(self.starts) - 1

    @property
    def accounts(self) -> int:
        """Count the accounts."""
        return len(self.account_names)

    def only(self, kept: Flags) -> "Shares":
        """Return the marked shares; numbers of objects, accounts and contents stay what they were."""
        object_ = self.object[kept]
        return replace(
            self,
            starts=np.searchsorted(object_, np.arange(self.objects + 1)).astype(np.int64),
            object=object_,
            account=self.account[kept],
            content=self.content[kept],
            time=self.time[kept],
        )

    def at(self, time: I64) -> "Shares":
        """Return the same shares with other times, in order again."""
        order = np.lexsort((self.account, time, self.object))
        return replace(self, account=self.account[order], content=self.content[order], time=time[order])


def arrange(tables: Sequence[pa.Table], layers: Sequence[str]) -> Shares:
    """Return the rows of one table a layer (`object_id, account_id, content_id, moment`) as sorted arrays."""
    objects, object_names, layer = _objects(tables, layers)
    accounts, account_names = ranked(_column(tables, "account_id"))
    contents, content_names, own = _contents(_column(tables, "content_id"), object_names)
    time = numbers(_column(tables, "moment"))
    starts = np.concatenate([[0], np.cumsum(np.bincount(objects, minlength=len(object_names)))]).astype(np.int64)
    order = ordered(starts, objects, time, accounts)
    return Shares(
        starts=starts,
        object=objects[order],
        account=accounts[order],
        content=contents[order],
        time=time[order],
        layer=layer,
        own=own,
        layers=tuple(layers),
        object_names=object_names,
        account_names=account_names,
        content_names=content_names,
    )


def ordered(starts: I64, objects: I32, time: I64, accounts: I32) -> I64:
    """Return the order by object, then time, then account; rows alike in all stay as they were.

    The shares of object o go to `starts[o]:starts[o + 1]`. O(n), and O(m log m) for m shares of one object.
    """
    order = np.empty(len(objects), dtype=np.int64)
    _ordered(starts, objects, time, accounts, order)
    return order


@kernel
def _ordered(starts: I64, objects: I32, time: I64, accounts: I32, order: I64) -> None:
    filled = starts.copy()
    for row in range(len(objects)):
        order[filled[objects[row]]] = row
        filled[objects[row]] += 1
    for o in range(len(starts) - 1):
        low, high = starts[o], starts[o + 1]
        if high - low > _FEW:
            part = order[low:high]
            part = part[np.argsort(accounts[part], kind="mergesort")]
            order[low:high] = part[np.argsort(time[part], kind="mergesort")]
            continue
        for place in range(low + 1, high):
            row = order[place]
            while place > low and (
                time[order[place - 1]] > time[row]
                or (time[order[place - 1]] == time[row] and accounts[order[place - 1]] > accounts[row])
            ):
                order[place] = order[place - 1]
                place -= 1
            order[place] = row


def _contents(column: pa.ChunkedArray, objects: pa.Array) -> tuple[I32, pa.Array, I32]:
    """Return a number a content, their names, and for each object the content that has its name (-1: none)."""
    letters = Letters.of(pa.chunked_array([*column.chunks, objects], pa.string()))
    codes, firsts = encode(letters)
    known = int(np.searchsorted(firsts, len(column)))
    own = codes[len(column) :]
    own[own >= known] = -1
    return codes[: len(column)], letters.names.take(laid(firsts[:known])).cast(pa.string()), own


def _objects(tables: Sequence[pa.Table], layers: Sequence[str]) -> tuple[I32, pa.Array, I32]:
    """Return the objects of all layers as numbers, the first layer first, each layer in order of names."""
    numbers, names, layer, count = [], [], [], 0
    for place in range(len(layers)):
        codes, found = ranked(tables[place].column("object_id"))
        numbers.append(codes + np.int32(count))
        names.append(found)
        layer.append(np.full(len(found), place, dtype=np.int32))
        count += len(found)
    return np.concatenate(numbers), pa.concat_arrays(names), np.concatenate(layer)


def _column(tables: Sequence[pa.Table], name: str) -> pa.ChunkedArray:
    return pa.chunked_array(
        [chunk for table in tables for chunk in table.column(name).chunks], tables[0].field(name).type
    )
