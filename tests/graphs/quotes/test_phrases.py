"""Quoted phrases of a case: only new posts are read, variants hang together, and stories stay apart."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from collectors.errors import RequestError
from graphs.build import build
from graphs.people import People
from graphs.quotes.listing import phrase_variants
from graphs.quotes.phrases import find_phrases
from graphs.store import Store

Plant = Callable[..., None]
SPEECH = "Nobody asked the people who open the gates of this harbour every single morning"
CUT = "the people who open the gates of this harbour"
CHANGED = "Nobody asked the people who shut the gates of this harbour every single morning"
MARKET = "The council of Eastmere closes the old fish market on the ninth of June after a secret vote of seven members"
FERRY = "The railway office of Norvale has sold the night ferry and both its piers to a firm unknown in the valley"
KEY = b"everybody knows"


def told(*texts: str, first: int = 0, **more: Any) -> list[dict[str, Any]]:
    """Return posts a second apart, each by an author of its own."""
    return [
        {"post_id": f"x:{first + i}", "actor_id": f"x:a{first + i}", "at": 1000 * (first + i), "text": text, **more}
        for i, text in enumerate(texts)
    ]


def market(quoted: str, remark: str = "") -> str:
    return f"{remark} {MARKET}. “{quoted},” said Orla Venn."


def rows(store: Store, narrative: str) -> list[dict[str, Any]]:
    return list(phrase_variants(store, People(store, KEY), narrative))


def only_narrative(store: Store) -> str:
    found = store.connection.execute("select narrative_id from narrative where level = 'words'").fetchall()
    assert len(found) == 1
    return str(found[0][0])


def test_variants_of_a_phrase_hang_together_as_they_arose(case_store: Store, plant: Plant) -> None:
    """The whole phrase is the root; a cut and a changed word follow, each with its first post and its order."""
    plant(case_store, told(market(SPEECH), market(CUT), market(CHANGED), market(SPEECH)))
    build(case_store)
    found = {row["text"].rstrip(","): row for row in rows(case_store, only_narrative(case_store))}
    assert set(found) == {SPEECH, CUT, CHANGED}
    assert len({row["cluster_id"] for row in found.values()}) == 1
    assert found[SPEECH]["parent_id"] is None
    assert found[SPEECH]["posts"] == 2
    assert found[CUT]["parent_id"] == found[CHANGED]["parent_id"] == found[SPEECH]["phrase_id"]
    assert found[CUT]["held"] == 1.0
    assert found[CHANGED]["held"] == pytest.approx(13 / 14)
    assert found[CUT]["p_before_parent"] == 0.0
    assert found[CUT]["first"] == "1970-01-01T00:00:01Z"


def test_one_speech_quoted_by_two_stories_leaves_two_stories(case_store: Store, plant: Plant) -> None:
    """A shared quotation makes no shared narrative; each story says that the phrase is quoted elsewhere."""
    ferry = [f"{remark} {FERRY}. “{SPEECH},” said Orla Venn." for remark in ("Read this:", "Typical:")]
    plant(case_store, told(market(SPEECH, "So it is true:"), market(SPEECH, "Again:"), *ferry))
    build(case_store)
    names = case_store.connection.execute("select narrative_id from narrative where level = 'words'").fetchall()
    assert len(names) == 2
    for (name,) in names:
        assert [(row["posts"], row["elsewhere"]) for row in rows(case_store, name)] == [(2, 1)]


def test_times_known_to_the_day_leave_the_order_open(case_store: Store, plant: Plant) -> None:
    """Two variants of one bare date: each came first with probability one half, and the interval is shown."""
    day = ("2024-05-01T00:00:00Z", "2024-05-01T23:59:59Z")
    plant(case_store, [post | {"at": day} for post in told(market(SPEECH), market(CUT))])
    build(case_store)
    child = next(row for row in rows(case_store, only_narrative(case_store)) if row["parent_id"])
    assert child["p_before_parent"] == pytest.approx(0.5)
    assert (child["first"], child["first_latest"]) == ("2024-05-01T00:00:00Z", "2024-05-01T23:59:59Z")


def test_speakers_are_pseudonyms_unless_the_case_names_them(case_store: Store, plant: Plant) -> None:
    """A person named in a text is not listed by name; an official of the case is."""
    plant(case_store, told(market(SPEECH), market(SPEECH)))
    build(case_store)
    name = only_narrative(case_store)
    assert rows(case_store, name)[0]["speaker"].startswith("p-")
    assert (
        next(iter(phrase_variants(case_store, People(case_store, KEY, identify=True), name)))["speaker"] == "Orla Venn"
    )
    plant(case_store, actors=[{"actor_id": "x:venn", "name": "Orla Venn", "role": "official"}])
    assert rows(case_store, name)[0]["speaker"] == "Orla Venn"


def test_only_new_posts_are_read(case_store: Store, plant: Plant) -> None:
    """Phrases that are on file are not looked for again; edited, deleted and new posts are seen to."""
    plant(case_store, told(market(SPEECH), market(CUT), market(CHANGED)))
    build(case_store)
    case_store.connection.execute("update post_quote set start = 7, \"end\" = 9 where post_id = 'x:0'")
    plant(case_store, told(market(SPEECH, "New:"), first=3))
    case_store.connection.execute("update post set text = 'no words' where post_id = 'x:1'")
    case_store.connection.execute("update post set deleted_at = 1 where post_id = 'x:2'")
    build(case_store)
    kept = case_store.connection.execute("select post_id, start from post_quote order by post_id").fetchall()
    assert kept[0] == ("x:0", 7)
    assert [post for post, _ in kept] == ["x:0", "x:3"]
    assert case_store.connection.execute("select count(*) from phrase").fetchall() == [(1,)]
    assert case_store.connection.execute("select count(*) from phrase_words").fetchall() == [(1,)]


def test_reposts_and_short_quotations_count_nothing(case_store: Store, plant: Plant) -> None:
    """A repost quotes nothing of its own, a name in marks is no phrase, and a phrase twice in a post counts once."""
    posts = told(market("never again"), f"“{SPEECH}” and again “{SPEECH}”")
    posts.append({"post_id": "x:9", "at": 9000, "text": posts[1]["text"], "repost_of": "x:1"})
    plant(case_store, posts)
    build(case_store)
    assert case_store.connection.execute("select posts from phrase").fetchall() == [(1,)]


def test_phrases_do_not_depend_on_the_order_of_posts(case_store: Store, plant: Plant, tmp_path: Any) -> None:
    """Shuffled rows give the same table, byte for byte."""
    texts = [market(SPEECH), market(CUT), market(CHANGED), f"{FERRY}: «{CUT} and more of it»", f"“{SPEECH[:60]}”"]
    posts = told(*texts, *(text.replace("open", "watch") for text in texts))
    plant(case_store, posts)
    find_phrases(case_store, 0)
    random.Random(5).shuffle(posts)
    with Store(tmp_path / "other.duckdb", read_only=False) as other:
        plant(other, posts)
        find_phrases(other, 0)
        assert _table(other) == _table(case_store) != []


def test_titles_are_read_once_and_places_are_those_of_the_text(case_store: Store, plant: Plant) -> None:
    """A quotation in the headline and one in the text of an article both come out whole."""
    article = {"title": f"“{CUT}”", "text": f"Заголовок 😀. «{SPEECH}», — сказала Анна Берг.", "lang": "ru"}
    plant(case_store, [{"post_id": f"web:north-times.example/{i}", "at": i, **article} for i in range(2)])
    build(case_store)
    assert {row["text"] for row in rows(case_store, only_narrative(case_store))} == {CUT, SPEECH}


def test_an_unknown_narrative_is_refused(case_store: Store) -> None:
    """The request names what does not exist."""
    with pytest.raises(RequestError, match="no narrative w-nothing"):
        rows(case_store, "w-nothing")


def _table(store: Store) -> list[Any]:
    return store.connection.execute("select * from phrase").fetchall()
