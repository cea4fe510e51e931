"""Load hand-written payloads, invented throughout, and read them with one importer."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from collectors.importers.base import Context
from collectors.records import Item, Post

FIXTURES = Path(__file__).parent / "fixtures"
Reading = Callable[..., list[Item]]


def raw_items(name: str) -> list[Any]:
    """Return the raw items that a file falls into."""
    path = FIXTURES / name
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".tsv":
        return [line.split("\t") for line in text.splitlines()]
    if path.suffix == ".xml":
        return [text]
    whole = json.loads(text)
    return whole if isinstance(whole, list) else [whole]


@pytest.fixture
def load() -> Callable[[str], list[Any]]:
    return raw_items


@pytest.fixture
def reading() -> Reading:
    """Give a function that reads a fixture file, or items, with one importer module."""

    def read(module: ModuleType, given: str | list[Any], context: Context | None = None) -> list[Item]:
        items = raw_items(given) if isinstance(given, str) else given
        context = context or Context()
        return [record for item in items for record in module.FORMATS[0].read(item, context)]

    return read


@pytest.fixture
def posts(reading: Reading) -> Callable[..., dict[str, Post]]:
    """Give a function that reads a fixture and returns its posts by id."""

    def read(module: ModuleType, given: str | list[Any], context: Context | None = None) -> dict[str, Post]:
        return {one.post_id: one for one in reading(module, given, context) if isinstance(one, Post)}

    return read
