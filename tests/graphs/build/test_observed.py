"""Reference and citation links: what posts state themselves, of collected posts and of posts that nobody collected."""

from collections.abc import Callable
from typing import Any

import pytest

from graphs.build import build
from graphs.store import Store

Plant = Callable[..., None]
PAGE = "https://north-times.example/2024/story"
ARTICLE: dict[str, Any] = {
    "post_id": "web:north-times.example/2024/story", "actor_id": "web:north-times.example", "at": 1000, "url": PAGE,
    "title": "The fish market closes",
}  # fmt: skip
HOUR, DAY = 3_600_000, 86_400_000


def links(store: Store, evidence: str) -> dict[tuple[str, str], tuple[float, str]]:
    rows = store.connection.execute(
        "select parent_id, child_id, p_order, detail from link where evidence = ?", [evidence]
    )
    found = rows.fetchall()
    assert len({row[:2] for row in found}) == len(found)
    return {(parent, child): (order, detail) for parent, child, order, detail in found}


def unseen(store: Store) -> list[tuple[Any, ...]]:
    return store.connection.execute("select * from unseen order by post_id").fetchall()


def test_repost_quote_and_reply_are_links_and_a_mention_is_not(case_store: Store, plant: Plant) -> None:
    """Each relation to a post is a link with the relation as its detail; mentions tie actors, not posts."""
    plant(case_store, [
        {"post_id": "a", "at": 0},
        {"post_id": "b", "at": 10, "repost_of": "a"},
        {"post_id": "c", "at": 20, "quote_of": "a", "reply_to": "b"},
        {"post_id": "d", "at": 30, "mentions": ["someone"], "reply_to": "d"},
    ])  # fmt: skip
    build(case_store)
    assert links(case_store, "reference") == {
        ("x:a", "x:b"): (1.0, "repost"), ("x:a", "x:c"): (1.0, "quote"), ("x:b", "x:c"): (1.0, "reply"),
    }  # fmt: skip
    assert unseen(case_store) == []


def test_the_true_parent_goes_before_the_root(case_store: Store, plant: Plant) -> None:
    """Where the platform names the post that a repost was taken from, the root of the cascade is no parent."""
    plant(case_store, [
        {"post_id": "a", "at": 0},
        {"post_id": "b", "at": 10, "repost_of": "a"},
        {"post_id": "c", "at": 20, "repost_of": "a", "via": "b"},
    ])  # fmt: skip
    build(case_store)
    assert set(links(case_store, "reference")) == {("x:a", "x:b"), ("x:b", "x:c")}


def test_a_missing_parent_is_listed_as_unseen(case_store: Store, plant: Plant) -> None:
    """An uncollected or deleted original stays a parent, no later than its earliest citer, counted once a citer."""
    plant(case_store, [
        {"post_id": "b", "at": (40, 60), "repost_of": "gone"},
        {"post_id": "c", "at": 50, "quote_of": "gone"},
        {"post_id": "d", "at": 10, "actor_id": "x:eve", "deleted_at": 99},
        {"post_id": "e", "at": 70, "reply_to": "d"},
    ])  # fmt: skip
    case_store.connection.execute("update reference set target_actor_id = 'x:adam' where target_post_id = 'x:gone'")
    build(case_store)
    assert links(case_store, "reference")[("x:gone", "x:b")] == (1.0, "repost")
    assert unseen(case_store) == [("x:d", None, "x:eve", 70, 1), ("x:gone", None, "x:adam", 50, 2)]


def test_an_edited_post_is_met_in_its_last_version(case_store: Store, plant: Plant) -> None:
    """A reply to an old version is a reply to the version that stands."""
    plant(case_store, [
        {"post_id": "v1", "at": 0, "superseded_by": "x:v2"}, {"post_id": "v2", "at": 1, "superseded_by": "x:v3"},
        {"post_id": "v3", "at": 2}, {"post_id": "r", "at": 9, "reply_to": "v1"},
    ])  # fmt: skip
    build(case_store)
    assert set(links(case_store, "reference")) == {("x:v3", "x:r")}


