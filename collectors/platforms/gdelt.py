"""GDELT: articles by words (DOC, halving time until nothing is cut off) and the knowledge graph's files.

DOC answers with 250 articles at most and says nothing of the others:

    [----------- since .. until -----------]   250 found: cut off, passed over
    [---- first half ----]                     250 found: halve again
    [-- --]                                    117 found: all; go on behind it, twice as far
"""

from datetime import UTC, datetime
from typing import NamedTuple

from collectors.platforms.base import Access, Ask, Kind, NotThere, Page, Platform, Rate, Refused, TryLater, Unreachable
from collectors.sources.items import BadItem, decode
from collectors.timestamps import DAY, MINUTE, SECOND
from collectors.wire import Answer, judge, reaching, web_session

MOST = 250
_DOC = "https://api.gdeltproject.org/api/v2/doc/doc"
_FILES = "http://data.gdeltproject.org/gdeltv2"
_MEMORY = 90 * DAY
_QUARTER = 15 * MINUTE
_STAMP = "%Y%m%d%H%M%S"
_TOO_FAST = ("limit requests", "too many requests", "rate limit")


class Window(NamedTuple):
    """A span of time in milliseconds: `lo` belongs to it, `hi` does not."""

    lo: int
    hi: int


class Gdelt:
    """Asks for windows of time."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._web, self._wire = web_session(access)

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Ask for one window, or for the file of one quarter of an hour."""
        return self._file(ask, cursor) if ask.kind == "gkg" else self._articles(ask, cursor)

    def close(self) -> None:
        """Let go of connections."""
        self._web.close()

    def _articles(self, ask: Ask, cursor: str | None) -> Page:
        whole = self._whole(ask)
        window = Window(*map(int, cursor.split("-"))) if cursor else whole
        answer = self._ask(
            _DOC,
            {
                "query": ask.target, "mode": "ArtList", "format": "json", "sort": "DateAsc",
                "maxrecords": str(MOST), "startdatetime": _stamp(window.lo), "enddatetime": _stamp(window.hi - SECOND),
            },
        )  # fmt: skip
        found = _listed(answer)
        source = f"{ask.target} {_stamp(window.lo)}-{_stamp(window.hi)}"
        is_cut = found >= MOST
        if is_cut and window.hi - window.lo > _QUARTER:
            return Page(body=b"", format="gdelt_doc", cursor=_cursor(_half(window)), source=source)
        following = _behind(window, whole)
        return Page(
            body=answer.body if found else b"",
            format="gdelt_doc",
            cursor=_cursor(following),
            more=following is not None,
            source=source,
            gap=window if is_cut else None,
        )

    def _file(self, ask: Ask, cursor: str | None) -> Page:
        """Ask for the graph of a quarter of an hour; one that GDELT never made is a gap."""
        whole = self._whole(ask)
        at = int(cursor) if cursor else -(-whole.lo // _QUARTER) * _QUARTER
        following = at + _QUARTER
        name = f"{_stamp(at)}{'.translation' if ask.target == 'translation' else ''}.gkg.csv.zip"
        gap, body = None, b""
        try:
            body = self._ask(f"{_FILES}/{name}", {}).body
        except NotThere:
            gap = (at, following)
        return Page(
            body=body,
            format="gdelt",
            cursor=str(following),
            more=following < whole.hi,
            source=name,
            gap=gap,
        )

    def _whole(self, ask: Ask) -> Window:
        """Return the span that is asked for: without a beginning, as far back as DOC looks; to the full second."""
        now = self._access.clock()
        hi = min(ask.until or now, now)
        hi = -(-hi // SECOND) * SECOND
        lo = ask.since if ask.since is not None else hi - (_MEMORY if ask.kind == "articles" else DAY)
        lo = lo // SECOND * SECOND
        if lo >= hi:
            raise Refused("the time asked for has no length; give --since a time before --until")
        return Window(lo, hi)

    def _ask(self, address: str, query: dict[str, str]) -> Answer:
        with reaching("GDELT"):
            self._web.get(address, params=query)
        answer = self._wire.answer
        judge("GDELT", answer, self._access.clock)
        return answer


def _listed(answer: Answer) -> int:
    """Return how many articles an answer lists; GDELT says what is wrong in plain text, with status 200."""
    text = answer.body.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not text or text == b"{}":
        return 0
    if text.startswith(b"<"):
        raise Unreachable("GDELT sent a web page instead of an answer, as it does when it is overloaded")
    if not text.startswith((b"{", b"[")):
        said = " ".join(text[:200].decode("utf-8", "replace").split())
        if not said.isprintable() or " " not in said:
            raise Unreachable("GDELT sent something that is neither an answer nor a sentence")
        if any(words in said.lower() for words in _TOO_FAST):
            raise TryLater("GDELT wants more time between two requests")
        raise Refused(f"GDELT says: {said}")
    try:
        found = decode(text)
    except BadItem:
        raise Unreachable("GDELT broke off its answer") from None
    articles = found.get("articles") if isinstance(found, dict) else None
    return len(articles) if isinstance(articles, list) else 1


def _half(window: Window) -> Window:
    """Return the first half, to the second."""
    return Window(window.lo, (window.lo + window.hi) // 2 // SECOND * SECOND)


def _behind(window: Window, whole: Window) -> Window | None:
    """Return the next window, twice as long; None at the end."""
    if window.hi >= whole.hi:
        return None
    return Window(window.hi, min(whole.hi, window.hi + 2 * (window.hi - window.lo)))


def _cursor(window: Window | None) -> str | None:
    return None if window is None else f"{window.lo}-{window.hi}"


def _stamp(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime(_STAMP)


PLATFORM = Platform(
    name="gdelt",
    version=1,
    kinds=(
        Kind(
            name="articles",
            target="words, as GDELT's DOC interface takes them",
            rate=Rate(requests=1, seconds=5.5),
            page=MOST,
            spans=True,
        ),
        Kind(name="gkg", target="english or translation", rate=Rate(requests=1, seconds=1), page=5000, spans=True),
    ),
    connect=Gdelt,
)
