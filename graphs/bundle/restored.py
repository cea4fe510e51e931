"""Read handed-on tables back: into a case's tables, with the pseudonyms that they carry."""

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from collectors.errors import RequestError
from graphs.bundle.treatment import TABLES, WHOLE
from graphs.people import People
from graphs.store.database import Store

_PSEUDONYM = re.compile(r"(?:post )?[a-z][a-z0-9_]*:(?:post|p)-([0-9a-f]{16})")


class Shown(People):
    """People who already are pseudonyms: they keep them, and nobody needs the key of the case they come from."""

    def __init__(self, store: Store, *, identify: bool = False) -> None:
        super().__init__(store, b"", identify=identify)

    def _pseudonym(self, native: str) -> str:
        found = _PSEUDONYM.fullmatch(native)
        return found[1] if found else super()._pseudonym(native)


def restore(folder: Path, store: Store) -> None:
    """Fill the empty tables of a store from `folder`; raise RequestError where a file is not such a table."""
    for name in (*TABLES, *WHOLE):
        path = folder / f"{name}.parquet"
        if path.is_file():
            _fill(store, name, path)


def _fill(store: Store, name: str, path: Path) -> None:
    try:
        store.connection.register("given", pq.read_table(path))
        store.connection.execute(f'insert into "{name}" by name select * from given')
        store.connection.unregister("given")
    except Exception as error:
        if isinstance(error, (pa.ArrowException, OSError)) or type(error).__module__.endswith("duckdb"):
            raise RequestError(f"{path} does not hold the table {name} ({str(error).splitlines()[0]}).") from error
        raise
