-- One row for each relation of kind $kind that a live post has to another post or actor.
-- Where a post names more than one parent, the one it was truly taken from (via) goes before the root of the cascade.
create or replace temp table tie as
with ranked as (
    select post_id, target_post_id, target_actor_id,
           case role when 'via' then 0 when 'unknown' then 1 else 2 end as distance
    from reference
    where kind = $kind
),
nearest as (
    select post_id, min(distance) as distance from ranked group by post_id
)
select child.post_id as source_post,
       ranked.target_post_id as target_post,
       child.actor_id as source_actor,
       coalesce(parent.actor_id, ranked.target_actor_id) as target_actor,
       'reference' as evidence,
       child.published_lo as lo,
       child.published_hi as hi
from ranked
join nearest using (post_id, distance)
join live_post child using (post_id)
left join post parent on parent.post_id = ranked.target_post_id;
