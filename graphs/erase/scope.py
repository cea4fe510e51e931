"""What an erasure takes: temporary tables `gone_post` and `gone_actor`, found from ids, from tombstones or by age."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
from xxhash import xxh3_64_intdigest

from collectors.urls import canonical, platform_actor, platform_post
from graphs.store.database import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """The ids that go."""

    posts: frozenset[str]
    actors: frozenset[str]

    def __call__(self, qualified: str) -> bool:
        return qualified in self.posts or qualified in self.actors

    @property
    def ids(self) -> frozenset[str]:
        """Return all of them."""
        return self.posts | self.actors


def asked_for(store: Store, ids: Iterable[str]) -> Scope:
    """Return the posts and accounts of these ids, an account's posts, other versions of a post, and their reposts."""
    with_table(store, "asked", {"id": pa.array(sorted(set(ids)), pa.string())})
    return _found(store, "erase/scope_asked")


def gone_by_word(store: Store) -> Scope:
    """Return what the platforms say is deleted, suspended or withheld."""
    return _found(store, "erase/scope_tombstones")


def older_than(store: Store, before: int) -> Scope:
    """Return the posts published before a time, and the accounts that have nothing left but them."""
    store.connection.execute("set variable expired_before = $before", {"before": before})
    return _found(store, "erase/scope_expired")


def with_table(store: Store, name: str, columns: dict[str, pa.Array]) -> None:
    """Put columns into a temporary table."""
    store.connection.register("given", pa.table(columns))
    store.connection.execute(f'create or replace temp table "{name}" as from given')
    store.connection.unregister("given")


def _found(store: Store, name: str) -> Scope:
    store.script(name)
    posts = [one for (one,) in store.sql("erase/gone_posts").fetchall()]
    actors = [one for (one,) in store.sql("erase/gone_actors").fetchall()]
    keys = [xxh3_64_intdigest(one.encode()) for one in posts]
    with_table(store, "gone_key", {"post_key": pa.array(keys, pa.uint64())})
    scope = Scope(frozenset(posts), frozenset(actors))
    with_table(store, "gone_page", {"canonical": pa.array(_pages(store, scope), pa.string())})
    return scope


def _pages(store: Store, scope: Scope) -> list[str]:
    """Return the addresses cited in the case that lead to what goes; one look at each distinct address."""
    cited = [one for (one,) in store.sql("erase/cited").fetchall()]
    return [one for one in cited if _leads_to(f"https://{one}", scope)]


def _leads_to(address: str, scope: Scope) -> bool:
    page, post, actor = canonical(address), platform_post(address), platform_actor(address)
    return (page is not None and f"web:{page.url}" in scope.posts) or post in scope.posts or actor in scope.actors
