"""What a build keeps for the next: whatever the portions, the result is that of one build of everything."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graphs.erase.tables import empty_derived
from graphs.narratives import find_words_level, growing
from graphs.narratives.growing import among, correspondence
from graphs.narratives.kept import forget_kept, kept_folder
from graphs.store import Store

Plant = Callable[..., None]
ROWS = "select * from narrative_post where level = 'words' order by all"
FLAGS = "select narrative_id, flags from narrative where level = 'words' order by all"
FOOTERS = ["Read the Saltby Lighthouse, issue {} of May", "Write to the desk of Eastmere before {} June"]


def invented(rng: random.Random, count: int) -> list[dict[str, Any]]:
    """Write posts of few authors from few phrases, so that buckets are full, with edits, footers and equal texts."""
    phrases = [" ".join(f"w{rng.randrange(60)}" for _ in range(6)) for _ in range(8)]
    stories = [" ".join(rng.sample(phrases, 3)) for _ in range(8)]
    posts = []
    for number in range(count):
        words = rng.choice(stories).split()
        for _ in range(rng.randrange(5)):
            words[rng.randrange(len(words))] = f"v{rng.randrange(400)}"
        author = rng.randrange(6)
        text = " ".join(words[: rng.choice((4, 9, 18, 18, 18))])
        if author < 2 and rng.random() < 0.7:
            text += "\n" + FOOTERS[author].format(rng.randrange(30))
        at = rng.randrange(40) * 20_000_000
        posts.append({"post_id": f"x:{number}", "at": at, "actor_id": f"x:a{author}", "text": text})
    return posts


def built(store: Store) -> list[list[Any]]:
    """Build the level and return all that it says."""
    with store.transaction():
        find_words_level(store, 0)
    return [store.connection.execute(query).fetchall() for query in (ROWS, FLAGS)]


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare only what is fresh, however much it is."""
    monkeypatch.setattr(growing, "MOST_FRESH", 1.0)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("always")
def test_any_portions_give_what_one_build_gives(case_store: Store, plant: Plant, tmp_path: Path, seed: int) -> None:
    """Posts come in portions, in no order of time, some are deleted, reworded, redated: the end is as at once."""
    rng = random.Random(seed)
    posts = invented(rng, 110)
    low = 0
    while low < len(posts):
        size = rng.choice((3, 12, 40))
        plant(case_store, posts[low : low + size])
        low += size
        change = rng.choice(
            ("deleted_at = 1", "text = 'w1 w2 w3 w4 w5 w6 w7 w8'", "published_lo = 5000", "deleted_at = null")
        )
        gone = f"x:{rng.randrange(min(low, len(posts)))}"
        case_store.connection.execute(f"update post set {change} where post_id = ?", [gone])
        grown = built(case_store)
    with Store(tmp_path / "once.duckdb", read_only=False) as once:
        once.connection.register("posts", case_store.connection.sql("select * from post").to_arrow_table())
        once.connection.execute("insert into post select * from posts")
        assert built(once) == grown


@pytest.mark.usefixtures("always")
def test_an_outlet_learns_again_when_one_of_its_accounts_posts(case_store: Store, plant: Plant, tmp_path: Path) -> None:
    """A line is learnt over all accounts of an outlet: a post of one of them changes how the others are read."""
    footer = "\nMore of this on the pages of the Norvale Crier"
    story = "the night ferry of {0} was sold to a company that nobody in the valley of {0} had heard of before today"
    actors = [{"actor_id": f"x:b{i}", "domains": ["crier.example"]} for i in range(4)]
    posts = [
        {"post_id": f"x:{i}", "at": i, "actor_id": f"x:b{i % 4}", "text": story.format(f"p{i}") + footer}
        for i in range(8)
    ]
    with Store(tmp_path / "once.duckdb", read_only=False) as once:
        plant(once, posts, actors)
        at_once = built(once)
    plant(case_store, posts[:4], actors)
    built(case_store)
    for post in posts[4:]:
        plant(case_store, [post])
        grown = built(case_store)
    assert grown == at_once


def test_only_authors_with_news_are_read_again(case_store: Store, plant: Plant) -> None:
    """Of posts that stay as they were only those are read whose author posts again."""
    posts = invented(random.Random(9), 60)
    plant(case_store, posts)
    built(case_store)
    plant(case_store, [{"post_id": "x:new", "at": 9, "actor_id": "x:a5", "text": "w1 w2 w3 w4 w5 w6 w7"}])
    built(case_store)
    read = case_store.connection.execute("select distinct author from word_stale join word_post using (author)")
    assert len(read.fetchall()) == 1


def test_a_second_build_of_the_same_compares_nothing(
    case_store: Store, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing changed no bucket is looked at, and the result is the same."""
    plant(case_store, invented(random.Random(2), 80))
    first = built(case_store)
    monkeypatch.setattr(growing, "bucket_pairs", None)
    assert built(case_store) == first


def test_files_that_are_not_those_of_the_tables_are_not_used(case_store: Store, plant: Plant) -> None:
    """After a build that was cut short, or in a case copied without its files, all is made from the beginning."""
    plant(case_store, invented(random.Random(4), 60))
    first = built(case_store)
    plant(case_store, [{"post_id": "x:new", "at": 9, "actor_id": "x:a5", "text": "w1 w2 w3 w4 w5 w6 w7"}])
    with pytest.raises(ZeroDivisionError), case_store.transaction():
        find_words_level(case_store, 0)
        raise ZeroDivisionError
    case_store.connection.execute("delete from post where post_id = 'x:new'")
    assert built(case_store) == first
    forget_kept(case_store)
    assert built(case_store) == first


def test_erasing_takes_what_was_kept(case_store: Store, plant: Plant) -> None:
    """Erasing leaves no word of a post behind, hashed or not."""
    plant(case_store, invented(random.Random(4), 20))
    built(case_store)
    empty_derived(case_store)
    assert not kept_folder(case_store).exists()
    assert case_store.connection.execute("select count(*) from word_text").fetchall() == [(0,)]


def test_the_most_texts_that_keep_their_order_stay() -> None:
    """What moved among the others is fresh, what is gone is nowhere, and no more than need be."""
    before = np.array([10, 20, 30, 40, 50], dtype=np.uint64)
    past = correspondence(before, np.array([50, 10, 99, 20, 40], dtype=np.uint64))
    assert past.old.tolist() == [-1, 0, -1, 1, 3]
    assert past.new.tolist() == [1, 3, -1, 4, -1]


def test_among_is_membership() -> None:
    """The sieve and the search agree with a set."""
    rng = np.random.default_rng(0)
    keys = rng.integers(0, 2**32, 3000, dtype=np.uint32)
    wanted = np.unique(np.concatenate([keys[::7], rng.integers(0, 2**32, 50, dtype=np.uint32)]))
    assert among(keys, wanted).tolist() == [key in set(wanted.tolist()) for key in keys.tolist()]
