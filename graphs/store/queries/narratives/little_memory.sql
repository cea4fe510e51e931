-- Throw out of memory what can be read again.
set memory_limit = '512MB'
