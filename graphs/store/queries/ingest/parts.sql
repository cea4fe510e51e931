select part, items, bytes, sha256 from archive_part where run_id = $run_id order by part
