"""What `case.forget`, `case.comply` and the retention limit do: an erasure, then the tables' file written anew."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from collectors.errors import RequestError
from collectors.ids import PLATFORMS
from collectors.urls import canonical, platform_post
from graphs.erase import Erased, comply, expire, forget
from graphs.erase.compact import compact
from graphs.erase.erasing import Place
from graphs.people import People
from graphs.store.database import Store

if TYPE_CHECKING:
    from whence.case import Case

_UNDER_WAY = "case.duckdb.erasing"


def forget_ids(case: "Case", ids: Sequence[str]) -> Erased:
    """Erase ids everywhere; raise RequestError where one names no platform."""
    ids = [_qualified(one) for one in ids]
    key = case._key()
    salt = hmac.new(key, b"forgotten", hashlib.sha256).hexdigest()
    return _erased(case, lambda store, place: forget(store, place, ids, salt=salt, at=case._clock()))


def follow_deletions(case: "Case") -> Erased:
    """Apply what the platforms say is gone, and the retention limit; return both as one."""
    expired = drop_expired(case)
    found = _erased(case, lambda store, place: comply(store, place, at=case._clock()))
    return found if expired is None else _together(found, expired)


def drop_expired(case: "Case") -> Erased | None:
    """Apply the retention limit of case.toml; None where there is none, or nothing is older."""
    days = case.settings.retention_days
    if days is None:
        return None
    limit = case._clock() - days * 86_400_000
    if not case.store.scalar("erase/count_expired", before=limit):
        return None
    return _erased(case, lambda store, place: expire(store, place, days, at=case._clock()))


def _together(found: Erased, other: Erased) -> Erased:
    return msgspec.structs.replace(
        found,
        erased=_added(found.erased, other.erased),
        archived=_added(found.archived, other.archived),
        pages=tuple(sorted({*found.pages, *other.pages})),
        unread=tuple(sorted({*found.unread, *other.unread})),
    )


def _added(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in sorted({*one, *other})}


def _erased(case: "Case", erase: Callable[[Store, Place], Erased]) -> Erased:
    with case._writing() as store:
        under_way = case.path / _UNDER_WAY
        was_stopped = under_way.exists()
        under_way.touch()
        place = Place(
            archive=case.path / "raw",
            pages=case.path / "out",
            notes=case.path / "identified.jsonl",
            people=People(store, case._key()),
        )
        found = erase(store, place)
        store.close()
        if was_stopped or not found.is_empty:
            compact(case.path / "case.duckdb")
        under_way.unlink()
    return found


def _qualified(given: str) -> str:
    """Return the id behind what was given: an id, or the address of a page or post."""
    if given.startswith(("http://", "https://")):
        page, post = canonical(given), platform_post(given)
        if page is not None:
            return post or f"web:{page.url}"
    elif all(given.partition(":")):
        return given
    raise RequestError(
        f"{given!r} names no platform. Give the whole id, e.g. x:{given or '1234'}; the platforms are "
        f"{', '.join(sorted(PLATFORMS))}, and your own."
    )
