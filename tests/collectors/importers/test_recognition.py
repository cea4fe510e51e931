"""Every input is claimed by its own importer, and by that one first."""

from collections.abc import Callable
from pathlib import Path

import pytest

from collectors.importers import formats

FIXTURES = Path(__file__).parent / "fixtures"
CONTAINERS = {".json": "json", ".csv": "table", ".tsv": "tsv", ".xml": "xml"}
NAMES = sorted(path.name for path in FIXTURES.iterdir() if path.suffix in CONTAINERS)
OWN = ("mastodon", "bluesky", "telegram", "gdelt", "zeeschuimer", "fourcat")


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith((*OWN, "feed"))])
def test_a_payload_is_recognised_by_its_own_format_first(name: str, load: Callable[[str], list]) -> None:
    """In the order in which the formats are asked."""
    kind = Path(name).suffix
    asked = [one for one in formats() if one.container == CONTAINERS[kind]]
    expected = "rss" if kind == ".xml" else name.partition("_")[0].partition(".")[0]
    for item in load(name):
        assert next((one.name for one in asked if one.sniff(item)), None) == expected


def test_a_row_of_posts_is_an_interchange_row_in_every_container() -> None:
    """As a row of a table and as a line of JSON."""
    row = {"post_id": "1", "platform": "x", "actor_id": "a", "published_at": "2024-05-01T10:00:00Z", "text": "t"}
    for container in ("table", "json"):
        asked = [one for one in formats() if one.container == container]
        assert next(one.name for one in asked if one.sniff(row)) == "interchange"


def test_names_and_containers_of_formats_are_unique() -> None:
    """So that --format means one thing for one file."""
    keys = [(one.name, one.container) for one in formats()]
    assert len(keys) == len(set(keys))
