"""The pages of an exploration say what the tables say: the same posts, links, neighbours, and people as pseudonyms."""

import base64
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import quote

import networkx as nx
import pytest

from graphs.people import People
from graphs.store import Store
from viz.explore import Room
from viz.explore.drawings import neighbourhood


def plain(text: str) -> str:
    """Return the words of a page."""
    main = text.partition("<main>")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ").split())


def block(text: str, name: str) -> str:
    """Return a data block of a page as text."""
    found = re.search(rf'id="{name}">([^<]*)<', text)
    return gzip.decompress(base64.b64decode(found[1])).decode() if found else ""


def test_a_walk_through_all_pages_meets_no_individual(explored: Callable[..., Any], traced: str) -> None:
    """Every page that a link leads to is there, and none holds the handle or the native id of a person."""
    pages = explored().walk(70)
    assert len(pages) == 70
    assert {address.partition("?")[0] for address in pages} >= {"narrative", "post", "actor", "draw"}
    told = "\n".join([*pages.values(), *(block(text, "scene") for text in pages.values())])
    assert not re.findall(r"\bblogger\d+\b|x:blogger|x\.com/blogger", told)
    assert "web:north-times.example" in told


def test_with_identify_handles_are_shown_and_marked(explored: Callable[..., Any], traced: str) -> None:
    """The mark stands on every page, and handles in the place of pseudonyms."""
    reader = explored(identify=True)
    page = reader.page(f"narrative?id={traced}&page=1")
    assert "Shows people by name" in page
    assert re.search(r"\bblogger\d+\b", plain(page))


def test_all_posts_of_a_narrative_stand_once_in_order_of_time(
    explored: Callable[..., Any], traced: str, case_store: Store
) -> None:
    """Page after page, the rows are those of the table, earliest first."""
    reader = explored()
    seen: list[int] = []
    for page in range(10):
        text = reader.page(f"narrative?id={traced}&page={page}")
        seen += [int(row) for row in re.findall(r'<p class="line"><a href="post\?n=(\d+)"', text)]
        if "next page" not in text:
            break
    rows = case_store.connection.execute("select rowid from post order by published_lo, post_id").fetchall()
    assert seen == [row for (row,) in rows]


def test_the_evidence_of_a_post_is_that_of_the_tables(
    explored: Callable[..., Any], traced: str, case_store: Store
) -> None:
    """For each of the first posts the counts by class, before and after it, are those of a plain count of the links."""
    reader = explored()
    words = {
        "Reposts, quotes, replies": "reference",
        "Citations": "citation",
        "Named as source": "attribution",
        "Copied wording": "copy",
        "Timing only (never counted)": "timing",
    }
    rows = case_store.connection.execute("select rowid, post_id from post order by published_lo limit 25").fetchall()
    for row, post in rows:
        text = reader.page(f"post?n={row}")
        for way, column in (("before", "child_id"), ("after", "parent_id")):
            shown = re.search(rf'<div class="evidence {way}">(.*?)</div>', text, re.S)
            found = {
                words[name]: int(count)
                for name, count in re.findall(r"</i>([^<]+?) (\d+)</span>", shown[1] if shown else "")
            }
            true = Counter(
                kind
                for (kind,) in case_store.connection.execute(
                    f"select evidence from link where {column} = ?", [post]
                ).fetchall()
            )
            assert found == dict(true), (post, way)


def test_neighbours_are_those_of_the_graph(explored: Callable[..., Any], traced: str, case_store: Store) -> None:
    """An outlet’s neighbours and their links are those that networkx finds in the table of links."""
    graph = nx.MultiDiGraph()
    author = dict(
        case_store.connection.execute(
            "select post_id, actor_id from live_post union all select post_id, actor_id from unseen"
        ).fetchall()
    )
    for parent, child, evidence in case_store.connection.execute(
        "select parent_id, child_id, evidence from link"
    ).fetchall():
        if evidence != "timing" and author[parent] != author[child]:
            graph.add_edge(author[parent], author[child])
    for outlet in ("web:north-times.example", "web:wide-world.example", "web:southern-post.example"):
        text = plain(explored().page(f"actor?id={outlet}"))
        takers, origins = set(graph.successors(outlet)), set(graph.predecessors(outlet))
        for title, others in (("Was taken up by", takers), ("Took from", origins)):
            said = re.search(rf"{title}: (\d+) actors?", text)
            assert int(said[1] if said else 0) == len(others)


