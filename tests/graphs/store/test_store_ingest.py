"""What happens to a post that comes again, is edited, or is gone."""

from collections.abc import Callable
from typing import Any

import pytest

from collectors.archive import Part
from collectors.ledger import Ledger
from collectors.records import Actor, Media, Metric, Post, PostKind, PostUrl, Reference, Skipped, Tombstone
from collectors.rows import Rows
from collectors.sink import Batch, Run
from graphs.store import Store
from graphs.store.columns import held
from graphs.store.ingest import StoreSink

Write = Callable[..., Ledger]
RUN = Run(collector="test", version=1, query="q", identity="one", started_at=5)


def post(number: int = 1, **more: Any) -> Post:
    fields: dict[str, Any] = {
        "post_id": f"x:{number}",
        "platform": "x",
        "actor_id": "x:a",
        "kind": PostKind.POST,
        "published_lo": 1000,
        "published_hi": 1000,
        "published_source": "platform",
        "text": "The harbour of Eastmere opens again after the storm",
    }
    return Post(**{**fields, **more})


@pytest.fixture
def write(case_store: Store) -> Write:
    """Give `write(records...)`, which stores them as one batch of their own run."""
    sink = StoreSink(case_store)
    progress = sink.begin(RUN)

    def run(*records: Any, **facts: Any) -> Ledger:
        batch = Batch(progress.run_id)
        for number, one in enumerate(records):
            if isinstance(one, Post):
                batch.add_post(one, f"1/{number}", 1)
            elif isinstance(one, Actor):
                batch.add_actor(one)
            else:
                batch.tombstones.append(one)
        batch.ledger.read = len(batch.posts)
        for name, value in facts.items():
            setattr(batch, name, value)
        ledger = sink.write(batch)
        assert ledger.is_balanced()
        return ledger

    return run


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    return store.connection.execute(query).fetchall()


def test_a_post_and_all_that_hangs_on_it(case_store: Store, write: Write) -> None:
    """Canonical addresses and every child row are filled in; the language is the declared one until a build."""
    write(
        post(
            lang="fr",
            url="https://www.north-times.example/story?utm_source=x",
            references=(Reference(kind="quote", target_post_id="x:9", target_actor_id="x:b"),),
            urls=(
                PostUrl(raw="https://t.co/a", expanded="http://m.north-times.example/2024/story/"),
                PostUrl(raw="ftp://x"),
            ),
            tags=("storm",),
            media=(Media(kind="photo", hash="ff"),),
            metrics=(Metric(name="likes", value=3, observed_at=7),),
        )
    )
    assert rows(case_store, "select lang, lang_detector, url_canonical, raw_ref, run_id from post") == [
        ("fr", "declared", "north-times.example/story", "1/0", "r0001-test")
    ]
    assert rows(case_store, "select * from reference") == [("x:1", "quote", "x:9", "x:b", "unknown")]
    assert rows(case_store, "select position, canonical, domain from post_url order by 1") == [
        (0, "north-times.example/2024/story", "north-times.example"),
        (1, None, None),
    ]
    assert rows(case_store, "select * from tag") == [("x:1", "storm")]
    assert rows(case_store, "select * from media") == [("x:1", 0, "photo", None, "ff")]
    assert rows(case_store, "select * from metric") == [("x:1", 7, "likes", 3)]


def test_later_wins_and_nothing_erases(case_store: Store, write: Write) -> None:
    """A known post with new content is updated; what the new observation leaves open stays, child rows too."""
    write(
        post(
            text="old text",
            title="title",
            tags=("a", "b"),
            references=(Reference(kind="reply", target_post_id="x:9"),),
            kind=PostKind.REPLY,
        )
    )
    ledger = write(post(text="a new text", tags=("c",)))
    assert (ledger.kept, ledger.updated, ledger.duplicates) == (0, 1, 0)
    assert rows(case_store, "select text, title, kind from post") == [("a new text", "title", "reply")]
    assert rows(case_store, "select tag from tag") == [("c",)]
    assert rows(case_store, "select target_post_id from reference") == [("x:9",)]


def test_a_cut_text_or_a_time_from_the_id_replaces_nothing_better(case_store: Store, write: Write) -> None:
    """Thin observations do not push aside full ones."""
    write(post(text="the whole text of it"))
    write(post(text="the whole…", published_lo=5, published_hi=6, published_source="id"))
    assert rows(case_store, "select text, published_lo, published_hi, published_source from post") == [
        ("the whole text of it", 1000, 1000, "platform")
    ]


def test_a_digest_seen_before_is_a_duplicate(write: Write) -> None:
    """Two versions read a second time change nothing back and forth."""
    old, new = post(text="one"), post(text="two")
    write(old)
    assert write(new).updated == 1
    again = write(old, new, old)
    assert (again.kept, again.updated, again.duplicates) == (0, 0, 3)


def test_versions_in_one_batch_follow_each_other(case_store: Store, write: Write) -> None:
    """The last of three versions in one batch stands."""
    ledger = write(post(text="one"), post(text="two", title="t"), post(text="three"), post(text="two", title="t"))
    assert (ledger.kept, ledger.updated, ledger.duplicates) == (1, 2, 1)
    assert rows(case_store, "select text, title from post") == [("three", "t")]


def test_new_counts_are_added_beside_the_old(case_store: Store, write: Write) -> None:
    """Where only counts have changed they are one more observation; equal counts at another time are nothing new."""
    for value, at in ((3, 7), (4, 8), (4, 9)):
        ledger = write(post(metrics=(Metric(name="likes", value=value, observed_at=at),)))
    assert (ledger.updated, ledger.duplicates) == (0, 1)
    assert rows(case_store, "select value, observed_at from metric order by 2") == [(3, 7), (4, 8)]


