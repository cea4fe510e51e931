"""The filtered stream of X: tweepy's StreamingClient in a thread of its own, its lines taken out as pages."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec
import requests
import tweepy

from collectors.platforms.base import Access, Ask, Page, Trouble, Unreachable, knowing
from collectors.platforms.flow import Flow
from collectors.platforms.x import FIELDS, answer_of, judged
from collectors.wire import Answer, json_of, web_session

_TAG = "whence"


class _Lines(tweepy.StreamingClient):  # type: ignore[misc]
    """Hand on every line of one rule; leave retries to the runner."""

    def __init__(self, token: str, flow: Flow, rule: str, access: Access) -> None:
        super().__init__(token, return_type=requests.Response, max_retries=0, daemon=True)
        self._flow, self.rule, self._access = flow, rule, access
        self.trouble: Trouble | None = None

    def on_data(self, raw_data: bytes) -> None:
        """Hand on a line that matched our rule, and every line that is no post."""
        try:
            rules = msgspec.json.decode(raw_data, type=_Matched).matching_rules
        except msgspec.DecodeError:
            rules = None
        if rules is None or any(one.id == self.rule for one in rules):
            self._flow.put(raw_data)

    def on_request_error(self, status_code: int) -> None:
        """Remember what was refused, and go."""
        try:
            judged(Answer(status=status_code, headers={}, body=b"", url=""), self._access)
        except Trouble as trouble:
            self.trouble = trouble
        self.running = False

    def on_closed(self, response: Any) -> None:
        """Go likewise; tweepy itself would connect again at once, and for ever."""
        self.running = False

    def on_connection_error(self) -> None:
        """Go; the runner opens the stream again."""
        self.trouble = Unreachable("the stream of X broke off")
        self.running = False

    def on_exception(self, exception: Exception) -> None:
        """Go likewise."""
        self.trouble = Unreachable(f"the stream of X failed ({type(exception).__name__})")

    def on_disconnect(self) -> None:
        """Say that nothing more comes."""
        self._flow.end(self.trouble or Unreachable("X closed the stream"))


class _Rule(msgspec.Struct):
    id: str | None = None


class _Matched(msgspec.Struct):
    matching_rules: list[_Rule] | None = None


class _Beside(msgspec.Struct):
    tweets: list[msgspec.Raw] = []
    users: list[msgspec.Raw] = []


class _Charged(msgspec.Struct):
    data: msgspec.Raw = msgspec.Raw()
    includes: _Beside = msgspec.field(default_factory=_Beside)


def charged(line: bytes) -> dict[str, int]:
    """Return what X charges for a line: the post, and what travels beside it."""
    try:
        found = msgspec.json.decode(line, type=_Charged)
    except msgspec.DecodeError:
        return {}
    return {"x.post": bool(bytes(found.data)) + len(found.includes.tweets), "x.user": len(found.includes.users)}


def stream(access: Access, ask: Ask, cursor: str | None) -> Iterator[Page]:
    """Yield pages of the stream of one rule; the rule is made where there is none, and taken back at the end."""
    flow = Flow("twitter_v2", "X stream", access.clock, charged=charged)
    client = _Lines(access.secrets["X_BEARER_TOKEN"], flow, "", access)
    client.session, wire = web_session(access)
    client.rule, is_new = _rule(client, wire, access, ask.target)

    def leave() -> None:
        client.disconnect()
        if is_new:
            with suppress(Trouble):
                answer_of(wire, access, lambda: client.delete_rules([client.rule]))

    client.filter(threaded=True, **FIELDS)
    return flow.pages(cursor, leave)


def _rule(client: Any, wire: Any, access: Access, value: str) -> tuple[str, bool]:
    """Return the id of a rule, and whether it was made for us."""
    answer = answer_of(wire, access, client.get_rules)
    with knowing(answer.body):
        for rule in json_of("X", answer).get("data") or ():
            if rule["value"] == value:
                return str(rule["id"]), False
    answer = answer_of(wire, access, lambda: client.add_rules(tweepy.StreamRule(value, _TAG)))
    with knowing(answer.body):
        return str(json_of("X", answer)["data"][0]["id"]), True
