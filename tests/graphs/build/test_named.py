"""Attribution: the text says whose story it is, in the forms of four languages."""

from collections.abc import Callable

import pytest

from graphs.build import build
from graphs.build.patterns import languages
from graphs.store import Store

Plant = Callable[..., None]
BODY = (
    "the harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote "
    "of seven members"
)
ACTORS = [
    {"actor_id": "web:north-times.example", "role": "outlet", "name": "North Times"},
    {"actor_id": "web:northern-herald.example", "role": "outlet", "name": "Северный вестник"},
    {"actor_id": "web:soltustik.example", "role": "outlet", "name": "Солтүстік хабар"},
    {"actor_id": "web:beifang.example", "role": "agency", "name": "北方时报"},
    {"actor_id": "x:55", "handle": "pier_watch"},
    {"actor_id": "x:56", "name": "Mary Anne", "handle": "mary"},
]
NAMED = [
    ("Source: North Times", "web:north-times.example"),
    ("via the north times", "web:north-times.example"),
    ("As the North Times reports,", "web:north-times.example"),
    ("According to North-Times.example,", "web:north-times.example"),
    ("It shuts, North Times reported.", "web:north-times.example"),
    ("via @pier_watch", "x:55"),
    ("Источник: Северный вестник", "web:northern-herald.example"),
    ("По данным «Северного вестника»,", "web:northern-herald.example"),
    ("Рынок закроют, сообщает Северный Вестник.", "web:northern-herald.example"),
    ("Со ссылкой на газету North Times", "web:north-times.example"),
    ("Дереккөз: Солтүстік хабар", "web:soltustik.example"),
    ("Солтүстік хабардың хабарлауынша,", "web:soltustik.example"),
    ("«Солтүстік хабарға» сілтеме жасап", "web:soltustik.example"),
    ("来源：北方时报", "web:beifang.example"),
    ("据《北方时报》报道，", "web:beifang.example"),
    ("北方时报报道称", "web:beifang.example"),
]
UNNAMED = [
    "North Times", "I read it in the North Times", "Source: a friend", "according to Mary Anne", "via North",
    "北方时报很好看", "Северный вестник закрыт", "via @north_times", "The resource: North Times",
]  # fmt: skip


def named(store: Store) -> list[tuple[str, str, str]]:
    rows = store.connection.execute("select parent_id, child_id, detail from link where evidence = 'attribution'")
    return sorted(rows.fetchall())


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.language)
def test_each_language_has_its_forms(language: object) -> None:
    """Kazakh, Russian, Chinese and English ship with patterns."""
    assert {found.language for found in languages()} == {"en", "kk", "ru", "zh"}


def test_usual_forms_name_their_source(case_store: Store, plant: Plant) -> None:
    """Every usual form yields one link to an unseen post of the actor that it names; loose mentions yield none."""
    posts = [
        {"post_id": f"{i:02}", "at": i, "actor_id": f"x:a{i}", "text": f"{form} {BODY}"}
        for i, form in enumerate([form for form, _ in NAMED] + UNNAMED)
    ]
    plant(case_store, posts, ACTORS)
    build(case_store)
    found = {child: parent for parent, child, _ in named(case_store)}
    narrative = case_store.connection.execute("select narrative_id from narrative").fetchall()[0][0]
    assert found == {f"x:{i:02}": f"unseen:{actor}#{narrative}" for i, (_, actor) in enumerate(NAMED)}


def test_the_parent_is_the_nearest_earlier_post_of_the_source(case_store: Store, plant: Plant) -> None:
    """Within the narrative the source's last post before the child is the parent, not a later one."""
    plant(
        case_store,
        [
            {"post_id": "n1", "at": 10, "actor_id": "web:north-times.example", "text": BODY},
            {"post_id": "n2", "at": 20, "actor_id": "web:north-times.example", "text": BODY},
            {"post_id": "n3", "at": 90, "actor_id": "web:north-times.example", "text": BODY},
            {"post_id": "c", "at": 50, "actor_id": "x:c", "text": f"Source: North Times. {BODY}"},
            {"post_id": "r", "at": 60, "actor_id": "x:r", "repost_of": "c", "text": f"Source: North Times. {BODY}"},
        ],
        ACTORS,
    )
    build(case_store)
    assert named(case_store) == [("x:n2", "x:c", "North Times")]
    assert case_store.connection.execute("select count(*) from unseen").fetchone() == (0,)


def test_a_named_and_linked_source_is_the_linked_post(case_store: Store, plant: Plant) -> None:
    """Where the text both names the outlet and links to its page, it is that page, collected or not."""
    page = "https://north-times.example/2024/story"
    posts = [
        {
            "post_id": f"c{i}",
            "at": 50 + i,
            "actor_id": f"x:c{i}",
            "text": f"North Times reports? via North Times {BODY}",
            "urls": [page],
        }
        for i in range(2)
    ]
    plant(case_store, posts, ACTORS)
    build(case_store)
    parent = "unseen:north-times.example/2024/story"
    assert [row[:2] for row in named(case_store)] == [(parent, "x:c0"), (parent, "x:c1")]
    assert case_store.connection.execute("select citers from unseen").fetchall() == [(2,)]


def test_nobody_is_a_source_of_its_own(case_store: Store, plant: Plant) -> None:
    """An outlet's site and the channel that it claims do not cite each other by naming the house."""
    house = {"actor_id": "telegram:north", "role": "outlet", "name": "North Times", "domains": ["north-times.example"]}
    plant(
        case_store,
        [
            {
                "post_id": "telegram:north/1",
                "at": 50,
                "actor_id": "telegram:north",
                "text": f"Source: North Times. {BODY}",
            },
            {"post_id": "w", "at": 10, "actor_id": "web:north-times.example", "text": f"Source: North Times {BODY}"},
        ],
        [house, *ACTORS],
    )
    build(case_store)
    assert named(case_store) == []


def test_a_forward_without_a_post_leads_to_the_channel(case_store: Store, plant: Plant) -> None:
    """A forward that names its channel only is a reference to that channel's earlier post with the same words."""
    plant(case_store, [
        {"post_id": "telegram:a/1", "at": 10, "actor_id": "telegram:a", "text": BODY},
        {"post_id": "telegram:b/1", "at": 20, "actor_id": "telegram:b", "kind": "repost", "text": BODY},
        {"post_id": "telegram:c/1", "at": 30, "actor_id": "telegram:c", "kind": "repost", "text": BODY},
    ])  # fmt: skip
    case_store.connection.execute(
        "insert into reference values ('telegram:b/1', 'repost', null, 'telegram:a', 'unknown'), "
        "('telegram:c/1', 'repost', null, 'telegram:far', 'unknown')"
    )
    build(case_store)
    rows = case_store.connection.execute(
        "select parent_id, child_id, detail, evidence from link order by child_id"
    ).fetchall()
    narrative = case_store.connection.execute("select narrative_id from narrative").fetchall()[0][0]
    assert rows == [
        ("telegram:a/1", "telegram:b/1", "forward", "reference"),
        (f"unseen:telegram:far#{narrative}", "telegram:c/1", "forward", "reference"),
    ]
