"""Co-sharing: which accounts share the same things within a window, how often, and whether beyond chance.

    file, table, case --reading, cases--> Shares --near, meetings--> pairs of posts --detect--> edges, accounts, groups
                                            |                                          |
                        windows: which?     +--chance, habits, configuration--> significance
                                            |                                          |
                                            +--controls: shuffled, benign       periods: communities over time
                                                                                       |
                                                                               CoordinationResult

The tables are CooRTweet's (Righetti and Balluff); significance and controls are our own. It says "co-sharing beyond
chance": why accounts share together, and whether anybody arranged it, is not in these data.
"""

from graphs.measure.coordination.ask import coordinated, of_case
from graphs.measure.coordination.result import CoordinationResult, Summary

__all__ = ["CoordinationResult", "Summary", "coordinated", "of_case"]
