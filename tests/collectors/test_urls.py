"""Canonical addresses: what is one page, whose it is, and what kind."""

import csv
import re
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collectors.urls import RULES_VERSION, canonical, domain_of, in_text, platform_actor, platform_post

STORY = "north-times.example/2024/story"


@pytest.mark.parametrize(
    "address",
    [
        "https://north-times.example/2024/story",
        "http://north-times.example/2024/story/",
        "HTTPS://WWW.North-Times.Example:443/2024/story#comments",
        "http://m.north-times.example:80/2024/story?utm_source=a&fbclid=b&ref=tw",
        "https://amp.north-times.example/2024/story/amp/",
        "https://mobile.north-times.example/amp/2024/story?amp=1&outputType=amp",
        "https://north-times.example/2024/story/index.html",
        "https://north-times.example/2024/story#:~:text=harbour",
        "https://user:secret@north-times.example/2024/story",
        "//north-times.example/2024/story",
        "north-times.example/2024/story",
        "https://www.google.com/url?sa=t&q=https%3A%2F%2Fnorth-times.example%2F2024%2Fstory%3Futm_id%3D1&usg=x",
        "https://www.google.co.uk/url?url=http://www.north-times.example/2024/story&sa=U",
        "https://www.google.com/amp/s/www.north-times.example/amp/2024/story",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fnorth-times.example%2F2024%2Fstory%3Ffbclid%3D1&h=AT0",
        "https://vk.com/away.php?to=https%3A%2F%2Fnorth-times.example%2F2024%2Fstory&cc_key=",
        "https://t.me/iv?url=https%3A%2F%2Fnorth-times.example%2F2024%2Fstory&rhash=1",
        "https://www.youtube.com/redirect?event=video&q=https%3A%2F%2Fnorth-times.example%2F2024%2Fstory",
        "https://out.reddit.com/t3_abc?url=https%3A%2F%2Fnorth-times.example%2F2024%2Fstory&token=1",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnorth-times.example%2F2024%2Fstory&data=1",
        "https://north--times-example.cdn.ampproject.org/c/s/www.north-times.example/2024/story",
        "https://north-times-example.turbopages.org/turbo/north-times.example/s/2024/story",
        "https://href.li/?https://north-times.example/2024/story",
    ],
)
def test_addresses_of_one_page_share_its_canonical_form(address: str) -> None:
    """Scheme, device host, port, tracking, fragment, trailing slash and redirectors make no difference."""
    assert canonical(address) == (STORY, "north-times.example", True)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://north.example/A/Story?b=2&a=1&utm_campaign=z", "north.example/A/Story?a=1&b=2"),
        ("https://north.example/?p=12", "north.example/?p=12"),
        ("https://north.example:8080/a", "north.example:8080/a"),
        ("https://north.example/a?x=2&x=1", "north.example/a?x=2&x=1"),
        ("https://north.example/app#!/story/7", "north.example/app#!/story/7"),
        ("https://north.example/app#/story/7", "north.example/app"),
        ("https://Пример.example/Рынок", "xn--e1afmkfd.example/%D0%A0%D1%8B%D0%BD%D0%BE%D0%BA"),
        ("https://north.example/%d0%a0", "north.example/%D0%A0"),
        ("https://mobile.twitter.com/ann/status/12/photo/1?s=20&t=x", "x.com/ann/status/12"),
        ("https://twitter.com/Ann", "x.com/Ann"),
        ("https://youtu.be/abcdefghijk?si=1&t=9", "youtube.com/watch?v=abcdefghijk"),
        ("https://m.youtube.com/watch?feature=share&v=abcdefghijk&list=2", "youtube.com/watch?v=abcdefghijk"),
        ("https://www.youtube.com/shorts/abcdefghijk", "youtube.com/watch?v=abcdefghijk"),
        ("https://www.youtube-nocookie.com/embed/abcdefghijk", "youtube.com/watch?v=abcdefghijk"),
        ("https://telegram.me/s/chan/5", "t.me/chan/5"),
        ("https://m.vk.com/wall-1_2?from=feed", "vk.com/wall-1_2"),
    ],
)
def test_what_tells_pages_apart_is_kept(address: str, wanted: str) -> None:
    """Path case, ids in the query, routes and odd ports stay; the names of a platform become one."""
    page = canonical(address)
    assert page is not None
    assert page.url == wanted


