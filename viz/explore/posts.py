"""Posts as a reader meets them: time as far as it is known, words, and the evidence before and after each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from collectors.errors import RequestError
from graphs.evidence import Evidence
from graphs.narratives.listing import explain
from viz.explore.door import Asked
from viz.explore.frame import anchor, below, field, frame, pager
from viz.explore.room import Room
from viz.page import Page, escape, isolate
from viz.report.dossier import source_link
from viz.report.markup import facts, heading, items, joined, note, paragraph, table
from viz.report.words import EVIDENCE, LEVELS, counted, interval, number, percent

MOST = 50
CHARACTERS = 600
MOST_LINKS = 3
MOST_LINKS_ALONE = 100
NOUN = ("post", "posts")
_SOURCES = {
    "platform": "the platform says so",
    "page": "the page says so",
    "feed": "the feed says so",
    "file": "the file says so",
    "id": "from the native id",
    "seen": "a bound only: it was seen by then",
}


def search(room: Room, asked: Asked) -> Page:
    """Show the posts that hold the words, or lead to what an id names."""
    words = asked.text("q")
    if not words:
        raise RequestError("Type words that a post holds, an outlet’s name, or an id from a map or a report.")
    if words.startswith("post-"):
        return post(room, Asked("post", {"n": str(room.post_number(words))}))
    at = asked.number("page", 0)
    found = room.rows("explore/found", words=words.casefold(), most=MOST, skip=at * MOST, characters=CHARACTERS)
    outlets = "" if at else _outlets(room, words)
    body = joined(outlets, heading(2, "Posts that hold these words"), listing(room, found, "search", at, {"q": words}))
    return frame(room, words, body, kicker="Search", words=words)


def listing(room: Room, rows: Sequence[Mapping[str, Any]], page: str, at: int, values: Mapping[str, object]) -> str:
    """Write a page of posts, each with its evidence, and the way to the other pages."""
    total = rows[0]["found"] if rows else 0
    way = pager(page, at, MOST, total, values, NOUN)
    around = Around(room, [row["post_id"] for row in rows], MOST_LINKS)
    told = items((_entry(room, row, around) for row in rows), "posts", tag="ol")
    return joined(way, told, below(way))


def post(room: Room, asked: Asked) -> Page:
    """Show one post whole: words, time, numbers, its narratives with reasons, all evidence that there is room for."""
    rows = room.rows("explore/post", number=asked.number("n", -1))
    if not rows:
        raise RequestError("There is no such post here. Start again from the list of narratives.")
    row = rows[0]
    around = Around(room, [row["post_id"]], MOST_LINKS_ALONE)
    shown = room.people.posts([row["post_id"]])[0]
    title = room.people.text(row["title"]) or f"{row['kind']} by {room.people.label(row['actor_id'])}"
    body = joined(
        paragraph(_line(room, row)),
        paragraph(isolate(room.people.text(row["text"])), "words lead"),
        facts(_facts(room, row, shown)),
        heading(2, "What it rests on, and what rests on it"),
        around.told(row["post_id"]) or note("No link leads to this post or from it."),
        _narratives(room, row["post_id"]),
    )
    return frame(room, title, body, kicker=escape(shown))


class Around:
    """The links of some posts, with author and time of what is at their other ends."""

    def __init__(self, room: Room, post_ids: Sequence[str], most: int) -> None:
        self._room, self._most = room, most
        found = room.rows("explore/evidence", ids=list(post_ids), most=most) if post_ids else []
        self._links: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for link in found:
            self._links[link["post_id"], link["way"]].append(link)
        self._others = room.numbers([link["other_id"] for link in found])

    def told(self, post_id: str) -> str:
        """Write what a post rests on and what rests on it, by class of evidence, the surest first."""
        before, after = (self._side(self._links.get((post_id, way), [])) for way in ("from", "to"))
        return joined(
            _evidence("Rests on", before, "before"),
            _evidence("Taken up by", after, "after"),
        )

    def _side(self, links: Iterable[Mapping[str, Any]]) -> list[str]:
        by_class: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for link in links:
            by_class[link["evidence"]].append(link)
        return [self._class(str(kind), by_class[kind]) for kind in Evidence if kind in by_class]

    def _class(self, kind: str, links: Sequence[Mapping[str, Any]]) -> str:
        count = links[0]["count"]
        more = f" and {counted(count - len(links), 'other', 'others')}" if count > len(links) else ""
        ends = "; ".join(map(self._end, links))
        mark = f'<span class="count {kind}"><i aria-hidden="true"></i>{escape(EVIDENCE[kind])} {count:,}</span>'
        return f"{mark} {ends}{more}"

    def _end(self, link: Mapping[str, Any]) -> str:
        sure = "" if link["probability"] == 1 else f" ({percent(link['probability'])})"
        other = self._others.get(link["other_id"])
        if other is None:
            return self._unseen(link) + sure
        label = isolate(self._room.people.label(other["actor_id"]))
        when = interval(other["published_lo"], other["published_hi"])
        return f"{anchor('post', label, n=other['number'])}, {escape(when)}{sure}"

    def _unseen(self, link: Mapping[str, Any]) -> str:
        """Name a documented post that nobody collected: a page of an outlet, or no more than that it exists."""
        actor, page = link["unseen_actor"], link["unseen_page"]
        people = self._room.people
        if actor and page and (people.identify or people.named(actor)):
            return f"{source_link('https://' + page, people.label(actor))} (not collected)"
        return "a post that nobody collected"


def _entry(room: Room, row: Mapping[str, Any], around: Around) -> str:
    people = room.people
    title = f"<strong>{isolate(people.text(row['title']))}</strong> " if row["title"] else ""
    text = isolate(people.text(row["text"])) + ("…" if row["cut"] else "")
    return joined(
        paragraph(_line(room, row), "line"),
        paragraph(title + text, "words"),
        around.told(row["post_id"]),
        note(f"In this narrative: {isolate(_reason(room, row))}.") if row["reason"] else "",
    )


def _line(room: Room, row: Mapping[str, Any]) -> str:
    who = isolate(room.people.label(row["actor_id"]))
    when = anchor("post", escape(interval(row["published_lo"], row["published_hi"])), n=row["number"])
    open_ = room.people.identify or room.people.named(row["actor_id"])
    original = f" · {source_link(row['url'], 'original')}" if open_ and row["url"] else ""
    what = f"{escape(row['kind'])} · {isolate(row['platform'])} · {escape(row['lang'] or 'language not recognised')}"
    return f"{when} · <strong>{anchor('actor', who, n=row['number'])}</strong> · {what}{original}"


def _reason(room: Room, row: Mapping[str, Any]) -> str:
    shown = room.people.identify or room.people.named(row["actor_id"])
    return room.people.text(row["reason"]) if shown else str(row["reason"]).partition(":")[0]


def _evidence(title: str, rows: Sequence[str], kind: str) -> str:
    return f'<div class="evidence {kind}"><span class="quiet">{title}</span>{items(rows)}</div>' if rows else ""


def _facts(room: Room, row: Mapping[str, Any], shown: str) -> list[tuple[str, str]]:
    source = str(row["published_source"])
    pairs = [
        ("Published (UTC)", escape(interval(row["published_lo"], row["published_hi"]))),
        ("How that is known", escape(_SOURCES.get(source, source))),
        ("Counts", isolate(row["counts"] or "none known")),
        ("Id", f"<code>{isolate(shown)}</code>"),
        ("Raw item", f"<code>{escape(row['run_id'])}/{escape(row['raw_ref'])}</code>"),
        ("Read by", f"importer version {number(row['importer_version'])}"),
    ]
    return [*pairs, ("Edited", escape(interval(row["edited_at"], row["edited_at"])))] if row["edited_at"] else pairs


def _narratives(room: Room, post_id: str) -> str:
    rows = [
        (
            anchor("narrative", isolate(told["label"] or told["narrative_id"]), id=told["narrative_id"]),
            escape(LEVELS.get(told["level"], told["level"])),
            "in it" if told["member"] else "near it",
            isolate(told["reason"]),
        )
        for told in explain(room.store, room.people, post_id, alike=False)
    ]
    if not rows:
        return note("It is in no narrative.")
    caption = "Its narratives, and those of the posts it is linked with"
    return table(caption, ("Narrative", "Level", "This post is", "Because of"), rows)


def _outlets(room: Room, words: str) -> str:
    found = room.rows("explore/named", words=words.casefold(), most=MOST)
    shown = [row for row in found if room.people.named(row["actor_id"])][:12]
    named = [
        f"{anchor('actor', isolate(room.people.label(row['actor_id'])), id=row['actor_id'])} "
        f'<span class="quiet">{isolate(row["role"])} {isolate(row["country"])}</span>'
        for row in shown
    ]
    return joined(heading(2, "Outlets and organisations"), items(named)) if named else ""


def search_within(values: Mapping[str, str], words: str) -> str:
    """Return a form that keeps the posts of a page that hold words."""
    carried = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in values.items())
    return (
        f'<form class="filter" method="get">{carried}{field("words", "Only posts that hold", words)}'
        "<button>Show</button></form>"
    )
