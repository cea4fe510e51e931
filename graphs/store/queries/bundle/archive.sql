-- Every run with an archive: how much it holds, and the head of its hash chain, which covers all parts.
select r.run_id, r.collector, count(*) as parts, sum(a.items)::bigint as items, max_by(a.sha256, a.part) as head
from archive_part a join run r using (run_id)
group by r.run_id, r.collector
order by r.run_id
