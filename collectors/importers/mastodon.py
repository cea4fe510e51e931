"""Mastodon statuses as its REST API gives them: boosts, replies, quotes, contexts, notifications, recorded answers."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from collectors.importers.base import Context, Format
from collectors.importers.fields import (
    dict_of,
    dicts_of,
    flag_of,
    kind_of,
    metrics_of,
    moment_of,
    number_of,
    skipped,
    text_of,
    urls_of,
    without_scheme,
    word_of,
)
from collectors.importers.markup import Markup
from collectors.importers.markup import read as read_markup
from collectors.records import Actor, Item, Media, MediaKind, Other, Post, PostKind, Reference, Skipped

_PROFILE = re.compile(r"(https?://[^/]+)/@([^/@]+)/?")
_MEDIA: dict[Any, MediaKind] = {"image": "photo", "gifv": "video", "video": "video", "audio": "audio"}
_ANSWERS = ({"ancestors", "descendants"}, {"accounts", "statuses", "hashtags"})
_NO_LINK = frozenset({"mention", "hashtag"})
_QUOTE_FALLBACK = frozenset({"quote-inline"})


class _Known(NamedTuple):
    """What one payload says of local ids: local id -> our id."""

    posts: dict[str, str]
    actors: dict[str, str]


def sniff(item: Any) -> bool:
    """Tell whether an item is a status, account, context, notification or recorded answer of Mastodon."""
    if isinstance(item, list):
        return any(sniff(one) for one in item[:3])
    if not isinstance(item, dict):
        return False
    if _is_status(item) or _is_account(item) or any(item.keys() >= one for one in _ANSWERS):
        return True
    if {"method", "uri", "json"} <= item.keys():
        return sniff(item["json"])
    return any(_is_status(item.get(name)) for name in ("status", "last_status"))


def read(item: Any, context: Context) -> Iterator[Item]:
    """Yield every status in the item, those boosted and quoted included, and its accounts."""
    roots = _roots(item)
    if not roots:
        yield Other(kind="not a status")
    known = _known(roots)
    for root in roots:
        if _is_account(root) and not _is_status(root):
            yield from _account(root)
            yield Other(kind="user")
        else:
            yield from _statuses(root, known)


def _roots(item: Any) -> list[dict[str, Any]]:
    """Return the statuses and accounts that stand at the top of a payload."""
    if isinstance(item, list):
        return [root for one in item for root in _roots(one)]
    if not isinstance(item, dict):
        return []
    if _is_status(item) or _is_account(item):
        return [item]
    if {"method", "uri", "json"} <= item.keys():
        return _roots(item["json"]) if isinstance(item["json"], dict | list) else []
    parts = (item.get(name) for name in ("ancestors", "status", "last_status", "descendants", "statuses", "accounts"))
    return [root for part in parts if isinstance(part, dict | list) for root in _roots(part)]


def _is_status(item: Any) -> bool:
    return isinstance(item, dict) and {"account", "content", "created_at"} <= item.keys() and "id" in item


def _is_account(item: Any) -> bool:
    return isinstance(item, dict) and {"id", "acct", "username", "url"} <= item.keys() and "note" in item


def _known(roots: list[dict[str, Any]]) -> _Known:
    posts: dict[str, str] = {}
    actors: dict[str, str] = {}
    for status in (one for root in roots for one in _inside(root)):
        local, post = word_of(status.get("id")), _post_id(status)
        if local and post:
            posts[local] = post
        account = dict_of(status.get("account"))
        for one in (account, *dicts_of(status.get("mentions"))):
            number, actor = word_of(one.get("id")), _actor_id(one)
            if number and actor and (one is account or number not in actors):
                actors[number] = actor
    return _Known(posts, actors)


def _inside(status: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a status after those that travel inside it, the innermost first."""
    found = [status]
    for one in found:
        found += [dict_of(inner) for inner in (one.get("reblog"), _quoted(one)) if _is_status(inner)]
    return found[::-1]


def _quoted(status: dict[str, Any]) -> Any:
    quote = dict_of(status.get("quote"))
    return quote.get("quoted_status") or (quote if _is_status(quote) else None)


def _statuses(root: dict[str, Any], known: _Known) -> Iterator[Item]:
    for status in _inside(root):
        yield from _account(dict_of(status.get("account")))
        yield _status(status, known)


