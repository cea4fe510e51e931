"""Worlds whose truth is known: who copied from whom is planted, then posts are hidden, clocks shifted, texts edited.

World (parameters) --forest--> who took it from whom --texts--> wording --observation--> what a collector sees
                                                                                 |
                                          posts.csv  actors.csv  outlets.csv  groups.toml  truth.json
"""

from graphs.simulate.demonstration import demo
from graphs.simulate.planting import Planted, Truth, simulate
from graphs.simulate.worlds import WORLDS, World

__all__ = ["WORLDS", "Planted", "Truth", "World", "demo", "simulate"]
