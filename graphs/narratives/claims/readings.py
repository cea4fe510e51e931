"""The anchors of a text, read once: a case keeps them from build to build."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Self

import pyarrow as pa

from graphs.facts import anchor_keys, facts_digest, find_anchors
from graphs.store import Store

_KEY, _FACT = "\x1f", "\x1e"  # between the keys of a fact, between facts


class Readings:
    """What texts say of numbers, dates and names: half a millisecond a text to find, a hundredth of that to look up.

    `known` are readings by digest; those that are used again, and new ones, are what `keep` keeps.
    """

    def __init__(self, known: dict[bytes, str] | None = None) -> None:
        self._known = known or {}
        self._used: dict[bytes, str] = {}
        self._lexicons = facts_digest()

    @classmethod
    def of(cls, store: Store) -> Self:
        """Take what the case kept; other lexicons give other digests, so that nothing stale is found."""
        return cls(dict(store.sql("narratives/text_anchors").fetchall()))

    def read(self, text: str, language: str | None) -> Iterator[tuple[str, float]]:
        """Yield each anchor of a text with its share of a fact: a name of two words is one fact."""
        content = blake2b(f"{self._lexicons} {language} {text}".encode(), digest_size=16).digest()
        found = self._known.get(content)
        if found is None:
            found = _FACT.join(_KEY.join(anchor_keys(fact)) for fact in find_anchors(text, language))
        self._used[content] = found
        for fact in found.split(_FACT):
            keys = fact.split(_KEY) if fact else []
            for key in keys:
                yield key, 1 / len(keys)

    def keep(self, store: Store) -> None:
        """Keep in the case what was used."""
        rows = pa.table(
            {
                "content": pa.array(list(self._used), pa.binary()),
                "anchors": pa.array(list(self._used.values()), pa.string()),
            }
        )
        store.connection.register("anchors_read", rows)
        store.script("narratives/keep_anchors")
        store.connection.unregister("anchors_read")
