"""In a notebook a map lives in a sandboxed frame: drawn, silent, and shut off from the notebook around it."""

from pathlib import Path
from typing import Any

import pytest

from graphs.people import People
from graphs.store import Store
from viz.maps import map_narrative


@pytest.mark.browser
def test_a_map_lives_in_its_fence(browser: Any, case_store: Store, people: People, traced: str, tmp_path: Path) -> None:
    """The map is drawn in its frame, reports no error, and cannot touch the notebook."""
    frame = map_narrative(case_store, people, traced, view="lanes")._repr_html_()
    (tmp_path / "notebook.html").write_text(f"<!doctype html><title>Notebook</title>{frame}", encoding="utf-8")
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "notebook.html").as_uri())
    inside = page.frames[1]
    inside.wait_for_selector("html[data-ready=yes]", timeout=20_000)
    assert inside.locator("canvas").count()
    assert inside.evaluate("(() => { try { return parent.document.title } catch { return 'shut' } })()") == "shut"
    assert errors == []
    page.close()
