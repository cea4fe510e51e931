"""Run a named query over Arrow tables."""

import duckdb
import pyarrow as pa

from graphs.store.database import Value, named_sql


def run(name: str, tables: dict[str, pa.Table], **values: Value) -> pa.Table:
    """Run the named query of `queries/coordination` over Arrow tables, on tables of memory alone."""
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        for table, content in tables.items():
            connection.register(table, content)
        return connection.sql(named_sql(f"coordination/{name}"), params=values).to_arrow_table()