def test_a_post_cites_the_article_that_it_links_to(case_store: Store, plant: Plant) -> None:
    """Citations go by canonical address; a home page, the page's own address and a repost's copy of a link are none."""
    plant(case_store, [
        ARTICLE | {"urls": [PAGE, "https://north-times.example/2024/earlier"]},
        {"post_id": "a", "at": 2000, "urls": ["http://m.north-times.example/2024/story?utm_source=x", PAGE]},
        {"post_id": "b", "at": 2000, "urls": ["https://north-times.example/"]},
        {"post_id": "c", "at": 3000, "repost_of": "a", "urls": [PAGE]},
        {"post_id": "d", "at": 4000, "repost_of": "gone", "urls": [PAGE]},
    ])  # fmt: skip
    build(case_store)
    canonical = "north-times.example/2024/story"
    assert links(case_store, "citation") == {
        (ARTICLE["post_id"], "x:a"): (1.0, canonical),
        (ARTICLE["post_id"], "x:d"): (1.0, canonical),
        ("unseen:north-times.example/2024/earlier", ARTICLE["post_id"]): (1.0, "north-times.example/2024/earlier"),
    }


def test_an_uncollected_page_is_an_unseen_post_of_its_outlet(case_store: Store, plant: Plant) -> None:
    """It is no later than its earliest citer; its actor is the domain, under whoever claims it."""
    posts = [{"post_id": f"p{i}", "at": (100 * i, 100 * i + 5), "urls": [PAGE]} for i in (3, 1, 2)]
    other = {"post_id": "q", "at": 900, "urls": ["https://coast-post.example/2024/story"]}
    plant(
        case_store,
        [*posts, other],
        [{"actor_id": "telegram:coast", "role": "outlet", "domains": ["coast-post.example"]}],
    )
    build(case_store)
    assert unseen(case_store) == [
        ("unseen:coast-post.example/2024/story", "coast-post.example/2024/story", "web:coast-post.example", 900, 1),
        ("unseen:north-times.example/2024/story", "north-times.example/2024/story", "web:north-times.example", 105, 3),
    ]
    assert len(links(case_store, "citation")) == 4


def test_a_link_to_a_platform_post_meets_that_post(case_store: Store, plant: Plant) -> None:
    """Addresses of posts are read as posts, by number or handle; what a quote says already is not said twice."""
    plant(
        case_store,
        [
            {"post_id": "x:1", "at": 0, "actor_id": "x:7"},
            {"post_id": "telegram:500/9", "at": 0, "actor_id": "telegram:500"},
            ARTICLE | {"urls": ["https://twitter.com/someone/status/1", "https://t.me/harbour/9"]},
            {"post_id": "x:2", "at": 5000, "quote_of": "x:1", "urls": ["https://x.com/someone/status/1"]},
            {"post_id": "x:3", "at": 6000, "urls": ["https://x.com/other/status/77"]},
        ],
        [{"actor_id": "telegram:500", "handle": "Harbour"}, {"actor_id": "x:8", "handle": "Other"}],
    )
    build(case_store)
    assert set(links(case_store, "citation")) == {
        ("x:1", ARTICLE["post_id"]), ("telegram:500/9", ARTICLE["post_id"]), ("x:77", "x:3"),
    }  # fmt: skip
    assert unseen(case_store) == [("x:77", "x.com/other/status/77", "x:8", 6000, 1)]


@pytest.mark.parametrize(
    ("page", "first", "second", "orders"),
    [
        ((0, DAY), 6 * HOUR, 18 * HOUR, (1.0, 1.0)),
        ((0, DAY), (0, DAY), (12 * HOUR, DAY), (0.5, 0.75)),
        (30 * HOUR, 6 * HOUR, 40 * HOUR, (1.0, 1.0)),
    ],
)
def test_a_cited_page_is_no_later_than_its_earliest_citer(
    case_store: Store, plant: Plant, page: Any, first: Any, second: Any, orders: tuple[float, float]
) -> None:
    """The page's interval is cut at its earliest citer; a page re-dated after it has lost its date and came first."""
    citers = [{"post_id": "a", "at": first, "urls": [PAGE]}, {"post_id": "b", "at": second, "urls": [PAGE]}]
    plant(case_store, [ARTICLE | {"at": page}, *citers])
    build(case_store)
    found = links(case_store, "citation")
    assert [found[(ARTICLE["post_id"], name)][0] for name in ("x:a", "x:b")] == pytest.approx(orders)
