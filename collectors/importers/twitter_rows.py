"""Posts of X API v2 straight into columns: what `twitter_posts` gives as records, without an object for each.

    line --> the accounts beside its posts --> of each post its accounts, references, values, links, tags, media, counts

A line with a post that is edited, withheld or lacks id, author or time is left to `read`; nothing of it has been
appended then.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import astuple

from collectors.importers.base import Context
from collectors.importers.twitter import language, time_of_id, unescape
from collectors.importers.twitter_payload import Id, Includes, Line, Picture, Tweet, User
from collectors.importers.twitter_posts import KINDS, actor_of, links_of, moment, pictures_of, since_epoch
from collectors.records import Other
from collectors.rows import Rows

if TYPE_CHECKING:
    from collectors.sink import Batch


class _Beside(NamedTuple):
    """What travels beside the posts of a page, by its ids and names."""

    posts: dict[str, Tweet]
    users: frozenset[str]
    ids: dict[str, Id | None]
    media: dict[str | None, Picture]


class _Origin(NamedTuple):
    """Where a line comes from: its place in the archive, the importer's version, and when its counts were shown."""

    raw_ref: str
    version: int
    at: int | None


_NOTHING = _Beside({}, frozenset(), {}, {})
_NO_INCLUDES = Includes()
_STRONGEST = ("repost", "quote", "reply")


def append(item: Any, context: Context, batch: "Batch", raw_ref: str, version: int) -> int:
    """Append the posts and accounts of a line; return how many posts, 0 where `read` must take the line."""
    if not isinstance(item, Line):
        return 0
    at = moment(item.twarc.retrieved_at) if item.twarc else context.retrieved_at
    origin = _Origin(raw_ref, version, at)
    if item.data is None:
        own = [item, *[one for one in item.referenced_tweets or () if one.text is not None]]
        count = _append(own, (), _NOTHING, batch, origin)
    else:
        includes = item.includes or _NO_INCLUDES
        own = item.data if isinstance(item.data, list) else [item.data]
        beside = _beside(own, includes)
        count = _append([*own, *(includes.tweets or ())], includes.users or (), beside, batch, origin)
    if item.errors and count:
        batch.others += [Other(kind="error")] * len(item.errors)
    return count


def _append(posts: Sequence[Tweet], users: Sequence[User], beside: _Beside, batch: "Batch", origin: _Origin) -> int:
    times = [found for one in posts if (found := _time_of(one)) is not None]
    if len(times) < len(posts):
        return 0
    taken: set[Id] = set()
    for user in users:
        _take_user(user, batch, taken, origin.at)
    for post, (time, source) in zip(posts, times, strict=True):
        _take_users(post, batch, taken, beside.users, origin.at)
        _append_post(batch.posts, post, time, source, beside, origin)
    return len(posts)


def _append_post(rows: Rows, post: Tweet, time: int, source: str, beside: _Beside, origin: _Origin) -> None:
    place, kind, is_repost, shown = len(rows.posts), "post", False, post
    if post.referenced_tweets:
        kind, is_repost, shown = _append_references(rows, place, post, beside)
    if not is_repost and post.entities is not None and post.entities.mentions:
        _append_mentions(rows, place, post.entities.mentions, beside)
    counts = post.public_metrics
    if counts is not None and not is_repost and shown is post:
        likes, reposts, replies, views, quotes = astuple(counts)
        rows.counts.append((place, origin.at, likes, reposts, replies, views, quotes))
    text = _append_shown(rows, place, shown, beside)
    conversation = post.conversation_id
    rows.posts.append(
        (
            f"x:{post.id}", "x", f"x:{post.author_id}", kind, time, time, source,
            unescape(text) if text else None, None, language(shown.lang), None,
            f"x:{conversation}" if conversation is not None else None, None, None, None, None,
            origin.raw_ref, origin.version,
        )
    )  # fmt: skip


