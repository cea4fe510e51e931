"""The documentation keeps up: every command, option and public name has its place, and no link leads nowhere."""

import re
from pathlib import Path

import pytest
import typer.main

import whence as wh
from whence.cli.app import application

DOCS = Path(__file__).resolve().parents[2] / "docs"
COMMANDS = typer.main.get_command(application).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name: str) -> None:
    """A section of command-line.md names the command; the page names each of its options."""
    page = (DOCS / "command-line.md").read_text(encoding="utf-8")
    assert f"## `whence {name}" in page
    options = {flag for p in COMMANDS[name].params for flag in p.opts if flag.startswith("--")} - {"--help"}
    missing = sorted(flag for flag in options - {"--output"} if flag not in page)
    assert not missing


@pytest.mark.parametrize("name", wh.__all__)
def test_every_public_name_loads_and_is_documented(name: str) -> None:
    """python.md names it, and importing it works."""
    assert f"`{name}`" in (DOCS / "python.md").read_text(encoding="utf-8")
    assert getattr(wh, name) is not None


def test_public_names_are_sorted_and_known() -> None:
    """`__all__` is sorted as ruff sorts it and an unknown name is an AttributeError."""
    assert len(set(wh.__all__)) == len(wh.__all__)
    assert dir(wh) == wh.__all__
    with pytest.raises(AttributeError, match="nonsense"):
        _ = wh.nonsense


def test_every_method_of_a_case_is_documented() -> None:
    """python.md lists the methods of Case."""
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    assert [name for name in dir(wh.Case) if not name.startswith("_") and f"`{name}`" not in page] == []


@pytest.mark.parametrize("page", sorted(p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md")))
def test_no_link_between_pages_is_broken(page: str) -> None:
    """Each relative link of the documentation leads to a file."""
    here = DOCS / page
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", here.read_text(encoding="utf-8"))
    assert [link for link in links if not (here.parent / link).exists()] == []
