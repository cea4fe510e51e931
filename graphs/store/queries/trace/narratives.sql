-- The narratives of $levels with a live post of either group, and the one that was asked for, numbered in order.
create or replace temp table trace_narrative as
with touched as (
    select distinct narrative_post.narrative_id
    from narrative_post
    join live_post using (post_id)
    join trace_actor using (actor_id)
    where (in_source or in_target) and list_contains($levels, narrative_post.level)
)
select row_number() over (order by level, posts desc, narrative_id) - 1 as place, narrative_id, level, flags, posts
from narrative
where narrative_id in (select narrative_id from touched) or narrative_id = $narrative
