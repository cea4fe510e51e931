"""Articles by their addresses: each page kept as it came, read later by the importer `article` (trafilatura)."""

from dataclasses import replace

import msgspec

from collectors.importers.article import MARK
from collectors.platforms.base import Access, Ask, Kind, Need, NotThere, Page, Platform, Rate
from collectors.sites import Sites, host_of
from collectors.wire import Answer

_KEPT = ("content-type", "content-language", "last-modified", "date", "etag", "link")
_LARGEST = 8 << 20  # of a page of text; reading one takes ten times its size
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")


class Articles:
    """A guest who asks for one page at a time."""

    def __init__(self, access: Access) -> None:
        import trafilatura.utils

        self._decode = trafilatura.utils.decode_file
        self._access = access
        self._sites = Sites(replace(access, largest=_LARGEST), access.secrets.get("CONTACT", ""))

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Ask for the page of an address; a picture, a film or a PDF is no page of text."""
        url = ask.target if "://" in ask.target else f"https://{ask.target}"
        answer = self._sites.get(url)
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in _PAGES:
            raise NotThere(f"{host_of(url)} has {kind} there, which is no page of text")
        kept = {
            MARK: 1,
            "url": url,
            "final_url": url if self._access.base_url else answer.url,
            "retrieved_at": self._access.clock(),
            "headers": {name: answer.headers[name] for name in _KEPT if name in answer.headers},
            "html": self._text(answer),
        }
        return Page(body=msgspec.json.encode(kept), format="article", more=False, source=url)

    def close(self) -> None:
        """Let go of connections."""
        self._sites.close()

    def _text(self, answer: Answer) -> str:
        """Return the page in the character set that its header names, else in the one that it seems to have."""
        _, _, named = answer.headers.get("content-type", "").lower().partition("charset=")
        try:
            text = answer.body.decode(named.strip("\"' ;") or "utf-8")
        except (LookupError, UnicodeDecodeError):
            text = str(self._decode(answer.body))
        return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


PLATFORM = Platform(
    name="articles",
    version=1,
    kinds=(
        Kind(
            name="pages",
            target="the address of an article",
            rate=Rate(requests=1, seconds=2),
            page=1,
            bucket=lambda ask: host_of(ask.target),
            many_sites=True,
        ),
    ),
    needs=(Need(name="CONTACT", what="who is asking, shown to sites: a mail address", secret=False, required=False),),
    connect=Articles,
    extra="articles",
)
