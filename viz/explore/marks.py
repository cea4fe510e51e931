"""From a pseudonym back to a row of the table: sixteen bytes a pseudonym, made when first asked for."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphs.store.database import Store, named_sql

_BATCH = 50_000
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Marks:
    """Pseudonyms as numbers in ascending order, each with a row."""

    marks: npt.NDArray[np.uint64]
    numbers: npt.NDArray[np.int64]

    @classmethod
    def of(cls, store: Store, query: str, shown: Callable[..., str], start: str) -> "Marks":
        """Read rows of a number and what `shown` takes; keep those whose shown id begins with `start`."""
        numbers, marks = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
        for batch in store.connection.cursor().sql(named_sql(query)).to_arrow_reader(_BATCH):
            row, *rest = batch.columns
            public = list(map(shown, *(column.to_pylist() for column in rest)))
            kept = np.array([one.startswith(start) for one in public], np.bool_)
            numbers.append(np.asarray(row.to_numpy(), np.int64)[kept])
            digits = [int(one.removeprefix(start), 16) for one in public if one.startswith(start)]
            marks.append(np.array(digits, np.uint64))
        number, mark = np.concatenate(numbers), np.concatenate(marks)
        order = np.argsort(mark, kind="stable")
        return cls(mark[order], number[order])

    def row(self, pseudonym: str) -> int | None:
        """Return the row of a pseudonym given as sixteen hexadecimal digits, None where nobody has it."""
        if len(pseudonym) != _DIGITS or set(pseudonym) - set("0123456789abcdef"):
            return None
        mark = np.uint64(int(pseudonym, 16))
        place = int(np.searchsorted(self.marks, mark))
        found = place < len(self.marks) and self.marks[place] == mark
        return int(self.numbers[place]) if found else None
