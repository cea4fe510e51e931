-- Note what a step was made from.
insert into derived values ($step, $fingerprint, $rows)
