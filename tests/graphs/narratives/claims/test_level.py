"""The claim level: the same claim in other words or another language, and never a twin of it."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from graphs.build import build
from graphs.facts import Fact, find_anchors
from graphs.narratives.claims import level, readings
from graphs.narratives.listing import explain, history, narratives
from graphs.people import People
from graphs.store import Store

Plant = Callable[..., None]
CLOSURE = {
    "en-1": "The harbour council of Eastmere voted 17 to 4 to close the old fish market, Mayor Orla Venn said.",
    "en-2": "Old fish market in Eastmere to shut for good: council decides by 17 votes to 4, announces Orla Venn.",
    "en-3": "It is over, neighbours. Orla Venn and 17 councillors have decided: our fish market in Eastmere closes.",
    "ru-1": "Совет гавани Истмера 17 голосами против 4 решил закрыть старый рыбный рынок, сообщила мэр Орла Венн.",
    "ru-2": "Рыбный рынок в Истмере закроют: за это проголосовали 17 депутатов, говорит мэр Орла Венн.",
    "kk-1": "Истмер айлағының кеңесі 17 дауыспен ескі балық базарын жабуға шешім қабылдады, деді мэр Орла Венн.",
}
TWIN = {
    "en-4": "The railway board of Norvale voted 23 to 9 to close the night ferry pier, Director Tamas Birk said.",
    "en-5": "Night ferry pier in Norvale to shut for good: board decides by 23 votes to 9, announces Tamas Birk.",
    "en-6": "It is over, neighbours. Tamas Birk and 23 directors have decided that our ferry pier in Norvale closes.",
}
OTHERS = {
    "o-1": "Rain is expected along the whole northern coast until the end of the week, with gusts on the islands.",
    "o-2": "The museum shows forty maps that a lighthouse keeper drew from memory in the years after the flood.",
    "o-3": "Библиотека продлила часы работы до девяти вечера, читальный зал открыт и по воскресеньям.",
    "o-4": "Команда гребцов выиграла осеннюю регату и впервые за двадцать лет вышла в первую лигу.",
    "o-5": "Мектеп оқушылары күзде мыңнан астам ағаш отырғызды, көшеттерді орманшылар берді.",
    "o-6": "A baker from the upper town has sold the same rye loaf at the same price since the bridge was built.",
}


def posts(texts: dict[str, str], **more: Any) -> list[dict[str, Any]]:
    return [
        {"post_id": f"x:{name}", "at": 60_000 * at, "actor_id": f"x:a{at}", "text": text, "lang": name[:2], **more}
        for at, (name, text) in enumerate(texts.items())
    ]


def claims(store: Store) -> dict[str, tuple[str, str]]:
    rows = store.connection.execute("select post_id, narrative_id, reason from narrative_post where level = 'claim'")
    return {post.partition(":")[2]: (narrative, reason) for post, narrative, reason in rows.fetchall()}


def groups(store: Store) -> set[frozenset[str]]:
    by_claim: dict[str, set[str]] = {}
    for post, (narrative, _) in claims(store).items():
        by_claim.setdefault(narrative, set()).add(post)
    return {frozenset(members) for members in by_claim.values()}


def test_a_claim_is_found_in_other_words_and_languages(case_store: Store, plant: Plant) -> None:
    """Three languages and scripts tell of one vote: one claim, each post with what ties it; the rest stays out."""
    plant(case_store, posts(CLOSURE | OTHERS))
    build(case_store)
    assert groups(case_store) == {frozenset(CLOSURE)}
    reasons = [reason for _, reason in claims(case_store).values()]
    assert reasons.count("typical") == 1
    assert all(reason == "typical" or reason.startswith(("wording:", "anchors:")) for reason in reasons)


def test_of_many_texts_only_those_with_a_neighbour_are_read(
    case_store: Store, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the number that is read whole, texts alike in wording still meet; nothing else comes in."""
    monkeypatch.setattr(level, "ALL_READ", 0)
    plant(case_store, posts(CLOSURE | OTHERS))
    build(case_store)
    found = groups(case_store)
    assert found and all(members <= set(CLOSURE) for members in found)


