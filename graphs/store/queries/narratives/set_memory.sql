-- Give the tables so much memory.
set memory_limit = $limit
