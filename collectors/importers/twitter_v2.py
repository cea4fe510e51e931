"""X API v2: pages, streamed and flattened posts, users, counts, lists, batch compliance; twarc's envelope too.

    page        {"data": [post], "includes": {"tweets", "users", "media"}, "errors", "meta", "__twarc"}
    stream      {"data": post, "includes", "matching_rules"}
    flattened   {post, "author", "referenced_tweets": [{"type", post}], "__twarc"}

An original that travels in a flattened line is read where the post itself refers to it. One that only an original
refers to is not: in the answer that was flattened it stands beside the posts, because another of them refers to it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from collectors.importers.base import Context, Format
from collectors.importers.twitter_payload import Includes, Line, Picture, Tweet, User
from collectors.importers.twitter_posts import Reader, moment
from collectors.importers.twitter_rows import append
from collectors.records import Item, Other, Skipped, Tombstone

_BESIDE = frozenset({"includes", "errors", "meta", "__twarc", "matching_rules"})
_REMAINS = frozenset({"scrub_geo"})
_decode = msgspec.json.Decoder(Line).decode


def sniff(item: Any) -> bool:
    """Tell whether a JSON value is an answer of the API or one flattened line of it."""
    if isinstance(item, Line):
        return True
    if not isinstance(item, dict):
        return False
    if "data" in item:
        data = item["data"]
        first = data[0] if isinstance(data, list) and data else data
        return (isinstance(first, dict) and _kind(first) != "unknown") or (data == [] and not _BESIDE.isdisjoint(item))
    return _kind(item) != "unknown" or _is_empty_page(item)


def decode(data: bytes) -> Line:
    """Decode a line of posts; raise ValueError for every other kind of line."""
    line = _decode(data)
    first = line if line.data is None else (line.data[0] if isinstance(line.data, list) and line.data else line.data)
    if not isinstance(first, Tweet) or not _is_post(first):
        raise ValueError("not a line of posts")
    return line


def read(item: Any, context: Context) -> Iterator[Item]:
    """Return the posts, accounts, tombstones and other things of a line."""
    if isinstance(item, Line):
        return iter(_read_line(item, context.retrieved_at))
    if not isinstance(item, dict):
        return iter([Skipped(reason="not an object", detail=str(item)[:200])])
    if "data" in item or _kind(item) != "post":
        return _read_answer(item, context.retrieved_at)
    line, wrong = _converted(item, Line)
    return iter(_read_line(line, context.retrieved_at) if line else [wrong])


def _is_post(tweet: Tweet) -> bool:
    if tweet.id is None or tweet.text is None or tweet.id_str is not None or tweet.user is not None:
        return False
    return tweet.author_id is not None or tweet.edit_history_tweet_ids is not None or tweet.author is not None


def _kind(datum: dict[str, Any]) -> str:
    """Name what a JSON object of the API is."""
    if "tweet_count" in datum:
        return "count"
    if "id" not in datum or "id_str" in datum or "user" in datum:
        return "unknown"
    if "action" in datum and ("reason" in datum or "redacted_at" in datum):
        return "compliance"
    if "text" in datum and ("author_id" in datum or "edit_history_tweet_ids" in datum or "author" in datum):
        return "post"
    if "username" in datum and "name" in datum:
        return "user"
    if "member_count" in datum or "owner_id" in datum:
        return "list"
    if "download_url" in datum or "upload_url" in datum:
        return "compliance job"
    return "unknown"


def _is_empty_page(item: dict[str, Any]) -> bool:
    meta = item.get("meta")
    if isinstance(meta, dict) and "result_count" in meta:
        return True
    errors = item.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    return isinstance(first, dict) and ("__twarc" in item or "/2/problems/" in str(first.get("type")))


def _read_line(line: Line, retrieved_at: int | None) -> list[Item]:
    at = moment(line.twarc.retrieved_at) if line.twarc else retrieved_at
    if line.data is None:
        found = _read_flattened(line, at)
    else:
        posts = line.data if isinstance(line.data, list) else [line.data]
        found = _read_page(posts, line.includes or Includes(), at)
    if line.errors:
        found += [Other(kind="error")] * len(line.errors)
    return found


def _read_flattened(line: Line, at: int | None) -> list[Item]:
    reader = Reader(at)
    reader.take(line)
    for one in line.referenced_tweets or ():
        if one.text is not None:
            reader.take(one)
    return reader.found


def _read_page(posts: list[Tweet], includes: Includes, at: int | None) -> list[Item]:
    beside = includes.tweets or []
    reader = Reader(at)
    reader.look_up([*beside, *posts], includes.users or (), includes.media or ())
    for user in includes.users or ():
        reader.take_user(user)
    for one in (*posts, *beside):
        reader.take(one)
    return reader.found


def _read_answer(item: dict[str, Any], retrieved_at: int | None) -> Iterator[Item]:
    """Read an answer whose parts are of several kinds, or not all as they should be."""
    data = item["data"] if "data" in item else [] if _is_empty_page(item) else item
    data = data if isinstance(data, list) else [data]
    includes = item["includes"] if isinstance(item.get("includes"), dict) else {}
    envelope = item.get("__twarc")
    at = moment(envelope.get("retrieved_at")) if isinstance(envelope, dict) else retrieved_at
    wrong: list[Item] = []
    posts = _all_converted([one for one in data if _is_kind(one, "post")], Tweet, wrong)
    found = Includes(
        users=_all_converted(_listed(includes.get("users")), User, wrong),
        tweets=_all_converted(_listed(includes.get("tweets")), Tweet, wrong),
        media=_all_converted(_listed(includes.get("media")), Picture, wrong),
    )
    for one in data:
        if not _is_kind(one, "post"):
            yield from _read_other(one, at)
    yield from _read_page(posts, found, at)
    yield from wrong
    for _ in _listed(item.get("errors")):
        yield Other(kind="error")


def _read_other(datum: Any, at: int | None) -> Iterator[Item]:
    kind = _kind(datum) if isinstance(datum, dict) else "unknown"
    if kind == "user":
        user, _ = _converted(datum, User)
        reader = Reader(at)
        if user is not None:
            reader.take_user(user)
        yield from reader.found
    elif kind == "compliance" and datum.get("reason") not in _REMAINS and datum["action"] == "delete":
        yield Tombstone(id=f"x:{datum['id']}", at=moment(datum.get("redacted_at")), source="compliance")
    yield Other(kind=kind)


def _is_kind(datum: Any, kind: str) -> bool:
    return isinstance(datum, dict) and _kind(datum) == kind


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _converted(value: Any, shape: Any) -> tuple[Any, Item]:
    try:
        return msgspec.convert(value, shape), Skipped(reason="")
    except (msgspec.ValidationError, ValueError) as error:
        return None, Skipped(reason="not in the shape of X API v2", detail=str(error)[:200])


def _all_converted(values: Iterable[Any], shape: Any, wrong: list[Item]) -> list[Any]:
    """Return what has the shape; of posts that do not, say so in `wrong`."""
    kept = []
    for value in values:
        found, problem = _converted(value, shape)
        if found is not None:
            kept.append(found)
        else:
            wrong.append(problem if shape is Tweet else Other(kind="damaged"))
    return kept


FORMATS = (
    Format(name="twitter_v2", version=1, container="json", sniff=sniff, read=read, decode=decode, append=append),
)
