"""Media Cloud's search, by its own client; its publication dates are guesses and are imported as such."""

from datetime import UTC, date, datetime, timedelta

from collectors.platforms.base import Access, Ask, Kind, Need, Page, Platform, Rate, cursor_of, knowing
from collectors.timestamps import DAY
from collectors.wire import asked, json_of, judge, web_session

_MEMORY = 30 * DAY
_COLLECTION = "collection:"


class Search:
    """The client, on our wire: its own limiter and its question for the limit are left out, ours is enough."""

    def __init__(self, access: Access) -> None:
        from mediacloud.api import SearchApi

        self._access = access
        self._web, self._wire = web_session(access)
        self._api = SearchApi(access.secrets["MEDIACLOUD_KEY"])
        self._web.headers.update(self._api._headers)
        self._api._session = self._web
        self._api.TIMEOUT_SECS = round(access.timeout) or 1

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Ask for a page of stories. Words `collection:34412234` in the query choose collections."""
        query, collections = _query(ask.target)
        since, until = self._span(ask)

        def request() -> object:
            return self._api.story_list(
                query, since, until, collection_ids=collections, platform=self._api.PROVIDER,
                pagination_token=cursor, page_size=1000, sort_order="asc",
            )  # fmt: skip

        answer = asked("Media Cloud", self._wire, request)
        judge("Media Cloud", answer, self._access.clock)
        found = json_of("Media Cloud", answer)
        with knowing(answer.body):
            stories, following = found["stories"], cursor_of(found["pagination_token"])
        return Page(
            body=answer.body if stories else b"",
            format="mediacloud",
            cursor=following,
            more=following is not None,
            source=f"stories {since} to {until}",
        )

    def close(self) -> None:
        """Let go of connections."""
        self._web.close()

    def _span(self, ask: Ask) -> tuple[date, date]:
        """Return the first and the last day; Media Cloud knows days only."""
        until = ask.until - 1 if ask.until is not None else self._access.clock()
        since = ask.since if ask.since is not None else until - _MEMORY
        return _day(since), _day(until)


def _query(target: str) -> tuple[str, list[int]]:
    words = target.split()
    chosen = [one.removeprefix(_COLLECTION) for one in words if one.startswith(_COLLECTION)]
    kept = " ".join(one for one in words if not one.startswith(_COLLECTION))
    return kept, [int(one) for one in chosen if one.isdecimal()]


def _day(at: int) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)).date()


PLATFORM = Platform(
    name="mediacloud",
    version=1,
    kinds=(
        Kind(
            name="stories",
            target="words, as Media Cloud takes them, and collection:NUMBER",
            rate=Rate(requests=2, seconds=60),
            page=1000,
            spans=True,
        ),
    ),
    needs=(Need(name="MEDIACLOUD_KEY", what="the key of your Media Cloud account"),),
    connect=Search,
    extra="mediacloud",
)
