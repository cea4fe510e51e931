"""HTML becomes text and links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.importers.markup import read


@pytest.mark.parametrize(
    ("html", "text", "links"),
    [
        ("plain", "plain", ()),
        ("a &amp; b&nbsp;c", "a & b c", ()),
        ("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree", ()),
        ('<a href="https://a.example/x">words</a>', "words", ("https://a.example/x",)),
        (
            '<a href="https://a.example/long/path">a.example/long…</a>',
            "https://a.example/long/path",
            ("https://a.example/long/path",),
        ),
        ('<a href="javascript:x()">words</a>', "words", ()),
        ("<script>x</script><style>y</style>z", "z", ()),
        ('<a href="https://a.example/x">open', "open", ("https://a.example/x",)),
        ("a < b", "a < b", ()),
    ],
)
def test_html_reads_as_text_with_its_links(html: str, text: str, links: tuple[str, ...]) -> None:
    """Anchors that show their address read as the address, others keep their words."""
    assert read(html) == (text, links)


def test_classes_can_be_dropped_or_lose_their_link() -> None:
    """For quote fallbacks, and for mentions and hashtags."""
    html = '<p class="gone">x <br>y</p><a class="tag u" href="https://a.example/t">#t</a>'
    assert read(html, drop=frozenset({"gone"}), no_link=frozenset({"tag"})) == ("#t", ())


@given(st.text(alphabet="<>/ab =\"'&;#!-[]p", max_size=60))
def test_no_html_is_too_broken(html: str) -> None:
    """It reads as some text."""
    assert isinstance(read(html).text, str)
