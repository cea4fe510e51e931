"""The viewer in a real browser: offline, without errors, and every control changes what it should."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphs.people import People
from graphs.store import Store
from viz.maps import map_graph

pytestmark = pytest.mark.browser
HOSTILE = (
    "</script></title><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">"
    "<a href='javascript:alert(1)'>href</a>\u202eright to left\u0007\u0000--><!-- ${alert(1)} {{1}}"
)


def inked(page: Any) -> int:
    """Count the colours among a grid of the visible canvas's pixels."""
    return int(
        page.evaluate(
            """() => {
            const canvas = [...document.querySelectorAll('canvas')].find((one) => one.offsetParent);
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            const seen = new Set();
            for (let i = 0; i < data.length; i += 4 * 37) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
            return seen.size;
        }"""
        )
    )


def shot(page: Any) -> bytes:
    """Take the picture of the visible view."""
    page.wait_for_timeout(80)
    return bytes(page.locator(".views").screenshot())


def data_of(page: Any, view: str, name: str) -> int:
    """Read a count that the view keeps on its element."""
    return int(page.locator(f"#view-{view}").get_attribute(f"data-{name}"))


def first_post(page: Any) -> tuple[float, float]:
    """Walk to the first post by keyboard and return where its ring stands, by looking for the selection colour."""
    page.focus("#view-lanes canvas")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(80)
    x, y = page.evaluate(
        """() => {
        const canvas = document.querySelector('#view-lanes canvas');
        const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const hit = [];
        for (let i = 0; i < data.length; i += 4) {
            const [red, green, blue] = [data[i], data[i + 1], data[i + 2]];
            const chosen = red > 170 && green < 70 && blue > 70 && blue < 110;
            if (chosen) hit.push([(i / 4) % width, Math.floor(i / 4 / width)]);
        }
        const top = Math.min(...hit.map((one) => one[1]));
        const near = hit.filter((one) => one[1] < top + 16);
        return [near.reduce((sum, one) => sum + one[0], 0) / near.length, top + 8];
    }"""
    )
    box = page.locator("#view-lanes canvas").bounding_box()
    page.keyboard.press("Escape")
    return box["x"] + x, box["y"] + y


def test_the_page_opens_offline_without_a_request_or_an_error(market: Path, opened: Callable[..., Any]) -> None:
    """Nothing is asked of the network, nothing is reported, and every view draws."""
    page = opened(market)
    assert inked(page) > 40
    page.click("#tab-network")
    page.wait_for_timeout(80)
    assert inked(page) > 20
    page.click("#tab-flows")
    assert page.locator("#view-flows svg path").count() > 10
    page.click("#tab-table")
    assert page.locator("#view-table tbody tr").count() == 100
    assert page.errors == [] and page.requests == [market.as_uri()]


def test_the_finding_is_told_with_its_bounds_and_ledger(market: Path, opened: Callable[..., Any]) -> None:
    """The right column has the sentence, both directions, the counts and a path that lights up."""
    page = opened(market)
    panel = page.locator("#panel")
    assert "38 to 71 %" in panel.inner_text() and "Source led" in panel.inner_text()
    assert panel.locator(".bound").count() == 2 and panel.locator(".ledger li").first.inner_text().endswith("64")
    before = shot(page)
    panel.locator(".path").click()
    assert shot(page) != before


def test_hover_shows_a_card_and_a_click_leads_to_the_evidence(market: Path, opened: Callable[..., Any]) -> None:
    """The card has the author and the time; the panel has the text, the links, and a way back."""
    page = opened(market)
    x, y = first_post(page)
    page.mouse.move(x, y)
    assert page.locator(".card").is_visible() and "UTC" in page.locator(".card").inner_text()
    page.mouse.click(x, y)
    panel = page.locator("#panel")
    assert "The council voted" in panel.inner_text() and "LEADS TO" in panel.inner_text().upper()
    link = panel.locator("a").first
    assert link.get_attribute("rel") == "noopener noreferrer" and link.get_attribute("href").startswith("https://")
    panel.locator(".links .plain").first.click()
    assert "FROM" in panel.inner_text().upper() and "post=" not in page.url
    panel.locator(".back").click()
    assert "38 to 71 %" in panel.inner_text()


