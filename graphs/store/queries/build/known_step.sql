-- The fingerprint and the rows that a step left behind.
select fingerprint, "rows" from derived where step = $step
