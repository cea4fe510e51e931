"""Every output shows individuals as pseudonyms; --identify shows them, is noted in the case, and marks the output."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

SECRETS = ("realhandle", "Real Name", "x:person", "person1", "x:101")
LOOKS = [
    ("narratives", "CASE", "--json"),
    ("graph", "CASE", "citations", "--level", "actor", "-o", "OUT/g.csv", "--json"),
    ("graph", "CASE", "citations", "--level", "post", "-o", "OUT/p.graphml", "--json"),
    ("graph", "CASE", "reposts", "-o", "OUT/r.json", "--json"),
    ("measure", "CASE", "reposts", "--json"),
    ("trace", "CASE", "--from", "role=outlet", "--to", "role=blogger", "--json"),
    ("narratives", "CASE", "--explain", "x:103", "--json"),
]
PAGES = [
    ("map", "CASE", "-o", "OUT/lanes.html", "--json"),
    ("map", "CASE", "--view", "network", "-o", "OUT/network.html", "--json"),
    ("map", "CASE", "--view", "flows", "-o", "OUT/flows.html", "--json"),
    ("map", "CASE", "--view", "network", "--renderer", "pyvis", "-o", "OUT/pyvis.html", "--json"),
    ("report", "CASE", "-o", "OUT/report.html", "--json"),
]


def written(folder: Path) -> str:
    """Give all that was written, data blocks of pages decoded."""
    return "\n".join(plain(path.read_text(encoding="utf-8", errors="replace")) for path in sorted(folder.iterdir()))


def plain(text: str) -> str:
    import base64
    import gzip
    import re

    blocks = re.findall(r'<script type="application/octet-stream;base64"[^>]*>([^<]*)</script>', text)
    return text + "".join(gzip.decompress(base64.b64decode(b)).decode("utf-8", "replace") for b in blocks)


@pytest.mark.parametrize("command", LOOKS + PAGES, ids=lambda c: " ".join(c[:1] + c[2:5]))
def test_no_output_shows_a_person(
    command: tuple[str, ...], told: Path, tmp_path: Path, whence: Callable[..., object]
) -> None:
    """Neither handle, name nor native id of an individual is in what is printed or written; the outlet is named."""
    out = tmp_path / "out"
    out.mkdir()
    whence("trace", told, "--from", "role=outlet", "--to", "role=blogger")
    said = whence(*[a.replace("OUT", str(out)) if a != "CASE" else told for a in command])
    assert said.status == 0, said.err
    shown = (said.out + written(out)).replace("x:103", "") if "--explain" in command else said.out + written(out)
    assert [secret for secret in SECRETS if secret in shown] == []
    assert not (told / "identified.jsonl").exists()


@pytest.mark.parametrize("command", PAGES, ids=lambda c: " ".join(c[:1] + c[2:5]))
def test_identify_shows_people_and_says_so(
    command: tuple[str, ...], told: Path, tmp_path: Path, whence: Callable[..., object]
) -> None:
    """With --identify the page carries a mark and the case a note."""
    out = tmp_path / "out"
    out.mkdir()
    said = whence(*[a.replace("OUT", str(out)) if a != "CASE" else told for a in command], "--identify")
    assert said.status == 0, said.err
    assert "Shows people by name" in written(out)
    notes = (told / "identified.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(notes[0])["output"]


def test_identified_graphs_show_handles(told: Path, tmp_path: Path, whence: Callable[..., object]) -> None:
    """The graph of reposts with --identify has the native id of who reposted."""
    assert whence("graph", told, "reposts", "-o", tmp_path / "g.csv", "--identify").status == 0
    assert "x:person11" in (tmp_path / "g.csv").read_text(encoding="utf-8")


def test_two_cases_give_different_pseudonyms(told: Path, whence: Callable[..., object]) -> None:
    """A pseudonym is made with the case's own key, and the key is in no output."""
    key = (told / "case.key").read_text(encoding="utf-8").strip()
    first = whence("measure", told, "reposts", "--json").out
    (told / "case.key").write_text("another key", encoding="utf-8")
    second = whence("measure", told, "reposts", "--json").out
    assert first != second
    assert key not in first


def test_hostile_text_reaches_no_terminal(told: Path, tmp_path: Path, whence: Callable[..., object]) -> None:
    """Escape sequences in a post are replaced before anything is printed for a person."""
    text = "\x1b[2Jseven hostile words in one single row \u202eabc"
    rows = "".join(f"9{i},x,p{i},2024-05-03T10:00:00Z,{text}\n" for i in range(3))
    (tmp_path / "hostile.csv").write_text("post_id,platform,actor_id,published_at,text\n" + rows, encoding="utf-8")
    assert whence("import", told, tmp_path / "hostile.csv").status == 0
    assert whence("build", told).status == 0
    said = whence("narratives", told)
    assert "seven hostile words" in said.out
    assert "\x1b" not in said.out and "\u202e" not in said.out


def test_lanes_divide_the_flows_of_a_narrative(told: Path, tmp_path: Path, whence: Callable[..., object]) -> None:
    """A page of flows with lanes is another page than one without: nothing that was asked for is dropped."""
    narrative = whence("narratives", told, "--json").json[0]["narrative_id"]
    for name, lanes in (("with", ("--lanes", "role=outlet", "--lanes", "role=blogger")), ("without", ())):
        done = whence("map", told, "--view", "flows", "--narrative", narrative, *lanes, "-o", tmp_path / f"{name}.html")
        assert done.status == 0, done.err
    assert plain((tmp_path / "with.html").read_text()) != plain((tmp_path / "without.html").read_text())