def test_an_archived_copy_is_left_whole() -> None:
    """The address inside an archive's address is not touched, and the page stays the archive's."""
    inner = "https://www.north.example/2024/story/?utm_source=a&b=1"
    page = canonical(f"https://web.archive.org/web/2024/{inner}")
    assert page == (f"web.archive.org/web/2024/{inner}", "archive.org", True)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "mailto:ann@north.example",
        "ftp://north.example/a",
        "https://",
        "http://localhost/a",
        "https://[",
        "story.txt",
        "javascript:alert(1)",
        "https://north.example:99999/",
        "https://\ud800.example/",
        "http://.",
        "http://a..example",
    ],
)
def test_what_is_no_web_address_has_no_canonical_form(address: str) -> None:
    """Other schemes, broken hosts and hosts without a dot give nothing."""
    assert canonical(address) is None


def test_a_redirector_that_leads_nowhere_is_itself() -> None:
    """Only an http(s) target is followed, and not past eight redirectors."""
    for address in ("https://vk.com/away.php?to=javascript:1", "https://www.google.com/url?q=news"):
        page = canonical(address)
        assert page is not None
        assert page.url.startswith(("vk.com/away", "google.com/url"))
    deep = "https://north.example/2024/story"
    for _ in range(9):
        deep = "https://vk.com/away.php?to=" + quote(deep, safe="")
    assert canonical(deep) is None


@pytest.mark.parametrize(
    ("host", "wanted"),
    [
        ("news.north.co.uk", "north.co.uk"),
        ("a.b.example", "b.example"),
        ("ann.blogspot.com", "ann.blogspot.com"),
        ("ann.livejournal.com", "ann.livejournal.com"),
        ("192.168.1.2", "192.168.1.2"),
        ("co.uk", "co.uk"),
    ],
)
def test_the_domain_is_what_somebody_registered(host: str, wanted: str) -> None:
    """The suffix list decides; an author's host on a shared service is a domain of its own."""
    assert domain_of(host) == wanted


ARTICLES = """
/2024/story /2024/05/01/market /2024/05/01/market.html /news/1234567 /news/fish-market /politics/old-market-to-close
/a/b/c/fish-market /story-1 /article12 /news/2024-05-01-market-closes /a1b2c3d4 /world/europe-68901234 /market.html
/?p=12 /index.php?id=77 /novosti/staryj-rynok-zakroyut /p/12 /@ann/why-the-market-closes-0a1b /doc/report.pdf
/columns/why-the-market-closes /video/abc /story/old-market-will-close-for-good-979507/world/0
"""
LISTS = """
/ /news /news/ /politics/ /world/europe /middle-east /tag/old-market-to-close /tags/market /author/ann-lee
/category/news/local /search?q=market /live /live/market-vote-2024 /login /user/ann /users/ann-lee-smith/ /2024 /2024/05
/page/2 /news/2024/05/01
/about-us /contact /topic/old-market-in-eastmere /feed /rss.xml /photo.jpg /en /@ann /news/page/3 /archive
/sitemap.xml /opinion /profile/123456 /index.html /channel/123456 /ru/politics
"""


@pytest.mark.parametrize("path", ARTICLES.split())
def test_an_article_page_counts_as_one(path: str) -> None:
    """A headline, a number, a date or a file in the address makes it one item."""
    page = canonical(f"https://north.example{path}")
    assert page is not None
    assert page.article


@pytest.mark.parametrize("path", LISTS.split())
def test_a_page_that_lists_others_is_no_article(path: str) -> None:
    """Home, section, tag, author, search, live, login, profile and archive pages are not cited as articles."""
    page = canonical(f"https://north.example{path}")
    assert page is not None
    assert not page.article


