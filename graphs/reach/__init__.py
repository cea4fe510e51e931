"""Whom a story could have reached by when, and through whom: paths that respect time.

link, post, unseen --reading--> TimedLinks --ordered, for a bound--> Ordered --+-- single: one source, by rank
                                                                               +-- bits: 64 sources in a pass
                                                                               +-- resting: nobody keeps it for long
                                                                               +-- betweenness: who is on the way
     outlets and organisations by name, people only as roles and counts <--reaching--+

Everything comes twice: what the times and copies make `possible`, and what documents and times make `certain`.
"""

from graphs.reach.betweenness import betweenness
from graphs.reach.links import ALWAYS, NEVER, TimedLinks
from graphs.reach.reaching import Reach, Reached, Way, document, reach
from graphs.reach.spreading import arrivals, departures

__all__ = [
    "ALWAYS",
    "NEVER",
    "Reach",
    "Reached",
    "TimedLinks",
    "Way",
    "arrivals",
    "betweenness",
    "departures",
    "document",
    "reach",
]
