"""Claims: how often a translation is found, and what the claim level takes at a million posts.

Run: python benchmarks/claims.py DATA [--model FOLDER]... [--posts N] [--write]; DATA holds `ntrex` and
`telegram_news_ru`.

Retrieval: each Kazakh, Russian or Chinese line of NTREX-128 looks for its English translation among all 970, and the
reverse. BM25 (k1 1.2, b 0.75) looks for shared words: as they are written (characters of Chinese), and folded to one
script as the words level does. Ties count against the system. Speed: invented posts of 15 to 30 words, a chain of word
pairs learnt from the channel posts, three in ten of them another post with a fifth of its words replaced, within 30
days; texts go in as the claim level gets them (the words level has not joined the copies, so that this is the worst
case). CPU time, stage by stage, in one process.
"""

import argparse
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from scipy.sparse import csr_array

sys.path.insert(0, str(Path(__file__).parent))
from import_speed import machine

from graphs.narratives.claims import anchors, dense, sparse
from graphs.narratives.claims.appearances import Appearances
from graphs.narratives.claims.level import NEIGHBOURS, WINDOW, find_claims
from graphs.narratives.claims.models import load_embedder
from graphs.narratives.claims.offline import HashedGrams
from graphs.narratives.claims.scoring import Scorer
from graphs.narratives.tokens import tokenise

RESULT = Path(__file__).parent / "results" / "claims.md"
LANGUAGES = {"kaz": "kk", "rus": "ru", "zho_CN": "zh"}
WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
Likeness = np.ndarray


def retrieval(data: Path, models: list[str]) -> list[tuple[str, ...]]:
    """Return one row a system and pair of languages: recall at 1 and 10, both ways."""
    lines = pq.read_table(data / "ntrex" / "ntrex_dev.parquet").to_pydict()
    rows = []
    for column, code in LANGUAGES.items():
        own, english = lines[column], lines["eng"]
        systems = {
            "BM25, words as written": bm25(_written(own), _written(english)),
            "BM25, words in one script": bm25(_folded(own), _folded(english)),
            **_offline(own, english, code),
        }
        for model in models:
            systems |= _model(own, english, code, model)
        for name, likeness in systems.items():
            rows.append((f"{code} and en", name, *_recalls(likeness), *_recalls(likeness.T)))
    return rows


def _offline(own: list[str], english: list[str], code: str) -> dict[str, Likeness]:
    texts, languages = pa.array(own + english), pa.array([code] * len(own) + ["en"] * len(english))
    scorer = _scorer(texts, languages)
    one, other = _all_pairs(len(own))
    shape = (len(own), len(english))
    return {
        "offline default: wording alone": sparse.dots(*scorer.wording, one, other).reshape(shape),
        "offline default: anchors alone": sparse.dots(*scorer.anchors.rows, one, other).reshape(shape),
        "offline default": scorer.score(one, other).score.reshape(shape),
    }


def _model(own: list[str], english: list[str], code: str, model: str) -> dict[str, Likeness]:
    texts, languages = pa.array(own + english), pa.array([code] * len(own) + ["en"] * len(english))
    embedder = load_embedder(model)
    rows = embedder.embed(texts)
    scorer = _scorer(texts, languages).with_meaning(rows, embedder.levels)
    one, other = _all_pairs(len(own))
    name = embedder.name.rsplit(" ", 1)[0]
    return {
        f"{name}, alone": np.asarray(rows[: len(own)] @ rows[len(own) :].T),
        f"{name}, with wording and anchors": scorer.score(one, other).score.reshape(len(own), len(english)),
    }


def _scorer(texts: pa.Array, languages: pa.Array) -> Scorer:
    rng = np.random.default_rng(0)
    return Scorer.of_wording(HashedGrams().embed(texts), rng).with_anchors(anchors.read_anchors(texts, languages), rng)


