"""Further worlds of shares without coordination: occasions that bring many accounts to one object at one time.

Written after the tests of significance were tuned on the worlds of `coshares.py`, to try them on what they had not
seen. In each, the crowd of interests goes on beside the occasion.

    parties      fan clubs that share new objects together in one hour of the week
    breaking     bursts of news: a third of all accounts, delays from seconds to hours
    delays       outlets that print a wire, each after a delay of its own that hardly varies
    newsletters  readers in three time zones who share what a letter brought at eight in the morning
    nights       viral objects, and accounts that sleep: queues of the night posted after waking
    occasions    all of these at once
"""

import numpy as np

from graphs.narratives.arrays import F64, I64
from graphs.simulate.coshares import DAY, HOUR, START, CoshareWorld, Crowd, Part, Planted, Size, assembled

OCCASIONS = ("parties", "breaking", "delays", "newsletters", "nights", "occasions")


def occasion_world(
    cause: str, rng: np.random.Generator, *, size: Size | None = None, planted: Planted | None = None
) -> CoshareWorld:
    """Draw a world with one of `OCCASIONS`; the same generator gives the same world."""
    if cause not in OCCASIONS:
        raise ValueError(f"{cause!r} is no world of occasions; there are {', '.join(OCCASIONS)}")
    size = size or Size()
    crowd = Crowd("zones" if cause in ("newsletters", "nights", "occasions") else cause, size, rng)
    parts = [crowd.interests()]
    for name, make in _MAKERS.items():
        if cause in (name, "occasions"):
            parts.append(make(crowd))
    return assembled(parts, size, rng, planted)


def _parties(crowd: Crowd) -> Part:
    """Three clubs of 25 meet once a week for an hour; each of eight objects is shared by most within minutes."""
    rng, rows, place = crowd.rng, [], 0
    for _ in range(3):
        club, hour = rng.choice(crowd.size.accounts, 25, replace=False), rng.uniform(0, 7) * DAY
        for week in range(crowd.size.days // 7):
            for at in START + week * 7 * DAY + hour + np.sort(rng.uniform(0, HOUR, 8)):
                there = club[rng.random(len(club)) < 0.6]
                delay = 180 * np.exp(rng.normal(0, 0.9, len(there)))
                rows.append((np.full(len(there), place), there, at + delay))
                place += 1
    return crowd.joined(rows, place)


def _breaking(crowd: Crowd) -> Part:
    """Twenty-five events; the same quick third of all react to most of them, to each of two objects an event."""
    rng, rows, place = crowd.rng, [], 0
    alert = rng.random(crowd.size.accounts) ** 2
    for at in crowd.births(25):
        for _ in range(2):
            there = np.flatnonzero(rng.random(crowd.size.accounts) < 0.7 * alert)
            delay = 240 * np.exp(rng.normal(0, 1.6, len(there))) / (0.3 + alert[there])
            rows.append((np.full(len(there), place), there, at + delay))
            place += 1
    return crowd.joined(rows, place)


def _delays(crowd: Crowd) -> Part:
    """Thirty outlets print a wire, each some fixed minutes after it and half a minute more or less."""
    rng, rows = crowd.rng, []
    outlets = rng.choice(crowd.size.accounts, 30, replace=False)
    fixed = rng.uniform(30, 1_200, len(outlets))
    born = crowd.births(200)
    for place, at in enumerate(born):
        printing = np.flatnonzero(rng.random(len(outlets)) < 0.4)
        rows.append((np.full(len(printing), place), outlets[printing], at + _about(fixed[printing], rng)))
        rows.append(crowd.share(place, np.setdiff1d(crowd.choose(6, place % 10), outlets), at, 2 * HOUR, 1.2))
    return crowd.joined(rows, len(born))


def _about(fixed: F64, rng: np.random.Generator) -> F64:
    return np.maximum(fixed + rng.normal(0, 30, len(fixed)), 1.0)


def _newsletters(crowd: Crowd) -> Part:
    """Two letters reach forty readers each at eight local time; most share some of five objects within the hour."""
    rng, rows, place = crowd.rng, [], 0
    for _ in range(2):
        readers = rng.choice(crowd.size.accounts, 40, replace=False)
        zone = rng.choice([0.0, 2.0, 5.0], len(readers)) * HOUR
        for day in range(crowd.size.days):
            opened = 3 * HOUR + zone + rng.exponential(900, len(readers))
            for _ in range(5):
                there = rng.random(len(readers)) < 0.2
                at = START + day * DAY + opened[there] + rng.exponential(120, int(there.sum()))
                rows.append((np.full(int(there.sum()), place), readers[there], at))
                place += 1
    return crowd.joined(rows, place)


def _nights(crowd: Crowd) -> Part:
    """Forty viral objects that half of all share; what falls into an account's night is posted after it wakes."""
    rng, born = crowd.rng, crowd.births(40)
    rows = []
    for place, at in enumerate(born):
        there: I64 = np.flatnonzero(rng.random(crowd.size.accounts) < 0.5)
        rows.append(crowd.share(place, there, at, 3 * HOUR, 1.8))
    return crowd.joined(rows, len(born))


_MAKERS = {
    "parties": _parties,
    "breaking": _breaking,
    "delays": _delays,
    "newsletters": _newsletters,
    "nights": _nights,
}
