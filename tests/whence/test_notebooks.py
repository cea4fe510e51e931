"""Results show themselves in notebooks, every text escaped, without scripts of their own."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest

import whence as wh

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "first_steps.ipynb"
HOSTILE = "</td><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">"


def test_the_example_runs_and_every_result_shows_itself() -> None:
    """Each cell of the notebook runs in a kernel of its own; findings, graph, map and report come out as HTML."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(EXAMPLE, as_version=4)
    client = NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(EXAMPLE.parent)}})
    with ThreadPoolExecutor(1) as apart:  # a loop of its own, whatever runs in this thread
        apart.submit(client.execute).result()
    shown = [
        output["data"]["text/html"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "execute_result" and "text/html" in output["data"]
    ]
    tables, frames = [one for one in shown if "<table>" in one], [one for one in shown if one.startswith("<iframe")]
    assert len(tables) == 4
    assert len(frames) == 2
    assert "citations between actors: " in "".join(tables)
    assert all("<script" not in one for one in shown)
    assert not re.search(r"\bperson\d|x:\d", "".join(tables))


@pytest.fixture
def found(told: Path) -> Any:
    """Give the findings of the invented story."""
    with wh.Case.open(told) as case:
        return case.trace(source="role=outlet", target="role=blogger")


def test_hostile_words_are_words(found: Any) -> None:
    """A finding or a row with markup in every text shows it as text."""
    one = msgspec.structs.replace(
        found[0],
        sentence=HOSTILE,
        grade=HOSTILE,
        source_group=HOSTILE,
        target_group=HOSTILE,
        narrative_id=HOSTILE,
        evidence={HOSTILE: 3},
    )
    for shown in (one._repr_html_(), type(found)([one])._repr_html_()):
        assert "<script" not in shown
        assert "<img" not in shown
        assert "&lt;script&gt;" in shown


def test_the_numbers_are_those_of_the_finding(found: Any) -> None:
    """Bounds stand as whole percent, in both directions, and what is not known says so."""
    one = found[0]
    shown = one._repr_html_()
    assert f"{one.share.lower:.0%} to {one.share.upper:.0%}" in shown
    unknown = msgspec.structs.replace(one, share=type(one.share)())
    assert "not known" in unknown._repr_html_()
    assert f"{len(found)} row" in found._repr_html_()
