"""The one form under which all addresses of a page are kept."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

import can_ada

from collectors.urls.hosts import Host, has_known_suffix, host
from collectors.urls.pages import is_article
from collectors.urls.rules import INDEX_FILES, TRACKING, TRACKING_PREFIXES, TRACKING_SITES, TRACKING_VALUES

MOST_TURNS = 8
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_HTTP = re.compile(r"https?://", re.IGNORECASE)
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?=[/?#]|$)")
_VIDEO = re.compile(r"/(?:shorts|live|embed|v|e)/([\w-]{11})")
_STATUS = re.compile(r"(/(?:[^/]+|i/web)/status)(?:es)?/(\d+)(?:/.*)?")
_PLAIN_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(\w{1,15}/status/\d+)(?:/[\w/]*)?", re.ASCII
)
_DEFAULT_PORTS = ("", "80", "443")
_TAILS = ("/", "/amp", ".amp", ".amp.html", *INDEX_FILES)


class Canonical(NamedTuple):
    """A page: its address without scheme, its registrable domain, and whether it holds one item rather than a list."""

    url: str
    domain: str
    article: bool


class _Parts(NamedTuple):
    host: Host
    port: str
    path: str
    query: str
    route: str


@lru_cache(maxsize=1 << 16)
def canonical(url: str) -> Canonical | None:
    """Return the page that an http(s) address stands for; None for any other address or a hopeless one.

    Applying it to its own result changes nothing. An address without scheme is read where its host has a public
    suffix; one wrapped in more than eight redirectors is hopeless.
    """
    plain = _PLAIN_STATUS.fullmatch(url)  # the commonest address by far; the general way gives the same
    if plain:
        return Canonical(f"x.com/{plain[1]}", "x.com", True)
    try:
        return _settle(url.strip())
    except (ValueError, TypeError):  # TypeError: a lone surrogate, which no address can hold
        return None


def _settle(url: str) -> Canonical | None:
    for _ in range(MOST_TURNS):
        parts = _parse(url)
        if parts is None:
            return None
        target = _rewritten(parts)
        if target is None:
            return _finish(parts)
        url = target
    return None


def _parse(url: str) -> _Parts | None:
    if url[:4].lower() != "http" or not _HTTP.match(url):
        url = _with_scheme(url)
    parsed = can_ada.parse(url)
    found = host(parsed.hostname)
    if found is None:
        return None
    port = parsed.port
    route = parsed.hash
    return _Parts(
        found,
        "" if port in _DEFAULT_PORTS else ":" + port,
        _upper_escapes(parsed.pathname),
        _upper_escapes(parsed.search[1:]),
        route if len(route) > 2 and route.startswith("#!") else "",
    )


def _with_scheme(url: str) -> str:
    """Put https before `//host` and before a bare host that has a public suffix; anything else is no web address."""
    if url.startswith("//"):
        return "https:" + url
    bare = _BARE.match(url)
    if bare and has_known_suffix(bare.group().partition(":")[0].lower()):
        return "https://" + url
    raise ValueError("not a web address")


def _upper_escapes(text: str) -> str:
    return _ESCAPE.sub(lambda found: found.group().upper(), text) if "%" in text else text


def _rewritten(parts: _Parts) -> str | None:
    """Return the address of another page that this one stands for, if it does."""
    found = parts.host
    if found.kind == "archive":
        return None
    if found.redirects or found.embedded:
        target = _redirected(parts) or _embedded(parts)
        if target:
            return target
    if found.domain == "youtube.com" or found.domain == "youtu.be":
        return _video(parts)
    if found.domain == "x.com" or found.domain == "t.me":
        return _short_path(parts)
    return None


def _redirected(parts: _Parts) -> str | None:
    path = parts.path.rstrip("/")
    for rule in parts.host.redirects:
        if not rule.path.match(path):
            continue
        for name in rule.params:
            for pair in [f"?={parts.query}"] if name == "?" else parts.query.split("&"):
                key, _, value = pair.partition("=")
                target = unquote(value.replace("+", " ") if name != "?" else value)
                if key == name and _leads_on(target):
                    return target
    return None


def _embedded(parts: _Parts) -> str | None:
    for _, prefix, joint in parts.host.embedded:
        if parts.path.startswith(prefix):
            rest = parts.path[len(prefix) :].removeprefix("s/")
            head, found, tail = rest.partition(joint) if joint else (rest, "", "")
            rest = f"{head}/{tail}" if found and "/" not in head else rest
            target = f"https://{rest}?{parts.query}" if parts.query else f"https://{rest}"
            if _BARE.match(rest) and _leads_on(target):
                return target
    return None


def _leads_on(target: str) -> bool:
    """Tell whether a redirector's target is itself a web address with a host that can be opened."""
    if not _HTTP.match(target):
        return False
    try:
        return host(can_ada.parse(target).hostname) is not None
    except ValueError:
        return False


