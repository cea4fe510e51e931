"""Bluesky: post views, feeds, threads, search pages, raw repository records and Jetstream events.

    page, feed, thread --> post views --> record (app.bsky.feed.post)
    listRecords, Jetstream commit ------> record (also app.bsky.feed.repost, with `via` as the true parent)

Keys are read in camelCase and, as Python clients write them, in snake_case.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from collectors.importers.base import Context, Format
from collectors.importers.bluesky_posts import (
    POST,
    REPOST,
    Source,
    account,
    actor_id,
    field,
    post,
    post_id,
    reposted_in_feed,
    reposted_in_repository,
)
from collectors.importers.fields import dict_of, dicts_of, list_of, moment_of, number_of, skipped, text_of, word_of
from collectors.records import Item, Other, Tombstone

_PAGES = ("feed", "posts", "records", "follows", "followers", "actors", "reposted_by", "repostedBy", "likes", "quotes")
_EMPTY_PAGE = {"feed", "posts", "cursor", "hitsTotal"}
_SECOND_FORM = "network.bsky.jetstream.subscribeEvents#"
_DID = re.compile(r"did:[a-z]+:\S+")


def sniff(item: Any) -> bool:
    """Tell whether an item is a Bluesky view, page, thread, record or Jetstream event."""
    if not isinstance(item, dict):
        return False
    if str(item.get("uri") or "").startswith("at://") or _type(item).startswith(("app.bsky.", _SECOND_FORM)):
        return True
    if _is_event(item) or _is_profile(item) or (item.keys() & {"feed", "posts"} and item.keys() <= _EMPTY_PAGE):
        return True
    nested = [item.get("post"), item.get("thread"), dict_of(item.get("thread")).get("post"), item.get("subject")]
    nested += [one for name in _PAGES for one in list_of(item.get(name))[:2]]
    return any(isinstance(one, dict) and one is not item and sniff(one) for one in nested)


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield every post of the item, those quoted, replied to and reposted included, and its accounts.

    Threads of any depth are walked without recursion. Likes, follows and unknown records are `Other`.
    """
    waiting = [item]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            node = _in_first_form(node)
            inner = _children(node)
            if inner is None:
                yield from _leaf(node)
            else:
                waiting += reversed(inner)
                yield from _of_feed(node)


def _in_first_form(node: dict[str, Any]) -> dict[str, Any]:
    """Return an event of Jetstream v2, which is flat and gives its time as text, as v1 writes events."""
    if not _type(node).startswith(_SECOND_FORM):
        return node
    kind = _type(node).removeprefix(_SECOND_FORM)
    event = {"did": node.get("did"), "kind": kind, kind: node.get(kind), "time_us": None}
    if kind == "commit":
        event["commit"] = {name: node.get(name) for name in ("operation", "collection", "rkey", "record", "cid")}
    seen = moment_of(node.get("time"))
    return {**event, "time_us": None if seen is None else 1000 * seen}


def _children(node: dict[str, Any]) -> list[Any] | None:
    """Return what a page, thread or feed entry holds, in order; None where the node is a leaf."""
    pages = [node[name] for name in _PAGES if isinstance(node.get(name), list)]
    if pages and not _is_event(node):
        return [one for page in pages for one in page]
    if isinstance(node.get("thread"), dict):
        return [node["thread"]]
    if isinstance(node.get("post"), dict):
        reply = dict_of(node.get("reply"))
        around = [node.get("parent"), reply.get("root"), reply.get("parent")]
        return [one for one in (*around, node["post"], *list_of(node.get("replies"))) if isinstance(one, dict)]
    return None


def _of_feed(node: dict[str, Any]) -> Iterator[Item]:
    reason = dict_of(node.get("reason"))
    if isinstance(node.get("post"), dict) and "reasonRepost" in _type(reason):
        yield from account(reason.get("by"))
        yield reposted_in_feed(reason, node["post"])


