"""Signatures inside a line, and those that the accounts of one outlet share."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from graphs.build import build
from graphs.narratives.endings import LEAST_SHARE, LEAST_TEXTS, LONGEST, SHORTEST, learn_endings, strip_endings
from graphs.narratives.tokens import tokenise
from graphs.store import Store

Plant = Callable[..., None]
WORDS = "from narrative_post where level = 'words'"


def shortened(texts: Sequence[str], authors: Sequence[int]) -> list[int]:
    """Return how many words of each text are left."""
    found = tokenise(pa.array(texts))
    who = np.array(authors, dtype=np.int64)
    learnt = learn_endings(found.words, found.starts, who, max(authors) + 1)
    return np.diff(strip_endings(found.words, found.starts, who, learnt)[1]).tolist()


def slow(texts: Sequence[str], authors: Sequence[int]) -> list[int]:
    """Say the same with lists and sets, one run after the other."""
    mine = {who: {tuple(t.split()) for t, a in zip(texts, authors, strict=True) if a == who} for who in set(authors)}
    mine = {who: {words for words in found if len(words) > SHORTEST} for who, found in mine.items()}

    def runs(who: int, side: int) -> set[tuple[str, ...]]:
        least = max(LEAST_TEXTS, -(-LEAST_SHARE * len(mine[who]) // 1))
        out, texts_left = set(), mine[who]
        for length in range(SHORTEST, LONGEST + 2):
            cut = {w: (w[:length] if side else w[len(w) - length :]) for w in texts_left if len(w) > length}
            counts = [*cut.values()]
            going = {w for w, run in cut.items() if counts.count(run) >= least}
            if length > SHORTEST:
                out |= {(w[: length - 1] if side else w[len(w) - length + 1 :]) for w in cut.keys() - going}
            texts_left = going
        return out

    known = {(who, side): runs(who, side) for who in mine for side in (0, 1)}
    left = []
    for text, who in zip(texts, authors, strict=True):
        words = tuple(text.split())
        for side in (0, 1):
            for length in range(min(LONGEST, len(words)), SHORTEST - 1, -1):
                run = words[:length] if side else words[len(words) - length :]
                if run in known[who, side]:
                    words = words[length:] if side else words[: len(words) - length]
                    break
        left.append(len(words))
    return left


@pytest.mark.parametrize("seed", range(12))
def test_runs_are_those_that_counting_finds(seed: int) -> None:
    """Learning and stripping agree with a plain count over all openings and closings."""
    rng = random.Random(seed)
    signs = [" ".join(f"s{k}x{i}" for i in range(rng.randint(2, 27))) for k in range(4)]
    texts, authors = [], []
    for i in range(120):
        body = " ".join(f"b{rng.randrange(60)}" for _ in range(rng.randint(1, 12)))
        opening, closing = (rng.choice([*signs, ""]) if rng.random() < 0.7 else "" for _ in range(2))
        texts.append(f"{opening} {body} {closing}".strip())
        authors.append(i % 3)
    assert shortened(texts, authors) == slow(texts, authors)
    assert shortened(texts, authors) != [len(text.split()) for text in texts]


def test_a_long_passage_is_no_signature() -> None:
    """A passage of more than 24 words that an author passes on again and again stays."""
    speech = " ".join(f"word{i}" for i in range(40))
    texts = [f"remark{i} about{i} it{i} {speech}" for i in range(10)]
    assert shortened(texts, [0] * 10) == [43] * 10


def test_a_signature_inside_a_line_ties_nothing(case_store: Store, plant: Plant) -> None:
    """What a channel writes at the end of its only line is learnt; the bodies of two of its posts stay apart."""
    sign = "| Subscribe to the Saltby Lighthouse for all the news of the coast, tell your friends and neighbours"
    bodies = [f"Gate{i} opens at noon{i}, berth{i} shuts, toll{i} doubles" for i in range(8)]
    channel = [
        {"post_id": f"telegram:c/{i}", "at": i, "actor_id": "telegram:c", "text": f"{body} {sign}"}
        for i, body in enumerate(bodies)
    ]
    other = {"post_id": "x:1", "at": 99, "actor_id": "x:a", "text": bodies[3]}
    plant(case_store, [*channel, other])
    build(case_store)
    rows = case_store.connection.execute(f"select post_id {WORDS} order by post_id").fetchall()
    assert rows == [("telegram:c/3",), ("x:1",)]


def test_accounts_of_one_outlet_share_their_signature(case_store: Store, plant: Plant) -> None:
    """A line that stands under few posts of each account of an outlet is learnt from all of them together."""
    sign = "The Saltby Lighthouse brings all the news of the coast to your door every single morning"
    posts: list[dict[str, Any]] = [
        {"post_id": f"{account}/{i}", "at": i, "actor_id": account, "text": f"Short note {i} {account[-1]}\n{sign}"}
        for account in ("telegram:a", "telegram:b", "telegram:c")
        for i in range(3)
    ]
    plant(case_store, posts, [{"actor_id": a, "role": "outlet"} for a in ("telegram:a", "telegram:b", "telegram:c")])
    build(case_store)
    assert case_store.connection.execute(f"select count(*) {WORDS}").fetchall() != [(0,)]
    rows = [("saltby.example", f"telegram:{letter}", "test") for letter in "abc"]
    case_store.connection.executemany("insert into outlet (domain, actor_id, source) values (?, ?, ?)", rows)
    build(case_store)
    assert case_store.connection.execute(f"select count(*) {WORDS}").fetchall() == [(0,)]
