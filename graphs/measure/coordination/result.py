"""What coordination found: tables to read on, and a summary that is kept in the case and shown in the report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa
import pyarrow.csv

from graphs.measure.coordination.controls import Benign, Shuffled
from graphs.table import Table

if TYPE_CHECKING:
    from graphs.people import People

VERSION = "1"
KIND = "coordination"


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Account pairs under the level by the shuffle and by the configuration model alone, by both, and by all nulls."""

    eligible: int
    counted: bool
    shuffle: int
    configuration: int
    both: int
    all: int


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """What one community did together in one period."""

    community: int
    period: str
    unit: str
    accounts: int
    pairs: int
    objects: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of a result, its settings, and its controls. It names no account."""

    layers: tuple[str, ...]
    window: float
    window_reason: str
    tries: int
    min_participation: int
    min_objects: int
    edge_weight: float
    subgraph: int
    seed: int
    shares: int
    skipped: dict[str, int]
    pairs: int
    accounts: int
    edges: int
    heavy: int
    significant: int | None
    communities: int
    agreement: Agreement | None
    shuffled: Shuffled
    benign: Benign | None
    activity: tuple[Activity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinationResult:
    """Pairs of posts, the account pairs they join, and what each account and object took part in.

    `pairs` are the posts behind every edge, `groups` the accounts that met on each object, `communities` who belongs
    to which group of accounts, `periods` when each of these was active.
    """

    pairs: Table
    edges: Table
    accounts: Table
    groups: Table
    communities: Table
    periods: Table
    summary: Summary

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Yield each table with the name of its file."""
        for name in ("pairs", "edges", "accounts", "groups", "communities", "periods"):
            yield name, getattr(self, name)

    def write(self, folder: str | Path) -> list[Path]:
        """Write one CSV a table to a folder, which is made where it is missing; return the files."""
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        files = []
        for name, table in self.tables():
            files.append(place / f"{name}.csv")
            pyarrow.csv.write_csv(_plain(table.to_arrow()), files[-1])
        return files

    def disclosed(self, people: "People") -> "CoordinationResult":
        """Return the result as others may see it: individuals and their posts as pseudonyms."""
        shown = {name: Table(_shown(table.to_arrow(), people)) for name, table in self.tables()}
        return CoordinationResult(summary=self.summary, **shown)


def _shown(table: pa.Table, people: "People") -> pa.Table:
    for name in table.column_names:
        place, values = table.column_names.index(name), table.column(name)
        if name.startswith("account_id"):
            table = table.set_column(place, name, _mapped(values, people.actors))
        elif name.startswith("content_id"):
            table = table.set_column(place, name, _mapped(values, people.posts))
        elif name == "object_id":
            table = table.set_column(place, name, _objects(table, people))
    return table


def _objects(table: pa.Table, people: "People") -> pa.Array:
    """Show what was shared: a post as posts are shown, anything else without what leads to a person."""
    layer = table.column("layer").to_pylist() if "layer" in table.column_names else [""] * len(table)
    ids = table.column("object_id").to_pylist()
    posts = sorted({name for name, kind in zip(ids, layer, strict=True) if kind == "repost"})
    shown = dict(zip(posts, people.posts(posts), strict=True))
    texts = {name: people.text(name) for name in set(ids)}
    every = [shown[name] if kind == "repost" else texts[name] for name, kind in zip(ids, layer, strict=True)]
    return pa.array(every, pa.string())


def _mapped(values: pa.ChunkedArray, show: Callable[[list[str]], list[str]]) -> pa.Array:
    coded = values.combine_chunks().dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    names = show(coded.dictionary.to_pylist())
    return pa.array(names, pa.string()).take(coded.indices)


def _plain(table: pa.Table) -> pa.Table:
    """Return the table as a file shows it: whole seconds as whole numbers, no column of our own."""
    if "moment" in table.column_names:
        table = table.drop_columns(["moment"])
    if "time_delta" in table.column_names:
        place, delta = table.column_names.index("time_delta"), table.column("time_delta").to_numpy()
        if not (delta % 1).any():
            table = table.set_column(place, "time_delta", pa.array(delta.astype("int64")))
    return table
