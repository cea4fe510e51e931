"""A server that means harm: bounded in memory and time, one sentence, and nothing of what is honest is lost."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
import stamina
from loopback import JSON, Answer, Asked, Fault, Loopback
from speaking import pages_of
from test_platforms import SPEAKERS, Scene, is_one_sentence

from collectors.platforms.base import Access, Secrets
from collectors.wire import reaching, web_session

_LARGEST = 1 << 20
_BOMB = gzip.compress(b"[" + b" " * (16 << 20), 9)
HOSTILE: dict[str, Fault] = {
    "gzip bomb": lambda page: Answer(body=_BOMB, headers={**page.headers, "Content-Encoding": "gzip"}),
    "endless body": lambda page: Answer(body=b"[" * 65536, promised=1 << 30, is_endless=True, headers=page.headers),
    "chunks without end": lambda page: Answer(body=page.body, is_chunked=True, headers=page.headers),
    "redirect to itself": lambda page: Answer(body=b"", status=302, headers={"Location": ""}),
    "redirect away": lambda page: Answer(body=b"", status=307, headers={"Location": "http://127.0.0.9:9/"}),
    "flood of headers": lambda page: replace(page, headers={f"X-{n}": "x" * 900 for n in range(300)}),
    "wrong gzip": lambda page: replace(page, headers={**page.headers, "Content-Encoding": "gzip"}),
    "odd limits": lambda page: replace(
        page,
        headers={**page.headers, "X-RateLimit-Remaining": "9" * 5000, "X-RateLimit-Reset": "1e400", "Retry-After": "-"},
    ),
}
NO_HTTP = "telegram"  # its protocol is not HTTP: `test_garbage_is_kept_and_stops_the_run` covers what its bytes can be


@pytest.fixture(autouse=True)
def without_backoff() -> Iterator[None]:
    stamina.set_testing(True, attempts=2, cap=True)
    yield
    stamina.set_testing(False)


@pytest.mark.parametrize("name", [one for one in SPEAKERS if one != NO_HTTP])
def test_a_hostile_server_costs_no_post(name: str, tmp_path: Path) -> None:
    """One trick after the other, then honest pages: all posts are there once, whatever had to be asked for again."""
    stamina.set_testing(True, attempts=20, cap=True)
    scene = Scene(import_module(f"speak_{name}").SPEAKER, tmp_path)
    pages, states = pages_of(3), []
    for tricks in (list(HOSTILE.values()), list(reversed(HOSTILE.values()))):
        outcome = scene.run(pages, [None, *tricks], timeout=1.0, largest=_LARGEST)
        states.append(outcome.state)
        assert outcome.state in ("done", "stopped")
        assert outcome.state == "done" or is_one_sentence(outcome.reason)
    for _ in range(2):
        outcome = scene.run(pages)
    assert outcome.state == "done"
    assert scene.texts() == scene.expected(pages)
    assert "done" in states


NESTED = b"[" * 200_000 + b"]" * 200_000
GARBAGE = [b"\xff\xfe\x00\x01\xff", NESTED, b'{"data": ' + NESTED + b"}", b"null", b"[null]", b"1e400"]


@pytest.mark.parametrize("name", SPEAKERS)
def test_garbage_is_kept_and_stops_the_run(name: str, tmp_path: Path) -> None:
    """Bytes that are no text, a hundred thousand brackets, null, a word: no traceback, and then no post is missing."""
    scene = Scene(import_module(f"speak_{name}").SPEAKER, tmp_path)
    pages = pages_of(2)
    for garbage in GARBAGE:
        spoilt: Fault = lambda page, garbage=garbage: replace(page, body=garbage)  # type: ignore[misc]  # noqa: E731
        outcome = scene.run(pages, [spoilt] * 8)
        assert outcome.state in ("done", "stopped")
        assert outcome.state == "done" or is_one_sentence(outcome.reason)
        assert "collector of" not in outcome.reason
    for _ in range(2):
        outcome = scene.run(pages)
    assert outcome.state == "done"
    assert scene.texts() == scene.expected(pages)


def _spoilt(value: object, spoil: Callable[[object], object]) -> object:
    if isinstance(value, dict):
        return {name: _spoilt(one, spoil) for name, one in value.items()}
    if isinstance(value, list):
        return spoil([_spoilt(one, spoil) for one in value])
    return spoil(value)


def _as_float(value: object) -> object:
    return float(value) * 1e15 if isinstance(value, str) and value.isdecimal() else value


SPOILS: list[Callable[[object], object]] = [
    lambda value: None if isinstance(value, list) else value,
    lambda value: {"0": value} if isinstance(value, list) else value,
    lambda value: [value, None, 7, "x"] if isinstance(value, list) else value,
    lambda value: 10**30 if isinstance(value, int) else value,
    lambda value: [value] if isinstance(value, str) else value,
    _as_float,
]


@pytest.mark.parametrize("name", [one for one in SPEAKERS if one not in (NO_HTTP, "rss", "articles")])
def test_values_of_other_types_make_no_false_post(name: str, tmp_path: Path) -> None:
    """Null where lists are, lists where texts are, numbers beyond 64 bits, ids as floats: no traceback, no false id."""
    scene = Scene(import_module(f"speak_{name}").SPEAKER, tmp_path)
    pages = pages_of(2)
    for spoil in SPOILS:
        spoilt: Fault = lambda page, spoil=spoil: replace(  # type: ignore[misc]  # noqa: E731
            page, body=json.dumps(_spoilt(json.loads(page.body), spoil)).encode()
        )
        outcome = scene.run(pages, [spoilt] * 8)
        assert outcome.state in ("done", "stopped")
        assert outcome.state == "done" or is_one_sentence(outcome.reason)
        assert "collector of" not in outcome.reason
    for _ in range(2):
        outcome = scene.run(pages)
    assert outcome.state == "done"
    found = scene.texts()
    assert {number: found[number] for number in scene.expected(pages)} == scene.expected(pages)
    assert not [number for number in found if "e+" in number or "." in number.partition(":")[2].rpartition("/")[2]]


def test_a_credential_follows_no_redirect_to_another_host() -> None:
    """The header with the key goes to its own host alone; a way to another is not taken, one at home is."""
    stranger: list[Asked] = []

    def elsewhere(asked: Asked) -> Answer:
        stranger.append(asked)
        return Answer(body=b"{}")

    with Loopback(elsewhere).running() as other:

        def speak(asked: Asked) -> Answer:
            where = other.url.replace("127.0.0.1", "localhost") if asked.path == "/away" else "/home"
            return Answer(body=b"{}", status=200 if asked.path == "/home" else 307, headers={**JSON, "Location": where})

        with Loopback(speak).running() as server:
            session, wire = web_session(Access(secrets=Secrets({}), clock=lambda: 0))
            session.headers["X-Key"] = "planted"
            with reaching("harbour"):
                session.post(f"{server.url}/away", data={"token": "planted"})
                assert wire.answer.status == 307
                session.get(f"{server.url}/near")
                assert wire.answer.status == 200
    assert stranger == []
