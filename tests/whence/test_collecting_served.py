"""The command against a server: what cannot go on is begun again, what cannot be counted is said."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from loopback import Answer, Asked, Loopback
from speaking import answer, pages_of

import whence as wh

SPEAKER = import_module("speak_x").SPEAKER
PAGES = pages_of(4)


class Server:
    """X with four pages, that after a while no longer knows the cursors it gave."""

    def __init__(self) -> None:
        self.cursors: list[str | None] = []
        self.expired: set[str | None] = set()

    def __call__(self, asked: Asked) -> Answer:
        cursor = asked.query.get("next_token")
        self.cursors.append(cursor)
        if cursor in self.expired:
            return answer({"title": "Invalid Request", "detail": "The next_token is not valid", "status": 400}, 400)
        at = SPEAKER.place(asked)
        assert at is not None
        return SPEAKER.page(PAGES[at], at, at + 1 if at < 3 else None)


def test_a_request_whose_cursor_is_stale_is_begun_anew(
    study: Path, tmp_path: Path, whence: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paused after two pages; the cursor is refused with a sentence that names --anew, which brings all four.

    The run that was left behind is not taken up again.
    """
    server = Server()
    monkeypatch.setenv("WHENCE_X_BEARER_TOKEN", "planted-x-secret")
    monkeypatch.setenv("WHENCE_STATE", str(tmp_path / "state"))
    with Loopback(server).running() as running:
        monkeypatch.setenv("WHENCE_X_URL", running.url)
        paused = whence("collect", study, "x", "harbour", "--max-posts", 20, "--json")
        assert (paused.status, paused.json["state"], server.cursors) == (0, "paused", [None, "t1"])
        server.expired = {"t2"}
        stale = whence("collect", study, "x", "harbour", "--json")
        assert (stale.status, stale.json["posts"], server.cursors[2:]) == (1, 0, ["t2"])
        assert "--anew" in stale.err.splitlines()[-1] and "next_token is not valid" in stale.err
        server.expired = set()
        anew = whence("collect", study, "x", "harbour", "--anew", "--json")
        assert (anew.status, anew.json["state"], anew.json["resumed"]) == (0, "done", False)
        assert server.cursors[3:] == [None, "t1", "t2", "t3"]
        later = whence("collect", study, "x", "harbour", "--json")
        assert (later.json["resumed"], server.cursors[7:]) == (False, [None, "t1", "t2", "t3"])
    ledger = anew.json["ledger"]
    assert (ledger["read"], ledger["kept"], ledger["duplicates"]) == (40, 20, 20)
    with wh.Case.open(study) as case:
        assert case.sql("select count(*), count(distinct post_id) from post").fetchall() == [(40, 40)]


def test_a_dry_run_that_may_not_count_says_so(
    study: Path, tmp_path: Path, whence: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A revoked token, a limit, a shape that nobody knows: the plan stands without the count, and names the reason."""
    monkeypatch.setenv("WHENCE_X_BEARER_TOKEN", "planted-x-secret")
    monkeypatch.setenv("WHENCE_STATE", str(tmp_path / "state"))
    answers = {
        "the credential is not accepted": SPEAKER.denied,
        "X answered 429": answer({"title": "Too Many Requests"}, 429),
        "the answer has an unknown shape": answer({"data": []}),
        "(planted echo of [hidden])": answer({"detail": "planted echo of planted-x-secret"}, 403),
    }
    for reason, given in answers.items():
        with Loopback(lambda _, given=given: given).running() as running:
            monkeypatch.setenv("WHENCE_X_URL", running.url)
            said = whence("collect", study, "x", "harbour", "--dry-run")
        last = said.out.splitlines()[-1]
        assert (said.status, last[:51]) == (0, "Nothing was collected. Posts could not be counted: ")
        assert reason in last and "planted-x-secret" not in said.out + said.err
