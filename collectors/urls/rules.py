"""The rules as they lie in `rules.toml`, in the shapes that the code asks for."""

import re
import tomllib
from fnmatch import translate
from pathlib import Path
from typing import Any, NamedTuple

_RULES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
_HOSTS, _TRACKING, _PAGES = _RULES["hosts"], _RULES["tracking"], _RULES["pages"]

RULES_VERSION: int = _RULES["version"]

DROP_LABELS: frozenset[str] = frozenset(_HOSTS["drop_labels"])
SAME_HOST: dict[str, str] = _HOSTS["same"]
SHARED: tuple[str, ...] = tuple(_HOSTS["shared"])
SHORT: frozenset[str] = frozenset(_HOSTS["short"])
ARCHIVES: frozenset[str] = frozenset(_HOSTS["archives"])

TRACKING: frozenset[str] = frozenset(_TRACKING["names"])
TRACKING_PREFIXES: tuple[str, ...] = tuple(_TRACKING["prefixes"])
TRACKING_VALUES: dict[str, frozenset[str]] = {name: frozenset(known) for name, known in _TRACKING["values"].items()}
TRACKING_SITES: dict[str, frozenset[str]] = {site: frozenset(names) for site, names in _TRACKING["sites"].items()}


class Redirect(NamedTuple):
    """Pages that send the reader on: their hosts and paths, and the parameters that hold the target."""

    hosts: re.Pattern[str]
    path: re.Pattern[str]
    params: tuple[str, ...]


class Embedded(NamedTuple):
    """Pages whose path holds the target: their hosts, what stands before it, what joins its host and path."""

    hosts: re.Pattern[str]
    prefix: str
    joint: str


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns)))


REDIRECTS: tuple[Redirect, ...] = tuple(
    Redirect(_any_of(one["hosts"]), _any_of([one["path"]]), tuple(one["params"])) for one in _RULES["redirect"]
)
EMBEDDED: tuple[Embedded, ...] = tuple(
    Embedded(_any_of(one["hosts"]), one["prefix"], one.get("joint", "")) for one in _RULES["embedded"]
)
POINTS_ON: re.Pattern[str] = _any_of([host for one in _RULES["redirect"] + _RULES["embedded"] for host in one["hosts"]])

INDEX_FILES: tuple[str, ...] = tuple("/" + name for name in _PAGES["index_files"])
PAGE_EXTENSIONS: frozenset[str] = frozenset(_PAGES["page_extensions"])
OTHER_EXTENSIONS: frozenset[str] = frozenset(_PAGES["other_extensions"])
LISTING: frozenset[str] = frozenset(_PAGES["listing"])
SECTION: frozenset[str] = frozenset(_PAGES["section"])
ITEM: frozenset[str] = frozenset(_PAGES["item"])
ITEM_PARAMS: frozenset[str] = frozenset(_PAGES["item_params"])
