"""Where the short links of a case lead: asked once, kept for ever, put in place of the short addresses."""

from collections.abc import Iterable

from collectors.shortlinks import ShortLink
from collectors.urls import canonical
from collectors.urls.rules import SHORT
from graphs.store.database import Store


def pending(store: Store, most: int) -> list[str]:
    """Return short addresses that nobody has asked about, the most cited first."""
    return [one for (one,) in store.sql("short/pending", hosts=sorted(SHORT), most=most).fetchall()]


def count_pending(store: Store) -> int:
    """Return how many short addresses nobody has asked about."""
    return int(store.scalar("short/count_pending", hosts=sorted(SHORT)))


def keep(store: Store, links: Iterable[ShortLink], at: int) -> int:
    """Keep what was found and put it in place; return how many rows of `post_url` changed."""
    with store.transaction():
        for link in links:
            page = canonical(link.target) if link.target else None
            store.sql(
                "short/keep",
                canonical=link.canonical,
                target=link.target,
                page=page.url if page else None,
                domain=page.domain if page else None,
                article=page.article if page else None,
                hops=link.hops,
                reason=link.reason,
                at=at,
            )
        return apply(store)


def apply(store: Store) -> int:
    """Put known targets in place of short addresses; return how many rows of `post_url` changed."""
    return int(store.sql("short/apply").fetchall()[0][0])
