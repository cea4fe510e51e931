"""Does the volume of a topic rise around given dates, more than around dates like them?

    events file --hashed, frozen--> EventList
                                        |
    posts --daily series a topic and group--> profiles: each day against the weeks before it
                                        |
              event days and placebo days (joint week shifts, weekday-matched sets)
                                        |
       change, lead, lag · p · q by max-T · year or group contrasts · coincidence --> EventStudy

The list is frozen before the series is read; a list that came after another one says so.
"""

from graphs.events.lists import EventList, Frozen, freeze, read_events
from graphs.events.result import Coincidence, Contrast, EventStudy, Row
from graphs.events.study import Asked, check, rows, series_days, study

__all__ = [
    "Asked",
    "Coincidence",
    "Contrast",
    "EventList",
    "EventStudy",
    "Frozen",
    "Row",
    "check",
    "freeze",
    "read_events",
    "rows",
    "series_days",
    "study",
]
