"""The list of narratives, and one of them: its findings, its course, its posts with evidence, its maps."""

from collections.abc import Mapping
from typing import Any

from collectors.errors import RequestError
from graphs.trace import Finding, disclose, saved
from viz.charts import bounds, histogram, scale
from viz.explore import posts
from viz.explore.door import Asked
from viz.explore.frame import anchor, below, chooser, field, frame, pager
from viz.explore.room import Room
from viz.page import Page, escape, isolate
from viz.report.gathered import ticks
from viz.report.markup import facts, heading, items, joined, note, paragraph, table
from viz.report.verdicts import pill
from viz.report.words import EVIDENCE, LEVELS, counted, days, number, percent, percents
from viz.words import heading as named
from viz.words import spoken

MOST = 50
BINS = 72
NOUN = ("narrative", "narratives")
_ANY_LEVEL = {"": "every level", **LEVELS}


def listed(room: Room, asked: Asked) -> Page:
    """List the narratives, the largest first, of a level or with words in their label where that is asked."""
    level, words, at = asked.text("level"), asked.text("label"), asked.number("page", 0)
    found = room.rows(
        "explore/narratives", level=level or None, words=words.casefold() or None, most=MOST, skip=at * MOST
    )
    values = {"level": level, "label": words}
    way = pager("", at, MOST, found[0]["found"] if found else 0, values, NOUN)
    rows = table(
        "Narratives, the largest first. Size counts posts; it says nothing about truth.",
        ("Narrative", "Level", "#Posts", "#Authors", "Languages", "Dates", "Verdicts"),
        (_row(room, row) for row in found),
        kind="spread",
    )
    body = joined(
        _overview(room), heading(2, "Narratives"), _filter(level, words), way, rows if found else "", below(way)
    )
    return frame(room, room.title, body, kicker="An exploration of the whole case")


def one(room: Room, asked: Asked) -> Page:
    """Show one narrative: its findings, its course over time, its maps, and its posts a page at a time."""
    narrative_id, words, at = asked.text("id"), asked.text("words"), asked.number("page", 0)
    known = room.rows("scene/narrative", narrative=narrative_id)
    if not known:
        raise RequestError(f"There is no narrative {narrative_id} here. Start again from the list of narratives.")
    row = known[0]
    found = room.rows(
        "explore/posts",
        narrative=narrative_id,
        words=words.casefold() or None,
        most=posts.MOST,
        skip=at * posts.MOST,
        characters=posts.CHARACTERS,
    )
    top = joined(_size(row), _maps(narrative_id), _course(room, row), _findings(room, narrative_id))
    values = {"id": narrative_id, "words": words}
    body = joined(
        top if not at else _maps(narrative_id),
        heading(2, "Posts in order of time"),
        posts.search_within({"id": narrative_id}, words),
        posts.listing(room, found, "narrative", at, values),
    )
    title = room.people.text(row["label"]) or narrative_id
    return frame(room, title, body, kicker=escape(f"Narrative {narrative_id}"))


def _overview(room: Room) -> str:
    totals = room.totals
    levels = room.rows("report/levels")
    pairs = [("Posts and articles", number(totals["posts"])), ("Authors", number(totals["authors"]))]
    if totals["posts"]:
        pairs.append(("Dates", escape(days(totals["first"], totals["last"]))))
    pairs += [(f"Narratives, {LEVELS.get(row['level'], row['level'])}", number(row["narratives"])) for row in levels]
    return facts(pairs)


def _filter(level: str, words: str) -> str:
    return (
        f'<form class="filter" method="get">{chooser("level", "Level", _ANY_LEVEL, level)}'
        f"{field('label', 'Label holds', words)}<button>Show</button></form>"
    )


def _row(room: Room, row: Mapping[str, Any]) -> tuple[str, ...]:
    label = isolate(room.people.text(row["label"]) or row["narrative_id"])
    flags = f'<span class="under">flagged {isolate(row["flags"])}</span>' if row["flags"] else ""
    return (
        anchor("narrative", label, id=row["narrative_id"]) + flags,
        escape(LEVELS.get(row["level"], row["level"])),
        number(row["posts"]),
        number(row["actors"]),
        escape(row["languages"] or "not recognised"),
        escape(days(row["first"], row["last"])),
        " ".join(pill(verdict) for verdict in row["verdicts"].split(", ") if verdict) or "not traced",
    )


def _size(row: Mapping[str, Any]) -> str:
    words = [
        LEVELS.get(row["level"], row["level"]),
        counted(row["posts"], "post", "posts"),
        counted(row["actors"], "author", "authors"),
        row["languages"] or "language not recognised",
        days(row["first"], row["last"]),
        *([f"flagged {row['flags']}"] if row["flags"] else []),
    ]
    return paragraph(" · ".join(isolate(word) for word in words), "size")


def _maps(narrative_id: str) -> str:
    drawn = [
        anchor("draw", f"Draw its {view}", narrative=narrative_id, view=view) for view in ("lanes", "network", "flows")
    ]
    return items(drawn, "maps")


def _course(room: Room, row: Mapping[str, Any]) -> str:
    first, last = row["first"], row["last"]
    if first == last:
        return ""
    counts = [0] * BINS
    for each in room.rows("explore/shape", narrative=row["narrative_id"], bins=BINS):
        counts[each["bin"]] = each["posts"]
    words = f"Posts over time, {days(first, last)}, in {BINS} equal steps; the most in one is {max(counts):,}."
    chart = histogram(counts, ticks(first, last), label=words)
    return f'<figure class="chart">{chart}<figcaption>{escape(words)} Times are UTC.</figcaption></figure>'


def _findings(room: Room, narrative_id: str) -> str:
    found = [disclose(one, room.people) for one in saved(room.store, narrative_id)]
    if not found:
        return note("Not traced yet: <code>whence trace</code> asks who led whom, and keeps the answer for this page.")
    return joined(heading(2, "Findings"), *map(_finding, found))


def _finding(found: Finding) -> str:
    source, target = named(found.source_group), named(found.target_group)
    ledger = " ".join(
        f'<span class="count {kind}"><i aria-hidden="true"></i>{escape(words)} {found.evidence[kind]:,}</span>'
        for kind, words in EVIDENCE.items()
        if found.evidence.get(kind)
    )
    ways = ((f"{source} → {target}", found.share), (f"{target} → {source}", found.reverse))
    bars = "".join(f'<div class="row"><span>{isolate(way)}</span>{_bounds(way, share)}</div>' for way, share in ways)
    ends = f'<div class="row ends"><span></span>{scale()}</div>'
    said = spoken(found.sentence, (found.source_group, found.target_group))
    return (
        f'<article class="finding"><p class="verdict">{isolate(source)} and {isolate(target)} {pill(found.verdict)}</p>'
        f'<p class="lead">{isolate(said)}</p><div class="both">{bars}{ends}</div>'
        f'<p class="legend">{ledger}</p></article>'
    )


def _bounds(way: str, share: Any) -> str:
    label = (
        f"{way}: {percents(share.lower, share.upper)}, from documented to not excluded; estimate "
        f"{percent(share.estimate)}"
    )
    return bounds(
        share.lower, share.upper, confidence=(share.low90, share.high90), estimate=share.estimate, label=label
    )
