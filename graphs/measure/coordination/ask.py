"""Ask for coordination: of a file or table, or of a case."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from collectors.errors import RequestError
from graphs.measure.coordination.cases import case_shares
from graphs.measure.coordination.coordinate import coordinate
from graphs.measure.coordination.detect import Settings
from graphs.measure.coordination.near import take_part
from graphs.measure.coordination.reading import read
from graphs.measure.coordination.result import CoordinationResult
from graphs.measure.coordination.shares import Shares
from graphs.measure.coordination.windows import DEFAULT, WINDOWS, Choice, choose_window
from graphs.store import Store

GIVEN = "The window was given."


def coordinated(
    posts: Any,
    window: float | str = 60,
    min_participation: int = 2,
    *,
    significance: bool = False,
    min_objects: int = 1,
    keep_loops: bool = False,
    speed: float | None = None,
    edge_weight: float = 0.5,
    subgraph: int = 0,
    as_published: bool = False,
    benign: Collection[str] = (),
    seed: int = 0,
) -> CoordinationResult:
    """Find accounts that share the same objects within `window` seconds of each other (or "auto": chosen, with reason).

    `posts` is a path, a pandas, polars or Arrow table, or a list of dictionaries, with the columns object_id,
    account_id, content_id and timestamp_share (unix seconds, or ISO 8601 with an offset); a mapping gives several kinds
    of object, a layer each. `min_participation` is the least number of shares of an account; `min_objects` keeps
    account pairs that meet on so many objects; `speed` marks pairs in a narrower window; edges over the `edge_weight`
    quantile are heavy, and `subgraph` keeps some (1 the heavy ones, 2 those of the faster net, 3 these and their
    neighbours). `significance` tests each account pair against chance. `benign` are accounts known to share for
    reasons of their own: the result says how often they are flagged.
    """
    asked = _settings(window, min_participation, min_objects, keep_loops, speed, edge_weight, subgraph, as_published)
    shares, skipped = read(posts)
    group = ("the accounts given", benign) if benign else None
    return _found(shares, asked, window, significance, seed, skipped, group)


def of_case(
    store: Store,
    objects: Sequence[str],
    window: float | str,
    min_participation: int,
    *,
    significance: bool,
    min_objects: int = 1,
    keep_loops: bool = False,
    speed: float | None = None,
    edge_weight: float = 0.5,
    subgraph: int = 0,
    as_published: bool = False,
    benign: tuple[str, Collection[str]] | None = None,
    seed: int = 0,
) -> CoordinationResult:
    """Do the same for a case, with native ids; `objects` are the layers, `benign` a group and its name."""
    asked = _settings(window, min_participation, min_objects, keep_loops, speed, edge_weight, subgraph, as_published)
    sharp = max(WINDOWS) if window == "auto" else asked.window
    shares, skipped = case_shares(store, objects, sharp)
    return _found(shares, asked, window, significance, seed, skipped, benign)


def _found(
    shares: Shares,
    asked: Settings,
    window: float | str,
    test: bool,
    seed: int,
    skipped: dict[str, int],
    benign: tuple[str, Collection[str]] | None,
) -> CoordinationResult:
    choice = Choice(asked.window, GIVEN, 1)
    if window == "auto":
        active = take_part(shares, asked.min_participation)
        choice = choose_window(active, asked.min_participation, np.random.default_rng(seed))
        asked = replace(asked, window=choice.window)
    return coordinate(shares, asked, choice, test=test, seed=seed, skipped=skipped, benign=benign)


def _settings(
    window: float | str,
    min_participation: int,
    min_objects: int,
    loops: bool,
    speed: float | None,
    edge_weight: float,
    subgraph: int,
    as_published: bool,
) -> Settings:
    try:
        seconds = DEFAULT if window == "auto" else float(window)
    except (TypeError, ValueError):
        raise RequestError(f"--window {window} is no number of seconds. Give one, e.g. 60, or auto.") from None
    asked = Settings(
        window=seconds,
        min_participation=min_participation,
        min_objects=min_objects,
        loops=loops,
        speed=speed,
        edge_weight=edge_weight,
        subgraph=subgraph,
        as_published=as_published,
    )
    asked.check()
    return asked
