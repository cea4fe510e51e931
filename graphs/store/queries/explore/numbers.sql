-- The rows of these posts, with author and time; a post that nobody collected has no row.
select p.post_id, p.rowid as number, p.actor_id, p.published_lo, p.published_hi
from post p
semi join (select unnest($ids) as post_id) wanted using (post_id)
where p.deleted_at is null and p.superseded_by is null
order by p.post_id
