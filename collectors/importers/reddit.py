"""Posts and comments of Reddit: answers of its interface, and dumps with one object a line (Arctic Shift, Pushshift).

Listing --children--> t3 (post), t1 (comment, with its replies), more (ids only)
{"json": {"data": {"things": [...]}}}: comments that were asked for by such ids
a bare object of a dump: the `data` of one child
"""

from collections.abc import Iterator
from typing import Any

from collectors.importers.base import Context, Format
from collectors.importers.fields import (
    dict_of,
    dicts_of,
    metrics_of,
    moment_of,
    number_of,
    skipped,
    text_of,
    urls_of,
    word_of,
)  # fmt: skip
from collectors.records import Actor, Item, Media, Other, Post, PostKind, PostUrl, Reference, Tombstone
from collectors.timestamps import BadTime, parse
from collectors.urls import canonical, in_text

_KINDS = frozenset({"Listing", "t1", "t3", "t5", "more"})
_GONE = frozenset({"[deleted]", "[removed]", "[deleted by user]"})
_DEEPEST = 400


def sniff(item: Any) -> bool:
    """Tell whether an item is an answer of the interface or an object of a dump."""
    if isinstance(item, list):
        return bool(item) and all(sniff(one) for one in item[:2])
    if not isinstance(item, dict):
        return False
    if _asked_for(item) is not None:
        return True
    if word_of(item.get("kind")) in _KINDS and isinstance(item.get("data"), dict):
        return True
    return {"id", "author", "created_utc", "subreddit"} <= item.keys() and bool({"title", "body"} & item.keys())


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the posts, comments and authors of an item, comments in comments included."""
    named = _asked_for(item) if isinstance(item, dict) else None
    for things in item if isinstance(item, list) else [item] if named is None else named:
        yield from _thing(dict_of(things), context, 0)


def _asked_for(item: dict[str, Any]) -> list[Any] | None:
    """Return the comments in an answer to a question for ids; None where it is none."""
    things = dict_of(dict_of(item.get("json")).get("data")).get("things")
    return things if isinstance(things, list) else None


def _thing(thing: dict[str, Any], context: Context, depth: int) -> Iterator[Item]:
    kind, data = word_of(thing.get("kind")), dict_of(thing.get("data"))
    if kind not in _KINDS or not data:
        yield from _object(thing, context)
    elif kind == "Listing":
        for child in dicts_of(data.get("children")):
            yield from _thing(child, context, depth + 1)
    elif kind in ("t1", "t3"):
        yield from _object(data, context)
        if depth < _DEEPEST and isinstance(data.get("replies"), dict):
            yield from _thing(data["replies"], context, depth + 1)
    else:
        yield Other(kind="more" if kind == "more" else "subreddit")


def _object(data: dict[str, Any], context: Context) -> Iterator[Item]:
    native = _fullname(data)
    try:
        at = parse(number_of(data.get("created_utc")), None)
    except BadTime:
        yield skipped("no time", native or "")
        return
    if native is None:
        yield skipped("no id")
        return
    author = _author(data)
    if author is not None:
        yield author
    post = _post(data, native, author.actor_id if author else "reddit:[deleted]", context)
    yield Post(published_lo=at.lo, published_hi=at.hi, published_source="platform", **post)
    if _is_gone(data):
        yield Tombstone(id=f"reddit:{native}", at=None, source="reddit")
    for parent in dicts_of(data.get("crosspost_parent_list")):
        yield from _object(parent, context)


def _fullname(data: dict[str, Any]) -> str | None:
    name, number = word_of(data.get("name")), word_of(data.get("id"))
    if name and name.startswith(("t1_", "t3_")):
        return name
    return f"{'t1' if 'body' in data else 't3'}_{number}" if number else None


def _author(data: dict[str, Any]) -> Actor | None:
    """Return the author: by number where the answer has it, else by name."""
    name = word_of(data.get("author"))
    if name is None or name in _GONE:
        return None
    number = word_of(data.get("author_fullname"))
    return Actor(actor_id=f"reddit:{number or name}", platform="reddit", handle=name)


def _post(data: dict[str, Any], native: str, actor_id: str, context: Context) -> dict[str, Any]:
    is_comment = native.startswith("t1_")
    text = _words(data.get("body") if is_comment else data.get("selftext"))
    references = tuple(_references(data, is_comment))
    permanent = text_of(data.get("permalink"))
    crossed = any(one.kind == "repost" for one in references)
    return {
        "post_id": f"reddit:{native}",
        "platform": "reddit",
        "actor_id": actor_id,
        "kind": PostKind.REPOST if crossed else PostKind.COMMENT if is_comment else PostKind.POST,
        "text": text,
        "title": _words(data.get("title")),
        "url": f"https://www.reddit.com{permanent}" if permanent else None,
        "conversation_id": f"reddit:{link}" if (link := word_of(data.get("link_id"))) else None,
        "edited_at": moment_of(number_of(data.get("edited"))),
        "references": references,
        "urls": _urls(data, text, permanent),
        "tags": tuple(one for one in (word_of(data.get("subreddit")),) if one),
        "media": _media(data),
        "metrics": metrics_of(
            (("likes", data.get("ups", data.get("score"))), ("replies", data.get("num_comments"))),
            context.retrieved_at or moment_of(number_of(data.get("retrieved_on"))),
        ),
    }


def _words(value: Any) -> str | None:
    """Return a text with the three signs that Reddit escapes; what was deleted has none."""
    text = text_of(value)
    if text is None or text in _GONE:
        return None
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _references(data: dict[str, Any], is_comment: bool) -> Iterator[Reference]:
    crossed = word_of(data.get("crosspost_parent"))
    if crossed:
        yield Reference(kind="repost", target_post_id=f"reddit:{crossed}", role="via")
    parent = word_of(data.get("parent_id"))
    if is_comment and parent and parent.startswith(("t1_", "t3_")):
        yield Reference(kind="reply", target_post_id=f"reddit:{parent}")


def _urls(data: dict[str, Any], text: str | None, permanent: str | None) -> tuple[PostUrl, ...]:
    """Return the link of a post and those in its text; a post of text links to itself, which is no link."""
    own = text_of(data.get("url_overridden_by_dest")) or text_of(data.get("url"))
    page = canonical(own) if own else None
    itself = canonical(f"https://www.reddit.com{permanent}") if permanent else None
    is_self = data.get("is_self") is True or page is None or page == itself
    return urls_of([None if is_self else own, *in_text(text or "")])


def _media(data: dict[str, Any]) -> tuple[Media, ...]:
    hint = text_of(data.get("post_hint")) or ""
    own = text_of(data.get("url_overridden_by_dest")) or text_of(data.get("url"))
    if own and hint == "image":
        return (Media(kind="photo", url=own),)
    return (Media(kind="video", url=own),) if own and (hint == "hosted:video" or data.get("is_video") is True) else ()


def _is_gone(data: dict[str, Any]) -> bool:
    words = data.get("body", data.get("selftext"))
    return isinstance(words, str) and words in _GONE and word_of(data.get("author")) in _GONE


FORMATS = (Format(name="reddit", version=1, container="json", sniff=sniff, read=read),)
