"""Straight into rows or by way of records: X posts end in the same tables, row for row."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectors import importers
from collectors.importers import twitter_rows
from collectors.importers.base import Context
from collectors.ingest import import_files
from collectors.ledger import Ledger
from collectors.sink import Batch, Progress, Run
from graphs.store import Store
from graphs.store.columns import held
from graphs.store.ingest import StoreSink

TABLES = ("post", "actor", "reference", "post_url", "metric", "tag", "media", "edit", "skipped", "observation", "run")
AT = "2024-05-01T10:00:00.000Z"


def tables(folder: Path, name: str, source: Path, *, by_records: bool) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows in the order in which they were stored."""
    formats = [replace(one, append=None) if by_records else one for one in importers.formats()]
    with Store(folder / f"{name}.duckdb", read_only=False, threads=1) as store:
        for _ in range(2):
            import_files(
                StoreSink(store), folder / name, [str(source)],
                format=None, context=Context(), clock=lambda: 0, formats=formats,
            )  # fmt: skip
        return {table: store.connection.execute(f"select * from {table} order by rowid").fetchall() for table in TABLES}


def both_ways(folder: Path, lines: Iterable[bytes]) -> dict[str, list[tuple[Any, ...]]]:
    """Import lines by each way, twice each, and return the tables, which must be the same."""
    source = folder / "posts.jsonl"
    source.write_bytes(b"\n".join(lines) + b"\n")
    straight = tables(folder, "straight", source, by_records=False)
    assert straight == tables(folder, "recorded", source, by_records=True)
    return straight


class Keeper:
    """A sink that keeps what the tables would be given, in memory."""

    gone = None

    def __init__(self) -> None:
        self.given: list[Any] = []

    def begin(self, run: Run, *, anew: bool = False) -> Progress:
        return Progress(run_id=f"r{anew:d}", position=0, parts=(), ledger=Ledger())

    def write(self, batch: Batch) -> Ledger:
        posts = held(batch.posts, batch.run_id)
        rows = {name: table.to_pylist() for name, table in posts.rows.items()}
        hashes = posts.keys.tolist(), posts.digests.tolist()
        self.given.append((posts.post.to_pylist(), rows, hashes, list(batch.actors.items()), batch.skipped))
        return batch.ledger


def given_by(source: Path, *, by_records: bool) -> tuple[list[Any], Ledger]:
    formats = [replace(one, append=None) if by_records else one for one in importers.formats()]
    keeper = Keeper()
    ledger = import_files(
        keeper, source.parent / "raw", [str(source)],
        format="twitter_v2", context=Context(), clock=lambda: 0, formats=formats,
    )  # fmt: skip
    return keeper.given, ledger


numbers = st.integers(1, 4)
ids = st.one_of(numbers.map(str), numbers, st.none())
texts = st.one_of(
    st.none(), st.text(max_size=6), st.sampled_from(["a &amp; b", "&lt;i&gt;", "nul\0", "ж", "\ud83d", ""])
)
times = st.one_of(st.just(AT), st.sampled_from(["2024-05-01T12:00:00+02:00", "no time", None, "2024-05-01"]))
counts = st.one_of(st.none(), st.integers(-1, 9), st.just(2**63), st.just("many"))


