"""Zeeschuimer's NDJSON: what a browser was shown, each item as its platform's web client had it.

    {timestamp_collected, source_platform, source_platform_url, data: {...}}

Posts of X are read by the importer of its older interface, which their `legacy` part follows.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from collectors.importers import twitter_v1
from collectors.importers.base import Context, Format
from collectors.importers.fields import dict_of, metrics_of, number_of, skipped, text_of, word_of
from collectors.importers.zeeschuimer_items import post_of
from collectors.records import Item, Metric, Post

_X = frozenset({"x.com", "twitter.com", "x", "twitter"})
_COMMENTS = "-comments"


def sniff(item: Any) -> bool:
    """Tell whether an item is wrapped as Zeeschuimer does."""
    return isinstance(item, dict) and {"source_platform", "data", "timestamp_collected"} <= item.keys()


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the posts of an item; the counts it shows are as of when it was collected."""
    data = dict_of(dict_of(item).get("data"))
    source = (word_of(dict_of(item).get("source_platform")) or "").lower().removeprefix("www.")
    seen = number_of(dict_of(item).get("timestamp_collected"))
    if not data or not source:
        yield skipped("unknown platform item", source)
        return
    comment = source.endswith(_COMMENTS)
    made = _of_x(data, context) if source.removesuffix(_COMMENTS) in _X else post_of(data, _platform(source), comment)
    for record in made:
        yield _observed(record, seen) if isinstance(record, Post) else record


def _platform(source: str) -> str:
    """Return a platform's name from its domain: `tiktok.com` -> `tiktok`."""
    return source.removesuffix(_COMMENTS).rpartition(".")[0].rpartition(".")[2] or source.removesuffix(_COMMENTS)


def _observed(post: Post, seen: int | None) -> Post:
    metrics = tuple(Metric(name=one.name, value=one.value, observed_at=seen) for one in post.metrics)
    return msgspec.structs.replace(post, metrics=metrics)


def _of_x(data: dict[str, Any], context: Context) -> Iterator[Item]:
    tweet = _tweet(data)
    if tweet is None:
        yield skipped("unknown platform item", data.get("__typename"))
        return
    views = dict(_views(tweet))
    for record in twitter_v1.FORMATS[0].read(tweet, context):
        if isinstance(record, Post) and record.post_id in views:
            record = msgspec.structs.replace(record, metrics=record.metrics + views[record.post_id])
        yield record


def _views(tweet: dict[str, Any]) -> Iterator[tuple[str, tuple[Metric, ...]]]:
    """Yield the view counts, which the older interface did not have, of a post and of those inside it."""
    if "retweeted_status" not in tweet:
        yield f"x:{tweet['id_str']}", metrics_of((("views", tweet["views"]),))
    for name in ("retweeted_status", "quoted_status"):
        if name in tweet:
            yield from _views(tweet[name])


def _tweet(node: dict[str, Any]) -> dict[str, Any] | None:
    """Return a post of the web client in the form of interface v1.1, with those inside it; None without an id."""
    node = dict_of(node.get("tweet")) or node
    legacy = dict_of(node.get("legacy"))
    number = word_of(node.get("rest_id")) or word_of(legacy.get("id_str"))
    if number is None or not legacy:
        return None
    inner = {
        "retweeted_status": dict_of(legacy.get("retweeted_status_result") or node.get("retweeted_status_result")),
        "quoted_status": dict_of(node.get("quoted_status_result") or legacy.get("quoted_status_result")),
    }
    held = {name: tweet for name, one in inner.items() if (tweet := _tweet(dict_of(one.get("result")))) is not None}
    views = dict_of(node.get("views")).get("count") or dict_of(node.get("ext_views")).get("count")
    outer = {name: value for name, value in legacy.items() if name not in inner}
    return {**outer, "id_str": number, "user": _user(node, legacy), "views": views, **_long(node), **held}


def _user(node: dict[str, Any], legacy: dict[str, Any]) -> dict[str, Any]:
    """Return the author; newer answers keep name and handle in `core`, older ones in `legacy`."""
    if isinstance(node.get("user"), dict):
        return dict_of(node["user"])
    result = dict_of(dict_of(dict_of(node.get("core")).get("user_results")).get("result"))
    number = word_of(result.get("rest_id")) or word_of(legacy.get("user_id_str"))
    return {**dict_of(result.get("legacy")), **dict_of(result.get("core")), "id_str": number}


def _long(node: dict[str, Any]) -> dict[str, Any]:
    """Return the text and entities of a long post, which `legacy` has only cut."""
    note = dict_of(dict_of(dict_of(node.get("note_tweet")).get("note_tweet_results")).get("result"))
    text = text_of(note.get("text"))
    return {"full_text": text, "entities": dict_of(note.get("entity_set"))} if text else {}


FORMATS = (Format(name="zeeschuimer", version=1, container="json", sniff=sniff, read=read),)
