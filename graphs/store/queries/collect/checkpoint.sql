select target, "cursor", pages, requests, millionths, state, reason from checkpoint where run_id = $run_id
