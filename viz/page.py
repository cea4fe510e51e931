"""One self-contained HTML file under a strict policy: nothing is fetched, and only text known by its hash runs.

    head   policy (hashes of the styles and scripts below) · title · styles
    body   mark, when people are named · the page itself · foot · data blocks · scripts

`docs/pages.md` says what the policy forbids and why.
"""

import base64
import gzip
import hashlib
import html
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from collectors.errors import RequestError
from viz.palette import stylesheet

STATIC = Path(__file__).parent / "static"
AUDIENCES = ("analyst", "public")
NAMES_MARK = "Shows people by name"
_BLOCK_ID = re.compile(r"[a-z][a-z0-9-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: its whole text, and the few numbers that the command line prints about it."""

    html: str = field(repr=False)
    summary: dict[str, Any] = field(default_factory=dict)

    def save(self, path: str | Path) -> Path:
        """Write the page to `path`, whole or not at all; return the path."""
        target = Path(path)
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self.html.encode("utf-8"))
            beside.replace(target)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise RequestError(f"{target} cannot be written ({error.strerror}). Name another file with -o.") from error
        return target

    def _repr_html_(self) -> str:
        inside = html.escape(self.html, quote=True)
        found = re.search(r"<title>([^<]*)</title>", self.html)
        title = found[1] if found else "Whence"
        fence = "allow-scripts allow-popups allow-downloads"
        return f'<iframe title="{title}" sandbox="{fence}" width="100%" height="640" srcdoc="{inside}"></iframe>'


def compose(
    *,
    title: str,
    body_html: str,
    styles: Sequence[str],
    scripts: Sequence[str],
    data: Mapping[str, bytes] | None = None,
    identified: bool,
    audience: str,
    language: str = "en",
    summary: Mapping[str, Any] | None = None,
    forms: bool = False,
) -> Page:
    """Put a page together: the same arguments give the same bytes.

    `body_html` is markup of our own in which every foreign text went through `escape`; it has no scripts, styles or
    `style=` attributes (the policy would refuse them). `data` maps an element id to bytes that the page's script
    reads with the function of `static/data.js` or its like. `forms` lets forms be sent to where the page came from:
    a file has nobody to send them to. The colours of `viz.palette` come with every page.
    Raises ValueError when a style or script would end its own element, or an id is not plain.
    """
    if audience not in AUDIENCES:
        raise RequestError(f"The audience {audience} is not known. Choose one of {', '.join(AUDIENCES)}.")
    if not _LANGUAGE.fullmatch(language):
        raise ValueError(f"{language!r} is not a language code")
    sheets = [_inline(text, "style") for text in dict.fromkeys((stylesheet(), static("page.css"), *styles))]
    programs = [_inline(text, "script") for text in scripts]
    head = "\n".join(
        [
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy(sheets, programs, forms=forms)}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f'<meta name="generator" content="Whence {version("whence")}">',
            f"<title>{escape(_tab(title))}</title>",
            *(f"<style>{text}</style>" for text in sheets),
        ]
    )
    body = "\n".join(
        [
            *([f'<p class="page-names" role="note">{NAMES_MARK}</p>'] if identified else []),
            f'<div class="page-body">{body_html}</div>',
            _foot(identified, audience),
            *(_block(name, value) for name, value in sorted((data or {}).items())),
            *(f"<script>{text}</script>" for text in programs),
        ]
    )
    text = f'<!doctype html>\n<html lang="{language}">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    return Page(text, dict(summary or {}))


def policy(styles: Sequence[str], scripts: Sequence[str], *, forms: bool = False) -> str:
    """Return the content security policy that admits exactly these styles and scripts, and no request at all."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "img-src data: blob:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'self'" if forms else "form-action 'none'",
        ]
    )


def policy_of(page: Page) -> str:
    """Return the policy that a page of `compose` carries, for a server to send as a header as well."""
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page.html)
    return found[1] if found else policy((), ())


def escape(text: object) -> str:
    """Return foreign text made safe between tags and inside double-quoted attributes."""
    return html.escape(_UNPRINTABLE.sub("\ufffd", str(text)), quote=True)


def isolate(text: object) -> str:
    """Return foreign text escaped and fenced in `<bdi>`, so that its direction marks reorder nothing around it."""
    return f'<bdi dir="auto">{escape(text)}</bdi>'


def link(url: str, text: str) -> str:
    """Return a link that opens apart and tells nothing about us; a URL that is not http or https stays text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return isolate(text)
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return isolate(text)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{isolate(text)}</a>'


@cache
def static(name: str) -> str:
    """Return a file of `viz/static` as text."""
    return (STATIC / name).read_text(encoding="utf-8")


def _tab(title: str) -> str:
    """Return a title for the browser's tab: one line, cut before anything that looks like markup."""
    return " ".join(re.split(r"<[A-Za-z/!?]", title)[0].split()) or "Whence"


def _inline(text: str, element: str) -> str:
    """Return the text as an HTML parser will hand it to the hash: newlines as LF, no way out of its element."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    low = clean.lower()
    if "\x00" in clean or f"</{element}" in low or ("<!--" in low and "<script" in low):
        raise ValueError(f"this {element} holds text that would end its element early")
    return clean


def _hashes(texts: Sequence[str]) -> str:
    if not texts:
        return "'none'"
    digests = (base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") for text in texts)
    return " ".join(dict.fromkeys(f"'sha256-{digest}'" for digest in digests))


def _block(name: str, value: bytes) -> str:
    if not _BLOCK_ID.fullmatch(name):
        raise ValueError(f"{name!r} is not a plain element id")
    packed = gzip.compress(value, 9, mtime=0)
    settled = packed[:9] + b"\xff" + packed[10:]  # the operating system's byte differs between Python versions
    coded = base64.b64encode(settled).decode("ascii")
    return f'<script type="application/octet-stream;base64" id="{name}">{coded}</script>'


def _foot(identified: bool, audience: str) -> str:
    people = "people by name" if identified else "people as pseudonyms"
    line = f"Made with Whence {version('whence')} · for the {audience} · {people} · works offline"
    return f'<footer class="page-foot">{escape(line)}</footer>'
