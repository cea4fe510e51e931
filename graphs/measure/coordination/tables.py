"""From rows of arrays to named tables: the posts behind each pair, the older first, in an order of their own."""

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphs.measure.coordination.shares import Shares
from graphs.narratives.arrays import I64, Flags
from graphs.store.database import Value, named_sql


def pair_table(shares: Shares, older: I64, newer: I64) -> pa.Table:
    """Return one row a pair with names, sorted; of two posts at one moment the lesser account and content go first.

    Columns: layer, object_id, account_id, account_id_y, content_id, content_id_y, time_delta (seconds), the moment of
    the older post (milliseconds), and the numbers behind the names.
    """
    one, other = _contents(shares, older), _contents(shares, newer)
    tied = shares.time[older] == shares.time[newer]
    a, b = shares.account[older], shares.account[newer]
    turned = tied & ((a > b) | ((a == b) & _greater(one, other)))
    first, second = np.where(turned, newer, older), np.where(turned, older, newer)
    table = pa.table(
        {
            "layer": pa.array(list(shares.layers)).take(pa.array(shares.layer[shares.object[first]])),
            "object_id": shares.object_names.take(pa.array(shares.object[first])),
            "account_id": shares.account_names.take(pa.array(shares.account[first])),
            "account_id_y": shares.account_names.take(pa.array(shares.account[second])),
            "content_id": shares.content_names.take(pa.array(shares.content[first])),
            "content_id_y": shares.content_names.take(pa.array(shares.content[second])),
            "time_delta": pa.array((shares.time[second] - shares.time[first]) / 1000),
            "moment": pa.array(shares.time[first]),
            "number_object": pa.array(shares.object[first]),
            "number_account": pa.array(shares.account[first]),
            "number_account_y": pa.array(shares.account[second]),
            "number_content": pa.array(shares.content[first]),
            "number_content_y": pa.array(shares.content[second]),
        }
    )
    return table.take(pa.array(_order(table)))


def _order(table: pa.Table) -> I64:
    """Order by object, moment, accounts, then the names of the posts."""
    object_, moment, one, other = (
        table.column(name).to_numpy() for name in ("number_object", "moment", "number_account", "number_account_y")
    )
    order = np.lexsort((other, one, moment, object_))
    keys = np.stack([object_, moment, one, other])[:, order]
    same = np.flatnonzero(~np.any(np.diff(keys), axis=0))
    if len(same):
        tied = np.unique(np.concatenate([same, same + 1]))
        names = [table.column(name).take(pa.array(order[tied])).to_pylist() for name in ("content_id", "content_id_y")]
        rows = sorted(range(len(tied)), key=lambda row: (*keys[:, tied[row]].tolist(), names[0][row], names[1][row]))
        order[tied] = order[tied][rows]
    return np.asarray(order, dtype=np.int64)


def run(name: str, tables: dict[str, pa.Table], **values: Value) -> pa.Table:
    """Run the named query of `queries/coordination` over Arrow tables, on tables of memory alone."""
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        for table, content in tables.items():
            connection.register(table, content)
        return connection.sql(named_sql(f"coordination/{name}"), params=values).to_arrow_table()


def _contents(shares: Shares, rows: I64) -> pa.Array:
    return shares.content_names.take(pa.array(shares.content[rows]))


def _greater(one: pa.Array, other: pa.Array) -> Flags:
    return np.asarray(pc.greater(one, other).to_numpy(zero_copy_only=False), dtype=np.bool_)