@pytest.mark.parametrize(
    "address", ["https://t.co/AbC123xyz", "https://bit.ly/3OeuKvH", "https://x.com/ann", "https://t.me/chan"]
)
def test_a_short_link_or_a_profile_is_no_article(address: str) -> None:
    """What only points on, and who somebody is, are not items."""
    page = canonical(address)
    assert page is not None
    assert not page.article


@pytest.mark.parametrize(
    ("address", "post", "actor"),
    [
        ("https://twitter.com/ann/status/12?s=20", "x:12", "x:ann"),
        ("https://x.com/i/web/status/12", "x:12", None),
        ("https://t.me/s/channel/5?single", "telegram:channel/5", "telegram:channel"),
        ("https://t.me/c/123/5", "telegram:123/5", None),
        (
            "https://bsky.app/profile/did:plc:abc/post/3k",
            "bluesky:did:plc:abc/app.bsky.feed.post/3k",
            "bluesky:did:plc:abc",
        ),
        ("https://s.example/@ann/112", "mastodon:s.example/users/ann/statuses/112", "mastodon:s.example/users/ann"),
        (
            "https://s.example/users/ann/statuses/9",
            "mastodon:s.example/users/ann/statuses/9",
            "mastodon:s.example/users/ann",
        ),
        ("https://youtu.be/abcdefghijk", "youtube:abcdefghijk", None),
        ("https://www.youtube.com/@ann", None, "youtube:@ann"),
        ("https://vk.com/feed?w=wall-12_34", "vk:-12_34", None),
        ("https://old.reddit.com/r/eastmere/comments/1abc/the_market/", "reddit:t3_1abc", None),
        ("https://www.reddit.com/r/eastmere/comments/1abc/the_market/k2d/", "reddit:t1_k2d", None),
        ("https://north.example/2024/story", None, None),
        ("https://x.com/search?q=market", None, None),
        ("not an address", None, None),
    ],
)
def test_posts_and_accounts_are_read_from_their_addresses(address: str, post: str | None, actor: str | None) -> None:
    """A link to a post is that post's id; a link to an account names it as the address does."""
    assert (platform_post(address), platform_actor(address)) == (post, actor)


def test_addresses_are_found_in_running_text() -> None:
    """Sentence marks, brackets, markdown and scripts without spaces end an address."""
    text = (
        "See (https://north.example/b_(c)), t.me/chan/5. или north.example/2024/story; www.south.example！"
        "看https://east.example/新闻 и [тут](https://west.example/a)**Ещё "
        "👉https://far.example/b👈 a@b.example/c e.g./x"
    )
    assert in_text(text) == [
        "https://north.example/b_(c)",
        "https://t.me/chan/5",
        "https://north.example/2024/story",
        "https://www.south.example",
        "https://east.example/",
        "https://west.example/a",
        "https://far.example/b",
    ]


