"""How far the verdicts can be trusted: what they say of planted stories, set beside the truth.

Truth, Finding --judge--> Judged (a story) --by world--> Row (verdicts, false leads, power, coverage, width)
                                    |                      each figure with its interval
                                    +--by estimate--> Bin (reliability)
"""

from graphs.calibrate.design import Design, sizes
from graphs.calibrate.judge import Judged, judge
from graphs.calibrate.summary import Bin, Calibration, Row, reliability, row, summarise, wilson

__all__ = [
    "Bin",
    "Calibration",
    "Design",
    "Judged",
    "Row",
    "judge",
    "reliability",
    "row",
    "sizes",
    "summarise",
    "wilson",
]
