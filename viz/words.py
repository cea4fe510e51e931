"""The few words that the Python side puts into a page: sorts of actors, headings of groups."""

import re
from collections.abc import Iterable

PLURALS = {
    "outlet": "outlets",
    "agency": "agencies",
    "aggregator": "aggregators",
    "official": "officials",
    "organisation": "organisations",
    "journalist": "journalists",
    "blogger": "bloggers",
    "person": "people",
    "unknown": "accounts",
    "site": "sites",
}
ROLES = tuple(PLURALS)
_ONE = re.compile(rf"role=(?P<role>{'|'.join(PLURALS)})(,country(?P<no>!?)=(?P<country>\w+))?")


def sort_of(role: str, country: str, platform: str = "") -> str:
    """Return the sort of an actor in the plural, with the country where it is known: `outlets EA`, `bloggers`.

    A web site whose role nobody has told is no account: it is one of the `sites`.
    """
    kind = "site" if role == "unknown" and platform == "web" else role
    return f"{PLURALS.get(kind, kind)} {country}".strip()


def heading(name: str) -> str:
    """Return a group's name as a heading: `outlets_abroad` reads `Outlets abroad`, `role=outlet,country=XE` so too.

    An expression that asks for more than one role and one country stays as it is.
    """
    if "=" in name:
        found = _ONE.fullmatch(name.replace(" ", ""))
        name = f"{PLURALS[found['role']]} {'not ' if found['no'] else ''}{found['country'] or ''}" if found else name
    if "=" in name:
        return name
    plain = " ".join(name.replace("_", " ").split())
    return plain[:1].upper() + plain[1:]


def spoken(text: str, groups: Iterable[str]) -> str:
    """Return a text that calls groups as a reader would: `local_bloggers` reads `local bloggers`."""
    named = {one for one in groups if "=" not in one and "_" in one}
    for name in sorted(named, key=lambda one: (-len(one), one)):
        text = text.replace(name, name.replace("_", " "))
    return text


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: `1 post`, `1,200 posts`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
