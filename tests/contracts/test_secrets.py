"""Credentials leave no trace: not in logs, archive, tables, checkpoints, errors, nor in what a command says."""

import base64
import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
import stamina
from loopback import Answer, Asked, Fault, Loopback, html
from speaking import Speaker, answer, pages_of
from test_platforms import SPEAKERS, Scene

import whence as wh
from collectors import credentials
from collectors.errors import RequestError
from collectors.platforms.base import Kind, Need, Platform, Rate, Secrets


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """Take every record of every logger, the debugging ones of libraries too, as text."""
    text = io.StringIO()
    handler, root = logging.StreamHandler(text), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield text
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


@pytest.fixture(autouse=True)
def without_backoff() -> Iterator[None]:
    stamina.set_testing(True, attempts=8, cap=True)
    yield
    stamina.set_testing(False)


KEEPERS = [name for name in SPEAKERS if import_module(f"speak_{name}").SPEAKER.secrets]


@pytest.mark.parametrize("name", KEEPERS)
def test_planted_secrets_are_found_nowhere(name: str, tmp_path: Path) -> None:
    """A run with failures, refusals that repeat the secret, and debugging logs on: the secret is in no byte of it."""
    speaker: Speaker = import_module(f"speak_{name}").SPEAKER
    secrets = Secrets(speaker.secrets)
    hidden = [value for value in secrets.hidden_values() if "planted" in value]
    assert hidden
    echo: Fault = lambda _: answer({"error": f"bad request with key {hidden[0]}"}, 400)  # noqa: E731
    scene = Scene(speaker, tmp_path)
    with everything_logged() as logged, credentials.redacting(secrets):
        outcome = scene.run(pages_of(6), [None, html(503), None, None, *[echo] * 9])
        assert outcome.state == "stopped"
        logging.getLogger("somebody").debug("Authorization: Bearer %s", hidden[0])
    said = logged.getvalue() + repr(secrets)
    assert "Bearer [hidden]" in said or "[hidden]" in said
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 2
    for secret in hidden:
        assert secret not in said
        assert secret not in outcome.reason
        assert [path.name for path in files if secret.encode() in path.read_bytes()] == []
        assert not scene.archived(secret.encode())


def test_the_session_of_an_account_is_found_nowhere(tmp_path: Path) -> None:
    """A session as Telethon writes it, whole, as the key inside it, and as others write such a key."""
    speaking = import_module("speak_telegram")
    text, key = speaking.a_session(), speaking.KEY
    assert len(text) == 353
    speaker: Speaker = speaking.SPEAKER
    speaker = replace(speaker, secrets={**speaker.secrets, "TELEGRAM_SESSION": text})
    secrets, scene = Secrets(speaker.secrets), Scene(speaker, tmp_path)
    leaking: Fault = lambda _: Answer(body=f"SESSION_REVOKED {text}".encode(), status=401)  # noqa: E731
    with everything_logged() as logged, credentials.redacting(secrets):
        first = scene.run(pages_of(6), [None, None, leaking])
        again = scene.run(pages_of(6))
        logging.getLogger("telethon").debug("session %s", text)
    assert (first.state, again.state) == ("stopped", "done")
    said = logged.getvalue() + repr(secrets) + first.reason + again.reason
    assert "session [hidden]" in said
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    whole = [path.read_bytes() for path in files] + [said.encode()]
    for form in (text.encode(), text[1:40].encode(), key, key.hex().encode(), base64.b64encode(key)[:40]):
        assert not any(form in one for one in whole)
        assert not scene.archived(form)


def test_what_looks_like_a_token_is_hidden() -> None:
    """A secret in a sentence, and the key in an address that nobody planted."""
    hide = credentials.redactor(Secrets({"KEY": "planted-secret-value"}))
    assert hide("refused for planted-secret-value") == "refused for [hidden]"
    assert hide("https://api.example/?key=AIzaInvented&x=1") == "https://api.example/[hidden]&x=1"


def test_settings_come_from_the_environment_before_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment names goes first; else the keyring; else a sentence says how to set it."""
    platform = Platform(
        name="harbour",
        version=1,
        kinds=(Kind(name="search", target="words", rate=Rate(requests=1, seconds=1)),),
        connect=lambda access: None,  # type: ignore[arg-type, return-value]
        needs=(Need(name="HARBOUR_KEY", what="a key"),),
    )
    ring: dict[tuple[str, str], str] = {}
    keyring = pytest.importorskip("keyring")
    monkeypatch.setattr(keyring, "get_password", lambda service, name: ring.get((service, name)))
    monkeypatch.delenv("WHENCE_HARBOUR_KEY", raising=False)
    with pytest.raises(RequestError, match="WHENCE_HARBOUR_KEY"):
        credentials.read(platform)
    assert [one.source for one in credentials.standing(platform)] == [""]
    ring["whence", "HARBOUR_KEY"] = "from-the-ring"
    assert credentials.read(platform)["HARBOUR_KEY"] == "from-the-ring"
    assert [one.source for one in credentials.standing(platform)] == ["keyring"]
    monkeypatch.setenv("WHENCE_HARBOUR_KEY", "from-the-environment")
    assert credentials.read(platform)["HARBOUR_KEY"] == "from-the-environment"
    assert [one.source for one in credentials.standing(platform)] == ["environment"]


def test_the_command_collects_says_and_resumes(tmp_path: Path) -> None:
    """As a process of its own: the documented keys of JSON, exit 1 when the credit is spent, resumed."""
    speaker: Speaker = import_module("speak_x").SPEAKER
    pages = pages_of(3)

    def speak(asked: Asked) -> Answer:
        if "counts" in asked.path:
            return answer({"data": [], "meta": {"total_tweet_count": 30}})
        at = speaker.place(asked)
        assert at is not None
        return speaker.page(pages[at], at, at + 1 if at < 2 else None)

    case = tmp_path / "study"
    wh.Case.create(case).close()
    with Loopback(speak).running() as server:
        planned = whence(case, server, "--dry-run", "--json")
        assert (planned["posts"], planned["is_counted"], planned["cost"]) == (30, True, 0.9)
        server.faults = [None, lambda _: speaker.spent]  # type: ignore[list-item, return-value]
        first = whence(case, server, "--json", status=1)
        assert {"posts", "pages", "requests", "cost", "resumed", "ledger"} <= first.keys()
        assert (first["posts"], first["state"], first["resumed"]) == (10, "stopped", False)
        again = whence(case, server, "--json")
        assert (again["posts"], again["state"], again["resumed"]) == (20, "done", True)
        assert again["ledger"]["kept"] == 30
        assert again["cost"] == pytest.approx(2 * 0.005 * 10 + 2 * 0.010)


def whence(case: Path, server: Loopback, *options: str, status: int = 0) -> dict[str, object]:
    """Run the command; its errors are one line and never hold the secret."""
    secret = "planted-x-secret-of-the-command"
    command = [sys.executable, "-m", "whence", "collect", str(case), "x", "harbour", *options]
    environment = {
        "WHENCE_X_BEARER_TOKEN": secret,
        "WHENCE_X_URL": server.url,
        "WHENCE_STATE": str(case / "state"),
        "PYTHONPATH": ":".join(sys.path),
    }
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == status, done.stderr
    assert secret not in done.stdout + done.stderr
    assert not [path for path in case.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
    assert "Traceback" not in done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found
