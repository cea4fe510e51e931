-- One row of the table for each of these authors, by which pages name them without their ids.
select actor_id, min(rowid) as number
from post
where actor_id in (select unnest($ids)) and deleted_at is null and superseded_by is null
group by actor_id
order by actor_id
