"""Links that posts themselves state: references of the platform, and addresses of pages and posts."""

from graphs.narratives.social import read_social_pages
from graphs.store import Store


def find_observed(store: Store, seed: int) -> int:
    """Fill `link` with reference and citation links and `unseen` with their missing parents; return the links.

    Chance plays no part. A parent that nobody collected came before its child by the child's own word (p_order 1);
    the time of a cited page is cut at its earliest citer.
    """
    read_social_pages(store)
    store.script("narratives/reposts")
    for name in ("versions", "references", "citations", "store_observed"):
        store.script(f"build/{name}")
    return int(store.scalar("build/count_observed"))
