"""What is known of actors: the analyst's word first, then the registry of outlets that ships with the package.

actors file ----> actor_role (source "analyst") ----------+
    +--domains--> outlet                                  +--> actor_view
outlets file ---> outlet (source "outlets: ...") --roles--+
registry -------> outlet (source "registry: ...") --roles--+
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from collectors.ids import is_scientific, qualify
from collectors.records import Skipped
from collectors.tables import Row, rows
from collectors.urls import canonical
from graphs.groups import ROLES
from graphs.store.database import Store

_ACTOR = pa.schema(
    [(name, pa.string()) for name in ("actor_id", "platform", "handle", "name", "role", "country", "language")]
    + [("followers", pa.int64()), ("public", pa.bool_())]
)
_CLAIM = pa.schema([("domain", pa.string()), ("actor_id", pa.string())])
_OUTLET = pa.schema([(name, pa.string()) for name in ("domain", "name", "country", "ownership", "source")])
_YES, _NO = ("true", "1", "yes", "y", "t"), ("false", "0", "no", "n", "f")
Cells = dict[str, str | int | bool | None]


def set_actors(store: Store, path: Path, zone: ZoneInfo | None = None) -> dict[str, Any]:
    """Take roles, countries and outlet domains of actors from an interchange file.

    Returns how many actors were kept, how many of them the case has not met, and the rows set aside by reason. A
    later row, and a later file, goes before an earlier one; an empty cell says nothing. The file holds no times, so
    that `zone` changes nothing. Raises RequestError where the file is missing or has no column actor_id.
    """
    actors: dict[str, Cells] = {}
    claims: dict[str, str] = {}
    skipped: dict[str, int] = {}
    for row in rows(Path(path), ("actor_id",)):
        actor = _actor(row)
        if isinstance(actor, Skipped):
            skipped[actor.reason] = skipped.get(actor.reason, 0) + 1
            continue
        actor_id = str(actor["actor_id"])
        actors.setdefault(actor_id, {}).update({name: cell for name, cell in actor.items() if cell is not None})
        claims.update(dict.fromkeys(_domains(row.get("domains", "")), actor_id))
    tied = {domain: {"domain": domain, "actor_id": actor_id} for domain, actor_id in claims.items()}
    with store.transaction(), _incoming(store, actor=_table(actors, _ACTOR), claim=_table(tied, _CLAIM)):
        unknown = int(store.scalar("actors/count_unmet_actors"))
        for step in ("set_roles", "set_accounts", "set_claims", "roles_from_outlets"):
            store.script(f"actors/{step}")
    return {"kept": len(actors), "unknown": unknown, "skipped": dict(sorted(skipped.items()))}


def set_outlets(store: Store, path: Path) -> dict[str, Any]:
    """Take names, countries and owners of outlets from an interchange file; a later row goes before an earlier one.

    An outlet is the actor `web:` and its domain, unless an actor claims the domain. Raises RequestError where the file
    is missing or has no column domain.
    """
    outlets: dict[str, Cells] = {}
    skipped: dict[str, int] = {}
    for row in rows(Path(path), ("domain",)):
        outlet = _outlet(row)
        if isinstance(outlet, Skipped):
            skipped[outlet.reason] = skipped.get(outlet.reason, 0) + 1
            continue
        outlets.setdefault(str(outlet["domain"]), {}).update({k: v for k, v in outlet.items() if v is not None})
    with store.transaction(), _incoming(store, outlet=_table(outlets, _OUTLET)):
        unknown = int(store.scalar("actors/count_unmet_outlets"))
        store.script("actors/set_outlets")
        store.script("actors/roles_from_outlets")
    return {"kept": len(outlets), "unknown": unknown, "skipped": dict(sorted(skipped.items()))}


def apply_registry(store: Store) -> int:
    """Give outlets that the case has met what the shipped registry knows; return how many it knows.

    What the analyst has said of an actor or an outlet stays. Applying it again changes nothing.
    """
    outlets = {str(outlet["domain"]): outlet for outlet in map(_outlet, registry()) if not isinstance(outlet, Skipped)}
    with store.transaction(), _incoming(store, outlet=_table(outlets, _OUTLET)):
        store.script("actors/apply_registry")
        store.script("actors/roles_from_outlets")
    return int(store.scalar("actors/count_registered"))


def registry() -> list[Row]:
    """Return the shipped registry: domain, name, country, ownership and source of each outlet."""
    return list(rows(Path(str(files("graphs") / "data" / "outlets.csv")), ("domain",)))


def _actor(row: Row) -> Cells | Skipped:
    native, platform = row["actor_id"], row.get("platform", "").lower()
    role, public, followers = row.get("role", "").lower(), row.get("public", "").lower(), row.get("followers", "")
    if not native:
        return Skipped(reason="no actor_id")
    if is_scientific(native):
        return Skipped(reason="id in scientific notation", detail=native)
    actor_id = qualify(native, platform)
    if actor_id.startswith(":"):
        return Skipped(reason="no platform", detail=native)
    if role not in ("", *ROLES):
        return Skipped(reason="unknown role", detail=role)
    if public not in ("", *_YES, *_NO):
        return Skipped(reason="public is neither true nor false", detail=public)
    if followers and not followers.isdecimal():
        return Skipped(reason="followers is no number", detail=followers)
    return {
        "actor_id": actor_id,
        "platform": platform or actor_id.partition(":")[0],
        "handle": row.get("handle", "").removeprefix("@") or None,
        "name": row.get("name") or None,
        "role": role or None,
        "country": _code(row.get("country", "")),
        "language": row.get("language", "").lower() or None,
        "followers": int(followers) if followers else None,
        "public": public in _YES if public else None,
    }


def _outlet(row: Row) -> Cells | Skipped:
    domain = _domain(row["domain"])
    if not domain:
        return Skipped(reason="no domain" if not row["domain"] else "not a domain", detail=row["domain"])
    known: Cells = {name: row.get(name) or None for name in ("name", "ownership", "source")}
    return {**known, "domain": domain, "country": _code(row.get("country", ""))}


def _code(country: str) -> str | None:
    """Return a country as it is kept: two letters in capitals, other words as they are, `?` as nothing."""
    return (country.upper() if len(country) == 2 else country) if country not in ("", "?") else None


def _domains(cell: str) -> Iterator[str]:
    for word in cell.replace(",", " ").replace(";", " ").split():
        domain = _domain(word)
        if domain:
            yield domain


def _domain(text: str) -> str | None:
    """Return the registrable domain of a domain, host or address."""
    page = canonical(text if "://" in text else f"https://{text}") if text else None
    return page.domain if page else None


def _table(entries: Mapping[str, Mapping[str, str | int | bool | None]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(entry) for _, entry in sorted(entries.items())], schema=schema)


@contextmanager
def _incoming(store: Store, **tables: pa.Table) -> Iterator[None]:
    """Lend Arrow tables to the store as views `incoming_<name>`."""
    for name, table in tables.items():
        store.connection.register(f"incoming_{name}", table)
    try:
        yield
    finally:
        for name in tables:
            store.connection.unregister(f"incoming_{name}")
