"""Copies: inherited departures from the common wording, never shared wording alone."""

import random
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from graphs.build import build
from graphs.build.variants import anchors, variants
from graphs.narratives.tokens import tokenise
from graphs.store import Store

Plant = Callable[..., None]
STORY = (
    "the harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote "
    "of seven members and will sell the hall to a company from Norvale"
)


def copies(store: Store) -> dict[str, tuple[str, str]]:
    rows = store.connection.execute("select child_id, parent_id, detail from link where evidence = 'copy' order by 1")
    return {child: (parent, detail) for child, parent, detail in rows.fetchall()}


def posts(*texts: str) -> list[dict[str, Any]]:
    return [{"post_id": f"{i}", "at": 60_000 * i, "actor_id": f"x:a{i}", "text": text} for i, text in enumerate(texts)]


def varied(before: str, after: str) -> str:
    assert before in STORY
    return STORY.replace(before, after)


def test_an_inherited_variant_is_a_copy(case_store: Store, plant: Plant) -> None:
    """A later text that carries one earlier text's own wording is its copy, and so are copies of the copy."""
    own = varied("old fish", "ancient herring")
    plant(case_store, posts(STORY, own, STORY, f"Look! {own}", STORY, f"{own} Sad.", STORY))
    build(case_store)
    assert copies(case_store) == {"x:3": ("x:1", "ancient herring"), "x:5": ("x:1", "ancient herring")}


def test_one_text_printed_by_all_has_no_copies(case_store: Store, plant: Plant) -> None:
    """Overlap is not copying: identical texts and texts with remarks around them give no copy link."""
    plant(case_store, posts(*[STORY] * 5, f"Who voted for that? {STORY}", f"Shame. {STORY} Shame."))
    build(case_store)
    assert copies(case_store) == {}


def test_a_variant_of_two_roots_speaks_for_neither(case_store: Store, plant: Plant) -> None:
    """Where two independent earlier texts carry a variant, a third that carries it is nobody's copy."""
    own = varied("old fish", "ancient herring")
    twins = [post | {"post_id": f"t{i}", "at": (0, 86_400_000)} for i, post in enumerate(posts(own, f"Hm. {own}"))]
    rest = [post | {"at": 10**9 + post["at"]} for post in posts(STORY, STORY, STORY, STORY, f"Look! {own}")]
    plant(case_store, [*twins, *rest])
    build(case_store)
    assert copies(case_store) == {}


def test_a_tie_between_two_roots_is_dropped(case_store: Store, plant: Plant) -> None:
    """A text with one variant of each of two earlier roots is credited to none of them."""
    one, other = varied("old fish", "ancient herring"), varied("secret vote", "closed session")
    both = one.replace("secret vote", "closed session")
    plant(case_store, posts(STORY, STORY, STORY, one, other, STORY, both, STORY))
    build(case_store)
    assert copies(case_store) == {}


def test_words_left_out_and_unknown_order_are_no_evidence(case_store: Store, plant: Plant) -> None:
    """Two editors cut the same words by chance; texts of one undated day have no first."""
    cut, own = varied("a secret vote of ", ""), varied("old fish", "ancient herring")
    day = {"at": (0, 86_400_000)}
    same_day = [post | {"post_id": f"d{i}"} | day for i, post in enumerate(posts(own, f"Look! {own}"))]
    plant(case_store, [*posts(STORY, cut, STORY, f"Look! {cut}", STORY), *same_day])
    build(case_store)
    assert copies(case_store) == {}


def test_the_majority_decides_what_is_a_variant(case_store: Store, plant: Plant) -> None:
    """Where the typical text departs from what most print, its wording is the variant."""
    old, new = STORY, varied("old fish", "ancient herring")
    others = [new.replace("seven", word) for word in ("eight", "nine", "ten", "eleven", "twelve")]
    plant(case_store, posts(old, *others, f"Look! {old}"))
    build(case_store)
    assert copies(case_store).get("x:6") == ("x:0", "old fish")


def test_the_same_author_copies_nobody(case_store: Store, plant: Plant) -> None:
    """An author's own earlier wording is not a source."""
    own = varied("old fish", "ancient herring")
    plant(case_store, [post | {"actor_id": "x:me"} for post in posts(STORY, own, STORY, f"Look! {own}", STORY)])
    build(case_store)
    assert copies(case_store) == {}


@pytest.mark.parametrize("seed", range(20))
def test_anchors_are_true_and_as_long_as_a_plain_diff(seed: int) -> None:
    """Every anchor agrees word for word in order, and together they cover what difflib's long matches cover."""
    rng = random.Random(seed)
    base = [f"w{rng.randrange(60)}" for _ in range(40)]
    other = list(base)
    for _ in range(rng.randint(0, 6)):
        place = rng.randrange(len(other))
        other[place : place + rng.randint(0, 2)] = [f"e{rng.randrange(9)}" for _ in range(rng.randint(0, 2))]
    read = tokenise(pa.array([" ".join(base), " ".join(other)]))
    bounds = np.stack([read.starts[:-1], read.starts[1:]], axis=1)
    runs = [tuple(run) for run in anchors(read.words, bounds, 0).T.tolist() if run[0] == 1]
    for _, i, j, length in runs:
        assert base[i : i + length] == other[j : j + length]
    assert all(a[1] + a[3] <= b[1] and a[2] + a[3] <= b[2] for a, b in pairwise(runs))
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    assert sum(run[3] for run in runs) >= 0.8 * sum(block.size for block in blocks if block.size >= 3)


def test_a_departure_needs_three_words_on_both_sides() -> None:
    """A run of own words inside the text is a variant; at its ends, or two words from an end, it is none."""
    plain = "one two three four five six seven eight nine ten"
    texts = [plain, plain.replace("five", "x y"), plain.replace("two", "x"), f"x {plain} y", plain.replace("nine", "x")]
    read = tokenise(pa.array(texts))
    bounds = np.stack([read.starts[:-1], read.starts[1:]], axis=1)
    found = variants(read.words, bounds, 0, np.ones(5, dtype=np.int64))
    assert (found.text.tolist(), found.begin.tolist(), found.end.tolist()) == ([1], [4], [6])
