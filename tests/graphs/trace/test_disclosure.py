"""What an output may show of a finding, and that a case keeps the whole of it."""

import msgspec
import pytest

from graphs.build import build
from graphs.groups import parse
from graphs.people import People
from graphs.store import Store
from graphs.trace import disclose, document, save, saved, trace

KEY = b"k" * 32
PEOPLE = [f"x:9{i:07d}" for i in range(14)]


@pytest.fixture
def traced(case_store: Store, plant):
    """Give the findings of a story that runs from an outlet through a private relay to private bloggers."""
    text = "The harbour council of Eastmere will close the old fish market after a secret vote of seven members"
    url = "https://north-times.example/2024/story"
    posts = [
        {"post_id": "web:north-times.example/2024/story", "platform": "web", "actor_id": "web:north-times.example",
         "at": 0, "url": url, "text": text},
        {"post_id": "x:7700", "actor_id": PEOPLE[13], "at": 3_600_000, "text": f"Look: {text}", "urls": [url]},
    ]  # fmt: skip
    posts += [
        {"post_id": f"x:88{i:02d}", "actor_id": PEOPLE[i], "at": 7_200_000 + i, "text": f"Look: {text}",
         "repost_of": "x:7700", "kind": "repost"} for i in range(12)
    ]  # fmt: skip
    actors = [{"actor_id": one, "role": "blogger", "country": "SO", "handle": f"h_{one[2:]}"} for one in PEOPLE[:12]]
    actors += [
        {"actor_id": "web:north-times.example", "role": "outlet", "country": "NO", "domains": ["north-times.example"]}
    ]
    plant(case_store, posts=posts, actors=actors)
    build(case_store)
    ask = {"source": parse("role=outlet", {}), "target": parse("|".join(["actor=" + PEOPLE[0], *PEOPLE[1:12]]), {})}
    return trace(case_store, **ask)


def test_no_native_id_of_a_person_leaves(case_store: Store, traced) -> None:
    """Paths, relays, words, and a group that was given by naming people: pseudonyms everywhere, outlets by name."""
    shown = msgspec.json.encode([document(disclose(one, People(case_store, KEY))) for one in traced]).decode()
    native = msgspec.json.encode([document(one) for one in traced]).decode()
    assert traced
    assert all(one in native for one in [PEOPLE[13], "x:7700"])
    assert not any(one[2:] in shown for one in PEOPLE)
    assert "x:7700" not in shown
    assert "x:88" not in shown
    assert "web:north-times.example" in shown
    assert "p-" in shown
    assert "post-" in shown


def test_identified_people_are_shown_as_they_are(case_store: Store, traced) -> None:
    """With `identify` nothing is changed."""
    assert [disclose(one, People(case_store, KEY, identify=True)) for one in traced] == traced


def test_a_case_keeps_findings_whole(case_store: Store, traced) -> None:
    """Saved and read again they are equal; saving twice keeps one; one narrative's can be asked for."""
    save(case_store, traced)
    save(case_store, traced)
    assert sorted(saved(case_store), key=lambda one: one.narrative_id) == sorted(
        traced, key=lambda one: one.narrative_id
    )
    assert saved(case_store, traced[0].narrative_id) == [traced[0]]
    assert saved(case_store, "w-nothing") == []


def test_the_words_name_no_private_account(traced) -> None:
    """Even with native ids the sentence and paragraph name groups and outlets alone."""
    for one in traced:
        said = one.sentence + one.paragraph + one.reason
        without_groups = said.replace(one.target_group, "").replace(one.source_group, "")
        assert not any(person[2:] in without_groups for person in PEOPLE)
