"""What all tests share: no network but loopback, real data where it is present, a case to plant posts in."""

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import settings

from collectors.ids import qualify, split
from graphs.store import Store

settings.register_profile("whence", deadline=None, derandomize=True)  # kernels compile once; runs are alike
settings.load_profile("whence")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_connect = socket.socket.connect
_REFERENCES = (("repost_of", "repost"), ("quote_of", "quote"), ("reply_to", "reply"))


def _loopback_only(self: socket.socket, address: Any) -> None:
    host = address[0] if isinstance(address, tuple) else ""
    if self.family != socket.AF_UNIX and host not in ("127.0.0.1", "::1", "localhost"):
        raise AssertionError(f"a test tried to reach {address}")
    _connect(self, address)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _loopback_only)


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what programs remember for a user out of the user's own folder."""
    monkeypatch.setenv("WHENCE_STATE", str(tmp_path_factory.getbasetemp() / "state"))


@pytest.fixture
def data() -> Path:
    """Give the shared data folder, or skip where the project is checked out without it."""
    if not DATA.is_dir():
        pytest.skip("the shared data folder is not beside this checkout")
    return DATA


@pytest.fixture
def case_store(tmp_path: Path) -> Iterator[Store]:
    """Give the empty, writable tables of a case."""
    with Store(tmp_path / "case.duckdb", read_only=False) as store:
        yield store


@pytest.fixture(scope="session")
def plant() -> Callable[..., None]:
    """Give `plant(store, posts=[...], actors=[...])`, which fills the tables without an importer.

    A post is a dictionary: `post_id` and `at` are required; `actor_id` (default `x:anon`), `platform` (default: that
    of the id), `kind`, `text`, `title`, `lang`, `url`, `urls` (a list), `repost_of`, `quote_of`, `reply_to` (ids),
    `via` (the post a repost was truly taken from), `mentions` (actor ids), `tags`, `media` (hashes), `metrics`
    ({name: value}). `at` is ISO 8601, milliseconds UTC, or a pair (lo, hi) of either. Ids without a platform are X's.
    An actor is a dictionary: `actor_id`, then any of `handle`, `name`, `followers`, `role`, `country`, `language`,
    `public`, `domains` (a list).
    """
    return _plant


def _plant(store: Store, posts: list[dict[str, Any]] = (), actors: list[dict[str, Any]] = ()) -> None:  # type: ignore[assignment]
    rows: dict[str, list[dict[str, Any]]] = {}
    for post in posts:
        for table, row in _post_rows(post):
            rows.setdefault(table, []).append(row)
    for actor in actors:
        for table, row in _actor_rows(actor):
            rows.setdefault(table, []).append(row)
    for table, found in rows.items():
        _insert(store, table, found)


def _insert(store: Store, table: str, rows: list[dict[str, Any]]) -> None:
    """Append rows; columns that no row names stay null."""
    names = sorted({name for row in rows for name in row})
    planted = pa.table({name: pa.array([row.get(name) for row in rows]) for name in names})
    store.connection.register("planted", planted)
    columns = ", ".join(f'"{name}"' for name in names)
    store.connection.execute(f"insert into {table} ({columns}) select {columns} from planted")
    store.connection.unregister("planted")


def _post_rows(post: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    post_id = qualify(post["post_id"], post.get("platform", "x"))
    platform = post.get("platform") or split(post_id)[0]
    lo, hi = _interval(post["at"])
    own = _url_row(post_id, 0, post["url"]) if post.get("url") else {}
    yield (
        "post",
        {
            "post_id": post_id,
            "platform": platform,
            "actor_id": qualify(post.get("actor_id", "anon"), platform),
            "kind": post.get("kind") or _kind(post, platform),
            "published_lo": lo,
            "published_hi": hi,
            "published_source": "file",
            **{name: post.get(name) for name in ("text", "title", "lang", "url", "deleted_at", "superseded_by")},
            "url_canonical": own.get("canonical"),
            "run_id": "planted",
            "raw_ref": "planted",
            "importer_version": 1,
        },
    )
    for key, kind in _REFERENCES:
        if post.get(key):
            role = "root" if post.get("via") and kind == "repost" else "unknown"
            yield "reference", _reference(post_id, kind, role, post[key], platform)
    if post.get("via"):
        yield "reference", _reference(post_id, "repost", "via", post["via"], platform)
    for actor in post.get("mentions", ()):
        target = qualify(actor, platform)
        yield "reference", {"post_id": post_id, "kind": "mention", "target_actor_id": target, "role": "unknown"}
    for position, url in enumerate(post.get("urls", ())):
        yield "post_url", _url_row(post_id, position, url)
    for tag in post.get("tags", ()):
        yield "tag", {"post_id": post_id, "tag": tag}
    for position, digest in enumerate(post.get("media", ())):
        yield "media", {"post_id": post_id, "position": position, "kind": "photo", "hash": digest}
    for name, value in post.get("metrics", {}).items():
        yield "metric", {"post_id": post_id, "name": name, "value": value, "observed_at": hi}


def _kind(post: dict[str, Any], platform: str) -> str:
    for key, kind in _REFERENCES:
        if post.get(key):
            return kind
    return "article" if platform == "web" else "post"


def _reference(post_id: str, kind: str, role: str, target: str, platform: str) -> dict[str, Any]:
    return {"post_id": post_id, "kind": kind, "target_post_id": qualify(target, platform), "role": role}


def _url_row(post_id: str, position: int, url: str) -> dict[str, Any]:
    from collectors.urls import RULES_VERSION, canonical  # only tests that plant need it

    found = canonical(url)
    return {
        "post_id": post_id,
        "position": position,
        "raw": url,
        "canonical": found.url if found else None,
        "domain": found.domain if found else None,
        "article": found.article if found else None,
        "rules_version": RULES_VERSION,
    }


def _actor_rows(actor: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    actor_id = qualify(actor["actor_id"], "x")
    platform = split(actor_id)[0]
    yield (
        "actor",
        {"actor_id": actor_id, "platform": platform}
        | {name: actor.get(name) for name in ("handle", "name", "followers")},
    )
    if {"role", "country", "language", "public"} & actor.keys():
        yield (
            "actor_role",
            {"actor_id": actor_id, "role": actor.get("role", "unknown"), "source": "analyst"}
            | {name: actor.get(name) for name in ("country", "language", "public", "name")},
        )
    for domain in actor.get("domains", ()):
        yield "outlet", {"domain": domain, "actor_id": actor_id, "name": actor.get("name"), "source": "analyst"}


def _interval(at: Any) -> tuple[int, int]:
    lo, hi = at if isinstance(at, tuple | list) else (at, at)
    return _milliseconds(lo), _milliseconds(hi)


def _milliseconds(at: int | str) -> int:
    if isinstance(at, int):
        return at
    moment = datetime.fromisoformat(at)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)
