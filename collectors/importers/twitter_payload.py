"""The parts of an X API v2 answer that are read; everything else is passed over while decoding."""

from typing import Any

import msgspec

Id = str | int


class UserCounts(msgspec.Struct, gc=False):
    """Counts of an account."""

    followers_count: int | None = None


class User(msgspec.Struct, gc=False):
    """An account."""

    id: Id | None = None
    username: str | None = None
    name: str | None = None
    created_at: str | None = None
    verified: bool | None = None
    public_metrics: UserCounts | None = None


class Link(msgspec.Struct, gc=False):
    """A link in a text."""

    url: str | None = None
    expanded_url: str | None = None
    unwound_url: str | None = None
    display_url: str | None = None
    media_key: str | None = None


class Hashtag(msgspec.Struct, gc=False):
    """A hashtag in a text."""

    tag: str | None = None


class Entities(msgspec.Struct, gc=False):
    """What a text contains."""

    urls: list[Link] | None = None
    mentions: list[User] | None = None
    hashtags: list[Hashtag] | None = None


class Picture(msgspec.Struct, gc=False):
    """A picture or video."""

    media_key: str | None = None
    type: str | None = None
    url: str | None = None
    preview_image_url: str | None = None


class Attachments(msgspec.Struct, gc=False):
    """The keys of a post's media; flattened lines have the media beside them."""

    media_keys: list[str] | None = None
    media: list[Picture] | None = None


class Counts(msgspec.Struct, gc=False):
    """Counts of a post, in the order in which metrics are made of them."""

    like_count: int | None = None
    retweet_count: int | None = None
    reply_count: int | None = None
    impression_count: int | None = None
    quote_count: int | None = None


class Note(msgspec.Struct, gc=False):
    """The whole text of a long post."""

    text: str | None = None
    entities: Entities | None = None


class Withheld(msgspec.Struct, gc=False):
    """Where a post is not shown."""

    country_codes: list[str] | None = None


class Tweet(msgspec.Struct, gc=False):
    """A post, or a reference to one (`type`), which in flattened lines carries the post itself; or a whole line.

    One type for all of them, as Python is several times faster at reading attributes where it meets one type only.
    """

    id: Id | None = None
    type: str | None = None
    text: str | None = None
    author_id: Id | None = None
    created_at: str | None = None
    conversation_id: Id | None = None
    lang: str | None = None
    in_reply_to_user_id: Id | None = None
    referenced_tweets: list["Tweet"] | None = None
    entities: Entities | None = None
    attachments: Attachments | None = None
    public_metrics: Counts | None = None
    withheld: Withheld | None = None
    edit_history_tweet_ids: list[Id] | None = None
    note_tweet: Note | None = None
    author: User | None = None
    in_reply_to_user: User | None = None
    id_str: Any = None
    user: Any = None
    data: "list[Tweet] | Tweet | None" = None
    includes: "Includes | None" = None
    errors: list[msgspec.Raw] | None = None
    twarc: "Envelope | None" = msgspec.field(name="__twarc", default=None)


class Includes(msgspec.Struct, gc=False):
    """What travels beside the posts of a page."""

    users: list[User] | None = None
    tweets: list[Tweet] | None = None
    media: list[Picture] | None = None


class Envelope(msgspec.Struct, gc=False):
    """What twarc writes beside an answer."""

    retrieved_at: str | None = None


Line = Tweet
