"""The later views and tools of the viewer in a real browser: timeline, matrix, instants, thresholds, files, scripts."""

import csv
import io
import itertools
import xml.etree.ElementTree as Xml
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def data_of(page: Any, view: str, name: str) -> int:
    return int(page.locator(f"#view-{view}").get_attribute(f"data-{name}"))


def test_the_timeline_counts_what_the_filters_leave(market: Path, opened: Callable[..., Any]) -> None:
    """All posts are in it, fewer with a class put out; a bar reached by keys is told, and chosen it leads to a post."""
    page = opened(market, "#view=timeline")
    every = data_of(page, "timeline", "posts")
    assert every == 122
    page.click("[data-evidence=citation]")
    assert data_of(page, "timeline", "posts") < every
    page.click("[data-evidence=citation]")
    page.focus("#view-timeline canvas")
    page.keyboard.press("ArrowRight")
    assert "post" in page.locator(".live").inner_text()
    page.keyboard.press("Enter")
    assert ("post=" in page.url or "from=" in page.url) and page.errors == []


def test_the_matrix_walks_from_cell_to_cell_and_keeps_the_selection(market: Path, opened: Callable[..., Any]) -> None:
    """A filled cell is a tie: its posts are in the panel, and the network knows it too."""
    page = opened(market, "#view=matrix")
    assert data_of(page, "matrix", "cells") > 20 and 20 < data_of(page, "matrix", "actors") <= 60
    page.focus("#view-matrix canvas")
    page.keyboard.press("ArrowRight")
    assert "tie=" in page.url and page.locator("#panel .links li").count() > 0
    page.click("#tab-network")
    assert "tie=" in page.url and page.errors == []


def test_one_instant_shows_what_was_published_by_then(market: Path, opened: Callable[..., Any]) -> None:
    """The handle moves by keys, all views follow, the address keeps it, and the button brings all back."""
    page = opened(market)
    every = data_of(page, "lanes", "posts")
    page.click(".instant")
    half = data_of(page, "lanes", "posts")
    assert 0 < half < every and "at=" in page.url
    page.click("#tab-flows")
    assert page.locator("#view-flows svg path").count() > 0
    page.click("#tab-lanes")
    page.click(".instant")
    assert data_of(page, "lanes", "posts") == every and "at=" not in page.url


def test_steps_colours_and_thresholds_change_the_picture(market: Path, opened: Callable[..., Any]) -> None:
    """A group of the colouring can be put out; thresholds and colours are kept in the address."""
    page = opened(market, "#view=network")
    nodes = data_of(page, "network", "nodes")
    page.select_option("#by-colour", "role")
    page.locator("[data-group]").first.click()
    assert data_of(page, "network", "nodes") < nodes and "colour=role" in page.url and "mute=0" in page.url
    page.locator("[data-group]").first.click()
    before = page.locator(".views").screenshot()
    page.locator("#by-least").fill("80")
    page.wait_for_timeout(150)
    assert page.locator(".views").screenshot() != before and "least=0.8" in page.url
    page.select_option("#by-hops", "3")
    assert "hops=3" in page.url and page.errors == []


@pytest.mark.parametrize("view", ["lanes", "timeline", "network", "matrix", "flows"])
def test_views_become_files(market: Path, opened: Callable[..., Any], view: str) -> None:
    """SVG and GEXF are XML, PNG is a PNG, CSV has a line for each thing in view."""
    page = opened(market, f"#view={view}")
    files = {}
    for kind in ("png", "svg", "gexf", "csv"):
        page.click("#saving summary")
        with page.expect_download() as waiting:
            page.click(f"[data-save={kind}]")
        files[kind] = Path(waiting.value.path()).read_bytes()
    assert files["png"].startswith(b"\x89PNG") and len(files["png"]) > 5_000
    drawn = Xml.fromstring(files["svg"].decode())
    assert drawn.tag.endswith("svg") and len(list(drawn.iter())) > 30
    graph = Xml.fromstring(files["gexf"].decode())
    assert sum(one.tag.endswith("}node") for one in graph.iter()) > 20
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert len(rows) > 10 and page.errors == [] and page.requests == [market.as_uri()]


def test_the_way_from_search_to_evidence_needs_no_mouse(market: Path, opened: Callable[..., Any]) -> None:
    """Tab to the search, type, Enter, Tab on into the panel, Enter on a link: its evidence is told, by keys alone."""
    page = opened(market)
    tab_to(page, "#search")
    page.keyboard.type("old fish market")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    post = page.locator("#panel .evidence-who").inner_text()
    assert post and "post=" in page.url
    tab_to(page, "#panel .links .plain")
    page.keyboard.press("Enter")
    assert "link=" in page.url and page.locator("#panel .end").count() == 2
    tab_to(page, "#panel .back")
    page.keyboard.press("Enter")
    assert "38 to 71 %" in page.locator("#panel").inner_text() and page.errors == []


def tab_to(page: Any, target: str) -> None:
    """Press Tab until what has the focus matches; fail after eighty times."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{target}')"):
            return
    raise AssertionError(f"Tab never reached {target}")


SCRIPTS = {"صحيفة الساحل", "Айлақ жаңалықтары", "灯笼日报"}
WRITTEN = """() => {
    window.written = [];
    const sheets = [];
    const plain = CanvasRenderingContext2D.prototype.strokeText;
    CanvasRenderingContext2D.prototype.strokeText = function (text, x, y) {
        const { a, e, f } = this.getTransform();
        if (!sheets.includes(this.canvas)) sheets.push(this.canvas);
        if (this.textBaseline === 'middle') window.written.push(
            { text, sheet: sheets.indexOf(this.canvas), y: y + f / a,
              left: x + e / a, right: x + e / a + this.measureText(text).width });
        return plain.call(this, text, x, y);
    };
}"""
INKED = """(text) => {
    const pen = new OffscreenCanvas(300, 60).getContext('2d');
    pen.font = '32px ' + getComputedStyle(document.body).fontFamily;
    pen.fillText(text, 10, 40);
    return [...pen.getImageData(0, 0, 300, 60).data].filter((value, at) => at % 4 === 3).join('');
}"""


def test_names_in_any_script_are_written_and_never_overlap(market: Path, opened: Callable[..., Any]) -> None:
    """Kazakh, Chinese and Arabic names stand in lanes and network with letters of their own, clear of every other."""
    page = opened(market)
    page.evaluate(WRITTEN)
    tofu = [page.evaluate(INKED, "\U0010fffd" * count) for count in (4, 12, 17)]
    page.click("#tab-network")
    page.wait_for_timeout(150)
    page.evaluate("window.written.length = 0")
    page.click("#theme")  # paints both again
    written = page.evaluate("window.written")
    sheets: dict[int, dict[str, Any]] = {label["sheet"]: {} for label in written}
    for label in written:
        sheets[label["sheet"]][label["text"]] = label
    assert len(sheets) == 2 and any(found.keys() >= SCRIPTS for found in sheets.values())
    for found in sheets.values():
        assert len(found) > 15
        for one, other in itertools.combinations(found.values(), 2):
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or abs(one["y"] - other["y"]) >= 14, (one, other)
    for text in SCRIPTS:
        assert page.evaluate(INKED, text) not in tofu and "1" in page.evaluate(INKED, text)


def test_the_finding_tells_its_tests(market: Path, opened: Callable[..., Any]) -> None:
    """Each test has its figure, and one that was not made is told as such."""
    tests = opened(market).locator("#panel .tests").inner_text()
    assert "97 %" in tests and "not available" in tests
