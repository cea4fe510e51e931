"""Controls printed beside every result: the same thresholds on dealt-out times, and among accounts known as benign."""

from collections.abc import Collection

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphs.measure.coordination.detect import Settings, milliseconds
from graphs.measure.coordination.meetings import meetings
from graphs.measure.coordination.near import lasting
from graphs.measure.coordination.shares import Shares
from graphs.measure.coordination.significance import significance

DRAWS, FEW_DRAWS, LARGE = 20, 4, 300_000
"""Shuffles of a case; of one with more than `LARGE` shares, few."""
MOST_OBJECTS = 12
"""The longest bar of the comparison: so many objects or more."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """How many account pairs met on so many objects or more, and how many do when times are shuffled."""

    objects: int
    observed: int
    mean: float
    low: int
    high: int


class Shuffled(msgspec.Struct, frozen=True, kw_only=True):
    """The comparison with shuffled times: a step for 2, 3, ... objects; significant pairs a shuffle, where asked.

    `p_repeated` is the share of shuffles with as many repeated pairs as observed: (extreme + 1) / (draws + 1).
    """

    draws: int
    steps: tuple[Step, ...]
    p_repeated: float
    significant: float | None


class Benign(msgspec.Struct, frozen=True, kw_only=True):
    """What the same thresholds say of accounts known to share for reasons of their own, such as outlets on one wire."""

    group: str
    accounts: int
    pairs: int
    edges: int
    heavy: int
    significant: int | None


def shuffle_times(shares: Shares, rng: np.random.Generator) -> Shares:
    """Deal the times of each object anew among its shares; bursts, participation and activity stay."""
    order = np.lexsort((rng.random(len(shares)), shares.object))
    return shares.at(shares.time[order])


def against_shuffles(shares: Shares, asked: Settings, rng: np.random.Generator, *, test: bool, tries: int) -> Shuffled:
    """Compare the pairs that meet repeatedly with those of shuffled times; `test` also counts significant ones."""
    draws = DRAWS if len(shares) <= LARGE else FEW_DRAWS
    observed = repeated(shares, asked)
    dealt, significant = [], []
    for _ in range(draws):
        other = shuffle_times(shares, rng)
        dealt.append(repeated(other, asked))
        if test:
            counted = lasting(other, milliseconds(asked.window), asked.min_participation, loops=False)
            found = significance(other, counted, milliseconds(asked.window), tries=tries)
            significant.append(int(found.significant.sum()))
    every = np.array(dealt)
    return Shuffled(
        draws=draws,
        steps=tuple(
            Step(
                objects=place + 2,
                observed=int(observed[place]),
                mean=float(every[:, place].mean()),
                low=int(every[:, place].min()),
                high=int(every[:, place].max()),
            )
            for place in range(len(observed))
        ),
        p_repeated=float((np.sum(every[:, 0] >= observed[0]) + 1) / (draws + 1)),
        significant=float(np.mean(significant)) if test else None,
    )


def repeated(shares: Shares, asked: Settings) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Count the account pairs that meet on at least 2, 3, ... `MOST_OBJECTS` objects."""
    window = milliseconds(asked.window)
    counted = lasting(shares, window, asked.min_participation, loops=False)
    met = meetings(shares, counted, window, least=2).objects
    counts = np.bincount(np.minimum(met, MOST_OBJECTS), minlength=MOST_OBJECTS + 1)
    return counts[::-1].cumsum()[::-1][2:].astype(np.int64)


def among(edges: pa.Table, accounts: Collection[str], group: str) -> Benign:
    """Count what the thresholds flag among accounts of a benign group."""
    members = pa.array(sorted(accounts), pa.string())
    inside = np.ones(len(edges), dtype=np.bool_)
    for side in ("account_id", "account_id_y"):
        inside &= pc.is_in(edges.column(side), value_set=members).to_numpy(zero_copy_only=False)
    tested = "significant" in edges.column_names
    return Benign(
        group=group,
        accounts=len(members),
        pairs=len(members) * (len(members) - 1) // 2,
        edges=int(inside.sum()),
        heavy=int(edges.column("weight_threshold").to_numpy()[inside].sum()),
        significant=int(edges.column("significant").to_numpy()[inside].sum()) if tested else None,
    )