def test_twin_stories_do_not_chain(case_store: Store, plant: Plant) -> None:
    """The same kind of event told in the same phrases, with other names and numbers, is another claim."""
    plant(case_store, posts(CLOSURE | TWIN | OTHERS))
    build(case_store)
    found = groups(case_store)
    assert all(len(members & set(CLOSURE)) == 0 or len(members & set(TWIN)) == 0 for members in found)
    assert any(len(members & set(CLOSURE)) >= 5 for members in found)
    assert any(len(members & set(TWIN)) >= 2 for members in found)


def test_shuffled_posts_make_the_same_claims(tmp_path: Any, plant: Plant) -> None:
    """Rows in any order give the same memberships, ids, scores, reasons, labels and terms."""
    made, planted = set(), posts(CLOSURE | TWIN | OTHERS)
    for turn in range(3):
        random.Random(turn).shuffle(planted)
        with Store(tmp_path / f"{turn}.duckdb", read_only=False) as store:
            plant(store, planted)
            build(store)
            rows = store.connection.execute(
                "select * from narrative_post where level = 'claim' order by all"
            ).fetchall()
            said = store.connection.execute("select * from claim order by all").fetchall()
            made.add((tuple(rows), tuple(said)))
    assert len(made) == 1


def test_ids_stay_when_a_case_grows(case_store: Store, plant: Plant) -> None:
    """Later posts, of the claim and of others, leave its id as it was."""
    first = {name: CLOSURE[name] for name in ("en-1", "en-2", "ru-1")}
    plant(case_store, posts(first | OTHERS))
    build(case_store)
    before = {narrative for narrative, _ in claims(case_store).values()}
    more = posts({name: text for name, text in (CLOSURE | TWIN).items() if name not in first})
    plant(case_store, [post | {"at": post["at"] + 3_600_000} for post in more])
    build(case_store)
    after = {claims(case_store)[name][0] for name in first}
    assert len(before) == 1
    assert after == before


def test_near_duplicates_follow_the_text_that_speaks_for_them(case_store: Store, plant: Plant) -> None:
    """A words narrative is one text of a claim; its other posts are in the claim by their words."""
    copies = {f"c-{i}": f"{CLOSURE['en-1']} {end}" for i, end in enumerate(("Shame.", "Well, well.", "Again!"))}
    plant(case_store, posts(CLOSURE | copies | OTHERS))
    build(case_store)
    found = claims(case_store)
    together = {found[name][0] for name in (*CLOSURE, *copies)}
    assert len(together) == 1
    assert sum(reason == "words" for _, reason in found.values()) == 3


def test_a_shared_picture_ties_what_words_do_not(case_store: Store, plant: Plant) -> None:
    """The same picture speaks for one claim, whatever the language; a hashtag alone does not."""
    texts = {"en-a": OTHERS["o-1"], "ru-b": OTHERS["o-4"], "kk-c": OTHERS["o-5"]}
    both = posts({name: texts[name] for name in ("en-a", "ru-b")}, media=["f00d"], tags=["quietpier"])
    alone = [post | {"at": 500_000} for post in posts({"kk-c": texts["kk-c"]}, tags=["quietpier"])]
    rest = posts({name: text for name, text in OTHERS.items() if text not in texts.values()})
    plant(case_store, [*both, *alone, *rest])
    build(case_store)
    assert groups(case_store) == {frozenset(("en-a", "ru-b"))}
    assert {reason.partition(":")[0] for _, reason in claims(case_store).values()} == {"typical", "anchors"}


