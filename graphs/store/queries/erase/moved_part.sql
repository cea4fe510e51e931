update archive_part set items = $items, bytes = $bytes, sha256 = $sha256 where run_id = $run_id and part = $part
