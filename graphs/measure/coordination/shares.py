"""Shares as arrays: who shared which object when, in what post, sorted so that one object's shares lie together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphs.narratives.arrays import I32, I64, Flags


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
    accounts, account_names = _ranked(_column(tables, "account_id"))
    coded = _column(tables, "content_id").dictionary_encode().combine_chunks()
    coded = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    contents, content_names = coded.indices.to_numpy().astype(np.int32), coded.dictionary
    time = _column(tables, "moment").to_numpy().astype(np.int64)
    own = np.full(len(object_names), -1, dtype=np.int32)
    for names, first in _by_layer(layer, object_names):
        place = pc.index_in(content_names, value_set=names)
        held = np.flatnonzero(np.asarray(place.is_valid()))
        own[first + np.asarray(place.drop_null())] = held
    order = np.lexsort((accounts, time, objects))
    objects = objects[order]
    return Shares(
        starts=np.searchsorted(objects, np.arange(len(object_names) + 1)).astype(np.int64),
        object=objects,
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


def _objects(tables: Sequence[pa.Table], layers: Sequence[str]) -> tuple[I32, pa.Array, I32]:
    """Return the objects of all layers as numbers, the first layer first, each layer in order of names."""
    numbers, names, layer, count = [], [], [], 0
    for place in range(len(layers)):
        codes, found = _ranked(tables[place].column("object_id"))
        numbers.append(codes + np.int32(count))
        names.append(found)
        layer.append(np.full(len(found), place, dtype=np.int32))
        count += len(found)
    return np.concatenate(numbers), pa.concat_arrays(names), np.concatenate(layer)


def _by_layer(layer: I32, names: pa.Array) -> Iterator[tuple[pa.Array, int]]:
    """Yield the names of each layer's objects with the number of the first."""
    for place in np.unique(layer):
        first, last = np.searchsorted(layer, [place, place + 1])
        yield names.slice(first, last - first), int(first)


def _ranked(column: pa.ChunkedArray) -> tuple[I32, pa.Array]:
    """Return a number for each value in order of the names, and the names."""
    coded = column.dictionary_encode().combine_chunks()
    coded = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    order = pc.sort_indices(coded.dictionary).to_numpy()
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    indices = coded.indices.to_numpy()
    return rank[indices] if len(indices) else np.zeros(0, np.int32), coded.dictionary.take(pa.array(order))


def _column(tables: Sequence[pa.Table], name: str) -> pa.ChunkedArray:
    return pa.chunked_array(
        [chunk for table in tables for chunk in table.column(name).chunks], tables[0].field(name).type
    )
