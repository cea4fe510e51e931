"""The link level, the flags and the list: what a reader sees of narratives."""

from collections.abc import Callable
from typing import Any

import pytest

from collectors.errors import RequestError
from graphs.build import build
from graphs.narratives import explain, narratives
from graphs.people import People
from graphs.store import Store

Plant = Callable[..., None]
PAGE = "https://north-times.example/2024/fish-market-closes"
STORY = (
    "The harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote "
    "of seven members"
)


def article(domain: str, at: Any, text: str = STORY, **more: Any) -> dict[str, Any]:
    address = f"{domain}/2024/fish-market-closes"
    return {
        "post_id": f"web:{address}",
        "actor_id": f"web:{domain}",
        "at": at,
        "url": f"https://{address}",
        "text": text,
    } | more


def reasons(store: Store, level: str) -> dict[str, str]:
    rows = store.connection.execute("select post_id, reason from narrative_post where level = ?", [level]).fetchall()
    return dict(rows)


def people(store: Store, *, identify: bool = False) -> People:
    return People(store, b"0" * 32, identify=identify)


def test_a_page_gathers_what_cites_it(case_store: Store, plant: Plant) -> None:
    """The page, posts that cite it under any form of its address, and their reposts and quotes make one narrative."""
    plant(case_store, [
        article("north-times.example", 0),
        {"post_id": "a", "at": 10, "text": "Look", "urls": [PAGE + "?utm_source=x"]},
        {"post_id": "b", "at": 20, "urls": ["http://www.north-times.example/2024/fish-market-closes/"]},
        {"post_id": "c", "at": 30, "repost_of": "a"},
        {"post_id": "d", "at": 40, "quote_of": "c", "text": "Well"},
        {"post_id": "e", "at": 50, "reply_to": "a", "text": "Is that so?"},
        {"post_id": "f", "at": 60, "urls": ["https://north-times.example/"]},
    ])  # fmt: skip
    build(case_store)
    cited = "url:north-times.example/2024/fish-market-closes"
    assert reasons(case_store, "link") == {
        "web:north-times.example/2024/fish-market-closes": "page",
        "x:a": cited, "x:b": cited, "x:c": "repost", "x:d": "quote",
    }  # fmt: skip
    assert reasons(case_store, "words") == {}


def test_one_post_is_no_narrative_and_a_status_page_is_no_article(case_store: Store, plant: Plant) -> None:
    """A page with a single citer makes no narrative, nor does a post's own permanent link."""
    posts = [{"post_id": f"{i}", "at": i, "urls": ["https://x.com/someone/status/99"]} for i in range(3)]
    plant(case_store, [*posts, {"post_id": "z", "at": 9, "urls": [PAGE]}])
    build(case_store)
    assert reasons(case_store, "link") == {}


def test_an_agency_story_is_flagged_at_both_levels(case_store: Store, plant: Plant) -> None:
    """Three outlets that print one text within hours mark the story, and the pages that print it."""
    domains = ["north-times.example", "valley-news.example", "coast-post.example"]
    prints = [article(domain, 600_000 * i) for i, domain in enumerate(domains)]
    citers = [{"post_id": f"{i}", "at": 10**7 + i, "text": f"Hm {i}", "urls": [PAGE]} for i in range(2)]
    roles = [{"actor_id": f"web:{domain}", "role": "outlet"} for domain in domains]
    plant(case_store, [*prints, *citers], roles)
    build(case_store)
    query = "select level, flags from narrative where level <> 'claim' order by level"
    flags = case_store.connection.execute(query).fetchall()
    assert flags == [("link", "agency"), ("words", "agency")]


def test_three_accounts_of_one_outlet_are_no_agency(case_store: Store, plant: Plant) -> None:
    """A site and the channels that its owner claims count once; so do outlets that print days later."""
    own = {"role": "outlet", "domains": ["north-times.example"]}
    channels = [{"actor_id": "telegram:north"} | own, {"actor_id": "x:north"} | own]
    posts = [
        {"post_id": f"{name}/1", "at": 10, "actor_id": name, "text": STORY} for name in ("telegram:north", "x:north")
    ]
    late = article("valley-news.example", 86_400_000 * 3)
    plant(case_store, [article("north-times.example", 0), *posts, late], channels)
    build(case_store)
    assert case_store.connection.execute("select flags from narrative").fetchall() == [("",)]


