"""The door of an exploration lets in readers on this machine who know the token, and nobody else."""

import pytest

from viz.explore.door import Asked, Refusal, admit

HERE = {"token": "the-token", "port": 4321}


def test_a_reader_on_this_machine_comes_in() -> None:
    """The address that was printed is admitted, under either name of loopback, and its values are read."""
    for host in ("127.0.0.1:4321", "localhost:4321"):
        asked = admit("GET", "/the-token/narrative?id=w-1&page=2", host, **HERE)
        assert asked == Asked("narrative", {"id": "w-1", "page": "2"})
    assert isinstance(admit("HEAD", "/the-token/", "127.0.0.1:4321", **HERE), Asked)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "evil.example:4321",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:4321.evil.example",
        "[::1]:4321",
    ],
)
def test_a_name_that_was_pointed_here_is_turned_away(host: str | None) -> None:
    """A page elsewhere whose host name resolves to loopback (DNS rebinding) gets nothing, with the token or without."""
    for target in ("/the-token/", "/"):
        refused = admit("GET", target, host, **HERE)
        assert isinstance(refused, Refusal)
        assert refused.status == 421


@pytest.mark.parametrize(
    "target", ["/", "", "/narrative?id=w-1", "/the-toke/", "/the-token2/", "/?the-token", "//the-token/", "/ТОКЕН/"]
)
def test_without_the_token_nothing_is_shown(target: str) -> None:
    """The token must be the first part of the path, whole."""
    refused = admit("GET", target, "127.0.0.1:4321", **HERE)
    assert isinstance(refused, Refusal)
    assert refused.status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "MADEUP"])
def test_only_reading_is_admitted(method: str) -> None:
    """Every other method is refused, preflights included: no other site is ever given leave."""
    refused = admit(method, "/the-token/", "127.0.0.1:4321", **HERE)
    assert isinstance(refused, Refusal)
    assert refused.status == 405


def test_an_endless_address_is_refused() -> None:
    """An address has a longest length."""
    refused = admit("GET", "/the-token/search?q=" + "a" * 5_000, "127.0.0.1:4321", **HERE)
    assert isinstance(refused, Refusal)
    assert refused.status == 414


def test_values_that_count_nothing_are_the_default() -> None:
    """Numbers of pages and rows are decimal digits, and not too many; texts are cut."""
    asked = Asked("", {"page": "-1", "n": "1e9", "big": "9" * 40, "good": "12", "q": "x" * 900})
    assert [asked.number(name, 0) for name in ("page", "n", "big", "good", "none")] == [0, 0, 0, 12, 0]
    assert len(asked.text("q")) == 300