def shapes(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


users = shapes(
    id=ids, username=st.sampled_from(["ann", "Ben"]), name=texts, created_at=times,
    verified=st.sampled_from([True, None]),
    public_metrics=shapes(followers_count=counts),
)  # fmt: skip
mentions = shapes(id=ids, username=st.sampled_from(["ann", "BEN", "eve"]), name=texts)
links = shapes(
    url=st.sampled_from(["https://t.co/a", "https://t.co/b", ""]), expanded_url=st.just("https://news.example/a?utm_source=x"),
    unwound_url=texts, display_url=st.sampled_from(["pic.x.com/1", "news.example"]), media_key=st.just("3_1"),
)  # fmt: skip
entities = shapes(
    urls=st.lists(links, max_size=3),
    mentions=st.lists(mentions, max_size=3),
    hashtags=st.lists(shapes(tag=texts), max_size=3),
)
pictures = shapes(media_key=st.sampled_from(["3_1", "7_2"]), type=st.sampled_from(["photo", "video"]), url=texts)
plain = shapes(
    id=ids, author_id=ids, text=texts, created_at=times, conversation_id=ids, in_reply_to_user_id=ids,
    lang=st.sampled_from(["en", "und", None]), entities=entities, author=users, in_reply_to_user=users,
    attachments=shapes(
        media_keys=st.lists(st.sampled_from(["3_1", "7_2", "13_3"]), max_size=2), media=st.lists(pictures, max_size=2)
    ),
    public_metrics=shapes(
        like_count=counts, retweet_count=counts, reply_count=counts, impression_count=counts, quote_count=counts
    ),
    note_tweet=shapes(text=texts, entities=entities), withheld=shapes(country_codes=st.just(["FR"])),
    edit_history_tweet_ids=st.lists(ids, max_size=2),
)  # fmt: skip
KINDS = st.sampled_from(["retweeted", "quoted", "replied_to", "other", None])


def with_references(posts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    referred = st.tuples(posts, KINDS).map(lambda pair: {**pair[0], "type": pair[1]})
    listed = st.one_of(st.none(), st.lists(referred, max_size=2))
    return st.tuples(posts, listed).map(lambda pair: {**pair[0], "referenced_tweets": pair[1]} if pair[1] else pair[0])


def whole(post: dict[str, Any], number: int) -> dict[str, Any]:
    """Give a post what most posts have, so that chance does not set all of them aside."""
    return {"id": str(number), "author_id": "7", "text": "words", "created_at": AT, **post}


flattened = st.tuples(with_references(plain), numbers, st.sampled_from([None, AT])).map(
    lambda drawn: {**whole(drawn[0], drawn[1]), **({"__twarc": {"retrieved_at": drawn[2]}} if drawn[2] else {})}
)
pages = st.tuples(
    st.lists(flattened, min_size=1, max_size=3), st.lists(users, max_size=3), st.lists(flattened, max_size=2),
    st.lists(pictures, max_size=2), st.booleans(),
).map(
    lambda drawn: {
        "data": drawn[0],
        "includes": {"users": drawn[1], "tweets": drawn[2], "media": drawn[3]},
        **({"errors": [{"title": "gone"}]} if drawn[4] else {}),
    }
)  # fmt: skip


simple = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["1", "2", "3"]),
        "author_id": st.sampled_from(["7", "8"]),
        "text": st.sampled_from(["one", "two &amp; three"]),
        "created_at": st.just(AT),
        "entities": shapes(mentions=st.lists(mentions, max_size=2)),
        "referenced_tweets": st.lists(
            st.fixed_dictionaries({"type": KINDS, "id": st.sampled_from(["1", "2", "3"])}), max_size=2
        ),
    }
)
tight_pages = st.fixed_dictionaries(
    {
        "data": st.lists(simple, min_size=1, max_size=3),
        "includes": shapes(tweets=st.lists(simple, max_size=4), users=st.lists(users, max_size=3)),
    },
    optional={"errors": st.just([{"title": "gone"}])},
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(flattened, pages, tight_pages), min_size=1, max_size=6))
def test_both_ways_give_the_same_batches(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    """Whatever is missing, of the wrong type, edited, withheld, doubled or beyond all measure."""
    source = tmp_path / "posts.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in lines))
    assert given_by(source, by_records=False) == given_by(source, by_records=True)


def test_common_lines_go_straight_into_rows(tmp_path: Path, monkeypatch: Any) -> None:
    """The common shapes, flattened and in a page, are not left to the slower way; an edited post is."""
    told: Counter[bool] = Counter()
    append = twitter_rows.append

    def counting(*given: Any) -> int:
        count = append(*given)
        told[count > 0] += 1
        return count

    monkeypatch.setattr(twitter_rows, "append", counting)
    formats = [replace(one, append=counting) if one.append else one for one in importers.formats()]
    monkeypatch.setattr(importers, "formats", lambda: formats)
    original = {**whole({}, 1), "type": "retweeted", "author": {"id": "7", "username": "ann", "name": "Ann"}}
    repost = {**whole({"referenced_tweets": [original], "text": "RT @ann: wor…"}, 2), "author_id": "8"}
    counted = whole(
        {"public_metrics": {"like_count": 3, "quote_count": 0}, "entities": {"hashtags": [{"tag": "t"}]}}, 3
    )
    page = {
        "data": [whole({"referenced_tweets": [{"type": "quoted", "id": "5"}]}, 4)],
        "includes": {"tweets": [whole({}, 5)]},
    }
    edited = whole({"edit_history_tweet_ids": ["6", "7"]}, 7)
    found = both_ways(tmp_path, [json.dumps(one).encode() for one in (repost, counted, page, edited)])
    assert told == {True: 6, False: 2}
    assert [(row[0], row[3], row[7]) for row in found["post"]] == [
        ("x:2", "repost", "words"), ("x:1", "post", "words"), ("x:3", "post", "words"),
        ("x:4", "quote", "words"), ("x:5", "post", "words"), ("x:7", "post", "words"),
    ]  # fmt: skip
    assert [row[1:] for row in found["metric"]] == [(None, "likes", 3), (None, "quotes", 0)]


def test_a_line_that_cannot_be_appended_is_read_as_records(tmp_path: Path) -> None:
    """What stood half in the rows when the fast way failed is taken out again, and the line comes in all the same."""

    def failing(item: Any, context: Context, batch: Batch, raw_ref: str, version: int) -> int:
        count = twitter_rows.append(item, context, batch, raw_ref, version)
        batch.posts.tags.append((len(batch.posts), "of no post"))
        if item.id == "2":
            raise KeyError(item.id)
        batch.posts.tags.pop()
        return count

    source = tmp_path / "posts.jsonl"
    tagged = {"entities": {"hashtags": [{"tag": "t"}]}}
    source.write_text("".join(json.dumps(whole(tagged, number)) + "\n" for number in (1, 2, 3)))
    straight = given_by(source, by_records=False)
    formats = [replace(one, append=failing) if one.append else one for one in importers.formats()]
    keeper = Keeper()
    ledger = import_files(
        keeper, tmp_path / "raw", [str(source)],
        format="twitter_v2", context=Context(), clock=lambda: 0, formats=formats,
    )  # fmt: skip
    assert (keeper.given, ledger) == straight
    assert ledger.read == 3
