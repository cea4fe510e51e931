"""Make sure that `collectors`, `graphs` and `viz` are Whence's own, and say whose file stands in the way."""

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_FIRST_LINES = {
    "collectors": '"""The outside world, turned into records.',
    "graphs": '"""Records to store to links, narratives, traces and findings.',
    "viz": '"""Findings and graphs, turned into pages that open offline in any browser.',
}


@cache
def check_packages() -> None:
    """Raise ShadowedPackage where another file would be imported under one of our three names."""
    for name, first_line in _FIRST_LINES.items():
        culprit = _stranger(name, first_line)
        if culprit is not None:
            raise _shadowed(name, culprit)


def _stranger(name: str, first_line: str) -> str | None:
    """Return the file or folder that answers to the name and is not ours; None when all is well."""
    own = Path(__file__).resolve().parent.parent / name / "__init__.py"
    loaded = sys.modules.get(name)
    origin = getattr(loaded, "__file__", None) if loaded is not None else _origin(name)
    if origin is None:
        return f"no file (looked for {own})"
    found = Path(origin).resolve()
    if found != own:
        return str(found)
    with found.open(encoding="utf-8", errors="replace") as handle:
        return None if handle.readline().rstrip("\n") == first_line else f"{found}, which another distribution wrote"


def _origin(name: str) -> str | None:
    spec = find_spec(name)
    if spec is None:
        return None
    return spec.origin or next(iter(spec.submodule_search_locations or []), None)


def _shadowed(name: str, culprit: str) -> Exception:
    message = (
        f"Python finds {culprit} where Whence's own package `{name}` should be. "
        "Rename or move that file, or run from another folder."
    )
    if name == "collectors":  # then its error tree cannot be imported either
        return ImportError(message)
    from collectors.errors import ShadowedPackage

    return ShadowedPackage(message)
