select run_id, coalesce("cursor", ''), reason from checkpoint order by run_id
