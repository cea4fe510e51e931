"""A decoded item without the parts that are, name or lead to something forgotten.

object whose own id or author is forgotten      dropped, with everything in it
field that holds a forgotten id                 dropped
address or @name in a text                      placeholder
"""

import re
from collections.abc import Callable, Collection
from typing import Any, Final

from collectors.screening.words import cleaned, low_handle

DROPPED: Final = object()
_OWN = frozenset(
    {"id", "id_str", "rest_id", "uri", "did", "post_id", "actor_id", "author_id", "user_id", "from_id", "videoId"}
    | {"username", "screen_name", "acct", "handle", "url", "link", "guid", "canonical", "channelId"}
)
_PEOPLE = frozenset({"user", "author", "account", "from", "sender", "owner", "actor", "core"})
_INNER = frozenset({"reblog", "retweeted_status", "retweeted_status_result"})
_RELATION = re.compile(
    r"(?:^|_)(?:ids?|ids?_str|uri|did|to|of|root|via|parent|subject|reply|quote|repost|mentions?|conversation)$|Id$",
    re.IGNORECASE,
)


class Walker:
    """Walks an item of one format; `platforms` are those whose ids its bare numbers and names can be."""

    def __init__(self, gone: Callable[[str], bool], platforms: Collection[str]) -> None:
        self._gone, self._platforms = gone, tuple(sorted(platforms))

    def clean(self, value: Any, key: str = "") -> Any:
        """Return the value without what is forgotten, itself where nothing was; DROPPED where nothing is left."""
        if isinstance(value, dict):
            return self._object(value)
        if isinstance(value, list):
            return self._list(value, key)
        if _RELATION.search(key):
            if self._is_gone(value):
                return DROPPED
            value = self._listed(value)
        return cleaned(value, self._gone, self._platforms) if isinstance(value, str) else value

    def _object(self, value: dict[str, Any]) -> Any:
        if any(name in _OWN and self._is_gone(one) for name, one in value.items()):
            return DROPPED
        kept, changed = {}, False
        for name, one in value.items():
            found = self.clean(one, name)
            if found is DROPPED and isinstance(one, dict) and (name in _PEOPLE or name in _INNER):
                return DROPPED
            changed |= found is not one
            if found is not DROPPED:
                kept[name] = found
        return kept if changed else value

    def _list(self, value: list[Any], key: str) -> Any:
        found = [self.clean(one, key) for one in value]
        if all(new is old for new, old in zip(found, value, strict=True)):
            return value
        return [one for one in found if one is not DROPPED]

    def _listed(self, value: Any) -> Any:
        """Return ids that a table's cell lists, without the forgotten ones."""
        if not isinstance(value, str) or " " not in value:
            return value
        words = value.split(" ")
        kept = [one for one in words if not self._is_gone(one)]
        return value if len(kept) == len(words) else " ".join(kept)

    def _is_gone(self, value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
            return False
        text = str(value)
        if len(text) > 2000:
            return False
        bare = re.sub(r"^(?:https?|at)://", "", text)
        return self._gone(text) or any(
            self._gone(f"{one}:{bare}") or self._gone(low_handle(f"{one}:{bare}")) for one in self._platforms
        )