_WORDS = st.sampled_from(
    [
        "a",
        "B",
        "amp",
        "s",
        "c",
        "url",
        "2024",
        "story",
        "old-market-to-close",
        "index.html",
        "",
        ".",
        "..",
        "%2e",
        "ж",
        "%d0%b6",
        "%",
        "新闻",
        "a.amp.html",
        "x.amp",
        "away.php",
        "watch",
        "status",
        "12",
        "l.php",
        "iv",
        "turbo",
        "web",
        "amp.html",
    ]
)
_HOSTS = st.sampled_from(
    [
        "north.example",
        "www.m.north.example",
        "www.google.com",
        "twitter.com",
        "mobile.x.com",
        "vk.com",
        "youtu.be",
        "m.youtube.com",
        "t.me",
        "web.archive.org",
        "amp.dev",
        "a.cdn.ampproject.org",
        "yandex.ru",
        "l.facebook.com",
        "bit.ly",
        "127.0.0.1",
        "[::1]",
        "пример.example",
        "www.gov.uk",
        "m.example",
        "north.example.",
        "x-y.turbopages.org",
    ]
)
_PAIRS = st.tuples(
    st.sampled_from(["q", "url", "u", "to", "v", "utm_source", "amp", "ref", "output", "b", "A", "a", "w", "text", ""]),
    st.sampled_from(
        [
            "1",
            "amp",
            "tw",
            "abcdefghijk",
            "%41",
            "+",
            "https://north.example/a",
            "https%3A%2F%2Fsouth.example%2Fb%3Fx%3D1",
            "http://t.co/x",
        ]
    ),
)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """Put together an address in which several rules may meet."""
    path = "".join("/" + word for word in draw(st.lists(_WORDS, max_size=6)))
    query = "&".join(f"{name}={value}" for name, value in draw(st.lists(_PAIRS, max_size=4)))
    port, tail = draw(st.sampled_from(["", ":80", ":443", ":8080"])), draw(st.sampled_from(["", "#x", "#!/a/1", "#!"]))
    return (
        f"{draw(st.sampled_from(['http', 'HTTPS']))}://{draw(_HOSTS)}{port}{path}{'?' + query if query else ''}{tail}"
    )


@given(st.one_of(addresses(), st.text(), st.text().map("https://north.example/".__add__), st.text().map("//".__add__)))
@example("https://google.com/amp/amp/s/north.example/a")
@example("https://north.example//")
@example("https://web.archive.org/web/2/https://a.example//b//?q=1&utm_a=2")
def test_the_canonical_form_is_its_own(address: str) -> None:
    """No input raises, and canonical of a canonical address is itself."""
    page = canonical(address)
    if page is not None:
        assert canonical("https://" + page.url) == page
        platform_post(address), platform_actor(address)


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    """What is found has a scheme and no space in it."""
    assert all(
        re.match(r"https?://\S", found, re.IGNORECASE) and not re.search(r"\s", found) for found in in_text(text)
    )


@given(st.text("aBcD-0", min_size=1), st.text("xYz0", min_size=1))
def test_the_case_of_a_path_is_kept(first: str, second: str) -> None:
    """Two paths that differ in case are two pages."""
    page = canonical(f"https://North.example/{first}/{second}")
    assert page is not None
    assert page.url == f"north.example/{first}/{second}"


def test_most_pages_that_a_news_index_holds_are_articles(data: Path) -> None:
    """Of a quarter of an hour of GDELT, which indexes articles, at least 98 in 100 count as articles."""
    with zipfile.ZipFile(data / "payloads" / "gdelt_gkg" / "20230702153000.gkg.csv.zip") as archive:
        lines = archive.read(archive.namelist()[0]).decode("utf-8", "replace").splitlines()
    pages = [canonical(line.split("\t")[4]) for line in lines]
    assert sum(page is not None and page.article for page in pages) >= 0.98 * len(pages)


def test_hardly_any_front_page_of_an_outlet_is_an_article(data: Path) -> None:
    """Of a thousand front and section pages of outlets, at most one in a hundred counts as an article."""
    with (data / "outlets" / "state_media_matrix.csv").open(encoding="utf-8-sig", newline="") as handle:
        pages = [canonical(row["URL"].strip()) for row in csv.DictReader(handle) if row["URL"].strip()]
    assert sum(page is None or page.article for page in pages) <= 0.01 * len(pages)


def test_the_rules_have_a_version() -> None:
    """Stored links say by which rules they were made."""
    assert RULES_VERSION >= 1


@given(
    st.from_regex(
        r"https?://(www\.|mobile\.|m\.)?(twitter|x)\.com/\w{1,16}/status(es)?/\d{1,20}(/photo/1|/)?", fullmatch=True
    )
)
def test_the_short_way_of_a_status_gives_what_the_general_way_gives(address: str) -> None:
    """An address with a fragment takes the general way; the fragment is dropped, so the two agree."""
    assert canonical(address) == canonical(f"{address}#x")
