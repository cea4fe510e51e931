"""Names of actors and words of posts, as a page carries them: short for a million, whole for the few that are read."""

import re
from typing import Any

import numpy as np

from graphs.people import People
from graphs.propagation.native import arrow
from graphs.store import Store
from viz.scene import ActorTexts, Array, Omission, PostTexts
from viz.story import Actors, Ints, Story, codes_of

CHARACTERS = 600
TEXT_BUDGET = 1_000_000
_PSEUDONYM = re.compile(r"p-[0-9a-f]{16}")
_LISTS = (("role", "roles"), ("country", "countries"), ("language", "languages"), ("platform", "platforms"))


def actor_texts(actors: Actors) -> tuple[ActorTexts, dict[str, Array]]:
    """Return the words of the actors, and the columns that number them and hold the pseudonyms."""
    lists = {plural: sorted(set(getattr(actors, name))) for name, plural in _LISTS}
    codes = {
        f"actor.{name}": codes_of(getattr(actors, name), lists[plural]).astype(np.uint16) for name, plural in _LISTS
    }
    told = [_told(*row) for row in zip(actors.shown, actors.label, actors.role, strict=True)]
    rows = np.flatnonzero(told)
    halves = "".join("0" * 16 if words else shown[2:] for shown, words in zip(actors.shown, told, strict=True))
    high, low = np.frombuffer(bytes.fromhex(halves), ">u4").reshape(-1, 2).T.astype(np.uint32)
    texts = ActorTexts(
        id=tuple(actors.shown[row] for row in rows.tolist()),
        label=tuple(actors.label[row] for row in rows.tolist()),
        **{plural: tuple(names) for plural, names in lists.items()},
    )
    columns: dict[str, Array] = {
        **codes,
        "actor.text": rows.astype(np.uint32),
        "actor.high": high,
        "actor.low": low,
        "actor.named": actors.named.astype(np.uint8),
        "actor.people": actors.people.astype(np.uint32),
    }
    return texts, columns


def post_texts(
    store: Store, people: People, drawn: Story, crowd: int
) -> tuple[tuple[str, ...], PostTexts, tuple[Omission, ...]]:
    """Return the shown ids and texts of posts; `crowd` is the kind that has none.

    Texts are masked and cut at CHARACTERS; past TEXT_BUDGET characters the least linked posts have none, which the
    omission says. An individual's post has no address.
    """
    posts, named = drawn.posts, drawn.actors.named[drawn.posts.actor]
    seen = [kind != crowd for kind in posts.kind.tolist()]
    ids = [post for post, single in zip(posts.id, seen, strict=True) if single]
    found = {row["post_id"]: row for row in arrow(store, "scene/texts", ids=ids, characters=CHARACTERS).to_pylist()}
    rows, omitted = _within(drawn, [found.get(post, {}) for post in posts.id])
    open_ = (named | np.bool_(people.identify)).tolist()
    public = iter(people.posts(ids))
    shown = tuple(next(public) if single else post for post, single in zip(posts.id, seen, strict=True))
    texts = PostTexts(
        title=tuple(people.text(row.get("title", "")) for row in rows),
        text=tuple(people.text(row.get("text", "")) + ("…" if row.get("cut") else "") for row in rows),
        url=tuple(
            _address(row, post) if is_open else "" for row, post, is_open in zip(rows, posts.id, open_, strict=True)
        ),
        lang=tuple(posts.lang),
        source=tuple(row.get("source", "") for row in rows),
        reason=tuple(_reason(people, text, is_open) for text, is_open in zip(posts.reason, open_, strict=True)),
    )
    return shown, texts, omitted


def _told(shown: str, label: str, role: str) -> bool:
    """Tell whether an actor's id and label must be written out."""
    if not _PSEUDONYM.fullmatch(shown):
        return True
    return label != f"{'account' if role == 'unknown' else role} {shown[2:8]}"


def _within(drawn: Story, rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], tuple[Omission, ...]]:
    links = drawn.links
    degree = np.bincount(links.parent, minlength=len(rows)) + np.bincount(links.child, minlength=len(rows))
    order = np.lexsort((np.arange(len(rows)), -degree))
    length = np.array([len(row.get("text", "")) + len(row.get("title", "")) for row in rows], np.int64)
    past = order[np.cumsum(length[order]) > TEXT_BUDGET] if len(rows) else order
    if not len(past):
        return rows, ()
    lost = set(past.tolist())
    kept = [row | {"text": "", "title": "", "cut": False} if at in lost else row for at, row in enumerate(rows)]
    rule = f"past {TEXT_BUDGET:,} characters only the ids of posts are here, the least linked first"
    return kept, (Omission(what="texts", count=len(past), of=len(rows), rule=rule),)


def _reason(people: People, text: str, is_open: bool) -> str:
    return people.text(text) if is_open else text.partition(":")[0]


def _address(row: dict[str, Any], post: str) -> str:
    if row:
        return str(row["url"])
    return "https://" + post.removeprefix("unseen:") if post.startswith("unseen:") else ""


def taken(actors: Actors, rows: Ints) -> Actors:
    """Return the actors of these rows, in this order."""
    texts = ("id", "shown", "label", "sort", "role", "country", "language", "platform")
    picked: dict[str, Any] = {name: [getattr(actors, name)[row] for row in rows.tolist()] for name in texts}
    return Actors(**picked, named=actors.named[rows], people=actors.people[rows])
