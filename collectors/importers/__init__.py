"""One file a format: raw item -> records, by a pure, versioned function.

FORMATS, in the order in which they are asked whether an item is theirs (the most particular first)
"""

from importlib import import_module

from collectors.importers.base import Format

_MODULES = (
    "zeeschuimer",
    "vk",
    "twitter_v2",
    "twitter_v1",
    "mastodon",
    "bluesky",
    "telegram",
    "gdelt",
    "gdelt_doc",
    "mediacloud",
    "reddit",
    "youtube",
    "article",
    "rss",
    "fourcat",
    "interchange",
    "mapped",
)


def formats() -> tuple[Format, ...]:
    """Return every format of this build; each module names its own in `FORMATS`."""
    return tuple(one for name in _MODULES for one in import_module(f"collectors.importers.{name}").FORMATS)
