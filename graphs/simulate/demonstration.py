"""The demonstration case: twelve stories of one invented harbour town, one after another, each of a known kind."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np

from graphs.simulate.planting import Plan, Planted, plant
from graphs.simulate.worlds import WORLDS, World

_GAPS: World = replace(
    WORLDS["source-led"],
    about="Two thirds of the articles abroad were never collected; their links were.",
    coverage=MappingProxyType({"abroad": 0.35}),
    cite_rate=0.7,
    copy_rate=0.7,
)
_REVERSE: World = replace(
    WORLDS["target-led"],
    about="Bloggers have it first and local papers are silent; outlets abroad show the bloggers' posts.",
    volume=MappingProxyType({"abroad": 0.35, "relay": 0.05, "blogger": 0.6}),
    copy_rate=0.95,
    reprint_rate=0.95,
    cite_rate=0.8,
)
# key, world, posts, language, title as the subject of a sentence
_STORIES: tuple[tuple[str, World, int, str, str], ...] = (
    ("fish-market", replace(WORLDS["source-led-mixed"], cite_rate=0.7, copy_rate=0.75), 420, "en",
     "Eastmere harbour council will close the old fish market"),
    ("tunnel", WORLDS["relays"], 300, "merish", "Norvale railway office has mislaid the plans of the northern tunnel"),
    ("wire", WORLDS["agency-seen"], 260, "en", "Saltby water authority will ration the winter reservoir"),
    ("storm", WORLDS["independent"], 240, "en", "Low Quay ferry company has suspended the night ferry"),
    ("reverse", _REVERSE, 300, "en",
     "Hallow Point lighthouse service plans to sell the bell tower"),
    ("dates", replace(WORLDS["day-precision"], cite_rate=0.0, name_rate=0.0), 160, "en",
     "Tarn Bridge guild of bakers will double the price of the grain pier"),
    ("gaps", _GAPS, 260, "en", "Upper Brin school board refuses to repair the children's library"),
    ("both", WORLDS["both-ways"], 300, "norvan", "Oster Isle fishing union has signed away the oyster beds"),
    ("order", WORLDS["order-only"], 180, "en", "Saltby museum trust has quietly reopened the weather station"),
    ("habit", WORLDS["habit-citation"], 260, "en", "Eastmere market wardens want to move the tram depot"),
    ("speech", WORLDS["one-speech"], 200, "merish", "Low Quay port hospital votes to rename the grain pier"),
    ("characters", replace(WORLDS["source-led"], cite_rate=0.7, copy_rate=0.75), 180, "taluan",
     "Tarn Bridge city archive plans to sell the winter reservoir"),
)  # fmt: skip


def demo(directory: str | Path, *, seed: int = 7, quick: bool = False) -> Planted:
    """Plant the demonstration case; `quick` keeps every story and makes each a third as large."""
    plans = [
        Plan(key=key, world=world, size=size // 3 if quick else size, language=language, title=title)
        for key, world, size, language, title in _STORIES
    ]
    return plant(plans, Path(directory), np.random.default_rng(seed))
