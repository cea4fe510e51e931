"""HTML as platforms and feeds send it -> plain text and its links."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})
_SILENT = frozenset({"script", "style", "template"})
_VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "wbr"})
_STRAY = re.compile(r"<(?![/!?A-Za-z][^<>]*>)")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(\S+?)(?:…|\.\.\.)?", re.IGNORECASE)


class Markup(NamedTuple):
    """A text without tags, and the addresses that its anchors lead to, in order."""

    text: str
    links: tuple[str, ...]


def read(html: str, *, drop: frozenset[str] = frozenset(), no_link: frozenset[str] = frozenset()) -> Markup:
    """Read HTML, whole or broken; never raises.

    Where an anchor shows its address, also shortened, the text has the whole address; other anchors keep their words.
    Elements of a class in `drop` are left out; anchors of a class in `no_link` (mentions, hashtags) give no link.
    """
    if "<" not in html and "&" not in html:
        return Markup(html.strip(), ())
    reader = _Reader(drop, no_link)
    reader.feed(_STRAY.sub("&lt;", _without_comments(html)))
    reader.close()
    return reader.finish()


def _without_comments(html: str) -> str:
    """Return HTML without its comments, in one pass; the parser's own search for their ends is quadratic."""
    parts, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        parts.append(html[at:start])
        at = end + 3
    return "".join((*parts, html[at:]))


class _Reader(HTMLParser):
    def __init__(self, drop: frozenset[str], no_link: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._drop, self._no_link = drop, no_link
        self._parts: list[str] = []
        self._links: list[str] = []
        self._silent: list[str] = []
        self._anchor: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        if self._silent or tag in _SILENT or classes & self._drop:
            if tag not in _VOID:
                self._silent.append(tag)
            return
        if tag in _BREAKS:
            self._parts.append("\n")
        if tag == "a" and not classes & self._no_link and (given.get("href") or "").startswith(("http://", "https://")):
            self._anchor = (given["href"] or "", len(self._parts))

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag in self._silent:
                while self._silent.pop() != tag:
                    pass
            return
        if tag == "a":
            self._close_anchor()
        elif tag in _BREAKS and tag != "br":
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        return self.parse_bogus_comment(i)  # the inherited one raises AssertionError for a name it does not know

    def _close_anchor(self) -> None:
        if self._anchor is None:
            return
        href, since = self._anchor
        shown = "".join(self._parts[since:]).strip()
        if _shows(shown, href):
            self._parts[since:] = [href]
        self._links.append(href)
        self._anchor = None

    def finish(self) -> Markup:
        self._close_anchor()
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
        return Markup(text, tuple(dict.fromkeys(self._links)))


def _shows(shown: str, href: str) -> bool:
    match = _ADDRESS.fullmatch(shown)
    return match is not None and match[1] in href and ("." in match[1] or "/" in match[1])
