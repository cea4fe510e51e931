update run set query = $query where run_id = $run_id
