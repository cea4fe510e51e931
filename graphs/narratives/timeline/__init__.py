"""How a narrative runs in time: phases, peaks, revivals, its first posts, and counts by group and language.

post times [lo, hi] --draws--> bursts (Kleinberg's automaton) --> phases
        |--> earliest (who was first, how surely)                    |--> Timeline
        +--> counts (posts a step, spread over their intervals) -----+
"""

from graphs.narratives.timeline.bursts import burst_states
from graphs.narratives.timeline.earliest import first_shares
from graphs.narratives.timeline.timeline import Timeline, document, timeline

__all__ = ["Timeline", "burst_states", "document", "first_shares", "timeline"]
