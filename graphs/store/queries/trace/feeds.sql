-- Actors of either group with $posts or more linking posts over $narratives or more narratives of one level: how many
-- of these posts link to each group.
with tie as (
    select distinct link.child_id, child.actor_id, coalesce(parent.actor_id, unseen.actor_id) as cited
    from link
    join live_post child on child.post_id = link.child_id
    left join post parent on parent.post_id = link.parent_id
    left join unseen on unseen.post_id = link.parent_id
    where link.evidence = 'citation'
),
post_tie as (
    select child_id, tie.actor_id,
           coalesce(bool_or(cited.in_source), false) as to_source,
           coalesce(bool_or(cited.in_target), false) as to_target
    from tie
    left join trace_actor cited on cited.actor_id = tie.cited
    group by all
),
level_count as (
    select post_tie.actor_id, narrative_post.level, count(distinct narrative_post.narrative_id) as narratives
    from post_tie
    join narrative_post on narrative_post.post_id = post_tie.child_id and narrative_post.level <> 'claim'
    group by all
)
select trace_actor.code, count(*) as posts,
       count(*) filter (where to_source) as to_source,
       count(*) filter (where to_target) as to_target
from post_tie
join trace_actor using (actor_id)
where (in_source or in_target)
  and actor_id in (select actor_id from level_count where narratives >= $narratives)
group by code
having count(*) >= $posts
order by code
