"""The link level: one narrative an article page, with all that cites it."""

from graphs.narratives.social import read_social_pages
from graphs.store import Store


def find_link_level(store: Store, seed: int) -> int:
    """Fill `narrative_post` at the link level and return its rows; chance plays no part.

    A page makes a narrative when two posts or more stand under it: the page itself, posts that cite it, and reposts
    and quotes of these. Permanent links of platform posts are no article pages (videos are).
    """
    read_social_pages(store)
    store.script("narratives/link_posts")
    store.script("narratives/store_link")
    return int(store.scalar("narratives/count_level", level="link"))
