"""What a fit of influence found, as it is kept in the case, and its rows as they are printed."""

import msgspec

VERSION = "2026-1"


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One direction between two groups.

    `share` is the share of `target`'s posts that posts of `source` set off, less what the fit on reversed time gives,
    and `weight` how many of them one post of `source` sets off; `gross` is the share before anything is taken off. The
    90 % interval runs from the low end of `share` to the high end of `gross`: reversed time also holds what `target`
    sets off in `source`. All are None where the fit fails a check; `reason` says which.
    """

    source: str
    target: str
    shown: bool
    share: float | None = None
    low90: float | None = None
    high90: float | None = None
    weight: float | None = None
    gross: float | None = None
    reason: str = ""


class StreamFit(msgspec.Struct, frozen=True, kw_only=True):
    """One group's posts: how many, how many left out for want of an hour, and how well held-out posts fit."""

    group: str
    posts: int
    excluded: int
    held_out: int | None = None
    discrepancy: float | None = None


class Influence(msgspec.Struct, frozen=True, kw_only=True):
    """A fit of influence among groups: every ordered pair, every group, and what the fit rests on.

    `first` and `last` are ISO 8601, UTC; half-life and bandwidth are hours; `reason` says why nothing was fitted,
    where nothing was.
    """

    version: str = VERSION
    topic: str
    groups: tuple[str, ...]
    first: str
    last: str
    hours: int
    bandwidth: float
    half_life: float | None
    blocks: int
    events: int
    list_sha256: str
    seed: int
    pairs: tuple[Pair, ...]
    streams: tuple[StreamFit, ...]
    shared: int
    reason: str = ""
