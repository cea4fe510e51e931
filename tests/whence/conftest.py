"""Run the command line within the test's own process, and keep what it says."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from whence.cli import main

HEADER = "post_id,platform,actor_id,published_at,kind,text,title,url,urls,repost_of\n"


@dataclass
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """Give what was said on stderr, which must be one line and no traceback."""
        assert "Traceback" not in self.err
        assert len(self.err.strip().splitlines()) == 1, self.err
        return self.err.strip()


@pytest.fixture
def whence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def run(*args: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["whence", *map(str, args)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        said = capsys.readouterr()
        return Said(int(stop.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def study(tmp_path: Path, whence: Callable[..., Said]) -> Path:
    """Give an empty case with a key that everybody knows."""
    case = tmp_path / "study"
    assert whence("new", case).status == 0
    return case


@pytest.fixture
def told(tmp_path: Path, study: Path, whence: Callable[..., Said]) -> Path:
    """Give a case with one invented story: an article abroad, and ten bloggers of whom some cite it."""
    story = "The harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote"
    rows = [
        "web:north-times.example/2024/story,web,web:north-times.example,2024-05-01T06:00:00Z,article,"
        f"{story},{story},https://north-times.example/2024/story,,"
    ]
    for i in range(10):
        said = f"{story} number {i} says so" if i % 2 else f"look at this {i}"
        rows.append(
            f"{100 + i},x,person{i},2024-05-01T{8 + i:02d}:00:00Z,post,{said},,,https://north-times.example/2024/story,"
        )
    rows.append("200,x,person11,2024-05-02T10:00:00Z,repost,,,,,101")
    (tmp_path / "posts.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    actors = ["actor_id,platform,handle,name,role,country"]
    actors.append("web:north-times.example,web,,North Times,outlet,XN")
    actors += [f"person{i},x,realhandle{i},Real Name{i},blogger,XE" for i in range(12)]
    (tmp_path / "actors.csv").write_text("\n".join(actors) + "\n", encoding="utf-8")
    for command in (("import", study, tmp_path / "posts.csv"), ("actors", study, tmp_path / "actors.csv")):
        assert whence(*command).status == 0
    assert whence("build", study).status == 0
    return study
