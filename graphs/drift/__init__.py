"""How a statement changes on its way: facts of aligned statements, compared hop by hop.

narrative --hops--> parent, child --telling--> statements with facts (graphs.facts) and quotations (graphs.quotes)
                                      |
                      primary --------+--align--> groups --changes--> Change(slot, before, after)
                                                     |
                                                     +--judging--> Opinion (an optional model)
"""

from graphs.drift.changes import Change, Comparison, compare
from graphs.drift.drifting import Primary, drift
from graphs.drift.judging import Judge, Judgement, load_judge
from graphs.drift.result import PRIMARY, Aligned, Drift, Hop, Opinion, disclose, worded, wordless
from graphs.drift.telling import Telling, read_telling

__all__ = [
    "PRIMARY",
    "Aligned",
    "Change",
    "Comparison",
    "Drift",
    "Hop",
    "Judge",
    "Judgement",
    "Opinion",
    "Primary",
    "Telling",
    "compare",
    "disclose",
    "drift",
    "load_judge",
    "read_telling",
    "worded",
    "wordless",
]
