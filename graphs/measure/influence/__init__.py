"""Do posts of one group set off posts of another, beyond what both do by themselves and in answer to the same news?

    posts of each group --hours--> Streams --EM--> weights, half-life, baseline (level x hour of week x after events)
                                      |
             reversed, redrawn, held out: the same fit where nobody can have influenced anybody
                                      |
                       share of i set off by j, or the reason why it is not shown --> Influence

A multivariate Hawkes process with exponential kernels; docs/methods/influence.md says when not to believe it.
"""

from graphs.measure.influence.result import Influence, Pair, StreamFit
from graphs.measure.influence.study import Asked, check, influence, rows

__all__ = ["Asked", "Influence", "Pair", "StreamFit", "check", "influence", "rows"]
