"""A narrative walked hop by hop: which parents, which changes, what is kept and what is shown."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from collectors.errors import RequestError
from graphs.analyses import keep, kept
from graphs.build import build
from graphs.drift import PRIMARY, Drift, Primary, disclose, drift, worded, wordless
from graphs.drift.hops import posts_of, steps_of
from graphs.people import People
from graphs.store import Store

PAGE = "https://harbourdaily.example/2026/05/01/norvale-bridge-repairs"
ARTICLE = "web:harbourdaily.example/2026/05/01/norvale-bridge-repairs"
POSTS = [
    {
        "post_id": ARTICLE, "actor_id": "web:harbourdaily.example", "platform": "web", "kind": "article", "url": PAGE,
        "at": "2026-05-01T08:00:00", "lang": "en",
        "text": "Mayor Orla Venn said the Norvale bridge will not close. Repairs will cost about 12 million crowns.",
    },
    {
        "post_id": "x:101", "actor_id": "x:1", "at": "2026-05-01T09:00:00", "lang": "ru", "urls": [PAGE],
        "text": "Мэр Орла Венн заявила, что мост в Норвейле закроют. Ремонт обойдётся в 21 млн крон. @orla_fan",
    },
    {
        "post_id": "x:102", "actor_id": "x:2", "at": "2026-05-01T10:00:00", "lang": "ru", "urls": [PAGE],
        "quote_of": "x:101", "kind": "quote",
        "text": "Полиция сообщила, что мост в Норвейле закроют. Ремонт обойдётся в 21 млн крон.",
    },
    {
        "post_id": "x:103", "actor_id": "x:3", "at": "2026-05-01T11:00:00", "lang": "en", "urls": [PAGE], "text": "",
    },
]  # fmt: skip


@pytest.fixture
def story(case_store: Store, plant: Callable[..., None]) -> tuple[Store, str]:
    """Give a case with one article, two who retell it and one who only links to it, and the narrative's id."""
    plant(case_store, posts=POSTS)
    build(case_store)
    query = "select narrative_id from narrative where level = 'link'"
    return case_store, case_store.connection.execute(query).fetchall()[0][0]


def test_each_hop_names_the_slot_that_it_changed(story: tuple[Store, str]) -> None:
    """The first retelling turns the statement and its number; the second changes who said it."""
    store, narrative = story
    found = drift(store, narrative)
    said = {(hop.parent_id, hop.child_id): {(c.slot, c.kind) for c in hop.changes} for hop in found.hops}
    assert said[ARTICLE, "x:101"] == {("negation", "dropped"), ("number", "replaced"), ("hedge", "dropped")}
    assert said["x:101", "x:102"] == {("attribution", "replaced"), ("name", "dropped")}
    assert [(hop.evidence, hop.language_pair) for hop in found.hops] == [("citation", "en-ru"), ("reference", "ru-ru")]
    assert (found.posts, found.worded, found.orphans, found.left_out) == (4, 3, 1, 0)


def test_a_primary_document_tells_which_changes_leave_it(story: tuple[Store, str]) -> None:
    """Each post is compared with it, and each hop's change leaves it, comes back to it, or neither."""
    store, narrative = story
    found = drift(store, narrative, primary=Primary("minutes.txt", str(POSTS[0]["text"])))
    assert {hop.parent_id for hop in found.from_primary} == {PRIMARY}
    differ = {hop.child_id: {c.slot for c in hop.changes} for hop in found.from_primary}
    assert differ[ARTICLE] == set()
    assert {"negation", "number"} <= differ["x:101"]
    first = next(hop for hop in found.hops if hop.child_id == "x:101")
    toward = dict(zip([c.slot for c in first.changes], first.toward, strict=True))
    assert toward["negation"] == toward["number"] == "departs"


def test_a_traced_way_goes_before_another_parent(story: tuple[Store, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps of kept findings replace the best link of the same child."""
    from graphs.drift import hops
    from graphs.trace.finding import Path as Way

    store, narrative = story

    class Traced(msgspec.Struct):
        paths: tuple[Way, ...]

    way = Way(posts=(ARTICLE, "x:102"), actors=("a", "b"), evidence=("citation",), probability=0.9)
    monkeypatch.setattr(hops, "saved", lambda store, narrative: [Traced((way,))])
    steps = {step.child_id: (step.parent_id, step.evidence, step.traced) for step in steps_of(store, narrative)}
    assert steps["x:102"] == (ARTICLE, "citation", True)
    assert steps["x:101"] == (ARTICLE, "citation", False)


def test_what_is_kept_has_no_words_and_gets_them_back(story: tuple[Store, str]) -> None:
    """The case keeps places only; the words are cut from the posts again."""
    store, narrative = story
    found = drift(store, narrative)
    keep(store, "drift", narrative, wordless(found), version=found.version)
    (again,) = kept(store, "drift", Drift)
    document = msgspec.json.encode(again).decode()
    assert "crowns" not in document and "Полиция" not in document and "venn" not in document
    texts = {post_id: post.words for post_id, post in posts_of(store, {str(p["post_id"]) for p in POSTS}).items()}
    before = [(c.slot, c.before, c.after) for hop in found.hops for c in hop.changes]
    assert [(c.slot, c.before, c.after) for hop in worded(again, texts).hops for c in hop.changes] == before
    assert again.counts() == found.counts()


def test_people_are_pseudonyms_and_the_public_gets_no_words_of_theirs(story: tuple[Store, str]) -> None:
    """Individuals' ids never come out; for the public their words do not either."""
    store, narrative = story
    found = drift(store, narrative)
    authors = {str(p["post_id"]): str(p["actor_id"]) for p in POSTS}
    people = People(store, b"key")
    analyst, public = (disclose(found, people, authors, public=given) for given in (False, True))
    ids = {post for hop in analyst.hops for post in (hop.parent_id, hop.child_id)}
    assert "x:101" not in ids and ARTICLE in ids
    assert any(change.after == "21 млн крон" for hop in analyst.hops for change in hop.changes)
    assert all(change.before is None and change.after is None for hop in public.hops for change in hop.changes)
    assert public.counts() == analyst.counts() == found.counts()


def test_the_result_does_not_depend_on_the_order_of_rows(
    story: tuple[Store, str], plant: Callable[..., None], tmp_path: Path
) -> None:
    """The same posts in another order give the same bytes."""
    store, narrative = story
    with Store(tmp_path / "other.duckdb", read_only=False) as other:
        plant(other, posts=POSTS[::-1])
        build(other)
        assert msgspec.json.encode(drift(other, narrative)) == msgspec.json.encode(drift(store, narrative))


def test_hops_beyond_the_most_are_counted(story: tuple[Store, str]) -> None:
    """What is too much to read is said."""
    store, narrative = story
    found = drift(store, narrative, most=1)
    assert (len(found.hops), found.left_out) == (1, 1)


def test_an_unknown_narrative_is_a_request_that_cannot_be_met(case_store: Store) -> None:
    """The message names it and the way out."""
    with pytest.raises(RequestError, match="no narrative w-none"):
        drift(case_store, "w-none")
