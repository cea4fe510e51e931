"""Write the tables of a case as files in which individuals are pseudonyms, qualified by their platform."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graphs.bundle.treatment import TABLES, WHOLE, Treatment
from graphs.masking import is_personal
from graphs.people import People
from graphs.store.database import Store

_ID = re.compile(r"[a-z][a-z0-9_]*:[^\s|,]+")
Change = Callable[[list[Any]], list[Any]]


def write_tables(store: Store, people: People, folder: Path) -> dict[str, int]:
    """Write `folder/<table>.parquet` for every table that is handed on; return how many rows each has.

    Rows are sorted by all their columns as written, so that nothing of the order of the case's ids is left. The same
    case gives the same bytes with the same version of pyarrow.
    """
    folder.mkdir(parents=True)
    rows = {}
    for name in (*TABLES, *(WHOLE if people.identify else ())):
        table = Disclosure(store, people).table(name)
        store.connection.register("handed_on", table)
        ordered = store.connection.sql("select * from handed_on order by all").to_arrow_table()
        store.connection.unregister("handed_on")
        pq.write_table(ordered, folder / f"{name}.parquet", compression="zstd", store_schema=False)
        rows[name] = len(ordered)
    return rows


class Disclosure:
    """How ids and words of a case look where they are handed on."""

    def __init__(self, store: Store, people: People) -> None:
        self._store, self._people = store, people

    def table(self, name: str) -> pa.Table:
        """Return a table with each column as its treatment says."""
        found = self._store.connection.table(name).to_arrow_table()
        treatments = TABLES.get(name, {})
        if self._people.identify:
            return found
        named = self._named(found)
        return pa.table(
            {column: self._column(found[column], treatments.get(column), named) for column in found.column_names}
        )

    def _column(self, values: pa.ChunkedArray, treatment: Treatment | None, named: pa.Array | None) -> Any:
        if treatment is Treatment.AS_IS:
            return values
        if treatment is None:
            return pa.nulls(len(values), values.type)
        if treatment is Treatment.OPEN:
            return pc.if_else(named, values, pa.scalar(None, values.type))
        return self._each(values, self._change(treatment))

    def _change(self, treatment: Treatment) -> Change:
        changes: Mapping[Treatment, Change] = {
            Treatment.POST: self.posts,
            Treatment.ACTOR: self.actors,
            Treatment.EITHER: self._expressions,
            Treatment.TEXT: self._people.texts,
            Treatment.PAGE: lambda found: ["" if is_personal(one) else one for one in found],
            Treatment.BLANK: lambda found: [""] * len(found),
            Treatment.DOCUMENT: self._documents,
        }
        return changes[treatment]

    def _each(self, values: pa.ChunkedArray, change: Change) -> pa.Array:
        """Change each distinct value once; what is null stays null."""
        coded = values.combine_chunks().dictionary_encode()
        changed = pa.array(change(coded.dictionary.to_pylist()), pa.string())
        return changed.take(coded.indices)

    def _named(self, table: pa.Table) -> pa.Array | None:
        """Tell of each row whether its actor is shown by name; None where the table has no actors."""
        if "actor_id" not in table.column_names:
            return None
        coded = table["actor_id"].combine_chunks().dictionary_encode()
        named = [one is not None and self._people.named(one) for one in coded.dictionary.to_pylist()]
        return pc.fill_null(pa.array(named, pa.bool_()).take(coded.indices), False)

    def posts(self, ids: list[str]) -> list[str]:
        """Return posts' ids as they are handed on."""
        return [_qualified(native, shown) for native, shown in zip(ids, self._people.posts(ids), strict=True)]

    def actors(self, ids: Iterable[str]) -> list[str]:
        """Return actors' ids as they are handed on."""
        return [_qualified(native, self._people.actor(native)) for native in ids]

    def _documents(self, texts: list[str]) -> list[str]:
        parsed = [msgspec.json.decode(text) for text in texts]
        ids = sorted({one for value in parsed for one in _ids_in(value)})
        known = self._known(ids)
        return [msgspec.json.encode(self._walked(value, known)).decode() for value in parsed]

    def _expressions(self, texts: list[str]) -> list[str]:
        known = self._known(sorted({one for text in texts for one in _ID.findall(text)}))
        return [self._worded(text, known) for text in texts]

    def _known(self, ids: list[str]) -> dict[str, str]:
        """Return each of these strings that the case knows as a post or an actor, as it is handed on."""
        found = self._store.sql("bundle/known", ids=ids).fetchall()
        posts = [one for one, is_post in found if is_post]
        actors = [one for one, is_post in found if not is_post]
        return dict(zip(posts, self.posts(posts), strict=True)) | dict(zip(actors, self.actors(actors), strict=True))

    def _walked(self, value: Any, known: Mapping[str, str]) -> Any:
        if isinstance(value, str):
            return known.get(value) or self._worded(value, known)
        if isinstance(value, list):
            return [self._walked(one, known) for one in value]
        if isinstance(value, dict):
            return {self._walked(name, known): self._walked(one, known) for name, one in value.items()}
        return value

    def _worded(self, text: str, known: Mapping[str, str]) -> str:
        return self._people.text(_ID.sub(lambda found: known.get(found[0], found[0]), text))


def _qualified(native: str, shown: str) -> str:
    """Put the platform before a pseudonym, so that what is handed on still says where a post stood."""
    return shown if shown == native else f"{native.partition(':')[0]}:{shown}"


def _ids_in(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
        yield from _ID.findall(value)
    elif isinstance(value, list):
        for one in value:
            yield from _ids_in(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _ids_in(name)
            yield from _ids_in(one)
