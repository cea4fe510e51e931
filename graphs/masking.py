"""Take out of a text what leads to a person: @names, profile links, e-mail addresses, telephone numbers."""

import re
from functools import lru_cache

from collectors.urls import canonical, platform_actor

# Sites where an address names the account that posted, and services whose subdomains are diaries.
_SOCIAL = frozenset(
    {"x.com", "t.me", "bsky.app", "facebook.com", "fb.com", "fb.me", "instagram.com", "threads.net", "threads.com"}
    | {"tiktok.com", "vk.com", "ok.ru", "reddit.com", "redd.it", "linkedin.com", "snapchat.com", "pinterest.com"}
    | {"weibo.com", "weibo.cn", "douyin.com", "wa.me", "youtube.com", "twitch.tv", "gettr.com", "truthsocial.com"}
    | {"gab.com", "livejournal.com", "tumblr.com"}
)
_DIARIES = (".livejournal.com", ".tumblr.com")
_PERSONAL_PATH = re.compile(r"[^/]+/(?:@|%40|users?/|u/|profile/|~)[^/?#]+", re.IGNORECASE)
_FOUND = re.compile(
    r"""(?P<url>https?://[^\s<>"'«»“”]+|(?<![\w@/.-])(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}/[^\s<>"'«»“”]+)
      | (?P<deep>\b(?:tg|whatsapp|viber|fb|twitter|instagram)://\S+)
      | (?P<mail>[\w.+%-]+@[\w-]+(?:\.[\w-]+)+)
      | (?P<wall>\[(?:id|club|public|event)\d+\|[^\]\n]*\])
      | (?P<handle>(?<![\w])[@＠](?P<name>[\w.-]*\w)(?:@[\w-]+(?:\.[\w-]+)+)?)
      | (?P<profile>(?<![\w@/.-])u/[\w-]{3,}\b)
      | (?P<phone>(?<![\w.,:/-])(?:
            \+\d(?:[ ().-]{0,2}\d){8,14}
          | \d[ -]?\(\d{3,4}\)[ -]?\d{2,3}(?:[ -]?\d{2}){2}
          | \(\d{3,5}\)[ -]?\d{2,3}(?:[ -]?\d{2}){2}
          | \d[ -]\d{3}[ -]\d{3}[ -]\d{2}[ -]?\d{2}
          | \d{3}[-.]\d{3}[-.]\d{4}
          | (?:8|0)\d{10}
        )(?![\w]))""",
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(r"[@＠/]|\|[^\]\n]*\]|\d(?:[ ().-]{0,2}\d){8}")
_SHOWN = {"deep": "[link]", "mail": "[e-mail]", "wall": "@…", "profile": "@…", "phone": "[number]"}


def mask(text: str, named_handles: frozenset[str] = frozenset()) -> str:
    """Return the text with `@…`, `[link to x.com]`, `[e-mail]` and `[number]` where it led to a person.

    Links to other sites stay as they are, and so does an @name in `named_handles` (lower case).
    """
    if not _HINT.search(text):
        return text
    return _FOUND.sub(lambda found: _shown(found, named_handles), text)


@lru_cache(maxsize=1 << 14)
def is_personal(address: str) -> bool:
    """Tell whether an address is a page of an account: on a social platform, in a diary, or under @name, user/ ..."""
    page = canonical(address if "://" in address else f"https://{address}")
    if page is None:
        return False
    host, _, path = page.url.partition("/")
    on_platform = bool(path) and page.domain in _SOCIAL
    return on_platform or host.endswith(_DIARIES) or _PERSONAL_PATH.match(page.url) is not None


def _shown(found: re.Match[str], named_handles: frozenset[str]) -> str:
    kind = found.lastgroup or ""
    if found["url"]:
        return _shown_url(found["url"], named_handles)
    if found["handle"]:
        name = found["name"].lower()
        return found["handle"] if name in named_handles and found["handle"].count("@") < 2 else "@…"
    return _SHOWN[kind]


def _shown_url(found: str, named_handles: frozenset[str]) -> str:
    url = found.rstrip(".,;:!?)]…")
    if not is_personal(url):
        return found
    actor = platform_actor(url)
    if actor and actor.partition(":")[2].lower().removeprefix("@") in named_handles:
        return found
    page = canonical(url if "://" in url else f"https://{url}")
    return (f"[link to {page.domain}]" if page else "[link]") + found[len(url) :]
