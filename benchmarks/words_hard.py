"""Precision of the words level on text that is alike without being the same story, and recall of true copies in it.

    python benchmarks/words_hard.py [--stories 2000] [--write]

Four kinds, all of invented words that follow a Zipf-like law: *template* (weather, rates, timetables: one of eight
forms of about 14 fixed words, filled with a place, numbers and a remark of the author's own), *greeting* (one of twelve
greetings of 6 to 10 words before a text of 15 to 25), *headline* (one of forty headlines of 6 to 10 words, as title,
over an article of 40 to 90), *speech* (one of twenty sentences of 15 to 30 words inside an article of 50 to 90). Each
story has one original and, with chance 0.4, one to four copies by other authors with up to 15 % of the words
substituted, deleted or inserted. A pair in one narrative is right where both posts are of one story.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
from words_level import machine, table

from graphs.narratives import find_words_level
from graphs.store import Store

HERE = Path(__file__).parent
LETTERS = "aeioubdgklmnprst"


class Writer:
    """Write invented text from one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.vocabulary = [self._word(i) for i in range(20_000)]
        self.forms = [self.words(14) for _ in range(8)]
        self.greetings = [self.words(self.rng.randint(6, 10)) for _ in range(12)]
        self.headlines = [self.words(self.rng.randint(6, 10)) for _ in range(40)]
        self.speeches = [self.words(self.rng.randint(15, 30)) for _ in range(20)]

    def _word(self, number: int) -> str:
        letters, rest = "", number * 7 + 300
        while rest:
            rest, at = divmod(rest, len(LETTERS))
            letters += LETTERS[at]
        return letters

    def words(self, count: int) -> list[str]:
        """Return words, the common ones often."""
        top = len(self.vocabulary)
        return [self.vocabulary[int(top ** self.rng.random()) - 1] for _ in range(count)]

    def template(self) -> tuple[str | None, list[str]]:
        """Return a filled form: a place, four numbers among fixed words, then a remark."""
        form, filled = self.rng.choice(self.forms), []
        for i, word in enumerate(form):
            filled.append(word)
            if i % 4 == 1:
                filled.append(str(self.rng.randrange(1000)))
        return None, [*self.words(2), *filled, *self.words(self.rng.randint(3, 12))]

    def greeting(self) -> tuple[str | None, list[str]]:
        """Return a greeting and a text."""
        return None, self.rng.choice(self.greetings) + self.words(self.rng.randint(15, 25))

    def headline(self) -> tuple[str | None, list[str]]:
        """Return a common headline and an article."""
        return " ".join(self.rng.choice(self.headlines)), self.words(self.rng.randint(40, 90))

    def speech(self) -> tuple[str | None, list[str]]:
        """Return an article that quotes a sentence of a speech."""
        body, at = self.words(self.rng.randint(50, 90)), self.rng.randrange(40)
        return None, body[:at] + self.rng.choice(self.speeches) + body[at:]

    def edited(self, words: list[str]) -> list[str]:
        """Return a copy with up to 15 % of its words substituted, deleted or inserted."""
        out = list(words)
        for _ in range(self.rng.randint(0, max(1, int(0.15 * len(words))))):
            at, way = self.rng.randrange(len(out)), self.rng.randrange(3)
            out[at : at + (way != 2)] = self.words(1) if way != 1 else []
        return out


def posts_of(writer: Writer, kind: Callable[[], tuple[str | None, list[str]]], stories: int) -> list[dict[str, object]]:
    """Return the posts of many stories of one kind."""
    posts: list[dict[str, object]] = []
    for story in range(stories):
        title, words = kind()
        copies = writer.rng.randint(1, 4) if writer.rng.random() < 0.4 else 0
        for text in [words, *(writer.edited(words) for _ in range(copies))]:
            posts.append({"story": story, "title": title, "text": " ".join(text)})
    writer.rng.shuffle(posts)
    return posts


def judged(posts: list[dict[str, object]]) -> dict[str, object]:
    """Return precision over the pairs that narratives make, and recall over the pairs of one story."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "case.duckdb", read_only=False) as store:
        planted = pa.Table.from_pylist([{"n": n, **post} for n, post in enumerate(posts)])
        store.connection.register("planted", planted)
        store.connection.execute(LOAD)
        find_words_level(store, 0)
        home = dict(
            store.connection.execute("select substr(post_id, 7)::int, narrative_id from narrative_post").fetchall()
        )
    groups, stories, both = Counter(home.values()), Counter(), Counter()
    for n, post in enumerate(posts):
        stories[post["story"]] += 1
        if n in home:
            both[home[n], post["story"]] += 1
    made, true, right = (sum(n * (n - 1) // 2 for n in count.values()) for count in (groups, stories, both))
    return {"posts": len(posts), "pairs": made, "precision": right / made, "recall": right / true}


LOAD = """
    insert into post by name
    select 'forum:' || n as post_id, 'forum' as platform, 'forum:a' || (n % 997) as actor_id, 'post' as kind,
           60000 * n as published_lo, 60000 * n as published_hi, 'file' as published_source, text, title,
           'planted' as run_id, 'planted' as raw_ref, 1 as importer_version
    from planted
"""


def main() -> None:
    """Measure each kind and all together."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    writer, rows, everything = Writer(7), [], []
    for kind in ("template", "greeting", "headline", "speech"):
        posts = posts_of(writer, getattr(writer, kind), asked.stories)
        rows.append({"kind": kind, **judged(posts)})
        everything += [{**post, "story": f"{kind} {post['story']}"} for post in posts]
    writer.rng.shuffle(everything)
    rows.append({"kind": "all together", **judged(everything)})
    text = (
        f"# The words level on text that is alike without being one story\n\n{machine()}\n"
        f"Made by `python benchmarks/words_hard.py`; see there what is planted.\n\n"
        f"{table(rows, ('kind', 'posts', 'pairs', 'precision', 'recall'))}"
    )
    print(text)
    if asked.write:
        (HERE / "results" / "words_hard.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
