"""From shares to a result: window, pairs, edges, significance, communities, controls."""

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphs.measure.coordination.controls import Benign, against_shuffles, among
from graphs.measure.coordination.detect import (
    Settings,
    account_stats,
    edges,
    flag_speed,
    group_stats,
    milliseconds,
    pairs,
    subgraph,
    without_empty,
)
from graphs.measure.coordination.near import lasting, take_part
from graphs.measure.coordination.periods import communities, over_time
from graphs.measure.coordination.result import Activity, Agreement, CoordinationResult, Summary
from graphs.measure.coordination.shares import Shares
from graphs.measure.coordination.significance import LEVEL, Significance, significance
from graphs.measure.coordination.tables import run
from graphs.measure.coordination.windows import Choice
from graphs.table import Table

_FAST = tuple(
    f"{name}_fast"
    for name in (
        "weight",
        "avg_time_delta",
        "n_content_id",
        "n_content_id_y",
        "edge_symmetry_score",
        "weight_threshold",
    )
)
_FAST_MEANS = ("avg_time_delta_fast", "avg_edge_symmetry_score_fast")


def coordinate(
    shares: Shares,
    asked: Settings,
    choice: Choice,
    *,
    test: bool,
    seed: int,
    skipped: dict[str, int],
    benign: tuple[str, Collection[str]] | None = None,
) -> CoordinationResult:
    """Return everything that was asked of some shares; `benign` is the name of a control group and its accounts."""
    asked.check()
    active = take_part(shares, asked.min_participation)
    found = flag_speed(shares, pairs(shares, asked), asked)
    listed, every = found.table(), edges(found, asked)
    tested = _tested(active, asked, choice) if test else None
    if tested:
        every = run("tested", {"edge": every, "test": tested.table(active)})
    kept = subgraph(every, asked.subgraph)
    strong = _strong(kept, test)
    grouped = communities(strong, seed)
    periods = over_time(listed, strong, grouped)
    shuffled = against_shuffles(active, asked, np.random.default_rng(seed), test=test, tries=choice.tries)
    summary = Summary(
        layers=shares.layers,
        window=asked.window,
        window_reason=choice.reason,
        tries=choice.tries,
        min_participation=asked.min_participation,
        min_objects=asked.min_objects,
        edge_weight=asked.edge_weight,
        subgraph=asked.subgraph,
        seed=seed,
        shares=len(shares),
        skipped=skipped,
        pairs=len(found),
        accounts=len(set(kept.column("account_id").to_pylist()) | set(kept.column("account_id_y").to_pylist())),
        edges=len(kept),
        heavy=int(np.sum(kept.column("weight_threshold").to_numpy())),
        significant=int(np.sum(tested.significant)) if tested else None,
        communities=len(set(grouped.column("community").to_pylist())),
        agreement=_agreement(tested) if tested else None,
        shuffled=shuffled,
        benign=_benign(kept, benign),
        activity=tuple(Activity(**row) for row in periods.to_pylist()),
    )
    return CoordinationResult(
        pairs=Table(_named(listed, asked, shares.layers)),
        edges=Table(kept if asked.speed is not None else kept.drop_columns(list(_FAST))),
        accounts=Table(_means(account_stats(listed, kept, fast=asked.subgraph > 1), asked)),
        groups=Table(group_stats(listed, kept, as_published=asked.as_published)),
        communities=Table(grouped),
        periods=Table(periods),
        summary=summary,
    )


def _tested(active: Shares, asked: Settings, choice: Choice) -> Significance:
    window = milliseconds(asked.window)
    counted = lasting(active, window, asked.min_participation, loops=False)
    return significance(active, counted, window, tries=choice.tries)


def _strong(kept: pa.Table, test: bool) -> pa.Table:
    """Return the edges that make communities: significant ones where tested, else those over the weight threshold."""
    loops = pc.not_equal(kept.column("account_id"), kept.column("account_id_y"))
    return kept.filter(pc.and_(loops, pc.equal(kept.column("significant" if test else "weight_threshold"), 1)))


def _agreement(tested: Significance) -> Agreement:
    shuffle, configuration = tested.q_shuffle <= LEVEL, tested.q_configuration <= LEVEL
    return Agreement(
        eligible=tested.eligible.pairs,
        counted=tested.eligible.counted,
        shuffle=int(shuffle.sum()),
        configuration=int(configuration.sum()),
        both=int((shuffle & configuration).sum()),
        all=int(tested.significant.sum()),
    )


def _benign(kept: pa.Table, group: tuple[str, Collection[str]] | None) -> Benign | None:
    return among(kept, group[1], group[0]) if group else None


def _named(found: pa.Table, asked: Settings, layers: tuple[str, ...]) -> pa.Table:
    """Return the pairs with the columns of a file: the flag of the faster ones under CooRTweet's name."""
    flag = found.column("fast").cast(pa.int64())
    table = found.drop_columns(["fast"])
    order = ["object_id", "account_id", "account_id_y", "content_id", "content_id_y", "time_delta", "moment"]
    table = table.select([*order, *(["layer"] if len(layers) > 1 or layers[0] != "object" else [])])
    return table if asked.speed is None else table.append_column(f"time_window_{asked.speed:g}", flag)


def _means(table: pa.Table, asked: Settings) -> pa.Table:
    return without_empty(table, _FAST_MEANS) if asked.speed is None else table
