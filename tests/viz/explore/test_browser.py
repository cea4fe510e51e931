"""In a real browser an exploration asks nobody else for anything, runs nothing that posts say, and is usable by all."""

from collections.abc import Callable
from typing import Any

import pytest

NARRATIVE = "w-0123456789ab"
HOSTILE = "</script><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">"


@pytest.fixture
def visited(browser: Any) -> Any:
    """Give `visited(url, **options)`: a page that lists its errors and requests on itself."""
    contexts = []

    def visit(url: str, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.errors, page.requests = [], []
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(url)
        return page

    yield visit
    for context in contexts:
        context.close()


def test_a_reader_goes_from_search_to_evidence_to_lanes(
    explored: Callable[..., Any], traced: str, visited: Callable[..., Any]
) -> None:
    """Search, a post, its author, the neighbourhood, the narrative, its lanes: each a click, none goes out."""
    reader = explored()
    page = visited(reader.url)
    page.get_by_label("Find").fill("fish market")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=fish+market")
    page.locator(".posts .line a").first.click()
    assert "What it rests on" in page.inner_text("main")
    page.locator("table a").first.click()
    assert "The old fish market closes" in page.inner_text("h1")
    page.get_by_text("Draw its lanes").click()
    page.wait_for_selector("html[data-ready=yes]")
    assert page.locator("canvas").count()
    page.goto(reader.url + "actor?id=web:north-times.example")
    page.get_by_text("Draw the neighbourhood").click()
    page.wait_for_selector("html[data-ready=yes]")
    assert page.errors == []
    outside = [url for url in page.requests if not url.startswith((reader.url, "blob:", "data:"))]
    assert outside == []


def test_hostile_posts_do_nothing(
    explored: Callable[..., Any], plant_hostile: Callable[[str], str], visited: Callable[..., Any]
) -> None:
    """A case with markup in every field runs none of it on any sort of page, also where people are named."""
    narrative = plant_hostile(HOSTILE)
    for identify in (False, True):
        reader = explored(identify=identify)
        for address in (
            "",
            f"narrative?id={narrative}",
            "post?n=3",
            "post?n=60",
            "actor?n=60",
            "search?q=%3Cscript",
            f"draw?narrative={narrative}",
        ):
            page = visited(reader.url + address)
            page.wait_for_timeout(30)
            assert "PWNED" not in page.title()
            assert page.errors == []
            assert page.locator("img").count() == 0
            page.close()


@pytest.mark.parametrize(
    ("scheme", "addresses"),
    [
        ("light", ("", f"narrative?id={NARRATIVE}&page=2", "actor?id=web:north-times.example")),
        ("dark", ("post?n=60", "search?q=quay+news", f"narrative?id={NARRATIVE}&page=2")),
    ],
)
def test_axe_finds_nothing_to_mend(
    explored: Callable[..., Any], traced: str, visited: Callable[..., Any], scheme: str, addresses: tuple[str, ...]
) -> None:
    """The accessibility checker has no complaint about any sort of page, and nothing sticks out on a narrow screen."""
    from axe_playwright_python.sync_playwright import Axe

    reader = explored()
    for address in addresses:
        page = visited(
            reader.url + address, color_scheme=scheme, viewport={"width": 390, "height": 800}, bypass_csp=True
        )
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()
