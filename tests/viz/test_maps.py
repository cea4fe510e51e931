"""Maps: what is asked for is drawn or refused in a sentence; people are pseudonyms; the same bytes every time."""

import base64
import gzip
import json
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from collectors.errors import RequestError
from graphs.groups import parse
from graphs.people import People
from graphs.store import Store
from viz.maps import map_graph, map_narrative
from viz.page import Page
from viz.scene import Scene, Texts


def scene_of(page: Page) -> dict[str, Any]:
    """Read the scene back out of a page, and check it against its own type."""
    scene, texts = block(page, "scene"), block(page, "texts")
    msgspec.json.decode(scene, type=Scene)
    msgspec.json.decode(texts, type=Texts)
    return {**json.loads(scene), "texts": json.loads(texts)["posts"]}


def block(page: Page, name: str) -> bytes:
    """Unpack a data block of a page."""
    found = re.search(rf'id="{name}">([^<]*)<', page.html)
    assert found
    return gzip.decompress(base64.b64decode(found[1]))


def test_the_narrative_with_most_posts_is_drawn_when_none_is_named(
    case_store: Store, people: People, traced: str
) -> None:
    """The page holds all posts, the title in the narrative's own words, and the saved finding."""
    page = map_narrative(case_store, people, None, view="lanes")
    scene = scene_of(page)
    assert scene["title"] == "The old fish market closes after a secret vote"
    assert page.summary["nodes"] == len(scene["posts"]) == 123 and page.summary["omitted"] == 0
    assert scene["findings"][0]["verdict"] == "source led" and scene["findings"][0]["share"]["lower"] == 0.38


@pytest.mark.parametrize("view", ["lanes", "network", "flows", "timeline", "matrix"])
def test_the_same_input_gives_the_same_bytes(case_store: Store, people: People, traced: str, view: str) -> None:
    """Two pages of one case do not differ."""
    assert (
        map_narrative(case_store, people, None, view=view).html
        == map_narrative(case_store, people, None, view=view).html
    )


def test_individuals_are_pseudonyms_in_every_part(case_store: Store, people: People, traced: str) -> None:
    """No native id, handle or address of an individual is in the page; outlets are named."""
    words = json.dumps(scene_of(map_narrative(case_store, people, None, view="lanes")), ensure_ascii=False)
    assert "north-times.example" in words and "blogger" in words
    assert not re.search(r"x:blogger|blogger\d", words)


def test_identify_shows_ids_and_marks_the_page(case_store: Store, traced: str) -> None:
    """With identify the native ids are there, and the page says that it shows people by name."""
    page = map_narrative(case_store, People(case_store, b"k", identify=True), None, view="lanes")
    assert "x:blogger1" in json.dumps(scene_of(page)) and "Shows people by name" in page.html


def test_the_public_sees_crowds_and_no_words_of_individuals(case_store: Store, people: People, traced: str) -> None:
    """Bloggers are rows of ten or more, without text or address; outlets keep theirs; paths through people go."""
    scene = scene_of(map_narrative(case_store, people, None, view="lanes", audience="public"))
    kinds = [scene["kinds"][code] for code in column(case_store, people, "post.kind", audience="public")]
    texts = dict(zip(kinds, scene["texts"]["text"], strict=True))
    assert texts["crowd"] == "" and texts["article"] != ""
    assert set(kinds) == {"article", "unseen", "crowd", "post"} and "Bloggers EA (34)" in scene["actors"]["label"]
    assert scene["findings"][0]["paths"] == []


def column(store: Store, people: People, name: str, **options: Any) -> list[float]:
    """Read one array out of a page."""
    import numpy as np

    page = map_narrative(store, people, None, view="lanes", **options)
    raw = block(page, "geometry")
    where = next(one for one in scene_of(page)["columns"] if one["name"] == name)
    return list(np.frombuffer(raw, "<" + where["type"], where["length"], where["offset"]).tolist())


def test_given_lanes_head_the_page(case_store: Store, people: People, narrative: str) -> None:
    """Groups become lanes in the order given."""
    groups = [parse("abroad", {"abroad": "role=outlet,country=XN"}), parse("role=blogger", {})]
    scene = scene_of(map_narrative(case_store, people, narrative, view="lanes", lanes=groups))
    assert [lane["label"] for lane in scene["lanes"]] == ["Abroad", "Bloggers", "Others"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda s, p: map_narrative(s, p, None, view="globe"), "no view globe here. Choose one of lanes"),
        (lambda s, p: map_narrative(s, p, None, view="lanes", renderer="webgl"), "renderer webgl is not here"),
        (lambda s, p: map_narrative(s, p, "w-none", view="lanes"), "no narrative w-none"),
        (lambda s, p: map_narrative(s, p, None, view="lanes"), "no narratives yet"),
        (lambda s, p: map_narrative(s, p, None, view="lanes", renderer="pyvis"), "no narratives yet"),
        (lambda s, p: map_graph(s, p, "likes", view="network"), "likes is not a kind"),
        (lambda s, p: map_graph(s, p, None, view="network", audience="all"), "audience all is not known"),
        (lambda s, p: map_graph(s, p, "links", view="flows", renderer="pyvis"), "pyvis draws the network only"),
    ],
)
def test_what_cannot_be_drawn_is_refused(case_store: Store, people: People, call: Any, words: str) -> None:
    """Each refusal names the value and what would work."""
    with pytest.raises(RequestError, match=words):
        call(case_store, people)


def test_a_whole_case_shows_reposts_and_citations_with_a_post_under_each_tie(
    case_store: Store, people: People, plant: Callable[..., None]
) -> None:
    """Ties run from origin to taker, each class apart, and the first post behind a tie can be read."""
    plant(
        case_store,
        posts=[
            {"post_id": "web:north.example/a", "at": 0, "actor_id": "web:north.example", "text": "An article"},
            {"post_id": "x:1", "at": 1, "actor_id": "x:a", "text": "Look at this"},
            {"post_id": "x:2", "at": 2, "actor_id": "x:b", "repost_of": "x:1", "text": "Look at this"},
        ],
    )
    case_store.connection.execute("insert into link values ('web:north.example/a', 'x:1', 'citation', 1, 1, '')")
    case_store.connection.execute("insert into derived values ('links', 'f', 1)")
    page = map_graph(case_store, people, None, view="network")
    scene = scene_of(page)
    assert page.summary == {"nodes": 3, "edges": 2, "omitted": 0}
    assert (
        scene["views"] == ["timeline", "network", "matrix", "flows", "table"]
        and sorted(scene["texts"]["text"]) == ["Look at this"] * 2
    )


def test_one_narrative_can_be_drawn_by_pyvis(case_store: Store, people: People, narrative: str) -> None:
    """The small picture of another maker has the same actors."""
    own = map_graph(case_store, people, None, view="network", narrative=narrative)
    other = map_graph(case_store, people, None, view="network", narrative=narrative, renderer="pyvis")
    assert own.summary["nodes"] == other.summary["nodes"]
