"""Public channels of Telegram by Telethon: history with forwards and their source, comments, search in a channel.

Names are resolved once for a case and an account: the case remembers the number (resolves in bursts earn bans of most
of a day). Telethon would sleep and ask again by itself; the runner does.

cursor   channel : access hash : next message is older than : floor : highest seen
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple, TypeVar

from collectors.platforms.base import (
    Access,
    Ask,
    Changed,
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
)

Result = TypeVar("Result")
_LIMIT = Rate(requests=20, seconds=20)
_LONGEST_FLOOD = 900
_LIMIT_OF_PAGE = 100


class Place(NamedTuple):
    """Where a walk through a channel stands."""

    channel: int
    hash: int
    before: int = 0
    floor: int = 0
    top: int = 0

    def __str__(self) -> str:
        return ":".join(map(str, self))


class _Loop:
    """An event loop in a thread of its own: the caller's thread may have one that runs, as in a notebook."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Return what the work comes to, or raise what it raises."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        """Stop and wait for the end."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Telegram:
    """One account's client in an event loop of its own; `sender` stands in for the connection where it is given."""

    def __init__(self, access: Access, sender: Any = None) -> None:
        import telethon  # noqa: F401 (missing: the registry says how to get it)

        self._access, self._loop = access, _Loop()
        self._client = self._loop.run(self._made(sender))
        self._is_connected = sender is not None

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Resolve the channel, or ask for the messages before those that are known."""
        name, _, rest = _named(ask.target).partition("/")
        known = cursor or self._access.memory.get(name.lower())
        if known is None:
            known = self._access.memory[name.lower()] = str(self._resolved(name))
            return Page(body=b"", format="telegram", cursor=known, source="Telegram resolve")
        place = Place(*map(int, known.split(":")))
        found = self._asked(_request(ask, place, rest))
        messages = getattr(found, "messages", None)
        if messages is None:
            raise Changed(found.to_json().encode(), "no messages")
        return self._page(ask, place, found, messages)

    def close(self) -> None:
        """Disconnect."""
        if self._is_connected:
            self._loop.run(self._left())
        self._loop.close()

    async def _made(self, sender: Any) -> Any:
        from telethon import TelegramClient
        from telethon.sessions import StringSession

        secrets = self._access.secrets
        try:
            client = TelegramClient(
                StringSession(secrets["TELEGRAM_SESSION"]),
                int(secrets["TELEGRAM_API_ID"]),
                secrets["TELEGRAM_API_HASH"],
                flood_sleep_threshold=0,
                request_retries=1,
                raise_last_call_error=True,
                receive_updates=False,
                timeout=int(self._access.timeout) or 1,
            )
        except ValueError:
            raise Exhausted("TELEGRAM_SESSION or TELEGRAM_API_ID is not what Telethon gives out. Set it anew") from None
        if sender is not None:
            client._sender = sender
        return client

    async def _left(self) -> None:
        await self._client.disconnect()

    def _resolved(self, name: str) -> Place:
        from telethon import functions, types

        found = self._asked(functions.contacts.ResolveUsernameRequest(name))
        channels = [one for one in found.chats if isinstance(one, types.Channel)]
        if not channels or channels[0].access_hash is None:
            raise NotThere(f"{name} is no public channel of Telegram")
        return Place(channels[0].id, channels[0].access_hash)

    def _page(self, ask: Ask, place: Place, found: Any, messages: list[Any]) -> Page:
        numbers = [one.id for one in messages]
        top = max([place.top, *numbers])
        oldest = min((_date(one) for one in messages), default=None)
        is_over = not messages or (ask.since is not None and oldest is not None and oldest < ask.since)
        following = Place(place.channel, place.hash, 0, max(top, place.floor), 0)
        if not is_over:
            following = place._replace(before=min(numbers), top=top)
        return Page(
            body=found.to_json().encode() if messages else b"",
            format="telegram",
            cursor=str(following),
            more=not is_over,
            source=f"Telegram {ask.kind}",
        )

    def _asked(self, request: Any) -> Any:
        return self._loop.run(self._within(request))

    async def _within(self, request: Any) -> Any:
        from telethon import errors

        try:
            async with asyncio.timeout(self._access.timeout):
                await self._connect()
                self._client._flood_waited_requests.clear()  # the runner has waited, or there was nothing to wait for
                return await self._client(request)
        except errors.FloodWaitError as flood:
            raise _flood(flood.seconds, self._access.clock) from None
        except errors.TypeNotFoundError as unknown:
            raise Changed(bytes(unknown.remaining), "unknown type") from None
        except (errors.UnauthorizedError, errors.AuthKeyError) as refusal:
            raise Exhausted(
                f"Telegram does not accept the session ({type(refusal).__name__}). Sign in anew, set "
                "WHENCE_TELEGRAM_SESSION, then run the same command again to go on"
            ) from None
        except (errors.ServerError, errors.TimedOutError, errors.RpcCallFailError, OSError, TimeoutError) as error:
            raise Unreachable(f"Telegram could not be reached or did not answer ({type(error).__name__})") from None
        except errors.RPCError as error:
            raise _refusal(error) from None

    async def _connect(self) -> None:
        if self._is_connected:
            return
        await self._client.connect()
        self._is_connected = True
        if not await self._client.is_user_authorized():
            raise Exhausted("The session in WHENCE_TELEGRAM_SESSION is not signed in. Sign in with Telethon first")


def _named(target: str) -> str:
    return target.removeprefix("https://").removeprefix("t.me/").removeprefix("s/").removeprefix("@")


def _request(ask: Ask, place: Place, rest: str) -> Any:
    from telethon import functions, types

    peer = types.InputPeerChannel(place.channel, place.hash)
    most = max(1, min(_LIMIT_OF_PAGE, ask.most or _LIMIT_OF_PAGE))
    until = None if ask.until is None or place.before else ask.until // 1000
    span: dict[str, Any] = {"offset_id": place.before, "add_offset": 0, "limit": most, "max_id": 0, "hash": 0}
    if ask.kind == "history":
        return functions.messages.GetHistoryRequest(peer, offset_date=until, min_id=place.floor, **span)
    if ask.kind == "comments":
        if not rest.isdecimal():
            raise Refused(f"{ask.target} is no message. Give its address, e.g. t.me/channel/12")
        return functions.messages.GetRepliesRequest(peer, int(rest), offset_date=until, min_id=place.floor, **span)
    ends = {"min_date": ask.since and ask.since // 1000, "max_date": ask.until and ask.until // 1000}
    words = types.InputMessagesFilterEmpty()
    return functions.messages.SearchRequest(peer, rest, words, **ends, min_id=place.floor, **span)


def _date(message: Any) -> int:
    when = getattr(message, "date", None)
    return 0 if when is None else round(1000 * when.timestamp())


def _flood(seconds: int, clock: Callable[[], int]) -> TryLater | Exhausted:
    """Wait out a short ban; asking again before the end of a long one makes it longer."""
    if seconds <= _LONGEST_FLOOD:
        return TryLater(f"Telegram wants a pause of {seconds} seconds", clock() + 1000 * seconds)
    return Exhausted(f"Telegram wants a pause of {seconds / 3600:.1f} hours. Run the same command again after it")


def _refusal(error: Any) -> NotThere | Refused:
    name = type(error).__name__
    if any(word in name for word in ("Private", "NotOccupied", "Invalid", "Banned", "NotFound")):
        return NotThere(f"Telegram says {name.removesuffix('Error')}")
    return Refused(f"Telegram refused the request ({name})")


PLATFORM = Platform(
    name="telegram",
    version=1,
    extra="telegram",
    connect=Telegram,
    needs=(
        Need(name="TELEGRAM_API_ID", what="the api_id of my.telegram.org", secret=False),
        Need(name="TELEGRAM_API_HASH", what="the api_hash of my.telegram.org"),
        Need(name="TELEGRAM_SESSION", what="a signed-in session, as Telethon's StringSession writes it"),
    ),
    kinds=(
        Kind(name="history", target="a public channel's name", rate=_LIMIT, follows=True, spans=True),
        Kind(
            name="comments",
            target="a message's address, e.g. t.me/channel/12",
            rate=_LIMIT,
            spans=True,
            of_case="posts",
        ),
        Kind(name="search", target="a channel and words: channel/words", rate=_LIMIT, spans=True),
    ),
)
