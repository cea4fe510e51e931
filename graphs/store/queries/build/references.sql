-- Links that the platform itself states: repost, quote, reply; the true parent goes before the root of the cascade.
create or replace temp table reference_link as
with pointed as (
    select r.post_id as child_id,
           coalesce(v.last, r.target_post_id) as parent_id,
           r.kind,
           r.role,
           r.target_actor_id,
           bool_or(r.role = 'via') over (partition by r.post_id, r.kind) as has_via
    from reference r
    left join version v on v.post_id = r.target_post_id
    where r.kind in ('repost', 'quote', 'reply') and r.target_post_id is not null
)
select g.parent_id, g.child_id, g.kind as detail, g.target_actor_id,
       case when parent.post_id is null then 1.0
            else p_order(parent.published_lo, parent.published_hi, child.published_lo, child.published_hi)
       end as p_order,
       parent.post_id is not null as seen,
       child.published_hi as child_hi
from (
    select parent_id, child_id, min(target_actor_id) as target_actor_id,
           arg_min(kind, case kind when 'repost' then 0 when 'quote' then 1 else 2 end) as kind
    from pointed
    where parent_id <> child_id and not (has_via and role <> 'via')
    group by parent_id, child_id
) g
join live_post child on child.post_id = g.child_id
left join live_post parent on parent.post_id = g.parent_id
