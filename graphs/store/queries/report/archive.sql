-- The head of each run's hash chain: the hash of its last part covers all parts before it.
select r.collector, r.query, count(*)::bigint as parts, sum(a.items)::bigint as items, max_by(a.sha256, a.part) as head
from archive_part a
join run r using (run_id)
group by a.run_id, r.collector, r.query
order by r.collector, r.query, head
