"""What a live collection remembers of a channel beside its posts goes when the channel is forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import speak_telegram
import zstandard
from loopback import Answer, Asked, Loopback
from speaking import pages_of

import whence as wh
from collectors import registry

CHANNEL = 1_500_400_777
PAGES = pages_of(3)


def speak(asked: Asked) -> Answer:
    """Answer as Telegram does."""
    at = speak_telegram.place(asked)
    if at is None:
        return speak_telegram.aside(asked)
    return speak_telegram.page(PAGES[at], at, at + 1 if at + 1 < len(PAGES) else None)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Loopback]:
    """Give a server of one channel, and the settings that lead to it."""
    monkeypatch.setattr(speak_telegram, "CHANNEL", CHANNEL)
    monkeypatch.setattr(registry, "named", lambda name: speak_telegram.SPEAKER.platform)
    for name, value in speak_telegram.SPEAKER.secrets.items():
        monkeypatch.setenv(f"WHENCE_{name}", value or "1")
    monkeypatch.setenv("WHENCE_TELEGRAM_SESSION", speak_telegram.a_session())
    monkeypatch.setenv("WHENCE_STATE", str(tmp_path / "state"))
    with Loopback(speak).running() as running:
        monkeypatch.setenv("WHENCE_TELEGRAM_URL", running.url)
        yield running


@pytest.mark.parametrize("most", [None, 10])
def test_a_forgotten_channel_is_not_remembered_by_its_name(server: Loopback, tmp_path: Path, most: int | None) -> None:
    """Its resolved name, where the run stands in it or was left, and the query, whether the run is over or paused."""
    asked = wh.Asked(platform="telegram", queries=("@AMBRIA",), budget=wh.Budget(posts=most))
    needles = [b"ambria", str(CHANNEL).encode()]
    with wh.Case.create(tmp_path / "study") as case:
        case.collect(asked)
        assert case.sql("select count(*) from followed").fetchall()[0][0] == (2 if most is None else 1)
        case.forget([f"telegram:{CHANNEL}"])
        assert case.sql("select count(*) from followed").fetchall() == [(0,)]
    assert [(path.name, one) for path, data in everything(tmp_path) for one in needles if one in data.lower()] == []


def everything(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield all that was written, unpacked."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        data = path.read_bytes()
        yield path, zstandard.ZstdDecompressor().stream_reader(data).read() if path.suffix == ".zst" else data
