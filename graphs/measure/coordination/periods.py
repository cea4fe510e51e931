"""Groups of accounts that meet, and when each was active: communities of the kept edges, counted period by period."""

import random

import igraph
import numpy as np
import pyarrow as pa

from graphs.measure.coordination.tables import run
from graphs.measure.positions import ROUNDS, by_size

DAY = 86_400_000
_LONGEST = {"day": 21 * DAY, "week": 365 * DAY}


def communities(edges: pa.Table, seed: int) -> pa.Table:
    """Return `account_id, community` for the accounts of the edges; community 1 is the largest.

    Leiden on weights (Traag et al. 2019, DOI 10.1038/s41598-019-41695-z), by modularity.
    """
    one, other = (edges.column(side).to_numpy(zero_copy_only=False) for side in ("account_id", "account_id_y"))
    names, place = np.unique(np.concatenate([one, other]).astype(str), return_inverse=True)
    graph = igraph.Graph(n=len(names), edges=place.reshape(2, -1).T.tolist())
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - not a secret
    try:
        found = graph.community_leiden("modularity", weights=edges.column("weight").to_pylist(), n_iterations=ROUNDS)
    finally:
        igraph.set_random_number_generator(random)
    member = by_size(np.array(found.membership, dtype=np.int64)) if len(names) else np.zeros(0, np.int64)
    return pa.table({"account_id": pa.array(names.tolist(), pa.string()), "community": pa.array(member + 1)})


def over_time(pairs: pa.Table, edges: pa.Table, groups: pa.Table) -> pa.Table:
    """Return a row a community and period: accounts active together, pairs of posts, objects; the period's start, UTC.

    A period is a day up to three weeks, a week up to a year, a month beyond.
    """
    moments = pairs.column("moment").to_numpy()
    span = int(moments.max() - moments.min()) if len(moments) else 0
    unit = next((name for name, longest in _LONGEST.items() if span <= longest), "month")
    return run("periods", {"pair": pairs, "edge": edges, "grouped": groups}, unit=unit)
