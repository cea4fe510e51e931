"""What a reader asks of narratives: the list, a search, and why a post is where it is."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from rapidfuzz import process
from rapidfuzz.fuzz import token_set_ratio

from collectors.errors import RequestError
from graphs.evidence import Evidence
from graphs.people import People
from graphs.store import Store
from graphs.table import Table

LABEL_PART = 120  # characters of a text that are compared with labels
LEAST_LIKE = 50.0
LEVELS = ("link", "words", "claim")
LINKED = tuple(f"{evidence} " for evidence in Evidence)

SCHEMA = pa.schema(
    [
        ("narrative_id", pa.string()),
        ("level", pa.string()),
        ("label", pa.string()),
        ("posts", pa.int64()),
        ("actors", pa.int64()),
        ("languages", pa.list_(pa.string())),
        ("first", pa.string()),
        ("last", pa.string()),
        ("flags", pa.list_(pa.string())),
    ]
)

HISTORY = pa.schema(
    [
        ("build", pa.int64()),
        ("level", pa.string()),
        ("narrative_id", pa.string()),
        ("change", pa.string()),
        ("other_id", pa.string()),
        ("posts", pa.int64()),
    ]
)


def narratives(
    store: Store, people: People, *, level: str | None = None, top: int | None = None, search: str | None = None
) -> Table:
    """List narratives, those with most posts first; `search` finds words in labels and texts, case aside.

    Times are ISO 8601, UTC; names of people in labels are masked as `people` decides.
    """
    _check_level(level)
    found = store.sql("narratives/list", level=level, top=top, search=search.casefold() if search else None)
    names = [column[0] for column in found.description]
    return Table.from_rows([_shown(dict(zip(names, row, strict=True)), people) for row in found.fetchall()], SCHEMA)


def explain(store: Store, people: People, post_id: str, *, alike: bool = True) -> list[dict[str, Any]]:
    """Say of a post in which narratives it is and why, and what is nearest that is not its own.

    One row a narrative: `narrative_id, level, label, member, score, reason`. Rows with `member` false are the nearest
    others: narratives of posts that it is linked with, and the words narrative whose label its text resembles most
    (`like:<share>`, rapidfuzz's token set ratio); without `alike` that one, which looks at every label, is left out.
    """
    native = _known(store, people, post_id)
    keys = ("narrative_id", "level", "label", "member", "score", "reason")
    told = [dict(zip(keys, row, strict=True)) for row in store.sql("narratives/explain", post=native).fetchall()]
    for row in told:
        if row["reason"].startswith(LINKED):
            evidence, way, other = row["reason"].split(" ", 2)
            row["reason"] = f"{evidence} {way} {people.post(other)}"
    told += _nearest_words(store, native, {row["narrative_id"] for row in told}) if alike else []
    return [row | {"label": people.text(row["label"] or "")} for row in told]


def history(store: Store, *, level: str | None = None) -> Table:
    """Tell what became of narratives from one build to the next, the latest build first.

    `renamed`: an earlier text was found and the id is now that of `other_id`; `merged`: it went into `other_id`;
    `split`: some of its posts went there; `ended`: its posts are in no narrative any more. `posts` went this way.
    """
    _check_level(level)
    rows = store.sql("narratives/history", level=level).fetchall()
    return Table.from_rows([dict(zip(HISTORY.names, row, strict=True)) for row in rows], HISTORY)


def _nearest_words(store: Store, native: str, own: set[str]) -> list[dict[str, Any]]:
    """Return the words narrative, not among these, whose label is most like the post's text, if any is at all."""
    text = str(store.scalar("narratives/text_of", post=native) or "")[:LABEL_PART].casefold()
    labels = {row[0]: row[1] for row in store.sql("narratives/labels").fetchall() if row[0] not in own}
    found = process.extractOne(text, {name: label.casefold() for name, label in labels.items()}, scorer=token_set_ratio)
    if not text or found is None or found[1] < LEAST_LIKE:
        return []
    score, name = found[1] / 100, found[2]
    shown = {"narrative_id": name, "level": "words", "label": labels[name], "member": False}
    return [shown | {"score": score, "reason": f"like:{score:.2f}"}]


def _check_level(level: str | None) -> None:
    if level is not None and level not in LEVELS:
        raise RequestError(f"There are no narratives at a level {level!r}. There are: {', '.join(LEVELS)}.")


def _shown(row: dict[str, Any], people: People) -> dict[str, Any]:
    return row | {
        "label": people.text(row["label"] or ""),
        "languages": row["languages"].split(),
        "flags": row["flags"].split(),
        "first": iso(row["first"]),
        "last": iso(row["last"]),
    }


def iso(milliseconds: int) -> str:
    """Write a moment as ISO 8601, UTC, milliseconds only where there are any."""
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return moment.isoformat(timespec="milliseconds" if milliseconds % 1000 else "seconds").replace("+00:00", "Z")


def _known(store: Store, people: People, post_id: str) -> str:
    """Return the native id of a post given by its own id or by the id that readers are shown."""
    if store.scalar("narratives/has_post", post=post_id):
        return post_id
    if post_id.startswith("post-"):
        natives = [row[0] for row in store.sql("narratives/all_posts").fetchall()]
        for native, shown in zip(natives, people.posts(natives), strict=True):
            if shown == post_id:
                return str(native)
    raise RequestError(f"The case has no post {post_id}. Give the id as the case or a report shows it.")
