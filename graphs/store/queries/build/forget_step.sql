-- A step is about to run again.
delete from derived where step = $step
