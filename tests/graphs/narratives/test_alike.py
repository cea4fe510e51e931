"""Fingerprints and likeness against plain Python and rapidfuzz."""

from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from graphs.narratives.alike import CONTAINED_FROM, FIRST_IN_SECOND, NEAR, NOT_ALIKE, Comparison, indel_similarity
from graphs.narratives.fingerprints import PERMUTATIONS, ROWS, band_keys, phrases, shingles
from graphs.narratives.tokens import Tokens, tokenise

STORY = (
    "The harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote "
    "of seven members that nobody had announced"
)
sentence = st.lists(
    st.sampled_from(["bay", "quay", "pier", "weir", "mill", "rope", "boat", "tide", "gull", "crab"]),
    min_size=1,
    max_size=25,
)


def read(*texts: str) -> Tokens:
    return tokenise(pa.array(list(texts), pa.string()))


def kind_and_score(one: str, other: str) -> tuple[int, float]:
    found = read(one, other)
    sets = shingles(found.words, found.starts)
    alike = Comparison(found.words, found.starts, sets)(np.array([0]), np.array([1]))
    return int(alike.kind[0]), float(alike.score[0])


def pairs_of(words: list[str]) -> set[tuple[str, str]]:
    return set(pairwise(words))


@given(sentence, sentence)
def test_near_is_the_jaccard_share_of_word_pairs(one: list[str], other: list[str]) -> None:
    """A pair is near exactly where plain sets of word pairs say so; short texts need more."""
    a, b = pairs_of(one), pairs_of(other)
    jaccard = len(a & b) / len(a | b) if a & b else 0.0
    short = min(len(one), len(other)) < 10
    whole = len(a & b) == min(len(a), len(b))
    kind, score = kind_and_score(" ".join(one), " ".join(other))
    if jaccard >= (0.7 if short and not whole else 0.5):
        assert (kind, score) == (NEAR, pytest.approx(jaccard))
    else:
        assert kind != NEAR


@given(sentence, sentence)
def test_word_order_is_scored_as_rapidfuzz_does(one: list[str], other: list[str]) -> None:
    """The kernel's similarity is rapidfuzz's normalised Indel similarity on words."""
    found = read(" ".join(one), " ".join(other))
    mine = indel_similarity(found.words, 0, found.starts[1], found.starts[1], found.starts[2])
    assert mine == pytest.approx(Indel.normalized_similarity(one, other))


def test_a_short_post_is_held_in_a_long_article() -> None:
    """A remark and one sentence of an article are contained in it; a remark alone, or a bare common phrase, is not."""
    article = f"{STORY}. " + " ".join(
        f"Clause {i} of the plan names berth {i * 7} and fee {i * 13}." for i in range(40)
    )
    kind, score = kind_and_score(f"Who asked us? {STORY}", article)
    assert kind == FIRST_IN_SECOND
    assert score >= CONTAINED_FROM
    assert kind_and_score("Who asked us about any of this at all?", article)[0] == NOT_ALIKE
    assert kind_and_score("on the ninth of June we sail to the far isles with my aunt", article)[0] == NOT_ALIKE


def test_one_form_filled_twice_is_two_stories() -> None:
    """Three figures or more of which most differ part two texts of one form; one figure corrected does not."""
    form = (
        "The weather of Saltby at noon {} degrees with wind of {} knots and a tide of {} feet the harbour office says"
    )
    day = form.format(12, 7, 31)
    assert kind_and_score(day, form.format(14, 9, 28))[0] == NOT_ALIKE
    assert kind_and_score(day, form.format(12, 9, 31))[0] == NEAR
    assert kind_and_score(day, form.format("no", "some", "many"))[0] != NOT_ALIKE


def test_chinese_is_compared_by_characters() -> None:
    """Chinese texts with one edit are near, others are not."""
    text = "东湾港务委员会决定于六月九日关闭旧鱼市场居民表示事先毫不知情"
    assert kind_and_score(text, text.replace("九", "八"))[0] == NEAR
    assert kind_and_score(text, "北岸铁路公司宣布今年冬季将暂停夜间渡轮服务并提高票价")[0] == NOT_ALIKE


def test_equal_minima_are_as_frequent_as_jaccard() -> None:
    """Bands of MinHash meet as often as Jaccard to the power of their rows, over many random pairs."""
    rng = np.random.default_rng(7)
    texts = []
    for i in range(400):
        shared = [f"s{i}x{k}" for k in range(20)]
        texts += [
            " ".join(shared + [f"a{i}x{k}" for k in range(5)]),
            " ".join(shared + [f"b{i}x{k}" for k in range(5)]),
        ]
    found = read(*texts)
    sets = shingles(found.words, found.starts)
    keys = np.stack(list(band_keys(sets, rng)))
    assert keys.shape == (PERMUTATIONS // ROWS, 800)
    jaccard = 19 / 29
    assert float(np.mean(keys[:, 0::2] == keys[:, 1::2])) == pytest.approx(jaccard**ROWS, abs=0.02)
    assert float(np.mean(keys[:, :-2:2] == keys[:, 2::2])) < 0.001


@settings(max_examples=40)
@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_five_words_in_common_share_a_phrase(before: int, after: int, other_before: int, other_after: int) -> None:
    """Winnowing keeps one phrase of any five words that two texts share, wherever they stand."""
    one = [f"a{i}" for i in range(before)] + ["v", "w", "x", "y", "z"] + [f"b{i}" for i in range(after)]
    other = [f"c{i}" for i in range(other_before)] + ["v", "w", "x", "y", "z"] + [f"d{i}" for i in range(other_after)]
    found = read(" ".join(one), " ".join(other))
    kept = phrases(found.words, found.starts)
    by_text = [{int(k) >> 32 for k in kept if int(k) & 0xFFFFFFFF == text} for text in (0, 1)]
    assert by_text[0] & by_text[1]
