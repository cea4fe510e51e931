"""One actor: what is known of it, who it took from, who took from it, and its posts. Nothing here ranks people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graphs.evidence import Evidence
from viz.explore import posts
from viz.explore.door import Asked
from viz.explore.frame import anchor, frame
from viz.explore.room import Room
from viz.page import Page, escape, isolate
from viz.report.markup import facts, heading, joined, note, table
from viz.report.words import EVIDENCE, counted, days, number

MOST_TIES = 30
_NOT_STATED = "not stated"


def actor_asked(room: Room, asked: Asked) -> str:
    """Return the native id of the actor that is asked for: by a row of theirs, by name, or by pseudonym."""
    shown = asked.text("id")
    return room.actor_id(shown) if shown else room.author_of(asked.number("n", -1))


def one(room: Room, asked: Asked) -> Page:
    """Show an actor with its nearest neighbours and a page of its posts."""
    actor_id, at = actor_asked(room, asked), asked.number("page", 0)
    key = _key(room, actor_id, asked)
    found = room.rows(
        "explore/by_author", actor=actor_id, most=posts.MOST, skip=at * posts.MOST, characters=posts.CHARACTERS
    )
    body = joined(
        "" if at else _about(room, actor_id),
        "" if at else _neighbours(room, actor_id, key),
        heading(2, "Posts in order of time"),
        posts.listing(room, found, "actor", at, key),
    )
    return frame(room, room.people.label(actor_id), body, kicker=escape(room.people.actor(actor_id)))


def _key(room: Room, actor_id: str, asked: Asked) -> Mapping[str, object]:
    """Return how addresses name this actor: by name where it has one here, else by the row that led to it."""
    if room.people.identify or room.people.named(actor_id):
        return {"id": actor_id}
    return {"n": asked.number("n", -1)} if asked.text("n") else {"id": room.people.actor(actor_id)}


def _about(room: Room, actor_id: str) -> str:
    wrote = room.rows("explore/actor", actor=actor_id)[0]
    known = room.rows("scene/actors", ids=[actor_id])
    what = known[0] if known else {"role": "unknown", "country": "", "language": "", "platform": ""}
    when = days(wrote["first"], wrote["last"]) if wrote["posts"] else "none here"
    return facts(
        [
            ("Role", isolate(what["role"])),
            ("Country", isolate(what["country"] or _NOT_STATED)),
            ("Language", isolate(what["language"] or _NOT_STATED)),
            ("Platform", isolate(what["platform"] or _NOT_STATED)),
            ("Posts here", number(wrote["posts"])),
            ("Dates", escape(when)),
            ("Languages of the posts", escape(wrote["languages"] or "not recognised")),
        ]
    )


def _neighbours(room: Room, actor_id: str, key: Mapping[str, object]) -> str:
    ties = room.rows("explore/neighbours", actor=actor_id)
    ties = [tie for tie in ties if tie["other"] != actor_id and tie["evidence"] != Evidence.TIMING]
    if not ties:
        return joined(heading(2, "Neighbours"), note("No link ties this actor to another."))
    numbers = room.author_numbers([tie["other"] for tie in ties])
    return joined(
        heading(2, "Neighbours"),
        f'<p class="maps">{anchor("draw", "Draw the neighbourhood", around="yes", **key)}</p>',
        _side(room, "Took from", [tie for tie in ties if tie["way"] == "from"], numbers),
        _side(room, "Was taken up by", [tie for tie in ties if tie["way"] == "to"], numbers),
        note("Links that rest on timing alone are not counted here."),
    )


def _side(room: Room, title: str, ties: Sequence[Mapping[str, Any]], numbers: Mapping[str, int]) -> str:
    if not ties:
        return ""
    by_other: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for tie in ties:
        by_other[tie["other"]][tie["evidence"]] = tie["weight"]
    order = sorted(by_other, key=lambda other: _order(room, other, by_other[other]))
    left = len(order) - MOST_TIES
    rows = [(_name(room, other, numbers), _ledger(by_other[other])) for other in order[:MOST_TIES]]
    more = f"; {counted(left, 'further actor', 'further actors')} not listed" if left > 0 else ""
    return table(f"{title}: {counted(len(order), 'actor', 'actors')}{more}", ("Actor", "Links by evidence"), rows)


def _order(room: Room, other: str, links: Mapping[str, int]) -> tuple[bool, int, str]:
    """Put who is shown by name first, by number of links; individuals follow in the order of their pseudonyms."""
    named = room.people.named(other)
    return (not named, -sum(links.values()) if named else 0, room.people.actor(other))


def _name(room: Room, actor_id: str, numbers: Mapping[str, int]) -> str:
    label = isolate(room.people.label(actor_id))
    if room.people.named(actor_id):
        return anchor("actor", label, id=actor_id)
    return anchor("actor", label, n=numbers[actor_id]) if actor_id in numbers else label


def _ledger(evidence: Mapping[str, int]) -> str:
    return " ".join(
        f'<span class="count {kind}"><i aria-hidden="true"></i>{escape(EVIDENCE[kind])} {evidence[kind]:,}</span>'
        for kind in map(str, Evidence)
        if kind in evidence
    )
