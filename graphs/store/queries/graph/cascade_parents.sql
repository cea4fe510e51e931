-- One parent for each live post that has a relation of kind $kind: the post it was truly taken from where that is
-- known and collected, else the one the platform names, the smallest id of several.
create or replace temp table cascade_parent as
with ranked as (
    select reference.post_id, target_post_id, target_actor_id,
           case when role = 'via' then if(parent.post_id is not null, 0, 3) when role = 'unknown' then 1 else 2 end as distance,
           role = 'via' or ($kind <> 'repost' and role <> 'root') as known
    from reference
    semi join live_post child on child.post_id = reference.post_id
    left join post parent on parent.post_id = reference.target_post_id
    where reference.kind = $kind and target_post_id is not null and target_post_id <> reference.post_id
)
select post_id, chosen.parent_id, chosen.parent_actor, chosen.known
from (
    select post_id, min({
        'distance': distance, 'parent_id': target_post_id, 'parent_actor': coalesce(target_actor_id, ''), 'known': known
    }) as chosen
    from ranked group by post_id
);