def _time_of(post: Tweet) -> tuple[int, str] | None:
    """Return when a post was written and what says so; None for one that is not of the common shape."""
    versions = post.edit_history_tweet_ids
    if post.id is None or post.author_id is None or post.withheld is not None or (versions and len(versions) > 1):
        return None
    created = since_epoch(post.created_at)
    if created is not None:
        return created, "platform"
    given = time_of_id(post.id)
    return None if given is None else (given, "id")


def _beside(posts: Sequence[Tweet], includes: Includes) -> _Beside:
    users = includes.users or ()
    return _Beside(
        {str(one.id): one for one in (*(includes.tweets or ()), *posts)},
        frozenset([str(one.id) for one in users]),
        {one.username.lower(): one.id for one in users if one.username},
        {one.media_key: one for one in includes.media or ()},
    )


def _take_users(post: Tweet, batch: "Batch", taken: set[Id], users: frozenset[str], at: int | None) -> None:
    if post.author is not None:
        _take_user(post.author, batch, taken, at)
    if post.in_reply_to_user is not None:
        _take_user(post.in_reply_to_user, batch, taken, at)
    if post.entities is not None and post.entities.mentions:
        for mention in post.entities.mentions:
            if not users or str(mention.id) not in users:
                _take_user(mention, batch, taken, at)


def _take_user(user: User, batch: "Batch", taken: set[Id], at: int | None) -> None:
    """Read an account unless the line has shown it with its counts, or this batch all that is said of it now."""
    native = user.id
    if native is None or native in taken:
        return
    if user.public_metrics is not None:
        taken.add(native)
    word = str(native)
    known = batch.shown.get(word)
    if known is None or known[1] != at or not _says_no_more(user, known[0]):
        batch.add_shown(word, actor_of(user, at), user)


def _says_no_more(user: User, known: User) -> bool:
    return (
        (user.username is None or user.username == known.username)
        and (user.public_metrics is None or user.public_metrics == known.public_metrics)
        and (user.name is None or user.name == known.name)
        and (user.verified is None or user.verified is known.verified)
        and (user.created_at is None or user.created_at == known.created_at)
    )


def _append_references(rows: Rows, place: int, post: Tweet, beside: _Beside) -> tuple[str, bool, Tweet]:
    """Append what a post refers to; return its kind, whether it is first of all a repost, and whose words it shows."""
    shown, kinds = post, []
    for one in post.referenced_tweets or ():
        kind = KINDS.get(one.type)
        if kind is None or one.id is None:
            continue
        target = one if one.text is not None else beside.posts.get(str(one.id))
        author = target.author_id if target is not None else None
        if author is None and kind == "reply":
            author = post.in_reply_to_user_id
        role = "root" if kind == "repost" else "unknown"
        rows.references.append((place, kind, f"x:{one.id}", None if author is None else f"x:{author}", role))
        kinds.append(kind)
        if kind == "repost":
            shown = target or post
    if len(kinds) == 1:
        return kinds[0], kinds[0] == "repost", shown
    strongest = next((kind for kind in _STRONGEST if kind in kinds), "post")
    return strongest, bool(kinds) and kinds[0] == "repost", shown


def _append_mentions(rows: Rows, place: int, mentions: Sequence[User], beside: _Beside) -> None:
    named = [one.id if one.id is not None else beside.ids.get((one.username or "").lower()) for one in mentions]
    for native in dict.fromkeys(named):
        if native is not None:
            rows.references.append((place, "mention", None, f"x:{native}", "unknown"))


def _append_shown(rows: Rows, place: int, shown: Tweet, beside: _Beside) -> str | None:
    """Append the links, hashtags and pictures that a post shows; return its whole text."""
    note = shown.note_tweet
    entities = (note.entities if note is not None else None) or shown.entities
    if entities is not None:
        if entities.urls:
            for link in links_of(entities):
                rows.links.append((place, *link))
        if entities.hashtags:
            for tag in dict.fromkeys([one.tag for one in entities.hashtags if one.tag]):
                rows.tags.append((place, tag))
    if shown.attachments is not None:
        for kind, url in pictures_of(shown, beside.media):
            rows.pictures.append((place, kind, url, None))
    return (note.text if note is not None else None) or shown.text
