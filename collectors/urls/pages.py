"""Whether a page holds one item, told from its address alone."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from collectors.urls.rules import ITEM, ITEM_PARAMS, LISTING, OTHER_EXTENSIONS, PAGE_EXTENSIONS, SECTION

_DATE_PART = re.compile(r"/(?:(?:19|20)\d\d|(?:19|20)\d{2}[-.]?\d{2}(?:[-.]?\d{2})?)(?=/)")
_DATE_ALONE = re.compile(r"(?:19|20)\d\d(?:[-.]?\d\d?){0,2}|\d{1,2}")
_DIGIT = re.compile(r"\d")
_LONG_NUMBER = re.compile(r"\d{5}")
_NUMBERED = re.compile(r"[a-z]+\d+")
_MIXED = re.compile(r"(?=.*\d)(?=.*[a-zA-Z])[\w.~-]{6,}")
_PLATFORM_ITEMS = {
    "x.com": re.compile(r"/(?:[^/]+|i/web)/status/\d+|/[^/]+/article/\d+|/i/(?:spaces|broadcasts)/\w+"),
    "t.me": re.compile(r"/(?:c/\d+|[A-Za-z]\w+)(?:/\d+){1,2}"),
    "youtube.com": re.compile(r"/watch"),
    "facebook.com": re.compile(r".*/(?:posts|videos|reel|photos)/[^/]+.*|/(?:story|permalink|photo|watch)(?:\.php)?"),
    "instagram.com": re.compile(r"(?:/[^/]+)?/(?:p|reel|tv)/[^/]+"),
    "threads.net": re.compile(r"/@[^/]+/post/[^/]+"),
    "tiktok.com": re.compile(r"/@[^/]+/(?:video|photo)/\d+"),
    "reddit.com": re.compile(r"(?:/(?:r|user)/[^/]+)?/comments/[^/]+.*"),
    "redd.it": re.compile(r"/\w+"),
    "bsky.app": re.compile(r"/profile/[^/]+/post/[^/]+"),
    "vk.com": re.compile(r"/(?:wall|video|clip|photo|topic)-?\d+_\d+|/@[^/]+-[^/]+"),
    "rutube.ru": re.compile(r"/(?:video|shorts)/\w+"),
    "ok.ru": re.compile(r".*/(?:topic|statuses)/\d+|/video/\d+"),
    "linkedin.com": re.compile(r"/(?:posts|pulse)/[^/]+|/feed/update/[^/]+"),
}
_NEEDS_QUERY = {"/watch", "/story.php", "/permalink.php", "/photo", "/photo.php"}


def is_article(domain: str, path: str, query: str) -> bool:
    """Tell whether the page holds one article, post or document, by the heuristics of docs/urls.md.

    False for a home, section, tag, author, search, live, login or profile page, a feed, and an image or media file.
    `path` is clean: no trailing slash, empty for the home page.
    """
    items = _PLATFORM_ITEMS.get(domain)
    if items is not None:
        return _is_platform_item(domain, items, path, query)
    if not path:
        return _names_item(query)
    folder, _, last = path.rpartition("/")
    parents = _folder(folder)
    if parents.lists or last.lower() in LISTING:
        return False
    stem, dot, extension = last.rpartition(".")
    if dot and extension.lower() in OTHER_EXTENSIONS:
        return False
    is_file = bool(dot) and extension.lower() in PAGE_EXTENSIONS
    return _is_item(parents, stem if is_file else last, is_file=is_file) or _names_item(query) or parents.headline


class _Folder(NamedTuple):
    """What the path above a page says: it lists pages, holds a date, contains a headline; its last word, its depth."""

    lists: bool
    dated: bool
    headline: bool
    word: str
    depth: int


@lru_cache(maxsize=1 << 14)
def _folder(path: str) -> _Folder:
    words = path.lower().split("/")
    return _Folder(
        not LISTING.isdisjoint(words),
        _DATE_PART.search(path + "/") is not None,
        any(map(_is_headline, words)),
        words[-1],
        len(words) - 1,
    )


def _is_platform_item(domain: str, items: re.Pattern[str], path: str, query: str) -> bool:
    if domain == "vk.com" and "w=wall" in query:
        return True
    return items.fullmatch(path) is not None and (path not in _NEEDS_QUERY or bool(query))


def _names_item(query: str) -> bool:
    """Tell whether a parameter that usually carries an item's id carries one."""
    for pair in query.split("&") if query else ():
        name, _, value = pair.partition("=")
        if name.lower() in ITEM_PARAMS and _DIGIT.search(value):
            return True
    return False


def _is_item(parents: _Folder, stem: str, *, is_file: bool) -> bool:
    low = stem.lower()
    if low in SECTION and not (parents.dated and low in ITEM):
        return False
    if low[:1] in ("", "@"):
        return False
    if low[0].isdigit() and _DATE_ALONE.fullmatch(low):
        return is_file or (len(low) < 3 and parents.word in ITEM)
    return is_file or parents.dated or low.isdigit() or _is_slug(low, parents.word, parents.depth)


def _is_headline(word: str) -> bool:
    """Tell a headline beyond doubt: five words or more, or three and a long number."""
    breaks = word.count("-") + word.count("_")
    return breaks >= 4 or (breaks >= 2 and _LONG_NUMBER.search(word) is not None)


def _is_slug(low: str, parent: str, depth: int) -> bool:
    """Tell a headline in an address (`old-market-to-close`, `a1b2c3d4`) from a name (`politics`, `middle-east`)."""
    readable = unquote(low) if "%" in low else low
    tokens = readable.replace("_", "-").split("-")
    has_digit = _DIGIT.search(readable) is not None
    if len(tokens) >= 3 or (has_digit and len(tokens) == 2):
        return True
    if parent in ITEM or parent[:1] == "@":
        return True
    if has_digit:
        return _MIXED.fullmatch(readable) is not None or _NUMBERED.fullmatch(readable) is not None
    return (len(tokens) == 2 and depth >= 2) or len(readable) >= (12 if not readable.isascii() else 24)
