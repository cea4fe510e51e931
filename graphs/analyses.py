"""Keep what the analyses beside the trace found, with native ids, and read it again for the report."""

from typing import TypeVar

import msgspec

from graphs.store.database import Store

Result = TypeVar("Result", bound=msgspec.Struct)


def keep(store: Store, kind: str, name: str, result: msgspec.Struct, *, version: str, seed: int = 0) -> None:
    """Write a result to the case; an earlier one of the same kind and name is replaced."""
    document = msgspec.json.encode(result).decode()
    with store.transaction():
        store.sql("analysis/forget", kind=kind, subject=name)
        store.sql("analysis/insert", kind=kind, subject=name, version=version, seed=seed, document=document)


def kept(store: Store, kind: str, shape: type[Result]) -> list[Result]:
    """Return the results of one kind that the case holds, by name."""
    return [msgspec.json.decode(text, type=shape) for (text,) in store.sql("analysis/saved", kind=kind).fetchall()]
