"""Which account pairs meet more often than chance has it, by nulls that must agree, over all that could have.

meetings --+-- shuffle: the object's times dealt anew ---------------+
           +-- habits: the same for accounts with hours and delays --+-- the largest p --> Benjamini–Hochberg
           +-- configuration: who shares what by degrees alone ------+                     over all eligible pairs
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from graphs.measure.coordination.chance import incidence, meeting_chance, shuffle_tails
from graphs.measure.coordination.configuration import configuration_tails, fit
from graphs.measure.coordination.eligible import REPEATED, Eligible, eligible_pairs
from graphs.measure.coordination.habits import habit_tails
from graphs.measure.coordination.meetings import Meetings, meetings
from graphs.measure.coordination.shares import Shares
from graphs.narratives.arrays import F64, Flags

LEVEL = 0.05
"""The false discovery rate at which a pair is called significant."""
NEAR, LEAST_NEAR = 60, 1_800_000
"""Two shares are near when they lie within so many windows, and within half an hour at least (milliseconds)."""


class Significance(NamedTuple):
    """For each account pair that met on two objects or more: what chance gives, p by each null, and q.

    `p` is the largest of the three; `q_shuffle` and `q_configuration` are of these alone. q below `LEVEL` is
    significant. Pairs that are not in `met` have p = 1.
    """

    met: Meetings
    eligible: Eligible
    expected: F64
    p_shuffle: F64
    p_habits: F64
    p_configuration: F64
    q_shuffle: F64
    q_configuration: F64
    q: F64

    @property
    def significant(self) -> Flags:
        """Mark the pairs on which all nulls agree."""
        return self.q <= LEVEL

    def table(self, shares: Shares) -> pa.Table:
        """Return one row a pair with the names of its accounts."""
        names = ("expected", "p_shuffle", "p_habits", "p_configuration", "q_shuffle", "q_configuration", "q")
        sides = {
            "account_id": shares.account_names.take(pa.array(self.met.one)),
            "account_id_y": shares.account_names.take(pa.array(self.met.other)),
        }
        found = {name: pa.array(getattr(self, name)) for name in names}
        return pa.table(sides | found | {"significant": pa.array(self.significant.astype(np.int64))})


def significance(shares: Shares, counted: Flags, window: int, *, tries: int = 1) -> Significance:
    """Test every account pair; `tries` windows were looked at before this one was chosen, and each p pays for it.

    `window` is in milliseconds. Nothing is drawn: p has no floor but that of the arithmetic.
    """
    met = meetings(shares, counted, window, least=REPEATED)
    use, chance = incidence(shares), meeting_chance(shares, window)
    eligible = eligible_pairs(use, shares.objects)
    expected, shuffled = shuffle_tails(use, chance, met)
    configured = configuration_tails(fit(use, shares.objects), chance, met)[1]
    worst = np.maximum(shuffled, configured)
    open_, habits = worst * tries <= LEVEL, np.ones(len(worst))
    chosen = Meetings(*(part[open_] for part in met))
    _, outer, inner = habit_tails(shares, window, max(NEAR * window, LEAST_NEAR), chosen)
    habits[open_] = np.maximum(outer, inner)
    paid = [np.minimum(1.0, tries * p) for p in (shuffled, habits, configured)]
    qs = [adjusted(p, eligible.pairs) for p in (paid[0], paid[2], np.maximum.reduce(paid))]
    return Significance(met, eligible, expected, *paid, *qs)


def adjusted(p: F64, tests: int) -> F64:
    """Return q-values after Benjamini and Hochberg (1995, DOI 10.1111/j.2517-6161.1995.tb02031.x).

    `tests` counts all tests; those not in `p` have p = 1.
    """
    order = np.argsort(p, kind="stable")
    raw = p[order] * tests / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(1.0, np.minimum.accumulate(raw[::-1])[::-1])
    return q
