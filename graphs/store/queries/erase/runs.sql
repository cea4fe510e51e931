select run_id, query from run where query is not null order by run_id
