"""A page is one file that loads nothing, runs only what it knows, and is the same on every run."""

import base64
import gzip
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import RequestError
from viz.page import NAMES_MARK, Page, compose, escape, isolate, link

HOSTILE = "</script></title><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">"


def composed(**changes: object) -> Page:
    settings: dict[str, object] = {
        "title": "A page",
        "body_html": "<main>text</main>",
        "styles": ["main { color: red }"],
        "scripts": ["document.title = 'ran'"],
        "identified": False,
        "audience": "analyst",
    }
    return compose(**{**settings, **changes})  # type: ignore[arg-type]


class Elements(HTMLParser):
    """Collect every start tag, and the text of styles and scripts, as a parser of HTML sees them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"style": [], "script": [], "title": []}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.inside:
            self.inside[self._open][-1] += data


def test_the_same_arguments_give_the_same_bytes() -> None:
    """Nothing in a page depends on the clock, the order of a mapping or the machine."""
    one = composed(data={"a": b"1", "b": b"2"})
    other = composed(data={"b": b"2", "a": b"1"})
    assert one.html == other.html


def test_the_policy_names_the_hash_of_every_style_and_script() -> None:
    """The policy admits exactly the inline texts of the page, by their SHA-256, and nothing unsafe."""
    page = composed(styles=["a{}", "b{}"], scripts=["1", "2"])
    parsed = Elements(page.html)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page.html)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    for text in (*parsed.inside["style"], *parsed.inside["script"]):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy[1]


def test_the_policy_stands_before_anything_that_could_load() -> None:
    """Only the declaration of the encoding goes before the policy."""
    tags = [tag for tag, _ in Elements(composed().html).tags]
    assert tags[:4] == ["html", "head", "meta", "meta"]
    assert composed().html.index("Content-Security-Policy") < composed().html.index("<style")


def test_a_page_without_scripts_admits_none() -> None:
    """A page that needs no script has a policy that refuses all."""
    assert "script-src 'none'" in composed(scripts=[]).html


def test_carriage_returns_do_not_change_the_hash_that_a_browser_computes() -> None:
    """A parser hands newlines on as LF, so the page holds them as LF."""
    page = composed(scripts=["1\r\n2\r3"])
    assert "1\n2\n3" in page.html


@pytest.mark.parametrize("bad", ["x</script>", "x</SCRIPT >", "<!-- <script>", "a\x00b"])
def test_a_script_that_would_end_itself_is_refused(bad: str) -> None:
    """Text that a parser reads differently from what was hashed never enters a page."""
    with pytest.raises(ValueError, match="end its element"):
        composed(scripts=[bad])


def test_data_blocks_come_back_byte_for_byte() -> None:
    """A block is base64 of gzip without a time, in an element of a type that browsers never run."""
    value = bytes(range(256)) * 9
    block = re.search(
        r'<script type="application/octet-stream;base64" id="scene">([^<]+)</script>',
        composed(data={"scene": value}).html,
    )
    assert block
    packed = base64.b64decode(block[1])
    assert packed[4:8] == b"\0\0\0\0"
    assert gzip.decompress(packed) == value


def test_a_block_id_must_be_plain() -> None:
    """An id that would need escaping is a mistake of ours, not of the data."""
    with pytest.raises(ValueError, match="plain element id"):
        composed(data={'x" onload="': b""})


def test_people_by_name_are_marked() -> None:
    """A page that shows people by name says so where the reader begins; others do not."""
    assert NAMES_MARK in composed(identified=True).html
    assert NAMES_MARK not in composed(identified=False).html
    assert "for the public" in composed(audience="public").html


def test_an_unknown_audience_is_refused() -> None:
    """The error names the value and what to choose from."""
    with pytest.raises(RequestError, match=r"friends is not known\. Choose one of analyst, public"):
        composed(audience="friends")


def test_a_hostile_title_stays_text_and_leaves_the_tab_plain() -> None:
    """Markup in a title neither runs nor shows up in the browser's tab."""
    parsed = Elements(composed(title="Seven words " + HOSTILE).html)
    assert parsed.inside["title"] == ["Seven words"]
    assert Elements(composed(title=HOSTILE).html).inside["title"] == ["Whence"]
    assert [tag for tag, _ in parsed.tags].count("script") == 1


@given(st.text())
def test_escaped_text_adds_no_element_and_comes_back_whole(text: str) -> None:
    """Whatever a post says, a parser sees the same characters and no element, in text and in an attribute."""
    parsed = Elements(f'<p title="{escape(text)}">{escape(text)}</p>')
    assert [tag for tag, _ in parsed.tags] == ["p"]
    assert "\x00" not in escape(text)
    escape(text).encode("utf-8")


def test_direction_marks_stay_inside_their_text() -> None:
    """Foreign text is fenced, so that a right-to-left override cannot turn the words after it."""
    assert isolate("a\u202eb") == '<bdi dir="auto">a\u202eb</bdi>'


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//other.example/x", "http://[", "file:///x", ""]
)
def test_only_web_addresses_become_links(url: str) -> None:
    """Anything but http and https stays text."""
    assert "<a" not in link(url, "text")


def test_links_tell_nothing_about_the_reader() -> None:
    """A link opens apart and sends no referrer; its address is escaped."""
    assert link('https://north-times.example/"x', "N") == (
        '<a href="https://north-times.example/&quot;x" target="_blank" rel="noopener noreferrer">'
        '<bdi dir="auto">N</bdi></a>'
    )


def test_saving_replaces_the_old_file_whole(tmp_path: Path) -> None:
    """A page is written beside its place and moved there; missing folders are made, nothing is left behind."""
    target = tmp_path / "out" / "page.html"
    composed().save(target)
    page = composed(title="Second")
    assert page.save(str(target)) == target
    assert target.read_bytes() == page.html.encode()
    assert [path.name for path in target.parent.iterdir()] == ["page.html"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The error says which file, why, and what to do."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(RequestError, match=r"folder cannot be written .* Name another file"):
        composed().save(tmp_path / "folder")


def test_a_notebook_gets_the_page_in_a_fence() -> None:
    """In a notebook the page lives in a sandboxed frame that cannot reach the notebook."""
    shown = composed(identified=True)._repr_html_()
    (tag, attributes), *rest = Elements(shown).tags
    assert (tag, attributes["sandbox"], rest) == ("iframe", "allow-scripts allow-popups allow-downloads", [])
    assert attributes["srcdoc"] == composed(identified=True).html
