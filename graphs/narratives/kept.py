"""What the words level keeps of a build beside the tables: arrays in files, of use only with the tables they fit."""

import shutil
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from graphs.store import Store

MARK = "mark"


def kept_folder(store: Store) -> Path:
    """Return where a case keeps them."""
    return store.path.with_suffix(".words")


def forget_kept(store: Store) -> None:
    """Throw the arrays away: the next build makes them anew."""
    shutil.rmtree(kept_folder(store), ignore_errors=True)


class Kept:
    """The arrays of the last build.

    Empty, and what was read of each post forgotten, where they are not those of the tables: after a build that was
    cut short, in a case that was copied without them, with another seed or version of the code (`made_by`).
    """

    def __init__(self, store: Store, made_by: str) -> None:
        self._store, self._made_by, self._folder = store, made_by, kept_folder(store)
        mark = self._folder / MARK
        wanted = f"{made_by} {store.scalar('narratives/kept_mark')}"
        if not mark.is_file() or mark.read_text(encoding="utf-8") != wanted:
            forget_kept(store)
            store.script("narratives/drop_word_texts")
            self._folder.mkdir()
        mark.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Mark the arrays as those of the tables, unless the work failed."""
        if kind is None:
            mark = self._store.scalar("narratives/keep_mark")
            (self._folder / MARK).write_text(f"{self._made_by} {mark}", encoding="utf-8")

    def get(self, name: str, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Return an array, empty where there is none of this name."""
        file = self._folder / name
        return np.fromfile(file, dtype=dtype) if file.is_file() else np.zeros(0, dtype=dtype)

    def put(self, name: str, values: npt.NDArray[Any]) -> None:
        """Keep an array in place of what had its name."""
        np.ascontiguousarray(values).tofile(self._folder / name)
