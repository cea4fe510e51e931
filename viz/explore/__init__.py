"""A case of any size as pages that are made when they are asked for: one reader, on this machine alone.

    browser --/TOKEN/narrative?id=w-…--> server --door--> who may come in: loopback, host, token, GET
                                                |
                                              routes --> narratives · posts · actors · drawings
                                                |
                                              room: the case's tables, read-only, one question at a time

Nothing is read ahead: a page costs a query or two. `docs/explore.md` says what is measured and what is refused.
"""

from viz.explore.room import Room
from viz.explore.server import Exploration, serve

__all__ = ["Exploration", "Room", "serve"]
