"""Lines of GDELT's knowledge graph."""

import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from collectors.importers import gdelt
from collectors.importers.base import Context
from collectors.records import Post, Skipped
from collectors.timestamps import HOUR

BATCH = 1_714_557_600_000
OUTLET = "web:north-times.example"


def test_an_article_is_read_whole(posts: Callable[..., dict[str, Post]]) -> None:
    """Its title is unescaped, its links are split only before an address, its id is the canonical address."""
    post = posts(gdelt, "gdelt.tsv")[f"{OUTLET}/2024/bridge-closed"]
    assert (post.kind, post.actor_id, post.title) == ("article", OUTLET, "Bridge & road – closed")
    assert [one.raw for one in post.urls] == ["https://westfold-post.example/a", "https://westfold-post.example/b;c=1"]
    assert post.url == "https://www.north-times.example/2024/bridge-closed?utm_source=x"


def test_the_time_runs_from_the_page_to_the_batch(posts: Callable[..., dict[str, Post]]) -> None:
    """The text that GDELT saw may be an edited one: it was there no later than the batch."""
    post = posts(gdelt, "gdelt.tsv")[f"{OUTLET}/2024/bridge-closed"]
    assert (post.published_lo, post.published_hi, post.published_source) == (BATCH - 45 * 60_000, BATCH, "page")


def test_without_a_page_time_the_bound_is_stated(posts: Callable[..., dict[str, Post]]) -> None:
    """The source `seen` says that only the upper end was observed."""
    post = posts(gdelt, "gdelt.tsv")[f"{OUTLET}/2024/no-time"]
    assert (post.published_lo, post.published_hi, post.published_source) == (BATCH - gdelt.SEEN_WITHIN, BATCH, "seen")
    assert post.lang == "kk"


def test_a_page_time_after_the_batch_has_lost_its_zone(posts: Callable[..., dict[str, Post]]) -> None:
    """It is moved back by the largest offset there is, and so is a bare date."""
    found = posts(gdelt, "gdelt.tsv")
    assert found[f"{OUTLET}/2024/later"].published_lo == BATCH + 90 * 60_000 - 14 * HOUR
    assert found[f"{OUTLET}/2024/day"].published_lo == BATCH - 34 * HOUR - 14 * HOUR
    assert all(one.published_hi == BATCH for one in found.values())


def test_what_is_no_web_page_is_set_aside(reading: Callable) -> None:
    """Broadcasts and broken lines have their reasons."""
    assert [one.reason for one in reading(gdelt, "gdelt.tsv") if isinstance(one, Skipped)] == ["not a web page"]
    assert [one.reason for one in reading(gdelt, [["a", "b"]])] == ["not a line of 27 columns"]


def test_a_real_file_is_accounted_for_line_by_line(data: Path) -> None:
    """Every line becomes an article or says why not, and no interval is reversed."""
    path = next((data / "payloads" / "gdelt_gkg").glob("*.zip"))
    with zipfile.ZipFile(path) as archive:
        lines = archive.read(archive.namelist()[0]).decode().splitlines()
    items = [line.split("\t") for line in lines]
    assert all(map(gdelt.sniff, items))
    found = [one for item in items for one in gdelt.read(item, Context())]
    kinds = Counter(type(one).__name__ for one in found)
    assert kinds["Post"] + kinds["Skipped"] == 951
    assert kinds["Post"] > 900
    assert all(one.published_lo <= one.published_hi for one in found if isinstance(one, Post))
