"""The worlds, their parameters in the open: how a story starts, who listens to whom, what a collector misses.

Groups: `abroad` outlets abroad, `agency` wire agencies, `relay` channels that pass things on, `outlet` local outlets,
`blogger` local bloggers, `third` outlets of a third place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Group = Literal["abroad", "agency", "relay", "outlet", "blogger", "third"]
GROUPS: tuple[Group, ...] = ("abroad", "agency", "relay", "outlet", "blogger", "third")
SOURCE: Group = "abroad"
TARGET: Group = "blogger"
Direction = Literal["source led", "target led", "both ways", "separate"]
Table = Mapping[Group, Mapping[Group, float]]

LED = ("source led",)
OPEN = ("separate", "cannot tell")
_CAREFUL = (*LED, "cannot tell")

# Who listens to whom: weight of a parent of that group, for a child of this group.
_FROM_ABROAD: Table = {
    "abroad": {"abroad": 1.0},
    "relay": {"abroad": 3.0, "relay": 1.0},
    "outlet": {"abroad": 2.0, "relay": 0.5},
    "blogger": {"abroad": 2.0, "relay": 3.0, "outlet": 1.0, "blogger": 1.0},
}
_FROM_LOCALS: Table = {
    "abroad": {"outlet": 2.0, "blogger": 2.0, "abroad": 0.5},
    "relay": {"blogger": 2.0, "outlet": 1.0},
    "outlet": {"blogger": 2.0, "outlet": 1.0},
    "blogger": {"blogger": 2.0, "outlet": 1.0},
}
_APART: Table = {
    "abroad": {"abroad": 1.0},
    "relay": {"relay": 1.0, "blogger": 1.0},
    "outlet": {"outlet": 1.0, "blogger": 0.5},
    "blogger": {"blogger": 2.0, "outlet": 1.0, "relay": 0.5},
}


def _frozen(table: Mapping[Group, float]) -> Mapping[Group, float]:
    return MappingProxyType(dict(table))


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One way in which a story may have spread, and what is seen of it.

    `roots` gives the hour at which each group starts the story by itself; `listens` who takes it from whom;
    rates are probabilities a post; `root_rate` how often a blogger or relay links to the article that the story came to
    it from, through however many hands; `alone` how often a post arises by itself though it could have been heard;
    `coverage` is the share of a group's posts that is collected; `offset` hours by
    which a group's clocks are wrong; `day_only` groups whose times are dates. `expected` are the verdicts that a
    careful reader would accept.
    """

    name: str
    about: str
    direction: Direction
    expected: tuple[str, ...]
    roots: Mapping[Group, float] = field(default_factory=lambda: _frozen({"abroad": 0.0}))
    listens: Table = field(default_factory=lambda: _FROM_ABROAD)
    volume: Mapping[Group, float] = field(
        default_factory=lambda: _frozen({"abroad": 0.06, "relay": 0.16, "outlet": 0.06, "blogger": 0.72})
    )
    cite_rate: float = 0.3
    root_rate: float = 0.0
    name_rate: float = 0.1
    copy_rate: float = 0.4
    reprint_rate: float = 0.8
    repost_rate: float = 0.25
    alone: Mapping[Group, float] = field(default_factory=lambda: _frozen({}))
    coverage: Mapping[Group, float] = field(default_factory=lambda: _frozen({}))
    coverage_early: Mapping[Group, float] = field(default_factory=lambda: _frozen({}))
    offset: Mapping[Group, float] = field(default_factory=lambda: _frozen({}))
    day_only: tuple[Group, ...] = ()
    shared_text: Literal["", "agency", "speech"] = ""
    shared_by: float = 1.0
    hide_agency: bool = False
    habit: float = 0.0
    late_citations: float = 0.0
    feeds: int = 0
    bots: int = 0
    edited: float = 0.0
    query: bool = False
    translated: tuple[Group, ...] = ()
    twin: bool = False


def _world(name: str, about: str, direction: Direction, expected: tuple[str, ...], **rest: object) -> World:
    return World(name=name, about=about, direction=direction, expected=expected, **rest)  # type: ignore[arg-type]


_HALF = _frozen({"abroad": 0.5, "blogger": 0.5})
_FIFTH = _frozen({"abroad": 0.2, "blogger": 0.2})
_AT_ONCE = _frozen({"abroad": 0.0, "outlet": 0.2, "blogger": 0.5, "relay": 0.5})

