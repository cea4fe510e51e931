"""Tables of other libraries as files that the ordinary importer reads: one way in, one archive, one ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from collectors.errors import RequestError


@contextmanager
def as_file(table: Any) -> Iterator[Path]:
    """Give a Parquet file of a table while it is needed; batch by batch, so that memory stays that of a batch."""
    with TemporaryDirectory() as folder, batches(table) as reader:
        path = Path(folder) / "table.parquet"
        with pq.ParquetWriter(path, reader.schema) as file:
            for batch in reader:
                file.write_batch(batch)
        yield path


def batches(table: Any) -> pa.RecordBatchReader:
    """Return the batches of a table of pyarrow, pandas, polars, DuckDB, Spark or whatever else speaks Arrow.

    A table of Spark is brought to this machine whole. Raise RequestError for what is no table.
    """
    try:
        if hasattr(table, "toArrow"):  # Spark, from 4.0 on
            return table.toArrow().to_reader()
        if hasattr(table, "__arrow_c_stream__"):
            return pa.RecordBatchReader.from_stream(table)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        raise RequestError(
            f"Arrow cannot take the table: {str(error).splitlines()[0]}. Give each column one type."
        ) from error
    raise RequestError(
        f"{type(table).__name__} is no table that Arrow can read. Pass one of pyarrow, pandas, polars, DuckDB or "
        "Spark, or write a file and import that."
    )
