-- A run may last for months: what its statements hold of the tables is bounded, whatever the machine has; beyond it
-- DuckDB reads its file again, and spills what a statement needs.
set memory_limit = '64MB';
