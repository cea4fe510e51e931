"""Addresses that strangers wrote lead to public hosts alone: not by name, by redirect, nor by a name that changes."""

import socket
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from loopback import Answer, Asked, Loopback

from collectors.guard import Forbidden, guarded_session, is_public
from collectors.platforms.base import Access, NotThere, Secrets
from collectors.sites import Sites

PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *(
        "255.255.255.255",
        "224.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00:ec2::254",
    ),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "ff02::1"),
]


def access() -> Access:
    return Access(secrets=Secrets({}), clock=lambda: 0, timeout=3)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_told(address: str) -> None:
    """Private, loopback, link-local, metadata, shared, reserved, multicast, and IPv4 hidden in IPv6."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"])
def test_public_addresses_are_told(address: str) -> None:
    """The open internet, also where an IPv4 address is written inside an IPv6 one."""
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost:80/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://0/"],
)
def test_no_spelling_of_loopback_gets_through(url: str) -> None:
    """Names and numbers in any notation are resolved first and refused then; nothing is connected to."""
    with pytest.raises(Forbidden):
        guarded_session(access())[0].get(url)


def answers(monkeypatch: pytest.MonkeyPatch, addresses: Iterator[list[str]]) -> list[str]:
    """Let every name have the next of these addresses; return the list of names that were asked for."""
    asked: list[str] = []

    def resolve(host: str, port: int, *args: Any, **named: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in next(addresses)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that has a public and a private address is refused."""
    answers(monkeypatch, iter([["93.184.215.14", "10.0.0.7"]]))
    with pytest.raises(Forbidden):
        guarded_session(access())[0].get("http://two-faced.example/")


def test_a_name_is_resolved_once_and_connected_to_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that changes its address after the check gains nothing: there is no second look."""
    with Loopback(lambda asked: Answer(body=b"hello")).running() as server:
        port = int(server.url.rpartition(":")[2])
        asked = answers(monkeypatch, iter([["127.0.0.1"], ["10.0.0.7"]]))
        session, _ = guarded_session(access(), allowed=lambda address, _: address == "127.0.0.1")
        assert session.get(f"http://rebinding.example:{port}/").content == b"hello"
    assert asked == ["rebinding.example"]


def test_a_redirect_is_checked_like_the_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page that leads to a private address leads nowhere."""
    inner: list[Asked] = []

    def secret(asked: Asked) -> Answer:
        inner.append(asked)
        return Answer(body=b"the metadata of a cloud")

    with Loopback(secret).running() as hidden:
        target = hidden.url.replace("127.0.0.1", "hidden.example")
        moved = Answer(body=b"", status=302, headers={"Location": target + "/latest/meta-data"})
        with Loopback(lambda asked: moved).running() as server:
            port = int(server.url.rpartition(":")[2])
            answers(monkeypatch, iter([["127.0.0.1"], ["127.0.0.1"]]))
            session, _ = guarded_session(access(), allowed=lambda _, reached: reached == port)
            with pytest.raises(Forbidden):
                session.get(f"http://open.example:{port}/")
    assert inner == []


def test_unusual_ports_are_refused() -> None:
    """A public host is asked at the ports of the web alone."""
    with pytest.raises(Forbidden):
        guarded_session(access())[0].get("http://93.184.215.14:22/")


def test_a_site_that_is_not_public_is_not_there() -> None:
    """For a collection this is a page that cannot be had; the run goes on."""
    with pytest.raises(NotThere, match="not a public host"):
        Sites(access()).get("http://127.0.0.1/page")


def site(
    speak: Callable[[Asked], Answer], clock: Callable[[], int] = lambda: 0
) -> tuple[Loopback, Callable[[str], Sites]]:
    return Loopback(speak), lambda url: Sites(Access(secrets=Secrets({}), clock=clock, base_url=url, timeout=5), "me")


def test_robots_are_heard() -> None:
    """What robots.txt forbids is not asked for, the name is ours, and the file is fetched once a host."""
    rules = b"User-agent: Whence\nDisallow: /private\n"

    def speak(asked: Asked) -> Answer:
        return Answer(body=rules if asked.path == "/robots.txt" else b"page", headers={"Content-Type": "text/plain"})

    server, guest = site(speak)
    with server.running():
        sites = guest(server.url)
        assert sites.get("https://north.example/open").body == b"page"
        with pytest.raises(NotThere, match="robots"):
            sites.get("https://north.example/private/a")
        sites.get("https://north.example/other")
    assert [one.path for one in server.asked] == ["/robots.txt", "/open", "/other"]
    assert all(one.headers["user-agent"] == "Whence/1 (me)" for one in server.asked)


def test_robots_of_where_a_redirect_leads_are_heard() -> None:
    """On another host, and on the same one; what is allowed is fetched, what is forbidden never asked for."""
    rules = {"north.example": b"User-agent: *\nDisallow: /closed\n", "south.example": b"User-agent: *\nDisallow: /\n"}
    leads = {
        "/to-south": "https://south.example/page", "/to-closed": "/closed/page", "/to-open": "/open", "/out": "ftp://a/b",
        "/round": "/round",
    }  # fmt: skip

    def speak(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return Answer(body=rules[asked.headers["host"]])
        moved = asked.path in leads
        return Answer(body=b"page", status=301 if moved else 200, headers={"Location": leads.get(asked.path, "")})

    server, guest = site(speak)
    with server.running():
        sites = guest(server.url)
        sites._web.auth = _name_host
        assert sites.get("https://north.example/to-open").body == b"page"
        for path, said in [("/to-south", "south"), ("/to-closed", "north"), ("/out", "web"), ("/round", "to none")]:
            with pytest.raises(NotThere, match=said):
                sites.get(f"https://north.example{path}")
    asked = [one.path for one in server.asked if one.path != "/round"]
    assert asked == ["/robots.txt", "/to-open", "/open", "/to-south", "/robots.txt", "/to-closed", "/out"]


def _name_host(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Tell the one server of a test which host was meant."""
    request.headers["Host"] = urlsplit(str(request.url)).hostname or ""
    return request


def test_a_crawl_delay_is_kept() -> None:
    """A site that asks for time between requests gets it: the moment is named, and then the page comes."""
    from collectors.platforms.base import TryLater

    now = [1000]

    def speak(asked: Asked) -> Answer:
        return Answer(body=b"User-agent: *\nCrawl-delay: 7\n" if asked.path == "/robots.txt" else b"page")

    server, guest = site(speak, lambda: now[0])
    with server.running():
        sites = guest(server.url)
        sites.get("https://north.example/a")
        with pytest.raises(TryLater) as refusal:
            sites.get("https://north.example/b")
        assert refusal.value.until == 8000
        now[0] = 8000
        assert sites.get("https://north.example/b").body == b"page"
