"""Posts and accounts of X API v2 into records, with what travels beside them in one line."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from collectors.importers.twitter import is_own_media, kind_of, language, media_kind, time_of_id, unescape
from collectors.importers.twitter_payload import Entities, Id, Picture, Tweet, User
from collectors.records import (
    Actor,
    Item,
    Media,
    MediaKind,
    Metric,
    MetricName,
    Post,
    PostUrl,
    Reference,
    ReferenceKind,
    Skipped,
)
from collectors.timestamps import BadTime, milliseconds

KINDS: dict[str | None, ReferenceKind] = {"retweeted": "repost", "quoted": "quote", "replied_to": "reply"}
_METRICS: tuple[MetricName, ...] = ("likes", "reposts", "replies", "views", "quotes")


class Reader:
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
        self.found.append(actor_of(user, self._at))

    def take(self, tweet: Tweet) -> None:
        """Read a post and the accounts that come with it."""
        if tweet.author is not None:
            self.take_user(tweet.author)
        if tweet.in_reply_to_user is not None:
            self.take_user(tweet.in_reply_to_user)
        if tweet.entities is not None and tweet.entities.mentions:
            users = self._users
            for mention in tweet.entities.mentions:
                if not users or str(mention.id) not in users:
                    self.take_user(mention)
        self.found.append(self._post(tweet))

    def _post(self, tweet: Tweet) -> Item:
        if tweet.id is None or tweet.author_id is None:
            return Skipped(reason="no author" if tweet.id is not None else "no id", detail=str(tweet.id or ""))
        created = since_epoch(tweet.created_at)
        published = created if created is not None else time_of_id(tweet.id)
        if published is None:
            return Skipped(reason="no time", detail=str(tweet.id))
        references, original = self._references(tweet)
        shown = original or tweet
        note = shown.note_tweet
        text = (note.text if note else None) or shown.text
        entities = (note.entities if note else None) or shown.entities
        versions = tweet.edit_history_tweet_ids
        edits = _edits(versions, tweet.id) if versions and len(versions) > 1 else _ONLY
        return Post(
            post_id=f"x:{tweet.id}",
            platform="x",
            actor_id=f"x:{tweet.author_id}",
            kind=kind_of(references),
            published_lo=published,
            published_hi=published,
            published_source="platform" if created is not None else "id",
            text=unescape(text) if text else None,
            lang=language(shown.lang),
            conversation_id=f"x:{tweet.conversation_id}" if tweet.conversation_id is not None else None,
            edited_at=published if edits.is_edited else None,
            superseded_by=edits.later,
            earlier_versions=edits.earlier,
            withheld=_withheld(tweet),
            references=tuple(references),
            urls=tuple([PostUrl(raw=raw, expanded=expanded) for raw, expanded in links_of(entities)]),
            tags=_tags(entities),
            media=tuple([Media(kind=kind, url=url) for kind, url in pictures_of(shown, self._media)]),
            metrics=() if original or _is_repost(references) else self._metrics(tweet),
        )

    def _references(self, tweet: Tweet) -> tuple[list[Reference], Tweet | None]:
        """Return what a post refers to and, where it is a repost, its original if that is at hand."""
        found: list[Reference] = []
        original = None
        for one in tweet.referenced_tweets or ():
            kind = KINDS.get(one.type)
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

    def _named(self, mention: User) -> Id | None:
        """Return the id of an account named in a text; older answers give its name only."""
        return mention.id if mention.id is not None else self._ids.get((mention.username or "").lower())

    def _metrics(self, tweet: Tweet) -> tuple[Metric, ...]:
        counts, at = tweet.public_metrics, self._at
        if counts is None:
            return ()
        values = zip(_METRICS, msgspec.structs.astuple(counts), strict=True)
        return tuple([Metric(name=name, value=value, observed_at=at) for name, value in values if value is not None])


def actor_of(user: User, at: int | None) -> Actor:
    """Return an account as it was shown at a moment."""
    counts = user.public_metrics
    return Actor(
        actor_id=f"x:{user.id}",
        platform="x",
        handle=user.username,
        name=user.name,
        followers=counts.followers_count if counts else None,
        verified=user.verified,
        created_at=moment(user.created_at),
        observed_at=at,
    )


def pictures_of(tweet: Tweet, beside: dict[str | None, Picture]) -> list[tuple[MediaKind, str | None]]:
    """Return kind and address of a post's media by their keys; a key alone still tells a picture from a video."""
    attached = tweet.attachments
    if attached is None or not attached.media_keys:
        return []
    at_hand = {one.media_key: one for one in attached.media} if attached.media else beside
    found = [at_hand.get(key) or Picture(media_key=key) for key in attached.media_keys]
    return [(_picture_kind(one), one.url or one.preview_image_url) for one in found]


def links_of(entities: Entities | None) -> Iterable[tuple[str, str | None]]:
    """Return the links of a text, as they stand and expanded; those that stand for its own pictures are no links."""
    if entities is None or not entities.urls:
        return ()
    found: dict[str, str | None] = {}
    for one in entities.urls:
        expanded = one.unwound_url or one.expanded_url
        raw = one.url or expanded
        if raw and one.media_key is None and not is_own_media(one.display_url):
            found[raw] = expanded
    return found.items()


def _is_repost(references: list[Reference]) -> bool:
    return bool(references) and references[0].kind == "repost"


def _tags(entities: Entities | None) -> tuple[str, ...]:
    if entities is None or not entities.hashtags:
        return ()
    return tuple(dict.fromkeys(one.tag for one in entities.hashtags if one.tag))


_PICTURES = {"3": "photo", "7": "video", "13": "video", "16": "animated_gif"}


def _picture_kind(picture: Picture) -> MediaKind:
    given = picture.type or _PICTURES.get((picture.media_key or "").partition("_")[0])
    return media_kind(given)


def _withheld(tweet: Tweet) -> str | None:
    codes = tweet.withheld.country_codes if tweet.withheld else None
    return " ".join(sorted(set(codes))) if codes else None


class _Edits(NamedTuple):
    """Where a post stands among the versions of itself."""

    is_edited: bool = False
    later: str | None = None
    earlier: tuple[str, ...] = ()


_ONLY = _Edits()


def _edits(given: Sequence[Id], own: Id) -> _Edits:
    """Place a post among its versions, of which the last has the greatest id."""
    versions = [str(one) for one in given]
    last = max(versions, key=_number)
    if last != str(own):
        return _Edits(str(own) != versions[0], f"x:{last}")
    return _Edits(last != versions[0], None, tuple(f"x:{one}" for one in versions if one != last))


def _number(native: str) -> int:
    return int(native) if native.isdecimal() else 0


def since_epoch(given: Any) -> int | None:
    """Return the milliseconds of one of the API's times; None for what is none."""
    if not isinstance(given, str):
        return None
    try:
        return milliseconds(given)
    except BadTime:
        return None


moment = lru_cache(maxsize=1 << 14)(since_epoch)
