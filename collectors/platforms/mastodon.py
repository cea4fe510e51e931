"""Mastodon by Mastodon.py: searches, tags, public timelines, accounts, contexts, boosts, streams; of many instances.

A target may begin with its instance: `sea.example/ferry`; an address of a post or `@name@sea.example` says it anyhow.
Mastodon.py would wait by itself (it throws instead), and reads pages into objects (they are taken as they came).
Instances that the settings do not name may come from posts, which strangers wrote: they are reached if they are public.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from requests.utils import parse_header_links

from collectors.guard import guarded_session
from collectors.platforms.base import Access, Ask, Kind, Need, Page, Platform, Rate, Refused, knowing
from collectors.wire import Answer, Wire, asked, json_of, judge, remaining_of, reset_of, web_session

_LIMIT = Rate(requests=300, seconds=300)
_HOST = re.compile(r"([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?)/(.*)", re.DOTALL)
_PAGE = 40


class Target(NamedTuple):
    """What is meant, and of which instance (empty: the one of the settings)."""

    instance: str
    what: str


class Mastodon:
    """The REST API of instances, one request a call."""

    def __init__(self, access: Access) -> None:
        import mastodon

        self._access, self._make = access, mastodon.Mastodon
        self._own = access.secrets.get("MASTODON_INSTANCE", "")
        pairs = (pair.partition("=") for pair in access.secrets.get("MASTODON_TOKENS", "").split())
        self._tokens = {instance: token for instance, _, token in pairs}
        self._clients: dict[str, tuple[Any, Wire]] = {}

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Make one request of a kind."""
        target = target_of(ask)
        api, wire = self.client(target.instance)
        if ask.kind == "account" and cursor is None:
            return self._looked_up(api, wire, target.what)
        name = f"Mastodon at {target.instance or self._own}"
        answer = asked(name, wire, _question(api, ask, target.what, cursor))
        judge(name, answer, self._access.clock)
        if urlsplit(answer.url).path.rstrip("/").endswith("/instance"):
            raise Refused(f"{name} is of a version that cannot be asked for {ask.kind}")  # the library looked, and left
        found = json_of(name, answer)
        with knowing(answer.body):
            following = _following(ask, found, answer, cursor)
        return self._page(answer, following, ask.kind)

    def client(self, instance: str) -> tuple[Any, Wire]:
        """Return the client of an instance, made once, and its wire."""
        host = instance or self._own
        if not host:
            raise Refused("No instance is named. Begin the target with one, e.g. sea.example/ferry, or set one")
        if host not in self._clients:
            is_ours = host == self._own or host in self._tokens
            session, wire = (web_session if is_ours else guarded_session)(self._access)
            client = self._make(
                api_base_url=f"https://{host}",
                access_token=self._tokens.get(host),
                session=session,
                ratelimit_method="throw",
                request_timeout=self._access.timeout,
                version_check_mode="none",
            )
            self._clients[host] = client, wire
        return self._clients[host]

    def stream(self, ask: Ask, cursor: str | None) -> Iterator[Page]:
        """Yield new posts with a tag, or all public ones (`*`), as an instance sees them."""
        from collectors.platforms.mastodon_stream import stream

        target = target_of(ask)
        return stream(*self.client(target.instance), self._access, target.what, cursor)

    def close(self) -> None:
        """Let go of connections."""
        for client, _ in self._clients.values():
            client.session.close()

    def _looked_up(self, api: Any, wire: Wire, name: str) -> Page:
        """Look an account up by its name; the cursor keeps its number: `number:max_id`."""
        answer = asked("Mastodon", wire, lambda: api.account_lookup(name.removeprefix("@")))
        judge("Mastodon", answer, self._access.clock)
        with knowing(answer.body):
            number = str(json_of("Mastodon", answer)["id"])
        return self._page(answer, f"{number}:", "account lookup")

    def _page(self, answer: Answer, following: str | None, kind: str) -> Page:
        return Page(
            body=answer.body,
            format="mastodon",
            cursor=following,
            more=following is not None,
            source=f"Mastodon {kind}",
            remaining=remaining_of(answer.headers),
            reset=reset_of(answer.headers, self._access.clock()),
        )


