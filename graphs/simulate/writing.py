"""The files of a planted case: posts, actors, outlets in interchange form, and the groups as case.toml has them."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from graphs.simulate.forest import Draft
from graphs.simulate.worlds import Group

PLATFORM = "x"  # a known platform, so that articles can refer to its posts
HOME, ABROAD, THIRD = "XE", "XN", "XT"  # codes that ISO 3166 leaves to users
POST_COLUMNS = (
    "post_id", "platform", "actor_id", "published_at", "kind", "text", "title", "lang", "url", "urls",
    "repost_of", "quote_of", "likes",
)  # fmt: skip
GROUP_NAMES: dict[Group, str] = {
    "abroad": "outlets_abroad",
    "agency": "agencies",
    "relay": "relays",
    "outlet": "local_outlets",
    "blogger": "local_bloggers",
    "third": "outlets_elsewhere",
}
_ROLES: dict[Group, tuple[str, str]] = {
    "abroad": ("outlet", ABROAD),
    "agency": ("agency", THIRD),
    "relay": ("aggregator", HOME),
    "outlet": ("outlet", HOME),
    "blogger": ("blogger", HOME),
    "third": ("outlet", THIRD),
}
GROUPS_TOML = "".join(
    f'[groups.{GROUP_NAMES[group]}]\nrole = "{role}"\ncountry = "{country}"\n\n'
    for group, (role, country) in _ROLES.items()
).rstrip("\n") + "\n"  # fmt: skip
_OUTLETS: dict[Group, tuple[tuple[str, str], ...]] = {
    "abroad": (
        ("north-times.example", "North Times"), ("norvale-herald.example", "Norvale Herald"),
        ("brin-observer.example", "Brin Observer"), ("tarn-gazette.example", "Tarn Gazette"),
        ("upland-post.example", "Upland Post"), ("oster-daily.example", "Oster Daily"),
        ("fjordside.example", "Fjordside"), ("heath-review.example", "Heath Review"),
        ("seven-isles.example", "Seven Isles"), ("lowland-journal.example", "Lowland Journal"),
    ),
    "agency": (("wire-isle.example", "Wire Isle"), ("lantern-press.example", "Lantern Press")),
    "outlet": (
        ("eastmere-courier.example", "Eastmere Courier"), ("low-quay-news.example", "Low Quay News"),
        ("saltby-mail.example", "Saltby Mail"), ("hallow-point.example", "Hallow Point"),
        ("harbour-week.example", "Harbour Week"),
    ),
    "third": (
        ("ridge-report.example", "Ridge Report"), ("delta-star.example", "Delta Star"),
        ("plains-echo.example", "Plains Echo"), ("coast-line.example", "Coast Line"), ("mid-land.example", "Mid Land"),
    ),
}  # fmt: skip


def domain(group: Group, actor: int) -> str:
    """Return the domain of an outlet of the group."""
    return _OUTLETS[group][actor][0]


def outlet_name(draft: Draft) -> str:
    """Return the name under which others would cite the outlet that wrote a draft."""
    return _OUTLETS[draft.group][draft.actor][1]


def actor_id(group: Group, actor: int) -> str:
    """Return the qualified id of a group's actor by number."""
    return f"web:{domain(group, actor)}" if group in _OUTLETS else f"{PLATFORM}:{group}{actor}"


def write_posts(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Write posts in interchange form."""
    _write(path, POST_COLUMNS, ([row[name] for name in POST_COLUMNS] for row in rows))


def write_actors(path: Path, rows: Sequence[Mapping[str, str]], rng: np.random.Generator) -> None:
    """Write every actor that posts, with role, country and a drawn number of followers."""
    people = sorted({row["actor_id"] for row in rows if row["platform"] == PLATFORM})
    followers = np.exp(rng.normal(6.0, 1.4, size=len(people))).astype(int)
    head = ("actor_id", "platform", "handle", "name", "role", "country", "followers", "domains")
    outlets = [
        (f"web:{at}", "web", "", name, *_ROLES[group], "", at) for group in _OUTLETS for at, name in _OUTLETS[group]
    ]
    accounts = [
        (one, PLATFORM, one.partition(":")[2], "", *_ROLES[_group(one)], str(count), "")
        for one, count in zip(people, followers, strict=True)
    ]
    _write(path, head, outlets + accounts)


def write_outlets(path: Path) -> None:
    """Write the outlets' domains, names and countries."""
    rows = [(at, name, _ROLES[group][1], "", "invented") for group in _OUTLETS for at, name in _OUTLETS[group]]
    _write(path, ("domain", "name", "country", "ownership", "source"), rows)


def _group(actor: str) -> Group:
    name = actor.partition(":")[2].rstrip("0123456789")
    return "relay" if name == "relay" else "blogger"


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
