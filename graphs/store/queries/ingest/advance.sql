update run set position = $position, ledger = $ledger, ended_at = $ended_at
where run_id = $run_id
