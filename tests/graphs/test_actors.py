"""Roles of actors: the analyst's files, the shipped registry, and who goes first."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from collectors.errors import RequestError
from collectors.urls import canonical
from graphs.actors import apply_registry, registry, set_actors, set_outlets
from graphs.store.database import Store


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Give `table(header, rows...)`, which writes a CSV file."""

    def write(header: str, *rows: list[str]) -> Path:
        path = tmp_path / "table.csv"
        with path.open("w", newline="", encoding="utf-8") as handle:
            csv.writer(handle).writerows([header.split(","), *rows])
        return path

    return write


@pytest.fixture
def met(case_store: Store, plant: Callable[..., None]) -> Store:
    """Give a case that holds a post of x:ann which links to the first outlet of the registry and to an unknown one."""
    plant(case_store, posts=[{"post_id": "x:1", "actor_id": "x:ann", "at": 1}])
    known = registry()[0]["domain"]
    for number, domain in enumerate([known, "north.example"]):
        case_store.connection.execute(
            "insert into post_url values ('x:1', ?, ?, null, ?, ?, true, 1)",
            [number, f"https://{domain}/a", f"{domain}/a", domain],
        )
    return case_store


def seen(store: Store, actor_id: str, columns: str = "role, country, name, domains") -> tuple[Any, ...] | None:
    """Return what the view says of one actor."""
    return store.connection.execute(f"select {columns} from actor_view where actor_id = ?", [actor_id]).fetchone()


def everything(store: Store) -> list[Any]:
    """Return all rows of the tables that hold roles."""
    return [
        store.connection.execute(f"select * from {name} order by all").fetchall() for name in ("actor_role", "outlet")
    ]


def test_the_analyst_tells_who_an_actor_is(met: Store, table: Callable[..., Path]) -> None:
    """Ids are qualified, countries capitalised, domains tied; actors that nobody has met are kept and counted."""
    told = set_actors(
        met,
        table(
            "actor_id,platform,handle,name,role,country,language,followers,domains,public",
            ["ann", "x", "@ann", "Ann Lee", "blogger", "so", "EN", "120", "", "true"],
            ["77", "telegram", "north", "", "outlet", "NO", "", "", "www.north.example;https://south.example/", ""],
        ),
    )
    assert told == {"kept": 2, "unknown": 1, "skipped": {}}
    columns = "handle, name, role, country, language, followers, public, domains"
    assert seen(met, "x:ann", columns) == ("ann", "Ann Lee", "blogger", "SO", "en", 120, True, None)
    assert seen(met, "telegram:77") == ("outlet", "NO", None, ["north.example", "south.example"])
    assert seen(met, "web:north.example") == ("outlet", "NO", None, ["north.example"])


def test_rows_that_cannot_be_used_are_counted_by_reason(case_store: Store, table: Callable[..., Path]) -> None:
    """Nothing vanishes: each row is kept or set aside for a stated reason."""
    told = set_actors(
        case_store,
        table(
            "actor_id,platform,role,public,followers",
            ["a", "x", "king", "", ""], ["", "x", "", "", ""], ["1.5E+18", "x", "", "", ""], ["a", "", "", "", ""],
            ["b", "x", "", "maybe", ""], ["c", "x", "", "", "many"], ["d", "x", "", "", ""],
        ),
    )  # fmt: skip
    reasons = ("followers is no number", "id in scientific notation", "no actor_id", "no platform",
               "public is neither true nor false", "unknown role")  # fmt: skip
    assert told == {"kept": 1, "unknown": 1, "skipped": dict.fromkeys(reasons, 1)}


def test_later_rows_and_files_win_and_empty_cells_say_nothing(case_store: Store, table: Callable[..., Path]) -> None:
    """What a later file leaves empty stays as it was."""
    header = "actor_id,platform,role,country"
    set_actors(case_store, table(header, ["a", "x", "blogger", "NO"], ["a", "x", "", "SO"]))
    assert seen(case_store, "x:a") == ("blogger", "SO", None, None)
    set_actors(case_store, table(header, ["a", "x", "journalist", ""]))
    assert seen(case_store, "x:a") == ("journalist", "SO", None, None)


def test_hostile_cells_are_text(case_store: Store, table: Callable[..., Path]) -> None:
    """Markup, quotes and control characters come back as they were given."""
    name = "<script>alert(1)</script>'; drop table post; --\u202e"
    set_actors(case_store, table("actor_id,platform,role,name", [name, "web", "outlet", name]))
    assert seen(case_store, f"web:{name}", "role, name") == ("outlet", name)


def test_outlets_become_actors_with_a_role(met: Store, table: Callable[..., Path]) -> None:
    """A domain is the site's actor; any address of it will do; a bad one is set aside."""
    told = set_outlets(
        met,
        table(
            "domain,name,country,ownership,source",
            ["https://www.north.example/home", "North Times", "no", "cooperative", "imprint"],
            ["south.example", "South Post", "SO", "", ""],
            ["nonsense", "", "", "", ""],
        ),
    )
    assert told == {"kept": 2, "unknown": 1, "skipped": {"not a domain": 1}}
    assert seen(met, "web:north.example") == ("outlet", "NO", "North Times", ["north.example"])
    row = met.connection.execute("select ownership, source from outlet where domain = 'north.example'").fetchone()
    assert row == ("cooperative", "outlets: imprint")