def test_a_post_is_found_by_its_pseudonym(explored: Callable[..., Any], traced: str, case_store: Store) -> None:
    """The id that a map or report shows leads to the same page as its row; an unknown one to a sentence."""
    shown = People(case_store, b"a key for tests").post("x:blogger-3")
    ((row,),) = case_store.connection.execute("select rowid from post where post_id = 'x:blogger-3'").fetchall()
    reader = explored()
    assert shown.startswith("post-")
    assert plain(reader.page(f"search?q={shown}")) == plain(reader.page(f"post?n={row}"))
    assert reader.get("search?q=post-0000000000000000")[0] == 404


def test_an_author_is_found_by_pseudonym_and_not_by_handle(
    explored: Callable[..., Any], traced: str, case_store: Store
) -> None:
    """`p-…` leads to the author; the native id of a person does not."""
    reader = explored()
    ((native, row),) = case_store.connection.execute(
        "select actor_id, min(rowid) from post where actor_id like 'x:blogger%' group by 1 order by 1 limit 1"
    ).fetchall()
    shown = People(case_store, b"a key for tests").actor(native)
    assert shown.startswith("p-")
    assert plain(reader.page(f"actor?id={shown}")) == plain(reader.page(f"actor?n={row}"))
    assert reader.get(f"actor?id={native}")[0] == 404
    assert explored(identify=True).get(f"actor?id={native}")[0] == 200


def test_a_search_counts_what_it_finds(explored: Callable[..., Any], traced: str, case_store: Store) -> None:
    """Words are found in titles and texts whatever their case, in any script."""
    reader = explored()
    for words in ("FISH MARKET", "рынок", "老鱼", "балық", "nothing holds this"):
        ((count,),) = case_store.connection.execute(
            "select count(*) from live_post where contains(lower(concat_ws(chr(10), title, text)), lower(?))", [words]
        ).fetchall()
        text = plain(reader.page(f"search?q={quote(words)}"))
        expected = f"{count} posts" if count > 1 else "No posts here"
        assert expected in text


@pytest.mark.parametrize(
    "address",
    [
        "narrative?id=w-none",
        "post?n=99999",
        "post",
        "actor?id=web:none.example",
        "actor?n=-4",
        "search?q=",
        "draw?narrative=w-none",
        "draw?view=globe",
        "nowhere",
        "../",
        "narrative?id=%00",
    ],
)
def test_what_is_not_there_is_said(explored: Callable[..., Any], traced: str, address: str) -> None:
    """An address that leads to nothing gets a sentence and no trace of the program."""
    status, text = explored().get(address)
    assert status in (403, 404)
    assert "Traceback" not in text


def test_an_empty_case_can_be_explored(explored: Callable[..., Any], case_store: Store) -> None:
    """A case without posts has a first page that says so."""
    assert "No narratives here" in plain(explored().page())


def test_a_neighbourhood_says_whom_it_left_out(
    explored: Callable[..., Any], case_store: Store, plant: Callable[..., None]
) -> None:
    """Of more neighbours than are drawn, those with most links stay, and the page says how many went."""
    posts = [{"post_id": "web:hub.example/1", "actor_id": "web:hub.example", "at": 1_714_521_600_000}]
    posts += [{"post_id": f"x:{n}", "actor_id": f"x:u{n}", "at": 1_714_521_600_000 + n} for n in range(200)]
    plant(case_store, posts=posts)
    case_store.connection.executemany(
        "insert into link values (?, ?, 'citation', 1.0, 1.0, '')",
        [("web:hub.example/1", f"x:{n}") for n in range(200)],
    )
    room = Room(case_store, People(case_store, b"a key for tests"), "hub")
    page = neighbourhood(room, "web:hub.example")
    scene = json.loads(block(page.html, "scene"))
    assert page.summary["nodes"] == 151
    assert [(one["what"], one["count"], one["of"]) for one in scene["omitted"]] == [("actors", 50, 201)]
    assert "Was taken up by: 200 actors; 170 further actors" in plain(explored().page("actor?id=web:hub.example"))
