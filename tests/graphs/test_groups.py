"""Groups: the grammar of expressions, the tables of case.toml, and what is not known."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectors.errors import RequestError
from graphs.groups import Group, materialise, members, parse
from graphs.store.database import Store

Actor = dict[str, Any]
ACTORS: list[Actor] = [
    {"actor_id": f"{platform}:a{number}", "platform": platform, "role": role, "country": country, "language": language,
     "domains": domains}
    for number, (platform, role, country, language, domains) in enumerate(
        [("x", "blogger", "NO", "en", []), ("x", "blogger", None, None, []), ("x", "unknown", "SO", "kk", []),
         ("telegram", "outlet", "NO", None, ["north.example", "other.example"]), ("x", "unknown", None, None, []),
         ("telegram", "official", "so", "EN", []), ("mastodon", "journalist", "Far Eastmere", "ru", ["far.example"])]
    )
] + [{"actor_id": "web:south.example", "platform": "web", "role": "unknown", "country": None, "language": None,
      "domains": ["south.example"]}]  # fmt: skip


@pytest.fixture
def peopled(case_store: Store) -> Store:
    """Give a case with eight actors, of whom more or less is known."""
    for one in ACTORS:
        case_store.connection.execute(
            "insert into actor_role (actor_id, role, country, language, source) values (?, ?, ?, ?, 'analyst')",
            [one["actor_id"], one["role"], one["country"], one["language"]],
        )
        for domain in one["domains"]:
            case_store.connection.execute(
                "insert into outlet (domain, actor_id, source) values (?, ?, 'analyst')", [domain, one["actor_id"]]
            )
    return case_store


def holds(one: Actor, field: str, values: list[str], negated: bool) -> bool:
    """Evaluate one condition by the words of the interface: an unknown value matches neither = nor !=."""
    if field == "outlet":
        known, own = bool(one["domains"]), set(one["domains"])
    else:
        value = one["actor_id"] if field == "actor" else one[field]
        known = value is not None and not (field == "role" and value == "unknown")
        own = {value if field == "actor" else (value or "").lower()}
    wanted = {value if field == "actor" else value.lower() for value in values if value != "?"}
    if field == "role" and "unknown" in wanted:
        values, wanted = [*values, "?"], wanted - {"unknown"}
    if not known:
        return "?" in values and not negated
    return not (own & wanted) if negated else bool(own & wanted)


VALUES = {
    "role": ["outlet", "Blogger", "official", "unknown", "?"],
    "country": ["NO", "no", "SO", "far eastmere", "?"],
    "language": ["en", "KK", "?"],
    "platform": ["x", "Telegram", "web"],
    "outlet": ["north.example", "south.example", "none.example", "?"],
    "actor": ["x:a0", "web:south.example", "X:A0"],
}
TERMS = st.sampled_from(sorted(VALUES)).flatmap(
    lambda field: st.tuples(
        st.just(field), st.lists(st.sampled_from(VALUES[field]), min_size=1, max_size=3), st.booleans()
    )
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(TERMS, min_size=1, max_size=3))
def test_a_group_holds_whom_its_conditions_hold(peopled: Store, terms: list[tuple[str, list[str], bool]]) -> None:
    """Expression and table of case.toml agree with a plain evaluation in Python."""
    expected = sorted(one["actor_id"] for one in ACTORS if all(holds(one, *term) for term in terms))
    text = ",".join(f"{field}{'!=' if negated else '='}{'|'.join(values)}" for field, values, negated in terms)
    group = parse(text, {})
    assert members(peopled, group) == expected
    assert members(peopled, parse(group.expression, {})) == expected
    if len({field for field, _, _ in terms}) == len(terms):
        table = {field: {"not": values} if negated else values for field, values, negated in terms}
        assert members(peopled, parse("mine", {"mine": table})) == expected


def test_a_name_of_the_case_goes_first() -> None:
    """A named group keeps its name and says what it stands for; a bar works in a text of case.toml as well."""
    named = {"foreign": {"role": "outlet|agency", "country": {"not": "NO"}}, "all=all": "platform=x"}
    assert parse("foreign", named) == Group("foreign", parse("role=outlet|agency,country!=no", {}).terms)
    assert parse("foreign", named).expression == "role=outlet|agency,country!=no"
    assert parse("all=all", named).expression == "platform=x"


def test_an_outlet_may_be_named_by_any_of_its_addresses(peopled: Store) -> None:
    """Host, address and capitals lead to the registered domain."""
    for text in ("outlet=www.north.example", "outlet=https://North.example/news", "outlet = NORTH.example "):
        assert members(peopled, parse(text, {})) == ["telegram:a3"]


def test_hostile_values_are_only_values(peopled: Store) -> None:
    """Quotes and statements in a value are compared, not run."""
    assert members(peopled, parse("country=') or true --", {})) == []
    materialise(peopled, parse("platform=x", {}), 'odd "name')
    found = peopled.connection.execute('select actor_id from "odd ""name"').fetchall()
    assert found == [("x:a0",), ("x:a1",), ("x:a2",), ("x:a4",)]


def test_two_groups_fit_in_one_query(peopled: Store) -> None:
    """Each group's parameters have a prefix of their own."""
    first, values = parse("platform=x", {}).where("first")
    second, others = parse("role=blogger", {}).where("second")
    counted = peopled.connection.execute(
        f"select count(*) from actor_view where {first} and not {second}", {**values, **others}
    ).fetchone()
    assert counted == (2,)


def test_a_case_opened_for_reading_has_groups_too(peopled: Store) -> None:
    """Membership and a temporary table need no right to write."""
    path = peopled.path
    peopled.close()
    with Store(path) as reader:
        materialise(reader, parse("role=outlet", {}), "outlets")
        assert reader.connection.execute("select * from outlets").fetchall() == [("telegram:a3",)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("locals", "foreign"),
        ("colour=blue", "role, country, language, platform, outlet, actor"),
        ("role=bloger", "journalist"),
        ("role=", "role=?"),
        ("role=outlet,blue", "field=value"),
        ("=NO", "Use one of"),
        ("broken", "{ not = … }"),
        ("empty", "Give it a condition"),
        ("odd", "a list of texts"),
    ],
)
def test_a_group_that_cannot_be_read_says_what_to_write(text: str, says: str) -> None:
    """Unknown groups, fields and roles end as a request that names what there is."""
    named = {"foreign": {"role": "outlet"}, "broken": {"role": {"is": "outlet"}}, "empty": {}, "odd": {"country": 7}}
    with pytest.raises(RequestError, match=says.replace("?", r"\?")):
        parse(text, named)


def test_an_actor_that_is_only_linked_to_is_in_the_view(case_store: Store, plant: Callable[..., None]) -> None:
    """Authors, targets and domains with a role are there, with the role unknown where nothing is known."""
    plant(case_store, posts=[{"post_id": "x:1", "actor_id": "x:ann", "at": 1}])
    case_store.connection.execute("insert into reference values ('x:1', 'mention', null, 'x:lee', 'unknown')")
    case_store.connection.execute(
        "insert into unseen values ('unseen:a.example/1', 'a.example/1', 'web:a.example', 1, 1)"
    )
    rows = case_store.connection.execute("select actor_id, role, domains from actor_view order by 1").fetchall()
    assert rows == [("web:a.example", "unknown", ["a.example"]), ("x:ann", "unknown", None), ("x:lee", "unknown", None)]
