delete from checkpoint where run_id = $run_id
