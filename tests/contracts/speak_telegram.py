"""Telegram by Telethon's client over a connection of ours: MTProto itself has no server to be had.

What is sent are the client's own requests, and what comes back are bytes of the real type language, made and read by
Telethon's own classes; only encryption and transport (MTProtoSender) are left out.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import requests
from loopback import Answer, Asked
from speaking import Sample, Speaker
from telethon.crypto import AuthKey
from telethon.errors import TypeNotFoundError, rpc_message_to_error
from telethon.extensions import BinaryReader
from telethon.sessions import StringSession
from telethon.tl import functions, types

from collectors.platforms.base import Access
from collectors.platforms.telegram import PLATFORM, Telegram

CHANNEL = 1500
_PAST = 10**9
KEY = b"".join(hashlib.sha256(b"planted %d" % at).digest() for at in range(8))
_after: dict[int, int | None] = {}


class Connection:
    """Carry requests to the loopback server and answers back, as MTProtoSender does over its own protocol."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def send(self, request: Any, ordered: bool = False) -> "asyncio.Future[Any]":
        return asyncio.ensure_future(asyncio.to_thread(self._send, request))

    async def disconnect(self) -> None:
        """There is nothing to leave."""

    def is_connected(self) -> bool:
        return True

    def _send(self, request: Any) -> Any:
        try:
            came = requests.post(f"{self._access.base_url}/tl", data=bytes(request), timeout=self._access.timeout)
        except requests.RequestException as error:
            raise ConnectionError(str(error)) from error
        if came.status_code in (420, 401):
            raise rpc_message_to_error(types.RpcError(came.status_code, came.text), request)
        if came.status_code != 200:
            raise ConnectionError("the connection was closed")
        try:
            return BinaryReader(came.content).tgread_object()
        except TypeNotFoundError:
            raise TypeNotFoundError(0, came.content) from None
        except BufferError as error:
            raise ConnectionError(str(error)) from error


def a_session() -> str:
    """Return an invented session of a signed-in account, as Telethon writes it."""
    session = StringSession()
    session.set_dc(2, "127.0.0.1", 443)
    session.auth_key = AuthKey(KEY)
    return str(session.save())


def number(sample: Sample) -> int:
    """Give a message's number: newest first, as channels are read."""
    return 100_000 - sample.number


def channel() -> types.Channel:
    return types.Channel(
        id=CHANNEL, title="Harbour of Ambria", photo=types.ChatPhotoEmpty(), date=None, access_hash=7, username="ambria"
    )


def message(one: Sample) -> types.Message:
    return types.Message(
        id=number(one),
        peer_id=types.PeerChannel(CHANNEL),
        date=datetime.fromtimestamp(one.at / 1000, UTC),
        message=one.text,
        views=5,
        forwards=2,
    )


def page(samples: Sequence[Sample], at: int, following: int | None) -> Answer:
    _after[min(map(number, samples))] = following
    return history([message(one) for one in samples])


def history(messages: Sequence[Any]) -> Answer:
    found = types.messages.ChannelMessages(
        pts=1, count=len(messages), messages=list(messages), topics=[], chats=[channel()], users=[]
    )
    return Answer(body=bytes(found))


def request_of(asked: Asked) -> Any:
    found = BinaryReader(asked.body).tgread_object()
    return found.query if isinstance(found, functions.InvokeWithoutUpdatesRequest) else found


def place(asked: Asked) -> int | None:
    request = request_of(asked)
    if not isinstance(request, functions.messages.GetHistoryRequest):
        return None
    return _after[request.offset_id] if request.offset_id else 0


def aside(asked: Asked) -> Answer:
    if isinstance(request_of(asked), functions.messages.GetHistoryRequest):
        return history([])
    peer = types.PeerChannel(CHANNEL)
    return Answer(body=bytes(types.contacts.ResolvedPeer(peer=peer, chats=[channel()], users=[])))


def limited(until: int | None) -> Answer:
    seconds = 30 if until is None else max(0, until - NOW) // 1000
    return Answer(body=f"FLOOD_WAIT_{min(seconds, _PAST)}".encode(), status=420)


NOW = 1_714_521_600_000 + 40 * 86_400_000
SPEAKER = Speaker(
    platform=replace(PLATFORM, connect=lambda access: Telegram(access, Connection(access))),
    targets=lambda count: ("ambria",),
    place=place,
    page=page,
    aside=aside,
    post_id=lambda sample: f"telegram:{CHANNEL}/{number(sample)}",
    secrets={"TELEGRAM_API_ID": "12345", "TELEGRAM_API_HASH": "planted-telegram-secret", "TELEGRAM_SESSION": ""},
    limited=limited,
    denied=Answer(body=b"SESSION_REVOKED", status=401),
    changed=b"\x01\x02\x03\x04 another age",
    waits_long=False,
    has_no_http=True,
    limit_note="✓, always names one; a long one ends the run",
)