def _video(parts: _Parts) -> str | None:
    """Give each video of the site the one address `youtube.com/watch?v=ID`."""
    if parts.host.domain == "youtu.be":
        video = parts.path.strip("/").partition("/")[0]
        return f"https://youtube.com/watch?v={video}" if video else None
    found = _VIDEO.match(parts.path)
    if found:
        return f"https://youtube.com/watch?v={found[1]}"
    if parts.path.rstrip("/") == "/watch" and "&" in parts.query:
        for pair in parts.query.split("&"):
            if pair.startswith("v=") and len(pair) > 2:
                return f"https://youtube.com/watch?{pair}"
    return None


def _short_path(parts: _Parts) -> str | None:
    """Cut what follows a status (photo/1) and the preview mark of a channel (t.me/s/...)."""
    if parts.host.domain == "t.me":
        return f"https://t.me{parts.path[2:]}" if parts.path.startswith("/s/") and len(parts.path) > 3 else None
    found = _STATUS.fullmatch(parts.path)
    if not found:
        return None
    wanted = f"{found[1]}/{found[2]}"
    return f"https://x.com{wanted}" if wanted != parts.path else None


def _finish(parts: _Parts) -> Canonical:
    found = parts.host
    if found.kind == "archive":
        query = "?" + parts.query if parts.query else ""
        path = parts.path if parts.path != "/" else ""
        return Canonical(f"{found.name}{parts.port}{path}{query}", found.domain, _archived_article(parts))
    path = _clean_path(parts.path)
    query = _clean_query(parts.query, found.domain) if parts.query else ""
    article = not found.kind and is_article(found.domain, path + parts.route[2:], query)
    url = f"{found.name}{parts.port}{path}"
    if query:
        url = f"{url}?{query}" if path else f"{url}/?{query}"
    return Canonical(url + parts.route, found.domain, article)


def _archived_article(parts: _Parts) -> bool:
    inner = _HTTP.search(parts.path)
    if not inner:
        return False
    query = "?" + parts.query if parts.query else ""
    page = canonical(parts.path[inner.start() :] + query)
    return page is not None and page.article


def _clean_path(path: str) -> str:
    """Drop trailing slashes, an index file and an amp segment at either end, as often as they show up."""
    while path.endswith(_TAILS) or path.startswith("/amp/"):
        path = path.rstrip("/")
        path = path[4:] if path.startswith("/amp/") else path
        if path.endswith(".amp.html"):
            path = path[:-9] + ".html"
        for tail in _TAILS:
            path = path.removesuffix(tail)
    return path


def _clean_query(query: str, domain: str) -> str:
    """Drop what tracks, and put the rest in order by name; parameters of one name keep theirs."""
    site = domain if domain in TRACKING_SITES else ""
    kept = []
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        dropped = _dropped(name, site)
        if pair and dropped is not True and not (dropped and value.lower() in dropped):
            kept.append(pair)
    if len(kept) > 1:
        kept.sort(key=_name_of)
    return "&".join(kept)


@lru_cache(maxsize=1 << 12)
def _dropped(name: str, site: str) -> bool | frozenset[str]:
    """Tell whether a parameter is dropped: always, never, or for certain values alone."""
    name = name.lower()
    if name in TRACKING or name.startswith(TRACKING_PREFIXES) or (site and name in TRACKING_SITES[site]):
        return True
    return TRACKING_VALUES.get(name, False)


def _name_of(pair: str) -> str:
    return pair.partition("=")[0].lower()
