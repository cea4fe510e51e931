"""Pairs of posts about one object within the window: as rows of the shares, and as a table with names."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphs.measure.coordination.shares import Shares
from graphs.narratives.arrays import I64, Flags


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Rows `older` and `newer` of the shares; `fast` marks the pairs that also lie in the narrower window."""

    shares: Shares
    older: I64
    newer: I64
    fast: Flags

    def __len__(self) -> int:
        return len(self.older)

    @property
    def delta(self) -> I64:
        """Return how long after the older post the newer one came, in milliseconds."""
        return self.shares.time[self.newer] - self.shares.time[self.older]

    def flagged(self, fast: Flags) -> "Pairs":
        """Return the same pairs with other marks."""
        return replace(self, fast=fast)

    def table(self) -> pa.Table:
        """Return one row a pair with names, in order of object, moment, accounts and posts.

        Columns: layer, object_id, account_id, account_id_y, content_id, content_id_y, time_delta (seconds), the moment
        of the older post (milliseconds), fast. Names are looked up once, in the order of the rows.
        """
        shares, order = self.shares, _order(self)
        older, newer = self.older[order], self.newer[order]
        return pa.table(
            {
                "layer": pa.array(list(shares.layers)).take(pa.array(shares.layer[shares.object[older]])),
                "object_id": shares.object_names.take(pa.array(shares.object[older])),
                "account_id": shares.account_names.take(pa.array(shares.account[older])),
                "account_id_y": shares.account_names.take(pa.array(shares.account[newer])),
                "content_id": shares.content_names.take(pa.array(shares.content[older])),
                "content_id_y": shares.content_names.take(pa.array(shares.content[newer])),
                "time_delta": pa.array(self.delta[order] / 1000),
                "moment": pa.array(shares.time[older]),
                "fast": pa.array(self.fast[order]),
            }
        )


def paired(shares: Shares, one: I64, other: I64) -> Pairs:
    """Return rows of shares as pairs; of two posts at one moment the lesser account and content come first."""
    a, b = shares.account[one], shares.account[other]
    turned = shares.time[one] == shares.time[other]
    alike = np.flatnonzero(turned & (a == b))
    turned &= a > b
    if len(alike):
        names = [shares.content_names.take(pa.array(shares.content[rows[alike]])) for rows in (one, other)]
        turned[alike] = pc.greater(*names).to_numpy(zero_copy_only=False)
    older, newer = np.where(turned, other, one), np.where(turned, one, other)
    return Pairs(shares=shares, older=older, newer=newer, fast=np.zeros(len(one), dtype=np.bool_))


def _order(pairs: Pairs) -> I64:
    """Order by object, moment, accounts, then the names of the posts."""
    shares = pairs.shares
    keys = (
        shares.object[pairs.older],
        shares.time[pairs.older],
        shares.account[pairs.older],
        shares.account[pairs.newer],
    )
    order = np.lexsort(keys[::-1])
    same = np.flatnonzero(np.logical_and.reduce([key[order][1:] == key[order][:-1] for key in keys]))
    if len(same):
        tied = np.unique(np.concatenate([same, same + 1]))
        sides = (shares.content[rows[order[tied]]] for rows in (pairs.older, pairs.newer))
        names = [shares.content_names.take(pa.array(side)).to_pylist() for side in sides]
        columns = [key[order[tied]].tolist() for key in keys] + names
        rows = sorted(range(len(tied)), key=lambda row: tuple(column[row] for column in columns))
        order[tied] = order[tied][rows]
    return np.asarray(order, dtype=np.int64)
