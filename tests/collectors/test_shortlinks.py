"""Short links are followed from shortener to shortener and no further, within bounds, once."""

from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from loopback import Answer, Asked, Loopback

import whence as wh
from collectors.platforms.base import Access, Secrets
from collectors.shortlinks import Bounds, Resolver, ShortLink, is_short
from collectors.wire import web_session
from whence.resolving import resolve

LINKS = {
    "/once": "https://north.example/2024/market?utm_source=x",
    "/twice": "https://t.co/once",
    "/round": "https://bit.ly/about",
    "/about": "https://bit.ly/round",
    "/far0": "https://bit.ly/far1",
    "/relative": "once",
    "/cyrillic": "https://north.example/2024/базар-жабылады".encode().decode("latin-1"),
    "/script": "javascript:alert(1)",
}


def speak(asked: Asked) -> Answer:
    if asked.path.startswith("/far"):
        return Answer(body=b"x", status=301, headers={"Location": f"https://bit.ly/far{int(asked.path[4:]) + 1}"})
    if asked.path == "/busy":
        return Answer(body=b"", status=429)
    if asked.path in LINKS:
        return Answer(body=b"y" * 1000, status=302, headers={"Location": LINKS[asked.path]})
    return Answer(body=b"<html>no such link</html>", status=404)


def session(server: Loopback) -> requests.Session:
    return web_session(Access(secrets=Secrets({}), clock=lambda: 0, base_url=server.url, timeout=5))[0]


@pytest.fixture
def resolver() -> Callable[..., list[ShortLink]]:
    def run(addresses: list[str], bounds: Bounds = Bounds(), server: Loopback | None = None) -> list[ShortLink]:  # noqa: B008
        server = server or Loopback(speak)
        with server.running():
            access = Access(secrets=Secrets({}), clock=lambda: 0)
            return list(Resolver(access, bounds, sleep=lambda _: None, session=session(server)).resolve(addresses))

    return run


def test_targets_are_found_through_several_shorteners(resolver: Callable[..., list[ShortLink]]) -> None:
    """The page itself is never asked for; relative and UTF-8 addresses are understood."""
    server = Loopback(speak)
    found = resolver(["bit.ly/once", "bit.ly/twice", "bit.ly/relative", "bit.ly/cyrillic"], server=server)
    assert [one.target for one in found] == [
        LINKS["/once"], LINKS["/once"], LINKS["/once"], "https://north.example/2024/базар-жабылады",
    ]  # fmt: skip
    assert [one.hops for one in found] == [1, 2, 2, 1]
    assert {one.path for one in server.asked} == {"/once", "/twice", "/relative", "/cyrillic"}


def test_what_leads_nowhere_says_why(resolver: Callable[..., list[ShortLink]]) -> None:
    """A circle, a chain without end, a missing link, a script, a busy shortener."""
    found = resolver(["bit.ly/round", "bit.ly/far0", "bit.ly/none", "bit.ly/script", "bit.ly/busy"])
    assert [one.reason for one in found] == [
        "leads in a circle", "leads on and on", "leads nowhere", "leads to no web page", "too many requests",
    ]  # fmt: skip
    assert [one.is_settled for one in found] == [True, True, True, True, False]
    assert all(one.target is None and one.hops <= 5 for one in found)


def test_the_number_is_bounded(resolver: Callable[..., list[ShortLink]]) -> None:
    """No more links are asked about than was said."""
    server = Loopback(speak)
    assert len(resolver([f"bit.ly/x{n}" for n in range(9)], Bounds(links=4), server)) == 4
    assert len(server.asked) == 4


def test_shorteners_are_known_by_name() -> None:
    """A list of shorteners, not a guess by length."""
    assert is_short("bit.ly/a") and is_short("t.co/x") and not is_short("ab.example/x")


def test_a_case_keeps_what_it_learned(tmp_path: Path) -> None:
    """Citations then name the page, the answer is never asked for again, and later imports profit at the next build."""
    rows = ["post_id,platform,actor_id,published_at,text,urls"]
    rows += [
        f"{n},x,a{n},2024-05-01T08:0{n}:00Z,see,https://bit.ly/{path}"
        for n, path in enumerate(("once", "twice", "busy", "none"))
    ]
    (tmp_path / "posts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "later.csv").write_text(
        rows[0] + "\n9,x,a9,2024-05-02T08:00:00Z,see,https://bit.ly/once\n", encoding="utf-8"
    )
    server = Loopback(speak)
    with server.running(), wh.Case.create(tmp_path / "study", clock=lambda: 5) as case:
        case.import_files([tmp_path / "posts.csv"])
        first = resolve(case, Bounds(), sleep=lambda _: None, session=session(server))
        assert (first.asked, first.found, first.rows, first.left) == (4, 2, 2, 1)
        assert first.failed == {"leads nowhere": 1, "too many requests": 1}
        asked = len(server.asked)
        second = resolve(case, Bounds(), sleep=lambda _: None, session=session(server))
        assert (second.asked, len(server.asked) - asked) == (1, 1)
        case.import_files([tmp_path / "later.csv"])
        case.build()
        found = case.sql("select post_id, canonical from post_url where domain = 'north.example' order by 1").fetchall()
        assert found == [(f"x:{n}", "north.example/2024/market") for n in (0, 1, 9)]
        assert case.sql("select raw from post_url where post_id = 'x:9'").fetchall() == [("https://bit.ly/once",)]
        assert case.sql("select canonical, citers from unseen where post_id like 'unseen:north%'").fetchall() == [
            ("north.example/2024/market", 3)
        ]