_ALL = (
    _world(
        "source-led", "Outlets abroad have the story first; relays and bloggers take it from them.", "source led", LED
    ),
    _world("source-led-half", "The same, half of both sides unseen.", "source led", _CAREFUL, coverage=_HALF),
    _world(
        "source-led-cited",
        "Three in ten bloggers and relays link to the article behind the story; half of both sides unseen.",
        "source led",
        _CAREFUL,
        cite_rate=0.0,
        root_rate=0.3,
        coverage=_HALF,
    ),
    _world(
        "source-led-cited-full",
        "The same, everything seen.",
        "source led",
        _CAREFUL,
        cite_rate=0.0,
        root_rate=0.3,
    ),
    _world(
        "source-led-cited-fifth",
        "The same, a fifth of both sides seen.",
        "source led",
        _CAREFUL,
        cite_rate=0.0,
        root_rate=0.3,
        coverage=_FIFTH,
    ),
    _world(
        "source-led-mixed",
        "The same, while some bloggers learn of it by themselves a few hours later.",
        "source led",
        _CAREFUL,
        roots=_frozen({"abroad": 0.0, "blogger": 5.0}),
        alone=_frozen({"blogger": 0.2}),
    ),
    _world(
        "relays",
        "Bloggers learn it almost only through relays.",
        "source led",
        _CAREFUL,
        listens={**_FROM_ABROAD, "blogger": {"abroad": 0.3, "relay": 6.0, "blogger": 1.0}},
    ),
    _world(
        "target-led",
        "Bloggers have it first; outlets abroad take it from them.",
        "target led",
        ("target led", "cannot tell"),
        roots=_frozen({"blogger": 0.0}),
        listens=_FROM_LOCALS,
        cite_rate=0.6,
        volume=_frozen({"abroad": 0.3, "relay": 0.05, "outlet": 0.1, "blogger": 0.55}),
    ),
    _world(
        "both-ways",
        "Each side takes part of it from the other.",
        "both ways",
        ("both ways", "source led", "target led", "cannot tell"),
        roots=_frozen({"abroad": 0.0, "blogger": 0.0}),
        listens={**_FROM_ABROAD, "abroad": {"blogger": 2.0, "outlet": 2.0}},
        cite_rate=0.5,
        volume=_frozen({"abroad": 0.2, "relay": 0.1, "outlet": 0.1, "blogger": 0.6}),
    ),
    _world(
        "independent",
        "Both sides see the same event; neither listens to the other.",
        "separate",
        OPEN,
        roots=_AT_ONCE,
        listens=_APART,
    ),
    _world(
        "one-speech",
        "Both sides quote one speech.",
        "separate",
        OPEN,
        roots=_AT_ONCE,
        listens=_APART,
        shared_text="speech",
    ),
    _world(
        "agency-seen",
        "Everyone prints an agency's text, which is collected.",
        "separate",
        OPEN,
        roots=_frozen({"agency": 0.0, **_AT_ONCE}),
        listens=_APART,
        shared_text="agency",
    ),
    _world(
        "agency-unseen",
        "Everyone prints an agency's text, which is not collected.",
        "separate",
        OPEN,
        roots=_frozen({"agency": 0.0, **_AT_ONCE}),
        listens=_APART,
        shared_text="agency",
        hide_agency=True,
    ),
    _world(
        "agency-partly",
        "Half print the agency's text, half write their own.",
        "separate",
        OPEN,
        roots=_frozen({"agency": 0.0, **_AT_ONCE}),
        listens=_APART,
        shared_text="agency",
        shared_by=0.5,
    ),
    _world(
        "third-group",
        "Outlets of a third place lead both sides.",
        "separate",
        OPEN,
        roots=_frozen({"third": 0.0}),
        listens={
            "third": {"third": 1.0},
            "abroad": {"third": 3.0},
            "relay": {"third": 2.0, "relay": 1.0},
            "outlet": {"third": 2.0},
            "blogger": {"third": 3.0, "relay": 1.0, "blogger": 1.0},
        },
        volume=_frozen({"third": 0.06, "abroad": 0.06, "relay": 0.12, "outlet": 0.06, "blogger": 0.7}),
    ),
    _world(
        "habit-citation",
        "Bloggers out of habit link to write-ups abroad of a local story; most early local posts are missing.",
        "target led",
        ("target led", "separate", "cannot tell"),
        roots=_frozen({"blogger": 0.0}),
        listens=_FROM_LOCALS,
        habit=0.3,
        coverage_early=_frozen({"blogger": 0.2, "outlet": 0.2, "relay": 0.2}),
    ),
    _world(
        "late-citations",
        "Bloggers start it; links to write-ups abroad come only later.",
        "target led",
        ("target led", "separate", "cannot tell"),
        roots=_frozen({"blogger": 0.0}),
        listens=_FROM_LOCALS,
        late_citations=0.3,
    ),
    _world(
        "feed-accounts",
        "A few feeds link to everything abroad; the bloggers know nothing of it.",
        "separate",
        OPEN,
        roots=_AT_ONCE,
        listens=_APART,
        feeds=8,
    ),
    _world(
        "reposting-bots",
        "A few accounts repost each article abroad many times.",
        "separate",
        OPEN,
        roots=_AT_ONCE,
        listens=_APART,
        bots=4,
    ),
    _world(
        "query-selection",
        "Only posts with a link abroad were ever asked for.",
        "separate",
        OPEN,
        roots=_AT_ONCE,
        listens=_APART,
        habit=0.3,
        query=True,
    ),
    _world(
        "twin-stories",
        "Two unrelated stories share a quotation.",
        "separate",
        OPEN,
        roots=_AT_ONCE,
        listens=_APART,
        twin=True,
        shared_text="speech",
        shared_by=0.6,
    ),
    _world(
        "clock-offset",
        "Clocks abroad run six hours early.",
        "target led",
        ("target led", "separate", "cannot tell"),
        roots=_frozen({"blogger": 0.0}),
        listens=_FROM_LOCALS,
        offset=_frozen({"abroad": -6.0}),
    ),
    _world(
        "back-dated",
        "Articles abroad are edited and keep their first date.",
        "target led",
        ("target led", "separate", "cannot tell"),
        roots=_frozen({"blogger": 0.0}),
        listens=_FROM_LOCALS,
        edited=0.8,
    ),
    _world(
        "day-precision", "Articles abroad carry only a date.", "source led", _CAREFUL, day_only=("abroad", "outlet")
    ),
    _world("translation", "Outlets abroad write in another language.", "source led", _CAREFUL, translated=("abroad",)),
    _world(
        "order-only",
        "Outlets abroad come first; nobody cites, names or copies them.",
        "separate",
        OPEN,
        roots=_frozen({"abroad": 0.0, "outlet": 5.0, "blogger": 6.0, "relay": 6.0}),
        listens=_APART,
    ),
)
WORLDS: dict[str, World] = {world.name: world for world in _ALL}
