"""The command doctor: what is installed, what is missing, how to get it."""

import platform
import re
import shutil
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Any

from msgspec import to_builtins

import whence
from collectors import registry
from collectors.credentials import standing
from whence.cli.options import AsJson
from whence.cli.output import columns, emit

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")


def doctor(json: AsJson = False) -> None:
    """Say what is installed, which extras are missing and how to get them."""
    result = examine()
    rows = [
        [part["name"], part["version"] or "missing", part["extra"] or "core", part["remedy"]]
        for part in result["parts"]
    ]
    settings = [[one["platform"], one["name"], one["source"] or "not set", one["what"]] for one in result["settings"]]
    browser = result["browser"] or "none (tests of pages need one)"
    head = f"whence {result['whence']}, Python {result['python']}, browser: {browser}"
    parts = columns(rows, ["part", "version", "belongs to", "remedy"])
    known = columns(settings, ["platform", "setting", "found in", "what it is"], limits={3: 80})
    emit(
        result, as_json=json, text=f"{head}\n{parts}\n\nSettings of platforms (their values are never shown):\n{known}"
    )


def examine() -> dict[str, Any]:
    """Return versions of Whence, Python and every part, a remedy for each missing one, and what settings are set."""
    browsers = ("chromium", "chromium-browser", "google-chrome")
    return {
        "whence": whence.__version__,
        "python": platform.python_version(),
        "browser": next((found for found in map(shutil.which, browsers) if found), None),
        "settings": [to_builtins(one) for name in registry.names() for one in standing(registry.named(name))],
        "parts": [_part(requirement) for requirement in sorted(requires("whence") or [], key=str.lower)],
    }


def _part(requirement: str) -> dict[str, str | None]:
    named = _NAME.match(requirement)
    name = named[0] if named else requirement
    extra = _EXTRA.search(requirement)
    wanted = extra[1] if extra else None
    try:
        found = version(name)
    except PackageNotFoundError:
        found = None
    remedy = "" if found else f"pip install 'whence[{wanted}]'" if wanted else "pip install --force-reinstall whence"
    return {"name": name, "version": found, "extra": wanted, "remedy": remedy}


COMMANDS = {"doctor": doctor}
