"""Single posts, reposts and accounts of Bluesky, whatever page or record they came in."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from collectors.importers.fields import (
    dict_of,
    dicts_of,
    kind_of,
    list_of,
    metrics_of,
    moment_of,
    number_of,
    skipped,
    text_of,
    urls_of,
)
from collectors.records import Actor, Media, Metric, Post, PostKind, PostUrl, Reference, Skipped
from collectors.timestamps import BadTime, Interval, anywhere
from collectors.urls import in_text

POST, REPOST = "app.bsky.feed.post", "app.bsky.feed.repost"
_TID = re.compile(r"[2-7a-j][2-7a-z]{12}", re.ASCII)
_BASE32 = {letter: value for value, letter in enumerate("234567abcdefghijklmnopqrstuvwxyz")}
_CAPITAL = re.compile(r"[A-Z]")
_BLOB = re.compile(r"/([a-z2-7]{40,})@\w+$")


class _When(NamedTuple):
    at: Interval
    source: str


class Source(NamedTuple):
    """A record, the address it stands at, and the view (counts, resolved embeds) that it came in."""

    uri: str | None
    record: dict[str, Any]
    view: dict[str, Any]


def field(node: dict[str, Any], name: str) -> Any:
    """Return a field by its camelCase name, or as Python clients rename it."""
    if name in node:
        return node[name]
    return node.get("py_type" if name == "$type" else _CAPITAL.sub(lambda m: "_" + m[0].lower(), name))


def post_id(uri: str) -> str:
    """Return the id of a post or repost: its at-URI without `at://`."""
    return f"bluesky:{uri.removeprefix('at://')}"


def actor_id(did: str) -> str:
    """Return the id of an account."""
    return f"bluesky:{did}"


def account(profile: Any) -> Iterator[Actor]:
    """Yield the account that a profile describes, if it has a DID."""
    profile = dict_of(profile)
    if did := text_of(profile.get("did")):
        yield Actor(
            actor_id=actor_id(did),
            platform="bluesky",
            handle=text_of(profile.get("handle")),
            name=text_of(field(profile, "displayName")),
            followers=number_of(field(profile, "followersCount")),
            created_at=moment_of(field(profile, "createdAt")),
        )


def post(source: Source) -> Post | Skipped:
    """Return the post of a record; its time is the one it claims, but not later than the network saw it."""
    author, when = _author(source), _when(source)
    if source.uri is None or author is None:
        return skipped("record without author", source.uri)
    if when is None:
        return skipped("no time", source.uri)
    record, text = source.record, text_of(source.record.get("text"))
    references = _references(record)
    features = _features(record)
    root = dict_of(dict_of(record.get("reply")).get("root")).get("uri")
    return Post(
        post_id=post_id(source.uri),
        platform="bluesky",
        actor_id=actor_id(author),
        kind=kind_of(references),
        published_lo=when.at.lo,
        published_hi=when.at.hi,
        published_source=when.source,
        text=text,
        lang=next((text_of(one) for one in list_of(record.get("langs"))), None),
        url=f"https://bsky.app/profile/{author}/post/{source.uri.rpartition('/')[2]}",
        conversation_id=text_of(root) and post_id(str(root)),
        references=references + _mentions(features),
        urls=_urls(record, features, text),
        tags=_tags(record, features),
        media=_media(source),
        metrics=_metrics(source.view),
    )


def reposted_in_repository(source: Source) -> Post | Skipped:
    """Return the repost of a raw record: `via` is the repost it was taken from, the subject the root."""
    author, when = _author(source), _when(source)
    subject = text_of(dict_of(source.record.get("subject")).get("uri"))
    if source.uri is None or author is None or when is None or subject is None:
        return skipped("repost without author, time or subject", source.uri)
    via = text_of(dict_of(source.record.get("via")).get("uri"))
    references = [_repost_of(subject, "root")] + ([_repost_of(via, "via")] if via else [])
    return _repost(post_id(source.uri), author, when, tuple(references))


def reposted_in_feed(reason: dict[str, Any], view: dict[str, Any]) -> Post | Skipped:
    """Return the repost that a feed shows as the reason for a post; its own id is derived where the feed has none."""
    by, subject = text_of(dict_of(reason.get("by")).get("did")), text_of(view.get("uri"))
    at = moment_of(field(reason, "indexedAt"))
    if by is None or subject is None or at is None:
        return skipped("repost without author, time or subject", subject)
    uri = text_of(reason.get("uri")) or f"{by}/{REPOST}/by/{subject.removeprefix('at://')}"
    references = (_repost_of(subject, "root"),)
    carried = post(Source(uri=subject, record=dict_of(view.get("record")), view=view))
    return _repost(post_id(uri), by, _When(Interval(at, at), "platform"), references, carried)


def _repost(
    id_: str,
    author: str,
    when: _When,
    references: tuple[Reference, ...],
    carried: Post | Skipped | None = None,
) -> Post:
    original = carried if isinstance(carried, Post) else None
    return Post(
        post_id=id_,
        platform="bluesky",
        actor_id=actor_id(author),
        kind=PostKind.REPOST,
        published_lo=when.at.lo,
        published_hi=when.at.hi,
        published_source=when.source,
        text=original.text if original else None,
        lang=original.lang if original else None,
        references=references,
        urls=original.urls if original else (),
        tags=original.tags if original else (),
        media=original.media if original else (),
    )


def _repost_of(uri: str, role: Any) -> Reference:
    did = _did(uri)
    return Reference(
        kind="repost", target_post_id=post_id(uri), target_actor_id=actor_id(did) if did else None, role=role
    )


def _did(uri: str | None) -> str | None:
    head = (uri or "").removeprefix("at://").partition("/")[0]
    return head if head.startswith("did:") else None


def _author(source: Source) -> str | None:
    return text_of(dict_of(source.view.get("author")).get("did")) or _did(source.uri)


def _when(source: Source) -> _When | None:
    """Return the claimed time, bounded above by when the network saw it; else what the key of the record tells.

    Some clients claim a time without zone: the key then says which moment of that day it was.
    """
    seen, made = moment_of(field(source.view, "indexedAt")), _tid(source.uri)
    try:
        claimed = anywhere(field(source.record, "createdAt"), None)
    except BadTime:
        at = made if seen is None else seen
        return None if at is None else _When(Interval(at, at), "id" if seen is None else "seen")
    if claimed.lo < claimed.hi and made is not None and claimed.lo <= made <= claimed.hi:
        return _When(Interval(made, made), "id")
    if seen is not None and seen < claimed.hi:
        claimed = Interval(min(claimed.lo, seen), seen)
    return _When(claimed, "platform")


def _tid(uri: str | None) -> int | None:
    """Return the milliseconds in a record key of the usual kind (a timestamp identifier)."""
    key = (uri or "").rpartition("/")[2]
    if not _TID.fullmatch(key):
        return None
    number = 0
    for letter in key:
        number = number * 32 + _BASE32[letter]
    return (number >> 10) // 1000


def _references(record: dict[str, Any]) -> tuple[Reference, ...]:
    found = []
    if quoted := _quoted_uri(record.get("embed")):
        did = _did(quoted)
        found.append(
            Reference(kind="quote", target_post_id=post_id(quoted), target_actor_id=actor_id(did) if did else None)
        )
    if parent := text_of(dict_of(dict_of(record.get("reply")).get("parent")).get("uri")):
        did = _did(parent)
        found.append(
            Reference(kind="reply", target_post_id=post_id(parent), target_actor_id=actor_id(did) if did else None)
        )
    return tuple(found)


def _quoted_uri(embed: Any) -> str | None:
    record = dict_of(dict_of(embed).get("record"))
    uri = text_of(record.get("uri")) or text_of(dict_of(record.get("record")).get("uri"))
    return uri if uri and f"/{POST}/" in uri else None


def _features(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rich-text features in the order of their byte offsets."""

    def start(facet: dict[str, Any]) -> int:
        at = field(dict_of(facet.get("index")), "byteStart")
        return at if isinstance(at, int) else 0

    facets = sorted(dicts_of(record.get("facets")), key=start)
    return [feature for facet in facets for feature in dicts_of(facet.get("features"))]


