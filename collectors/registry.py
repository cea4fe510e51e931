"""Which platforms there are: ours by name, those of others by the entry point `whence.platforms`."""

from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from collectors.errors import RequestError
from collectors.platforms import OURS
from collectors.platforms.base import Access, Kind, Platform, Session

GROUP = "whence.platforms"


def names() -> list[str]:
    """Return the names of all platforms."""
    return sorted({*OURS, *(one.name for one in _foreign())})


def named(name: str) -> Platform:
    """Return a platform; raise RequestError where there is none of that name or it cannot be loaded."""
    if name in OURS:
        found = import_module(f"collectors.platforms.{name}").PLATFORM
        assert isinstance(found, Platform)
        return found
    for entry in _foreign():
        if entry.name == name:
            return _loaded(entry)
    raise RequestError(f"{name} is not a platform. The platforms are: {', '.join(names()) or 'none'}.")


def kind_of(platform: Platform, name: str | None) -> Kind:
    """Return a kind of a platform, its first one where none is named."""
    if name is None:
        return platform.kinds[0]
    for kind in platform.kinds:
        if kind.name == name:
            return kind
    known = ", ".join(kind.name for kind in platform.kinds)
    raise RequestError(f"{name} is nothing that {platform.name} can be asked for. It can be asked for: {known}.")


def connect(platform: Platform, access: Access) -> Session:
    """Connect; a library that is not installed is a RequestError that says how to get it."""
    try:
        return platform.connect(access)
    except ImportError as error:
        extra = f"pip install 'whence[{platform.extra}]'" if platform.extra else "install it"
        raise RequestError(f"{platform.name} needs {error.name or error}, which is missing: {extra}.") from None


def _foreign() -> Iterable[EntryPoint]:
    return [one for one in entry_points(group=GROUP) if one.name not in OURS]


def _loaded(entry: EntryPoint) -> Platform:
    where = entry.dist.name if entry.dist else entry.value
    try:
        found = entry.load()
    except Exception as error:
        raise RequestError(
            f"The platform {entry.name} of {where} cannot be loaded ({type(error).__name__}: {error}). "
            f"Mend or uninstall {where}."
        ) from error
    if not isinstance(found, Platform):
        raise RequestError(f"{entry.value} of {where} is no Platform. See docs/collecting.md for what it must be.")
    return found