def _leaf(node: dict[str, Any]) -> Iterator[Item]:
    if _is_event(node):
        yield from _event(node)
    elif isinstance(node.get("record"), dict) and isinstance(node.get("author"), dict):
        yield from _view(node, dict_of(node["record"]))
    elif isinstance(node.get("value"), dict):
        yield from _record(text_of(node.get("uri")), dict_of(node["value"]), node)
    elif _is_profile(node):
        yield from account(node)
        yield Other(kind="user")
    elif _type(node) in (POST, REPOST):
        yield skipped("record without author", node.get("createdAt"))
    else:
        yield Other(kind=_kind(node))


def _view(view: dict[str, Any], record: dict[str, Any]) -> Iterator[Item]:
    yield from _quoted(view)
    yield from account(view.get("author"))
    yield post(Source(uri=text_of(view.get("uri")), record=record, view=view))


def _quoted(view: dict[str, Any]) -> Iterator[Item]:
    embeds = [dict_of(view.get("embed")), *dicts_of(view.get("embeds"))]
    for embed in embeds:
        inner = dict_of(embed.get("record"))
        inner = dict_of(inner.get("record")) or inner
        if isinstance(inner.get("value"), dict) and isinstance(inner.get("author"), dict):
            yield from account(inner["author"])
            yield from _record(text_of(inner.get("uri")), dict_of(inner["value"]), inner)


def _record(uri: str | None, record: dict[str, Any], view: dict[str, Any]) -> Iterator[Item]:
    kind = _type(record)
    source = Source(uri=uri, record=record, view=view)
    if kind == POST or (not kind and "text" in record):
        yield post(source)
    elif kind == REPOST:
        yield reposted_in_repository(source)
    else:
        yield Other(kind=_kind(record))


def _is_event(node: dict[str, Any]) -> bool:
    return isinstance(node.get("did"), str) and node.get("kind") in ("commit", "identity", "account")


def _event(event: dict[str, Any]) -> Iterator[Item]:
    did, commit = event["did"], dict_of(event.get("commit"))
    seen = _seen(event)
    status = dict_of(event.get("account"))
    if event["kind"] == "account" and status.get("active") is False and status.get("status") == "deleted":
        yield Tombstone(id=actor_id(did), at=seen, source="bluesky jetstream")
    if event["kind"] != "commit":
        yield Other(kind=event["kind"])
        return
    collection, rkey = text_of(commit.get("collection")) or "", word_of(commit.get("rkey"))
    uri = f"at://{did}/{collection}/{rkey}"
    if commit.get("operation") == "delete":
        if collection in (POST, REPOST):
            yield Tombstone(id=post_id(uri), at=seen, source="bluesky jetstream")
        yield Other(kind="deletion")
    elif rkey is None or collection not in (POST, REPOST):
        yield Other(kind=_kind({"$type": collection}))
    else:
        indexed = {} if seen is None else {"indexedAt": datetime.fromtimestamp(seen / 1000, UTC).isoformat()}
        yield from _record(uri, {"$type": collection, **dict_of(commit.get("record"))}, indexed)


def _seen(event: dict[str, Any]) -> int | None:
    microseconds = number_of(event.get("time_us"))
    return None if microseconds is None or not 0 <= microseconds < 2**53 else microseconds // 1000


def _is_profile(node: dict[str, Any]) -> bool:
    return _DID.fullmatch(str(node.get("did") or "")) is not None and isinstance(node.get("handle"), str)


def _type(node: dict[str, Any]) -> str:
    return str(field(node, "$type") or "")


def _kind(node: dict[str, Any]) -> str:
    """Return a short name for what is not a post: `like`, `follow`, `unavailable`, `record`."""
    if any(name in node for name in ("notFound", "not_found", "blocked", "detached")):
        return "unavailable"
    known = {"app.bsky.feed.like": "like", "app.bsky.graph.follow": "follow", "app.bsky.actor.profile": "user"}
    return known.get(_type(node), "record")


FORMATS = (Format(name="bluesky", version=1, container="json", sniff=sniff, read=read),)
