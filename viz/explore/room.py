"""Where the questions are asked: the tables of a case, read-only, one question at a time and none for too long."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import duckdb

from collectors.errors import RequestError, WorkError
from graphs.people import People
from graphs.store.database import Store, Value
from viz.explore.marks import Marks

SECONDS = 60.0


@dataclass
class Room:
    """The tables and the people of a case, and a lock: a question waits until the one before it is answered."""

    store: Store
    people: People
    title: str
    seed: int = 0
    seconds: float = SECONDS
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let one question in; what takes longer than `seconds` in the tables is stopped with a WorkError."""
        with self._turn:
            stop = threading.Timer(self.seconds, self.store.connection.interrupt)
            stop.start()
            try:
                yield
            except duckdb.InterruptException:
                raise WorkError(
                    f"This took longer than {self.seconds:g} seconds and was stopped. Ask for less: other words, a "
                    "smaller narrative."
                ) from None
            finally:
                stop.cancel()

    def rows(self, name: str, **values: Value) -> list[dict[str, Any]]:
        """Run a named query and return its rows as dictionaries."""
        found = self.store.sql(name, **values)
        columns = [column[0] for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    @cached_property
    def totals(self) -> dict[str, Any]:
        """Count the case once: it does not change while it is explored."""
        return self.rows("report/totals")[0]

    def numbers(self, post_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return row, author and time of each of these posts that the case holds."""
        found = self.rows("explore/numbers", ids=sorted(set(post_ids)))
        return {row["post_id"]: row for row in found}

    def author_numbers(self, actor_ids: Sequence[str]) -> dict[str, int]:
        """Return, for each of these actors that wrote, a row of theirs by which a page can name them."""
        found = self.rows("explore/actors", ids=sorted(set(actor_ids)))
        return {row["actor_id"]: row["number"] for row in found}

    def post_number(self, shown: str) -> int:
        """Return the row of a post given by its own id or by the id that other outputs show."""
        own = self.numbers([shown]).get(shown)
        row = own["number"] if own else self._post_marks.row(shown.removeprefix("post-"))
        if row is None:
            raise RequestError(f"The case has no post {shown}. Give the id as the case, a map or a report shows it.")
        return int(row)

    def actor_id(self, shown: str) -> str:
        """Return the native id of an actor who is shown by name, or under this pseudonym."""
        if (self.people.identify or self.people.named(shown)) and self.rows("explore/known_actor", actor=shown):
            return shown
        row = self._author_marks.row(shown.removeprefix("p-"))
        if row is None:
            raise RequestError(f"The case has no actor {shown}. Give the id as the case, a map or a report shows it.")
        return self.author_of(row)

    def author_of(self, number: int) -> str:
        """Return who wrote the post in a row of the table."""
        found = self.rows("explore/author", number=number)
        if not found:
            raise RequestError(f"There is no post {number} here. Start again from the list of narratives.")
        return str(found[0]["actor_id"])

    @cached_property
    def _post_marks(self) -> Marks:
        return Marks.of(self.store, "explore/every_post", self.people.post_by, "post-")

    @cached_property
    def _author_marks(self) -> Marks:
        return Marks.of(self.store, "explore/every_author", self.people.actor, "p-")
