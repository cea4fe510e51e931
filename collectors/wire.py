"""HTTP for the libraries that stand on requests: a whole answer within a time and a size, and what a status means.

library --> requests.Session --> Wire (adapter): other host for tests, deadline, size, last answer kept as it came
status, headers, body --judge--> a Trouble, or nothing
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
import requests
import urllib3
from requests.adapters import HTTPAdapter

from collectors.platforms.base import Access, Clock, Exhausted, NotThere, Refused, Trouble, TryLater, Unreachable

_BLOCK = 1 << 16
_LONGEST_LINE = 16 << 20
_MOST_HOPS = 5
_MOST_DIGITS = 15
_MOST_SAID = 200
_EPOCH_SECONDS = 10**9
_RESETS = ("x-rate-limit-reset", "x-ratelimit-reset", "ratelimit-reset")
_REMAINS = ("x-rate-limit-remaining", "x-ratelimit-remaining", "ratelimit-remaining")


class TooLarge(requests.exceptions.ContentDecodingError):
    """Say that an answer is larger than anything that was asked for."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as it came; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class Wire(HTTPAdapter):
    """Bound every answer in time and size; keep the last one.

    requests bounds only the pause between two bytes, so that a server that drips holds a program for ever; here the
    whole answer has `access.timeout` seconds. Where `access.base_url` is given, requests go there instead.
    """

    def __init__(self, access: Access) -> None:
        super().__init__()
        self._access = access
        self.last: Answer | None = None
        self.is_sent = False
        self.refusal: Trouble | None = None

    @property
    def answer(self) -> Answer:
        """Give the last answer that came whole."""
        if self.last is None:
            raise Unreachable("no answer came")
        return self.last

    def send(self, request: Any, *args: Any, **named: Any) -> requests.Response:
        """Send a request and read its answer to the end."""
        if self._access.base_url:
            asked = urlsplit(request.url)
            request.url = self._access.base_url.rstrip("/") + asked._replace(scheme="", netloc="").geturl()
        streams = bool(named.get("stream"))
        named.update(stream=True, timeout=named.get("timeout") or self._access.timeout)
        self.last, self.is_sent, self.refusal = None, True, None
        response = super().send(request, *args, **named)
        if not streams or response.status_code >= 400:
            response._content = self._read(response)
            response._content_consumed = True
            self.last = answer_of(response)
        else:
            response.iter_content = _in_lines(response.iter_content)  # type: ignore[method-assign]
        return response

    def _read(self, response: requests.Response) -> bytes:
        deadline = time.monotonic() + self._access.timeout
        held: list[bytes] = []
        size = 0
        try:
            while block := response.raw.read1(_BLOCK, decode_content=True):  # what has come, be it less than a block
                held.append(block)
                size += len(block)
                if time.monotonic() > deadline:
                    raise requests.Timeout(f"no whole answer within {self._access.timeout:g} seconds")
                if size > self._access.largest:
                    raise TooLarge(f"an answer of over {self._access.largest} bytes")
        except urllib3.exceptions.TimeoutError as error:
            raise requests.Timeout(str(error)) from error
        except urllib3.exceptions.HTTPError as error:
            raise requests.ConnectionError(str(error)) from error
        finally:
            response.raw.release_conn() if response.raw.closed else response.raw.close()
        return b"".join(held)


class _AtHome(requests.Session):
    """A session that follows no redirect to another host: what it carries is meant for this one alone."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        where = super().get_redirect_target(resp)
        away = where is not None and urlsplit(urljoin(resp.url, where)).hostname != urlsplit(resp.url).hostname
        return None if away else where


def web_session(access: Access) -> tuple[requests.Session, Wire]:
    """Return a session whose requests all go over one wire."""
    session, wire = _AtHome(), Wire(access)
    session.max_redirects = _MOST_HOPS
    session.trust_env = access.base_url is None
    session.mount("https://", wire)
    session.mount("http://", wire)
    return session, wire


def _in_lines(content: Callable[..., Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
    """Bound the lines of a stream: libraries hold one until its end comes."""

    def blocks(*args: Any, **named: Any) -> Iterator[bytes]:
        held = 0
        for block in content(*args, **named):
            held = len(block) - block.rfind(b"\n") - 1 if b"\n" in block else held + len(block)
            if held > _LONGEST_LINE:
                raise requests.ConnectionError(f"a line of over {_LONGEST_LINE} bytes")
            yield block

    return blocks


def answer_of(response: requests.Response) -> Answer:
    """Return what came."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(status=response.status_code, headers=headers, body=response.content, url=response.url)