def test_an_agency_as_first_poster_marks_the_story(case_store: Store, plant: Plant) -> None:
    """A story that an account with the agency role opens is flagged, whoever prints it."""
    posts = [{"post_id": f"p{i}", "at": i, "actor_id": f"x:a{i}", "text": STORY} for i in range(2)]
    plant(case_store, posts, [{"actor_id": "x:a0", "role": "agency"}])
    build(case_store)
    assert case_store.connection.execute("select flags from narrative").fetchall() == [("agency",)]


def test_the_list_has_its_keys(case_store: Store, plant: Plant) -> None:
    """Rows have the interface's keys, times in ISO 8601, lists as lists, and individuals masked in labels."""
    text = f"@herring_fan says: {STORY}"
    posts = [
        {"post_id": f"p{i}", "at": f"2024-05-01T0{i}:00:00Z", "actor_id": f"x:a{i}", "text": text} for i in range(3)
    ]
    plant(case_store, posts)
    build(case_store)
    rows = list(narratives(case_store, people(case_store)))
    assert len(rows) == 1
    assert {k: v for k, v in rows[0].items() if k not in ("narrative_id", "label")} == {
        "level": "words", "posts": 3, "actors": 3, "languages": ["en"],
        "first": "2024-05-01T00:00:00Z", "last": "2024-05-01T02:00:00Z", "flags": [],
    }  # fmt: skip
    assert rows[0]["narrative_id"].startswith("w-")
    assert "herring_fan" not in rows[0]["label"]
    assert "herring_fan" in next(iter(narratives(case_store, people(case_store, identify=True))))["label"]


def test_search_level_and_top_narrow_the_list(case_store: Store, plant: Plant) -> None:
    """Search finds words of labels and texts whatever their case; level and top cut the list, largest first."""
    ferry = "The railway office of Norvale has quietly sold the night ferry and its two piers to strangers"
    texts = [STORY, STORY, f"Why? {STORY}", ferry, ferry]
    posts = [{"post_id": f"p{i}", "at": i, "actor_id": f"x:a{i}", "text": text} for i, text in enumerate(texts)]
    plant(case_store, [*posts, article("north-times.example", 0, "Short"), {"post_id": "q", "at": 9, "urls": [PAGE]}])
    build(case_store)
    who = people(case_store)
    assert [row["posts"] for row in narratives(case_store, who)] == [3, 2, 2]
    assert len(narratives(case_store, who, top=1)) == 1
    assert [row["level"] for row in narratives(case_store, who, level="link")] == ["link"]
    assert [row["posts"] for row in narratives(case_store, who, search="NIGHT Ferry")] == [2]
    assert [row["posts"] for row in narratives(case_store, who, search="why?")] == [3]
    assert len(narratives(case_store, who, search="100%")) == 0


def test_explain_says_why_and_what_is_nearest(case_store: Store, plant: Plant) -> None:
    """A post's narratives come with their reasons, then those of linked posts and the most similar story."""
    ferry = "The harbour council of Eastmere will close the night ferry and its two piers to all but seven members"
    texts = [STORY, STORY, ferry, ferry]
    posts = [{"post_id": f"p{i}", "at": i, "actor_id": f"x:a{i}", "text": text} for i, text in enumerate(texts)]
    page = article("north-times.example", 0, "Short")
    plant(
        case_store,
        [*posts, page, {"post_id": "q", "at": 9, "urls": [PAGE]}, {"post_id": "r", "at": 10, "reply_to": "q"}],
    )
    build(case_store)
    who = people(case_store)
    told = explain(case_store, who, "x:p1")
    assert (told[0]["member"], told[0]["reason"]) == (True, "identical")
    assert [row["reason"][:5] for row in told if not row["member"]] == ["like:"]
    linked = explain(case_store, who, "x:r")
    assert [(row["member"], row["reason"]) for row in linked] == [(False, f"reference to {who.post('x:q')}")]
    assert explain(case_store, who, who.post("x:p1")) == told
    with pytest.raises(RequestError, match="x:nowhere"):
        explain(case_store, who, "x:nowhere")
