"""X API v2: pages, streamed and flattened posts, users, counts, lists, batch compliance; twarc's envelope too.

    page        {"data": [post], "includes": {"tweets", "users", "media"}, "errors", "meta", "__twarc"}
    stream      {"data": post, "includes", "matching_rules"}
    flattened   {post, "author", "referenced_tweets": [{"type", post}], "__twarc"}

An original that travels in a flattened line is read where the post itself refers to it. One that only an original
refers to is not: in the answer that was flattened it stands beside the posts, because another of them refers to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from collectors.importers.base import Context, Format
from collectors.importers.twitter import is_own_media, kind_of, language, media_kind, time_of_id, unescape
from collectors.importers.twitter_payload import Entities, Id, Includes, Line, Mention, Picture, Tweet, User
from collectors.records import (
    Actor,
    Item,
    Media,
    Metric,
    MetricName,
    Other,
    Post,
    PostUrl,
    Reference,
    ReferenceKind,
    Skipped,
    Tombstone,
)
from collectors.timestamps import BadTime, milliseconds

_KINDS: dict[str | None, ReferenceKind] = {"retweeted": "repost", "quoted": "quote", "replied_to": "reply"}
_METRICS: tuple[MetricName, ...] = ("likes", "reposts", "replies", "views", "quotes")
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
        return iter(_read_line(item))
    if not isinstance(item, dict):
        return iter([Skipped(reason="not an object", detail=str(item)[:200])])
    if "data" in item or _kind(item) != "post":
        return _read_answer(item)
    line, wrong = _converted(item, Line)
    return iter(_read_line(line) if line else [wrong])


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


def _read_line(line: Line) -> list[Item]:
    at = _moment(line.twarc.retrieved_at) if line.twarc else None
    if line.data is None:
        found = _read_flattened(line, at)
    else:
        posts = line.data if isinstance(line.data, list) else [line.data]
        found = _read_page(posts, line.includes or Includes(), at)
    if line.errors:
        found += [Other(kind="error")] * len(line.errors)
    return found


def _read_flattened(line: Line, at: int | None) -> list[Item]:
    reader = _Reader(at)
    reader.take(line)
    for one in line.referenced_tweets or ():
        if one.text is not None:
            reader.take(one)
    return reader.found


def _read_page(posts: list[Tweet], includes: Includes, at: int | None) -> list[Item]:
    beside = includes.tweets or []
    reader = _Reader(at)
    reader.look_up([*beside, *posts], includes.users or (), includes.media or ())
    for user in includes.users or ():
        reader.take_user(user)
    for one in (*posts, *beside):
        reader.take(one)
    return reader.found


def _read_answer(item: dict[str, Any]) -> Iterator[Item]:
    """Read an answer whose parts are of several kinds, or not all as they should be."""
    data = item["data"] if "data" in item else [] if _is_empty_page(item) else item
    data = data if isinstance(data, list) else [data]
    includes = item["includes"] if isinstance(item.get("includes"), dict) else {}
    envelope = item.get("__twarc")
    at = _moment(envelope.get("retrieved_at")) if isinstance(envelope, dict) else None
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
        reader = _Reader(at)
        if user is not None:
            reader.take_user(user)
        yield from reader.found
    elif kind == "compliance" and datum.get("reason") not in _REMAINS and datum["action"] == "delete":
        yield Tombstone(id=f"x:{datum['id']}", at=_moment(datum.get("redacted_at")), source="compliance")
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


class _Reader:
    """Read the posts of one line into `found`, looking up what travels beside them."""

    __slots__ = ("_at", "_ids", "_media", "_posts", "_taken", "_users", "found")

    def __init__(self, at: int | None) -> None:
        self._at = at
        self._taken: set[Id] = set()
        self._posts: dict[str, Tweet] = {}
        self._users: frozenset[str] = frozenset()
        self._ids: dict[str, Id | None] = {}
        self._media: dict[str | None, Picture] = {}
        self.found: list[Item] = []

    def look_up(self, posts: Sequence[Tweet], users: Sequence[User], media: Sequence[Picture]) -> None:
        """Take what a page has beside its posts."""
        self._posts = {str(one.id): one for one in posts}
        self._users = frozenset(str(one.id) for one in users)
        self._ids = {one.username.lower(): one.id for one in users if one.username}
        self._media = {one.media_key: one for one in media}

    def take_user(self, user: User) -> None:
        """Read an account; one that was shown with its counts is not read again."""
        counts = user.public_metrics
        if user.id is None or user.id in self._taken:
            return
        if counts is not None:
            self._taken.add(user.id)
        self.found.append(
            Actor(
                actor_id=f"x:{user.id}",
                platform="x",
                handle=user.username,
                name=user.name,
                followers=counts.followers_count if counts else None,
                verified=user.verified,
                created_at=_moment(user.created_at),
                observed_at=self._at,
            )
        )

    def take(self, tweet: Tweet) -> None:
        """Read a post and the accounts that come with it."""
        if tweet.author is not None:
            self.take_user(tweet.author)
        if tweet.in_reply_to_user is not None:
            self.take_user(tweet.in_reply_to_user)
        if tweet.entities is not None and tweet.entities.mentions:
            for mention in tweet.entities.mentions:
                if str(mention.id) not in self._users:
                    self.take_user(mention)
        self.found.append(self._post(tweet))

    def _post(self, tweet: Tweet) -> Item:
        if tweet.id is None or tweet.author_id is None:
            return Skipped(reason="no author" if tweet.id is not None else "no id", detail=str(tweet.id or ""))
        created = _since_epoch(tweet.created_at)
        published = created if created is not None else time_of_id(tweet.id)
        if published is None:
            return Skipped(reason="no time", detail=str(tweet.id))
        references, original = self._references(tweet)
        shown = original or tweet
        note = shown.note_tweet
        text = (note.text if note else None) or shown.text
        entities = (note.entities if note else None) or shown.entities
        history = tweet.edit_history_tweet_ids or ()
        last = max(history, key=int, default=tweet.id) if len(history) > 1 else tweet.id
        post_id = f"x:{tweet.id}"
        is_last = last == tweet.id
        return Post(
            post_id=post_id,
            platform="x",
            actor_id=f"x:{tweet.author_id}",
            kind=kind_of(references),
            published_lo=published,
            published_hi=published,
            published_source="platform" if created is not None else "id",
            text=unescape(text) if text else None,
            lang=language(shown.lang),
            conversation_id=f"x:{tweet.conversation_id}" if tweet.conversation_id is not None else None,
            edited_at=published if len(history) > 1 and tweet.id != history[0] else None,
            superseded_by=None if is_last else f"x:{last}",
            earlier_versions=tuple(f"x:{one}" for one in history if one != last) if is_last else (),
            withheld=_withheld(tweet),
            references=tuple(references),
            urls=_urls(entities),
            tags=_tags(entities),
            media=self._pictures(shown),
            metrics=() if original or _is_repost(references) else self._metrics(tweet),
        )

    def _references(self, tweet: Tweet) -> tuple[list[Reference], Tweet | None]:
        """Return what a post refers to and, where it is a repost, its original if that is at hand."""
        found: list[Reference] = []
        original = None
        for one in tweet.referenced_tweets or ():
            kind = _KINDS.get(one.type)
            if kind is None or one.id is None:
                continue
            target = one if one.text is not None else self._posts.get(str(one.id))
            author = target.author_id if target else None
            if author is None and kind == "reply":
                author = tweet.in_reply_to_user_id
            found.append(
                Reference(
                    kind=kind,
                    target_post_id=f"x:{one.id}",
                    target_actor_id=f"x:{author}" if author is not None else None,
                    role="root" if kind == "repost" else "unknown",
                )
            )
            if kind == "repost":
                original = target
        if not _is_repost(found) and tweet.entities and tweet.entities.mentions:
            named = dict.fromkeys(self._named(one) for one in tweet.entities.mentions)
            found += [Reference(kind="mention", target_actor_id=f"x:{one}") for one in named if one is not None]
        return found, original

    def _named(self, mention: Mention) -> Id | None:
        """Return the id of an account named in a text; older answers give its name only."""
        return mention.id if mention.id is not None else self._ids.get((mention.username or "").lower())

    def _pictures(self, tweet: Tweet) -> tuple[Media, ...]:
        """Return a post's media by their keys; a key alone still tells a picture from a video."""
        attached = tweet.attachments
        if attached is None or not attached.media_keys:
            return ()
        at_hand = {one.media_key: one for one in attached.media} if attached.media else self._media
        found = [at_hand.get(key) or Picture(media_key=key) for key in attached.media_keys]
        return tuple(Media(kind=_picture_kind(one), url=one.url or one.preview_image_url) for one in found)

    def _metrics(self, tweet: Tweet) -> tuple[Metric, ...]:
        counts, at = tweet.public_metrics, self._at
        if counts is None:
            return ()
        found = []
        for name, value in zip(_METRICS, msgspec.structs.astuple(counts), strict=True):
            if value is not None:
                found.append(Metric(name=name, value=value, observed_at=at))
        return tuple(found)


