"""An exploration serves loopback alone, reads alone, and keeps what fails to the page that failed."""

import http.client
import socket
from collections.abc import Callable
from typing import Any

import pytest

from collectors.errors import RequestError, WorkError
from graphs.people import People
from graphs.store import Store
from viz.explore import Room, serve


def request(url: str, method: str, host: str, path: str) -> tuple[int, dict[str, str], str]:
    """Send a request as it stands."""
    address = url.removeprefix("http://").partition("/")[0]
    connection = http.client.HTTPConnection(address, timeout=20)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or address)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, dict(answer.getheaders()), text


def test_every_answer_is_shut_against_other_sites(explored: Callable[..., Any], traced: str) -> None:
    """No answer may be framed, cached, sniffed or read by another site, and its policy starts from nothing."""
    reader = explored()
    path = "/" + reader.url.split("/", 3)[3]
    for method, target, status in (
        ("GET", path, 200),
        ("GET", "/", 403),
        ("POST", path, 405),
        ("GET", path + "none", 404),
    ):
        got, headers, _ = request(reader.url, method, "", target)
        assert got == status
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src")
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert not [name for name in headers if name.lower().startswith("access-control")]


def test_another_host_name_gets_nothing_of_the_case(explored: Callable[..., Any], traced: str) -> None:
    """With the right token but under another host's name, the answer holds nothing of the case."""
    reader = explored()
    status, _, text = request(reader.url, "GET", "rebound.example", "/" + reader.url.split("/", 3)[3])
    assert status == 421
    assert "fish" not in text.lower()
    status, _, text = request(reader.url, "GET", "", "/wrong-token/")
    assert status == 403
    assert "fish" not in text.lower()


def test_it_listens_on_loopback_alone(explored: Callable[..., Any], traced: str) -> None:
    """The port is bound to 127.0.0.1: no other address of the machine is served."""
    reader = explored()
    port = int(reader.url.split(":")[2].partition("/")[0])
    with socket.socket() as other:
        other.bind(("127.0.0.2", port))  # free, as it would not be if every address were served
    assert reader.url.startswith("http://127.0.0.1:")


def test_a_port_that_is_taken_is_a_request_that_cannot_be_met(
    case_store: Store, explored: Callable[..., Any], traced: str
) -> None:
    """The sentence names the port."""
    reader = explored()
    port = int(reader.url.split(":")[2].partition("/")[0])
    room = Room(case_store, People(case_store, b"k"), "again")
    with pytest.raises(RequestError, match=str(port)):
        serve(room, token="t", port=port)


def test_a_question_that_takes_too_long_is_stopped(case_store: Store) -> None:
    """A query beyond its time ends with a sentence, and the next one is answered."""
    room = Room(case_store, People(case_store, b"k"), "slow", seconds=0.2)
    with pytest.raises(WorkError, match="took longer than"), room.turn():
        case_store.connection.execute(
            "select sum(a.range * b.range) from range(10000000) a, range(10000000) b"
        ).fetchall()
    with room.turn():
        assert case_store.connection.execute("select 1").fetchall() == [(1,)]


def test_a_page_that_fails_says_so_and_shows_no_trace(
    explored: Callable[..., Any], case_store: Store, traced: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table that is gone makes one page fail, with its reason in the terminal; the others still answer."""
    reader = explored()
    case_store.connection.execute("drop table finding")
    status, text = reader.get("")
    assert status == 500
    assert "Catalog" not in text and "Traceback" not in text
    assert "finding" in capsys.readouterr().err
    assert reader.get("search?q=market")[0] == 200


def test_closed_it_is_gone(case_store: Store, traced: str) -> None:
    """After `close` nothing answers, and the tables are released."""
    with serve(Room(case_store, People(case_store, b"k"), "closing"), token="t") as running:
        url = running.url
        assert url in running._repr_html_()
    with pytest.raises(OSError):
        request(url, "GET", "", "/t/")