def target_of(ask: Ask) -> Target:
    """Return the instance of a target, where it names one, and what is left of it."""
    text = ask.target.strip().removeprefix("mastodon:").removeprefix("https://")
    found = _HOST.fullmatch(text)
    instance, what = (found[1].lower(), found[2]) if found else ("", text)
    if ask.kind == "account" and not instance and "@" in what.lstrip("@"):
        what, _, instance = what.rpartition("@")
    return Target(instance, what)


def bucket(ask: Ask) -> str:
    """Return the instance, whose limit is for all kinds together."""
    return target_of(ask).instance


def _question(api: Any, ask: Ask, what: str, cursor: str | None) -> Callable[[], Any]:
    most = max(1, min(_PAGE, ask.most or _PAGE))
    if ask.kind == "search":
        named = {"resolve": False, "exclude_unreviewed": False, "result_type": "statuses"}
        offset = int(cursor) if cursor else None
        return lambda: api.search_v2(what, **named, offset=offset, limit=_PAGE)
    if ask.kind == "context":
        return lambda: api.status_context(_number(what))
    if ask.kind == "boosted-by":
        return lambda: _boosters(api, _number(what), cursor)
    number, _, before = (cursor or ":").partition(":") if ask.kind == "account" else ("", "", cursor)
    span = {"max_id": before or _snowflake(ask.until), "since_id": _snowflake(ask.since), "limit": most}
    if ask.kind == "account":
        return lambda: api.account_statuses(number, **span)
    if ask.kind == "tag":
        return lambda: api.timeline_hashtag(what.lstrip("#"), **span)
    return lambda: api.timeline("public", **span)


def _boosters(api: Any, number: str, before: str | None) -> Any:
    """Ask who boosted a post, page by page, for which Mastodon.py has no parameters: by its own request."""
    span = {"limit": 80, **({"max_id": before} if before else {})}
    return api._Mastodon__api_request("GET", f"/api/v1/statuses/{number}/reblogged_by", span)


def _following(ask: Ask, found: Any, answer: Answer, cursor: str | None) -> str | None:
    """Return the cursor that the answer leads to: the Link header's, or the next offset of a search."""
    if ask.kind == "search":
        count = len(found["statuses"])
        return str(int(cursor or 0) + count) if count else None
    if ask.kind == "context":
        found["descendants"][:0]
        return None
    if not isinstance(found, list):
        raise TypeError("a page of Mastodon is a list")
    number = f"{(cursor or '').partition(':')[0]}:" if ask.kind == "account" else ""
    for link in parse_header_links(answer.headers.get("link", "")):
        if link.get("rel") == "next" and found:
            ends = parse_qs(urlsplit(link["url"]).query).get("max_id")
            return f"{number}{ends[0]}" if ends else None
    return None


def _snowflake(at: int | None) -> str | None:
    """Return the id that a post of a moment has: ids of Mastodon begin with their time."""
    return None if at is None else str(at << 16)


def _number(what: str) -> str:
    number = what.partition("?")[0].rstrip("/").rpartition("/")[2]
    if not number:
        raise Refused(f"{what} is no post of Mastodon. Give its address")
    return number


def _timeline(name: str, target: str) -> Kind:
    return Kind(name=name, target=target, rate=_LIMIT, bucket=bucket, page=_PAGE, spans=True)


_POST = "a post's address on the instance to ask"
PLATFORM = Platform(
    name="mastodon",
    version=1,
    extra="mastodon",
    connect=Mastodon,
    needs=(
        Need(name="MASTODON_INSTANCE", what="the instance where a target names none", secret=False, required=False),
        Need(name="MASTODON_TOKENS", what="access tokens: instance=token, several apart by spaces", required=False),
    ),
    kinds=(
        Kind(name="search", target="words (with a token)", rate=_LIMIT, bucket=bucket, page=_PAGE),
        _timeline("tag", "a hashtag"),
        _timeline("public", "an instance and a slash, e.g. sea.example/"),
        _timeline("account", "an account, e.g. @mole@sea.example"),
        Kind(name="context", target=_POST, rate=_LIMIT, bucket=bucket, of_case="posts"),
        Kind(name="boosted-by", target=_POST, rate=_LIMIT, bucket=bucket, of_case="posts"),
        Kind(name="stream", target="a hashtag, or *", rate=Rate(requests=20, seconds=60), streams=True, bucket=bucket),
    ),
)
