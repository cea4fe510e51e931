-- As much as DuckDB takes where nobody says anything: most of the machine's memory.
reset memory_limit;
