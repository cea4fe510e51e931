"""A build runs what has changed and nothing else, and ends the same however often it runs."""

from collections.abc import Callable

import pytest

from graphs.build import build
from graphs.build.steps import Step, run_steps
from graphs.store import Store

Plant = Callable[..., None]
STORY = "The harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote"
ALL = (
    "languages",
    "observed links",
    "words narratives",
    "link narratives",
    "attribution links",
    "quoted phrases",
    "copy links",
    "claim narratives",
    "narratives",
)
TABLES = ("link", "unseen", "narrative", "narrative_post", "phrase", "post_quote", "derived")


def planted(store: Store, plant: Plant) -> None:
    posts = [{"post_id": f"{i}", "at": i, "actor_id": f"x:a{i}", "text": f"{STORY}{'!' * i}"} for i in range(4)]
    plant(store, [*posts, {"post_id": "r", "at": 9, "repost_of": "1", "urls": ["https://north.example/2024/story"]}])


def tables(store: Store) -> list[object]:
    return [store.connection.execute(f"select * from {table}").fetchall() for table in TABLES]


def finding(store: Store) -> int:
    row = store.connection.execute("select count(*) from finding").fetchone()
    return int(row[0]) if row else 0


def save_finding(store: Store) -> None:
    store.connection.execute("insert into finding values ('w-1', 'a', 'b', null, 'words', 'cannot tell', '1', 0, '{}')")


def test_an_empty_case_builds(case_store: Store) -> None:
    """No posts, no links, no narratives, no error."""
    summary = build(case_store)
    assert (summary.posts, summary.links, summary.narratives, summary.reused) == (0, {}, {}, ())


def test_a_second_build_reuses_every_step(case_store: Store, plant: Plant) -> None:
    """Nothing changed: all steps are named in `reused`, tables and findings stay as they are."""
    planted(case_store, plant)
    first = build(case_store)
    before = tables(case_store)
    save_finding(case_store)
    second = build(case_store)
    assert first.reused == ()
    assert second.reused == ALL
    assert (second.posts, second.links, second.narratives) == (5, {"reference": 1}, {"words": 1})
    assert tables(case_store) == before
    assert finding(case_store) == 1


def test_a_new_post_drops_findings_and_leads_to_the_same_as_a_fresh_build(
    case_store: Store, plant: Plant, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What a growing case ends with does not depend on the builds in between."""
    late = {"post_id": "late", "at": 50, "actor_id": "x:late", "text": STORY, "quote_of": "2"}
    planted(case_store, plant)
    build(case_store)
    save_finding(case_store)
    plant(case_store, [late])
    assert build(case_store).reused == ()
    assert finding(case_store) == 0
    with Store(tmp_path_factory.mktemp("fresh") / "case.duckdb", read_only=False) as fresh:
        plant(fresh, [late])
        planted(fresh, plant)
        build(fresh)
        assert sorted(map(str, tables(fresh))) == sorted(map(str, tables(case_store)))


def test_new_roles_run_only_what_reads_them(case_store: Store, plant: Plant) -> None:
    """Roles decide flags and names, not words: the costly steps are reused."""
    planted(case_store, plant)
    build(case_store)
    plant(case_store, actors=[{"actor_id": "x:a0", "role": "agency"}])
    reused = {"languages", "words narratives", "link narratives", "quoted phrases", "copy links", "claim narratives"}
    assert set(build(case_store).reused) == reused
    assert case_store.connection.execute("select flags from narrative").fetchall() == [("agency",)]


def test_another_seed_is_another_input(case_store: Store, plant: Plant) -> None:
    """Steps where chance plays a part, and what rests on them, run again for another seed."""
    planted(case_store, plant)
    build(case_store, seed=1)
    assert set(build(case_store, seed=2).reused) == {"languages", "observed links", "link narratives", "quoted phrases"}


def test_a_step_that_fails_leaves_the_tables_alone(case_store: Store, plant: Plant) -> None:
    """A broken step is rolled back whole and runs again next time."""
    planted(case_store, plant)
    build(case_store)
    before = tables(case_store)

    def fail(store: Store, seed: int) -> int:
        store.connection.execute("delete from link")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_steps(case_store, [Step("observed links", 99, fail)], 0)
    assert tables(case_store) == before
