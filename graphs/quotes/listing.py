"""The phrases of a narrative, cluster by cluster: each variant, when it arose, and who is said to have said it."""

from typing import Any

import pyarrow as pa

from collectors.errors import RequestError
from graphs.narratives.listing import iso
from graphs.order import p_order
from graphs.people import People
from graphs.quotes.find import find_quotes
from graphs.store import Store
from graphs.table import Table

SCHEMA = pa.schema(
    [
        ("cluster_id", pa.string()),
        ("phrase_id", pa.string()),
        ("parent_id", pa.string()),
        ("text", pa.string()),
        ("speaker", pa.string()),
        ("words", pa.int64()),
        ("posts", pa.int64()),
        ("actors", pa.int64()),
        ("first", pa.string()),
        ("first_latest", pa.string()),
        ("p_before_parent", pa.float64()),
        ("held", pa.float64()),
        ("rivals", pa.int64()),
        ("elsewhere", pa.int64()),
        ("post_id", pa.string()),
    ]
)


def phrase_variants(store: Store, people: People, narrative_id: str) -> Table:
    """List the quoted phrases of a narrative, the clusters that most of its posts quote first, variants as they arose.

    `first` to `first_latest` is when the first post that quotes a variant was published; `p_before_parent` is the
    probability that this was before the first with its parent. `elsewhere` counts other narratives of the level that
    quote the cluster. The speaker is the one that the first post names, by name only where the case shows that actor
    by name, else as a pseudonym. Raises RequestError for an unknown narrative.
    """
    if not store.scalar("quotes/has_narrative", narrative=narrative_id):
        raise RequestError(
            f"There is no narrative {narrative_id}. `whence narratives CASE` lists those that there are."
        )
    store.script("quotes/whole_text")
    found = store.sql("quotes/variants", narrative=narrative_id)
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    arisen = {row["phrase_id"]: (row["lo"], row["hi"]) for row in rows}
    posts = people.posts([row["post_id"] for row in rows])
    speakers = _Speakers(store, people)
    return Table.from_rows(
        [_shown(row, post, arisen, people, speakers) for row, post in zip(rows, posts, strict=True)], SCHEMA
    )


class _Speakers:
    """The speakers of quotations as an output shows them."""

    def __init__(self, store: Store, people: People) -> None:
        self._people = people
        self._named = {label.casefold() for _, label, _ in store.sql("actors/named").fetchall() if label}

    def shown(self, row: dict[str, Any]) -> str | None:
        """Return the speaker's name, or a pseudonym; None where the text names nobody."""
        place = (row["start"], row["end"])
        for language in dict.fromkeys((row["lang"], None)):
            for quote in find_quotes(row["source"], language):
                if (quote.start, quote.end) == place:
                    return self._disguised(quote.speaker) if quote.speaker else None
        return None

    def _disguised(self, name: str) -> str:
        folded = " ".join(name.split()).casefold()
        return name if self._people.identify or folded in self._named else self._people.actor(f"speaker:{folded}")


def _shown(
    row: dict[str, Any], post: str, arisen: dict[str, tuple[int, int]], people: People, speakers: _Speakers
) -> dict[str, Any]:
    parent = arisen.get(row["parent_id"])
    return {name: row[name] for name in SCHEMA.names if name in row} | {
        "text": people.text(row["text"]),
        "speaker": speakers.shown(row),
        "first": iso(row["lo"]),
        "first_latest": iso(row["hi"]),
        "p_before_parent": p_order(row["lo"], row["hi"], *parent) if parent else None,
        "post_id": post,
    }
