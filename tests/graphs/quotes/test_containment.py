"""The containment graph of phrases, against all pairs compared by an obvious edit distance."""

import numpy as np
import pytest

from graphs.quotes.containment import OVERLAP, TOLERATED, Parents, best_parents

Phrase = tuple[int, ...]


def edits_within(short: Phrase, long: Phrase) -> int:
    """Return the edit distance of a phrase to the nearest run of words of another, by the whole table."""
    row = [0] * (len(long) + 1)
    for i, word in enumerate(short, start=1):
        next_row = [i]
        for j, other in enumerate(long, start=1):
            next_row.append(min(row[j - 1] + (word != other), row[j] + 1, next_row[j - 1] + 1))
        row = next_row
    return min(row)


def common_run(one: Phrase, other: Phrase) -> int:
    """Return the longest run of words in both."""
    runs = {one[i:j] for i in range(len(one)) for j in range(i + 1, len(one) + 1)}
    return max((len(run) for run in runs if any(other[k : k + len(run)] == run for k in range(len(other)))), default=0)


def held(short: Phrase, long: Phrase) -> float:
    """Return the share of a phrase that another holds, 0 where it does not."""
    edits = edits_within(short, long)
    if edits <= len(short) // TOLERATED:
        return 1 - edits / len(short)
    run = common_run(short, long)
    return run / len(short) if run >= OVERLAP else 0.0


def expected(phrases: list[Phrase], posts: list[int]) -> tuple[list[int], list[float]]:
    """Compare every phrase with every one before it."""
    parents, scores = [], []
    for place, phrase in enumerate(phrases):
        pairs = [(held(phrase, other), posts[at], -at) for at, other in enumerate(phrases[:place])]
        best = max(pairs, default=(0.0, 0, 0))
        parents.append(-best[2] if best[0] > 0 else -1)
        scores.append(best[0])
    return parents, scores


def found(phrases: list[Phrase], posts: list[int]) -> Parents:
    """Run the kernel on phrases written as tuples."""
    starts = np.concatenate([[0], np.cumsum([len(phrase) for phrase in phrases])]).astype(np.int64)
    words = np.array([word for phrase in phrases for word in phrase], dtype=np.uint32)
    return best_parents(words, starts, np.array(posts, dtype=np.int64))


def planted(seed: int) -> tuple[list[Phrase], list[int]]:
    """Return long phrases of chance words, and cut and edited variants of them, longer ones first."""
    rng = np.random.default_rng(seed)
    speeches = [tuple(rng.integers(2, 400, rng.integers(8, 40)).tolist()) for _ in range(6)]
    phrases = set(speeches)
    for _ in range(24):
        speech = list(speeches[rng.integers(len(speeches))])
        low = int(rng.integers(0, len(speech) - 5))
        part = speech[low : low + int(rng.integers(4, len(speech) - low + 1))]
        for _ in range(int(rng.integers(0, 3))):
            part[rng.integers(len(part))] = int(rng.integers(2, 400))
        phrases.add(tuple(part))
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return ordered, rng.integers(1, 50, len(ordered)).tolist()


@pytest.mark.parametrize("seed", range(12))
def test_each_phrase_has_the_parent_that_comparing_all_pairs_gives(seed: int) -> None:
    """Best parent and score are those of brute force; roots follow from parents."""
    phrases, posts = planted(seed)
    tree = found(phrases, posts)
    parents, scores = expected(phrases, posts)
    assert tree.parent.tolist() == parents
    np.testing.assert_allclose(tree.score, scores)
    for place, parent in enumerate(parents):
        assert tree.root[place] == (place if parent < 0 else tree.root[parent])


def test_a_phrase_in_two_unrelated_ones_says_so() -> None:
    """A common turn of speech goes to the phrase with most posts and counts the other cluster as a rival."""
    common = (1001, 1002, 1003, 1004)
    first, second = (*range(2, 12), *common), (*common, *range(30, 40))
    tree = found([first, second, common], [3, 9, 1])
    assert tree.parent.tolist() == [-1, -1, 1]
    assert tree.rivals.tolist() == [0, 0, 1]


def test_partial_quotations_that_overlap_belong_together() -> None:
    """Two cuts of one speech that share ten words in a row are one cluster, nine are not."""
    speech = tuple(range(2, 60))
    tree = found([speech[19:45], speech[:20], speech[10:28]], [1, 1, 1])
    assert tree.parent.tolist() == [-1, -1, 1]


def test_a_phrase_of_ten_thousand_variants_keeps_one_root() -> None:
    """However many phrases share their words, each is compared with few, and all meet at one root."""
    rng = np.random.default_rng(1)
    speech = rng.integers(2, 100_000, 30)
    variants = {tuple(speech.tolist())}
    while len(variants) < 10_000:
        low, length = int(rng.integers(0, 15)), int(rng.integers(12, 16))
        part = speech[low : low + length].copy()
        part[rng.integers(length)] = rng.integers(2, 100_000)
        variants.add(tuple(part.tolist()))
    phrases = sorted(variants, key=lambda phrase: (-len(phrase), phrase))
    tree = found(phrases, [1] * len(phrases))
    assert (tree.root == 0).mean() > 0.99


def test_no_phrases_have_no_parents() -> None:
    """Nothing in, nothing out."""
    assert found([], []).parent.tolist() == []