def _all_pairs(count: int) -> tuple[np.ndarray, np.ndarray]:
    return np.repeat(np.arange(count), count), np.tile(np.arange(count), count) + count


def _written(lines: list[str]) -> list[list[str]]:
    return [WORD.findall(line.casefold()) for line in lines]


def _folded(lines: list[str]) -> list[list[int]]:
    found = tokenise(pa.array(lines))
    return [found.words[low:high].tolist() for low, high in zip(found.starts[:-1], found.starts[1:], strict=True)]


def bm25(queries: list[list], documents: list[list]) -> Likeness:  # type: ignore[type-arg]
    """Return the BM25 score of each query (row) with each document (column)."""
    numbers = {word: number for number, word in enumerate(sorted({w for text in queries + documents for w in text}))}
    held, asked = _counts(documents, numbers), _counts(queries, numbers)
    length = held.sum(axis=1)
    uses = (held > 0).sum(axis=0)
    rarity = np.log(1 + (len(documents) - uses + 0.5) / (uses + 0.5))
    entries = held.tocoo()
    damped = entries.data * 2.2 / (entries.data + 1.2 * (0.25 + 0.75 * length[entries.row] / length.mean()))
    weighed = csr_array((damped * rarity[entries.col], (entries.row, entries.col)), shape=held.shape)
    return np.asarray(((asked > 0).astype(float) @ weighed.T).toarray())


def _counts(texts: list[list], numbers: dict) -> csr_array:  # type: ignore[type-arg]
    row = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    column = np.array([numbers[word] for text in texts for word in text])
    return csr_array((np.ones(len(row)), (row, column)), shape=(len(texts), len(numbers)))


def _recalls(likeness: Likeness) -> tuple[str, str]:
    right = np.diag(likeness)[:, None]
    before = (likeness >= right).sum(axis=1) - 1
    return tuple(f"{100 * (before < rank).mean():.1f}" for rank in (1, 10))  # type: ignore[return-value]


def planted(data: Path, count: int) -> tuple[pa.Array, np.ndarray]:
    """Return texts, and for each the text it retells, or itself."""
    rng = np.random.default_rng(0)
    posts = pq.read_table(next((data / "telegram_news_ru").glob("*.parquet")))["text"].to_pylist()
    words = [word for post in posts if post for word in re.findall(r"\w+", post)]
    vocabulary, numbers = np.unique(np.array(words, dtype=object), return_inverse=True)
    order = np.argsort(numbers[:-1], kind="stable")
    after = numbers[1:][order]
    bounds = np.searchsorted(numbers[:-1][order], np.arange(len(vocabulary) + 1))
    chain = np.empty((count, 30), np.int64)
    chain[:, 0] = numbers[rng.integers(0, len(numbers), count)]
    for place in range(1, 30):
        low, high = bounds[chain[:, place - 1]], bounds[chain[:, place - 1] + 1]
        step = after[np.minimum(low + (rng.random(count) * (high - low)).astype(np.int64), len(after) - 1)]
        fresh = numbers[rng.integers(0, len(numbers), count)]
        chain[:, place] = np.where((high > low) & (rng.random(count) > 0.2), step, fresh)
    source = np.arange(count)
    copies = rng.random(count) < 0.3
    source[copies] = rng.integers(0, count, int(copies.sum()))
    source[copies & copies[source]] = np.flatnonzero(copies & copies[source])
    changed = copies[:, None] & (rng.random(chain.shape) < 0.2)
    chain = np.where(changed, numbers[rng.integers(0, len(numbers), chain.shape)], chain[source])
    length = rng.integers(15, 31, count)[source]
    return pa.array([" ".join(vocabulary[row[:size]]) for row, size in zip(chain, length, strict=True)]), source


