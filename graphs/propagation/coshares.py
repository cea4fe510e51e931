"""Join those who shared the same objects, without ever listing the pairs of a viral one."""

from graphs.store.database import Store

COMMON_OBJECTS = 2
"""Two actors are joined when they share at least so many distinct objects."""
PAIR_BUDGET = 5_000_000
"""Pairs of sharers that are counted; objects shared so widely that they pass it confirm pairs but make none."""


def coshares(store: Store, level: str, *, least: int = COMMON_OBJECTS, budget: int = PAIR_BUDGET) -> int:
    """Fill `graph_edge` with the pairs that share `least` or more objects; return how many objects made no pairs.

    Sharers and objects that cannot count are pruned first; then pairs are counted on the less shared objects, in
    O(budget), and confirmed on the most shared ones. The result is exact while fewer than `least` objects make no
    pairs; else pairs that have only those in common are missing.
    """
    store.sql("graph/shares_actor")
    if level == "outlet":
        store.sql("graph/shares_outlet")
    store.sql("graph/coshare_uses", least=least)
    store.sql("graph/coshare_heavy", budget=budget)
    store.sql("graph/coshare_edges", least=least)
    return int(store.scalar("graph/coshare_omitted"))
