"""YouTube's Data API v3 by plain HTTP: search, videos, a channel's uploads, comments. Quota is counted by day."""

from typing import Any

import msgspec

from collectors.platforms.base import (
    Access,
    Ask,
    Exhausted,
    Kind,
    Need,
    NotThere,
    Page,
    Platform,
    Rate,
    TryLater,
    cursor_of,
    knowing,
)  # fmt: skip
from collectors.platforms.branches import place_of
from collectors.timestamps import DAY, HOUR
from collectors.wire import Answer, json_of, judge, reaching, reset_of, web_session

_API = "https://www.googleapis.com/youtube/v3/"
_SPENT = frozenset({"quotaExceeded", "dailyLimitExceeded"})
_TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "processingFailure"})
_NOT_THERE = frozenset({"commentsDisabled", "videoNotFound", "channelNotFound", "playlistNotFound", "forbidden"})
_BAD_KEY = frozenset({"keyInvalid", "keyExpired", "accessNotConfigured", "ipRefererBlocked", "API_KEY_INVALID"})
_RESET = 8 * HOUR


class YouTube:
    """Asks the interface with a key."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._web, self._wire = web_session(access)
        self._web.headers["X-Goog-Api-Key"] = access.secrets["YOUTUBE_KEY"]

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Ask for one page."""
        place = place_of(cursor)
        path, query = _question(ask, place.branch)
        token = place.next if place.branch is None else place.at
        with reaching("YouTube"):
            self._web.get(_API + path, params={**query, **({"pageToken": token} if token else {})})
        answer = self._wire.answer
        self._judge(answer)
        found = json_of("YouTube", answer)
        with knowing(answer.body):
            items = found["items"]
            following = place.onward(
                cursor_of(found.get("nextPageToken")), _answered(items) if path == "commentThreads" else []
            )
        return Page(
            body=answer.body if items else b"",
            format="youtube",
            cursor=following,
            more=following is not None,
            source=f"{path} {ask.target}",
            charged={"youtube unit": 100 if path == "search" else 1},
        )

    def close(self) -> None:
        """Let go of connections."""
        self._web.close()

    def _judge(self, answer: Answer) -> None:
        """Raise what an error's reason says; its status alone does not tell spent quota from a private video."""
        if answer.status >= 400:
            reason, now = _reason(answer), self._access.clock()
            said = f"YouTube answered {answer.status}{f' ({reason})' if reason else ''}"
            if reason in _SPENT:
                raise Exhausted(
                    f"{said}: the quota of this day is used up. Run the same command again after {_midnight(now)}"
                )
            if reason in _TOO_FAST:
                raise TryLater(said, reset_of(answer.headers, now))
            if reason in _BAD_KEY:
                raise Exhausted(f"{said}: the key is not accepted. Renew it, then run the same command again to go on")
            if reason in _NOT_THERE:
                raise NotThere(said)
        judge("YouTube", answer, self._access.clock)


def _answered(threads: list[dict[str, Any]]) -> list[str]:
    """Return the comments that have more answers than came with them (five at most do)."""
    counts = {one["id"]: int(one["snippet"].get("totalReplyCount") or 0) for one in threads}
    here = {one["id"]: len((one.get("replies") or {}).get("comments") or ()) for one in threads}
    return [number for number in counts if counts[number] > here[number]]


def _question(ask: Ask, branch: str | None) -> tuple[str, dict[str, str]]:
    if branch is not None:
        return "comments", {"part": "snippet", "maxResults": "100", "textFormat": "plainText", "parentId": branch}
    if ask.kind == "search":
        spans = {"publishedAfter": ask.since, "publishedBefore": ask.until}
        times = {name: _iso(at) for name, at in spans.items() if at is not None}
        return "search", {
            "part": "snippet",
            "type": "video",
            "order": "date",
            "maxResults": "50",
            "q": ask.target,
            **times,
        }
    if ask.kind == "videos":
        return "videos", {"part": "snippet,statistics,contentDetails", "id": ask.target}
    if ask.kind == "uploads":
        uploads = "UU" + ask.target.removeprefix("UC") if ask.target.startswith("UC") else ask.target
        return "playlistItems", {"part": "snippet,contentDetails", "maxResults": "50", "playlistId": uploads}
    return "commentThreads", {
        "part": "snippet,replies",
        "maxResults": "100",
        "textFormat": "plainText",
        "videoId": ask.target,
    }


def _reason(answer: Answer) -> str:
    """Return the reason of an error, of its details before its own."""
    try:
        error = msgspec.json.decode(answer.body)["error"]
        details = [one.get("reason") for one in error.get("details", ()) if isinstance(one, dict)]
        return str(next((one for one in (*details, *(one.get("reason") for one in error["errors"])) if one), ""))
    except (msgspec.DecodeError, LookupError, TypeError, AttributeError, ValueError):
        return ""


def _iso(at: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _midnight(now: int) -> str:
    """Return the next midnight on the Pacific coast, when quotas begin anew (07:00 or 08:00 UTC)."""
    return _iso(-(-(now - _RESET) // DAY) * DAY + _RESET)


PLATFORM = Platform(
    name="youtube",
    version=1,
    kinds=(
        Kind(
            name="search",
            target="words",
            rate=Rate(requests=5, seconds=1),
            page=50,
            charges={"youtube unit": 100},
            spans=True,
        ),
        Kind(
            name="videos",
            target="ids of up to 50 videos, with commas",
            rate=Rate(requests=5, seconds=1),
            page=50,
            charges={"youtube unit": 1},
            of_case="posts",
            together=50,
        ),
        Kind(
            name="uploads",
            target="the id of a channel",
            rate=Rate(requests=5, seconds=1),
            page=50,
            charges={"youtube unit": 1},
            newest_first=True,
            of_case="actors",
        ),
        Kind(
            name="comments",
            target="the id of a video",
            rate=Rate(requests=5, seconds=1),
            charges={"youtube unit": 1},
            of_case="posts",
        ),
    ),
    needs=(Need(name="YOUTUBE_KEY", what="a key of the YouTube Data API v3"),),
    connect=YouTube,
)