def digest(one: Post) -> int:
    rows = Rows()
    rows.add(one, "1/0", 1)
    return int(held(rows, "r").digests[0])


def test_the_digest_knows_content_from_counts() -> None:
    """Content changes the high half, counts the low half, the moment of looking neither."""
    plain, counted = post(), post(metrics=(Metric(name="likes", value=1, observed_at=1),))
    later = post(metrics=(Metric(name="likes", value=1, observed_at=2),))
    assert digest(plain) >> 32 == digest(counted) >> 32
    assert digest(plain) != digest(counted) == digest(later)


@pytest.mark.parametrize(
    "more",
    [
        {"text": "other"},
        {"text": None},
        {"text": ""},
        {"title": "t"},
        {"lang": "fr"},
        {"url": "https://a.example"},
        {"conversation_id": "x:9"},
        {"published_hi": 2000},
        {"edited_at": 5},
        {"withheld": "FR"},
        {"tags": ("a",)},
        {"tags": ("a", "b")},
        {"references": (Reference(kind="reply", target_post_id="x:2"),)},
        {"references": (Reference(kind="reply", target_actor_id="x:2"),)},
        {"urls": (PostUrl(raw="https://a.example"),)},
        {"media": (Media(kind="photo", url="u"),)},
        {"media": (Media(kind="photo", hash="u"),)},
        {"earlier_versions": ("x:0",)},
    ],
)
def test_every_field_is_part_of_the_digest(more: dict[str, Any]) -> None:
    """Each change gives another digest, and the posts beside a post in its batch leave no trace in it."""
    assert digest(post(**more)) >> 32 != digest(post()) >> 32
    rows = Rows()
    for one in (post(2, tags=("x",), title="another"), post(**more), post()):
        rows.add(one, "1/0", 1)
    assert [int(one) for one in held(rows, "r").digests[1:]] == [digest(post(**more)), digest(post())]


def test_the_words_of_what_is_gone_are_erased(case_store: Store, write: Write) -> None:
    """Before or after its tombstone, by its own or its author's: the text is gone, the post and its links stay."""
    write(post(1), post(2, actor_id="x:gone"), post(3))
    write(Tombstone(id="x:1", at=2000, source="t"), Tombstone(id="x:gone", at=None, source="t"))
    write(post(4, actor_id="x:gone"), Tombstone(id="x:5", at=3000, source="t"))
    write(post(5), post(1, text="again, with words"))
    found = rows(case_store, "select post_id, text is null, deleted_at from post order by 1")
    assert found == [
        ("x:1", True, 2000),
        ("x:2", True, 1000),
        ("x:3", False, None),
        ("x:4", True, 1000),
        ("x:5", True, 3000),
    ]
    assert rows(case_store, "select post_id from live_post") == [("x:3",)]
    write(Tombstone(id="x:5", at=3000, source="t"))
    assert len(rows(case_store, "select * from tombstone")) == 3


@pytest.mark.parametrize("is_later_first", [True, False])
def test_an_earlier_version_is_superseded_in_either_order(
    case_store: Store, write: Write, is_later_first: bool
) -> None:
    """The later version's word reaches an earlier one that comes after it."""
    versions = [post(1), post(2, earlier_versions=("x:1",))]
    for one in reversed(versions) if is_later_first else versions:
        write(one)
    assert rows(case_store, "select post_id, superseded_by from post order by 1") == [("x:1", "x:2"), ("x:2", None)]


def test_actors_keep_what_the_latest_look_leaves_open(case_store: Store, write: Write) -> None:
    """By the time of observation, not of import; in one batch and across batches."""

    def actor(at: int | None, **more: Any) -> Actor:
        return Actor(actor_id="x:a", platform="x", observed_at=at, **more)

    write(actor(10, handle="old", followers=5), actor(20, handle="new"))
    write(actor(15, handle="between", name="Name"))
    write(actor(30, followers=9), actor(None, verified=True))
    assert rows(case_store, "select handle, name, followers, verified, observed_at from actor") == [
        ("new", "Name", 9, True, 30)
    ]


def test_a_batch_that_fails_leaves_nothing(case_store: Store, write: Write) -> None:
    """All tables change together or not at all."""
    write(post(1))
    with pytest.raises(AttributeError):
        write(post(2), part="no part")
    assert rows(case_store, "select post_id from post") == [("x:1",)]
    assert rows(case_store, "select count(*) from observation") == [(1,)]


def test_a_run_is_found_again_until_it_is_finished(case_store: Store, write: Write) -> None:
    """Its position, parts and ledger come back; once ended, the same request is a new run."""
    part = Part(part=1, items=3, bytes=9, sha256="a")
    write(
        post(1), part=part, position=3, skipped=[("1/2", Skipped(reason="r"))], ledger=Ledger(read=2, skipped={"r": 1})
    )
    progress = StoreSink(case_store).begin(RUN)
    assert (progress.run_id, progress.position, progress.parts) == ("r0001-test", 3, (part,))
    assert progress.ledger == Ledger(read=2, kept=1, skipped={"r": 1})
    write(position=3, ended_at=9)
    assert StoreSink(case_store).begin(RUN).run_id == "r0002-test"
    assert StoreSink(case_store).begin(RUN, anew=True).run_id == "r0003-test"