@contextmanager
def reaching(name: str) -> Iterator[None]:
    """Turn what requests raises where no whole answer came into Unreachable; addresses may hold keys and stay out."""
    try:
        yield
    except requests.Timeout:
        raise Unreachable(f"{name} did not answer in time") from None
    except requests.RequestException as error:
        raise Unreachable(f"{name} could not be reached or broke off its answer ({type(error).__name__})") from None


def asked(name: str, wire: Wire, asking: Callable[[], Any]) -> Answer:
    """Let a library ask over the wire; return the answer as it came, whatever the library made of it.

    Its own exceptions are set aside once something was sent: they fail on odd headers and bodies, and the answer says
    more. Where no answer came, Unreachable.
    """
    wire.last, wire.is_sent, wire.refusal = None, False, None
    with reaching(name):
        try:
            asking()
        except requests.RequestException:
            raise
        except Exception:
            if wire.refusal is not None:
                raise wire.refusal from None
            if not wire.is_sent:
                raise
            if wire.last is None:
                raise Unreachable(f"{name} could not be reached or broke off its answer") from None
    return wire.answer


def judge(name: str, answer: Answer, clock: Clock) -> None:
    """Raise the Trouble that a status stands for; return where the answer is a page."""
    if answer.status < 300:
        return
    said = f"{name} answered {answer.status}{_said(answer)}"
    if answer.status == 429:
        raise TryLater(said, reset_of(answer.headers, clock()))
    if answer.status >= 500 or answer.status in (408, 425):
        raise Unreachable(said)
    if answer.status < 400:
        raise Unreachable(f"{said}, which leads to another host")
    if answer.status == 402:
        raise Exhausted(f"{said}: there is no credit left. Top it up, then run the same command again to go on")
    if answer.status == 401:
        raise Exhausted(f"{said}: the credential is not accepted. Renew it, then run the same command again to go on")
    if answer.status in (404, 410):
        raise NotThere(said)
    raise Refused(
        f"{said}: this request is not allowed or not understood. Change it, or the credential, and run it anew"
    )


def reset_of(headers: Mapping[str, str], now: int) -> int | None:
    """Return when to ask again, in milliseconds: by Retry-After (seconds or a date), else by a reset header.

    Resets come as seconds since 1970, as seconds from now, or as ISO times.
    """
    if (after := headers.get("retry-after")) is not None:
        return _after(after, now)
    found = next((headers[name] for name in _RESETS if name in headers), None)
    return None if found is None else _moment(found, now)


def remaining_of(headers: Mapping[str, str]) -> int | None:
    """Return how many requests remain, where an answer says so."""
    found = next((headers[name] for name in _REMAINS if name in headers), "")
    return int(found) if found.strip().isdecimal() and len(found) <= _MOST_DIGITS else None


def json_of(name: str, answer: Answer) -> Any:
    """Return the JSON of an answer; one that is none did not come whole, or not from the platform: Unreachable."""
    try:
        return msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unreachable(f"{name} sent something that is not JSON, as proxies and broken servers do") from None


def _after(text: str, now: int) -> int | None:
    try:
        return now + round(1000 * float(text))
    except (ValueError, OverflowError):
        pass
    try:
        when = parsedate_to_datetime(text)
        return round(1000 * (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None


def _moment(text: str, now: int) -> int | None:
    from collectors.timestamps import BadTime, milliseconds

    try:
        number = float(text)
    except ValueError:
        try:
            return milliseconds(text)
        except BadTime:
            return None
    if not abs(number) < 10**12:
        return None
    return round(1000 * number) if number >= _EPOCH_SECONDS else now + round(1000 * number)


def _said(answer: Answer) -> str:
    """Return the words of an error in JSON, in brackets; HTML says nothing."""
    try:
        found = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    words = _words(found)
    return f" ({' '.join(words.split())[:_MOST_SAID]})" if words else ""


def _words(found: Any) -> str:
    if isinstance(found, str):
        return found
    if isinstance(found, list):
        return next((words for one in found if (words := _words(one))), "")
    if isinstance(found, dict):
        names = ("detail", "message", "error_description", "error_msg", "error", "errors", "title")
        return next((words for name in names if (words := _words(found.get(name)))), "")
    return ""
