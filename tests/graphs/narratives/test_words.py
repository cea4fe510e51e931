"""The words level: what belongs together does, what does not stays apart, in whatever order it came."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphs.build import build
from graphs.narratives.alike import Comparison
from graphs.narratives.candidates import Comparer, Edges, meetings, pack
from graphs.narratives.clusters import cluster, stars
from graphs.narratives.fingerprints import band_keys
from graphs.narratives.tokens import tokenise
from graphs.store import Store

Plant = Callable[..., None]
STORY = (
    "The harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote "
    "of seven members"
)
OTHER = (
    "The railway office of Norvale has quietly sold the night ferry and its two piers to a company that nobody "
    "in the valley had heard of before"
)
REMARKS = ["So it is true.", "Read this, neighbours!", "Typical.", "Shame on them.", "Thoughts?", "Again in secret."]


def found(store: Store) -> dict[str, tuple[str, str]]:
    rows = store.connection.execute("select post_id, narrative_id, reason from narrative_post where level = 'words'")
    return {post: (narrative, reason) for post, narrative, reason in rows.fetchall()}


def groups(store: Store) -> set[frozenset[str]]:
    by_narrative: dict[str, set[str]] = {}
    for post, (narrative, _) in found(store).items():
        by_narrative.setdefault(narrative, set()).add(post)
    return {frozenset(posts) for posts in by_narrative.values()}


def posts(*texts: str | None, **more: Any) -> list[dict[str, Any]]:
    return [
        {"post_id": f"x:{i}", "at": 1000 * i, "actor_id": f"x:a{i}", "text": t, **more} for i, t in enumerate(texts)
    ]


def test_an_article_and_its_commented_copies_are_one(case_store: Store, plant: Plant) -> None:
    """A story and posts that print it after a short remark make one words narrative, each with its reason."""
    article = {"post_id": "web:north-times.example/s", "at": 0, "actor_id": "web:north-times.example", "text": STORY}
    plant(case_store, [article, *posts(*(f"{remark} {STORY}" for remark in REMARKS))])
    build(case_store)
    assert len(groups(case_store)) == 1
    assert len(found(case_store)) == 7
    assert found(case_store)["web:north-times.example/s"][1] == "typical"
    assert all(reason.startswith("near:") for post, (_, reason) in found(case_store).items() if post.startswith("x:"))


def test_different_short_words_are_no_narrative(case_store: Store, plant: Plant) -> None:
    """Posts with a few words each, alike or not, and posts without text, tie nothing."""
    plant(case_store, posts(*REMARKS, "Typical.", "Typical.", None, None, "https://x.example/a https://x.example/b"))
    build(case_store)
    assert found(case_store) == {}


def test_two_stories_stay_two(case_store: Store, plant: Plant) -> None:
    """Copies of two stories never meet; hostile markup is text like any other."""
    hostile = [f"<script>alert(1)</script> {OTHER}", f"{OTHER} '); drop table post; --"]
    plant(case_store, posts(STORY, OTHER, STORY.upper(), *hostile))
    build(case_store)
    assert groups(case_store) == {frozenset({"x:0", "x:2"}), frozenset({"x:1", "x:3", "x:4"})}
    assert found(case_store)["x:2"][1] == "identical"


def test_a_bare_quotation_does_not_tie_two_articles(case_store: Store, plant: Plant) -> None:
    """Two long articles that print one sentence of a speech stay apart; the bare sentence joins the earlier one."""
    quote = "Nobody asked the people who open the gates of this harbour every single morning"
    long = [" ".join(f"{name}{i} {name}{i + 1}" for i in range(60)) for name in ("north", "south")]
    plant(case_store, posts(f"{long[0]} {quote}", f"{long[1]} {quote}", quote))
    build(case_store)
    assert groups(case_store) == {frozenset({"x:0", "x:2"})}
    assert found(case_store)["x:2"][1].startswith("contains:")
    flags = case_store.connection.execute("select flags from narrative where level = 'words'").fetchall()
    assert flags == [("mixed",)]


def test_reposts_follow_their_original(case_store: Store, plant: Plant) -> None:
    """A repost belongs where its original does, through a chain too; without a collected original its text counts."""
    chain = [
        {"post_id": "r1", "at": 50_000, "repost_of": "x:0", "text": "RT"},
        {"post_id": "r2", "at": 60_000, "repost_of": "x:0", "via": "r1"},
        {"post_id": "r3", "at": 70_000, "repost_of": "x:gone", "text": STORY},
    ]
    plant(case_store, [*posts(STORY, f"Thoughts? {STORY}"), *chain])
    build(case_store)
    assert {post: reason for post, (_, reason) in found(case_store).items()} == {
        "x:0": "typical", "x:1": "near:0.96", "x:r1": "repost", "x:r2": "repost", "x:r3": "identical",
    }  # fmt: skip
    assert len(groups(case_store)) == 1


def test_what_the_platform_no_longer_shows_is_left_out(case_store: Store, plant: Plant) -> None:
    """Deleted posts and superseded versions are in no narrative."""
    gone = [
        {"post_id": "d", "at": 5, "text": STORY, "deleted_at": 9},
        {"post_id": "v", "at": 6, "text": STORY, "superseded_by": "x:0"},
    ]
    plant(case_store, [*posts(STORY, STORY), *gone])
    build(case_store)
    assert set(found(case_store)) == {"x:0", "x:1"}


def test_a_signature_ties_nothing(case_store: Store, plant: Plant) -> None:
    """The footer that a channel puts under most posts is learnt and left out: posts with little else stay alone."""
    footer = "Subscribe to the Saltby Lighthouse channel for all the news of the coast every day"
    bodies = [f"Notice {i}: gate{i} opens, berth{i} shuts, toll{i} doubles, crane{i} rests" for i in range(8)]
    channel = [
        {"post_id": f"telegram:c/{i}", "at": i, "actor_id": "telegram:c", "text": f"{body}\n\n{footer}"}
        for i, body in enumerate(bodies)
    ]
    short = [
        {"post_id": f"telegram:c/9{i}", "at": 100 + i, "actor_id": "telegram:c", "text": f"{remark}\n\n{footer}"}
        for i, remark in enumerate(["Good day", "Good night", "Fog"])
    ]
    plant(case_store, [*channel, *short, *posts(bodies[3])])
    build(case_store)
    assert groups(case_store) == {frozenset({"telegram:c/3", "x:0"})}


def test_scripts_meet_where_the_words_do(case_store: Store, plant: Plant) -> None:
    """Chinese with one edit groups, Kazakh groups across its alphabets."""
    chinese = "东湾港务委员会决定于六月九日关闭旧鱼市场居民表示事先毫不知情"
    cyrillic = "Айлақ кеңесі балық базарын маусымның тоғызында жабады деп шешті"
    latin = "Ailaq keñesi balyq bazaryn mausymnyñ toğyzynda jabady dep şeşti"
    plant(case_store, posts(chinese, chinese.replace("九", "八"), cyrillic, latin))
    build(case_store)
    assert groups(case_store) == {frozenset({"x:0", "x:1"}), frozenset({"x:2", "x:3"})}


def planted_texts(seed: int, size: int) -> tuple[list[str], list[int]]:
    """Return texts of 15 to 25 words, a third of them edits of an earlier original, and the story of each."""
    rng = random.Random(seed)
    texts: list[str] = []
    story: list[int] = []
    for i in range(size):
        if i and rng.random() < 0.4:
            j = rng.choice(sorted(set(story)))
            words = texts[j].split()
            for _ in range(rng.randint(0, 3)):
                words[rng.randrange(len(words))] = f"edit{rng.randrange(10**6)}"
            texts.append(" ".join(words))
            story.append(j)
        else:
            texts.append(" ".join(f"w{rng.randrange(400)}" for _ in range(rng.randint(15, 25))))
            story.append(i)
    return texts, story


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_the_order_of_rows_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, plant: Plant, seed: int
) -> None:
    """Shuffled rows, more threads and other batches give the same narratives, ids, scores and reasons."""
    texts, _ = planted_texts(seed, 120)
    rows, results = posts(*texts), []
    for turn in range(2):
        random.Random(seed + turn).shuffle(rows)
        with Store(tmp_path_factory.mktemp("turn") / "case.duckdb", read_only=False, threads=1 + 3 * turn) as store:
            plant(store, rows)
            build(store)
            results.append(
                [
                    store.connection.execute(f"select * from {table}").fetchall()
                    for table in ("narrative", "narrative_post")
                ]
            )
    assert results[0] == results[1]


@pytest.mark.parametrize("seed", range(8))
def test_all_pairs_agree_on_a_small_case(seed: int) -> None:
    """Comparing every pair, the slow way, gives the same groups, and they are the planted ones."""
    texts, story = planted_texts(seed, 150)
    distinct = sorted(set(texts), key=texts.index)
    words = tokenise(pa.array(distinct))
    comparer = Comparer(words.words, words.starts)
    copies = np.array([texts.count(text) for text in distinct])
    bands = band_keys(comparer.shingles, np.random.default_rng(seed))
    fast = cluster(comparer, copies, meetings(comparer, bands))
    first, second = np.triu_indices(len(distinct), 1)
    alike = Comparison(words.words, words.starts, comparer.shingles)(first, second)
    slow = stars(Edges(pack(first, second), alike), copies)
    assert fast.centre.tolist() == slow.centre.tolist()
    planted = [story[texts.index(text)] for text in distinct]
    assert len({(p, c) for p, c in zip(planted, fast.centre.tolist(), strict=True)}) == len(set(planted))
