-- The last run of a request, unless it came to its end. One that was begun anew since is not taken up again.
select run_id, position, ledger from (
    from run where identity = $identity order by length(run_id) desc, run_id desc limit 1
)
where ended_at is null
