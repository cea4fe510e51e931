"""Languages: how often they are named rightly, and what that takes, beside the first detector alone.

Run: python benchmarks/languages.py DATA [--write]; DATA holds `ntrex` and `telegram_news_ru`. The lines of NTREX-128
are whole news sentences; `opening` is their first eight words (sixteen characters of Chinese). CPU time is the best of
five passes over the lines, without the cache of `detect`, its cache of words warm.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pycld2

sys.path.insert(0, str(Path(__file__).parent))
from import_speed import machine

from collectors.language import detect

RESULT = Path(__file__).parent / "results" / "languages.md"
COLUMNS = {"eng": "en", "kaz": "kk", "rus": "ru", "zho_CN": "zh", "uzb": "uz", "kir": "ky", "ukr": "uk", "tur": "tr"}
LEAST = 20  # characters of a channel's post that is counted; shorter ones are mostly a link or a name
HEAD = ("lines", "language", "right %", "cld2 alone %", "taken for", "µs", "opening: right %", "opening: µs")


def row(name: str, code: str, texts: list[str]) -> tuple[object, ...]:
    """Measure one set of texts of one language."""
    openings = [text[:16] if code == "zh" else " ".join(text.split()[:8]) for text in texts]
    wrong = Counter(detect(text).lang or "none" for text in texts)
    del wrong[code]
    taken = ", ".join(
        f"{other} {count}" for other, count in sorted(wrong.items(), key=lambda one: (-one[1], one[0]))[:4]
    )
    alone = sum(_alone(text) == code for text in texts)
    return (
        name, code, _share(texts, code), f"{100 * alone / len(texts):.1f}", taken,
        _microseconds(detect.__wrapped__, texts), _share(openings, code), _microseconds(detect.__wrapped__, openings),
    )  # fmt: skip


def _share(texts: list[str], code: str) -> str:
    return f"{100 * sum(detect(text).lang == code for text in texts) / len(texts):.1f}"


def _alone(text: str) -> str:
    """Return what the first detector says of the text as it is: its code where it is sure, else nothing."""
    try:
        reliable, _, found = pycld2.detect(text, isPlainText=True)
    except pycld2.error:  # invalid UTF-8, control characters
        return ""
    return found[0][1].replace("-Hant", "") if reliable else ""


def _microseconds(work: Callable[[str], object], texts: list[str]) -> str:
    spent = []
    for _ in range(5):
        start = time.process_time()
        for text in texts:
            work(text)
        spent.append(time.process_time() - start)
    return f"{min(spent) / len(texts) * 1e6:.1f}"


def table(data: Path) -> str:
    """Return the figures as a page of Markdown."""
    lines = pq.read_table(data / "ntrex" / "ntrex_dev.parquet").to_pydict()
    rows = [row("NTREX-128", code, lines[column]) for column, code in COLUMNS.items()]
    posts = pq.read_table(next((data / "telegram_news_ru").glob("*.parquet")))["text"].to_pylist()
    rows.append(row("channel posts", "ru", sorted({post for post in posts if post and len(post) >= LEAST})))
    body = "\n".join("| " + " | ".join(map(str, one)) + " |" for one in (HEAD, ["---"] * len(HEAD), *rows))
    where = machine()
    return (
        f"# Languages\n\n{where['processor']}, {where['cores']} cores, Python {where['python']}, commit "
        f"{where['commit']}. Made by `python benchmarks/languages.py`; see there what is measured.\n\n{body}\n"
    )


def main() -> None:
    """Measure, print the table and, with --write, keep it under results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    text = table(asked.data)
    print(text)
    if asked.write:
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
