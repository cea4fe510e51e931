"""The dossier in a browser: silent, whole at any width, usable by all, and fit for paper."""

import re
from pathlib import Path
from typing import Any

import pytest
from planted_dossier import HOSTILE, KEY

from graphs.people import People
from graphs.store.database import Store
from viz.report import report


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_browser_shows_it_whole_and_silent(browser: Any, hostile: Store, tmp_path: Path, width: int) -> None:
    """Hostile words do not run, nothing is asked for, nothing sticks out at the side, and it prints."""
    page = report(hostile, People(hostile, KEY, identify=True), title="Market " + HOSTILE).save(tmp_path / "r.html")
    shown = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    asked: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(page.as_uri())
    assert (shown.title(), said, asked) == ("Market", [], [page.as_uri()])
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.locator("img, iframe, main script").count() == 0
    assert shown.pdf()[:4] == b"%PDF"
    shown.close()


@pytest.mark.browser
def test_axe_finds_nothing_to_mend(browser: Any, case: Store, tmp_path: Path) -> None:
    """The accessibility checker has no complaint, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe

    page = report(case, People(case, KEY), title="Market", maps={"w-000000000000": "a.html"}).save(tmp_path / "r.html")
    shown = browser.new_page()
    shown.goto(page.as_uri())
    for scheme in ("light", "dark"):
        shown.emulate_media(color_scheme=scheme)
        broken = Axe().run(shown).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in broken] == []
    shown.close()


@pytest.mark.browser
def test_it_prints_as_paper_should(browser: Any, case: Store, tmp_path: Path) -> None:
    """On paper the ground is white, also for readers in the dark; nothing is cut off, folded or sticks at the top."""
    page = report(case, People(case, KEY), title="Market").save(tmp_path / "r.html")
    shown = browser.new_page(viewport={"width": 680, "height": 960}, color_scheme="dark")
    shown.goto(page.as_uri())
    paper = shown.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type /Page\b", paper)) >= 3
    shown.emulate_media(media="print")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert shown.evaluate(style.format("body", "backgroundColor")) == "rgb(255, 255, 255)"
    assert shown.evaluate(style.format(".report nav", "position")) == "static"
    assert shown.evaluate(style.format(".report thead", "breakAfter")) == "avoid"
    assert shown.evaluate("document.documentElement.scrollWidth") <= 680
    wide = "[...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
    assert shown.evaluate(wide) == 0
    shown.close()
