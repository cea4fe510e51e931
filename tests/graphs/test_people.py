"""Who is named, who has a pseudonym, and what is masked in a text."""

import hashlib
import hmac
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.masking import mask
from graphs.people import People
from graphs.store.database import Store

KEY = b"the key of this case"
ROLES = {
    "x:ann": ("blogger", None),
    "x:lee": ("journalist", None),
    "x:kim": ("person", True),
    "x:council": ("official", None),
    "telegram:7": ("outlet", None),
    "x:hidden": ("outlet", False),
    "web:north.example": ("outlet", None),
}


@pytest.fixture
def store(case_store: Store, plant: Callable[..., None]) -> Store:
    """Give a case with one post of each of several actors."""
    plant(
        case_store,
        posts=[
            {"post_id": f"{actor.split(':')[0]}:post-of-{actor.split(':')[1]}", "actor_id": actor, "at": 1}
            for actor in (*ROLES, "x:nobody")
        ],
    )
    for actor_id, (role, public) in ROLES.items():
        case_store.connection.execute(
            "insert into actor_role (actor_id, role, public, source) values (?, ?, ?, 'analyst')",
            [actor_id, role, public],
        )
    for actor_id, handle, name in (
        ("telegram:7", "NorthChannel", "North <b>Channel</b>"),
        ("x:ann", "ann_writes", "Ann"),
    ):
        case_store.connection.execute("delete from actor where actor_id = ?", [actor_id])
        case_store.connection.execute(
            "insert into actor (actor_id, platform, handle, name) values (?, 'x', ?, ?)", [actor_id, handle, name]
        )
    return case_store


def test_public_actors_are_named_and_people_are_not(store: Store) -> None:
    """Role or the analyst's mark decides; his no goes before the role."""
    people = People(store, KEY)
    named = [actor for actor in (*ROLES, "x:nobody", "web:other.example") if people.named(actor)]
    assert named == ["x:kim", "x:council", "telegram:7", "web:north.example", "web:other.example"]


def test_a_pseudonym_is_a_keyed_hash_of_the_id(store: Store) -> None:
    """The same key gives the same pseudonym, another key another one."""
    expected = "p-" + hmac.new(KEY, b"x:ann", hashlib.sha256).hexdigest()[:16]
    assert People(store, KEY).actor("x:ann") == expected
    assert People(store, b"other").actor("x:ann") != expected
    assert People(store, KEY).actors(["x:ann", "telegram:7"]) == [expected, "telegram:7"]


def test_labels_say_the_role_and_never_the_handle(store: Store) -> None:
    """A named actor has its name, hostile or not; others have the role and six digits of the pseudonym."""
    people = People(store, KEY)
    labels = people.labels(["telegram:7", "web:north.example", "x:council", "x:ann", "x:nobody"])
    assert labels[:3] == ["North <b>Channel</b>", "north.example", "council"]
    assert labels[3] == f"blogger {people.actor('x:ann')[2:8]}"
    assert re.fullmatch(r"account [0-9a-f]{6}", labels[4])
    assert not any(secret in label for label in labels[3:] for secret in ("ann", "Ann", "nobody"))


def test_posts_of_people_have_pseudonyms_too(store: Store) -> None:
    """A page of an outlet and a post of a named actor keep their ids; the order of the list is kept."""
    store.connection.execute("insert into unseen values ('x:9', null, 'x:council', 1, 1), ('x:8', null, null, 1, 1)")
    people = People(store, KEY)
    ids = ["x:post-of-ann", "telegram:post-of-7", "web:north.example/2024/story", "unseen:north.example/2024/other",
           "unseen:x.com/ann/status/1", "x:9", "x:8", "x:post-of-ann"]  # fmt: skip
    shown = people.posts(ids)
    assert [one for one in shown if not one.startswith("post-")] == [ids[1], ids[2], ids[3], ids[5]]
    assert all(re.fullmatch(r"post-[0-9a-f]{16}", shown[place]) for place in (0, 4, 6, 7))
    assert shown[0] == shown[7] == people.post(ids[0])


def test_identify_shows_everything_as_it_is(store: Store) -> None:
    """The analyst may ask for handles; the output is marked elsewhere."""
    people = People(store, KEY, identify=True)
    assert people.actor("x:ann") == "x:ann"
    assert people.labels(["x:ann", "x:nobody"]) == ["ann_writes", "nobody"]
    assert people.posts(["x:post-of-ann"]) == ["x:post-of-ann"]
    assert people.text("ask @ann_writes") == "ask @ann_writes"


def test_roles_are_read_once(store: Store) -> None:
    """Ten thousand actors cost no query each: after the first the tables may even be gone."""
    people = People(store, KEY)
    people.labels(["x:ann", "web:north.example"])
    store.connection.execute("drop view actor_view")
    store.connection.execute("drop table actor_role")
    assert len(set(people.actors(f"x:{number}" for number in range(10_000)))) == 10_000
    assert people.label("x:ann").startswith("blogger ")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ask @ann_writes now", "Ask @… now"),
        ("cc @ann@social.example!", "cc @…!"),
        ("mail ann.lee+x@mail.example.", "mail [e-mail]."),
        ("https://x.com/ann/status/12?s=20 says", "[link to x.com] says"),
        ("(twitter.com/ann)", "([link to x.com])"),
        ("t.me/ann_channel/5, and", "[link to t.me], and"),
        ("https://social.example/@ann/112", "[link to social.example]"),
        ("[id77|Ann Lee] wrote", "@… wrote"),
        ("u/ann_lee on tg://user?id=77", "@… on [link]"),
        ("call +44 20 7946 0958 or 0(701)555-44-33", "call [number] or [number]"),
        ("https://ann.livejournal.com/12.html", "[link to ann.livejournal.com]"),
        ("https://north.example/2024/story-0123456789", "https://north.example/2024/story-0123456789"),
        ("north.example/2024/story on 2024-05-01 at 10:30", "north.example/2024/story on 2024-05-01 at 10:30"),
        ("1 000 000 000 of 12,345,678 in 2023-2024 (42%)", "1 000 000 000 of 12,345,678 in 2023-2024 (42%)"),
        ("@NorthChannel and t.me/NorthChannel/9", "@NorthChannel and t.me/NorthChannel/9"),
    ],
)
def test_texts_lose_what_leads_to_a_person(store: Store, text: str, masked: str) -> None:
    """@names, profile and status links, e-mail addresses and numbers go; links to outlets and named actors stay."""
    assert People(store, KEY).text(text) == masked


@given(st.text(), st.from_regex(r"[a-zA-Z]\w{3,12}", fullmatch=True), st.text())
def test_no_handle_survives_in_a_text(before: str, handle: str, after: str) -> None:
    """Wherever an @name stands between spaces, it is gone afterwards; masking twice is masking once."""
    shown = mask(f"{before} @{handle} {after}")
    assert f"@{handle} " not in shown or f"@{handle} " in f"{before} {after}"
    assert mask(shown) == shown
