"""The few words that the Python side puts into a page: sorts of actors, in the plural."""

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
