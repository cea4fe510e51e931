"""The few words that the Python side puts into a page: sorts of actors, headings of groups."""

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
}
ROLES = tuple(PLURALS)


def sort_of(role: str, country: str) -> str:
    """Return the sort of an actor in the plural, with the country where it is known: `outlets EA`, `bloggers`."""
    return f"{PLURALS.get(role, role)} {country}".strip()


def heading(name: str) -> str:
    """Return a group's name as a heading: `outlets_abroad` reads `Outlets abroad`; an expression stays as it is."""
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
