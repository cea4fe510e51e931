"""A case on disk: the tables, their migrations, and the named SQL that reads and writes them.

case.duckdb  <-- Store (connection, transactions, named queries)
                   ^
                   +-- Ingest (the Sink that importers write to)
"""

from graphs.store.database import Store

__all__ = ["Store"]