def _mentions(features: list[dict[str, Any]]) -> tuple[Reference, ...]:
    dids = dict.fromkeys(text_of(one.get("did")) for one in features)
    return tuple(Reference(kind="mention", target_actor_id=actor_id(did)) for did in dids if did)


def _tags(record: dict[str, Any], features: list[dict[str, Any]]) -> tuple[str, ...]:
    tags = (text_of(one.get("tag")) for one in features)
    return tuple(dict.fromkeys(tag for tag in (*tags, *map(text_of, list_of(record.get("tags")))) if tag))


def _urls(record: dict[str, Any], features: list[dict[str, Any]], text: str | None) -> tuple[PostUrl, ...]:
    links = [text_of(one.get("uri")) for one in features]
    embed = dict_of(record.get("embed"))
    cards = (embed.get("external"), dict_of(embed.get("media")).get("external"))
    written = in_text(text) if text and not any(links) else []
    return urls_of((*links, *written, *(text_of(dict_of(card).get("uri")) for card in cards)))


def _media(source: Source) -> tuple[Media, ...]:
    """Return pictures and videos; the hash is the content identifier, which equal files share."""
    embed = dict_of(field(source.record, "embed"))
    held = (embed, dict_of(embed.get("media")))
    shown = dict_of(source.view.get("embed"))
    addresses = [
        text_of(one.get("fullsize"))
        for part in (shown, dict_of(shown.get("media")))
        for one in dicts_of(part.get("images"))
    ]
    by_blob = {match[1]: address for address in addresses if address and (match := _BLOB.search(address))}
    found = []
    for part in held:
        for image in dicts_of(part.get("images")):
            blob = _blob(image.get("image"))
            found.append(Media(kind="photo", url=by_blob.get(blob or ""), hash=blob))
        if video := _blob(part.get("video")):
            found.append(Media(kind="video", hash=video))
    return tuple(found)


def _blob(node: Any) -> str | None:
    ref = dict_of(dict_of(node).get("ref"))
    return text_of(ref.get("$link")) or text_of(ref.get("link"))


def _metrics(view: dict[str, Any]) -> tuple[Metric, ...]:
    return metrics_of(
        (
            ("likes", field(view, "likeCount")),
            ("reposts", field(view, "repostCount")),
            ("replies", field(view, "replyCount")),
            ("quotes", field(view, "quoteCount")),
        )
    )