def test_the_slider_narrows_the_window_by_mouse_and_by_key(market: Path, opened: Callable[..., Any]) -> None:
    """Fewer posts are in view, the picture changes, the address keeps the window."""
    page = opened(market)
    every, before = data_of(page, "lanes", "posts"), shot(page)
    box = page.locator("#window-to").bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] - 500, box["y"] + 10, steps=4)
    page.mouse.up()
    fewer = data_of(page, "lanes", "posts")
    assert fewer < every and shot(page) != before and "to=" in page.url
    page.focus("#window-from")
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert data_of(page, "lanes", "posts") < fewer


def test_play_moves_through_time_and_stops(market: Path, opened: Callable[..., Any]) -> None:
    """While it plays only what has begun is in view; pausing brings all back."""
    page = opened(market)
    every = data_of(page, "lanes", "posts")
    page.click(".play")
    page.wait_for_timeout(400)
    assert data_of(page, "lanes", "posts") < every and page.locator(".slider").get_attribute("data-cursor") != ""
    page.click(".play")
    assert data_of(page, "lanes", "posts") == every


def test_the_legend_filters_every_view(market: Path, opened: Callable[..., Any]) -> None:
    """A class put out leaves lanes, network and flows, and comes back."""
    page = opened(market)
    page.click("#tab-network")
    ties = data_of(page, "network", "edges")
    page.click("#tab-flows")
    bands = data_of(page, "flows", "bands")
    page.click("#tab-lanes")
    links = data_of(page, "lanes", "links")
    page.click("[data-evidence=citation]")
    assert data_of(page, "lanes", "links") < links and data_of(page, "network", "edges") < ties
    assert data_of(page, "flows", "bands") < bands and "hide=citation" in page.url
    assert page.locator("[data-evidence=citation]").get_attribute("aria-pressed") == "false"
    page.click("[data-evidence=citation]")
    assert data_of(page, "lanes", "links") == links


def test_search_finds_and_goes_there_by_keyboard(market: Path, opened: Callable[..., Any]) -> None:
    """Typing lists matches in any script; Enter chooses, and the address keeps the choice."""
    page = opened(market)
    page.fill("#search", "балық")
    assert page.locator("#found li").count() > 2
    page.fill("#search", "north-times")
    page.press("#search", "Enter")
    assert "north-times.example" in page.locator("#panel h2").inner_text() and "actor=" in page.url
    page.fill("#search", "no such words anywhere")
    assert "Nothing found" in page.locator("#found").inner_text()


def test_tabs_keep_the_selection_and_the_address(market: Path, opened: Callable[..., Any]) -> None:
    """A page opened at an address shows that view and that selection; arrow keys turn the tabs."""
    page = opened(market, "#view=table&actor=web%3Anorth-times.example")
    assert page.locator("#tab-table").get_attribute("aria-selected") == "true"
    assert "north-times.example" in page.locator("#panel h2").inner_text()
    page.focus("#tab-table")
    page.keyboard.press("ArrowLeft")
    assert page.locator("#view-flows").is_visible() and "view=flows" in page.url
    page.select_option("#flows-by", label="Platform")
    assert page.locator("#view-flows tbody tr").count() > 1


def test_the_table_sorts_and_chooses(market: Path, opened: Callable[..., Any]) -> None:
    """A heading sorts up and down; a row leads to the evidence."""
    page = opened(market, "#view=table")
    page.locator("#view-table th button").nth(6).click()
    page.locator("#view-table th button").nth(6).click()
    counts = [int(text) for text in page.locator("#view-table tbody td:last-child").all_inner_texts()]
    assert counts == sorted(counts, reverse=True) and counts[0] > 3
    page.locator("#view-table tbody button").first.click()
    assert page.locator("#panel .evidence-who").count() == 1


