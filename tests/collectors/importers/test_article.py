"""Archived pages: text, time with its precision, links, named sources, and what is no article."""

import json
from typing import Any

import pytest

from collectors.importers.article import FORMATS
from collectors.importers.base import Context
from collectors.records import Other, Post, Skipped
from collectors.timestamps import DAY

FETCHED = 1_714_700_000_000  # 2024-05-03T01:33:20Z
WORDS = (
    "The harbour council of Eastmere said on Wednesday that <a href='/2024/talks'>weeks of talks</a> had ended and "
    "that <a href='https://other.example/report?id=7'>a report</a> had decided the matter of the old fish market. "
    "Traders heard of it from the notice on the door, which nobody had signed."
)
MORE = "Boats from the islands will land at the new pier from June on, said the same notice, in smaller letters below."


def page(head: str = "", body: str = f"<article><p>{WORDS}</p><p>{MORE}</p></article>", **more: Any) -> dict[str, Any]:
    opening = f'<html lang="en-GB"><head><title>Market | North Times</title>{head}</head><body>'
    html = f'{opening}<nav><a href="/x">x</a></nav>{body}</body></html>'
    url = "https://www.north.example/2024/05/market-to-close?utm_source=feed"
    return {
        "article_page": 1,
        "url": url,
        "final_url": url,
        "retrieved_at": FETCHED,
        "headers": {},
        "html": html,
        **more,
    }


def post_of(item: dict[str, Any]) -> Post:
    (found,) = [one for one in FORMATS[0].read(item, Context()) if isinstance(one, Post)]
    return found


def test_an_article_is_read_whole() -> None:
    """Id by canonical address, outlet by domain, text by paragraphs without addresses, links of the text alone."""
    found = post_of(page('<meta property="og:title" content="Market to close"><meta name="author" content="Ada Moss">'))
    assert (found.post_id, found.actor_id) == ("web:north.example/2024/05/market-to-close", "web:north.example")
    assert (found.title, found.lang, found.kind) == ("Market to close", "en", "article")
    assert found.text is not None and found.text.startswith(
        "The harbour council of Eastmere said on Wednesday that weeks"
    )
    assert "http" not in found.text and found.text.count("\n") == 1
    assert [one.raw for one in found.urls] == [
        "https://www.north.example/2024/talks",
        "https://other.example/report?id=7",
    ]


@pytest.mark.parametrize(
    ("head", "lo", "hi"),
    [
        ('<meta property="article:published_time" content="2024-05-01T08:00:00+05:00">', 1714532400000, 1714532400000),
        ('<meta property="article:published_time" content="2024-05-01T08:00+05:00">', 1714532400000, 1714532459999),
        (
            '<script type="application/ld+json">{"@graph":[{"datePublished":"2024-05-01T08:00:00Z"}]}</script>',
            1714550400000,
            1714550400000,
        ),
        ('<meta itemprop="datePublished" content="2024-05-01">', 1714471200000, 1714651199999),
        ('<meta itemprop="datePublished" content="2024-05-01T08:00:00">', 1714500000000, 1714593600000),
    ],
    ids=["second", "minute", "json-ld", "day", "no zone"],
)
def test_times_have_the_precision_of_the_page(head: str, lo: int, hi: int) -> None:
    """A second, a minute, a day anywhere on Earth, a time of day without zone."""
    found = post_of(page(head))
    assert (found.published_lo, found.published_hi, found.published_source) == (lo, hi, "page")


def test_a_page_without_a_time_was_there_when_it_was_fetched() -> None:
    """The bound is of our making and says so."""
    found = post_of(page())
    assert (found.published_lo, found.published_hi, found.published_source) == (FETCHED - 30 * DAY, FETCHED, "seen")


def test_no_article_is_younger_than_its_fetching() -> None:
    """A day that has not ended is cut; a time in the future is not believed."""
    assert post_of(page('<meta name="date" content="2024-05-03">')).published_hi == FETCHED
    assert post_of(page('<meta name="date" content="2030-05-03T00:00:00Z">')).published_source == "seen"


def test_named_sources_are_links() -> None:
    """What a page says it is based on counts as cited."""
    data = {
        "isBasedOn": {"url": "https://agency.example/2024/wire"},
        "dateModified": "2024-05-02T08:00:00Z",
        "datePublished": "2024-05-01T08:00:00Z",
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    found = post_of(page(head))
    assert found.urls[-1].raw == "https://agency.example/2024/wire"
    assert found.edited_at == 1714636800000


def test_the_address_a_page_claims_counts_within_its_domain() -> None:
    """A claim on another domain, or on a home page, is not believed; the address asked for stays known."""
    own = post_of(page('<link rel="canonical" href="/2024/05/market-closes-for-good">'))
    assert own.post_id == "web:north.example/2024/05/market-closes-for-good"
    assert own.url is not None and "market-to-close" in own.url
    for claim in ("https://other.example/2024/05/market-to-close-now", "https://north.example/"):
        assert post_of(page(f'<link rel="canonical" href="{claim}">')).post_id.endswith("/2024/05/market-to-close")


@pytest.mark.parametrize("body", ["", "<p>Log in</p>", "\ufffd" * 50, "<article></article>"])
def test_a_page_without_an_article_is_set_aside(body: str) -> None:
    """One reason, and the page stays in the archive."""
    found = list(FORMATS[0].read(page(body=body), Context()))
    assert [type(one) for one in found] == [Skipped, Other]


@pytest.mark.parametrize(
    "broken", [{"html": ""}, {"url": 5, "final_url": None}, {"retrieved_at": "x"}, {"final_url": "nowhere"}]
)
def test_a_damaged_record_is_set_aside(broken: dict[str, Any]) -> None:
    """Never an exception."""
    (found,) = FORMATS[0].read(page(**broken), Context())
    assert isinstance(found, Skipped)


def test_reading_twice_gives_the_same() -> None:
    """The order of pages changes nothing: no page is compared with those before it."""
    first, second = page(), page('<meta name="date" content="2024-05-01">')
    once = [list(FORMATS[0].read(one, Context())) for one in (first, second)]
    again = [list(FORMATS[0].read(one, Context())) for one in (second, first)]
    assert once == again[::-1]


def test_chinese_and_right_to_left_texts_come_through() -> None:
    """Paragraphs of any script are text."""
    words = [
        "安布里亚港口管理委员会星期三宣布，旧鱼市场将永久关闭，商贩们从门上的告示得知这一消息。" * 3,
        "پورت باشقۇرۇش كومىتېتى چارشەنبە كۈنى كونا بېلىق بازىرىنى تاقايدىغانلىقىنى ئېلان قىلدى." * 3,
    ]
    found = post_of(page(body="<article>" + "".join(f"<p>{one}</p>" for one in words) + "</article>"))
    assert found.text == "\n".join(words)
