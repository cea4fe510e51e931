"""What an event study found, as it is kept in the case, and its rows as they are printed."""

import msgspec

VERSION = "2026-1"
ALL_EVENTS = "all events"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One event (or all together) in one window, for one topic and group.

    Changes are differences of log(1 + posts a day) from the weeks before; `p` and `q` are for a rise, `q` over
    everything the study looked at. What is not defined is None, and `reason` says why.
    """

    kind: str = "event"
    event_id: str
    topic: str
    group: str
    window: int
    change: float | None = None
    p: float | None = None
    q: float | None = None
    lead: float | None = None
    p_lead: float | None = None
    q_lead: float | None = None
    lag: float | None = None
    low90: float | None = None
    high90: float | None = None
    placebo_low: float | None = None
    placebo_high: float | None = None
    reason: str = ""


class Contrast(msgspec.Struct, frozen=True, kw_only=True):
    """One interaction test: by how much `what` exceeds `against`, with its 90 % interval and two-sided p."""

    kind: str
    what: str
    against: str
    topic: str
    group: str
    window: int
    change: float | None = None
    low90: float | None = None
    high90: float | None = None
    p: float | None = None
    reason: str = ""


class Coincidence(msgspec.Struct, frozen=True, kw_only=True):
    """How often events and bursts (the top twentieth of days) coincide within a window."""

    topic: str
    group: str
    window: int
    bursts: int
    trigger: float
    p_trigger: float
    precursor: float
    p_precursor: float


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """The mean course around the events, day by day, and where nine in ten placebo courses lie."""

    topic: str
    group: str
    offsets: tuple[int, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


class Volume(msgspec.Struct, frozen=True, kw_only=True):
    """How many posts a series counts, how many of them are spread over days, and how many are left out."""

    topic: str
    group: str
    posts: int
    spread: int
    excluded: int
    outside: int


class EventStudy(msgspec.Struct, frozen=True, kw_only=True):
    """An event study: the frozen list, the series, every row, contrast and rate, and what the null allows.

    `first` and `last` are days, ISO 8601; `weeks` is how many whole weeks hold placebo days; `reason` says why there
    is no test at all, where there is none.
    """

    version: str = VERSION
    file: str
    sha256: str
    history: str
    events: int
    inside: int
    skipped: dict[str, int]
    topics: tuple[str, ...]
    groups: tuple[str, ...]
    windows: tuple[int, ...]
    timezone: str
    first: str
    last: str
    weeks: int
    draws: int
    least_p: float | None
    seed: int
    volumes: tuple[Volume, ...]
    rows: tuple[Row, ...]
    contrasts: tuple[Contrast, ...] = ()
    coincidence: tuple[Coincidence, ...] = ()
    courses: tuple[Course, ...] = ()
    reason: str = ""