def test_the_network_walks_by_keyboard_and_zooms(market: Path, opened: Callable[..., Any]) -> None:
    """Arrow keys go from node to node, plus zooms, Escape clears; neighbours are listed."""
    page = opened(market, "#view=network")
    page.focus("#view-network canvas")
    page.keyboard.press("ArrowRight")
    assert "NEIGHBOURS" in page.locator("#panel").inner_text().upper()
    first, before = page.url, shot(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert page.url != first
    page.keyboard.press("+")
    assert shot(page) != before
    page.keyboard.press("Escape")
    assert "actor=" not in page.url


def test_the_interface_speaks_other_languages(market: Path, opened: Callable[..., Any]) -> None:
    """Choosing a language changes the page's own words and its declared language."""
    page = opened(market)
    seen = {page.locator("#tab-lanes").inner_text()}
    for language in ("ru", "kk", "zh"):
        page.select_option("#language", language)
        seen.add(page.locator("#tab-lanes").inner_text())
        assert page.evaluate("document.documentElement.lang") == language
    assert len(seen) == 4 and page.errors == []


def test_dark_light_narrow_and_print_are_drawn(market: Path, opened: Callable[..., Any]) -> None:
    """The theme follows the system and the button; a narrow screen has no sideways scroll."""
    page = opened(market, color_scheme="dark")
    ground = "getComputedStyle(document.querySelector('.viewer')).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 24, 27)"
    page.click("#theme")
    assert page.evaluate(ground) == "rgb(251, 250, 247)"
    narrow = opened(market, viewport={"width": 390, "height": 844})
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 390 and inked(narrow) > 40
    narrow.emulate_media(media="print")
    assert narrow.locator(".tabs").is_hidden() and narrow.errors == []


VIEWS = ("lanes", "timeline", "network", "matrix", "flows", "table")


def test_hostile_texts_never_run(
    case_store: Store, plant_hostile: Callable[[str], str], opened: Callable[..., Any], tmp_path: Path
) -> None:
    """Markup, scripts, direction marks and control characters in every field stay text, in every view and panel."""
    narrative = plant_hostile(HOSTILE)
    people = People(case_store, b"k", identify=True)
    file = map_graph(case_store, people, None, view="network", narrative=narrative).save(tmp_path / "map.html")
    page = opened(file)
    page.on("dialog", lambda dialog: page.errors.append(f"dialog {dialog.message}"))
    for tab in VIEWS:
        page.click(f"#tab-{tab}")
        if page.locator(f"#view-{tab} canvas").count():
            page.focus(f"#view-{tab} canvas")
            page.keyboard.press("ArrowRight")
            page.keyboard.press("Enter")
    page.fill("#search", "script")
    page.press("#search", "Enter")
    page.click("#tab-table")
    page.locator("#view-table tbody button").first.click()
    page.locator("#panel .links .plain").first.click()
    page.wait_for_timeout(100)
    assert "PWNED" not in page.title() and page.errors == [] and page.requests == [file.as_uri()]
    assert page.locator("img").count() == 0 and page.locator("[onerror]").count() == 0
    addresses = page.eval_on_selector_all("a[href]", "links => links.map((link) => link.protocol)")
    assert set(addresses) <= {"https:", "http:"}


def test_no_serious_fault_of_access_is_found(market: Path, opened: Callable[..., Any]) -> None:
    """axe-core finds nothing serious in any view, light and dark, with evidence open."""
    from axe_playwright_python.sync_playwright import Axe

    page = opened(market, "#view=lanes&actor=web%3Anorth-times.example")
    for number, tab in enumerate(VIEWS):
        page.click(f"#tab-{tab}")
        if number % 2:
            page.click("#theme")
        found = Axe().run(page).response["violations"]
        assert [
            (one["id"], one["nodes"][0]["html"][:90]) for one in found if one["impact"] in ("serious", "critical")
        ] == []
