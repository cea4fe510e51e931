insert into erasure values ($erasure_id, $kind, $at, $counts)
