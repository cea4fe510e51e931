-- What each run asked for.
select run_id, query from run where query is not null and query <> '' order by run_id
