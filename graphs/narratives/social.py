"""Cited addresses that are posts of a platform, read once for each distinct address."""

import pyarrow as pa

from collectors.urls import platform_actor, platform_post
from graphs.store import Store


def read_social_pages(store: Store) -> None:
    """Fill the temporary table `social_page(canonical, post_id, actor_id)` from the addresses cited in the case.

    A Python loop, over distinct addresses of platforms only; a few microseconds each.
    """
    addresses = [row[0] for row in store.sql("build/social_urls").fetchall()]
    posts = [platform_post(f"https://{address}") for address in addresses]
    found = [(address, post) for address, post in zip(addresses, posts, strict=True) if post]
    read = pa.table(
        {
            "canonical": pa.array([address for address, _ in found], pa.string()),
            "post_id": pa.array([post for _, post in found], pa.string()),
            "account": pa.array([platform_actor(f"https://{address}") for address, _ in found], pa.string()),
        }
    )
    store.connection.register("social_read", read)
    store.script("build/social_pages")
    store.connection.unregister("social_read")
