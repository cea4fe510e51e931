select run_id, position, ledger from run
where identity = $identity and ended_at is null
order by run_id desc
limit 1
