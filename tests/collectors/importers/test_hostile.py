"""No importer falls over what a damaged or hostile input puts in a field."""

import copy
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import msgspec
import pytest

from collectors.importers import bluesky, fourcat, gdelt, mastodon, telegram, zeeschuimer
from collectors.importers.base import Context
from collectors.records import Actor, Other, Post, Record, Skipped, Tombstone

JUNK: list[Any] = [None, 0, -1, 10**30, 1e300, True, "", "x", "\x00\ud800", [], [None], {}, {"a": []}, [[]]]
CASES = [
    *((mastodon, f"mastodon_{name}.json") for name in ("boost", "thread", "quote", "notification")),
    *((bluesky, f"bluesky_{name}.json") for name in ("feed", "thread", "repost_record", "jetstream")),
    *((telegram, f"telegram_{name}.json") for name in ("channel", "export", "telethon")),
    *((fourcat, f"fourcat_{name}.csv") for name in ("twitter", "telegram")),
    (gdelt, "gdelt.tsv"),
    (zeeschuimer, "zeeschuimer.json"),
]


def places(node: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value inside a value."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield (*at, key)
        yield from places(value, (*at, key))


def with_junk(item: Any, place: tuple[Any, ...], junk: Any) -> Any:
    changed = copy.deepcopy(item)
    node = changed
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = junk
    return changed


def storable(record: Record) -> bool:
    """Tell whether a record has its declared types, in UTF-8 without NUL, its numbers in 64 bits."""
    plain = msgspec.to_builtins(record)
    assert msgspec.convert(plain, type(record), strict=True) == record
    assert b"\\u0000" not in msgspec.json.encode(record)
    return all(-(2**63) <= one < 2**63 for one in numbers(plain))


def numbers(node: Any) -> Iterator[int]:
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list | tuple) else ()
    for value in inner:
        yield from (value,) if isinstance(value, int) else numbers(value)


@pytest.mark.parametrize(("module", "name"), CASES, ids=lambda one: one if isinstance(one, str) else "")
def test_any_field_may_hold_anything(module: ModuleType, name: str, load: Callable[[str], list]) -> None:
    """Each value of each fixture is replaced by something of the wrong kind: records come out, never an exception."""
    form = module.FORMATS[0]
    for item in load(name):
        for number, place in enumerate(places(item)):
            for junk in JUNK[number % 3 :: 3]:
                changed = with_junk(item, place, junk)
                form.sniff(changed)
                for record in form.read(changed, Context()):
                    assert isinstance(record, Post | Actor | Tombstone | Skipped | Other)
                    assert storable(record)


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("module", [mastodon, bluesky, telegram, gdelt, fourcat, zeeschuimer])
def test_items_of_no_kind_at_all_are_not_recognised(module: ModuleType, junk: Any) -> None:
    """And reading them anyway is harmless."""
    form = module.FORMATS[0]
    assert not form.sniff(junk)
    assert not any(isinstance(one, Post) for one in form.read(junk, Context()))
