"""The rules as they lie in `rules.toml`, in the shapes that the code asks for."""

import tomllib
from pathlib import Path
from typing import Any

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

REDIRECTS: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = tuple(
    (tuple(one["hosts"]), one["path"], tuple(one["params"])) for one in _RULES["redirect"]
)
EMBEDDED: tuple[tuple[tuple[str, ...], str, str], ...] = tuple(
    (tuple(one["hosts"]), one["prefix"], one.get("joint", "")) for one in _RULES["embedded"]
)

INDEX_FILES: tuple[str, ...] = tuple("/" + name for name in _PAGES["index_files"])
PAGE_EXTENSIONS: frozenset[str] = frozenset(_PAGES["page_extensions"])
OTHER_EXTENSIONS: frozenset[str] = frozenset(_PAGES["other_extensions"])
LISTING: frozenset[str] = frozenset(_PAGES["listing"])
SECTION: frozenset[str] = frozenset(_PAGES["section"])
ITEM: frozenset[str] = frozenset(_PAGES["item"])
ITEM_PARAMS: frozenset[str] = frozenset(_PAGES["item_params"])
