-- Ties among these actors, from the earlier to the later, by class of evidence, with a post behind each.
with wanted as (select unnest($ids) as actor_id),
written as (
    select post_id, actor_id from live_post semi join wanted using (actor_id)
    union all
    select post_id, actor_id from unseen semi join wanted using (actor_id)
)
select p.actor_id as origin, c.actor_id as taker, l.evidence, count(*) as weight, max(l.probability) as probability,
       min(l.child_id) as post_id
from link l
join written p on p.post_id = l.parent_id
join written c on c.post_id = l.child_id
group by all
order by origin, taker, evidence