def _is_repost(references: list[Reference]) -> bool:
    return bool(references) and references[0].kind == "repost"


def _urls(entities: Entities | None) -> tuple[PostUrl, ...]:
    """Return the links of a text; those that stand for its own pictures are no links."""
    if entities is None or not entities.urls:
        return ()
    found: dict[str, PostUrl] = {}
    for one in entities.urls:
        expanded = one.unwound_url or one.expanded_url
        raw = one.url or expanded
        if raw and one.media_key is None and not is_own_media(one.display_url):
            found[raw] = PostUrl(raw=raw, expanded=expanded)
    return tuple(found.values())


def _tags(entities: Entities | None) -> tuple[str, ...]:
    if entities is None or not entities.hashtags:
        return ()
    return tuple(dict.fromkeys(one.tag for one in entities.hashtags if one.tag))


_PICTURES = {"3": "photo", "7": "video", "13": "video", "16": "animated_gif"}


def _picture_kind(picture: Picture) -> Any:
    given = picture.type or _PICTURES.get((picture.media_key or "").partition("_")[0])
    return media_kind(given)


def _withheld(tweet: Tweet) -> str | None:
    codes = tweet.withheld.country_codes if tweet.withheld else None
    return " ".join(sorted(set(codes))) if codes else None


def _since_epoch(given: Any) -> int | None:
    """Return the milliseconds of one of the API's times; None for what is none."""
    if not isinstance(given, str):
        return None
    try:
        return milliseconds(given)
    except BadTime:
        return None


_moment = lru_cache(maxsize=1 << 14)(_since_epoch)

FORMATS = (Format(name="twitter_v2", version=1, container="json", sniff=sniff, read=read, decode=decode),)