def _status(status: dict[str, Any], known: _Known) -> Post | Skipped:
    post_id, actor_id = _post_id(status), _actor_id(dict_of(status.get("account")))
    at = moment_of(status.get("created_at"))
    if post_id is None or actor_id is None or at is None:
        missing = "no id" if post_id is None else "no author" if actor_id is None else "no time"
        return skipped(missing, status.get("uri") or status.get("id"))
    shown = dict_of(status.get("reblog")) or status
    body = _body(shown)
    references = _references(status, known)
    return Post(
        post_id=post_id,
        platform="mastodon",
        actor_id=actor_id,
        kind=kind_of(references, PostKind.POST),
        published_lo=at,
        published_hi=at,
        published_source="platform",
        text=body.text or None,
        title=text_of(shown.get("spoiler_text")),
        lang=text_of(shown.get("language")),
        url=text_of(status.get("url")),
        conversation_id=word_of(status.get("conversation_id")),
        edited_at=moment_of(status.get("edited_at")),
        references=references,
        urls=urls_of((*body.links, text_of(dict_of(shown.get("card")).get("url")))),
        tags=tuple(tag for one in dicts_of(shown.get("tags")) if (tag := text_of(one.get("name")))),
        media=tuple(_media(one) for one in dicts_of(shown.get("media_attachments"))),
        metrics=() if shown is not status else _metrics(status),
    )


def _body(status: dict[str, Any]) -> Markup:
    drop = _QUOTE_FALLBACK if status.get("quote") else frozenset()
    return read_markup(text_of(status.get("content")) or "", drop=drop, no_link=_NO_LINK)


def _references(status: dict[str, Any], known: _Known) -> tuple[Reference, ...]:
    reblog = status.get("reblog")
    if isinstance(reblog, dict):
        author = _actor_id(dict_of(reblog.get("account")))
        return (Reference(kind="repost", target_post_id=_post_id(reblog), target_actor_id=author, role="root"),)
    found = []
    if status.get("quote") or status.get("quote_id"):
        quoted = dict_of(_quoted(status))
        author = _actor_id(dict_of(quoted.get("account")))
        found.append(Reference(kind="quote", target_post_id=_post_id(quoted), target_actor_id=author))
    if status.get("in_reply_to_id") or status.get("in_reply_to_account_id"):
        parent, to = _parent(status, known)
        found.append(Reference(kind="reply", target_post_id=parent, target_actor_id=to))
    mentioned = (_actor_id(one) for one in dicts_of(status.get("mentions")))
    found += [Reference(kind="mention", target_actor_id=one) for one in dict.fromkeys(mentioned) if one]
    return tuple(found)


def _parent(status: dict[str, Any], known: _Known) -> tuple[str | None, str | None]:
    """Return the post and the actor replied to, as far as local ids can be resolved.

    In a thread of one's own on the server that answered, the parent's address differs from the status's by its id.
    """
    local, author = word_of(status.get("in_reply_to_id")), word_of(status.get("in_reply_to_account_id"))
    actor = known.actors.get(author or "")
    post, own = known.posts.get(local or ""), _post_id(status)
    number = word_of(status.get("id")) or "?"
    if post is None and local and own and author == word_of(dict_of(status.get("account")).get("id")):
        post = own.removesuffix(number) + local if own.endswith(f"/statuses/{number}") else None
    return post, actor


def _post_id(status: dict[str, Any]) -> str | None:
    uri = word_of(status.get("uri")) or word_of(status.get("url"))
    return f"mastodon:{without_scheme(uri)}" if uri and "/" in uri else None


def _actor_id(account: dict[str, Any]) -> str | None:
    uri = word_of(account.get("uri"))
    if uri is None and (url := word_of(account.get("url"))):
        profile = _PROFILE.fullmatch(url)
        uri = f"{profile[1]}/users/{profile[2]}" if profile else url
    return f"mastodon:{without_scheme(uri)}" if uri else None


def _account(account: dict[str, Any]) -> Iterator[Actor]:
    actor_id = _actor_id(account)
    if actor_id is None:
        return
    server = actor_id.partition(":")[2].partition("/")[0]
    acct = text_of(account.get("acct"))
    yield Actor(
        actor_id=actor_id,
        platform="mastodon",
        handle=acct if acct is None or "@" in acct else f"{acct}@{server}",
        name=text_of(account.get("display_name")),
        followers=number_of(account.get("followers_count")),
        verified=flag_of(account.get("verified")),
        created_at=moment_of(account.get("created_at")),
    )


def _media(one: dict[str, Any]) -> Media:
    address = text_of(one.get("url")) or text_of(one.get("remote_url"))
    kind: MediaKind = _MEDIA.get(text_of(one.get("type")), "other")
    return Media(kind=kind, url=address)


def _metrics(status: dict[str, Any]) -> tuple[Any, ...]:
    return metrics_of(
        (
            ("likes", status.get("favourites_count")),
            ("reposts", status.get("reblogs_count")),
            ("replies", status.get("replies_count")),
            ("quotes", status.get("quotes_count")),
        )
    )


FORMATS = (Format(name="mastodon", version=1, container="json", sniff=sniff, read=read),)
