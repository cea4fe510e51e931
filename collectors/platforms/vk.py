"""VK through vk_api: walls with their chains of reposts, single posts, the news search, comments."""

from typing import Any

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
    Refused,
    TryLater,
    Unreachable,
    cursor_of,
    knowing,
)  # fmt: skip
from collectors.platforms.branches import place_of
from collectors.wire import asked, json_of, judge, web_session

_VERSION = "5.199"
_SIZE = 100
_LIMIT = Rate(requests=3, seconds=1.02)
_TOO_FAST = frozenset({6, 9, 29})
_DENIED = frozenset({4, 5, 14, 17, 24, 27, 28})
_NOT_THERE = frozenset({15, 18, 19, 30, 113, 125, 200, 203, 211, 212, 223})
_DOWN = frozenset({1, 10, 13})


class Vk:
    """The client, on our wire, without its own pauses and repetitions."""

    def __init__(self, access: Access) -> None:
        import jconfig
        import vk_api

        self._access = access
        self._web, self._wire = web_session(access)
        self._api = vk_api.VkApi(
            token=access.secrets["VK_TOKEN"], session=self._web, api_version=_VERSION, config=jconfig.MemoryConfig
        )
        self._api.RPS_DELAY = 0.0
        self._api.error_handlers = {}

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Ask for one page."""
        place = place_of(cursor)
        method, values = _question(ask, place.branch)
        at = place.next if place.branch is None else place.at
        answer = asked("VK", self._wire, lambda: self._api.method(method, {**values, **_begin(ask, at)}))
        judge("VK", answer, self._access.clock)
        found = json_of("VK", answer)
        if isinstance(found, dict) and isinstance(found.get("error"), dict):
            raise _refusal(found["error"])
        with knowing(answer.body):
            response = found["response"]
            items = response["items"]
            answered = _answered(items) if method == "wall.getComments" and place.branch is None else []
            following = place.onward(_following(ask, at, response, len(items)), answered)
        return Page(
            body=answer.body if items else b"",
            format="vk",
            cursor=following,
            more=following is not None,
            source=f"{method} {ask.target} {at or ''}".strip(),
        )

    def close(self) -> None:
        """Let go of connections."""
        self._web.close()


def _answered(comments: list[dict[str, Any]]) -> list[str]:
    """Return the comments that have more answers than came with them (ten at most do)."""
    threads = {str(one["id"]): one.get("thread") or {} for one in comments}
    return [number for number, one in threads.items() if int(one.get("count") or 0) > len(one.get("items") or ())]


def _question(ask: Ask, branch: str | None) -> tuple[str, dict[str, Any]]:
    common: dict[str, Any] = {"extended": 1, "count": _SIZE}
    if ask.kind == "wall":
        own = {"owner_id": ask.target} if ask.target.lstrip("-").isdecimal() else {"domain": ask.target}
        return "wall.get", {**common, **own}
    if ask.kind == "posts":
        return "wall.getById", {"extended": 1, "posts": ask.target, "copy_history_depth": 10}
    if ask.kind == "search":
        spans = {"start_time": ask.since, "end_time": ask.until}
        times = {name: at // 1000 for name, at in spans.items() if at is not None}
        return "newsfeed.search", {**common, "q": ask.target, **times}
    owner, _, number = ask.target.removeprefix("wall").partition("_")
    beneath = {"thread_items_count": 10} if branch is None else {"comment_id": branch}
    return "wall.getComments", {
        **common, "owner_id": owner, "post_id": number, "need_likes": 1, "sort": "asc", **beneath,
    }  # fmt: skip


def _begin(ask: Ask, at: str | None) -> dict[str, Any]:
    if at is None:
        return {}
    return {"start_from": at} if ask.kind == "search" else {"offset": at}


def _following(ask: Ask, cursor: str | None, response: dict[str, Any], found: int) -> str | None:
    """Return where the next page begins: the search names it, lists count from the newest."""
    if ask.kind == "search":
        return cursor_of(response.get("next_from")) if found else None
    if ask.kind == "posts" or not found:
        return None
    behind = int(cursor or 0) + found
    return str(behind) if behind < int(response.get("count", 0)) else None


def _refusal(error: dict[str, Any]) -> Exception:
    """Return the Trouble that VK's own number stands for; its status is always 200."""
    code = error.get("error_code")
    said = f"VK says {code}: {' '.join(str(error.get('error_msg', '')).split())[:200]}"
    if code in _TOO_FAST:
        return TryLater(said)
    if code in _DENIED:
        return Exhausted(f"{said}. Renew the token, then run the same command again to go on")
    if code in _NOT_THERE:
        return NotThere(said)
    return Unreachable(said) if code in _DOWN else Refused(said)


PLATFORM = Platform(
    name="vk",
    version=1,
    kinds=(
        Kind(
            name="wall",
            target="the number of an owner (groups with a minus) or a short name",
            rate=_LIMIT,
            newest_first=True,
            of_case="actors",
        ),
        Kind(name="posts", target="posts as owner_number, with commas", rate=_LIMIT, of_case="posts", together=_SIZE),
        Kind(name="search", target="words", rate=_LIMIT, spans=True),
        Kind(name="comments", target="a post as owner_number", rate=_LIMIT, of_case="posts"),
    ),
    needs=(Need(name="VK_TOKEN", what="an access token of VK"),),
    connect=Vk,
    extra="vk",
)
