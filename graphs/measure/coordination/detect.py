"""CooRTweet's table: pairs, then the faster pairs, edges, thresholds, and what each account and object took part in."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from collectors.errors import RequestError
from graphs.measure.coordination.edges import edge_table
from graphs.measure.coordination.meetings import meetings, pairs_of
from graphs.measure.coordination.near import lasting, list_pairs, take_part
from graphs.measure.coordination.pairs import Pairs, paired
from graphs.measure.coordination.shares import Shares
from graphs.measure.coordination.tables import run

MOST_PAIRS = 20_000_000
SUBGRAPHS = {
    0: "all edges",
    1: "edges over the weight threshold",
    2: "edges over the threshold of the faster net",
    3: "edges among the accounts of these and their neighbours",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is asked; times in seconds.

    `window` is inclusive. `min_participation` is the least number of shares an account must have, before and after.
    `min_objects` keeps account pairs that meet on so many distinct objects. `speed` marks a narrower window.
    `edge_weight` is the quantile of weights above which an edge counts as heavy, `subgraph` which edges are kept.
    `as_published` counts contents and accounts as CooRTweet 2.1.3 does where it mixes up the sides of an edge.
    """

    window: float
    min_participation: int = 2
    min_objects: int = 1
    loops: bool = False
    speed: float | None = None
    edge_weight: float = 0.5
    subgraph: int = 0
    as_published: bool = False

    def check(self) -> None:
        """Raise RequestError for values without meaning."""
        if not 0 <= self.window < 1e10:
            raise RequestError(f"A window of {self.window} seconds has no meaning. Give none or more, e.g. 60.")
        if self.speed is not None and not 0 <= self.speed <= self.window:
            raise RequestError(f"--speed {self.speed} is not within the window. Give at most {self.window}.")
        if not 0 <= self.edge_weight <= 1:
            raise RequestError(f"--edge-weight {self.edge_weight} is no quantile. Give a number from 0 to 1, e.g. 0.5.")
        if self.subgraph not in SUBGRAPHS:
            raise RequestError(f"--subgraph {self.subgraph} is not known. Choose 0, 1, 2 or 3.")
        if self.subgraph > 1 and self.speed is None:
            raise RequestError(
                f"--subgraph {self.subgraph} is of the faster net. Name its window with --speed SECONDS."
            )
        if self.min_participation < 0 or self.min_objects < 1:
            raise RequestError("--min-participation is at least 0 and --min-objects at least 1.")


def milliseconds(seconds: float) -> int:
    """Return a window in the unit of the arrays."""
    return round(seconds * 1000)


def pairs(shares: Shares, asked: Settings) -> Pairs:
    """Return all pairs of posts about one object within the window, as CooRTweet's `detect_groups` does.

    With `min_objects` of two or more, only pairs of accounts that meet on so many. Raises RequestError where the table
    would be too long to list.
    """
    active = take_part(shares, asked.min_participation)
    window = milliseconds(asked.window)
    counted = lasting(active, window, asked.min_participation, loops=asked.loops)
    if asked.min_objects > 1:
        met = meetings(active, counted, window, least=asked.min_objects, loops=asked.loops)
        return paired(active, *pairs_of(active, counted, window, met, loops=asked.loops))
    try:
        return paired(active, *list_pairs(active, counted, window, loops=asked.loops, most=MOST_PAIRS))
    except OverflowError:
        raise RequestError(
            f"More than {MOST_PAIRS:,} pairs of posts lie within {asked.window:g} s of each other. "
            "Ask for accounts that met on several objects, e.g. --min-objects 2."
        ) from None


def flag_speed(shares: Shares, found: Pairs, asked: Settings) -> Pairs:
    """Return the pairs with those marked that also lie in the narrower window (CooRTweet's `flag_speed_share`)."""
    if asked.speed is None:
        return found
    listed = _numbered(found).append_column("place", pa.array(np.arange(len(found))))
    quick = listed.filter(pa.array(found.delta <= milliseconds(asked.speed)))
    counted = run("participants", {"pair": quick, "share": _rows(shares, asked)}, least=asked.min_participation)
    flagged = run(
        "fast_pairs",
        {"pair": listed, "counted": counted},
        speed=milliseconds(asked.speed),
        least=asked.min_participation,
    )
    return found.flagged(flagged.column("fast").to_numpy())


def edges(found: Pairs, asked: Settings) -> pa.Table:
    """Return one row an account pair with weights, thresholds and symmetry: CooRTweet's network, all edges."""
    return edge_table(found, quantile=asked.edge_weight, as_published=asked.as_published)


def subgraph(made: pa.Table, which: int) -> pa.Table:
    """Return the edges of one of `SUBGRAPHS`."""
    if which == 0:
        return made
    if which == 3:
        return run("neighbourhood", {"edge": made})
    return made.filter(pc.equal(made.column("weight_threshold" if which == 1 else "weight_threshold_fast"), 1))


def account_stats(found: pa.Table, kept: pa.Table, *, fast: bool = False) -> pa.Table:
    """Return what each account of the kept edges did; `fast` counts posts of the narrower window only."""
    return run("account_stats", {"pair": found, "edge": kept}, fast=fast)


def group_stats(found: pa.Table, kept: pa.Table, *, as_published: bool = False) -> pa.Table:
    """Return how many accounts of the kept edges met on each object."""
    return run("group_stats", {"pair": found, "edge": kept}, published=as_published)


def without_empty(table: pa.Table, names: Iterable[str]) -> pa.Table:
    """Return the table without those of the named columns that hold nothing."""
    return table.drop_columns([name for name in names if table.column(name).null_count == len(table)])


def _numbered(found: Pairs) -> pa.Table:
    """Return the pairs with the numbers of layers and contents."""
    shares = found.shares
    return pa.table(
        {
            "layer": pa.array(shares.layer[shares.object[found.older]]),
            "content_id": pa.array(shares.content[found.older]),
            "content_id_y": pa.array(shares.content[found.newer]),
            "time_delta": pa.array(found.delta),
        }
    )


def _rows(shares: Shares, asked: Settings) -> pa.Table:
    """Return the shares of active accounts by the same numbers."""
    active = take_part(shares, asked.min_participation)
    return pa.table(
        {
            "layer": pa.array(active.layer[active.object]),
            "account_id": pa.array(active.account),
            "content_id": pa.array(active.content),
        }
    )