def test_the_registry_describes_the_outlets_that_the_case_has_met(met: Store) -> None:
    """An outlet that is linked to has a role, a country and its source; others are not brought into the case."""
    first = registry()[0]
    assert apply_registry(met) == 1
    assert seen(met, f"web:{first['domain']}") == ("outlet", first["country"], first["name"], [first["domain"]])
    source, confidence = met.connection.execute("select source, confidence from actor_role").fetchone() or ("", 0)
    assert source == f"registry: {first['source']}"
    assert 0 < confidence < 1
    assert seen(met, "web:north.example") is None


def test_applying_the_registry_again_changes_nothing(met: Store, table: Callable[..., Path]) -> None:
    """Build may call it as often as it likes."""
    domain = registry()[0]["domain"]
    set_actors(
        met, table("actor_id,platform,role,domains", ["1", "telegram", "", domain], ["2", "x", "blogger", "b.example"])
    )
    apply_registry(met)
    before = everything(met)
    apply_registry(met)
    assert everything(met) == before


def test_the_word_of_the_analyst_goes_before_the_registry(met: Store, table: Callable[..., Path]) -> None:
    """What he says of an actor or an outlet stays, whichever comes first; where he is silent the registry speaks."""
    first = registry()[0]
    actor_id = f"web:{first['domain']}"
    apply_registry(met)
    set_actors(met, table("actor_id,platform,role,country", [first["domain"], "web", "official", "ZZ"]))
    apply_registry(met)
    assert seen(met, actor_id, "role, country") == ("official", "ZZ")
    set_outlets(met, table("domain,name,country", [first["domain"], "Own Name", "YY"]))
    apply_registry(met)
    assert seen(met, actor_id, "role, country") == ("official", "ZZ")
    assert met.connection.execute("select name, country, source from outlet").fetchall() == [
        ("Own Name", "YY", "outlets: the analyst")
    ]


def test_a_channel_with_an_outlets_domain_is_that_outlet(met: Store, table: Callable[..., Path]) -> None:
    """An actor without a role takes the registry's by its domain, and the site follows the actor."""
    first = registry()[0]
    set_actors(met, table("actor_id,platform,role,domains", ["1", "telegram", "", first["domain"]]))
    apply_registry(met)
    assert seen(met, "telegram:1", "role, country") == ("outlet", first["country"])
    assert seen(met, f"web:{first['domain']}", "role, country") == ("outlet", first["country"])


def test_the_same_table_may_be_csv_ndjson_or_parquet(case_store: Store, tmp_path: Path) -> None:
    """Three containers, one result; numbers and lists of typed files are read as text."""
    rows = [
        {"actor_id": 7, "platform": "telegram", "role": "outlet", "domains": ["a.example", "b.example"], "public": True}
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    (tmp_path / "a.ndjson").write_text('{"actor_id": 7, "platform": "telegram", "role": "outlet", '
                                       '"domains": "a.example b.example", "public": true}\nbroken\n')  # fmt: skip
    (tmp_path / "a.csv").write_text(
        "\ufeffActor_ID;platform;role;domains;public\n7;telegram;outlet;a.example b.example;yes\n"
    )
    results = []
    for name, skipped in (("a.parquet", {}), ("a.ndjson", {"no actor_id": 1}), ("a.csv", {})):
        assert set_actors(case_store, tmp_path / name) == {"kept": 1, "unknown": 1, "skipped": skipped}
        results.append(everything(case_store))
    assert results[0] == results[1] == results[2]


@pytest.mark.parametrize(("name", "content", "says"), [
    ("none.csv", None, "There is no file"), ("a.csv", "id,role\n1,outlet\n", "has no column actor_id"),
    ("a.csv", "", "has no column actor_id"), ("a.parquet", "no parquet", "cannot be read as Parquet"),
])  # fmt: skip
def test_a_file_of_another_kind_is_refused(
    case_store: Store, tmp_path: Path, name: str, content: str | None, says: str
) -> None:
    """One sentence says what is missing, and nothing is written."""
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(RequestError, match=says):
        set_actors(case_store, tmp_path / name)
    assert everything(case_store) == [[], []]


def test_the_registry_is_in_order_and_canonical() -> None:
    """Each domain stands once, sorted, as links to it are kept, with a country code and a source."""
    rows = registry()
    domains = [row["domain"] for row in rows]
    assert domains == sorted(set(domains))
    assert len(rows) > 700
    for row in rows:
        page = canonical(f"https://{row['domain']}/")
        assert page is not None
        assert page.domain == row["domain"]
        assert row["country"] == "" or (len(row["country"]) == 2 and row["country"].isupper())
        assert row["name"]
        assert row["source"]


def test_no_site_is_in_the_registry_for_being_accused(data: Path) -> None:
    """The registry rests on a list of state media alone; of a list of accused sites it holds only what both name."""
    with (data / "outlets" / "state_media_matrix.csv").open(encoding="utf-8-sig", newline="") as handle:
        listed = {page.domain for row in csv.DictReader(handle) if (page := canonical(row["URL"].strip()))}
    assert {row["domain"] for row in registry()} <= listed