def speed(data: Path, count: int) -> list[tuple[str, str]]:
    """Run the stages of the claim level on invented posts; return what each took."""
    texts, source = planted(data, count)
    languages = pa.array(["ru"] * count)
    seen = Appearances(np.arange(count), np.sort(np.random.default_rng(1).integers(0, 30 * 86_400_000, count)))
    spent: dict[str, float] = {}
    run = _clock(spent)
    few = Appearances(np.arange(1000), seen.at[:1000])
    find_claims(texts.slice(0, 1000), languages.slice(0, 1000), few, [], HashedGrams(), 0)  # kernels compile
    wording = run("of which wording: character n-grams", lambda: HashedGrams().embed(texts))
    near = run(
        "of which nearest by wording",
        lambda: sparse.nearest(wording, seen, window=WINDOW, count=NEIGHBOURS, least=HashedGrams.levels.weak),
    )
    read = np.unique(np.concatenate((near.first, near.second)))
    claims = run("all", lambda: find_claims(texts, languages, seen, [], HashedGrams(), 0)).claims
    retold = np.flatnonzero(source != np.arange(count))
    near = np.abs(seen.at[retold] - seen.at[source[retold]]) <= WINDOW
    together = claims.centre[retold[near]] == claims.centre[source[retold[near]]]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        *((name, f"{seconds:.1f} CPU s") for name, seconds in spent.items()),
        ("peak memory, the invented posts included", f"{peak:.0f} MB"),
        ("texts with a neighbour in wording", f"{100 * len(read) / count:.1f} %"),
        ("retold posts within the window in one claim with their source", f"{100 * together.mean():.1f} %"),
    ]


def dense_speed() -> list[tuple[str, str, str, str]]:
    """Set the exact blocks beside the index, by the rows of a window."""
    out = []
    for count in (5_000, 10_000, 20_000):
        rows = np.random.default_rng(2).normal(size=(count, 256)).astype(np.float32)
        rows[count // 2 :] += 2 * rows[: count - count // 2]
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        seen = Appearances(np.arange(count), np.arange(count))
        low = np.zeros(count, np.int64)
        spent: dict[str, float] = {}
        run = _clock(spent)
        best = run("exact", lambda: dense.exact(rows, seen, low, count, 1))  # noqa: B023
        found = run("index", lambda: dense.indexed(rows, seen, low, count, 1))  # noqa: B023
        of = dict(zip(*map(np.ndarray.tolist, found), strict=True))
        clear = [(row, other) for row, other in zip(*map(np.ndarray.tolist, best), strict=True) if row >= count // 2]
        share = np.mean([of.get(row) == other for row, other in clear])
        out.append((str(count), f"{spent['exact']:.1f}", f"{spent['index']:.1f}", f"{100 * share:.1f}"))
    return out


def _clock(spent: dict[str, float]) -> Callable:  # type: ignore[type-arg]
    def run(name: str, work: Callable) -> object:  # type: ignore[type-arg]
        start = time.process_time()
        made = work()
        spent[name] = time.process_time() - start
        return made

    return run


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return rows as a table of Markdown."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows))


def main() -> None:
    """Measure, print, and keep the page under results where that is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", action="append", default=[])
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    where = machine()
    found = table(
        ("languages", "system", "to en: at 1, %", "at 10, %", "from en: at 1, %", "at 10, %"),
        retrieval(asked.data, asked.model),
    )
    print(found, flush=True)
    taken = table((f"{asked.posts} posts", "taken"), speed(asked.data, asked.posts))
    print(taken, flush=True)
    blocks = table(("rows in a window", "exact, CPU s", "index, CPU s", "index right, %"), dense_speed())
    print(blocks, flush=True)
    text = (
        f"# Claims\n\n{where['processor']}, {where['cores']} cores, Python {where['python']}, commit "
        f"{where['commit']}. Made by `python benchmarks/claims.py`; see there what is measured.\n\n"
        f"## Translations found\n\n{found}\n\n## What the level takes\n\n{taken}\n\n"
        f"## Dense rows (256 numbers): exact blocks or index\n\n{blocks}\n"
    )
    if asked.write:
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
