"""What the list says of each narrative: label, size, languages, span, flags."""

from graphs.store import Store


def describe(store: Store, seed: int) -> int:
    """Fill `narrative` from `narrative_post` and return its rows; chance plays no part.

    The label is the earliest headline among the texts, else the beginning of the most typical one (of the page, else
    its address, at the link level), in its own language. `agency`: one text in many outlets at once, or opened by an
    agency; `mixed`: see `words`.
    """
    for name in ("outlet_of", "agencies", "summaries", "store_summaries"):
        store.script(f"narratives/{name}")
    return int(store.scalar("narratives/count"))