def test_texts_of_different_months_do_not_meet(case_store: Store, plant: Plant) -> None:
    """The same claim forty days later, with nothing between, is not tied to the first."""
    early = posts({name: CLOSURE[name] for name in ("en-1", "en-2")})
    late = posts({name: CLOSURE[name] for name in ("ru-1", "ru-2")})
    plant(case_store, [*early, *(post | {"at": post["at"] + 40 * 86_400_000} for post in late), *posts(OTHERS)])
    build(case_store)
    assert groups(case_store) == {frozenset(("en-1", "en-2")), frozenset(("ru-1", "ru-2"))}


def test_short_texts_claim_nothing(case_store: Store, plant: Plant) -> None:
    """Four words are too few to say the same thing by."""
    plant(case_store, posts({"en-1": "Orla Venn 17 4", "en-2": "Venn, Orla: 17!", **OTHERS}))
    build(case_store)
    assert groups(case_store) == set()


def test_labels_and_terms_are_in_the_languages_of_the_texts(case_store: Store, plant: Plant) -> None:
    """The list shows a sentence of the claim; the table `claim` names terms for each language."""
    plant(case_store, posts(CLOSURE | OTHERS))
    build(case_store)
    (row,) = list(narratives(case_store, People(case_store, b"key"), level="claim"))
    assert any(row["label"] in text for text in CLOSURE.values())
    assert row["languages"] == ["en", "kk", "ru"]
    ((terms, texts, embedder),) = case_store.connection.execute("select terms, texts, embedder from claim").fetchall()
    assert texts == len(CLOSURE)
    assert embedder.startswith("hashed-grams")
    assert {part.partition(":")[0].strip() for part in terms.split(";")} == {"en", "kk", "ru"}
    assert "market" in terms
    told = explain(case_store, People(case_store, b"key"), "x:ru-1")
    assert [one["level"] for one in told if one["member"]] == ["claim"]


def test_the_level_is_left_out_when_nothing_compares(case_store: Store, plant: Plant) -> None:
    """Without an embedder what an earlier build found goes."""
    plant(case_store, posts(CLOSURE | OTHERS))
    assert build(case_store).narratives["claim"] == 1
    assert "claim narratives" in build(case_store).reused
    assert "claim" not in build(case_store, embedder=None).narratives
    assert groups(case_store) == set()


@pytest.mark.parametrize("text", ["", " ", "\x00", "👍" * 40, "17 4 17 4 17 4", "a" * 5000, "«»" * 30])
def test_odd_texts_are_no_obstacle(case_store: Store, plant: Plant, text: str) -> None:
    """Nothing raises on what has no words, and what has is grouped as before."""
    plant(case_store, posts({**CLOSURE, "zz-1": text, "zz-2": text}))
    build(case_store)
    assert any(frozenset(CLOSURE) <= members for members in groups(case_store))


def test_only_new_texts_are_read(case_store: Store, plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build looks up what texts say; after a new post that alone is read; all is as if built at once."""
    read: list[str] = []

    def noted(text: str, language: str | None) -> tuple[Fact, ...]:
        read.append(text)
        return find_anchors(text, language)

    monkeypatch.setattr(readings, "find_anchors", noted)
    whole = posts(CLOSURE | TWIN | OTHERS)
    plant(case_store, whole[:5] + whole[6:])
    build(case_store)
    assert len(read) == len(whole) - 1
    read.clear()
    plant(case_store, whole[5:6])
    build(case_store)
    assert read == [CLOSURE["kk-1"]]
    grown = claims(case_store)
    case_store.connection.execute("delete from text_anchor; delete from derived")
    build(case_store)
    assert claims(case_store) == grown


def test_what_became_of_claims_is_told(case_store: Store, plant: Plant) -> None:
    """A claim whose texts are deleted has ended, and the history of the level says so."""
    plant(case_store, posts(CLOSURE | TWIN | OTHERS))
    build(case_store)
    gone = claims(case_store)["en-4"][0]
    case_store.connection.execute("update post set deleted_at = 1 where post_id in ('x:en-4', 'x:en-5', 'x:en-6')")
    build(case_store)
    told = [(row["narrative_id"], row["change"]) for row in history(case_store, level="claim")]
    assert told == [(gone, "ended")]
