"""X API v1.1: statuses one a line or under `statuses`, originals inside them, and the notices of its streams."""

from calendar import timegm
from collections.abc import Iterator
from typing import Any

from collectors.importers.base import Context, Format
from collectors.importers.fields import dict_of, dicts_of, flag_of, metrics_of, number_of, skipped, text_of, word_of
from collectors.importers.twitter import is_own_media, kind_of, language, media_kind, time_of_id, unescape
from collectors.records import Actor, Item, Media, Metric, Other, Post, PostUrl, Reference, Skipped, Tombstone

_MONTHS = {
    name: at
    for at, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)
}
_GONE = ("user_delete", "user_suspend", "user_protect")
_COMPLIANCE = frozenset(
    {"delete", "status_withheld", "user_withheld", "scrub_geo", "user_undelete", "user_unsuspend", *_GONE}
)
_NOTICES = frozenset({"limit", "warning", "disconnect", "friends", "event"})


def sniff(item: Any) -> bool:
    """Tell whether a JSON value is a status, an answer of the search, or a notice of a stream."""
    if not isinstance(item, dict):
        return False
    if isinstance(item.get("statuses"), list) and "search_metadata" in item:
        return True
    return _is_status(item) or _notice(item) is not None


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield the posts and accounts of a line, or what its notice says; each original once."""
    if not isinstance(item, dict):
        yield skipped("not an object", item)
    elif isinstance(item.get("statuses"), list):
        for status in item["statuses"]:
            yield from read(status, context)
    elif (notice := _notice(item)) is not None and not _is_status(item):
        yield from _read_notice(notice, item[notice])
    else:
        seen: set[str] = set()
        yield from _read_status(item, seen)


def moment(given: Any) -> int | None:
    """Return the milliseconds of a time such as `Wed Oct 10 20:19:24 +0000 2018`, or None."""
    try:
        _, month, day, clock, offset, year = str(given).split()
        hour, minute, second = map(int, clock.split(":"))
        at = timegm((int(year), _MONTHS[month], int(day), hour, minute, second))
        away = int(offset[1:3]) * 3600 + int(offset[3:5]) * 60
        return (at + away if offset[0] == "-" else at - away) * 1000
    except (ValueError, KeyError, IndexError):
        return None


def _is_status(item: dict[str, Any]) -> bool:
    has_id = "id_str" in item or "id" in item
    return (
        has_id and isinstance(item.get("user"), dict) and not {"text", "full_text", "extended_tweet"}.isdisjoint(item)
    )


def _notice(item: dict[str, Any]) -> str | None:
    """Return the one key of a notice."""
    key = next(iter(item), "") if len(item) <= 2 else ""
    return key if key in _COMPLIANCE or (key in _NOTICES and len(item) == 1) else None


def _read_notice(kind: str, body: Any) -> Iterator[Item]:
    body = dict_of(body)
    if kind == "delete":
        status = dict_of(body.get("status"))
        yield from _tombstone(status, body)
    elif kind in _GONE:
        yield from _tombstone(body, body)
    yield Other(kind="compliance" if kind in _COMPLIANCE else kind)


def _tombstone(gone: dict[str, Any], body: dict[str, Any]) -> Iterator[Item]:
    native = word_of(gone.get("id_str")) or word_of(gone.get("id"))
    if native:
        yield Tombstone(id=f"x:{native}", at=number_of(body.get("timestamp_ms")), source="compliance")


def _read_status(status: dict[str, Any], seen: set[str]) -> Iterator[Item]:
    """Yield a status, then the originals inside it that this line has not shown yet."""
    native = _id(status)
    if native in seen:
        return
    if native:
        seen.add(native)
    yield from _actors(status)
    yield _post(status, native)
    for name in ("retweeted_status", "quoted_status"):
        if inner := dict_of(status.get(name)):
            yield from _read_status(inner, seen)


def _actors(status: dict[str, Any]) -> Iterator[Actor]:
    user = dict_of(status.get("user"))
    if native := _id(user):
        yield Actor(
            actor_id=f"x:{native}",
            platform="x",
            handle=text_of(user.get("screen_name")),
            name=text_of(user.get("name")),
            followers=number_of(user.get("followers_count")),
            verified=flag_of(user.get("verified")),
            created_at=moment(user.get("created_at")),
        )
    for mention in dicts_of(_entities(status).get("user_mentions")):
        if (other := _id(mention)) and other != native:
            handle, name = text_of(mention.get("screen_name")), text_of(mention.get("name"))
            yield Actor(actor_id=f"x:{other}", platform="x", handle=handle, name=name)


def _post(status: dict[str, Any], native: str | None) -> Post | Skipped:
    author = _id(dict_of(status.get("user"))) or word_of(status.get("user_id_str"))
    if native is None or author is None:
        return skipped("no id" if native is None else "no author", native)
    created = moment(status.get("created_at"))
    published = created if created is not None else time_of_id(native)
    if published is None:
        return skipped("no time", native)
    references = _references(status)
    original = dict_of(status.get("retweeted_status"))
    shown = original or status
    text = _text(shown)
    return Post(
        post_id=f"x:{native}",
        platform="x",
        actor_id=f"x:{author}",
        kind=kind_of(references),
        published_lo=published,
        published_hi=published,
        published_source="platform" if created is not None else "id",
        text=unescape(text) if text else None,
        lang=language(shown.get("lang")),
        conversation_id=_qualified(status.get("conversation_id_str")),
        withheld=_withheld(status),
        references=references,
        urls=_urls(shown),
        tags=tuple(
            dict.fromkeys(t for one in dicts_of(_entities(shown).get("hashtags")) if (t := text_of(one.get("text"))))
        ),
        media=_media(shown),
        metrics=() if original else _metrics(status),
    )


def _references(status: dict[str, Any]) -> tuple[Reference, ...]:
    """Return the relations of a status; a repost has its original and no other."""
    if original := dict_of(status.get("retweeted_status")):
        target, author = _qualified(_id(original)), _qualified(_id(dict_of(original.get("user"))))
        return (Reference(kind="repost", target_post_id=target, target_actor_id=author, role="root"),)
    found = []
    quoted = dict_of(status.get("quoted_status"))
    if target := _qualified(status.get("quoted_status_id_str")) or _qualified(_id(quoted)):
        author = _qualified(_id(dict_of(quoted.get("user"))))
        found.append(Reference(kind="quote", target_post_id=target, target_actor_id=author))
    if target := _qualified(status.get("in_reply_to_status_id_str") or status.get("in_reply_to_status_id")):
        author = _qualified(status.get("in_reply_to_user_id_str") or status.get("in_reply_to_user_id"))
        found.append(Reference(kind="reply", target_post_id=target, target_actor_id=author))
    named = dict.fromkeys(_qualified(_id(one)) for one in dicts_of(_entities(status).get("user_mentions")))
    return (*found, *(Reference(kind="mention", target_actor_id=one) for one in named if one))


def _entities(status: dict[str, Any]) -> dict[str, Any]:
    return dict_of(dict_of(status.get("extended_tweet")).get("entities")) or dict_of(status.get("entities"))


def _text(status: dict[str, Any]) -> str | None:
    extended = dict_of(status.get("extended_tweet"))
    return text_of(extended.get("full_text")) or text_of(status.get("full_text")) or text_of(status.get("text"))


def _urls(status: dict[str, Any]) -> tuple[PostUrl, ...]:
    found: dict[str, PostUrl] = {}
    for one in dicts_of(_entities(status).get("urls")):
        unwound = text_of(dict_of(one.get("unwound")).get("url"))
        expanded = unwound or text_of(one.get("expanded_url"))
        raw = text_of(one.get("url")) or expanded
        if raw and not is_own_media(one.get("display_url")):
            found[raw] = PostUrl(raw=raw, expanded=expanded)
    return tuple(found.values())


def _media(status: dict[str, Any]) -> tuple[Media, ...]:
    extended = dict_of(status.get("extended_tweet"))
    for holder in (extended.get("extended_entities"), status.get("extended_entities"), _entities(status)):
        if found := dicts_of(dict_of(holder).get("media")):
            return tuple(
                Media(
                    kind=media_kind(text_of(one.get("type"))),
                    url=text_of(one.get("media_url_https")) or text_of(one.get("media_url")),
                )
                for one in found
            )
    return ()


def _metrics(status: dict[str, Any]) -> tuple[Metric, ...]:
    return metrics_of(
        (
            ("likes", status.get("favorite_count")),
            ("reposts", status.get("retweet_count")),
            ("replies", status.get("reply_count")),
            ("quotes", status.get("quote_count")),
        )
    )


def _withheld(status: dict[str, Any]) -> str | None:
    codes = status.get("withheld_in_countries")
    found = codes.replace(",", " ").split() if isinstance(codes, str) else codes if isinstance(codes, list) else []
    return " ".join(sorted({str(one) for one in found})) or None


def _id(thing: dict[str, Any]) -> str | None:
    return word_of(thing.get("id_str")) or word_of(thing.get("id"))


def _qualified(native: Any) -> str | None:
    word = word_of(native)
    return f"x:{word}" if word else None


FORMATS = (Format(name="twitter_v1", version=1, container="json", sniff=sniff, read=read),)
