"""What every page of an exploration has: where one is, a search, the way on; text comes in escaped."""

from collections.abc import Mapping
from urllib.parse import urlencode

from viz.explore.room import Room
from viz.page import Page, compose, escape, isolate, static
from viz.report.words import counted, days, number


def frame(room: Room, heading: str, body: str, *, kicker: str = "", words: str = "") -> Page:
    """Put a page together under its heading, which is foreign text; `words` stand in the search field."""
    crumb = f'<p class="kicker">{kicker}</p>' if kicker else ""
    inside = f"{_bar(room, words)}<main>{crumb}<h1>{isolate(heading)}</h1>{body}</main>"
    return compose(
        title=f"{heading} · {room.title}",
        body_html=f'<div class="explore report">{inside}</div>',
        styles=[static("report.css"), static("explore.css")],
        scripts=[],
        identified=room.people.identify,
        audience="analyst",
        forms=True,
    )


def refused(title: str, sentence: str) -> Page:
    """Return a page that says why there is nothing to see, and nothing of the case."""
    return compose(
        title=title,
        body_html=f'<div class="explore report"><main><h1>{escape(title)}</h1><p>{escape(sentence)}</p></main></div>',
        styles=[static("report.css"), static("explore.css")],
        scripts=[],
        identified=False,
        audience="analyst",
    )


def address(page: str, /, **values: object) -> str:
    """Return a relative address inside the exploration, escaped for an attribute; what is empty is left out."""
    query = urlencode({name: str(value) for name, value in values.items() if value not in (None, "")})
    return escape(f"{page or '.'}?{query}" if query else page or ".")


def anchor(page: str, text: str, /, **values: object) -> str:
    """Return a link inside the exploration around escaped text."""
    return f'<a href="{address(page, **values)}">{text}</a>'


def pager(page: str, at: int, most: int, found: int, values: Mapping[str, object], noun: tuple[str, str]) -> str:
    """Say which rows of how many are shown, with links to those before and after."""
    if not found:
        return f'<p class="note">No {noun[1]} here.</p>'
    first, last = at * most + 1, min(found, (at + 1) * most)
    before = anchor(page, "← earlier page", **{**values, "page": at - 1 or None}) if at else ""
    after = anchor(page, "next page →", **{**values, "page": at + 1}) if last < found else ""
    said = f"{number(first)} to {number(last)} of {counted(found, *noun)}" if found > most else counted(found, *noun)
    return f'<nav class="pager" aria-label="Pages"><span>{said}</span>{before}{after}</nav>'


def below(way: str) -> str:
    """Return the same way on for under a list, where there is one."""
    return way.replace('aria-label="Pages"', 'aria-label="Pages, again"') if "href=" in way else ""


def field(name: str, label: str, value: str, kind: str = "search") -> str:
    """Return a labelled field of a form."""
    return f'<label>{escape(label)} <input type="{kind}" name="{name}" value="{escape(value)}"></label>'


def hidden(name: str, value: str) -> str:
    """Return a value that a form carries along."""
    return f'<input type="hidden" name="{name}" value="{escape(value)}">' if value else ""


def chooser(name: str, label: str, options: Mapping[str, str], chosen: str) -> str:
    """Return a labelled choice of a form."""
    inside = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
        for value, words in options.items()
    )
    return f'<label>{escape(label)} <select name="{name}">{inside}</select></label>'


def _bar(room: Room, words: str) -> str:
    totals = room.totals
    when = f" · {days(totals['first'], totals['last'])}" if totals["posts"] else ""
    return (
        f'<header class="bar"><p><a href=".">{isolate(room.title)}</a>'
        f'<span class="quiet"> {counted(totals["posts"], "post", "posts")}{escape(when)}</span></p>'
        f'<form action="search" method="get" role="search">{field("q", "Find", words)}'
        "<button>Search</button></form></header>"
    )
