"""Maps: one narrative, or the graph of a whole case, as one page with its lanes, network, flows and table.

    story --crowds for the public--> lanes, network, flows --scene--> page
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from collectors.errors import RequestError
from graphs.groups import Group
from graphs.people import People
from graphs.store import Store
from graphs.trace import disclose, document, saved
from viz import flows, lanes, network, scene, story
from viz.crowds import crowd
from viz.page import Page, compose, escape, static
from viz.palette import stylesheet
from viz.scene import KINDS, Array, Facts, Lane, Omission, PostTexts, Scene

CHARACTERS = 600
BINS = 160
RENDERERS = ("auto", "canvas", "pyvis")


def map_narrative(
    store: Store,
    people: People,
    narrative_id: str | None,
    *,
    view: str,
    lanes: Sequence[Group] = (),
    renderer: str = "auto",
    seed: int = 0,
    audience: str = "analyst",
) -> Page:
    """Draw a narrative, by default the one with most posts; the page opens at `view` and holds the other views too."""
    _check(view, renderer)
    chosen = narrative_id or store.scalar("scene/largest")
    if chosen is None:
        raise RequestError("The case has no narratives yet. Run `whence build` on it first.")
    if renderer == "pyvis":
        return _pyvis_narrative(store, people, chosen, view=view, audience=audience)
    made, geometry = narrative_scene(store, people, chosen, view=view, groups=lanes, seed=seed, audience=audience)
    return page(made, geometry)
