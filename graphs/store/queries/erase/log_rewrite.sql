insert into archive_rewrite values ($erasure_id, $run_id, $part, $marked, $cut, $before, $after)
