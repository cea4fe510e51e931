"""Groups of actors: `role=outlet,country!=NO`, or a name that the case gives to such an expression."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collectors.errors import RequestError
from collectors.urls import canonical
from graphs.store.database import Store

ROLES = ("outlet", "agency", "aggregator", "journalist", "blogger", "official", "organisation", "person", "unknown")
FIELDS = ("role", "country", "language", "platform", "outlet", "actor")
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: the field has one of the values, or (negated) has a known value and none of these.

    Values are as they are compared: in lower case, except of actors. The value `?` stands for "not known".
    """

    field: str
    values: tuple[str, ...]
    negated: bool = False

    def __str__(self) -> str:
        return f"{self.field}{'!=' if self.negated else '='}{'|'.join(self.values)}"


@dataclass(frozen=True, slots=True)
class Group:
    """The actors that meet every term; `name` is what the user typed."""

    name: str
    terms: tuple[Term, ...]

    @property
    def expression(self) -> str:
        """Write the group out in the grammar of expressions."""
        return ",".join(map(str, self.terms))

    def where(self, prefix: str = "group") -> tuple[str, dict[str, list[str]]]:
        """Return a SQL predicate over `actor_view`, never null, and the parameters it names, with this prefix."""
        clauses, values = [], {}
        for number, term in enumerate(self.terms):
            key = f"{prefix}_{number}"
            clauses.append(_clause(term).replace("$values", f"${key}"))
            values[key] = [value for value in term.values if value != UNKNOWN]
        return " and ".join(clauses), values


def parse(expression: str, named: Mapping[str, object]) -> Group:
    """Read a group: a name of the case first, else an expression.

    `named` holds the tables of `[groups]`: field -> a value, a list of values, or `{not = value or list}`; a plain
    string is read as an expression. Raises RequestError for an unknown group, field or role.
    """
    expression = expression.strip()
    if expression in named:
        return Group(expression, _from_case(expression, named[expression]))
    if "=" not in expression:
        known = f"the case has {', '.join(sorted(named))}" if named else "case.toml names none yet"
        raise RequestError(
            f"There is no group {expression!r}; {known}. Name one of these or give an expression such as "
            "role=outlet,country=NO"
        )
    return Group(expression, tuple(_term(part) for part in expression.split(",")))


def members(store: Store, group: Group) -> list[str]:
    """Return the ids of the group's actors, sorted."""
    where, values = group.where()
    found = store.connection.execute(f"select actor_id from actor_view where {where} order by actor_id", values)
    return [actor_id for (actor_id,) in found.fetchall()]


def materialise(store: Store, group: Group, table: str) -> None:
    """Put the group's members into a temporary table with one column, actor_id, in order."""
    where, values = group.where()
    quoted = '"' + table.replace('"', '""') + '"'
    store.connection.execute(
        f"create or replace temp table {quoted} as select actor_id from actor_view where {where} order by actor_id",
        values,
    )


def _term(text: str) -> Term:
    left, equals, right = text.partition("=")
    if not equals:
        raise RequestError(
            f"{text.strip()!r} is not a condition. Write field=value or field!=value, several values with | between "
            "them, several conditions with a comma."
        )
    negated = left.endswith("!")
    return _checked(left.removesuffix("!").strip(), right.split("|"), negated=negated)


def _from_case(name: str, table: object) -> tuple[Term, ...]:
    if isinstance(table, str):
        return tuple(_term(part) for part in table.split(","))
    if not isinstance(table, Mapping) or not table:
        raise RequestError(f'Group {name} in case.toml says nothing. Give it a condition such as role = "outlet".')
    terms = []
    for field, value in table.items():
        negated = isinstance(value, Mapping)
        if isinstance(value, Mapping):
            if set(value) != {"not"}:
                raise RequestError(
                    f"{field} of group {name} holds {dict(value)}. Write a value, a list or {{ not = … }}."
                )
            value = value["not"]
        terms.append(_checked(str(field).strip(), _values(name, str(field), value), negated=negated))
    return tuple(terms)


def _values(name: str, field: str, value: object) -> Sequence[str]:
    if isinstance(value, str):
        return value.split("|")
    if isinstance(value, list | tuple) and value and all(isinstance(one, str) for one in value):
        return list(value)
    raise RequestError(f"{field} of group {name} is {value!r}. Write a text, a list of texts or {{ not = … }}.")


def _checked(field: str, values: Sequence[str], *, negated: bool) -> Term:
    field = field.lower()
    if field not in FIELDS:
        raise RequestError(f"{field or 'An empty name'} is no field of a group. Use one of {', '.join(FIELDS)}.")
    compared = tuple(_compared(field, value.strip()) for value in values)
    if "" in compared:
        raise RequestError(f"{field} has an empty value. Write {field}=? for actors whose {field} is not known.")
    wrong = [value for value in compared if field == "role" and value not in (*ROLES, UNKNOWN)]
    if wrong:
        raise RequestError(f"{wrong[0]} is no role. Use one of {', '.join(ROLES)}.")
    return Term(field, tuple(UNKNOWN if field == "role" and one == "unknown" else one for one in compared), negated)


def _compared(field: str, value: str) -> str:
    if field == "actor" or value == UNKNOWN:
        return value
    page = canonical(value if "://" in value else f"https://{value}") if field == "outlet" else None
    return page.domain if page else value.lower()


_KNOWN = {
    "role": "role <> 'unknown'",
    "country": "country is not null",
    "language": "language is not null",
    "platform": "true",
    "outlet": "domains is not null",
    "actor": "true",
}
_HELD = {
    "role": "list_contains($values, role)",
    "country": "list_contains($values, lower(country))",
    "language": "list_contains($values, lower(language))",
    "platform": "list_contains($values, lower(platform))",
    "outlet": "list_has_any(domains, $values)",
    "actor": "list_contains($values, actor_id)",
}


def _clause(term: Term) -> str:
    known, held = _KNOWN[term.field], f"coalesce({_HELD[term.field]}, false)"
    if term.negated:
        return f"({known} and not {held})"
    return f"(({known} and {held}) or not ({known}))" if UNKNOWN in term.values else f"({known} and {held})"
