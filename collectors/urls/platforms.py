"""Posts and accounts of known platforms, read from their addresses."""

import re
from collections.abc import Callable

from collectors.urls.canonical import canonical

_X = re.compile(r"x\.com/(?:i/web|[^/]+)/status/(\d+)")
_TELEGRAM = re.compile(r"t\.me/(?:c/)?(\d+|[A-Za-z]\w{3,})(?:/\d+)?/(\d+)")
_BLUESKY = re.compile(r"bsky\.app/profile/([^/?]+)/post/([^/?]+)")
_REDDIT = re.compile(r"(?:[^/]+\.)?reddit\.com(?:/(?:r|user)/[^/]+)?/comments/(\w+)(?:/[^/?]*(?:/(\w+))?)?(?:\?.*)?")
_REDD_IT = re.compile(r"redd\.it/(\w+)")
_YOUTUBE = re.compile(r"youtube\.com/watch\?v=([\w-]+)")
_VK = re.compile(r"vk\.com/(?:.*[?&]w=)?wall(-?\d+_\d+).*")
_MASTODON = re.compile(r"([^/]+)/(?:@|users/)(\w+)(?:/statuses)?/(\d+)")

_X_ACTOR = re.compile(r"x\.com/(\w{1,15})(?:/(?:status/.*|with_replies|media|likes|highlights))?")
_TELEGRAM_ACTOR = re.compile(r"t\.me/([A-Za-z]\w{3,})(?:/\d+){0,2}")
_BLUESKY_ACTOR = re.compile(r"bsky\.app/profile/([^/?]+)(?:/post/.*)?")
_REDDIT_ACTOR = re.compile(r"reddit\.com/(?:u|user)/([\w-]+)(?:/.*)?")
_YOUTUBE_ACTOR = re.compile(r"youtube\.com/(?:channel/|user/|c/|(?=@))(@?[\w.-]+)(?:/.*)?")
_VK_ACTOR = re.compile(r"vk\.com/([A-Za-z][\w.]*)")
_MASTODON_ACTOR = re.compile(r"([^/]+)/(?:@|users/)(\w+)(?:/statuses)?(?:/\d+)?")

_NOT_ACTORS = frozenset(
    {"i", "home", "search", "explore", "hashtag", "intent", "share", "login", "settings", "messages", "notifications"}
    | {"joinchat", "addstickers", "proxy", "iv", "feed", "video", "away", "tos", "privacy", "jobs", "about"}
)
_NOT_MASTODON = frozenset(
    {"x.com", "t.me", "bsky.app", "reddit.com", "youtube.com", "vk.com", "tiktok.com", "threads.net", "threads.com"}
    | {"medium.com", "instagram.com", "facebook.com", "substack.com", "flickr.com", "rutube.ru"}
)


def platform_post(url: str) -> str | None:
    """Return the id of the platform post that an address leads to, or None.

    A Telegram channel or Bluesky author is in the id as the address names it: by handle where it gives no number.
    """
    page = canonical(url)
    if page is None:
        return None
    read = _POSTS.get(page.domain)
    return read(page.url) if read else _mastodon_post(page.url, page.domain)


def platform_actor(url: str) -> str | None:
    """Return `platform:handle` of the account that an address leads to, its own page or one of its posts, or None."""
    page = canonical(url)
    if page is None:
        return None
    known = _ACTORS.get(page.domain)
    if known is None:
        found = _MASTODON_ACTOR.fullmatch(page.url)
        return f"mastodon:{found[1]}/users/{found[2]}" if found and page.domain not in _NOT_MASTODON else None
    platform, pattern = known
    found = pattern.fullmatch(page.url.partition("?")[0])
    return f"{platform}:{found[1]}" if found and found[1].lower() not in _NOT_ACTORS else None


def _x_post(url: str) -> str | None:
    found = _X.fullmatch(url)
    return f"x:{found[1]}" if found else None


def _telegram_post(url: str) -> str | None:
    found = _TELEGRAM.fullmatch(url.partition("?")[0])
    return f"telegram:{found[1]}/{found[2]}" if found else None


def _bluesky_post(url: str) -> str | None:
    found = _BLUESKY.match(url)
    return f"bluesky:{found[1]}/app.bsky.feed.post/{found[2]}" if found else None


def _reddit_post(url: str) -> str | None:
    found = _REDDIT.fullmatch(url)
    if not found:
        return None
    return f"reddit:t1_{found[2]}" if found[2] else f"reddit:t3_{found[1]}"


def _redd_it_post(url: str) -> str | None:
    found = _REDD_IT.fullmatch(url)
    return f"reddit:t3_{found[1]}" if found else None


def _youtube_post(url: str) -> str | None:
    found = _YOUTUBE.fullmatch(url)
    return f"youtube:{found[1]}" if found else None


def _vk_post(url: str) -> str | None:
    found = _VK.fullmatch(url)
    return f"vk:{found[1]}" if found else None


def _mastodon_post(url: str, domain: str) -> str | None:
    found = _MASTODON.fullmatch(url)
    if not found or domain in _NOT_MASTODON:
        return None
    return f"mastodon:{found[1]}/users/{found[2]}/statuses/{found[3]}"


_POSTS: dict[str, Callable[[str], str | None]] = {
    "x.com": _x_post,
    "t.me": _telegram_post,
    "bsky.app": _bluesky_post,
    "reddit.com": _reddit_post,
    "redd.it": _redd_it_post,
    "youtube.com": _youtube_post,
    "vk.com": _vk_post,
}
_ACTORS = {
    "x.com": ("x", _X_ACTOR),
    "t.me": ("telegram", _TELEGRAM_ACTOR),
    "bsky.app": ("bluesky", _BLUESKY_ACTOR),
    "reddit.com": ("reddit", _REDDIT_ACTOR),
    "youtube.com": ("youtube", _YOUTUBE_ACTOR),
    "vk.com": ("vk", _VK_ACTOR),
}
