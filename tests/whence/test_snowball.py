"""What the posts of a case cite is fetched, once, and becomes its parents."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback import Answer, Asked, Loopback

WORDS = (
    "The harbour council of Eastmere said on Wednesday that weeks of talks had ended and that the old fish market will "
    "close for good in June, which traders heard of from a notice on the door that nobody had signed."
)


def site(asked: Asked) -> Answer:
    """Answer as a site with two articles, the first of which cites the third, and one page that is gone."""
    if asked.path == "/robots.txt":
        return Answer(body=b"User-agent: *\nDisallow: /private\n", headers={"Content-Type": "text/plain"})
    if "gone" in asked.path:
        return Answer(body=b"", status=410)
    cites = (
        '<p>It follows <a href="https://agency.example/2024/05/wire-on-the-market">a wire</a> of the day before.</p>'
    )
    text = f"<p>{WORDS}</p>" + (cites if "market-to-close" in asked.path else "")
    head = '<head><meta itemprop="datePublished" content="2024-05-01T06:00:00Z"></head>'
    html = f"<html>{head}<body><article>{text}</article></body></html>"
    return Answer(body=html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def cited(tmp_path: Path, study: Path, whence: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a case whose posts cite pages, a post of a platform and a picture."""
    links = (
        "https://north.example/2024/05/market-to-close", "https://north.example/2024/05/market-to-close?utm_source=x",
        "https://north.example/2024/05/gone-for-good", "https://north.example/private/2024/05/board-minutes",
        "https://x.com/mole/status/1700000000000000001", "https://north.example/",
    )  # fmt: skip
    rows = [
        {
            "post_id": str(n),
            "platform": "x",
            "actor_id": f"a{n}",
            "published_at": "2024-05-02T08:00:00Z",
            "text": "see",
            "urls": [link],
        }
        for n, link in enumerate(links)
    ]
    (tmp_path / "posts.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    assert whence("import", study, tmp_path / "posts.jsonl").status == 0
    monkeypatch.setattr("collectors.interrupt.Interrupt.sleep", lambda self, seconds: None)
    return study


def test_each_turn_reaches_one_step_further(
    cited: Path, whence: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dry run counts; one turn fetches what is cited, the next what that cites; nothing is asked for twice."""
    with Loopback(site).running() as server:
        monkeypatch.setenv("WHENCE_ARTICLES_URL", server.url)
        dry = whence("collect", cited, "articles", "--from-citations", "--dry-run", "--json")
        assert dry.status == 0 and dry.json["targets"] == 3
        assert server.asked == []
        first = whence("collect", cited, "articles", "--from-citations", "--json")
        assert first.status == 0 and first.json["posts"] == 1, first.err
        assert first.json["ledger"]["other"]["not there"] == 2
        second = whence("collect", cited, "articles", "--from-citations", "--json")
        assert second.status == 0 and second.json["posts"] == 1
        third = whence("collect", cited, "articles", "--from-citations", "--json")
        assert third.status == 2 and "names nothing" in third.sentence
        asked = [one.path for one in server.asked if one.path != "/robots.txt"]
        assert asked.count("/2024/05/market-to-close") == asked.count("/2024/05/gone-for-good") == 1
        assert "/2024/05/wire-on-the-market" in asked and not any("private" in one for one in asked)
    assert whence("build", cited).status == 0
    edges = whence("graph", cited, "citations", "--level", "post", "--json").json
    assert edges["edges"] >= 3


def test_a_budget_bounds_it(cited: Path, whence: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many requests it pauses; the same command goes on."""
    with Loopback(site).running() as server:
        monkeypatch.setenv("WHENCE_ARTICLES_URL", server.url)
        said = whence("collect", cited, "articles", "--from-citations", "--max-requests", 1, "--json")
        assert said.status == 0 and said.json["state"] == "paused"
        assert len([one for one in server.asked if one.path != "/robots.txt"]) == 1
